"""Lines that name a substitute: a length is a length, and a span has both its ends."""

from __future__ import annotations

import pytest

from bot.process.substitutes import lines as away_lines
from tests.process.conftest import Office


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        # Said on a Monday, 23 November 2026.
        ("3天", "2026-11-23", "2026-11-25"),
        ("三天", "2026-11-23", "2026-11-25"),
        ("for 3 days", "2026-11-23", "2026-11-25"),
        ("a week", "2026-11-23", "2026-11-29"),
        ("两个工作日", "2026-11-23", "2026-11-24"),
        ("请假三天", "2026-11-23", "2026-11-25"),
        ("明天起3天", "2026-11-24", "2026-11-26"),
        ("12月1日开始两周", "2026-12-01", "2026-12-14"),
        ("from Dec 1 for 2 weeks", "2026-12-01", "2026-12-14"),
        ("next mon for 3 working days", "2026-11-30", "2026-12-02"),
        ("12.10-12.15", "2026-12-10", "2026-12-15"),
        ("12/10~12/15", "2026-12-10", "2026-12-15"),
        ("12月10-15日", "2026-12-10", "2026-12-15"),
        ("12月10日-15日", "2026-12-10", "2026-12-15"),
        ("Dec 10-15", "2026-12-10", "2026-12-15"),
        ("10-15 Dec", "2026-12-10", "2026-12-15"),
        ("from Dec 7 to 9", "2026-12-07", "2026-12-09"),
        ("Dec 7th to 9th", "2026-12-07", "2026-12-09"),
        ("between 7 and 9 December", "2026-12-07", "2026-12-09"),
        ("从12月7日到9日", "2026-12-07", "2026-12-09"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("下周", "2026-11-30", "2026-12-06"),
        ("本周", "2026-11-23", "2026-11-29"),
        ("下个月", "2026-12-01", "2026-12-31"),
        ("until Friday", "2026-11-23", "2026-11-27"),
        ("到周五", "2026-11-23", "2026-11-27"),
        ("mon-fri", "2026-11-30", "2026-12-04"),
        ("下周一到下周五", "2026-11-30", "2026-12-04"),
        ("2026-12-01 to 2026-12-05", "2026-12-01", "2026-12-05"),
        ("2026-12-01", "2026-12-01", "2026-12-01"),
        ("3日", "2026-12-03", "2026-12-03"),
        ("tomorrow", "2026-11-24", "2026-11-24"),
    ],
)
def test_a_line_names_the_days_that_it_says(office: Office, words: str, first: str, last: str) -> None:
    with office.work("liaison") as work:
        work.person.locale = "zh-CN"
        draft = away_lines.read(work, f"<@colleague> {words}".replace("colleague", "COLLEAGUE")).draft
        assert (str(draft.first_on), str(draft.last_on)) == (first, last)


@pytest.mark.parametrize(
    "words", ["after Friday", "some days", "12.15-12.10", "about next week", "今天下午", "tomorrow 3pm to Friday"]
)
def test_what_names_no_days_is_left_to_the_form_with_a_word(office: Office, words: str) -> None:
    with office.work("liaison") as work:
        found = away_lines.read(work, f"<@COLLEAGUE> {words}")
        assert found.window is None
        assert found.note is not None
