"""A change is asked for (变更申请): what and why, which days are to be others, what the charter is to say.

It is kept as soon as it was said, with what the scheduler makes of it; nobody else is asked before it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.changes import impact
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.changes.states import Reason, State
from bot.process.charters import form as charter_form
from bot.process.charters import sections as charter_sections
from bot.process.charters.form import Input
from bot.process.charters.sections import PERIOD
from bot.process.kernel import calendars, matters, phrases, rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.tasks import finding
from bot.process.tasks.states import Status
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from storage import baselines, charters, projects
from storage.changes import ChangeRequest
from storage.projects import Project
from storage.tasks import Task

REQUEST, EDIT = "changes.request", "changes.edit"
TITLE_AT_MOST = 150
# So many tasks one request names; what these push is not counted.
TASKS_AT_MOST = 30
LINE = Pattern(
    r"^[\s\-*•·]*(?:[TtＴｔ]\s*-?\s*|#)?(\d{1,9})(?:[\s:：,，→]|->|=>|改到|改为|推迟到|提前到|to\b|due\b|到|至)+(.+)$",
    re.IGNORECASE,
)
_EXAMPLE = "T-12 2027-03-12"


@dataclass(frozen=True, slots=True)
class NewChange:
    """What is asked for. `days` has a task and its new last day a line: "T-12 2027-03-12"."""

    project_id: int
    title: str
    why: str = ""
    reason: str = Reason.OTHER.value
    days: str = ""


@dataclass(frozen=True, slots=True)
class ToAmend:
    """A section of the charter, for its form: what it is called, its inputs, and what stands in them."""

    shown: Shown
    name: str
    label: Text
    inputs: tuple[Input, ...]
    values: Mapping[str, Any]


def must_request(work: Work, project_id: int) -> Project:
    """The project, for who may ask for a change of it. Raises Refused for others, and before there is a baseline."""
    project = rights.seen(work, project_id)
    why = _("Whoever takes part in %(project)s can ask for a change of it.", project=project.number)
    rights.must(work, REQUEST, project, why)
    if baselines.newest(work.session, work.team_id, project.id) is None:
        raise Refused(
            _(
                "%(project)s has no baseline yet: until all have confirmed its plan, dates move without a request.",
                project=project.number,
            )
        )
    return project


def request(work: Work, asked: NewChange) -> Shown:
    """Ask for a change; a second submit of the same form finds the first one. It is not sent by that.

    Raises Refused as `must_request` does, beside the input for what is missing or cannot be, and for links in a circle.
    """
    if (known := matters.begun(work, CHANGES)) is not None:
        return known
    project = must_request(work, asked.project_id)
    said = _said(work, project, asked)
    change = matters.begin(
        work, CHANGES, project, "request", noted=("title", "why", "reason", "wanted"), state=State.DRAFT,
        charter={}, **said, **_computed(work, project, said["wanted"]),
    )  # fmt: skip
    return matters.changed(work, CHANGES, change)


def to_edit(work: Work, change_id: int) -> Shown:
    """The request, for the form in which the actor changes it; refused like `edit`."""
    return matters.to_act(work, CHANGES, change_id, EDIT, "change")


def edit(work: Work, change_id: int, asked: NewChange, version: int) -> Shown:
    """Ask for something else, before it is sent or once it was returned; refused like `request`."""
    change = matters.held(work, CHANGES, change_id, to=EDIT, version=version)
    project = matters.project_of(work, change)
    said = _said(work, project, asked, change)
    matters.move(work, CHANGES, change, "change", **said, **_computed(work, project, said["wanted"]))
    return matters.changed(work, CHANGES, change)


def to_amend(work: Work, change_id: int, name: str) -> ToAmend:
    """A section of the charter, for the form in which the change says it anew; refused like `amend`."""
    shown = to_edit(work, change_id)
    stands = must_have_section(work, shown.project, name)
    values = charter_form.typed(name, shown.change.charter.get(name) or stands)
    label = charter_sections.labels(work, [name])[name]
    return ToAmend(shown, name, label, tuple(charter_form.inputs(name)), values)


def amend(work: Work, change_id: int, name: str, said: Mapping[str, Any]) -> Shown:
    """The change says a section of the charter anew; what it says already, it does not change.

    Raises Refused beside the input for what cannot be, and where there is no charter that all have signed.
    """
    change = matters.held(work, CHANGES, change_id, to=EDIT)
    project = matters.project_of(work, change)
    stands = must_have_section(work, project, name)
    now = charter_form.read(work, project, name, said)
    others = {key: one for key, one in change.charter.items() if key != name}
    charter = others if now == stands else {**others, name: now}
    matters.move(work, CHANGES, change, "change", charter=charter)
    return matters.changed(work, CHANGES, change)


def sections_of(work: Work, change_id: int) -> tuple[Shown, list[tuple[str, Text]]]:
    """The request, and the sections of the charter that it can say anew; refused like `amend`."""
    shown = to_edit(work, change_id)
    must_have_section(work, shown.project, PERIOD)
    parts = [made.id for _part, made in projects.taking_part(work.session, shown.project)]
    names = charter_sections.names(parts)
    labels = charter_sections.labels(work, names)
    return shown, [(one, labels[one]) for one in names]


def must_have_section(work: Work, project: Project, name: str) -> dict[str, Any]:
    """What the section says now. Raises Refused where nobody has signed a charter that has it."""
    charter = charters.of_project(work.session, work.team_id, project.id)
    parts = [made.id for _part, made in projects.taking_part(work.session, project)]
    if charter is None or not charter.signed_edition or name not in charter_sections.names(parts):
        raise Refused(_("%(project)s has no signed charter that could be changed.", project=project.number))
    return charter.content.get(name) or {}


def must_do_something(change: ChangeRequest, found: Mapping[str, Any]) -> None:
    """Raises Refused for what asks for nothing, or for what is so already."""
    if change.charter or found["moved"]:
        return
    if change.wanted:
        raise Refused(
            _("The plan stands as C-%(number)s asks already, or the tasks are done.", number=change.number),
            offer=Offer(_("Change"), "changes.edit", str(change.id)),
        )
    raise Refused(
        _("Say what is to be other: new days, a line each like `%(example)s`, or a section of the charter.",
          example=_EXAMPLE),
        offer=Offer(_("Change"), "changes.edit", str(change.id)),
    )  # fmt: skip


def typed(shown: Shown, iso: Mapping[str, str]) -> str:
    """The days that a request asks for, as they are typed."""
    numbered = [(shown.tasks[int(one)].number, day) for one, day in iso.items() if int(one) in shown.tasks]
    return "\n".join(f"T-{number} {day}" for number, day in sorted(numbered))


def _said(work: Work, project: Project, asked: NewChange, change: ChangeRequest | None = None) -> dict[str, Any]:
    title = " ".join(spelled(work, asked.title).split())
    if not title:
        raise Refused(_("Say in a line what is to change."), field="title")
    if not asked.why.strip():
        raise Refused(_("Say why: those who assess it read that first."), field="why")
    known = change.wanted if change is not None else {}
    return {
        "title": title[:TITLE_AT_MOST],
        "why": spelled(work, asked.why).strip(),
        "reason": Reason(asked.reason).value,
        "wanted": _days(work, project, asked.days, known),
    }


def _computed(work: Work, project: Project, wanted: Mapping[str, str]) -> dict[str, Any]:
    found = impact.compute(work, project, impact.wanted(wanted))
    return {"impact": found, "days": impact.days_of_end(work, project, impact.read(found))}


def _days(work: Work, project: Project, typed_days: str, known: Mapping[str, str]) -> dict[str, str]:
    """The new last days by the ids of the tasks. Raises Refused beside `days` for a line that cannot be."""
    found: dict[str, str] = {}
    lines = [one for one in typed_days.splitlines() if one.strip()]
    if len(lines) > TASKS_AT_MOST:
        raise Refused(
            _("%(number)s lines are too many; at most %(most)s.", number=len(lines), most=TASKS_AT_MOST), field="days"
        )
    for line in lines:
        task, day = _line(work, project, line)
        if str(task.id) in found:
            raise Refused(_("T-%(number)s stands there twice.", number=task.number), field="days")
        if known.get(str(task.id)) != day.isoformat():
            _must_be_possible(work, project, task, day)
        found[str(task.id)] = day.isoformat()
    return found


def _line(work: Work, project: Project, line: str) -> tuple[Task, date]:
    said = LINE.match(line.strip())
    if said is None:
        raise Refused(
            _(
                "“%(line)s” is no task with a day. Say for example %(example)s.",
                line=line.strip()[:60],
                example=_EXAMPLE,
            ),
            field="days",
        )
    try:
        task, its_project = finding.read(work, int(said[1]))
    except Refused as refused:
        raise Refused(refused.why, field="days") from None
    if its_project.id != project.id:
        raise Refused(_("T-%(number)s belongs to another project.", number=task.number), field="days")
    calendar = calendars.of_project(work, project)
    return task, phrases.read(work, said[2].strip(), zone=project.zone, calendar=calendar, field="days").day


def _must_be_possible(work: Work, project: Project, task: Task, day: date) -> None:
    if task.status == Status.DONE:
        raise Refused(_("T-%(number)s is done, so its date cannot move.", number=task.number), field="days")
    if task.starts_on is not None and not task.is_milestone and day < task.starts_on:
        raise Refused(
            _("T-%(number)s must end on or after the day it starts (%(day)s).", number=task.number, day=task.starts_on),
            field="days",
        )
    if day < work.today(project.zone):
        raise Refused(_("T-%(number)s: that day has passed.", number=task.number), field="days")
