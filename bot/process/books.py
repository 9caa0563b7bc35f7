"""The documents of a project as one workbook: 《项目基本信息表》 first, then what each flow has a sheet of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from bot.documents.workbooks import Cell, Sheet
from bot.process.flows import FLOWS
from bot.process.kernel import books, calendars, rights
from bot.process.kernel.books import Fact
from bot.process.kernel.work import Work
from bot.process.projects import cards
from bot.words.language import Text, Weekday, Zone
from bot.words.language import text as _
from storage.people import Person
from storage.projects import Project

NAME = _("Project basic information")
HEADINGS = (_("Item"), _("What is so"))
_NOBODY = Text("–")


class Book(NamedTuple):
    """The workbook of a project, and the day there."""

    project: Project
    sheets: list[Sheet]
    today: date


def book(work: Work, project_id: int) -> Book:
    """All documents of the project as sheets. Raises Refused for a project that the actor may not see."""
    project = rights.seen(work, project_id)
    found = [sheet for flow in FLOWS for make in flow.sheets if (sheet := make(work, project)) is not None]
    return Book(project, [_basics(work, project), *found], work.today(project.zone))


def _basics(work: Work, project: Project) -> Sheet:
    known = cards.overview(work, project)
    facts = [*_own(known), *(fact for flow in FLOWS for fact in flow.facts(work, project))]
    facts.append(Fact(_("Notes"), _notes(work, known)))
    rows: list[list[Cell]] = [[one.label, one.whole] for one in facts]
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), is_form=True)


def _own(known: Mapping[str, Any]) -> list[Fact]:
    """What the project itself says, in the order of the form."""
    project: Project = known["project"]
    people, initiating = known["people"], known["initiating"]
    departments = [
        _("%(department)s: head %(head)s, liaison %(liaison)s", department=made.name,
          head=_named(people.get(part.head_id)), liaison=_named(people.get(part.liaison_id)))
        for part, made in known["departments"]
    ]  # fmt: skip
    return [
        Fact(_("Project name"), [_plain(project.name)]),
        Fact(_("Project number"), [_plain(project.number)]),
        Fact(_("Initiating department"), [initiating.name if initiating is not None else _NOBODY]),
        Fact(_("Project manager"), [_named(people.get(project.pm_id))]),
        Fact(_("Sponsor"), [_named(people.get(project.sponsor_id))]),
        Fact(_("Period"), [_("%(start)s – %(end)s", start=project.starts_on, end=project.ends_on)]),
        Fact(_("Phase"), [known["standing"] or known["phase"]]),
        Fact(_("Objective"), [_plain(project.objective)] if project.objective else []),
        Fact(_("Departments"), departments),
    ]


def _notes(work: Work, known: Mapping[str, Any]) -> list[Text]:
    series = known["series"]
    project: Project = known["project"]
    counted = calendars.decreed(work, project.calendar)
    notes = [_("working days of %(calendar)s", calendar=calendars.called(counted.name))]
    year = calendars.provisional_year(counted, work.today(project.zone), project.ends_on)
    if year is not None:
        notes.append(_("the days off of %(year)s are not decreed yet and may move", year=str(year)))
    if series is not None and not series.is_unset:
        notes.append(
            _("weekly meeting %(weekday)s, %(time)s (%(zone)s)", weekday=Weekday(series.weekday), time=series.time,
              zone=Zone(series.zone))
        )  # fmt: skip
    return notes


def _named(person: Person | None) -> Text:
    return _plain(person.name) if person is not None else _NOBODY


def _plain(words: str) -> Text:
    return Text("%(words)s", {"words": words})
