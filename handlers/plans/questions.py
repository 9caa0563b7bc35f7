"""What cannot be told from a plan file, as a form asks it; and what was chosen there, as answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.plans.asked import MEANINGS
from bot.plans.plan import About, Question
from bot.process.plans import answers
from bot.words.language import Reader, Text
from bot.words.language import text as _

# What an option says at most; Slack cuts it there.
OPTION_AT_MOST = 75
# The readings that a choice of days shows for each answer.
_READINGS = {
    About.DAY_OR_MONTH: (("yes", _("Day first"), "day first"), ("no", _("Month first"), "month first")),
    About.SWAPPED: (("no", _("As it stands"), "as it stands"), ("yes", _("Day and month swapped"), "swapped")),
    About.PERCENT: (("no", _("1 is one percent"), ""), ("yes", _("1 is all of it"), "")),
}


class Shown(NamedTuple):
    """One question as it stands in a form: options are (value, label)."""

    label: Text
    options: list[tuple[str, str]]
    initial: str | None
    hint: Text | None = None


def asked(one: Question, before: str | None, reader: Reader, today: date) -> Shown:
    """A question with its choices; what was answered to the same about the last file is chosen already."""
    match one.about:
        case About.SHEET:
            options = [(choice["sheet"], _sheet(choice)) for choice in one.choices]
            return Shown(_("Which sheet is the plan?"), options, before)
        case About.DAY_OR_MONTH | About.SWAPPED | About.PERCENT:
            options = [
                (value, _with_examples(words.for_(reader), one, name)) for value, words, name in _READINGS[one.about]
            ]
            label = {
                About.DAY_OR_MONTH: _("“%(column)s”: day or month first?", column=one.column),
                About.SWAPPED: _("“%(column)s”: did a spreadsheet swap day and month?", column=one.column),
                About.PERCENT: _("“%(column)s”: what is 1?", column=one.column),
            }[one.about]
            return Shown(label, options, before)
        case About.YEAR:
            years = sorted({name for choice in one.choices for name in choice if name != "value"})
            nearest = int(years[0]) if years else today.year
            options = [(str(year), str(year)) for year in range(nearest - 1, nearest + 3)]
            label = _("“%(column)s” names no year: of which year is the first day?", column=one.column)
            return Shown(label, options, before or str(nearest), _examples(one))
        case About.HEADING:
            known = [(name, words.for_(reader)) for name, words in MEANINGS.items()]
            options = [(answers.NOTHING, _("nothing: leave it out").for_(reader)), *known]
            likely = next((choice["meaning"] for choice in one.choices), None)
            return Shown(_("What is the column “%(column)s”?", column=one.column), options, before or likely)
        case About.DEPTH:
            options = [
                (answers.FOLD, _("Put the names above before theirs").for_(reader)),
                (answers.STOP, _("Import nothing: I change the plan first").for_(reader)),
            ]
            label = _("Liaison has stages, tasks and subtasks; what becomes of rows that are deeper?")
            return Shown(label, options, before or answers.FOLD, _("%(number)s rows", number=one.rows))


def said(about: Sequence[Sequence[str]], values: Mapping[str, Any]) -> dict[str, Any]:
    """What was chosen, as it is kept; `about` is what each question of the form was, in their order."""
    given: dict[str, Any] = {}
    for at, (name, column) in enumerate(about):
        value = values.get(f"asked.{at}")
        if value is None:
            continue
        for key, one in answers.as_said(Question(About(name), column), str(value)).items():
            given[key] = {**given.get(key, {}), **one} if isinstance(one, dict) else one
    return given


def _with_examples(words: str, one: Question, name: str) -> str:
    """Beside an answer what it would make of what stands there."""
    found = [f"{choice['value']} → {choice[name]}" for choice in one.choices if name and name in choice]
    shown = f"{words}: {'; '.join(found[:2])}" if found else words
    return shown[:OPTION_AT_MOST]


def _sheet(choice: Mapping[str, str]) -> str:
    rows = " / ".join(value for name, value in choice.items() if name != "sheet")
    return f"{choice['sheet']} ({rows})"[:OPTION_AT_MOST]


def _examples(one: Question) -> Text | None:
    found = ", ".join(f"{choice['value']}" for choice in one.choices[:3])
    return Text("%(examples)s", {"examples": found}) if found else None
