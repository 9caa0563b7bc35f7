"""A line about a task: its number and clauses are read in any width; the note stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.process.tasks.said import Cut, Update
from bot.process.tasks.states import Status
from bot.words.refused import Refused
from bot.words.typed import tidy
from handlers.tasks.words import read


def said(line: str) -> Update:
    found = read(line)
    assert found is not None
    assert found.number == 4
    assert found.update is not None
    return found.update


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("T-4 90% 认证通过，准备发布（周五）", "认证通过，准备发布（周五）"),
        ("Ｔ－４　９０％：认证通过，准备发布！", "认证通过，准备发布！"),
        ("t4 90% because the proof — the second one – is late", "the proof — the second one – is late"),
        ("T-4 90%  ①等设计稿  ②等报价 ㎡ ﬁnal", "①等设计稿 ②等报价 ㎡ ﬁnal"),
        ("T-4 90%", ""),
        ("T-4 - 90%", ""),
        ("T-4-90%", ""),
        ("T-4 90% as planned, moved to Berlin", "as planned, moved to Berlin"),
        ("T-4 90% due to rain", "rain"),
        ("T-4 90% 50% of the proofs came back", "50% of the proofs came back"),
    ],
)
def test_a_note_keeps_its_punctuation(line: str, note: str) -> None:
    assert said(line) == Update(progress=90, note=note)


@pytest.mark.parametrize(
    ("line", "cuts", "note"),
    [
        ("T-4 due next fri because printer broke", [("next fri", "")], "printer broke"),
        ("T-4 due next fri: printer broke", [("next fri", "")], "printer broke"),
        ("T-4 due fri 15:00: 50% of the proofs", [("fri 15:00", "")], "50% of the proofs"),
        ("T-4 延到下周五 因为打印机坏了", [("下周五", "")], "打印机坏了"),
        ("T-4 延期到下周五，等样品", [("下周五,等样品", ""), ("下周五", "等样品")], ""),
        ("Ｔ－４　推迟到１２月１日：等样品（第二批）", [("12月1日", "")], "等样品（第二批）"),
        ("T-4 due Fri, 27 Nov, x", [("Fri, 27 Nov, x", ""), ("Fri, 27 Nov", "x"), ("Fri", "27 Nov, x")], ""),
        ("T-4 postponed to 1 Dec", [("1 Dec", "")], ""),
        ("T-4 截止日期改为12月1日，因为等样品", [("12月1日", "")], "等样品"),
        ("T-4 due date", [("", "")], ""),
    ],
)  # fmt: skip
def test_a_due_phrase_is_cut_from_its_reason(line: str, cuts: list[tuple[str, str]], note: str) -> None:
    assert said(line) == Update(due_words=tuple(Cut(*one) for one in cuts), note=note)


@pytest.mark.parametrize(
    "line",
    [
        "T-4 50% due fri owner <@U0LIN00001|lin> because he has the proofs",
        "T-4 owner: <@U0LIN00001>, 50%, due fri because he has the proofs",
        "T-4 责任人 <@U0LIN00001> 50% due fri 因为he has the proofs",
        "T-4 due fri 50% 负责人改为<@U0LIN00001>：he has the proofs",
    ],
)
def test_several_clauses_in_one_line(line: str) -> None:
    assert said(line) == Update(
        progress=50, owner_id="U0LIN00001", due_words=(Cut("fri", ""),), note="he has the proofs"
    )


def test_an_owner_and_a_status() -> None:
    assert said("T-4 交给 <@U0LIN00001> 进行中") == Update(status=Status.IN_PROGRESS, owner_id="U0LIN00001")


@pytest.mark.parametrize(
    "line",
    [
        "T-4 owner lin",
        "T-4 责任人 林涛",
        "T-4 owner <@U0LIN00001> <@U0CHEN0001>",
        "T-4 交给 <@U0LIN00001>、<@U0CHEN0001>",
        "T-4 延期",
        "T-4 soon",
        "T-4 150%",
        "T-4 -5%",
        "T-4 －５％",
    ],
)
def test_what_it_cannot_mean_is_refused(line: str) -> None:
    with pytest.raises(Refused):
        read(line)


@pytest.mark.parametrize(
    ("line", "status", "progress", "note"),
    [
        # A percentage beside a word of finishing is that percentage.
        ("完成50%", None, 50, ""),
        ("50% done", None, 50, ""),
        ("done 50%", None, 50, ""),
        ("50%完成，等样品", None, 50, "等样品"),
        ("已完成５０％！", None, 50, ""),
        ("completed 100%", None, 100, ""),
        ("完成一半", None, 50, ""),
        ("做了一半", None, 50, ""),
        ("完成了一半", None, 50, ""),
        ("half done", None, 50, ""),
        ("百分之五十", None, 50, ""),
        ("完成百分之六十五了", None, 65, ""),
        ("百分之百", None, 100, ""),
        ("七成", None, 70, ""),
        ("进度50%", None, 50, ""),
        ("进度：50%，等设计稿", None, 50, "等设计稿"),
        ("50 percent, waiting for design", None, 50, "waiting for design"),
        ("50% waiting for design", None, 50, "waiting for design"),
        ("50%等样品", None, 50, "等样品"),
        ("in progress 50%", Status.IN_PROGRESS, 50, ""),
        # A leftover of a word is no note.
        ("完成了", Status.DONE, None, ""),
        ("搞定了！", Status.DONE, None, ""),
        ("做完了", Status.DONE, None, ""),
        ("已经完成了，文件在群里", Status.DONE, None, "文件在群里"),
        ("全部完成 👍", Status.DONE, None, ""),
        ("done!", Status.DONE, None, ""),
        ("it's done now, thanks", Status.DONE, None, "thanks"),
        ("all done :tada:", Status.DONE, None, ""),
        ("50%了", None, 50, ""),
        ("设为完成", Status.DONE, None, ""),
        # A note parted from it, or behind what can be nothing else.
        ("done, with the draft", Status.DONE, None, "with the draft"),
        ("done – 50% of the budget left", Status.DONE, None, "50% of the budget left"),
        ("完成 等验收", Status.DONE, None, "等验收"),
        ("进行中等设计稿", Status.IN_PROGRESS, None, "等设计稿"),
        ("in progress waiting for design", Status.IN_PROGRESS, None, "waiting for design"),
        ("还没开始", Status.NOT_STARTED, None, ""),
        ("两成", None, 20, ""),
        ("完成三分之二", None, 67, ""),
        ("two thirds done", None, 67, ""),
        ("50%, 80% of the proofs are here", None, 50, "80% of the proofs are here"),
    ],
)
def test_how_far_a_task_is(line: str, status: Status | None, progress: int | None, note: str) -> None:
    assert said(f"T-4 {line}") == Update(status=status, progress=progress, note=note)


HALF_READ = """
    完成不了 | 完成初稿 | 完成后通知我 | 完成得差不多了 | 开始不了 | 未完成 | 没做完 | 基本完成 | 快完成了
    一半样品坏了 | 50%的样品到了 | 50%未完成 | 50%～60% | 百分之十十 | 33.3% done | 5 of 10 done | finished 3 of 5
    done with the draft | done except the cover | done by Friday | complete rewrite needed | start tomorrow
    almost done | not done | done? | 50% left | 50% by fri | 100% tomorrow | 50%-60% | 50% or 60% | 50% of the proofs
    half of the posters are missing | 50% 80% | 50%，80% | 50% or 80% | 三分之五 | 80% 明天给
"""


@pytest.mark.parametrize(
    "line", [one.strip() for line in HALF_READ.split("\n") for one in line.split("|") if one.strip()]
)
def test_what_may_mean_something_else_is_not_half_taken(line: str) -> None:
    with pytest.raises(Refused):
        read(f"T-4 {line}")


@pytest.mark.parametrize(
    ("line", "length", "note"),
    [
        ("延期两天", "两天", ""),
        ("推迟3个工作日，因为等样品", "3个工作日", "等样品"),
        ("delayed by two days because of rain", "two days", "because of rain"),
        ("delayed 2 weeks", "2 weeks", ""),
        ("3 days late", "3 days", ""),
    ],
)
def test_by_how_long_is_kept_to_be_asked_about(line: str, length: str, note: str) -> None:
    update = said(f"T-4 {line}")
    assert update.shift is not None
    assert (update.shift.length, update.note, update.status, update.progress) == (length, note, None, None)


@pytest.mark.parametrize(
    "line",
    [
        *("计划完成日改为12月4日，因为等样品", "计划完成日期：12月4日 因为等样品", "完成时间改到12月4日，因为等样品"),
        *("预计完成日期调整为12月4日，因为等样品", "deadline 12月4日 because 等样品", "改期到12月4日 因为等样品"),
    ],
)
def test_a_planned_end_by_its_names(line: str) -> None:
    assert said(f"T-4 {line}") == Update(due_words=(Cut("12月4日", ""),), note="等样品")


@pytest.mark.parametrize("words", ["责任人改成", "责任人换成", "负责人变更为 ", "owner to ", "责任人改给"])
def test_an_owner_by_the_names_of_it(words: str) -> None:
    assert said(f"T-4 {words}<@U0LIN00001>") == Update(owner_id="U0LIN00001")


STANDING = {
    "done": (Status.DONE, 100),
    "完成": (Status.DONE, 100),
    "做完了": (Status.DONE, 100),
    "in progress": (Status.IN_PROGRESS, None),
    "未开始": (Status.NOT_STARTED, None),
    "50%": (None, 50),
    "一半": (None, 50),
    "百分之三十": (None, 30),
    "七成": (None, 70),
    "100%": (None, 100),
}
TALK = [
    "不了",
    "了",
    "！",
    "初稿",
    "的",
    "of",
    "left",
    "with",
    "the",
    "draft",
    "not",
    "没",
    "未",
    ",",
    "，",
    "to",
    "20",
    "due",
]


# The same lines each time: what else there is to find is for whoever works on these words.
@settings(max_examples=2000, derandomize=True)
@given(
    st.lists(st.sampled_from([*STANDING, *TALK, *[f"{one} " for one in (*STANDING, *TALK)]]), max_size=6).map("".join)
)
def test_no_line_sets_a_status_or_percentage_that_it_does_not_say(words: str) -> None:
    try:
        found = read(f"T-4 {words}")
    except Refused:
        return
    if found is None or found.update is None:
        return
    update, said = found.update, words.strip()
    read_words = said.removesuffix(update.note) if update.note else said
    said_there = [STANDING[one] for one in STANDING if one in read_words]
    if update.progress is not None:
        assert update.progress in [percent for _status, percent in said_there]
    if update.status is not None:
        assert update.status in [status for status, _percent in said_there]
    # A day that cannot be read is refused later, with all of its line.
    if update.status is Status.DONE and update.progress is None and not update.due_words:
        assert not any(status is None for status, _percent in said_there), "a percentage counts"
    assert update.note not in ("了", "！")


PIECES = st.sampled_from(
    ["T-4 ", "due ", "延到", "fri", "下周五", " 50%", " because ", "因为", "，", ": ", "owner ", "<@U0LIN00001>",
     "done ", "完成",
     "27 Nov", "（", "）", "as ", " - ", "２月", "。", "reason:", "\u202e", "责任人"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join))
def test_any_line_is_read_or_refused_and_its_note_is_the_end_of_it(words: str) -> None:
    try:
        found = read("T-4 " + words)
    except Refused:
        return
    if found is None or found.update is None:
        return
    line = " ".join(("T-4 " + words).split())
    assert line.endswith(found.update.note)
    for cut in found.update.due_words:
        assert cut.phrase in tidy(line)
        assert cut.note in line


@pytest.mark.parametrize("words", ["未完成", "还没做完", "没完成", "not done yet", "not finished", "unfinished"])
def test_whoever_says_what_a_task_is_not_hears_what_to_write(words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"T-4 {words}")
    assert "`T-%(number)s in progress`" in refused.value.why.message
