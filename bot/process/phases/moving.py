"""Suspending (暂停) and resuming (恢复), closing (结项), archiving (归档) and reopening (重开) a project.

While it stands still nothing of it comes due, waits for anybody or is told, but that it does: once in its channel, and
in one message to each who has something in it. Dates of tasks stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.process import deadlines
from bot.process.every import EVERY
from bot.process.kernel import nudges, undoing
from bot.process.kernel.rules import RUNNING, Phase
from bot.process.kernel.work import Work
from bot.process.phases import looking, telling
from bot.process.phases.looking import LIVES, Looked
from bot.process.phases.moved import ARCHIVE, CLOSE, REOPEN, RESUME, SUSPEND, Choice, Moved
from bot.process.projects import cards as project_cards
from bot.process.projects import states
from bot.process.projects.states import TRANSITIONS
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, people, pointless, projects
from storage.history import Change
from storage.projects import Project

# What the trail calls that a project is accepted, and the move by which it is closed then.
ACCEPT = "accept"
SPOKEN_OF = tuple(kind for one in EVERY for kind in one.speaks_of)


def suspend(work: Work, project_id: int, because: str = "") -> Moved:
    """Let the project stand still.

    Raises Refused while a dispute runs, and where it does not run.
    """
    project = looking.must(work, project_id, "projects.suspend", to_change=True)
    looked = looking.look(work, project)
    looking.must_be_settled(looked, is_closing=False)
    change = _move(work, project, SUSPEND, "suspend", because)
    _stand_still(work, project)
    return _told(work, Moved(project, SUSPEND, change.id, looked, because))


def resume(work: Work, project_id: int) -> Moved:
    """Let a suspended project go on, with the working days that were left of what has to be answered.

    Raises Refused where it is not suspended.
    """
    return go_on(work, looking.must(work, project_id, "projects.resume", to_change=True), RESUME)


def close(
    work: Work, project_id: int, choices: Mapping[str, Choice], because: str = "", *, mark: str | None = None
) -> Moved:
    """End the project: what is open ends as it was chosen by flow, and nothing of it is told any more.

    Raises Refused while a dispute runs, where something is open of which nobody said how it ends, or other things than
    when it was looked at (`mark`), and without a reason where something is cancelled.
    """
    project = looking.must(work, project_id, "projects.close", to_change=True)
    looked = looking.look(work, project)
    looking.must_be_settled(looked, is_closing=True)
    _check(looked, choices, because, mark)
    done: dict[str, frozenset[int]] = {}
    for group in looked.groups:
        if group.life.end is None:
            continue
        choice = choices.get(group.flow, Choice())
        ids = frozenset(one.id for one in group.found)
        finished = ids if choice.are_others_done else ids & choice.done
        group.life.end(work, project, finished, True, because)
        group.life.end(work, project, ids - finished, False, because)
        done[group.flow] = finished
    change = _move(work, project, CLOSE, _ending(project), because)
    _stand_still(work, project)
    return _told(work, Moved(project, CLOSE, change.id, looked, because, done))


def close_accepted(work: Work, project_id: int) -> None:
    """A timer's operation: a project that is accepted is closed by that, as by who gave the last word, unless somebody
    has to say before what becomes of what is open in it.
    """
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is None or project.accepted_at is None or Phase(project.phase) is not Phase.CLOSING:
        return
    looked = looking.look(work, project)
    last = history.newest(work.session, work.team_id, "projects", project_id, ACCEPT)
    is_to_settle = any(one.life.end is not None or one.life.is_settled_first for one in looked.groups)
    if is_to_settle or last is None or last.actor_id is None:
        return
    by = people.person(work.session, work.team_id, last.actor_id)
    principal = people.person(work.session, work.team_id, last.on_behalf_of) if last.on_behalf_of else None
    with work.acting_as(by, on_behalf_of=principal):
        change = _move(work, project, CLOSE, _ending(project))
        _stand_still(work, project)
        _told(work, Moved(project, CLOSE, change.id, looked))


def _ending(project: Project) -> str:
    """By which move it is closed."""
    is_accepted = project.accepted_at is not None and Phase(project.phase) is Phase.CLOSING
    return ACCEPT if is_accepted else "close"


def archive(work: Work, project_id: int) -> Moved:
    """List a closed project no more; it is found by searching.

    Raises Refused where it is not closed.
    """
    project = looking.must(work, project_id, "projects.archive", to_change=True)
    change = _move(work, project, ARCHIVE, "archive")
    return _told(work, Moved(project, ARCHIVE, change.id, Looked(project, ())))


def reopen(work: Work, project_id: int) -> Moved:
    """Let a closed or archived project run again; what was cancelled when it was closed is open again.

    Raises Refused where it runs.
    """
    return run_again(work, looking.must(work, project_id, "projects.reopen", to_change=True), REOPEN)


def go_on(work: Work, project: Project, did: str) -> Moved:
    """Let a suspended project go on, recorded as `did`; the actor's right was checked before."""
    since = project.phase_since or work.now
    change = _move(work, project, did, states.resume(Phase(project.phase_before)))
    for _name, life in LIVES:
        life.go_on(work, project, since)
    _run(work, project)
    return _told(work, Moved(project, did, change.id, looking.look(work, project)))


def run_again(work: Work, project: Project, did: str, *, with_done: bool = False) -> Moved:
    """Let a closed project run, with what was said to be done when it was closed, or without."""
    since = project.phase_since or work.now
    change = _move(work, project, did, states.reopen(Phase(project.phase_before)))
    back = _bring_back(work, project, with_done=with_done)
    for _name, life in LIVES:
        life.go_on(work, project, since)
    _run(work, project)
    return _told(work, Moved(project, did, change.id, looking.look(work, project), back=back))


def suspended_again(work: Work, project: Project, closed: Change, did: str) -> Moved:
    """The same of a project that was closed while it was suspended: it is that again, since when it was."""
    history.restore(project, closed)
    work.session.add(project)
    work.session.flush()
    change = _record(work, project, did, undoing.backwards(closed.changes))
    back = _bring_back(work, project, with_done=True)
    deadlines.none_of_project(work, project)
    return _told(work, Moved(project, did, change.id, looking.look(work, project), back=back))


def _bring_back(work: Work, project: Project, *, with_done: bool) -> int:
    closed = history.newest(work.session, work.team_id, "projects", project.id, CLOSE)
    if closed is None:
        return 0
    return sum(life.bring_back(work, project, closed.at, with_done) for _name, life in LIVES)


def _check(looked: Looked, choices: Mapping[str, Choice], because: str, mark: str | None) -> None:
    if mark is not None and mark != looked.mark:
        raise Refused(
            _(
                "Something else is open in %(number)s by now. Look at it and send it again.",
                number=looked.project.number,
            )
        )
    for group in looked.chosen:
        choice = choices.get(group.flow)
        if choice is None:
            raise Refused(_("Say what becomes of each."), field=f"{group.flow}_others")
        is_cancelled = not choice.are_others_done and {one.id for one in group.found} - choice.done
        if is_cancelled and not because:
            raise Refused(_("Say why, for what is cancelled."), field="because")


def _move(work: Work, project: Project, did: str, move: str, because: str = "") -> Change:
    """Make a move of the table; answers how it was written down."""
    before = Phase(project.phase)
    after = TRANSITIONS.after(before, move)
    fields = {
        "phase": after,
        "phase_before": before if before in RUNNING else project.phase_before,
        "phase_since": work.now,
        "phase_by": work.person.user_id,
        "phase_for": work.acting_for.user_id if work.acting_for else None,
    }
    changes = {name: (getattr(project, name), value) for name, value in fields.items()}
    for name, value in fields.items():
        setattr(project, name, value)
    work.session.add(project)
    work.session.flush()
    return _record(work, project, did, changes, because)


def _record(
    work: Work, project: Project, did: str, changes: Mapping[str, tuple[Any, Any]], because: str = ""
) -> Change:
    work.record("projects", project.id, did, changes, because=because)
    change = history.newest(work.session, work.team_id, "projects", project.id, did)
    assert change is not None, "it was just written down"  # noqa: S101 - a mistake of ours, not of a user
    return change


def _stand_still(work: Work, project: Project) -> None:
    """Nothing of it comes due, waits for anybody or is still to be told."""
    for _name, life in LIVES:
        life.rest(work, project)
    deadlines.none_of_project(work, project)
    pointless.drop(work.session, work.team_id, project.id, SPOKEN_OF, work.now, "the project stands still")


def _run(work: Work, project: Project) -> None:
    nudges.take_up(work, project.id)
    deadlines.of_project(work, project)


def _told(work: Work, moved: Moved) -> Moved:
    telling.tell(work, moved)
    project_cards.draw(work, moved.project)
    return moved
