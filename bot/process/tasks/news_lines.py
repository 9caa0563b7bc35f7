"""A line of what others did to a task, as it stands in a person's grouped message."""

from __future__ import annotations

from datetime import date

from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.tasks import history as task_history
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer
from storage import history, people, projects, shifts
from storage.tasks import Task

# A title that leaves room on a phone for what is said of it.
TITLE = 60
# Of these more is to be done than to know them.
TO_UPDATE = ("tasks.given", "tasks.ready", "tasks.held")


def why_moved(work: Work, task: Task) -> list[Text]:
    """By whom, and why; and by which other task, where one has moved it."""
    changes = history.of(work.session, work.team_id, "tasks", task.id)
    last = next((one for one in reversed(changes) if "due_on" in one.changes and one.action != "add"), None)
    who = people.person(work.session, work.team_id, last.actor_id) if last is not None and last.actor_id else None
    if who is None:
        return []
    by_which = [task_history.shifted(last)] if last is not None and last.action in shifts.DID else []
    if not task.delay_reason:
        return [*by_which, _("by %(name)s", name=who.name)]
    return [*by_which, _("%(name)s: %(note)s", name=who.name, note=truncate(task.delay_reason, 2 * TITLE))]


def near(work: Work, task: Task, day: date) -> Near:
    """The day, told from today where its project is."""
    return Near(day, today(work, task))


def today(work: Work, task: Task) -> date:
    """The day it is where its project is."""
    project = projects.project(work.session, work.team_id, task.project_id)
    return work.today(project.zone if project is not None else "UTC")


def line(kind: str, task: Task, what: Text) -> Waiting:
    """The line: which task, what has become of it, and its buttons."""
    said = _("*T-%(number)s* · %(title)s · %(what)s", number=task.number, title=truncate(task.title, TITLE), what=what)
    number = str(task.number)
    more = Offer(_("Timeline"), "tasks.show", number)
    offers = (Offer(_("Update"), "tasks.open", number), more) if kind in TO_UPDATE else (more,)
    return Waiting(kind, task.id, said, None, offers, is_to_do=False, is_news=True)
