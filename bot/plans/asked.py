"""What is asked about a plan, in words: what each answer would mean, and how it is given in a terminal."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from bot.plans.plan import About, Question
from bot.words.language import Text, joined
from bot.words.language import text as _

# What a column may be read as, by its field.
MEANINGS: Mapping[str, Text] = {
    "id": _("number"),
    "code": _("code"),
    "level": _("level"),
    "parent": _("what it is part of"),
    "stage": _("stage"),
    "step": _("a level of the plan"),
    "title": _("task"),
    "subtask": _("subtask"),
    "start": _("start"),
    "end": _("end"),
    "days": _("length"),
    "progress": _("progress"),
    "owner": _("owner"),
    "department": _("department"),
    "cooperating": _("cooperating departments"),
    "waits for": _("what it waits for"),
    "holds": _("what waits for it"),
    "milestone": _("whether it is a milestone"),
    "kind": _("kind of task"),
    "mode": _("whether its dates are fixed"),
    "deliverable": _("deliverable"),
    "note": _("note"),
    "first end": _("first planned end"),
}
# What a choice is called, as the question names it.
_CHOICES: Mapping[str, Text] = {
    "day first": _("day first"),
    "month first": _("month first"),
    "as it stands": _("as it stands"),
    "swapped": _("day and month swapped"),
    "1%": _("one percent"),
    "100%": _("all of it"),
}
# How each answer is typed.
_OPTIONS: Mapping[About, tuple[str, ...]] = {
    About.SHEET: ("--sheet",),
    About.DAY_OR_MONTH: ("--day-first", "--month-first"),
    About.SWAPPED: ("--day-first", "--month-first"),
    About.PERCENT: ("--one-is-all", "--one-is-one-percent"),
}
_LISTED, _OR = _("%(one)s; %(rest)s"), _("%(one)s or %(rest)s")


def line(one: Question) -> Text:
    """On one line: what is asked of which column, what each answer would mean, and how to give it."""
    choices = joined(map(_choice, one.choices), _LISTED) or ""
    what = {"about": one.about.words, "choices": choices}
    if one.column:
        asked = _("asked of %(column)s: %(about)s? %(choices)s", column=one.column, **what)
    elif one.rows:
        asked = _("asked of %(rows)s rows: %(about)s? %(choices)s", rows=one.rows, **what)
    else:
        asked = _("asked: %(about)s? %(choices)s", **what)
    answer = joined(_answers(one), _OR)
    return _("%(asked)s – answer with %(options)s", asked=asked, options=answer) if answer else asked


def _choice(choice: dict[str, str]) -> Text:
    """One example: what stands there, and what it would be."""
    if "sheet" in choice:
        rows = " / ".join(value for name, value in choice.items() if name != "sheet")
        return _("%(sheet)s (%(rows)s)", sheet=choice["sheet"], rows=rows)
    if "meaning" in choice:
        return MEANINGS.get(choice["meaning"], _plain(choice["meaning"]))
    readings = [
        _("%(what)s: %(value)s", what=_CHOICES.get(name, name), value=value)
        for name, value in choice.items()
        if name != "value"
    ]
    read = joined(readings, _("%(one)s, %(rest)s"))
    return _("%(value)s – %(readings)s", value=choice["value"], readings=read) if read else _plain(choice["value"])


def _answers(one: Question) -> list[str]:
    column = shlex.quote(one.column)
    match one.about:
        case About.SHEET:
            return [f"--sheet {shlex.quote(choice['sheet'])}" for choice in one.choices]
        case About.YEAR:
            years = dict.fromkeys(name for choice in one.choices for name in choice if name != "value")
            return [f"--year {name}" for name in years or ("YYYY",)]
        case About.HEADING:
            meanings = [*(choice["meaning"] for choice in one.choices), ""]
            return ["--column " + shlex.quote(f"{one.column}={meaning}") for meaning in meanings]
    return [f"{option} {column}" for option in _OPTIONS.get(one.about, ())]


def _plain(text: str) -> Text:
    return Text("%(one)s", {"one": text})
