"""Handing over very much: passed on in portions, so that nobody waits behind it, and told when it is done.

Who asked is answered at once. A timer does a portion at a time, each a transaction: after a crash it goes on with the
next. What is done is recorded as done by who asked. The cards of the tasks are patient: whatever else is said in the
channel goes first. Who asked, and the successor, get one message each at the end.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.handovers import parts
from bot.process.kernel import members, posts, quiet
from bot.process.kernel.work import Work
from bot.words.refused import Refused
from storage import handovers as stored
from storage import people
from storage.handovers import Run
from storage.projects import Project

# The timer.
RUN = "handovers.run"
# What more than that is passed on in portions.
AT_ONCE = 50
# Each costs about ten milliseconds: nobody who writes waits longer for a portion than for a digest.
PORTION = 20


def begin(work: Work, project: Project, old: str, new: str) -> Run:
    """See to it that everything the person owns in the project is passed on. The actor's right was checked before."""
    run = Run(
        team_id=work.team_id,
        project_id=project.id,
        old_id=old,
        new_id=new,
        asked_by=work.person.user_id,
        asked_for=work.acting_for.user_id if work.acting_for else None,
        asked_at=work.now,
        total=parts.count_owned(work, project, old),
    )
    work.session.add(run)
    work.session.flush()
    work.wake(RUN, run.id, work.now)
    return run


def turn_to(work: Work, project: Project, old: str, new: str) -> None:
    """What is still on its way to somebody goes to who succeeds them."""
    for run in stored.runs_to(work.session, work.team_id, project.id, old):
        run.new_id, run.posts = new, []
        work.session.add(run)


def go_on_at(work: Work, _run_id: int) -> datetime | None:
    """When the next portion is passed on: now, until all of it is."""
    return work.now


def go_on(work: Work, project: Project, run: Run) -> bool:
    """Pass on the next portion in the name of who asked; whether that was the last.

    It ends early where the successor can be none any more: what is left stays where it is, and is asked about again.
    """
    known = people.people(work.session, work.team_id, [one for one in (run.asked_by, run.asked_for) if one])
    with work.acting_as(known.get(run.asked_by), on_behalf_of=known.get(run.asked_for or "")):
        return _go_on(work, project, run)


def _go_on(work: Work, project: Project, run: Run) -> bool:
    is_there = _is_there(work, run)
    is_over = not is_there or _portion(work, project, run) < PORTION
    work.session.add(run)
    work.session.flush()
    if not is_over:
        work.wake(RUN, run.id, work.now)
        return False
    run.ended_at = work.now
    work.session.flush()
    _tell(work, project, run, is_whole=is_there)
    return True


def _portion(work: Work, project: Project, run: Run) -> int:
    """Pass on what comes next, as it is owned now; how much that was."""
    done = parts.portion(work, project, run, PORTION)
    run.done += done
    return done


def _is_there(work: Work, run: Run) -> bool:
    try:
        members.there(work, run.new_id, "owner")
    except Refused:
        return False
    # Who succeeds the successor may be the one it all came from.
    return run.new_id != run.old_id


def _tell(work: Work, project: Project, run: Run, *, is_whole: bool) -> None:
    """Who asked hears that it is done; the successor what they have now."""
    known = people.people(work.session, work.team_id, {run.asked_by, run.old_id, run.new_id})
    asked_by, gone, successor = known.get(run.asked_by), known.get(run.old_id), known.get(run.new_id)
    if gone is None or successor is None:
        return
    about = f"handover_runs:{run.id}"
    if asked_by is not None and asked_by is not successor:
        work.say(
            "handovers/done",
            to=asked_by,
            about=about,
            project=project,
            person=gone,
            successor=successor,
            run=run,
            is_whole=is_whole,
        )
    if run.done or run.posts:
        lines = parts.of_owner(work, project, run.new_id)
        lines += [line for name in run.posts for line in parts.of_post(work, project, name)]
        quiet.tell(
            work,
            successor,
            "handovers/pack",
            about=parts.pack_of(project, successor.user_id),
            is_urgent=True,
            project=project,
            gone=gone,
            posts=[one for one in posts.held(work, project, run.new_id) if one.name in (*run.posts, "owner")],
            lines=parts.once(lines),
            total=run.done,
        )
