"""What a digest (会前摘要) says: how a project stands before its weekly meeting, taken at one moment.

Progress is measured by the baseline (`measured.py`). Without one it counts tasks, each the same and a task with
subtasks by them: *done* are those that are finished, *planned* those whose planned end (that of the baseline, where it
has the task) has passed, so that anybody can count them again. What is under way is told beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.documents import charts
from bot.process.acceptance import lists as acceptances
from bot.process.changes import shown as change_shown
from bot.process.changes.shown import Shown as Changing
from bot.process.digests import agenda as agendas
from bot.process.digests import measured
from bot.process.digests import topics as digest_topics
from bot.process.digests.agenda import Item, Topic
from bot.process.digests.measured import Measure, Tally
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.shown import Shown as Dispute
from bot.process.kernel import calendars, substitutes
from bot.process.kernel.rooms import Room
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import filing
from bot.process.reports.filing import Missing
from bot.process.requests import shown as request_shown
from bot.process.requests import states as request_states
from bot.process.requests.shown import Shown
from bot.process.reviews import digests as review_digests
from bot.process.reviews.shown import Shown as Review
from bot.process.risks import digests as risk_digests
from bot.process.risks.shown import Shown as Risk
from bot.process.tasks import delays
from bot.process.tasks import history as task_history
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import changes, departments, digests, disputes, minutes, people, projects, requests, risks, shifts
from storage import reports as stored_reports
from storage.digests import StageEnd
from storage.meetings import Meeting, Series
from storage.projects import Project
from storage.tasks import Task

# A move of a date so shortly before the meeting is shown: process, 3.2.
MOVES_HOURS = 24
AHEAD = timedelta(days=14)
# The digest before was about a week ago.
WEEK = timedelta(days=7)
# A list shows so many lines in the digest, and so many in its thread.
SHOWN_AT_MOST, DETAILED_AT_MOST = 7, 30
# How it is with a department's report.
FILED, LATE, MISSING = "filed", "late", "missing"
# Steps of the curve: enough to bend on a phone.
CURVE_STEPS = 13


@dataclass(frozen=True, slots=True)
class Line:
    """A department's line."""

    department: Name
    tally: Tally
    # Its report: FILED, LATE or MISSING; empty for one that takes no part.
    report: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """A planned end that was moved shortly before the meeting: from, to, by whom the last time and why."""

    task: Task
    was: date
    # None: it is not scheduled any more.
    became: date | None
    who: Text
    because: str
    # What moved it, where it was not moved by itself.
    by: Text | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """How a project stands at `taken_at`, for a meeting. Lists are cut at DETAILED_AT_MOST; totals count all."""

    project: Project
    meeting: Meeting
    # With until when it is paused.
    series: Series
    taken_at: datetime
    # The calendar whose working days are counted.
    counted: Text
    tally: Tally
    lines: list[Line]
    late: list[Standing]
    # The numbers of the open tasks that wait for those late ones, by task id.
    held_up: Mapping[int, list[int]]
    moves: list[Move]
    moves_hours: int
    # How many collaboration requests are open, by state.
    open_requests: list[tuple[int, Text]]
    overdue: list[Shown]
    overdue_total: int
    missing: list[Missing]
    disputes: list[Dispute]
    disputes_total: int
    stages: list[StageEnd]
    due: list[Standing]
    due_total: int
    actions: list[Standing]
    actions_total: int
    agenda: list[Item]
    # The open risks, those first about which something has changed since `risks_since`.
    risks: list[Risk]
    risks_total: int
    risks_since: datetime
    # The reviews that have not passed, or lock again, the soonest first.
    reviews: list[Review]
    # The changes that wait for a word.
    changes: Sequence[Changing] = ()
    # How far it is by its baseline; None without one.
    measure: Measure | None = None
    # Where its acceptance stands that is going on, or is followed up.
    acceptance: Text | None = None

    @property
    def progress(self) -> Tally | Measure:
        """What says how far it is, and should be."""
        return self.measure or self.tally


def snapshot(work: Work, project: Project, meeting: Meeting) -> Snapshot:
    """How the project stands now, for that meeting."""
    session, team_id, project_id = work.session, work.team_id, project.id
    today = work.today(project.zone)
    lines = _lines(work, project, meeting, today)
    late = standings.many(work, digests.late(session, team_id, project_id, today, DETAILED_AT_MOST))
    blocking = digests.blocking(session, team_id, project_id, today, agendas.NAMED_AT_MOST)
    overdue = requests.overdue(session, team_id, [project_id], today)
    due, due_total = digests.due_between(session, team_id, project_id, today, today + AHEAD, DETAILED_AT_MOST)
    actions = minutes.open_actions(session, team_id, project_id)
    tally = _together([one.tally for one in lines])
    shown_overdue = request_shown.many(work, overdue[:SHOWN_AT_MOST])
    shown_actions = standings.many(work, actions[:SHOWN_AT_MOST])
    running = disputes.running(session, team_id, project_id)
    shown_disputes = dispute_shown.many(work, running[:SHOWN_AT_MOST])
    in_register, since = risks.in_register(session, team_id, project_id), work.now - WEEK
    shown_reviews = review_digests.open_ones(work, project)
    accepting = acceptances.with_group(work, project)
    # What blocks others comes first.
    topics = [
        *digest_topics.of_blocking(blocking),
        *digest_topics.of_actions(shown_actions, len(actions)),
        *digest_topics.of_disputes(shown_disputes, len(running)),
        *digest_topics.of_reviews(shown_reviews),
        *digest_topics.of_risks(in_register),
        *digest_topics.of_requests(shown_overdue, len(overdue)),
        *digest_topics.of_acceptance(accepting[0] if accepting is not None else None),
        *digest_topics.of_delays(tally.late - len(blocking), is_more=bool(blocking)),
        Topic(_("Round of the departments"), len(lines)),
        *digest_topics.of_due(due_total),
        Topic(_("Decisions and actions"), 2),
    ]
    return Snapshot(
        project=project,
        meeting=meeting,
        series=meeting_shown.series_of(work, meeting),
        taken_at=work.now,
        counted=calendars.counted_in(work, project.calendar, today),
        tally=tally,
        lines=lines,
        late=late,
        held_up=delays.held_up(work, [one.task for one in late]),
        moves=_moves(work, project, min(meeting.starts_at, work.now) - timedelta(hours=MOVES_HOURS)),
        moves_hours=MOVES_HOURS,
        open_requests=_open_requests(work, project_id),
        overdue=shown_overdue,
        overdue_total=len(overdue),
        missing=filing.missing(work, meeting),
        disputes=shown_disputes,
        disputes_total=len(running),
        stages=digests.stages_ending(session, team_id, project_id, today, today + AHEAD)[:SHOWN_AT_MOST],
        due=standings.many(work, due),
        due_total=due_total,
        actions=shown_actions,
        actions_total=len(actions),
        agenda=agendas.agenda(topics, meeting.starts_at, meeting.minutes),
        measure=measured.measure(work, project),
        risks=risk_digests.lines(work, in_register, since, DETAILED_AT_MOST),
        risks_total=len(in_register),
        risks_since=since,
        reviews=shown_reviews,
        acceptance=accepting[0] if accepting is not None else None,
        changes=change_shown.many(work, changes.running_in(session, team_id, project_id)),
    )


def has_chart(work: Work, taken: Snapshot) -> bool:
    """Whether there is a curve: not before the project begins, and not without tasks."""
    return taken.tally.total > 0 and work.today(taken.project.zone) > taken.project.starts_on


def chart(work: Work, taken: Snapshot, room: Room) -> str | None:
    """The curve of what was planned and what is done, as SVG; None where there is none."""
    project, today = taken.project, work.today(taken.project.zone)
    last_due = digests.last_day(work.session, work.team_id, project.id)
    if last_due is None or not has_chart(work, taken):
        return None
    # The curve ends where the day after the last one begins.
    first, last = project.starts_on, max(project.ends_on, last_due, today) + timedelta(days=1)
    steps = {first + (last - first) * step // (CURVE_STEPS - 1) for step in range(CURVE_STEPS)}
    days = sorted({*steps, today})
    moments = [(day, _beginning(day, project, work.now, today)) for day in days]
    found = measured.curve(work, project, moments, taken.tally.total)
    points = [
        charts.Point(day, planned, done if day <= today else None)
        for day, (planned, done) in zip(days, found, strict=True)
    ]
    reader, ends_on = room.reader, last - timedelta(days=1)
    said = charts.Words(
        planned=_("Plan").for_(reader),
        done=_("Completed").for_(reader),
        today=" ".join((_("today").for_(reader), reader.short_day(today))),
        first=reader.short_day(first),
        last=reader.short_day(ends_on),
    )
    return charts.progress(points, said)


def _open_requests(work: Work, project_id: int) -> list[tuple[int, Text]]:
    """In the order of a request's life."""
    found = digests.open_requests(work.session, work.team_id, project_id)
    return [(found[state], words) for state, words in request_states.STATES.items() if state in found]


def _beginning(day: date, project: Project, now: datetime, today: date) -> datetime:
    """The moment until which the curve counts for a day; today counts to now."""
    return now if day == today else datetime.combine(day, time(), ZoneInfo(project.zone))


def _lines(work: Work, project: Project, meeting: Meeting, today: date) -> list[Line]:
    """The departments in the order of the project; those that only lead tasks of it come last."""
    found = {
        one.department_id: Tally(*one[1:5], one.progress // max(one.total, 1), one.in_time)
        for one in digests.shares(work.session, work.team_id, project.id, today)
    }
    parts = {made.id: made.name for _part, made in projects.taking_part(work.session, project)}
    others = departments.names(work.session, work.team_id, found.keys() - parts.keys())
    nothing = Tally(0, 0, 0, 0, 0)
    stands = _reports(work, meeting)
    return [
        Line(name, found.get(key, nothing), stands.get(key, MISSING) if key in parts else "")
        for key, name in (parts | others).items()
    ]


def _reports(work: Work, meeting: Meeting) -> dict[int, str]:
    """The reports that were filed for the meeting, by department."""
    return {
        one.department_id: LATE if one.is_late else FILED
        for one in stored_reports.all_of_meeting(work.session, work.team_id, meeting.id)
        if one.state == stored_reports.FILED
    }


def _together(tallies: Sequence[Tally]) -> Tally:
    total = sum(one.total for one in tallies)
    return Tally(
        total,
        sum(one.done for one in tallies),
        sum(one.planned for one in tallies),
        sum(one.late for one in tallies),
        sum(one.progress * one.total for one in tallies) // max(total, 1),
        sum(one.in_time for one in tallies),
    )


def _moves(work: Work, project: Project, since: datetime) -> list[Move]:
    """The planned ends that are others than they were then."""
    found = digests.moves_since(work.session, work.team_id, project.id, since)
    acted = {one for _task, changes in found for one in (changes[-1].actor_id, changes[-1].on_behalf_of) if one}
    named = people.people(work.session, work.team_id, acted)
    moves = []
    for task, acts in found:
        was, became = acts[0].changes["due_on"][0], acts[-1].changes["due_on"][1]
        if was == became or was is None:
            continue
        last = acts[-1]
        who = substitutes.hand(named.get(last.actor_id or ""), named.get(last.on_behalf_of or ""))
        now = date.fromisoformat(became) if became else None
        by = task_history.shifted(last) if last.action in shifts.DID else None
        moves.append(Move(task, date.fromisoformat(was), now, who, last.because, by))
    return moves
