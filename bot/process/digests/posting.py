"""The digest (会前摘要): one message in the channel before the weekly meeting, details in its thread, kept up to date.

Slack draws its charts and folds its long lists. Where a workspace does not have that, a picture is uploaded beside the
message, which never waits for it, and drawn into it once Slack has taken it in; the lists stand in the thread. What
goes wrong with the picture leaves the digest without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.documents import pictures
from bot.documents.document import Document
from bot.process.digests import snapshot
from bot.process.digests.snapshot import DETAILED_AT_MOST, SHOWN_AT_MOST, Snapshot
from bot.process.kernel import readers
from bot.process.kernel.rooms import Room
from bot.process.kernel.work import Work
from bot.process.meetings import dates as meeting_dates
from bot.process.meetings import lines as meeting_lines
from bot.process.meetings import series as meeting_series
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import shown as report_shown
from storage import cards, digests, natives
from storage import meetings as stored
from storage import reports as stored_reports
from storage.digests import Digest
from storage.meetings import PLANNED, Meeting

# The follow-ups: what became of the card, of the upload, and of the question whether Slack has taken the picture in.
CARD, UPLOADED, PICTURE = "digests.card", "digests.uploaded", "digests.picture"
# The picture, as a document.
CHART = "digests/chart"
# What Slack draws of a digest.
NATIVE = ("data_visualization", "container")
# How long Slack usually looks at a picture; asked before, it has to be asked again.
TAKING_IN = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that Slack has, and the percentages that it shows."""

    file_id: str
    done: int
    planned: int


def post(work: Work, meeting_id: int) -> None:
    """A timer's operation: the digest goes out, unless the meeting is over, or is not to be; where there is no channel
    for it yet, as soon as there is one.

    A meeting that was moved is told of anew on its new day, and in place on the old one.
    """
    meeting = stored.meeting(work.session, work.team_id, meeting_id, to_change=True)
    if meeting is None or meeting.state != PLANNED or meeting_shown.ends_at(meeting) <= work.now:
        return
    series = meeting_shown.series_of(work, meeting)
    room = meeting_shown.room_for(meeting_shown.project_of(work, meeting), series)
    if room is None:
        work.wake(meeting_series.DIGEST, meeting_id, work.now + meeting_shown.AGAIN)
        return
    kept, meets_on = (
        digests.digest(work.session, work.team_id, meeting_id),
        meeting_dates.local(meeting.starts_at, series).date(),
    )
    if kept is None:
        kept = Digest(meeting_id=meeting_id, team_id=work.team_id, meets_on=meets_on, posted_at=work.now)
    elif kept.meets_on != meets_on:
        kept.posts, kept.meets_on, kept.posted_at, kept.told = kept.posts + 1, meets_on, work.now, {}
    work.session.add(kept)
    work.session.flush()
    _draw(work, kept, meeting, room)


def post_at(work: Work, meeting_id: int) -> datetime | None:
    """When the digest is due: now, where its hour has passed without it and the meeting is not over."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    if meeting is None or meeting.state != PLANNED or meeting_shown.ends_at(meeting) <= work.now:
        return None
    series = meeting_shown.series_of(work, meeting)
    at = meeting_shown.digest_at(series, meeting)
    if at > work.now:
        return at
    kept = digests.digest(work.session, work.team_id, meeting_id)
    stands = kept is not None and kept.meets_on == meeting_dates.local(meeting.starts_at, series).date()
    if stands:
        return None
    has_room = meeting_shown.room_for(meeting_shown.project_of(work, meeting), series) is not None
    return work.now if has_room else work.now + meeting_shown.AGAIN


def refresh(work: Work, meeting_id: int) -> None:
    """Something that the digest tells has changed (a late report, the meeting itself): draw it anew, if it stands."""
    kept = digests.digest(work.session, work.team_id, meeting_id)
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    if kept is None or meeting is None:
        return
    room = meeting_shown.room_for(meeting_shown.project_of(work, meeting), meeting_shown.series_of(work, meeting))
    if room is None:
        return
    # A meeting may be cancelled and taken up again in one moment: each is a drawing of its own.
    with work.within(f"{meeting.state}:{meeting.starts_at.isoformat()}"):
        _draw(work, kept, meeting, room)


def draw_anew(work: Work, meeting_id: int) -> None:
    """What stands in the channel is not certain: draw all of the digest, the reports in its thread too."""
    kept = digests.digest(work.session, work.team_id, meeting_id)
    if kept is not None:
        kept.told = {}
        refresh(work, meeting_id)


def present(work: Work, words: str, channel_id: str) -> Snapshot:
    """The digest as it would be now, for the next meeting of the project that the words or the channel name.

    Raises Refused where that is no project, and where it does not meet.
    """
    project = meeting_lines.read(work, words, channel_id).project
    return snapshot.snapshot(work, project, meeting_lines.next_of(work, project))


def chart(work: Work, meeting_id: int, _to: str) -> Document | None:
    """The picture of a digest; None where there is nothing to draw."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    if meeting is None:
        return None
    project = meeting_shown.project_of(work, meeting)
    room = meeting_shown.room_for(project, meeting_shown.series_of(work, meeting))
    if room is None:
        return None
    svg = snapshot.chart(work, snapshot.snapshot(work, project, meeting), room)
    name = f"{project.number}-{work.today(project.zone)}.png"
    return Document(name, partial(pictures.png, svg), title=project.name) if svg is not None else None


def uploaded(work: Work, meeting_id: int, answer: Mapping[str, Any]) -> None:
    """The picture is in Slack, which has to look at it before a message may show it."""
    about = f"digests:{meeting_id}"
    work.call(
        "files.info",
        {"file": answer["file"]["id"]},
        lane=f"documents:{about}",
        about=about,
        then=PICTURE,
        subject_id=meeting_id,
        due_at=work.now + TAKING_IN,
    )


def picture_stands(work: Work, meeting_id: int, answer: Mapping[str, Any]) -> None:
    """Slack has taken the picture in: it is drawn into the digest."""
    kept = digests.digest(work.session, work.team_id, meeting_id)
    if kept is not None:
        kept.picture, kept.pictured = str(answer["file"]["id"]), kept.charted
        work.session.add(kept)
        refresh(work, meeting_id)


def card_stands(work: Work, meeting_id: int, _answer: Mapping[str, Any]) -> None:
    """The digest stands. Where it had to do without what Slack draws, which nobody knew before, the rest follows: once,
    since the digest itself is not drawn anew by that.
    """
    kept = digests.digest(work.session, work.team_id, meeting_id)
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    if kept is None or meeting is None or kept.charted or _draws_charts(work):
        return
    project = meeting_shown.project_of(work, meeting)
    room = meeting_shown.room_for(project, meeting_shown.series_of(work, meeting))
    if room is None:
        return
    taken = snapshot.snapshot(work, project, meeting)
    if cards.card(work.session, work.team_id, _details_of(kept), room.channel_id) is None:
        _draw_details(work, kept, taken, room)
    _draw_picture(work, kept, taken)


def card_refused(work: Work, meeting_id: int, error: str) -> None:
    """Slack does not take the digest: where it shows a picture that may be why, so it is drawn without.

    Where the project has moved meanwhile, it is drawn in its new channel.
    """
    kept = digests.digest(work.session, work.team_id, meeting_id)
    if error == readers.ELSEWHERE:
        # The reports in its thread are refused there as well.
        draw_anew(work, meeting_id)
    elif kept is not None and kept.picture is not None:
        kept.picture, kept.pictured = None, ""
        work.session.add(kept)
        refresh(work, meeting_id)


def _draw(work: Work, kept: Digest, meeting: Meeting, room: Room) -> None:
    """Draw the digest and its details as things are now, and have a new picture drawn where its numbers are others."""
    taken = snapshot.snapshot(work, meeting_shown.project_of(work, meeting), meeting)
    ends_at = meeting_shown.ends_at(meeting)
    work.draw(
        "digests/card",
        card=kept.card,
        room=room,
        then=CARD,
        subject_id=meeting.id,
        expires_at=ends_at,
        taken=taken,
        picture=_picture(kept),
        most=SHOWN_AT_MOST,
    )
    is_plain = not _draws_charts(work)
    if is_plain:
        _draw_details(work, kept, taken, room)
    _draw_reports(work, kept, meeting, room)
    if is_plain:
        _draw_picture(work, kept, taken)


def _draw_details(work: Work, kept: Digest, taken: Snapshot, room: Room) -> None:
    """What is longer than the digest shows, in its thread."""
    if _has_details(taken):
        work.draw(
            "digests/details", card=_details_of(kept), room=room, under=kept.card,
            expires_at=meeting_shown.ends_at(taken.meeting), taken=taken, most=DETAILED_AT_MOST,
        )  # fmt: skip


def _details_of(kept: Digest) -> str:
    return f"{kept.card}:details"


def _draws_charts(work: Work) -> bool:
    """Whether Slack draws charts in the workspace, and folds, as far as is known: it brought both at one time."""
    return not any(natives.lacks(work.session, work.team_id, kind, work.now) for kind in NATIVE)


def _draw_reports(work: Work, kept: Digest, meeting: Meeting, room: Room) -> None:
    """Each department's report in its own words in the thread; those that stand there as they are stay."""
    told = dict(kept.told)
    for report in stored_reports.all_of_meeting(work.session, work.team_id, meeting.id):
        key = str(report.id)
        if report.state != stored_reports.FILED or told.get(key) == report.version:
            continue
        told[key] = report.version
        card = f"{kept.card}:report:{report.id}"
        work.draw("digests/report", card=card, room=room, under=kept.card, shown=report_shown.shown(work, report))
    if told != kept.told:
        kept.told = told
        work.session.add(kept)


def _draw_picture(work: Work, kept: Digest, taken: Snapshot) -> None:
    """Have it drawn, while the meeting is to be, where its numbers are others than those of the last."""
    if work.now >= meeting_shown.ends_at(taken.meeting) or taken.meeting.state != PLANNED:
        return
    shows = f"{taken.progress.done_percent}:{taken.progress.planned_percent}:{work.today(taken.project.zone)}"
    if shows == kept.charted or not snapshot.has_chart(work, taken):
        return
    kept.charted = shows
    work.session.add(kept)
    work.send_document(
        CHART,
        kept.meeting_id,
        about=f"digests:{kept.meeting_id}",
        then=UPLOADED,
        expires_at=meeting_shown.ends_at(taken.meeting),
    )


def _picture(kept: Digest) -> Picture | None:
    if kept.picture is None:
        return None
    done, planned = kept.pictured.split(":")[:2]
    return Picture(kept.picture, int(done), int(planned))


def _has_details(taken: Snapshot) -> bool:
    """Whether a list is longer than what the digest shows of it."""
    return any(len(one) > SHOWN_AT_MOST for one in (taken.late, taken.moves, taken.due, taken.risks))
