"""What the kernel has to know of requests to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.kernel.matters import project_of
from bot.process.requests import cards, reminders, shown
from bot.process.requests.states import TRANSITIONS
from bot.words.language import text as _
from storage.requests import Request

REQUESTS = Kind(
    "requests",
    "R",
    "/request",
    Request,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=lambda work, request: reminders.watch(work, request, project_of(work, request)),
    draw=cards.draw,
    unknown=_("There is no R-%(number)s here. `/request list` shows the requests."),
    not_yours=_("R-%(number)s is not yours to decide."),
    harmless=frozenset({"accept", "object", "take the alternative", "deliver", "confirm", "withdraw"}),
    between=lambda request: (request.asking_department_id, request.asked_department_id),
)
