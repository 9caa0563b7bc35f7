"""A line about a task: its number, status and progress are read in any width; the note stays as it was typed."""

from __future__ import annotations

import pytest

from bot.process.task_updates import Update
from handlers.task_words import read


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("T-4 90% 认证通过，准备发布（周五）", "认证通过，准备发布（周五）"),
        ("Ｔ－４　９０％：认证通过，准备发布！", "认证通过，准备发布！"),
        ("t4 90% because the proof — the second one – is late", "the proof — the second one – is late"),
        ("T-4 90%  ①等设计稿  ②等报价 ㎡ ﬁnal", "①等设计稿 ②等报价 ㎡ ﬁnal"),
        ("T-4 90%", ""),
    ],
)
def test_a_note_keeps_its_punctuation(line: str, note: str) -> None:
    said = read(line)
    assert said is not None
    assert (said.number, said.update) == (4, Update(progress=90, note=note))
