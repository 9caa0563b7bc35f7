"""Delays (延期预警): which tasks are late or soon due, told on working mornings.

The project's channel gets one message a project. The owner, and for a task that is late for some days the head of its
lead department, get a line in their own message of the morning (`bot/process/home/inbox.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.process.kernel import asks, calendars, members, nudges
from bot.process.kernel.asks import Asked
from bot.process.kernel.rooms import room_of
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.tasks import news, shown
from bot.process.tasks.news import TITLE
from bot.process.tasks.states import Status
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer
from storage import dependencies, people, projects, tasks
from storage.projects import Project
from storage.rows import read_ahead
from storage.tasks import Task

# The kinds of reminder.
ALERT = "tasks.alert"
# The follow-up: Slack took an alert. Until then what it says of stands behind this mark.
ALERTED, UNHEARD = "tasks.alerted", "?"
LATE, DUE_SOON = "tasks.late", "tasks.due_soon"
KINDS = (LATE, DUE_SOON)
# The owner is reminded so many working days before the task is due.
NOTICE_DAYS = 2
# What of a task decides who is reminded and when.
CONCERNED = {"status", "due_on", "owner_id", "department_id", "deleted_at"}


def alert(work: Work, project_id: int) -> None:
    """Tell the channel, on a working morning, which tasks are late: one message a project, none that repeats itself.

    One that nobody read, because Slack took nothing until the next, is said again. A timer's operation: it looks at the
    state as it is now, and sets itself for the next working morning.
    """
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is None or project.is_still:
        return
    today = work.today(project.zone)
    late = shown.many(work, tasks.overdue(work.session, work.team_id, project_id, today))
    fingerprint = ",".join(f"{one.task.number}:{one.task.version}" for one in late)
    room = room_of(project)
    is_working = calendars.of_project(work, project).is_working(today)
    if late and room is not None and fingerprint != project.alerted and is_working:
        late.sort(key=lambda one: (-one.working_days_late, one.task.number))
        work.say(
            "tasks/alert",
            to=room,
            about=f"projects:{project_id}",
            project=project,
            late=late,
            held_up=held_up(work, [one.task for one in late]),
            then=ALERTED,
            subject_id=project_id,
            expires_at=calendars.morning(work, project, after=work.now),
        )
        for one in late:
            # A head who is new hears of what was late before.
            watch_task(work, one.task, project)
        project.alerted = UNHEARD + fingerprint
    elif not late:
        project.alerted = ""
    work.session.add(project)
    watch(work, project)


def alerted(work: Work, project_id: int, _answer: Mapping[str, Any]) -> None:
    """The channel has the alert: the same is not repeated."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is not None:
        project.alerted = project.alerted.removeprefix(UNHEARD)
        work.session.add(project)


def watch(work: Work, project: Project) -> None:
    """See to it that the project's delays are looked at on its next working morning."""
    work.wake(ALERT, project.id, calendars.morning(work, project, after=work.now))


def alert_at(work: Work, project_id: int) -> datetime | None:
    """When the project's delays are looked at: on its next working morning, whether it has tasks by then or not."""
    project = projects.project(work.session, work.team_id, project_id)
    return calendars.morning(work, project, after=work.now) if project is not None else None


def watch_task(work: Work, task: Task, project: Project) -> None:
    """See to it that the task's people are reminded when it is soon due and when it is late.

    To be called when a task was added or deleted, and when something of CONCERNED has changed.
    """
    task_id = task.id
    asks.settle(work, KINDS, task_id, _asks(work, task, project))
    if task.status == Status.DONE or task.deleted_at is not None:
        nudges.forget(work, LATE, task_id)
        nudges.forget(work, DUE_SOON, task_id)
        news.unsay_given(work, task, "it is done, or deleted")
        return
    owner = people.person(work.session, work.team_id, task.owner_id)
    if owner is not None and owner.is_deactivated:
        # It was reopened, restored or given back: nobody was asked about it when they left.
        work.wake(members.OWNER_GONE, project.id, work.now)
    calendar, mark = calendars.of_project(work, project), task.due_on.isoformat()
    concerned = _told_late(work, task, project)
    nudges.forget(work, LATE, task_id, but=concerned)
    for user_id, at in concerned.items():
        nudges.remind(work, user_id, LATE, task_id, at, mark=mark)
    notice_day = calendar.add_working_days(task.due_on, -NOTICE_DAYS)
    is_ahead = notice_day >= work.today(project.zone)
    nudges.forget(work, DUE_SOON, task_id, but={task.owner_id} if is_ahead else ())
    if is_ahead:
        nudges.remind(work, task.owner_id, DUE_SOON, task_id, _beginning(notice_day, project), mark=mark)


def recount(work: Work, project: Project) -> None:
    """The project's calendar has changed: its alert, and the reminders of its open tasks, come on the new days."""
    watch(work, project)
    calendar = calendars.of_project(work, project)
    for task in tasks.of_project(work.session, work.team_id, project.id):
        if task.status != Status.DONE and task.deleted_at is None:
            for user_id, at in _told_late(work, task, project).items():
                nudges.move(work, LATE, task.id, at, whose=user_id)
            notice_day = calendar.add_working_days(task.due_on, -NOTICE_DAYS)
            nudges.move(work, DUE_SOON, task.id, _beginning(notice_day, project))
            asks.settle(work, KINDS, task.id, _asks(work, task, project))


def late(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """The late task as it waits for its owner, or for the head of its lead department; None where it does not."""
    found = _open_task(work, task_id)
    if found is None or user_id not in (found[0].owner_id, _head(work, found[0])):
        return None
    return _late(work, *found, user_id)


def due_soon(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """The task as it waits for its owner before it is due; None where it does not."""
    found = _open_task(work, task_id)
    return _due_soon(work, *found) if found is not None and user_id == found[0].owner_id else None


def asked(work: Work, task_id: int) -> list[Asked]:
    """Whom an open task waits for: its owner when it is soon due, and with them the head when it is late."""
    found = _open_task(work, task_id)
    return _asks(work, *found) if found is not None else []


def lines(work: Work, user_id: str, task_ids: Sequence[int]) -> list[Waiting]:
    """What of these tasks waits for the person: their own, late or soon due, and the late ones of their department."""
    found = []
    for task in read_ahead(work.session, Task, task_ids):
        opened = _open_task(work, task.id)
        is_mine = task.owner_id == user_id
        if opened is not None and (is_mine or _head(work, task) == user_id):
            found.append(_late(work, *opened, user_id) or (_due_soon(work, *opened) if is_mine else None))
    return [one for one in found if one is not None]


def _told_late(work: Work, task: Task, project: Project) -> dict[str, datetime]:
    """Who is told that the task is late, from when on: its owner at once, the head of its lead department later."""
    calendar = calendars.of_project(work, project)
    head_id = _head(work, task)
    head_day = calendar.add_working_days(task.due_on, asks.HEAD_DAY)
    of_head = {head_id: _beginning(head_day, project)} if head_id else {}
    return {**of_head, task.owner_id: _beginning(calendar.next_working_day(task.due_on), project)}


def _asks(work: Work, task: Task, project: Project) -> list[Asked]:
    if task.status == Status.DONE or task.deleted_at is not None:
        return []
    calendar = calendars.of_project(work, project)
    late = Asked(LATE, project.id, _beginning(calendar.next_working_day(task.due_on), project))
    due_soon = Asked(
        DUE_SOON,
        project.id,
        _beginning(_first_day_soon(calendar, task.due_on), project),
        until=_beginning(task.due_on + timedelta(days=1), project),
        user_id=task.owner_id,
    )
    of_head = late._replace(post=asks.HEAD, department_id=task.department_id)
    return [late._replace(user_id=task.owner_id), of_head, due_soon]


def _first_day_soon(calendar: Calendar, due_on: date) -> date:
    """The first day on which a task that is due then is soon due; where nobody works when it is due, that is earlier
    than its owner is reminded.
    """
    return calendar.add_working_days(due_on, -NOTICE_DAYS - (not calendar.is_working(due_on)))


def _open_task(work: Work, task_id: int) -> tuple[Task, Project] | None:
    task = tasks.task(work.session, work.team_id, task_id)
    if task is None or task.status == Status.DONE or task.deleted_at is not None:
        return None
    project = projects.project(work.session, work.team_id, task.project_id)
    return (task, project) if project is not None else None


def _late(work: Work, task: Task, project: Project, user_id: str) -> Waiting | None:
    today = work.today(project.zone)
    if task.due_on >= today:
        return None
    days = calendars.of_project(work, project).working_days_late(task.due_on, today)
    if not days:
        return None
    line = _(
        "*T-%(number)s* · %(title)s · 🔴 %(late)s (%(calendar)s)",
        number=task.number,
        title=truncate(task.title, TITLE),
        late=plural("%(number)s working day late", "%(number)s working days late", days),
        calendar=calendars.counted_in(work, project.calendar, task.due_on, today),
    )
    if task.owner_id == user_id:
        return _waiting(LATE, task, project, line)
    owner = people.person(work.session, work.team_id, task.owner_id)
    line = _("%(line)s · %(name)s", line=line, name=owner.name if owner else "?")
    return _waiting(LATE, task, project, line, is_own=False)


def _due_soon(work: Work, task: Task, project: Project) -> Waiting | None:
    today = work.today(project.zone)
    calendar = calendars.of_project(work, project)
    if not task.due_on >= today or calendar.working_days_between(today, task.due_on) > NOTICE_DAYS:
        return None
    line = _(
        "*T-%(number)s* · %(title)s · due %(day)s",
        number=task.number,
        title=truncate(task.title, TITLE),
        day=Near(task.due_on, today),
    )
    if (year := calendars.provisional_year(calendars.decreed(work, project.calendar), today, task.due_on)) is not None:
        line = _("%(line)s · ⚠️ days off of %(year)s not decreed yet", line=line, year=year)
    return _waiting(DUE_SOON, task, project, line)


def _waiting(kind: str, task: Task, project: Project, line: Text, *, is_own: bool = True) -> Waiting:
    number = str(task.number)
    change = Offer(_("Update"), "tasks.open", number)
    more = Offer(_("Done"), "tasks.done", number) if is_own else Offer(_("Timeline"), "tasks.show", number)
    due_at = _beginning(task.due_on + timedelta(days=1), project)
    return Waiting(kind, task.id, line, due_at, (change, more), is_to_do=is_own)


def _beginning(day: date, project: Project) -> datetime:
    """The first moment of a day in the project's zone."""
    return datetime.combine(day, time(), ZoneInfo(project.zone))


def _head(work: Work, task: Task) -> str | None:
    """The head of the task's lead department in its project."""
    part = projects.part(work.session, task.project_id, task.department_id)
    return part.head_id if part else None


def held_up(work: Work, late: Iterable[Task]) -> dict[int, list[int]]:
    """The numbers of the open tasks that wait for these, by the id of the late one."""
    waiting = dependencies.successors(work.session, work.team_id, [one.id for one in late])
    return {
        task_id: [task.number for _dependency, task in found if task.status != Status.DONE]
        for task_id, found in waiting.items()
    }
