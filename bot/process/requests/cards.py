"""How collaboration requests (协作需求单) stand: what is shown of one, on its cards and to whom it is told."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import quiet
from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.requests import shown as request_shown
from bot.process.requests.shown import Shown, one
from bot.process.tasks import cards as task_cards
from bot.process.tasks import news as task_news
from storage import matters, people, projects, requests, tasks
from storage.requests import Request

# The template of a request's card.
CARD = "requests/card"


def draw(work: Work, request: Request) -> Shown:
    """Post or renew the request's cards: in the project's channel, and with those of the asked department who act."""
    shown = one(work, request)
    card = f"requests:{request.id}"
    if (room := room_of(shown.project)) is not None:
        work.redraw(CARD, request.id, card=card, room=room, project=shown.project)
    acting = [one for one in (shown.liaison, shown.assignee) if one is not None and not one.is_deactivated]
    is_urgent = request_shown.is_urgent(work, shown)
    for person in [*acting, *quiet.others_with(work, card, acting)]:
        quiet.redraw(work, person, CARD, request.id, card=card, project=shown.project, is_urgent=is_urgent)
    readers = [*(one.user_id for one in acting), *([room.channel_id] if room is not None else [])]
    work.unpost(card, "somebody else acts", but=readers)
    if shown.task is not None:
        # Held before it is counted: two of its requests may be settled at the same moment.
        tasks.task(work.session, work.team_id, shown.task.id, to_change=True)
        waiting = requests.open_of_tasks(work.session, work.team_id, [shown.task.id])
        before, shown.task.requests = shown.task.requests, len(waiting.get(shown.task.id, ()))
        work.session.add(shown.task)
        if before and not shown.task.requests:
            task_news.tell_waits(work, shown.task, f"R-{request.number}")
        task_cards.renew(work, [shown.task.id], shown.project)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the request's card shows in its channel, and to who is asked; None where neither is there."""
    request = matters.by_id(work.session, Request, work.team_id, wanted.subject_id)
    if request is None:
        return None
    shown = one(work, request)
    room, is_of_one = room_of(shown.project), request_shown.is_of_one(work, shown)
    if room is not None and room.channel_id == wanted.lane:
        return Drawing(room, {"shown": shown, "is_asked": False, "is_of_one": is_of_one})
    person = people.person(work.session, work.team_id, wanted.lane)
    if person is None:
        return None
    return Drawing(quiet.room_of(person), {"shown": shown, "is_asked": True, "is_of_one": is_of_one})


def tell_requester(work: Work, shown: Shown) -> None:
    """Tell who asked that it is their turn."""
    if shown.requester is not None:
        quiet.tell(work, shown.requester, "requests/your_turn", **_turn(work, shown))


def tell_taken_back(work: Work, shown: Shown) -> None:
    """Tell who asked that the objection is taken back: it is not their turn any more."""
    if shown.requester is not None:
        quiet.tell(work, shown.requester, "requests/taken_back", **_turn(work, shown))


def tell_asked(work: Work, shown: Shown) -> None:
    """Tell those of the asked department who act what the other side did: a card that changes makes no phone ring."""
    acting = (shown.liaison, shown.assignee)
    quiet.tell_each(work, acting, "requests/other_side", **_turn(work, shown))


def _turn(work: Work, shown: Shown) -> dict[str, Any]:
    return {"about": turn_of(shown.request), "is_urgent": request_shown.is_urgent(work, shown), "shown": shown}


def turn_of(request: Request) -> str:
    """What is said to either side of whose turn it is; when it is another's, what was not said yet is dropped."""
    return f"requests:{request.id}:turn"


def tell_late_notice(work: Work, shown: Shown) -> None:
    """Tell the PM and the heads of both departments that an objection came late (逾期告知).

    Not who objects; nor who asked, who hears of the objection itself.
    """
    heads = [
        part.head_id
        for part, made in projects.taking_part(work.session, shown.project)
        if made.id in (shown.request.asking_department_id, shown.request.asked_department_id)
    ]
    told = people.people(work.session, work.team_id, {shown.project.pm_id, *heads} - {shown.request.requester_id})
    quiet.tell_each(work, told.values(), "requests/late_notice", about=_about(shown.request), shown=shown)


def _about(request: Request) -> str:
    return f"requests:{request.id}:{request.version}"
