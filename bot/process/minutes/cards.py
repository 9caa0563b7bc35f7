"""The card of minutes in the channel, drawn when it goes out: their actions are tasks, which go on meanwhile."""

from __future__ import annotations

from bot.process.kernel.rooms import Drawing, Room, Wanted
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.minutes import shown as minutes_shown
from bot.process.minutes.shown import Shown
from storage import meetings, minutes

# The template of the card.
CARD = "minutes/card"


def draw(work: Work, shown: Shown) -> None:
    """Post or renew the minutes in the channel."""
    room = _room(work, shown)
    if room is not None:
        meeting_id = shown.meeting.id
        work.redraw(CARD, meeting_id, card=f"minutes:{meeting_id}", room=room, project=shown.project)


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows; None where there are none, or no channel."""
    shown = _of_meeting(work, wanted.subject_id)
    room = _room(work, shown) if shown is not None else None
    return Drawing(room, {"shown": shown}) if room is not None else None


def draw_anew(work: Work, meeting_id: int) -> None:
    """What stands in the channel is not certain."""
    shown = _of_meeting(work, meeting_id)
    if shown is not None:
        draw(work, shown)


def _of_meeting(work: Work, meeting_id: int) -> Shown | None:
    meeting = meetings.meeting(work.session, work.team_id, meeting_id)
    kept = minutes.of_meeting(work.session, work.team_id, meeting_id) if meeting else None
    if meeting is None or kept is None:
        return None
    return minutes_shown.of(work, meeting_shown.project_of(work, meeting), meeting, kept)


def _room(work: Work, shown: Shown) -> Room | None:
    return meeting_shown.room_for(shown.project, meeting_shown.series_of(work, shown.meeting))
