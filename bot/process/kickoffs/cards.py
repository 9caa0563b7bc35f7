"""The card of the kickoff meeting in the project's channel: called, moved, cancelled, and in the end its minutes."""

from __future__ import annotations

from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.shown import Shown
from storage import kickoffs, projects

# The template of the card.
CARD = "kickoffs/card"


def draw(work: Work, shown: Shown) -> None:
    """Post or renew it."""
    room = room_of(shown.project)
    if room is not None:
        kickoff_id = shown.kickoff.id
        work.redraw(CARD, kickoff_id, card=kickoff_shown.about(kickoff_id), room=room, project=shown.project)


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What it shows; None where there is no channel."""
    shown = _found(work, wanted.subject_id)
    room = room_of(shown.project) if shown is not None else None
    return Drawing(room, {"shown": shown}) if room is not None else None


def draw_anew(work: Work, kickoff_id: int) -> None:
    """What stands in the channel is not certain."""
    shown = _found(work, kickoff_id)
    if shown is not None:
        draw(work, shown)


def _found(work: Work, kickoff_id: int) -> Shown | None:
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id)
    project = projects.project(work.session, work.team_id, kickoff.project_id) if kickoff is not None else None
    return kickoff_shown.of(work, project, kickoff) if kickoff is not None and project is not None else None
