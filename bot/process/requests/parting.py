"""Requests to and from a department that takes part no more: they are the heir's, or not needed any more.

Between the department and the heir there is nothing left to ask. What was agreed stands; the heir may still object.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from bot.process.kernel import matters, undoing
from bot.process.kernel.flow import Back, Going, Open, Parting
from bot.process.kernel.work import Work
from bot.process.requests import cards, life
from bot.process.requests.kind import REQUESTS
from bot.process.requests.states import LEAVE, MERGE
from bot.words.language import Text
from storage import history, projects, requests
from storage import matters as stored
from storage.history import HAND_OVER
from storage.projects import Project
from storage.requests import Request

# What the trail calls what it does to a request.
DID = (HAND_OVER, LEAVE, MERGE)


def is_open(work: Work, project: Project, department_id: int) -> list[Open]:
    """The open requests to and from it; of what is in dispute the dispute is settled first."""
    found = requests.open_of_department(work.session, work.team_id, project.id, department_id)
    its = {one.id for one in found if one.state != requests.DISPUTED}
    return [one for one in life.is_open(work, project) if one.id in its]


def give(work: Work, project: Project, request_ids: Collection[int], going: Going) -> Collection[int]:
    """These are to and from the heir; those between the two are over."""
    over = []
    for request in _held(work, request_ids):
        sides: dict[str, Any] = {
            name: going.heir
            for name in ("asking_department_id", "asked_department_id")
            if getattr(request, name) == going.gone
        }
        other = {request.asking_department_id, request.asked_department_id} - {going.gone}
        if going.heir in other or not other:
            _end(work, request, MERGE, "")
            over.append(request.id)
            continue
        work.unsay(cards.turn_of(request), "it is another department's")
        matters.alter(work, REQUESTS, request, HAND_OVER, **sides, **_people(work, project, request, sides, going))
        matters.changed(work, REQUESTS, request)
    return over


def end(work: Work, _project: Project, request_ids: Collection[int], because: str) -> None:
    """These are not needed any more, for that reason."""
    for request in _held(work, request_ids):
        _end(work, request, LEAVE, because)


def take_back(work: Work, project: Project, at: datetime, _going: Going) -> Back:
    """Between whom each was, and that it was open, is as it was before."""
    found = history.acted(
        work.session, Request, work.team_id, REQUESTS.flow, project.id, *DID, actor_id=work.person.user_id, at=at
    )
    back = [one for one in found if one.stands]
    for one in back:
        work.unsay(cards.turn_of(one.row), "it was taken back")
        for change in reversed(one.changes):
            undoing.restore(work, REQUESTS.flow, one.row, change)
        matters.changed(work, REQUESTS, one.row)
    kept = [Text("%(what)s", {"what": f"R-{one.row.number} · {one.row.title}"}) for one in found if not one.stands]
    return Back(len(back), kept)


def _end(work: Work, request: Request, move: str, because: str) -> None:
    work.unsay(cards.turn_of(request), "it is over")
    matters.move(work, REQUESTS, request, move, because=because, closed_at=work.now)
    matters.changed(work, REQUESTS, request)


def _people(work: Work, project: Project, request: Request, sides: dict[str, Any], going: Going) -> dict[str, Any]:
    """Who asks and who does it from then on; of a department that is a part of another now, the same as before."""
    part = projects.part(work.session, project.id, going.heir or 0)
    if going.is_merged or part is None:
        return {}
    if "asking_department_id" in sides:
        return {"requester_id": going.owner_id or part.liaison_id}
    return {"assignee_id": going.owner_id} if request.assignee_id is not None else {}


def _held(work: Work, request_ids: Collection[int]) -> list[Request]:
    found = (stored.by_id(work.session, Request, work.team_id, one, to_change=True) for one in sorted(request_ids))
    return [one for one in found if one is not None]


PARTING = Parting(words=life.LIFE.words, open=is_open, is_chosen=True, give=give, end=end, take_back=take_back)
