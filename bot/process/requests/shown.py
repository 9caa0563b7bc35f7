"""How a request is shown, whatever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.calendars import Calendar
from bot.process.kernel import calendars, matters, partners, rights, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.shows import Shows
from bot.process.kernel.work import Work
from bot.process.requests.states import DID, NOTICE_DAYS, TRANSITIONS, State
from bot.words.language import Text
from bot.words.language import text as _
from storage import disputes, people, project_reading, projects, tasks
from storage.departments import Department
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.requests import OPEN, UNANSWERED, UNDELIVERED, Request
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Shown(Shows[State]):
    """A request as it is shown: with its departments, people, task and calendar, and what is late about it."""

    moves = TRANSITIONS

    request: Request
    project: Project
    asking: Department
    asked: Department
    # Who answers for each side in this project.
    liaison: Person | None
    requester: Person | None
    assignee: Person | None
    changed_by: Person | None
    task: Task | None
    # The calendar that its working days are counted in: the asked department's.
    calendar: Calendar
    # An answer or the delivery is overdue by so many working days; over a weekend it is late, but by none.
    is_late: bool
    working_days_late: int
    # The same as it is named beside what is counted, and the first year of it whose decree is not published yet.
    counted: Text | None = None
    provisional: int | None = None
    # For whom it was changed last, by somebody who stood in for them.
    changed_for: Person | None = None
    # The number of the dispute that it waits for.
    dispute: int | None = None
    # Who asks in the asking department's stead: a PM who belongs to none.
    as_pm: Text | None = None
    # Of so many working days an objection is to be ahead.
    notice_days: int = NOTICE_DAYS

    @property
    def asks(self) -> Text:
        """Which side asks, by its name."""
        return self.as_pm or self.asking.name

    @property
    def matter(self) -> Request:
        """What is kept of it."""
        return self.request


def one(work: Work, request: Request) -> Shown:
    """A request as it is shown."""
    return many(work, [request])[0]


def many(work: Work, found: Sequence[Request]) -> list[Shown]:
    """Requests as they are shown, in the same order."""
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    tasks.read_ahead(work.session, [one.task_id for one in found])
    named = people.people(
        work.session,
        work.team_id,
        {
            user_id
            for one in found
            for user_id in (one.requester_id, one.assignee_id, one.changed_by, one.changed_for, _liaison_id(work, one))
            if user_id
        },
    )
    return [_shown(work, one, named) for one in found]


def calendar_of(work: Work, request: Request) -> Calendar:
    """The working days that the request's deadlines are counted in: those of the asked department."""
    return calendars.of_department(work, partners.named(work, request.asked_department_id))


def is_of_one(work: Work, shown: Shown) -> bool:
    """Whether who asked speaks for the asked department, too: what they answer is their own matter."""
    return shown.request.requester_id in partners.speakers(work, shown.project, shown.asked.id)


def is_urgent(work: Work, shown: Shown) -> bool:
    """Whether somebody has the next word by the next working day: they hear of it at once."""
    if shown.state not in OPEN:
        return False
    return shown.request.due_on <= shown.calendar.next_working_day(work.today(shown.project.zone))


def concerns(work: Work, action: str, request: Request) -> dict[str, Any]:
    """Whose department and whose person an action on the request is a matter of, for `rights.must`."""
    if action in ("requests.answer", "requests.assign"):
        return {"department_id": request.asked_department_id, "who": {Role.OWNER: request.assignee_id}}
    task = tasks.task(work.session, work.team_id, request.task_id) if request.task_id else None
    owner = task.owner_id if task else request.requester_id
    return {"department_id": request.asking_department_id, "who": {Role.OWNER: owner}}


def told(work: Work, change: Change) -> Text:
    """One change in words; with whom it was handed to."""
    _before, user_id = change.changes.get("assignee_id", (None, None))
    named = people.person(work.session, work.team_id, user_id) if user_id and change.action == "assign" else None
    if named is None:
        return timelines.told(change, DID)
    return timelines.told(change, {"assign": _("handed it to %(name)s")}, {"name": named.name})


def _shown(work: Work, request: Request, named: dict[str, Person]) -> Shown:
    project = matters.project_of(work, request)
    asking = partners.named(work, request.asking_department_id)
    asked = partners.named(work, request.asked_department_id)
    calendar = calendars.of_department(work, asked)
    today = work.today(project.zone)
    liaison = named.get(_liaison_id(work, request) or "")
    is_late = request.state in (*UNANSWERED, *UNDELIVERED) and request.due_on < today
    return Shown(
        request=request,
        project=project,
        asking=asking,
        asked=asked,
        liaison=liaison if liaison is not None and not liaison.is_deactivated else answers_for(work, request),
        requester=named.get(request.requester_id),
        assignee=named.get(request.assignee_id or ""),
        changed_by=named.get(request.changed_by),
        changed_for=named.get(request.changed_for or ""),
        task=tasks.task(work.session, work.team_id, request.task_id) if request.task_id else None,
        calendar=calendar,
        counted=calendars.named(calendar, today, request.due_on),
        provisional=calendars.provisional_year(calendar, today, request.due_on),
        is_late=is_late,
        dispute=_dispute(work, request),
        as_pm=_as_pm(work, project, request, asking, named.get(request.requester_id)),
        working_days_late=calendar.working_days_late(request.due_on, today) if is_late else 0,
    )


def _as_pm(work: Work, project: Project, request: Request, asking: Department, requester: Person | None) -> Text | None:
    """The PM, who asks for no task of a department and belongs to none; the row names the initiating one."""
    if requester is None or requester.user_id != project.pm_id or request.task_id is not None:
        return None
    part = projects.part(work.session, project.id, asking.id)
    posts = {*asking.deputies, *((part.head_id, part.liaison_id) if part else ())}
    if asking.id != project.initiating_department_id or requester.user_id in posts:
        return None
    return _("%(name)s (%(role)s)", name=requester.name, role=rights.PM)


def _dispute(work: Work, request: Request) -> int | None:
    if request.state != State.DISPUTED:
        return None
    found = disputes.running_of_request(work.session, work.team_id, request.id)
    return found.number if found else None


def answers_for(work: Work, request: Request) -> Person | None:
    """Who answers for the asked department: its liaison, and its head while the liaison has left."""
    part = projects.part(work.session, request.project_id, request.asked_department_id)
    if part is None:
        return None
    liaison = people.person(work.session, work.team_id, part.liaison_id)
    if liaison is not None and not liaison.is_deactivated:
        return liaison
    return people.person(work.session, work.team_id, part.head_id) or liaison


def _liaison_id(work: Work, request: Request) -> str | None:
    part = projects.part(work.session, request.project_id, request.asked_department_id)
    return part.liaison_id if part else None
