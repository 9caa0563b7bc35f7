"""The special meeting (专项沟通会) of a dispute: the PM calls it, both sides are invited, and it has a calendar file.

Its room is the thread under the dispute's card in the project's channel: whoever is in the project can follow, a
private project stays private, and what was said stays beside the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import first_instant
from bot.documents.invitations import Invitation
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes import sides
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.reminders import CALL
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import State, Turn
from bot.process.kernel import matters, nudges, quiet
from bot.process.kernel.rooms import reader_of, room_of
from bot.process.kernel.work import Work
from bot.words.language import Near
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.people import Person

# Long enough to agree on a text, short enough to be found at once.
MINUTES = 45
# Who is invited to what begins so soon after their next working hour hears of it at once.
SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Meeting:
    """When it is, by the clock on the caller's wall, and where."""

    day: date
    clock: time
    place: str = ""


def call(work: Work, dispute_id: int, meeting: Meeting) -> Shown:
    """Call the meeting, or move it: both sides are invited, and the thread of the card is its room.

    Raises Refused for everybody but the PM, and for a time that has passed or comes after the hours of the dispute.
    """
    dispute = sides.held(work, dispute_id, "disputes.call")
    at = first_instant(datetime.combine(meeting.day, meeting.clock), ZoneInfo(work.person.zone))
    if at <= work.now:
        raise Refused(_("That has passed. Choose a later moment."), field="clock")
    if dispute.state == State.OPEN and at >= dispute.deadline_at:
        raise Refused(
            _(
                "The hours for consensus end on %(moment)s. Choose a time before that.",
                moment=Near(dispute.deadline_at, work.today(work.person.zone)),
            ),
            field="clock",
        )
    if (at, meeting.place) == (dispute.meeting_at, dispute.meeting_place):
        return dispute_shown.one(work, dispute)
    matters.move(
        work,
        DISPUTES,
        dispute,
        "call the meeting",
        because=meeting.place,
        meeting_at=at,
        meeting_place=meeting.place,
        meetings=dispute.meetings + 1,
    )
    nudges.forget(work, CALL, dispute_id)
    about = dispute_shown.turn_of(dispute, Turn.MEETING)
    work.unsay(about, "it was moved")
    shown = matters.changed(work, DISPUTES, dispute)
    for person in invited(work, shown):
        is_urgent = dispute.is_major or at <= quiet.hold(work, person) + SOON
        quiet.tell(
            work,
            person,
            "disputes/invited",
            about=about,
            is_major=is_urgent,
            expires_at=at,
            card=dispute_shown.place_of(dispute, Turn.MEETING),
            shown=shown,
        )
    if (room := room_of(shown.project)) is not None:
        card = dispute_shown.about(dispute)
        work.say("disputes/invited", to=room, about=f"{card}:meeting:{dispute.meetings}", under=card, shown=shown)
    return shown


def usual(work: Work, dispute_id: int) -> tuple[date, time]:
    """What the form begins with: the moment that was called, else the next full hour of the caller's working day.

    Where that comes after the hours of the dispute, it is one within them.
    """
    dispute = matters.held(work, DISPUTES, dispute_id)
    at = dispute.meeting_at or _full_hour(quiet.hold(work, work.person, work.now + SOON), work.person.zone)
    if dispute.meeting_at is None and dispute.state == State.OPEN and at >= dispute.deadline_at:
        soon, middle = _full_hour(work.now + SOON, work.person.zone), work.now + (dispute.deadline_at - work.now) / 2
        at = soon if soon < dispute.deadline_at else middle
    local = at.astimezone(ZoneInfo(work.person.zone))
    return local.date(), local.time().replace(second=0, microsecond=0)


def _full_hour(at: datetime, zone: str) -> datetime:
    """That moment, or the next full hour on the clocks of the zone."""
    local = at.astimezone(ZoneInfo(zone))
    is_full = not (local.minute or local.second)
    return at if is_full else local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def invited(work: Work, shown: Shown) -> list[Person]:
    """Liaison and head of both sides, and the PM."""
    everybody = [*shown.raising.people, *shown.other.people, dispute_shown.manager(work, shown)]
    return list({one.user_id: one for one in everybody if one and not one.is_deactivated}.values())


def calendar_file(work: Work, dispute_id: int) -> tuple[Shown, Invitation]:
    """The meeting for a calendar, in the actor's language and zone.

    Raises Refused where none is called.
    """
    dispute = matters.held(work, DISPUTES, dispute_id)
    if dispute.meeting_at is None:
        raise Refused(_("No special meeting of D-%(number)s is called.", number=dispute.number))
    reader, project = reader_of(work.person), matters.project_of(work, dispute)
    title = _("Special meeting D-%(number)s · %(subject)s", number=dispute.number, subject=dispute.subject)
    room = _(
        "Its room in Slack is the thread under D-%(number)s in #%(channel)s.",
        number=dispute.number,
        channel=project.channel_name or project.number,
    )
    return dispute_shown.one(work, dispute), Invitation(
        uid=f"{work.team_id}-d{dispute.number}-meeting@liaison".lower(),
        sequence=dispute.meetings - 1,
        written_at=work.now,
        name=title.for_(reader),
        text=room.for_(reader),
        place=dispute.meeting_place or "Slack",
        first=dispute.meeting_at.astimezone(ZoneInfo(reader.zone)),
        minutes=MINUTES,
        is_once=True,
    )
