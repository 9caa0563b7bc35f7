"""Minutes (会议纪要) that are still to be written wait for the PM, from the end of the meeting on.

They are asked for when the meeting is over, in the PM's working hours, and again as whatever is overdue.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.process.kernel import asks
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.meetings import series
from bot.process.meetings import shown as meeting_shown
from bot.words.language import Near
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import meetings as stored
from storage import minutes
from storage import nudges as kept
from storage.meetings import Meeting
from storage.open_matters import MINUTES_ASKED_FOR as ASKED_FOR
from storage.projects import Project

# The kind of reminder; by its first part it stands with those of the reports in the choice of reminders.
WRITE = "reports.minutes"
KINDS = (WRITE,)
# The timer, which the end of a meeting sets.
LOOK = series.LOOK_AT_MINUTES


def look(work: Work, meeting_id: int) -> None:
    """A timer's operation: the meeting is over, and the PM is asked for its minutes where there are none yet."""
    asks.settle(work, KINDS, meeting_id, asked(work, meeting_id))
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    project = meeting_shown.project_of(work, meeting) if meeting is not None else None
    if project is not None and nudge(work, project.pm_id, meeting_id) is not None:
        asks.remind_now(work, project.pm_id, WRITE, meeting_id)


def look_at(work: Work, meeting_id: int) -> datetime | None:
    """When the PM is asked: now, where the minutes are still to be written and nobody was asked before."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    project = meeting_shown.project_of(work, meeting) if meeting is not None else None
    if project is None or nudge(work, project.pm_id, meeting_id) is None:
        return None
    return None if kept.is_known(work.session, work.team_id, WRITE, meeting_id) else work.now


def nudge(work: Work, user_id: str, meeting_id: int) -> Waiting | None:
    """The minutes as they wait for that person; None where they are written, or nobody asks for them any more."""
    return next(iter(lines(work, user_id, [meeting_id])), None)


def asked(work: Work, meeting_id: int) -> list[Asked]:
    """The minutes of a meeting that was held wait for the PM until they are written, or nobody asks any more."""
    meeting = next(iter(minutes.unwritten(work.session, work.team_id, [meeting_id])), None)
    if meeting is None:
        return []
    return [Asked(WRITE, meeting.project_id, meeting.starts_at, until=meeting.starts_at + ASKED_FOR, post=asks.PM)]


def lines(work: Work, user_id: str, meeting_ids: Sequence[int]) -> list[Waiting]:
    """Those of these meetings whose minutes the person is to write."""
    found = []
    for meeting in minutes.unwritten(work.session, work.team_id, meeting_ids):
        project = meeting_shown.project_of(work, meeting)
        if project.pm_id == user_id and meeting.starts_at + ASKED_FOR >= work.now:
            found.append(_waiting(work, meeting, project))
    return found


def _waiting(work: Work, meeting: Meeting, project: Project) -> Waiting:
    line = _(
        "Minutes of %(project)s · the meeting of %(moment)s: what was decided, and who does what",
        project=project.number,
        moment=Near(meeting.starts_at, work.today(project.zone)),
    )
    return Waiting(WRITE, meeting.id, line, None, (Offer(_("Write the minutes"), "minutes.edit", str(meeting.id)),))
