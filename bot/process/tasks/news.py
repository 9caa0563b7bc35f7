"""What others do to a task, as who acts for it hears of it: given, taken away, moved, free to go on. Never who did it.

Each is a line in the owner's grouped message, at once within their working hours, and is looked at when it is told:
what was taken back meanwhile is not in it. Who is given one task while they work is told all that is open about it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from bot.process.kernel import asks, nudges, quiet
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.tasks import acting, impact, links
from bot.process.tasks import shown as standings
from bot.process.tasks.impact import Held
from bot.process.tasks.news_lines import TITLE, line, near, today, why_moved
from bot.process.tasks.shown import Link
from bot.process.tasks.states import Status
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import dependencies, history, people, projects, tasks
from storage import nudges as kept
from storage.nudges import Nudge
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

# The kinds of reminder.
GIVEN, READY, MOVED, GONE = "tasks.given", "tasks.ready", "tasks.moved", "tasks.gone"
HELD = "tasks.held"
UNDATED = "-"


def told_given(task: Task) -> str:
    """What the owner is told of the task being theirs is filed under."""
    return f"tasks:{task.id}:owner"


def unsay_given(work: Work, task: Task, note: str) -> bool:
    """The task is nobody's new one any more; whether its owner had not heard yet that it is theirs."""
    is_untold = kept.is_untold(work.session, work.team_id, GIVEN, task.id)
    nudges.forget(work, GIVEN, task.id)
    return bool(work.unsay(told_given(task), note)) or is_untold


def give(work: Work, given: Sequence[Task], because: str = "") -> None:
    """Tell who acts for these tasks that they are theirs, each once for all that one act gives them."""
    by_owner: dict[str | None, list[Task]] = {}
    for task in given:
        by_owner.setdefault(acting.who(work, task), []).append(task)
    for owner_id, theirs in by_owner.items():
        if owner_id is None or owner_id == work.actor_id:
            continue
        owner = people.person(work.session, work.team_id, owner_id)
        if owner is not None and len(theirs) == 1 and quiet.hold(work, owner) <= work.now:
            _tell_given(work, theirs[0], owner, because)
            continue
        for task in theirs:
            asks.remind_now(work, owner_id, GIVEN, task.id)


def tell(work: Work, task: Task, changes: Mapping[str, tuple[Any, Any]], because: str = "") -> None:
    """Tell of a change of what an update can change."""
    if "owner_id" in changes:
        _passed_on(work, task, changes["owner_id"][0], because)
    elif "due_on" in changes:
        _moved(work, task, changes["due_on"][0])
    if "status" in changes and task.status != Status.NOT_STARTED and task.successors:
        _free(work, task, changes["status"][0])


def tell_deleted(work: Work, task: Task) -> None:
    """The task was deleted: its owner hears so, and who waited for it that nothing holds theirs up any more."""
    if not unsay_given(work, task, "it is deleted") and task.status != Status.DONE:
        _remind(work, GONE, task)
    if task.successors and task.status != Status.DONE:
        _free(work, task, task.status, is_gone=True)


def tell_restored(work: Work, task: Task) -> None:
    """The task is there again: its owner hears so where they know that it was deleted."""
    known = _known(work, GONE, task)
    nudges.forget(work, GONE, task.id)
    if known is not None and not known.is_coming:
        give(work, [task])


def _free(work: Work, task: Task, before: str, *, is_gone: bool = False) -> None:
    """Tell whose tasks it held up, as it stood before, that nothing does any more; looked at when it is told."""
    found = dependencies.successors(work.session, work.team_id, [task.id])
    for link, waiting in found.get(task.id, ()):
        is_free = is_gone or not links.holds_up(link.kind, task.status)
        if links.holds_up(link.kind, before) and is_free and _is_ready(work, waiting):
            _remind(work, READY, waiting)


def tell_waits(work: Work, task: Task, waited_for: str) -> None:
    """The task waits for something else than before, or for nothing; `waited_for` is what it waited for."""
    if waited_for and _is_ready(work, task):
        _remind(work, READY, task)


def tell_held(work: Work, task: Task, project: Project) -> list[Held]:
    """Tell the owners of the tasks that this one makes too late; each hears of one planned end once."""
    found = impact.standing(work, task, project)
    for one in found:
        tell_too_early(work, one.task, task)
    return found


def tell_too_early(work: Work, task: Task, waited_for: Task) -> None:
    """Tell who acts for a task that it stands too early for what it waits for."""
    _remind(work, HELD, task, mark=f"{waited_for.id}:{_mark(waited_for.due_on)}")


def held(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a task that cannot begin as planned; None where it can, has begun, or is another's."""
    task = _open(work, task_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task is not None else None
    if task is None or project is None or acting.who(work, task) != user_id:
        return None
    worst = impact.worst(work, task, project)
    if worst is None:
        return None
    other, late = worst
    days = plural("%(number)s working day", "%(number)s working days", late.days)
    said = {"number": other.number, "due": near(work, task, other.due_on or work.today("UTC")), "late": days}
    too_late = late.too_late(partial(near, work, task))
    if too_late is None:
        return line(HELD, task, _("waits for T-%(number)s, due %(due)s now: %(late)s after its own end", **said))
    return line(HELD, task, _("waits for T-%(number)s, due %(due)s now: it %(what)s", what=too_late, **said))


def given(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a task that is given to the person; None where it is not theirs to do any more."""
    task = _open(work, task_id)
    if task is None or acting.who(work, task) != user_id:
        return None
    changes = history.of(work.session, work.team_id, "tasks", task.id)
    last = next((one for one in reversed(changes) if one.action == "add" or "owner_id" in one.changes), None)
    by = people.person(work.session, work.team_id, last.actor_id) if last is not None and last.actor_id else None
    name, note = by.name if by else "?", truncate(last.because, 2 * TITLE) if last is not None else ""
    who = _("%(name)s: %(note)s", name=name, note=note) if note else _("from %(name)s", name=name)
    if task.owner_id is None:
        what = _("no owner yet, you act for it · %(due)s · %(who)s", due=acting.due(task, today(work, task)), who=who)
    elif task.due_on is None:
        what = _("yours now, not scheduled yet · %(who)s", who=who)
    else:
        what = _("yours now, due %(day)s · %(who)s", day=near(work, task, task.due_on), who=who)
    return line(GIVEN, task, what)


def ready(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a task that nothing holds up any more; None where something does, or it is another's."""
    task = _open(work, task_id)
    if task is None or acting.who(work, task) != user_id or not _is_ready(work, task):
        return None
    if task.due_on is None:
        return line(READY, task, _("nothing holds it up any more · not scheduled yet"))
    return line(READY, task, _("nothing holds it up any more · due %(day)s", day=near(work, task, task.due_on)))


def moved(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a task whose date somebody else has moved; None where it is again the one that the owner knows."""
    task = _open(work, task_id)
    known = kept.nudge(work.session, work.team_id, user_id, MOVED, task_id)
    whose = known.principal_id if known is not None and known.principal_id else user_id
    if whose != user_id:
        # Which day was known stands with the reminder of whom the person stands in for.
        known = kept.nudge(work.session, work.team_id, whose, MOVED, task_id)
    if task is None or known is None or known.mark == _mark(task.due_on) or whose != acting.who(work, task):
        return None
    was = near(work, task, date.fromisoformat(known.mark)) if known.mark != UNDATED else None
    if task.due_on is None:
        what = _("not scheduled any more, before that %(was)s", was=was)
    elif was is None:
        what = _("due %(day)s now, not scheduled before that", day=near(work, task, task.due_on))
    else:
        what = _("due %(day)s now, before that %(was)s", day=near(work, task, task.due_on), was=was)
    return line(MOVED, task, joined([what, *why_moved(work, task)], Text("%(one)s · %(rest)s")) or what)


def gone(work: Work, user_id: str, task_id: int) -> Waiting | None:
    """A line of a task that was deleted, or is somebody else's now; None where it is the person's again."""
    task = tasks.task(work.session, work.team_id, task_id)
    if task is None or (acting.who(work, task) == user_id and task.deleted_at is None):
        return None
    if task.deleted_at is None:
        passed_on = _("%(name)s has it now", name=acting.owner_named(work, task))
        return line(GONE, task, passed_on if task.owner_id is not None else _("it has no owner now"))
    who = people.person(work.session, work.team_id, task.changed_by)
    return line(GONE, task, _("deleted by %(name)s", name=who.name if who is not None else "?"))


LINES: Mapping[str, tuple[Text, Callable[[Work, str, int], Waiting | None]]] = {
    GIVEN: (_("Tasks are given to me outside my hours, or several at once"), given),
    READY: (_("What a task of mine waited for is done"), ready),
    MOVED: (_("Somebody else moves the date of a task of mine"), moved),
    HELD: (_("A task of mine cannot begin as planned, and somebody lets me know"), held),
    GONE: (_("A task of mine is deleted, or goes to somebody else"), gone),
}


def _passed_on(work: Work, task: Task, before: str | None, because: str) -> None:
    was_untold = unsay_given(work, task, "the owner changed again")
    nudges.forget(work, MOVED, task.id)
    known = _known(work, GONE, task)
    is_theirs_still = known is not None and known.is_coming
    nudges.forget(work, GONE, task.id, acting.who(work, task))
    acted = before or acting.liaison(work, task)
    if task.status != Status.DONE and not was_untold and acted is not None:
        _remind(work, GONE, task, whose=acted)
    if not is_theirs_still:
        give(work, [task], because)


def _moved(work: Work, task: Task, before: date | None) -> None:
    known = _known(work, MOVED, task)
    if unsay_given(work, task, "its date was moved"):
        # They have not heard of it yet: they hear of it as it is now.
        give(work, [task])
    elif work.actor_id == acting.who(work, task):
        nudges.forget(work, MOVED, task.id)
    elif task.status != Status.DONE and (known is None or not known.is_coming):
        _remind(work, MOVED, task, mark=_mark(before))


def _remind(work: Work, kind: str, task: Task, *, mark: str | None = None, whose: str | None = None) -> None:
    """Remind who acts for the task, or another, unless they have done it themselves."""
    user_id = whose or acting.who(work, task)
    if user_id is not None and user_id != work.actor_id:
        asks.remind_now(work, user_id, kind, task.id, mark=mark)


def _tell_given(work: Work, task: Task, owner: Person, because: str) -> None:
    found = dependencies.successors(work.session, work.team_id, [task.id]) if task.successors else {}
    quiet.tell(
        work,
        owner,
        "tasks/yours",
        about=told_given(task),
        shown=standings.one(work, task),
        by=work.person,
        because=because,
        followed_by=[
            Link(other, one.lag, one.kind) for one, other in found.get(task.id, ()) if other.status != Status.DONE
        ],
    )


def _is_ready(work: Work, task: Task) -> bool:
    """Whether it is open, and nothing that it waits for is: no task, and no collaboration request."""
    if task.status == Status.DONE or task.deleted_at is not None or task.requests:
        return False
    before = dependencies.predecessors(work.session, work.team_id, [task.id]).get(task.id, ())
    return not any(links.holds_up(link.kind, one.status) for link, one in before)


def _known(work: Work, kind: str, task: Task) -> Nudge | None:
    """What who acts for the task was reminded of, or will be."""
    acts = acting.who(work, task)
    return kept.nudge(work.session, work.team_id, acts, kind, task.id) if acts is not None else None


def _mark(day: date | None) -> str:
    return day.isoformat() if day is not None else UNDATED


def _open(work: Work, task_id: int) -> Task | None:
    task = tasks.task(work.session, work.team_id, task_id)
    return task if task is not None and task.status != Status.DONE and task.deleted_at is None else None
