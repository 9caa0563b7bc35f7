"""Days in words that are refused: why, which words, and what to write instead, in the reader's language."""

from __future__ import annotations

import pytest

from bot.process.kernel import calendars, phrases
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.process.conftest import Office


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        ("blorp", "I could not read “blorp” as a date. Say for example", "没看懂“blorp”是什么时间。例如："),
        ("30 Feb", "“30 Feb”: There is no such day. Say for example", "“30 Feb”：没有这一天。例如："),
        (" ", "That names no day. Say for example", "没有说明是哪一天。例如："),
    ],
)
def test_a_refusal_quotes_what_it_is_about(office: Office, words: str, english: str, chinese: str) -> None:
    with office.work("pm") as work:
        with pytest.raises(Refused) as refused:
            phrases.read(work, words, zone="UTC", calendar=calendars.of_key(work, "CN"), field="words")
        assert refused.value.field == "words"
        for locale, said in (("en-US", english), ("zh-CN", chinese)):
            assert refused.value.why.for_(Reader(locale)).startswith(said)


def test_what_is_long_is_quoted_in_part_and_examples_can_be_given(office: Office) -> None:
    with office.work("pm") as work:
        calendar = calendars.of_key(work, "CN")
        with pytest.raises(Refused) as refused:
            phrases.read(work, "x" * 200, zone="UTC", calendar=calendar, field="days", examples=("2026-10-10",))
        said = refused.value.why.for_(Reader("en-US"))
        assert said == f"I could not read “{'x' * 60}” as a date. Say for example 2026-10-10."


def test_a_refusal_says_how_figures_were_read(office: Office) -> None:
    with office.work("pm") as work:
        work.person.locale = "en-GB"
        with pytest.raises(Refused) as refused:
            phrases.read(work, "12/10/2020", zone="UTC", calendar=calendars.of_key(work, "CN"), field="words")
        said = refused.value.why.for_(Reader("en-GB"))
        assert said.startswith("“12/10/2020”, read as day 12 of month 10: That day has passed.")
        assert refused.value.why.for_(Reader("zh-CN")).startswith("“12/10/2020”读作10月12日：")
