"""A plan is shifted: what was looked at is moved at once, for one reason, and everybody is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.process.kernel import asks
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.kernel.rooms import room_of
from bot.process.kernel.spelling import spelled
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.plans import shifting, tolerated
from bot.process.plans.shifted import Going, Shift, Shifted, Wanted
from bot.process.plans.shifting import Movers
from bot.process.tasks import cards, news, redating, updates
from bot.process.tasks.redating import Redated
from bot.words.language import joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer, Refused, TakenBack
from storage import history, people, projects, shifts, tasks
from storage.shifts import PlanShift

# The kind of reminder: a date moved, and what it makes too late stays, for who moved it may not move that.
STOPPED = "plans.stopped"
# Of those so many are named.
NAMED_AT_MOST = 3


def take(work: Work, wanted: Wanted, because: str, *, seen: str) -> Shifted | None:
    """Move what was looked at, with the date that makes it necessary; None where that would now be something else. A
    second submit finds the first.

    Raises Refused as `shifting.look` does, as an update of the task does whose date moves with it, without a reason,
    and where nothing is to be moved.
    """
    known = shifts.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.undone_at is not None:
            raise TakenBack
        return told(work, known)
    because = spelled(work, " ".join(because.split()))
    if not because:
        raise Refused(_("Why do these dates move? One reason is kept with each of them."), field="note")
    # Nobody changes a link, or shifts the plan, before this is kept; nor any task that it looks at.
    projects.project(work.session, work.team_id, wanted.project_id, to_change=True)
    found = shifting.look(work, wanted, to_change=True)
    if found.seen != seen:
        return _already(work, found)
    if not found.moved:
        raise Refused(_("Nothing is to be moved: everything that may move stands where it can."))
    tolerated.must_be(work, found)
    return _move(work, wanted, found, because)


def _already(work: Work, found: Shift) -> Shifted | None:
    """The same that the actor has just done, as by a second press of its button; None where it is not."""
    if found.origin is None or found.due is None or found.origin.due_on != found.due:
        return None
    since = work.now - UNDO_WITHIN
    last = shifts.last_by(work.session, work.team_id, work.person.user_id, since, found.project.id)
    is_it = last is not None and (last.task_id, last.version) == (found.origin.id, found.origin.version)
    return told(work, last) if last is not None and is_it else None


def told(work: Work, kept: PlanShift) -> Shifted:
    """A shift as it is told of."""
    project = projects.project(work.session, work.team_id, kept.project_id)
    assert project is not None, "it was shifted"  # noqa: S101 - a mistake of ours, not of a user
    origin = tasks.task(work.session, work.team_id, kept.task_id) if kept.task_id is not None else None
    found = shifts.read(work.session, work.team_id, project.id, [row[0] for row in kept.moved])
    gone = [
        Going(found[row[0]], None, date.fromisoformat(row[3]), None, date.fromisoformat(row[4]))
        for row in kept.moved
        if row[0] in found and found[row[0]].is_milestone
    ]
    return Shifted(project, kept, origin, gone, len(kept.stopped))


def stopped(work: Work, user_id: str, shift_id: int) -> Waiting | None:
    """A line for who runs the project: what stays too early, since who moved the dates may not move that."""
    kept = shifts.by_id(work.session, work.team_id, shift_id)
    project = projects.project(work.session, work.team_id, kept.project_id) if kept is not None else None
    if kept is None or project is None or kept.undone_at is not None or project.pm_id != user_id:
        return None
    left = list(shifts.read(work.session, work.team_id, project.id, kept.stopped).values())
    if not left:
        return None
    by = people.person(work.session, work.team_id, kept.created_by)
    named = [f"T-{one.number}" for one in left[:NAMED_AT_MOST]]
    line = _(
        "%(project)s · %(name)s moved dates, and %(tasks)s too early for what they wait for: %(named)s",
        project=project.number,
        name=by.name if by is not None else "?",
        tasks=plural("%(number)s task now stands", "%(number)s tasks now stand", len(left)),
        named=joined([*named, *(["…"] if len(left) > NAMED_AT_MOST else [])], _("%(one)s, %(rest)s")),
    )
    look = Offer(_("Check the plan"), "plans.check", str(project.id))
    return Waiting(STOPPED, kept.id, line, None, (look,), is_to_do=False, is_news=True)


def _move(work: Work, wanted: Wanted, found: Shift, because: str) -> Shifted:
    kept = PlanShift(
        team_id=work.team_id,
        project_id=found.project.id,
        cause=work.cause,
        did=found.did,
        task_id=found.origin.id if found.origin is not None else None,
        because=because,
        created_at=work.now,
        created_by=work.person.user_id,
    )
    if wanted.said is not None and found.origin is not None:
        said = replace(wanted.said, note=because, is_weighed=True, moves_others=True)
        updates.update(work, found.origin.number, said)
        kept.act_id = history.of(work.session, work.team_id, "tasks", found.origin.id)[-1].id
        kept.version = found.origin.version
    kept.created_for = work.acting_for.user_id if work.acting_for is not None else None
    kept.moved = _moved(work, found, because)
    stopped_ones = [one for one in found.stays if not one.is_pinned]
    kept.stopped = sorted({one.task.id for one in stopped_ones})
    work.session.add(kept)
    work.session.flush()
    cards.renew(work, [one.task.id for one in found.moved], found.project, is_patient=True)
    for one in stopped_ones:
        news.tell_too_early(work, one.task, one.before)
    if stopped_ones and found.project.pm_id != work.actor_id:
        asks.remind_now(work, found.project.pm_id, STOPPED, kept.id)
    _say(work, found, kept)
    return told(work, kept)


def _moved(work: Work, found: Shift, because: str) -> list[list[Any]]:
    """Move them, and tell who acts for them; what a shift keeps of each."""
    movers = Movers(work, found.project)
    by = f"T-{found.origin.number}" if found.origin is not None else ""
    moved = [Redated(one.task, one.start, one.due, movers.passes(one.task)[1]) for one in found.moved]
    redating.redate(work, found.project, moved, found.did, because, by)
    return [
        [
            one.task.id,
            one.task.version,
            one.was_start.isoformat() if one.was_start is not None else None,
            one.was_due.isoformat(),
            one.due.isoformat(),
        ]
        for one in found.moved
    ]


def _say(work: Work, found: Shift, kept: PlanShift) -> None:
    """One line to the channel, of all that moved."""
    room = room_of(found.project)
    if room is not None:
        about = f"plan_shifts:{kept.id}"
        work.say("plans/shifted", to=room, about=about, project=found.project, found=found, kept=kept, by=work.person)
