"""Matters: numbered things with a state and a version (R-7, D-3), and what is done with any of them.

A flow says once what its kind is (`kinds.Kind`, in its `kind.py`). Each of its operations is then the same sentence:
the matter is held, moved by the table of its flow, and changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.process.kernel import rights, timelines, undoing
from bot.process.kernel.kinds import Kind, M, S
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack, overtaken
from storage import history, numbers, origins, projects
from storage import matters as kept
from storage.history import Change
from storage.matters import Matter
from storage.projects import Project

UNDO_MINUTES, UNDO_WITHIN = history.UNDO_MINUTES, history.UNDO_WITHIN

Changes = Mapping[str, tuple[Any, Any]]


def project_of(work: Work, matter: Matter) -> Project:
    """The project that it belongs to."""
    found = projects.project(work.session, work.team_id, matter.project_id)
    assert found is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return found


def find(work: Work, kind: Kind[M, S], number: int) -> M:
    """The matter of that number, to be looked at.

    Raises Refused when there is none in a project that the actor may see.
    """
    found = kept.numbered(work.session, kind.table, work.team_id, number)
    return _seen(work, kind, found, number)


def found(work: Work, kind: Kind[M, S], number: int) -> S:
    """The same as it is shown."""
    return kind.one(work, find(work, kind, number))


def timeline(work: Work, kind: Kind[M, S], number: int) -> tuple[S, dict[str, Any]]:
    """The matter of that number as it is shown; and the same with all that happened to it, oldest first, to be told,
    and what it was made of.
    """
    matter = find(work, kind, number)
    changes = history.of(work.session, work.team_id, kind.flow, matter.id)
    shown = kind.one(work, matter)
    return shown, {
        "shown": shown,
        "origins": origins.of(work.session, work.team_id, kind.flow, matter.id),
        "happened": timelines.happenings(work, changes, lambda change: kind.told(work, change)),
    }


def held(work: Work, kind: Kind[M, S], matter_id: int, *, to: str = "", version: int | None = None) -> M:
    """The matter to be changed, held until the transaction ends.

    Raises Refused where there is none, where the action `to` is not the actor's, and where it was changed since that
    version of it was looked at.
    """
    asked = kept.by_id(work.session, kind.table, work.team_id, matter_id, to_change=True)
    matter = _seen(work, kind, asked, "")
    if to:
        must(work, kind, to, matter)
    if version is not None and version != matter.version:
        shown = kind.one(work, matter)
        is_own = matter.changed_by == work.person.user_id
        raise overtaken(
            None if is_own else shown.hand, kind.called(matter.number), matter.number, shown.words, flow=kind.flow
        )
    return matter


def to_act(work: Work, kind: Kind[M, S], matter_id: int, action: str, move: str = "") -> S:
    """The matter, for a form in which the actor will make that move; refused like the move itself."""
    matter = held(work, kind, matter_id, to=action)
    if move:
        kind.moves.after(matter.state, move)
    return kind.one(work, matter)


def must(work: Work, kind: Kind[M, S], action: str, matter: M) -> None:
    """Raises Refused, naming who can, when that action on the matter is not the actor's."""
    why = Text(kind.not_yours.message, {"number": matter.number, "matter": kind.called(matter.number)})
    rights.must(work, action, project_of(work, matter), why, **kind.concerns(work, action, matter))


def may(work: Work, kind: Kind[M, S], action: str, matter: M) -> bool:
    """Whether the actor may do that to the matter."""
    return rights.may(work, action, project_of(work, matter), **kind.concerns(work, action, matter))


def begun(work: Work, kind: Kind[M, S]) -> S | None:
    """What the same form has made before. Raises TakenBack where that was withdrawn since."""
    known = kept.caused_by(work.session, kind.table, work.team_id, work.cause)
    if known is not None and known.state == kept.WITHDRAWN:
        raise TakenBack
    return kind.one(work, known) if known is not None else None


def begin(
    work: Work,
    kind: Kind[M, S],
    project: Project,
    did: str,
    *,
    noted: Sequence[str],
    between: Sequence[int] = (),
    because: str = "",
    number: int | None = None,
    **said: Any,
) -> M:
    """Make one of what was said between two departments, with the next number of its kind or the `number` given; these
    of its fields are written down with it.
    """
    rights.must_stay_open(work, f"{kind.flow}.undo", project, department_id=between)
    by, on_behalf_of = work.person.user_id, work.acting_for.user_id if work.acting_for else None
    number = number or numbers.next_number(work.session, work.team_id, kind.letter)
    made: dict[str, Any] = {"created_at": work.now, "created_by": by, "created_for": on_behalf_of}
    known: dict[str, Any] = {"team_id": work.team_id, "project_id": project.id, "cause": work.cause, "number": number}
    matter = kind.table(**known, **made, changed_at=work.now, changed_by=by, **said)
    work.session.add(matter)
    work.session.flush()
    changes = {name: (None, getattr(matter, name)) for name in noted}
    work.record(kind.flow, matter.id, did, changes, because=because)
    return matter


def move(
    work: Work,
    kind: Kind[M, S],
    matter: M,
    move: str,
    *,
    because: str = "",
    noted: Changes = timelines.NOTHING,
    **fields: Any,
) -> None:
    """Make a move of the table, with what changes besides the state; `noted` is written down with it.

    Raises Refused where the table has no such move.
    """
    state = kind.moves.after(matter.state, move)
    alter(work, kind, matter, move, because=because, noted=noted, state=state, **fields)


def alter(
    work: Work,
    kind: Kind[M, S],
    matter: M,
    did: str,
    *,
    because: str = "",
    noted: Changes = timelines.NOTHING,
    **fields: Any,
) -> None:
    """Change these fields, which is no move of the table or part of one."""
    changes = {name: (getattr(matter, name), after) for name, after in fields.items()}
    for name, after in fields.items():
        setattr(matter, name, after)
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    work.record(kind.flow, matter.id, did, {**changed, **noted}, because=because)


def changed(work: Work, kind: Kind[M, S], matter: M) -> S:
    """Everything that follows from a change; the matter as it is shown now."""
    matter.version += 1
    if work.actor is not None:
        work.sign(matter)
    work.session.add(matter)
    work.session.flush()
    kind.watch(work, matter)
    return kind.draw(work, matter)


def take_back(work: Work, kind: Kind[M, S], matter_id: int, version: int) -> tuple[M, Change]:
    """Take back the actor's own last move, made when the matter came to that version; and what that had been.

    Its fields are as they were. Raises Refused when somebody has acted since, when others were asked to act on it, and
    after UNDO_WITHIN.
    """
    matter = held(work, kind, matter_id)
    project = project_of(work, matter)
    rights.must_be_open(work, f"{kind.flow}.undo", project)
    # What runs again by it would run in a project that stands still, or with a department that has left it.
    rights.must_stay_open(work, f"{kind.flow}.undo", project, department_id=kind.between(matter))
    last = history.of(work.session, work.team_id, kind.flow, matter_id)[-1]
    told = {"command": kind.command, "matter": kind.called(matter.number)}
    if last.is_undone_by(work.person.user_id) and matter.version == version + 1:
        raise Refused(_("That is undone already. `%(command)s show %(matter)s` shows where it stands.", **told))
    if matter.version != version or last.action not in kind.harmless or not undoing.is_own(work, last):
        raise Refused(_("That can no longer be undone. `%(command)s show %(matter)s` shows where it stands.", **told))
    undoing.restore(work, kind.flow, matter, last)
    return matter, last


def to_undo(work: Work, kind: Kind[M, S], number: int | None) -> M:
    """The matter of that number, or the one that the actor changed last, for its last move to be taken back.

    Raises Refused where there is none.
    """
    if number is not None:
        return find(work, kind, number)
    since = work.now - UNDO_WITHIN
    found = kept.changed_last_by(work.session, kind.table, work.team_id, work.person.user_id, since)
    if found is None:
        raise Refused(
            _(
                "You have done nothing by `%(command)s` in the last %(minutes)s minutes that could be undone.",
                command=kind.command,
                minutes=UNDO_MINUTES,
            )
        )
    return found


def _seen(work: Work, kind: Kind[M, S], matter: M | None, number: int | str) -> M:
    unknown = kind.no_such(number)
    if matter is None:
        raise unknown
    if kind.is_readable(work, matter):
        return matter
    rights.seen(work, matter.project_id, unknown.why)
    return matter
