"""Minutes (会议纪要) that are still to be written wait for the PM, from the end of the meeting on.

They are asked for once, when the meeting is over, in the PM's working hours.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.process.kernel import nudges, substitutes
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
from storage.meetings import HELD

# The kind of reminder; by its first part it stands with those of the reports in the choice of reminders.
WRITE = "reports.minutes"
# The timer, which the end of a meeting sets.
LOOK = series.LOOK_AT_MINUTES
# After so long nobody remembers who said what, and there is the next meeting.
ASKED_FOR = timedelta(days=7)


def look(work: Work, meeting_id: int) -> None:
    """A timer's operation: the meeting is over, and the PM is asked for its minutes where there are none yet."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    project = meeting_shown.project_of(work, meeting) if meeting is not None else None
    if project is None or nudge(work, project.pm_id, meeting_id) is None:
        return
    nudges.remind(work, project.pm_id, WRITE, meeting_id, is_exact=True)
    for substitute in substitutes.covering(work, project.pm_id):
        nudges.remind(work, substitute.user_id, WRITE, meeting_id, is_exact=True, principal_id=project.pm_id)


def look_at(work: Work, meeting_id: int) -> datetime | None:
    """When the PM is asked: now, where the minutes are still to be written and nobody was asked before."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    project = meeting_shown.project_of(work, meeting) if meeting is not None else None
    if project is None or nudge(work, project.pm_id, meeting_id) is None:
        return None
    return None if kept.is_known(work.session, work.team_id, WRITE, meeting_id) else work.now


def nudge(work: Work, user_id: str, meeting_id: int) -> Waiting | None:
    """The minutes as they wait for that person; None where they are written, or nobody asks for them any more."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    if meeting is None or meeting.state != HELD or meeting.starts_at + ASKED_FOR < work.now:
        return None
    project = meeting_shown.project_of(work, meeting)
    if project.pm_id != user_id or minutes.of_meeting(work.session, work.team_id, meeting_id) is not None:
        return None
    line = _(
        "Minutes of %(project)s · the meeting of %(moment)s: what was decided, and who does what",
        project=project.number,
        moment=Near(meeting.starts_at, work.today(project.zone)),
    )
    return Waiting(WRITE, meeting_id, line, None, (Offer(_("Write the minutes"), "minutes.edit", str(meeting_id)),))


def waits_for(work: Work, user_id: str) -> list[Waiting]:
    """The meetings of a PM whose minutes are still to be written."""
    unwritten = minutes.unwritten_of(work.session, work.team_id, user_id, work.now - ASKED_FOR)
    found = (nudge(work, user_id, one.id) for one in unwritten)
    return [one for one in found if one is not None]
