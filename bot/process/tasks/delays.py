"""Delays (延期预警): which tasks are late or soon due, told on working mornings.

The project's channel gets one message a project. Whoever acts for it, and for a task that is late for some days the
head of its lead department, get a line in their own message of the morning (`due_lines`, `bot/process/home/inbox.py`).
What is not scheduled yet is never late.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.process.kernel import asks, calendars, members, nudges
from bot.process.kernel.asks import Asked
from bot.process.kernel.rooms import room_of
from bot.process.kernel.rules import Stake
from bot.process.kernel.work import Work
from bot.process.tasks import acting, cards, links, news, shown
from bot.process.tasks.states import Status
from storage import baselines, dependencies, projects, tasks
from storage.projects import Project
from storage.tasks import Task

# The kinds of reminder.
ALERT = "tasks.alert"
# The follow-up: Slack took an alert. Until then what it says of stands behind this mark.
ALERTED, UNHEARD = "tasks.alerted", "?"
LATE, DUE_SOON = "tasks.late", "tasks.due_soon"
KINDS = (LATE, DUE_SOON)
# So many tasks are named in an alert.
NAMED_AT_MOST = 7
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
    # Their cards say by how many days, wherever they stand.
    cards.renew(work, [one.task.id for one in late], project, is_patient=True)
    if late and room is not None and fingerprint != project.alerted and is_working:
        late.sort(key=lambda one: (-one.working_days_late, one.task.number))
        work.say(
            "tasks/alert",
            to=room,
            about=f"projects:{project_id}",
            project=project,
            late=late,
            named=NAMED_AT_MOST,
            at_stake=at_stake(work, project, [one.task for one in late[:NAMED_AT_MOST]]),
            held_up=held_up(work, [one.task for one in late]),
            behind=behind_baseline(work, project, [one.task for one in late]),
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


def at_stake(work: Work, project: Project, late: Sequence[Task]) -> dict[int, Stake]:
    """What each of these endangers, by id, as those say who schedule the project."""
    return {key: stake for said in work.rules.at_stake for key, stake in said(work, project, late).items()}


def behind_baseline(work: Work, project: Project, late: Sequence[Task]) -> dict[int, int]:
    """By how many working days of its lead department each of these is late by the baseline, by id; where that is
    other than by its own day, which was moved since.
    """
    baseline = baselines.newest(work.session, work.team_id, project.id)
    if baseline is None:
        return {}
    today, ends = work.today(project.zone), baselines.ends(work.session, baseline.id, [one.id for one in late])
    return {
        one.id: calendars.of_plan(work, project, one.department_id).working_days_late(ends[one.id], today)
        for one in late
        if one.id in ends and ends[one.id] != one.due_on
    }


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
    asks.settle(work, KINDS, task_id, asks_of(work, task, project))
    if task.status == Status.DONE or task.deleted_at is not None:
        nudges.forget(work, LATE, task_id)
        nudges.forget(work, DUE_SOON, task_id)
        news.unsay_given(work, task, "it is done, or deleted")
        return
    owner = acting.owner(work, task)
    if owner is not None and owner.is_deactivated:
        # It was reopened, restored or given back: nobody was asked about it when they left.
        work.wake(members.OWNER_GONE, project.id, work.now)
    if task.due_on is None:
        nudges.forget(work, LATE, task_id)
        nudges.forget(work, DUE_SOON, task_id)
        return
    mark = task.due_on.isoformat()
    concerned = told_late(work, task, project, task.due_on)
    nudges.forget(work, LATE, task_id, but=concerned)
    for user_id, at in concerned.items():
        nudges.remind(work, user_id, LATE, task_id, at, mark=mark)
    soon = told_soon(work, task, project, task.due_on)
    nudges.forget(work, DUE_SOON, task_id, but=soon)
    for user_id, at in soon.items():
        nudges.remind(work, user_id, DUE_SOON, task_id, at, mark=mark)


def recount(work: Work, project: Project) -> None:
    """The project's calendar has changed: its alert, and the reminders of its open tasks, come on the new days."""
    if project.is_unbegun:
        return
    watch(work, project)
    calendar = calendars.of_project(work, project)
    for task in tasks.of_project(work.session, work.team_id, project.id):
        if task.status != Status.DONE and task.due_on is not None:
            for user_id, at in told_late(work, task, project, task.due_on).items():
                nudges.move(work, LATE, task.id, at, whose=user_id)
            notice_day = calendar.add_working_days(task.due_on, -NOTICE_DAYS)
            nudges.move(work, DUE_SOON, task.id, _beginning(notice_day, project))
            asks.settle(work, KINDS, task.id, asks_of(work, task, project))


def asked(work: Work, task_id: int) -> list[Asked]:
    """Whom an open task waits for: who acts for it when it is soon due, and with them the head when it is late."""
    found = opened(work, task_id)
    return asks_of(work, *found[:2]) if found is not None else []


def told_late(work: Work, task: Task, project: Project, due_on: date) -> dict[str, datetime]:
    """Who is told that the task is late, from when on: who acts for it at once, the head of its department later."""
    calendar = calendars.of_project(work, project)
    head_id, acts = head(work, task), acting.who(work, task)
    told = {head_id: _beginning(calendar.add_working_days(due_on, asks.HEAD_DAY), project)} if head_id else {}
    if acts is not None:
        told[acts] = _beginning(calendar.next_working_day(due_on), project)
    return told


def told_soon(work: Work, task: Task, project: Project, due_on: date) -> dict[str, datetime]:
    """Who is told that the task is soon due, and from when on; nobody where it is too late for that."""
    notice_day = calendars.of_project(work, project).add_working_days(due_on, -NOTICE_DAYS)
    acts = acting.who(work, task) if notice_day >= work.today(project.zone) else None
    return {acts: _beginning(notice_day, project)} if acts is not None else {}


def asks_of(work: Work, task: Task, project: Project) -> list[Asked]:
    """Whom an open task of the project waits for; nobody where it is done or not scheduled."""
    if task.status == Status.DONE or task.deleted_at is not None or task.due_on is None:
        return []
    acts = acting.asked(task)
    calendar = calendars.of_project(work, project)
    # It is late on a day off, too, as in lists; it waits for somebody when they work (`due_lines`).
    late = Asked(LATE, project.id, passed(task.due_on, project))
    due_soon = Asked(
        DUE_SOON,
        project.id,
        _beginning(_first_day_soon(calendar, task.due_on), project),
        until=passed(task.due_on, project),
        **acts,
    )
    of_head = late._replace(post=asks.HEAD, department_id=task.department_id)
    return [late._replace(**acts), of_head, due_soon]


def _first_day_soon(calendar: Calendar, due_on: date) -> date:
    """The first day on which a task that is due then is soon due; where nobody works when it is due, that is earlier
    than its owner is reminded.
    """
    return calendar.add_working_days(due_on, -NOTICE_DAYS - (not calendar.is_working(due_on)))


def opened(work: Work, task_id: int) -> tuple[Task, Project, date] | None:
    """A task that is not done, its project, and the day on which it is due; None of one that is done or unscheduled."""
    task = tasks.task(work.session, work.team_id, task_id)
    if task is None or task.status == Status.DONE or task.deleted_at is not None or task.due_on is None:
        return None
    project = projects.project(work.session, work.team_id, task.project_id)
    return (task, project, task.due_on) if project is not None else None


def _beginning(day: date, project: Project) -> datetime:
    """The first moment of a day in the project's zone."""
    return datetime.combine(day, time(), ZoneInfo(project.zone))


def passed(due_on: date, project: Project) -> datetime:
    """The moment from which on a task that is due on that day is late."""
    return _beginning(due_on + timedelta(days=1), project)


def head(work: Work, task: Task) -> str | None:
    """The head of the task's lead department in its project."""
    part = projects.part(work.session, task.project_id, task.department_id)
    return part.head_id if part else None


def held_up(work: Work, late: Sequence[Task]) -> dict[int, list[int]]:
    """The numbers of the open tasks that wait for these, by the id of the late one."""
    waiting = dependencies.successors(work.session, work.team_id, [one.id for one in late])
    status = {one.id: one.status for one in late}
    return {
        task_id: [
            task.number
            for link, task in found
            if task.status != Status.DONE and links.holds_up(link.kind, status[task_id])
        ]
        for task_id, found in waiting.items()
    }
