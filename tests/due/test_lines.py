"""Due phrases at the ends of a line: what becomes the date of a task, and what stays in its title."""

from __future__ import annotations

import pytest

from bot.due.phrases import NotADate, Reason, find_due, left_in
from tests.due.test_phrases import CHINA, NOW, SHANGHAI


def line(text: str, locale: str = "en-US") -> tuple[str, str] | None:
    """The due of a line as a user would see it echoed, and the title that is left."""
    found = find_due(text, now=NOW, zone=SHANGHAI, locale=locale, calendar=CHINA)
    if found is None:
        return None
    due, rest = found
    return (f"{due.day} {due.time:%H:%M}" if due.time else str(due.day)), rest


@pytest.mark.parametrize(
    ("text", "due", "rest"),
    [
        ("Print posters by next fri", "2026-11-27", "Print posters"),
        ("Print posters by next Fri.", "2026-11-27", "Print posters"),
        ("Print posters next fri", "2026-11-27", "Print posters"),
        ("Print posters, due 2026-12-01", "2026-12-01", "Print posters"),
        ("Print posters – by friday", "2026-11-20", "Print posters"),
        ("Print posters (by next fri)", "2026-11-27", "Print posters"),
        ("Print posters by the 15th of next month at 3 pm", "2026-12-15 15:00", "Print posters"),
        ("wait for design until 12/1", "2026-12-01", "wait for design"),
        ("Call Bob tomorrow at 3pm", "2026-11-19 15:00", "Call Bob"),
        ("Call Bob fri 3pm", "2026-11-20 15:00", "Call Bob"),
        ("Follow up on T-3 in 3 days", "2026-11-21", "Follow up on T-3"),
        ("Send the report EOD", "2026-11-18", "Send the report"),
        ("Send the report by 5pm", "2026-11-18 17:00", "Send the report"),
        ("Ship v1.2 on 12/1", "2026-12-01", "Ship v1.2"),
        ("Book hall before Christmas", "2026-12-24", "Book hall"),
        ("By Friday: print posters", "2026-11-20", "print posters"),
        ("by friday print posters", "2026-11-20", "print posters"),
        ("Tomorrow: call Bob", "2026-11-19", "call Bob"),
        ("印海报 下周五", "2026-11-27", "印海报"),
        ("印海報 下週五", "2026-11-27", "印海報"),
        ("印海报，明天下午3点", "2026-11-19 15:00", "印海报"),
        ("印海报（下周五前）", "2026-11-27", "印海报"),
        ("印海报 2个工作日内", "2026-11-20", "印海报"),
        ("印海报 月底前", "2026-11-30", "印海报"),
        ("印海报 12月1日", "2026-12-01", "印海报"),
        ("提交报告截止12月1日", "2026-12-01", "提交报告"),
        ("提交报告，最晚下周五", "2026-11-27", "提交报告"),
        ("等设计到12月1日", "2026-12-01", "等设计"),
        ("下周五前印海报", "2026-11-27", "印海报"),
        ("下周五 印海报", "2026-11-27", "印海报"),
        ("月底前盘点库存", "2026-11-30", "盘点库存"),
        ("12月1日之前完成A/B测试", "2026-12-01", "完成A/B测试"),
        # Glued to the title, with what is to happen by then, or within the title.
        ("印制邀请函12月30日前", "2026-12-30", "印制邀请函"),
        ("印制邀请函下周五前", "2026-11-27", "印制邀请函"),
        ("印制邀请函 下周五前 完成", "2026-11-27", "印制邀请函"),
        ("印制邀请函下周五前完成。", "2026-11-27", "印制邀请函"),
        ("官网 下周五前 上线", "2026-11-27", "官网 上线"),
        ("试产 腊月廿八前", "2027-02-04", "试产"),
        ("试产节前完成", "2026-12-31", "试产"),
        ("Print posters by Fri 4 Dec", "2026-12-04", "Print posters"),
        ("Book hall by the first Monday of December", "2026-12-07", "Book hall"),
    ],
)
def test_a_line_gives_its_due_and_its_title(text: str, due: str, rest: str) -> None:
    assert line(text) == (due, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Print posters",
        "Plan Black Friday",
        "Casual Friday",
        "Report for end of month",
        "Analyse the outage of last friday",
        "Summary of 2026-12-01",
        "EOD report",
        "End of month report",
        "tomorrow never dies",
        "Dec 1 release notes",
        "Friday update slides",
        "Ship part 12/1",
        "Meet team 15:00",
        "Sort photos by year",
        "Split costs by month",
        "Stand by",
        "Deliver by hand",
        "Buy 3 working days",
        "Read chapters 3-5",
        "next fri",
        "by next fri",
        "2026-12-01",
        "下周五",
        "印海报",
        "月底总结报告",
        "下周五例会纪要",
        "国庆前促销方案",
        "今日头条投放",
        "三年前的资料整理",
        "周五前后确认",
        "从周一到周五",
        "排班 每周五",
        "明天系统上线",
        "会前摘要",
        "",
        "   ",
        "by",
        "()",
    ],
)
def test_a_title_keeps_its_words(text: str) -> None:
    assert line(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Print posters by Feb 30", Reason.IMPOSSIBLE),
        ("Print posters by yesterday", Reason.PAST),
        ("Print posters due Sep 3", Reason.YEAR_NEEDED),
        ("Print posters by 2113-01-01", Reason.TOO_FAR),
        ("印海报 截止2月30日", Reason.IMPOSSIBLE),
        ("印海报 截止昨天", Reason.PAST),
        ("印制邀请函9月30日前", Reason.YEAR_NEEDED),
        ("印制邀请函上周五前完成", Reason.PAST),
        ("试产2月30日前", Reason.IMPOSSIBLE),
    ],
)
def test_a_line_that_says_by_an_impossible_day_is_told(text: str, reason: Reason) -> None:
    with pytest.raises(NotADate) as refused:
        line(text)
    assert refused.value.reason is reason
    assert refused.value.examples


@pytest.mark.parametrize(
    ("text", "words", "read"),
    [
        ("Price list Dec 24", "Dec 24", "2026-12-24"),
        ("12月4日印海报", "12月4日", "2026-12-04"),
        ("印海报12月4日", "12月4日", "2026-12-04"),
        ("Print by Friday the posters", "by Friday", "2026-11-20"),
        ("call Bob friday", "friday", "2026-11-20"),
        ("By Friday: call Bob tomorrow", "By Friday", "2026-11-20"),
        ("Print posters yesterday", "yesterday", Reason.PAST),
        ("印海报 截止 昨天", "昨天", Reason.PAST),
        ("复盘上周五", "上周五", Reason.PAST),
        ("印制邀请函9月30日", "9月30日", Reason.YEAR_NEEDED),
        ("Ship on 31/11 then", "on 31/11", Reason.IMPOSSIBLE),
    ],
)
def test_words_that_look_like_a_day_are_named(text: str, words: str, read: str | Reason) -> None:
    found = left_in(text, now=NOW, zone=SHANGHAI, locale="en-US", calendar=CHINA)
    assert found is not None
    assert found.words == words
    assert (str(found.due.day) if found.due else found.wrong and found.wrong.reason) == read


@pytest.mark.parametrize(
    "text",
    [
        *("Plan Black Friday", "Casual Friday", "Report for end of month", "Analyse the outage of last friday"),
        *(
            "Summary of 2026-12-01",
            "Friday update slides",
            "Ship v1.2",
            "月底总结报告",
            "国庆前促销方案",
            "今日头条投放",
        ),
        *("周五前后确认", "从周一到周五", "排班 每周五", "三年前的资料整理", "print 10.13-10.15", "会前摘要"),
    ],
)
def test_a_title_without_a_day_names_none(text: str) -> None:
    assert left_in(text, now=NOW, zone=SHANGHAI, locale="zh-CN", calendar=CHINA) is None


@pytest.mark.parametrize(
    ("text", "locale", "examples"),
    [
        ("印制邀请函9月3日", "zh-CN", ("2026年12月1日", "2026-12-01")),
        ("Print posters Sep 3", "en-US", ("1 Dec 2026", "2026-12-01")),
    ],
)
def test_a_day_that_lacks_its_year_is_shown_one_with_a_year(text: str, locale: str, examples: tuple[str, ...]) -> None:
    left = left_in(text, now=NOW, zone=SHANGHAI, locale=locale, calendar=CHINA)
    assert left is not None
    assert left.wrong is not None
    assert (left.wrong.reason, left.wrong.examples) == (Reason.YEAR_NEEDED, examples)


def test_whatever_is_refused_says_how_a_day_is_written() -> None:
    left = left_in("Print posters Feb 30", now=NOW, zone=SHANGHAI, locale="en-US", calendar=CHINA)
    assert left is not None
    assert left.wrong is not None
    assert left.wrong.examples
