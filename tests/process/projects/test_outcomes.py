"""Which outcomes somebody could judge, in both languages; and what a list of them may be."""

from __future__ import annotations

import pytest

from bot.process.projects import outcomes
from bot.process.proposals.scenarios import SCENARIOS
from bot.words.language import Reader
from bot.words.refused import Refused


@pytest.mark.parametrize(
    "line",
    [
        "Sales of 5 million", "Twice the contacts of last year", "Live by the end of March", "A handbook for dealers",
        "No complaints in the first month", "90% trained", "销售额翻倍", "首月销售额500万元",
        "《操作手册》定稿", "完成三家试点",
        "样机通过评审", "零投诉", "全部门店上线",
    ],
)  # fmt: skip
def test_a_number_a_day_or_a_thing_can_be_judged(line: str) -> None:
    assert outcomes.is_measurable(line)


@pytest.mark.parametrize(
    "line", ["Happy customers", "Better cooperation", "A stronger brand", "客户满意", "提升品牌形象", "零售渠道更顺畅"]
)
def test_what_is_only_wished_for_cannot(line: str) -> None:
    assert not outcomes.is_measurable(line)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_what_is_suggested_is_measurable_itself(locale: str) -> None:
    for suggested in SCENARIOS.values():
        assert outcomes.not_measurable([one.for_(Reader(locale)) for one in suggested.outcomes]) == []


def test_a_list_loses_its_marks_and_what_stands_twice() -> None:
    assert outcomes.lines("- One\n 2. Two\n\n• One\n3、三\n1.5 million sold") == [
        "One",
        "Two",
        "三",
        "1.5 million sold",
    ]


@pytest.mark.parametrize("typed", [" \n", "\n".join(f"Line {number}" for number in range(21)), "x" * 201])
def test_a_list_that_no_acceptance_could_go_through_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        outcomes.lines(typed)
    assert refused.value.field == "outcomes"
