"""What came of an act, in words: each effect a line that says where and what, its wording beneath.

A message that is new is told by what a phone shows of it, with the rest beneath; of one that changed in place, of a
Home, a form, a topic, only what changed. `- ` is gone, `+ ` has come, `→` is between what was and what is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import NamedTuple

from tests.came.reading import Read
from tests.shown import Payload, spoken
from tests.world import Message, Outcome, View

NOTHING = "nothing"
BUTTONS = re.compile(r"(\[[^\]]*\] ?)+")
ONE_BUTTON = re.compile(r"\[[^\]]*\]")
ADDRESS = re.compile(r"/p\d{16}\b")  # of a message
# The menu of a line is the same on every line.
MENU = re.compile(r"\[⋯ [^\]]*\]")
# What a line is about stands before it: *State*, *T-4*, Last change:, and the mark of a heading.
LABEL = re.compile(r"# |\*[^*]+\* |[^:：\[]+[:：] ?")
MARKS = re.compile(r"[*`]")
# Where what is the same in two lines may end.
BOUNDARY = re.compile(r"^· | · |: |：|\* ")
HEADING = re.compile(r"(\*[^*\n]+\*)\n(?![*·\[])")


def told(before: Read, after: Read) -> str:
    """Every difference: first who was told what, then what changed where it stood."""
    effects = [*_messages(before, after), *_pages(before, after)]
    people = _gathered(effect for effect in effects if effect.who)
    channels = (f"{what}{words}" for who, what, words in effects if not who)
    words = "\n".join([*people, *channels, *_reactions(before, after)])
    return ADDRESS.sub("/p…", words) or NOTHING


class Effect(NamedTuple):
    """Whom it reaches, nobody where a channel does; what it is; and its words."""

    who: str
    what: str
    words: str


def _gathered(effects: Iterable[Effect]) -> Iterator[str]:
    """What reaches several people in the same words is told once; what reaches one of them twice, twice."""
    readers: dict[tuple[str, str, int], list[str]] = {}
    times = Counter[Effect]()
    for effect in effects:
        readers.setdefault((effect.what, effect.words, times[effect]), []).append(effect.who)
        times[effect] += 1
    for (what, words, _time), reached in readers.items():
        yield f"{', '.join(reached)} · {what}{words}"


def _messages(before: Read, after: Read) -> Iterator[Effect]:
    """By place, the oldest first; of one second files first, which overtake what the outbox sends, or not."""
    everything = {**before.messages, **after.messages}

    def turn(key: tuple[str, str]) -> tuple[str, str, str, bool, str]:
        known, moment = everything[key], key[1]
        return known.reader, known.place, moment.partition(".")[0], not known.message.raw.get("files"), moment

    for key in sorted(everything, key=turn):
        known, was, now = everything[key], before.messages.get(key), after.messages.get(key)
        if was is None:
            yield Effect(known.reader, known.place, _new(known.message))
        elif now is None:
            yield Effect(known.reader, known.place, f" · gone: {_news(was.message)}")
        elif _said(was.message) != _said(now.message):
            news = _paired(_news(was.message), _news(now.message))
            changes = _difference("\n".join(_beneath(was.message)), "\n".join(_beneath(now.message)))
            yield Effect(known.reader, known.place, f" · changed: {news}\n{changes}".rstrip("\n"))


def _said(message: Message) -> tuple[str, str]:
    return _news(message), message.text


def _new(message: Message) -> str:
    return "\n".join([f": {_news(message)}".rstrip(), *(f"    {line}" for line in _beneath(message))])


def _beneath(message: Message) -> list[str]:
    """What stands below the sentence that a phone shows too."""
    sentence, *rest = lines = MENU.sub("[⋯]", message.text).split("\n")
    return rest if MARKS.sub("", sentence) == MARKS.sub("", _news(message)) else lines


def _news(message: Message) -> str:
    """All that a phone shows."""
    return spoken(message.notification, message.names).split("\n")[0]


def _pages(before: Read, after: Read) -> Iterator[Effect]:
    """What was created has said nothing before; who is gone has no Home that could be read."""
    for key in sorted(after.pages):
        was, now = before.pages.get(key, ""), after.pages[key]
        if was != now:
            yield Effect(key[1], key[0], f"\n{_difference(was, now)}")


def _reactions(before: Read, after: Read) -> Iterator[str]:
    for reaction in sorted(before.reactions ^ after.reactions):
        yield f"{reaction} is {'gone' if reaction in before.reactions else 'new'}"


def _difference(was: str, now: str) -> str:
    old, new = _pieces(was), _pieces(now)
    gone: list[str] = []
    come: list[str] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone += old[old_from:old_to]
            come += new[new_from:new_to]
    return "\n".join(f"    {line}" for line in _changes(gone, come))


def _changes(gone: list[str], come: list[str]) -> Iterator[str]:
    """What has the same label is one change; buttons stand in a row."""
    for piece in list(gone):
        label = _label(piece)
        other = next((one for one in come if label and one != piece and _label(one) == label), None)
        if other is not None:
            gone.remove(piece)
            come.remove(other)
            yield _paired(piece, other)
    for mark, pieces in (("- ", gone), ("+ ", come)):
        for is_button, run in groupby(pieces, lambda piece: ONE_BUTTON.fullmatch(piece) is not None):
            yield from (f"{mark}{line}" for line in ([" ".join(run)] if is_button else run))


def _paired(was: str, now: str) -> str:
    """What was and what is, without what is the same before both."""
    if was == now:
        return now
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    begins = max((found.end() for found in BOUNDARY.finditer(now) if found.end() <= same), default=0)
    return f"{was} → {now[begins:]}"


def _label(piece: str) -> str:
    found = LABEL.match(piece)
    return found.group() if found else ""


def _pieces(text: str) -> list[str]:
    """A field, a remark of a context line, a button of a card each, so that what changed stands out."""
    text = HEADING.sub(r"\1 ", MENU.sub("[⋯]", text))
    return [piece for line in text.split("\n") if line for piece in _cut(line)]


def _cut(line: str) -> list[str]:
    if line.startswith("· "):
        return [f"· {remark}" for remark in line.removeprefix("· ").split(" · ")]
    if BUTTONS.fullmatch(line) and "[⋯]" not in line:
        return [f"[{button}]" for button in line[1:-1].split("] [")]
    return line.replace(" | *", "\n*").split("\n")


def what_stands_in(form: Outcome | View) -> str:
    """The fields of a form, each with what stands in it when it opens; an empty one ends with its colon."""
    view = form.view if isinstance(form, Outcome) else form
    assert view is not None, f"no form opened; the person sees: {form.text}"
    return "\n".join([view.title, *_fields(view)])


def _fields(view: View) -> Iterator[str]:
    for element in view.elements:
        if "initial" in " ".join(element.element) or element.block["type"] == "input":
            label = element.words[0] if element.words else element.element["type"].replace("_", " ")
            standing = ", ".join(_standing(element.element, view.names)).replace("\n", "\n        ")
            yield f"    {label}: {standing}".rstrip()


def _standing(element: Payload, names: Mapping[str, str]) -> list[str]:
    found = [value for name, value in element.items() if name.startswith("initial_")]
    values = [one for value in found for one in (value if isinstance(value, list) else [value])]
    return [one["text"]["text"] if isinstance(one, dict) else names.get(str(one), str(one)) for one in values]
