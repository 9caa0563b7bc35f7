"""The card of a risk in its project's channel, and those of the task that it threatens."""

from __future__ import annotations

from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.risks.shown import Shown, one
from bot.process.risks.states import State
from bot.process.tasks import cards as task_cards
from storage import matters
from storage.risks import KICKOFF, Risk

# The template of a risk's card.
CARD = "risks/card"


def draw(work: Work, risk: Risk) -> Shown:
    """Post or renew it. What was taken over from a kickoff meeting is many at once: each has its card once somebody
    does something with it.
    """
    shown = one(work, risk)
    room = room_of(shown.project)
    is_one_of_many = risk.source == KICKOFF and shown.state is State.NOTED
    if room is not None and not is_one_of_many:
        work.redraw(CARD, risk.id, card=f"risks:{risk.id}", room=room, project=shown.project)
    if shown.task is not None:
        task_cards.renew(work, [shown.task.id], shown.project)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What it shows; None where there is no channel."""
    risk = matters.by_id(work.session, Risk, work.team_id, wanted.subject_id)
    if risk is None:
        return None
    shown = one(work, risk)
    room = room_of(shown.project)
    return Drawing(room, {"shown": shown}) if room is not None else None
