"""Raising a dispute, from a request, a task, a message or a line: who differs from whom, about what, and why."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any

from bot.process.disputes import consensus, decisions, sides
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.clock import Clock
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import State
from bot.process.kernel import matters, partners, rights
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.tasks import finding as task_flow
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import disputes as stored
from storage import tasks as stored_tasks
from storage.departments import Department
from storage.disputes import Dispute, DisputeTask
from storage.matters import by_id, numbered
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task

# What one dispute can be about; more is another matter.
TASKS_AT_MOST = 10
SUBJECT_LENGTH = 150
# T-3 or R-7 in a line.
NAMED = Pattern(r"(?<![A-Za-z0-9])([TtRrＴＲｔｒ])[-－]?(\d{1,9})(?!\d)")


@dataclass(frozen=True, slots=True)
class NewDispute:
    """What is asked for with `/dispute new`."""

    project_id: int
    raising_department_id: int
    other_department_id: int
    subject: str
    position: str
    is_major: bool = False
    tasks: tuple[int, ...] = ()
    request_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form begins with; `own` are the departments for which the actor may raise one."""

    project: Project
    own: list[Department]
    others: list[Department]
    request: Request | None = None
    tasks: list[Task] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


def raise_(work: Work, asked: NewDispute) -> Shown:
    """Raise it; the clock begins now. A second submit of the same form finds the first one.

    Raises Refused for departments that take no part, for who stands for neither side, and for a request in dispute.
    """
    if (known := matters.begun(work, DISPUTES)) is not None:
        return known
    project = rights.seen(work, asked.project_id)
    _check(work, project, asked)
    rights.must(
        work,
        "disputes.raise",
        project,
        _("You cannot raise a dispute for that department."),
        department_id=asked.raising_department_id,
    )
    clock, request = Clock(project.dispute_clock), _request(work, asked)
    marks = asked.is_major and rights.may(work, "disputes.mark_major", project)
    dispute = matters.begin(
        work,
        DISPUTES,
        project,
        "raise",
        noted=("subject",),
        between=(asked.raising_department_id, asked.other_department_id),
        because=asked.position,
        subject=asked.subject,
        raising_department_id=asked.raising_department_id,
        other_department_id=asked.other_department_id,
        raised_by=work.person.user_id,
        request_id=request.id if request else None,
        is_major=marks,
        clock=clock,
        deadline_at=dispute_shown.deadline_of(work, project, work.now, clock),
        state=State.OPEN,
        raising_position=asked.position,
        other_position=sides.objection_of(work, project, request, asked.other_department_id),
    )
    _link(work, dispute, asked)
    consensus.flow_request(work, dispute, "dispute", None)
    shown = matters.changed(work, DISPUTES, dispute)
    if marks:
        return decisions.mark(work, dispute)
    return decisions.ask(work, dispute) if asked.is_major else shown


def drafted(
    work: Work,
    channel_id: str,
    line: str,
    *,
    task_number: int | None = None,
    request_id: int | None = None,
    project_id: int | None = None,
) -> Draft:
    """What the form begins with: what a line says, and the task or request it names; in that project, if one is given.

    Raises Refused where there is no project, and for who stands for no department of it.
    """
    subject, numbers = _read(line)
    task_number = task_number or numbers.get("T")
    request = _found_request(work, request_id, numbers.get("R"))
    task = task_flow.find(work, task_number).task if task_number else None
    project = rights.seen(work, project_id) if project_id else _project_of(work, channel_id, request, task)
    parts = partners.among(work, project)
    own = [one for one in parts if rights.may(work, "disputes.raise", project, department_id=one.id)]
    if not own:
        rights.must(
            work,
            "disputes.raise",
            project,
            _("You stand for no department of %(project)s.", project=project.number),
            department_id=[one.id for one in parts],
        )
    found = [task] if task is not None and task.project_id == project.id else []
    if request is not None and request.task_id:
        found = [one for one in [stored_tasks.task(work.session, work.team_id, request.task_id)] if one is not None]
    raising, other = _usual_sides(own, request, task)
    if not subject and request is not None:
        subject = request.title
    if not subject and found:
        subject = found[0].title
    return Draft(
        project=project,
        own=own,
        others=[one for one in parts if len(own) > 1 or one.id != own[0].id],
        request=request,
        tasks=found,
        values={"subject": subject[:SUBJECT_LENGTH], "raising": raising, "other": other},
    )


def _check(work: Work, project: Project, asked: NewDispute) -> None:
    partners.part_of(work, project, asked.raising_department_id, "raising")
    partners.part_of(work, project, asked.other_department_id, "other")
    if asked.raising_department_id == asked.other_department_id:
        raise Refused(_("A department is in dispute with another one: choose that."), field="other")
    if asked.is_major and not rights.may(
        work, "disputes.ask_major", project, department_id=[asked.raising_department_id, asked.other_department_id]
    ):
        raise Refused(
            _("The PM marks a dispute as major, and a head of either side can ask for it. Choose normal here."),
            field="weight",
        )
    if not asked.position:
        raise Refused(_("Say how your department sees it."), field="position")


def _request(work: Work, asked: NewDispute) -> Request | None:
    """The request that it is about. Raises Refused for one of another project, and for one that is in dispute."""
    if asked.request_id is None:
        return None
    request = by_id(work.session, Request, work.team_id, asked.request_id, to_change=True)
    if request is None or request.project_id != asked.project_id:
        raise Refused(_("There is no such request in this project."))
    known = stored.running_of_request(work.session, work.team_id, asked.request_id)
    if known is not None:
        raise Refused(
            _("R-%(request)s is in dispute already: D-%(number)s.", request=request.number, number=known.number),
            offer=DISPUTES.show(known.number),
        )
    return request


def _link(work: Work, dispute: Dispute, asked: NewDispute) -> None:
    """Note which tasks it is about, with each of them."""
    for number in dict.fromkeys(asked.tasks[:TASKS_AT_MOST]):
        task = task_flow.find(work, number).task
        if task.project_id != asked.project_id:
            raise Refused(_("T-%(number)s belongs to another project.", number=number), field="tasks")
        work.session.add(DisputeTask(dispute_id=dispute.id, task_id=task.id, team_id=work.team_id))
        work.record("tasks", task.id, "dispute", because=f"D-{dispute.number} · {dispute.subject}")
    work.session.flush()


def _read(line: str) -> tuple[str, dict[str, int]]:
    """The subject that a line says, and the numbers it names; the words stay as they were typed."""
    numbers: dict[str, int] = {}
    for letter, digits in NAMED.findall(line):
        numbers.setdefault(unicodedata.normalize("NFKC", letter).upper(), int(digits))
    bare = NAMED.sub(" ", line).strip(" \t,，:：·-")
    return (" ".join(line.split()) if bare else ""), numbers


def _found_request(work: Work, request_id: int | None, number: int | None) -> Request | None:
    if request_id is not None:
        found = by_id(work.session, Request, work.team_id, request_id)
    elif number is not None:
        found = numbered(work.session, Request, work.team_id, number)
    else:
        return None
    unknown = _("There is no such request here. `/request list` shows them.")
    rights.seen(work, found.project_id if found else None, unknown)
    return found


def _project_of(work: Work, channel_id: str, request: Request | None, task: Task | None) -> Project:
    if (named := request or task) is not None:
        return rights.seen(work, named.project_id)
    return finding.meant(work, channel_id)[0]


def _usual_sides(own: list[Department], request: Request | None, task: Task | None) -> tuple[int | None, int | None]:
    """Who most likely differs from whom: the two of a request; of a task its lead department and the actor's own."""
    ids = [one.id for one in own]
    if request is not None:
        asking, asked = request.asking_department_id, request.asked_department_id
        return (asked, asking) if asked in ids and asking not in ids else (asking, asked)
    first = ids[0] if len(ids) == 1 else None
    if task is not None and task.department_id != first:
        return first, task.department_id
    return first, None
