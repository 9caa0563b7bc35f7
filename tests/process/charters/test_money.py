"""Amounts as people write them, and as they are told."""

from __future__ import annotations

import pytest

from bot.process.charters import money
from bot.process.charters.money import Money
from bot.words.language import Reader
from bot.words.refused import Refused


@pytest.mark.parametrize(
    ("typed", "hundredths", "currency", "english", "chinese"),
    [
        ("120万元", 120_000_000, "CNY", "CNY 1,200,000", "120万元"),
        ("12.5万", 12_500_000, "CNY", "CNY 125,000", "12.5万元"),
        ("￥98,765.43", 9_876_543, "CNY", "CNY 98,765.43", "CNY 98,765.43"),
        ("人民币 3亿元", 30_000_000_000, "CNY", "CNY 300,000,000", "30,000万元"),
        ("USD 50,000", 5_000_000, "USD", "USD 50,000", "USD 50,000"),
        ("$50k", 5_000_000, "USD", "USD 50,000", "USD 50,000"),
        ("1.5 million euro", 150_000_000, "EUR", "EUR 1,500,000", "EUR 1,500,000"),
        ("20000 CHF", 2_000_000, "CHF", "CHF 20,000", "CHF 20,000"),
        ("美元5万", 5_000_000, "USD", "USD 50,000", "USD 50,000"),
        ("100万美元", 100_000_000, "USD", "USD 1,000,000", "USD 1,000,000"),
        ("50万港元", 50_000_000, "HKD", "HKD 500,000", "HKD 500,000"),
        ("3000欧元", 300_000, "EUR", "EUR 3,000", "EUR 3,000"),
        ("120万日元", 120_000_000, "JPY", "JPY 1,200,000", "JPY 1,200,000"),
        ("¥100元", 10_000, "CNY", "CNY 100", "CNY 100"),
    ],
)
def test_an_amount_is_read_in_any_currency_and_told_in_the_readers_words(
    typed: str, hundredths: int, currency: str, english: str, chinese: str
) -> None:
    assert money.read(typed, "amount") == (hundredths, currency)
    told = Money("", hundredths=hundredths, currency=currency)
    assert told.for_(Reader("en-US")) == english
    assert told.for_(Reader("zh-CN")) == chinese
    assert money.read(money.written(hundredths, currency), "amount") == (hundredths, currency), "as it is typed again"


@pytest.mark.parametrize(
    "typed",
    [
        "much", "50000", "-5 USD", "1.234.567 USD", "0 USD", "5 XYZ", "USD", "0.001 USD",
        # Which sum that is depends on where one comes from.
        "1,5 million euro", "1,50 EUR", "12.000 EUR", "$1,2,3", "1.234,56 EUR",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(Refused, match="currency") as why:
        money.read(typed, "amount")
    assert why.value.field == "amount"


def test_nothing_is_no_amount() -> None:
    assert money.read("  ", "amount") is None
