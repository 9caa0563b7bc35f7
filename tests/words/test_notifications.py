"""What is read of each message before it is opened: on a desktop, whose notification is made of the blocks, and on a
phone, which shows `text`. Both begin with the same sentence, which fits."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.page.draw import Drawing
from bot.sandbox.page.notifications import notified
from bot.sandbox.page.reader import Reader as Looking
from bot.words.language import Reader
from bot.words.markup import read
from bot.words.messages import Message, Templates
from tests.contexts.every import NOW, contexts
from tests.words.rendering import MESSAGES, READERS, TEMPLATES

# Slack says nowhere how much of a message a notification shows; on the smallest it is about so many characters.
SHOWN = 150
MARKS = re.compile(r"[*`~<>|]|&amp;|\b_|_\b")
PEOPLE = {"U0ZHAO0001": "赵敏", "C0LAUNCH01": "product-launch"}
# As long as the longest title that a form takes.
LONG_TITLE = ("Print the posters for the stand and the doors " * 4)[:150].strip()


class Notified:
    """A message as somebody reads it without opening it."""

    def __init__(self, name: str, reader: Reader, message: Message) -> None:
        looking = Looking("U0MARIA001", reader.locale, ZoneInfo(reader.zone), NOW, PEOPLE.get)
        drawing = Drawing(looking)
        self.blocks: list[dict[str, Any]] = message.as_arguments()["blocks"]
        both = notified(message.text, self.blocks, drawing)
        self.name, self.locale, self.desktop, self.phone = name, reader.locale, both.desktop, both.phone
        self.first_line = ""
        if self.blocks and self.blocks[0]["type"] == "section" and "text" in self.blocks[0]:
            words = self.blocks[0]["text"]
            first = notified(
                "", [{"type": "section", "text": {**words, "text": words["text"].split("\n")[0]}}], drawing
            )
            self.first_line = first.desktop

    def __str__(self) -> str:
        return f"{self.name} ({self.locale})\n  on a desktop: “{self.desktop}”\n  on a phone:   “{self.phone}”"


def read_of(name: str, reader: Reader, text: str, many: int = 3) -> Notified:
    return Notified(name, reader, TEMPLATES.message(name, reader, NOW, **contexts(text, many)[name]))


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize(
    ("text", "many"), [("Print posters 印制海报", 3), ("Print posters 印制海报", 0), (LONG_TITLE, 40)]
)
def test_a_desktop_and_a_phone_begin_with_the_same_sentence(name: str, reader: Reader, text: str, many: int) -> None:
    both = read_of(name, reader, text, many)
    assert re.search(r"\w\w", both.phone), f"says nothing: {both}"
    sentence = both.phone.removesuffix("…")
    assert both.desktop.startswith(sentence), f"they differ: {both}"
    if both.blocks:
        assert both.first_line.startswith(sentence), f"the first block does not begin with it, in one line: {both}"
        assert both.first_line == both.phone or both.phone.endswith("…"), f"cut without a sign of it: {both}"
    assert not MARKS.search(both.phone), f"marks are read: {both}"
    assert not re.search(r"[*`]", both.desktop), f"marks are read: {both}"


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.locale)
@pytest.mark.parametrize("name", MESSAGES)
def test_the_sentence_is_shown_whole(name: str, reader: Reader) -> None:
    both = read_of(name, reader, "Posters 海报")
    assert len(both.phone) <= SHOWN, f"{len(both.phone)} characters: {both}"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tasks/card", ["T-3", "delayed 40%", "3 working days late", "due Wed, Nov 18"]),
        ("requests/card", ["R-7", "objected", "needed by Fri, Dec 4"]),
        ("disputes/card", ["D-3", "the sides look for consensus", "consensus by Mon, Nov 23, 5:00 PM"]),
        ("disputes/pack", ["For you to decide", "D-3"]),
    ],
)
def test_a_long_title_leaves_room_for_how_it_stands_and_by_when(name: str, told: list[str]) -> None:
    context = contexts("Design", 3)[name]
    shown = context["shown"]
    for matter, title in (("task", "title"), ("request", "title"), ("dispute", "subject")):
        if f"{matter}s/" in name:
            setattr(getattr(shown, matter), title, LONG_TITLE)
    try:
        message = TEMPLATES.message(name, READERS[0], NOW, **context)
    finally:
        contexts.cache_clear()
    both = Notified(name, READERS[0], message)
    assert all(words in both.phone for words in told), both
    assert len(both.phone) <= SHOWN + 100, both
    assert LONG_TITLE in message.blocks, "it can be read in full below"


@pytest.mark.parametrize("name", MESSAGES)
def test_who_stands_in_reads_for_whom_it_is(name: str) -> None:
    context = contexts("Print posters 印制海报", 3)
    message = TEMPLATES.message(name, READERS[0], NOW, **context[name])
    if message.blocks == "[]":
        return
    both = Notified(
        name, READERS[0], TEMPLATES.message("for_whom", READERS[0], NOW, **context["for_whom"]).before(message)
    )
    assert both.phone.startswith("for Print posters 印制海报 · "), both
    assert both.first_line == both.phone, both


@pytest.mark.parametrize(
    "first", ['{"type": "header", "text": {"type": "plain_text", "text": "Delay alert"}}', '{"type": "divider"}']
)
def test_a_message_that_does_not_begin_with_its_sentence_is_noticed(tmp_path: Any, first: str) -> None:
    (tmp_path / "alert.j2").write_text(
        f'{first}\n{{"type": "section", "text": {{"type": "mrkdwn", "text": "T-3 is late"}}}}\n'
    )
    with pytest.raises(ValueError, match="alert does not begin with its sentence"):
        Templates(tmp_path).message("alert", READERS[0], NOW)


def test_marks_and_links_are_read_by_what_they_show() -> None:
    assert read("*T-3 · a_b* is `late`, _really_ ~now~") == "T-3 · a_b is late, really now"
    assert read("*_both_* 5*3*2 snake_case_name") == "both 5*3*2 snake_case_name"
    assert read("<https://example.com/a|the plan> of <@U1> in <#C1>") == "the plan of <@U1> in <#C1>"
    assert read("`*as typed*`") == "*as typed*"
