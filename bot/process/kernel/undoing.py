"""Taking back an act (撤销): by who did it, for UNDO_WITHIN, whatever it was done to.

What is as it was before is written down as an act of its own, from what it had become to what it had been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from bot.process.kernel.work import Work
from storage import history
from storage.history import UNDO_MINUTES as UNDO_MINUTES
from storage.history import UNDO_WITHIN, Change
from storage.projects import Project

# What the trail calls it.
UNDO = "undo"

Changes = dict[str, tuple[Any, Any]]


class Way(NamedTuple):
    """How acts on a project are taken back: what the trail calls them; and what does it, given its and the act's id.

    It raises Refused for those that are not undone, and says what is done instead.
    """

    acts: tuple[str, ...]
    undo: Callable[[Work, int, int | None], Any]


def is_own(work: Work, last: Change) -> bool:
    """Whether the actor did it, so lately that it can be taken back."""
    return last.actor_id == work.person.user_id and work.now - last.at <= UNDO_WITHIN


def backwards(changes: Mapping[str, Iterable[Any]]) -> Changes:
    """The same changes from what they came to, to what had been before."""
    return {name: (after, before) for name, (before, after) in changes.items()}


def restore(work: Work, subject: str, row: SQLModel, last: Change) -> None:
    """Give a row back what it was before that change of the subject."""
    history.restore(row, last)
    work.record(subject, last.subject_id, UNDO, backwards(last.changes))


def way_of(work: Work, project: Project, ways: Iterable[Way]) -> tuple[Way, Change] | None:
    """How what the actor did last with the project is taken back, or else what anybody did; with the act."""
    by_act = {act: way for way in ways for act in way.acts}
    for actor_id in (work.person.user_id, None):
        last = history.newest(work.session, work.team_id, "projects", project.id, *by_act, actor_id=actor_id)
        if last is not None:
            return by_act[last.action], last
    return None
