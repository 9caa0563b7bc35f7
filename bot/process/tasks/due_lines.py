"""Late tasks and those that are soon due, as lines of what waits for whoever acts for them, and for the head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.plans.words import NO_OWNER
from bot.process.kernel import calendars
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.tasks import acting, delays
from bot.process.tasks.delays import DUE_SOON, LATE, NOTICE_DAYS
from bot.process.tasks.news_lines import TITLE
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer
from storage.projects import Project
from storage.rows import read_ahead
from storage.tasks import Task


def late(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """The late task as it waits for who acts for it, or for the head of its lead department; None where not."""
    found = delays.opened(work, task_id)
    if found is None or user_id not in (acting.who(work, found[0]), delays.head(work, found[0])):
        return None
    return _late(work, *found, user_id)


def due_soon(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """The task as it waits for who acts for it before it is due; None where it does not."""
    found = delays.opened(work, task_id)
    return _due_soon(work, *found) if found is not None and user_id == acting.who(work, found[0]) else None


def lines(work: Work, user_id: str, task_ids: Sequence[int]) -> list[Waiting]:
    """What of these tasks waits for the person: those they act for, late or soon due, and late ones of their
    department.
    """
    found = []
    for task in read_ahead(work.session, Task, task_ids):
        opened = delays.opened(work, task.id)
        is_mine = acting.who(work, task) == user_id
        if opened is not None and (is_mine or delays.head(work, task) == user_id):
            found.append(_late(work, *opened, user_id) or (_due_soon(work, *opened) if is_mine else None))
    return [one for one in found if one is not None]


def _late(work: Work, task: Task, project: Project, due_on: date, user_id: str) -> Waiting | None:
    today = work.today(project.zone)
    if due_on >= today:
        return None
    days = calendars.of_project(work, project).working_days_late(due_on, today)
    if not days:
        return None
    line = _(
        "*T-%(number)s* · %(title)s · 🔴 %(late)s (%(calendar)s)",
        number=task.number,
        title=truncate(task.title, TITLE),
        late=plural("%(number)s working day late", "%(number)s working days late", days),
        calendar=calendars.counted_in(work, project.calendar, due_on, today),
    )
    if task.owner_id != user_id:
        line = _("%(line)s · %(name)s", line=line, name=acting.owner_named(work, task))
    return _waiting(LATE, task, project, due_on, line, is_own=user_id == acting.who(work, task))


def _due_soon(work: Work, task: Task, project: Project, due_on: date) -> Waiting | None:
    today = work.today(project.zone)
    calendar = calendars.of_project(work, project)
    if not due_on >= today or calendar.working_days_between(today, due_on) > NOTICE_DAYS:
        return None
    line = _(
        "*T-%(number)s* · %(title)s · due %(day)s",
        number=task.number,
        title=truncate(task.title, TITLE),
        day=Near(due_on, today),
    )
    if task.owner_id is None:
        line = _("%(line)s · %(name)s", line=line, name=NO_OWNER)
    if (year := calendars.provisional_year(calendars.decreed(work, project.calendar), today, due_on)) is not None:
        line = _("%(line)s · ⚠️ days off of %(year)s not decreed yet", line=line, year=year)
    return _waiting(DUE_SOON, task, project, due_on, line)


def _waiting(kind: str, task: Task, project: Project, due_on: date, line: Text, *, is_own: bool = True) -> Waiting:
    number = str(task.number)
    change = Offer(_("Update"), "tasks.open", number)
    more = Offer(_("Done"), "tasks.done", number) if is_own else Offer(_("Timeline"), "tasks.show", number)
    return Waiting(kind, task.id, line, delays.passed(due_on, project), (change, more), is_to_do=is_own)
