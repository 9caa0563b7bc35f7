"""How a project stands on one page (项目状态报告): as a picture of stages and milestones, and as a Word document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.documents.word import Paper, Part, Table
from bot.plans.gantt import lines
from bot.plans.gantt.lines import Chart
from bot.process import health
from bot.process.health import ProjectStatus
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.plans import drawn, forecasts
from bot.process.plans.forecasts import Outlook, Reached
from bot.words.language import Near, Reader, Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.projects import Project

NAME = _("Project status report")
# What one page holds: rows of the picture, milestones in words, and things that somebody waits for.
ROWS, MILESTONES, WAITS = 24, 6, 6
_SEVERAL = Text("%(one)s · %(rest)s")
# As a matter is marked in a message; and marks that few fonts of a document have, beside the word that they stand for.
_MARKED = re.compile(r"\*([A-Z]-\d+)\*|[🔴⏳⚖️] ?")


class OnePage(NamedTuple):
    """How a project stands, how its plan is heading, and what is drawn of it; None where nothing has a date."""

    project: Project
    status: ProjectStatus
    outlook: Outlook | None
    chart: Chart | None
    # The day there.
    today: date


def of(work: Work, project_id: int) -> OnePage:
    """The project as it stands. Raises Refused for one that the actor may not see."""
    project = rights.seen(work, project_id)
    outlook = forecasts.of(work, project)
    chart = _chart(work, outlook) if outlook is not None else None
    return OnePage(project, health.status(work, project), outlook, chart, work.today(project.zone))


def to_draw(work: Work, project_id: int) -> OnePage:
    """The same, to be drawn. Raises Refused where there is nothing to draw, too."""
    found = of(work, project_id)
    if found.chart is None:
        raise Refused(
            _(
                "No task of %(project)s has a date yet, so there is nothing to draw. `/plan import` reads a plan, "
                "`/task add` adds a task.",
                project=found.project.number,
            )
        )
    return found


def _chart(work: Work, outlook: Outlook) -> Chart | None:
    """The stages and the milestones, beneath the sentence that says how it stands."""
    plan, today, project = outlook.plan, outlook.today, outlook.project
    places = drawn.places_of(work, project, plan)
    said = outlook.words.for_(Reader(work.person.locale, work.person.zone))
    title = f"{project.number} {project.name} · {said}"
    try:
        only = forecasts.first_lines(plan, ROWS)
        return lines.chart(plan, title, today, outlook.calendar, places, only=only)
    except Refused:
        # Nothing of these rows has a date.
        return None


def paper(found: OnePage, reader: Reader, picture: bytes | None) -> Paper:
    """The page as a document; `picture` is a PNG of its chart."""
    project = found.project
    parts = [Part(_("Overall standing").for_(reader), _standing(found, reader), picture=picture)]
    if found.outlook is not None and found.outlook.milestones:
        parts.append(Part(_("Milestones").for_(reader), _milestones(found.outlook, reader)))
    if found.status.mine or found.status.others:
        parts.append(Part(_("What it waits for").for_(reader), _waits(found.status, reader)))
    return Paper(
        title=f"{NAME.for_(reader)} · {project.number} {project.name}",
        above=f"{project.number} · {project.name}",
        cover=(),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=parts,
    )


def _standing(found: OnePage, reader: Reader) -> Table:
    status, outlook = found.status, found.outlook
    health_said = joined(status.health.troubles, _SEVERAL) or _("nothing late, overdue or undecided")
    said: list[tuple[Text, Text | None]] = [
        (_("Phase"), status.standing or status.phase),
        (_("Forecast"), outlook.words if outlook is not None else None),
        (_("Next milestone"), _next(outlook) if outlook is not None else None),
        (_("End of the project"), _end(outlook) if outlook is not None else None),
        (_("Late or undecided"), health_said),
        (_("Tasks"), _("%(done)s of %(number)s done", done=status.tasks_done, number=status.tasks)),
        (_("Past week"), joined(status.health.lately, _SEVERAL)),
        (_("Next meeting"), Text("%(at)s", {"at": status.meeting.starts_at}) if status.meeting is not None else None),
    ]
    rows = [(label.for_(reader), text.for_(reader)) for label, text in said if text is not None]
    return Table((_("Item").for_(reader), _("What is so").for_(reader)), rows, (0.24, 0.76), is_named=True)


def _next(outlook: Outlook) -> Text | None:
    one = outlook.next
    if one is None:
        return None
    said = [_("%(name)s, %(day)s", name=one.name, day=Near(one.expected, outlook.today)), one.until, one.slip]
    return joined([*said, *([one.drivers] if one.drivers is not None else [])], _SEVERAL)


def _end(outlook: Outlook) -> Text | None:
    one = outlook.end
    day = Text("%(day)s", {"day": Near(one.planned, outlook.today)})
    return joined([day, outlook.margin, *([one.drivers] if one.drivers is not None else [])], _SEVERAL)


def _milestones(outlook: Outlook, reader: Reader) -> Table:
    open_ones = [one for one in outlook.milestones if not one.is_done]
    shown = sorted(open_ones, key=lambda one: one.expected)[:MILESTONES] or outlook.milestones[-MILESTONES:]
    heads = (_("Milestone"), _("Planned"), _("Expected"), _("May slip"), _("Waits for"))
    header = [one.for_(reader) for one in heads]
    return Table(header, [_row(one, outlook, reader) for one in shown], (0.3, 0.16, 0.16, 0.18, 0.2))


def _row(one: Reached, outlook: Outlook, reader: Reader) -> list[str]:
    days = [reader.day(day, near=outlook.today) for day in (one.planned, one.expected)]
    slip = _("reached") if one.is_done else one.slip
    return [one.name, *days, slip.for_(reader), ", ".join(name.partition(" ")[0] for name in one.held_by)]


def _waits(status: ProjectStatus, reader: Reader) -> Table:
    heads = (_("Person"), _("What"))
    rows = list(_lines(status, reader))[:WAITS]
    return Table([one.for_(reader) for one in heads], rows, (0.24, 0.76))


def _lines(status: ProjectStatus, reader: Reader) -> Iterator[tuple[str, str]]:
    for one in status.mine:
        yield _("You").for_(reader), _plain(one.line.for_(reader))
    for person, one in status.others:
        yield person.name, _plain(one.line.for_(reader))


def _plain(line: str) -> str:
    return _MARKED.sub(lambda found: found[1] or "", line)
