"""Collaboration requests that somebody asked or was named to do go on to a successor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.requests import cards
from bot.process.requests.kind import REQUESTS
from bot.process.requests.states import STATES, State
from bot.words.language import Near, Text
from bot.words.language import text as _
from storage import history, requests
from storage.handovers import Run
from storage.history import HAND_OVER
from storage.projects import Project
from storage.requests import Request


def count(work: Work, project: Project, user_id: str) -> int:
    """How many open requests the person would pass on."""
    return len(requests.open_naming(work.session, work.team_id, project.id, user_id))


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of the open requests that name a person are another's; in lines."""
    return _lines(work, project, _pass_on(work, project, old, new, most))


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next open requests that name whom a run is about are the successor's."""
    return len(_pass_on(work, project, run.old_id, run.new_id, most))


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The open requests that the person asked or was named to do."""
    return _lines(work, project, requests.open_naming(work.session, work.team_id, project.id, user_id))


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment is the person's again; how much that was."""
    count = 0
    for request in requests.open_naming(work.session, work.team_id, project.id, new):
        done = history.at_once(
            work.session, work.team_id, REQUESTS.flow, request.id, HAND_OVER, actor_id=work.person.user_id, at=at
        )
        passed = [name for one in done for name, pair in one.changes.items() if pair == [old, new]]
        named: dict[str, Any] = {name: old for name in passed if getattr(request, name) == new}
        if named:
            count += 1
            _hand(work, request, "undo", new, named)
    return count


def of_department(work: Work, project: Project, department_id: int) -> list[Text]:
    """What is open to and from a department, for its new liaison or head."""
    found = requests.open_of_department(work.session, work.team_id, project.id, department_id)
    return _lines(work, project, found)


def of_project(work: Work, project: Project) -> list[Text]:
    """The overdue requests of a project, which want its new manager or sponsor."""
    found = requests.overdue(work.session, work.team_id, [project.id], work.today(project.zone))
    return _lines(work, project, found)


def _pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Request]:
    found = requests.open_naming(work.session, work.team_id, project.id, old, most=most)
    for request in found:
        named: dict[str, Any] = {name: new for name in ("requester_id", "assignee_id") if getattr(request, name) == old}
        _hand(work, request, HAND_OVER, old, named)
    return list(found)


def _hand(work: Work, request: Request, did: str, old: str, named: dict[str, Any]) -> None:
    matters.alter(work, REQUESTS, request, did, **named)
    work.unsay(cards.turn_of(request), "it is somebody else's", to=[old])
    matters.changed(work, REQUESTS, request)


def _lines(work: Work, project: Project, found: Iterable[Request]) -> list[Text]:
    return [
        _(
            "R-%(number)s · %(title)s · due %(day)s · %(state)s",
            number=one.number,
            title=one.title,
            day=Near(one.due_on, work.today(project.zone)),
            state=STATES[State(one.state)],
        )
        for one in found
    ]
