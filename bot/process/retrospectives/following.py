"""What came of a retrospective is followed up (跟进), though the project is closed: each action has an owner and a day.

Its owner, or the PM, ticks it off; the PM gives it to somebody else, moves its day, or drops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import members, nudges, phrases, rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.retrospectives import reminders
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.shown import Said
from bot.process.retrospectives.states import ACTION_STATES
from bot.process.tasks import owners
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import matters as kept
from storage import membership, people, projects, retrospectives
from storage.people import Person
from storage.projects import Project
from storage.retrospectives import DONE, DROPPED, OPEN, Action, Retrospective

FOLLOW, RUN = "retrospectives.follow", "retrospectives.run"
UNKNOWN = _("There is no such action here. `/project retrospective` shows those of a project.")


@dataclass(frozen=True, slots=True)
class Acted:
    """An action with its project and owner, after somebody did something with it; `number` shows its retrospective."""

    action: Action
    project: Project
    owner: Person | None
    number: int


def take_up(work: Work, retrospective: Retrospective, report: Sequence[Said]) -> None:
    """Each line of the report is an action from now on; what it does not say any more is dropped."""
    owned = [(one, one.owner.user_id) for one in report if one.owner is not None]
    wanted = {(one.sort.value, one.title, owner_id, one.due_on): one for one, owner_id in owned}
    known = retrospectives.actions(work.session, work.team_id, retrospective.project_id)
    standing = {(one.kind, one.title, one.owner_id, one.due_on): one for one in known if one.state != DROPPED}
    for key, one in standing.items():
        if key not in wanted and one.state == OPEN:
            _end(work, one, DROPPED, "drop")
    for position, (key, said) in enumerate(wanted.items()):
        if key not in standing:
            _make(work, retrospective, position, said)


def seen(work: Work, action_id: int) -> Acted:
    """The action, for whoever may see its project. Raises Refused where there is none."""
    return _acted(work, _found(work, action_id))


def to_give(work: Work, action_id: int) -> Acted:
    """The action, for the form in which the PM changes it; refused like `give`."""
    action = _held(work, action_id, RUN)
    _must_be_open(work, action)
    return _acted(work, action)


def finish(work: Work, action_id: int) -> Acted:
    """It is done; a second time it says nothing new."""
    action = _held(work, action_id, FOLLOW)
    if action.state == DONE:
        work.does_nothing()
        return _acted(work, action)
    _must_be_open(work, action)
    _end(work, action, DONE, "finish")
    return _acted(work, action)


def take_up_again(work: Work, action_id: int) -> Acted:
    """It is not done after all, or is wanted again."""
    action = _held(work, action_id, FOLLOW)
    if action.state == OPEN:
        work.does_nothing()
        return _acted(work, action)
    _end(work, action, OPEN, "again")
    return _acted(work, action)


def drop(work: Work, action_id: int) -> Acted:
    """The PM does not want it any more."""
    action = _held(work, action_id, RUN)
    _must_be_open(work, action)
    _end(work, action, DROPPED, "drop")
    return _acted(work, action)


def give(work: Work, action_id: int, owner_id: str | None, due_on: date | None, version: int | None = None) -> Acted:
    """The PM gives it to somebody, or to another day.

    Raises Refused for somebody who is not there, for a day that has passed, and where it was changed since.
    """
    action = _held(work, action_id, RUN)
    _must_be_open(work, action)
    if version is not None and version != action.version:
        raise Refused(_("Somebody has changed it meanwhile: look at it again."), offer=_show(work, action))
    owner = members.there(work, owner_id, "owner_id")
    project = _project(work, action)
    due = due_on or action.due_on
    if due != action.due_on:
        phrases.must_be_ahead(due, work.today(project.zone), "due_on")
    hand(work, action, owner.user_id, due, "give")
    return _acted(work, action)


def hand(work: Work, action: Action, owner_id: str, due_on: date, did: str) -> None:
    """It is that person's, by that day. The report says so, too: posted again, it is the same line."""
    changes = {"owner_id": (action.owner_id, owner_id), "due_on": (action.due_on, due_on)}
    is_new = action.owner_id != owner_id
    _say_in_report(work, action, owner_id, due_on)
    action.owner_id, action.due_on = owner_id, due_on
    _changed(work, action, did, {name: pair for name, pair in changes.items() if pair[0] != pair[1]})
    if is_new:
        _let_in(work, action)


def _say_in_report(work: Work, action: Action, owner_id: str, due_on: date) -> None:
    retrospective = kept.by_id(work.session, Retrospective, work.team_id, action.retrospective_id, to_change=True)
    if retrospective is None:
        return
    was = {"title": action.title, "owner_id": action.owner_id, "due_on": action.due_on.isoformat()}
    now = {**was, "owner_id": owner_id, "due_on": due_on.isoformat()}
    lines = retrospective.lines.get(action.kind, [])
    if was in lines:
        retrospective.lines = {**retrospective.lines, action.kind: [now if one == was else one for one in lines]}
        # Whoever has the report open looks at it again before they save it.
        retrospective.version += 1
        work.session.add(retrospective)


def _make(work: Work, retrospective: Retrospective, position: int, said: Said) -> None:
    assert said.owner is not None, "looked at before"  # noqa: S101 - a mistake of ours, not of a user
    action = Action(
        team_id=work.team_id, retrospective_id=retrospective.id, project_id=retrospective.project_id,
        kind=said.sort.value, position=position, title=said.title, owner_id=said.owner.user_id, due_on=said.due_on,
        created_at=work.now, changed_at=work.now, changed_by=work.person.user_id,
    )  # fmt: skip
    work.session.add(action)
    work.session.flush()
    _let_in(work, action)
    reminders.watch_action(work, action)
    if action.owner_id != work.actor_id:
        # Told once when it is theirs; it comes again on the last morning.
        nudges.remind(work, action.owner_id, reminders.FOLLOW, action.id)


def _let_in(work: Work, action: Action) -> None:
    project = _project(work, action)
    if not membership.is_entered(work.session, project, action.owner_id):
        owners.let_in(work, project, action.owner_id, f"retrospective_actions:{action.id}:{action.owner_id}")


def _end(work: Work, action: Action, state: str, did: str) -> None:
    changes = {"state": (action.state, state)}
    action.state, action.ended_at = state, work.now if state != OPEN else None
    _changed(work, action, did, changes)


def _changed(work: Work, action: Action, did: str, changes: dict[str, Any]) -> None:
    action.version += 1
    work.sign(action)
    work.session.add(action)
    work.session.flush()
    work.record("retrospective_actions", action.id, did, changes)
    work.record("retrospectives", action.retrospective_id, did, {"title": (None, action.title)})
    reminders.watch_action(work, action)


def _held(work: Work, action_id: int, right: str) -> Action:
    action = _found(work, action_id, to_change=True)
    why = _("That is not yours to do: %(title)s.", title=action.title)
    rights.must(work, right, _project(work, action), why, who={Role.OWNER: action.owner_id})
    return action


def _found(work: Work, action_id: int, *, to_change: bool = False) -> Action:
    action = retrospectives.action(work.session, work.team_id, action_id, to_change=to_change)
    if action is None:
        raise Refused(UNKNOWN)
    rights.seen(work, action.project_id, UNKNOWN)
    return action


def _must_be_open(work: Work, action: Action) -> None:
    if action.state != OPEN:
        raise Refused(
            _("That is %(state)s already: %(title)s.", state=ACTION_STATES[action.state], title=action.title),
            offer=_show(work, action),
        )


def _show(work: Work, action: Action) -> Offer:
    return RETROSPECTIVES.show(_number(work, action))


def _number(work: Work, action: Action) -> int:
    found = kept.by_id(work.session, Retrospective, work.team_id, action.retrospective_id)
    return found.number if found is not None else 0


def _project(work: Work, action: Action) -> Project:
    project = projects.project(work.session, work.team_id, action.project_id)
    assert project is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return project


def _acted(work: Work, action: Action) -> Acted:
    owner = people.person(work.session, work.team_id, action.owner_id)
    return Acted(action, _project(work, action), owner, _number(work, action))
