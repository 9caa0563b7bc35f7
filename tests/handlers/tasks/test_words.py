"""A line about a task: its number and clauses are read in any width; the note stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.process.tasks.said import Cut, Update
from bot.process.tasks.states import Status
from bot.words.refused import Refused
from handlers.tasks.words import read, tidy


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
