"""What was typed to answer questions about a plan, as answers to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.plans.options import Given
from bot.plans.plan import Answers
from bot.plans.reading.tables.fields import Field, fields_of
from bot.words.language import text as _
from bot.words.refused import Refused


def answers(given: Given, today: date) -> Answers:
    """The same as answers to what is asked of a plan. Raises Refused for what is none."""
    return Answers(
        sheet=given.sheet,
        day_first=dict.fromkeys(given.day_first, True) | dict.fromkeys(given.month_first, False),
        one_is_all=dict.fromkeys(given.one_is_all, True) | dict.fromkeys(given.one_is_one_percent, False),
        headings=dict(_meaning(one) for one in given.column),
        year=given.year or None,
        today=today,
    )


def check(given: Given, headings: Iterable[str]) -> None:
    """Raises Refused for an answer about a column that is not there, when these are."""
    there = list(headings)
    named = [*given.day_first, *given.month_first, *given.one_is_all, *given.one_is_one_percent]
    named += [one.rpartition("=")[0] for one in given.column]
    for name in named:
        if name not in there:
            raise Refused(
                _("There is no column “%(name)s”. The columns are: %(columns)s.", name=name, columns=", ".join(there))
            )


def _meaning(typed: str) -> tuple[str, str]:
    heading, sign, meaning = typed.rpartition("=")
    meant = meaning.strip().lower()
    if sign and heading and (not meant or meant in set(Field)):
        return heading, meant
    if sign and heading and (found := fields_of(meaning.strip())):
        return heading, found[0][0].value
    fields = ", ".join(one.value for one in Field)
    raise Refused(
        _("Write --column as HEADING=FIELD, for example --column “Who=owner”. Fields are: %(fields)s.", fields=fields)
    )
