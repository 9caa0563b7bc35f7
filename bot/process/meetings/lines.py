"""What a line of `/meeting` speaks of: the project whose meeting it is, and the words that remain."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.meetings import moments
from bot.process.meetings import shown as meeting_shown
from bot.process.meetings.shown import Shown
from bot.process.projects import finding
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from storage import meetings as stored
from storage.meetings import Meeting
from storage.projects import Project

NUMBER = Pattern(r"P-\d{4}-\d{1,6}\b", re.IGNORECASE)
# What stands behind one of these is why.
_WHY = Pattern(
    r"(?:^|[\s,，;；。])*(?:\bbecause\b(?! of\b)|(?=\bbecause of\b)|\bdue to\b|\breason:"
    r"|因为|因為|由于|由於|原因[:：]?)\s*",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A line as it was read: the project, the words without its number, and why, where the line says so."""

    project: Project
    words: str
    why: str


def read(work: Work, line: str, channel_id: str) -> Line:
    """The project that the line names by its number, else this channel's, else the only one of the actor's.

    Raises Refused where that is no project, or more than one.
    """
    named = NUMBER.search(line)
    if named is not None:
        project = finding.find(work, named[0])
        line = f"{line[: named.start()]} {line[named.end() :]}"
    else:
        project = finding.only(work, channel_id)
    words, _because, why = _split(" ".join(line.split()))
    return Line(project, words, why)


def shown(work: Work, project_id: int) -> Shown:
    """The project's weekly meeting with the next one.

    Raises Refused for a project that the actor may not see.
    """
    project = rights.seen(work, project_id)
    series = stored.series(work.session, work.team_id, project_id)
    assert series is not None, "every project has one"  # noqa: S101 - a mistake of ours, not of a user
    return meeting_shown.shown(work, project, series, meeting_shown.upcoming(work, project))


def pause_until(work: Work, line: Line) -> date | None:
    """Until when the line lets the meeting pause; None where it names no end. Raises Refused for what is no day."""
    series = stored.series(work.session, work.team_id, line.project.id)
    assert series is not None, "every project has one"  # noqa: S101 - a mistake of ours, not of a user
    return moments.read_until(work, line.project, series, line.words)


def next_of(work: Work, project: Project) -> Meeting:
    """The project's next meeting.

    Raises Refused while there is none.
    """
    meeting = meeting_shown.upcoming(work, project)
    if meeting is None:
        rights.must_be_open(work, "meetings.edit", project)
        raise Refused(_("There is no next meeting: the weekly meeting is paused. `/meeting resume` lets it go on."))
    return meeting


def to_cancel(work: Work, project: Project) -> Meeting:
    """The project's next meeting, for a line that cancels it.

    Raises Refused where there is none; and where one before it is cancelled already, which may be the one that is
    meant: it offers to cancel the next as well.
    """
    meeting = next_of(work, project)
    for one in stored.ahead(work.session, work.team_id, project.id, work.now):
        if one.state == stored.CANCELLED and one.starts_at < meeting.starts_at:
            raise Refused(
                _(
                    "The meeting of %(cancelled)s is cancelled already. The next one is %(next)s: "
                    "is that not to take place either?",
                    cancelled=one.starts_at,
                    next=meeting.starts_at,
                ),
                offer=Offer(_("Cancel that one too"), "meetings.cancel", str(meeting.id)),
            )
    return meeting


def _split(words: str) -> tuple[str, str, str]:
    found = _WHY.search(words)
    return (words[: found.start()], found[0], words[found.end() :].strip()) if found else (words, "", "")
