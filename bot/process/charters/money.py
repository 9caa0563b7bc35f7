"""The budget of a project, in any currency: 120万元, USD 50,000, 1.5 million euro."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from bot.words.language import CHINESE, Reader, Text, babel_locale
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused

# How people write the currencies they mostly mean; any other by its three letters (ISO 4217).
CURRENCIES = {
    "CNY": ("人民币", "rmb", "元", "块", "yuan", "￥", "¥"),
    "HKD": ("港元", "港币", "hk$"),
    "USD": ("美元", "美金", "us$", "dollars", "dollar", "$"),
    "EUR": ("欧元", "euros", "euro", "€"),
    "JPY": ("日元", "円", "yen"),
    "GBP": ("英镑", "pounds", "£"),
}
# The longest first: 美元 ends with 元, too.
_NAMES = sorted(
    ((name, code) for code, names in CURRENCIES.items() for name in (code.lower(), *names)),
    key=lambda one: -len(one[0]),
)
# What a number is multiplied by.
TIMES = {"万": 10_000, "亿": 100_000_000, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
# Kept in hundredths, so that what is signed has no fraction.
HUNDREDTHS = 100
MOST = 10**15
# A comma stands between thousands, a point before a part of one; 1,5 and 12.000 are other sums in other countries.
_SAID = Pattern(r"(\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.(\d+))?(万|亿|k|m|thousand|million)?")
PARTS = 2
EXAMPLES = "120万元 · USD 50,000 · 1.5 million euro"


class Amount(NamedTuple):
    """An amount in hundredths of a currency, which is named by its three letters."""

    hundredths: int
    currency: str


@dataclass(frozen=True, slots=True)
class Money(Text):
    """An amount in the reader's words: 120万元, CNY 1,200,000."""

    hundredths: int = 0
    currency: str = "CNY"

    def for_(self, reader: Reader) -> str:
        """In Chinese round sums of yuan are told in 万元."""
        from babel.numbers import format_decimal

        whole, locale = Decimal(self.hundredths) / HUNDREDTHS, babel_locale(reader.locale)
        if reader.language == CHINESE and self.currency == "CNY" and whole >= TIMES["万"] and whole % 100 == 0:
            return f"{format_decimal(whole / TIMES['万'], locale=locale)}万元"
        return f"{self.currency} {format_decimal(whole, '#,##0.##', locale=locale)}"


def read(words: str, field: str) -> Amount | None:
    """What somebody has typed for an amount; None for nothing.

    Raises Refused about that field of the form, with examples, for what is no amount or has no currency.
    """
    said = "".join(words.lower().split())
    if not said:
        return None
    wrong = Refused(_("Say an amount and its currency, for example %(examples)s.", examples=EXAMPLES), field=field)
    currency, rest = _currency(said)
    found = _SAID.fullmatch(rest)
    if found is None or (found[3] is None and len(found[2] or "") > PARTS):
        raise wrong
    if currency is None and found[3] in ("万", "亿"):
        currency = "CNY"
    number = Decimal(f"{found[1].replace(',', '').replace('，', '')}.{found[2] or 0}")
    amount = number * TIMES.get(found[3] or "", 1) * HUNDREDTHS
    if currency is None or amount != int(amount) or not 0 < amount <= MOST:
        raise wrong
    return Amount(int(amount), currency)


def written(hundredths: int, currency: str) -> str:
    """The amount as somebody would type it."""
    whole = Decimal(hundredths) / HUNDREDTHS
    return f"{currency} {whole.quantize(Decimal(1)) if whole == int(whole) else whole:,}"


def _currency(said: str) -> tuple[str | None, str]:
    """The currency that the words name, and the rest of them."""
    for name, code in _NAMES:
        if said.startswith(name) or said.endswith(name):
            # 元人民币, ¥ 100 元
            for one in (one for one, of in _NAMES if of == code):
                said = said.removeprefix(one).removesuffix(one)
            return code, said
    for code, rest in ((said[:3], said[3:]), (said[-3:], said[:-3])):
        if code.isascii() and code.isalpha() and _is_currency(code):
            return code.upper(), rest
    return None, said


def _is_currency(code: str) -> bool:
    from babel.numbers import is_currency

    return is_currency(code.upper())
