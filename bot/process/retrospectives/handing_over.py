"""What somebody took on in a retrospective goes on to a successor; what one says in private does not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.process.kernel.work import Work
from bot.process.retrospectives import following
from bot.process.retrospectives.states import SORTS, Sort
from bot.words.language import Text
from bot.words.language import text as _
from storage import history, retrospectives
from storage.handovers import Run
from storage.history import HAND_OVER
from storage.projects import Project
from storage.retrospectives import Action


def count(work: Work, project: Project, user_id: str) -> int:
    """How many open actions the person would pass on."""
    return len(retrospectives.owned_by(work.session, work.team_id, project.id, user_id))


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of the open actions that the person owns are another's; in lines."""
    return _lines(_pass_on(work, project, old, new, most))


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next open actions of whom a run is about are the successor's."""
    return len(_pass_on(work, project, run.old_id, run.new_id, most))


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The open actions that the person owns."""
    return _lines(retrospectives.owned_by(work.session, work.team_id, project.id, user_id))


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment is the person's again; how much that was."""
    number = 0
    for action in retrospectives.owned_by(work.session, work.team_id, project.id, new):
        done = history.at_once(
            work.session, work.team_id, "retrospective_actions", action.id, HAND_OVER,
            actor_id=work.person.user_id, at=at,
        )  # fmt: skip
        if any(one.changes.get("owner_id") == [old, new] for one in done):
            following.hand(work, action, old, action.due_on, "undo")
            number += 1
    return number


def _pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Action]:
    found = retrospectives.owned_by(work.session, work.team_id, project.id, old, most=most)
    for action in found:
        following.hand(work, action, new, action.due_on, HAND_OVER)
    return found


def _lines(found: Iterable[Action]) -> list[Text]:
    return [
        _("%(sort)s · %(title)s · by %(day)s", sort=SORTS[Sort(one.kind)], title=one.title, day=one.due_on)
        for one in found
    ]
