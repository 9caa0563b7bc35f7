"""Causes: a report says that something is not done because of another department, which confirms or contests it.

The department that is named is told at once, within its liaison's working hours. What it says stands beside the line,
in the report and in the digest. Either way the line can become a collaboration request, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from bot.process.kernel import asks, nudges, quiet, rights, substitutes
from bot.process.kernel.transitions import Transitions
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.reports import waiting
from bot.process.reports.contents import Line
from bot.process.reports.waiting import ASKED_FOR, CAUSE
from bot.process.requests import asking
from bot.process.requests.asking import Ask
from bot.process.requests.shown import Shown as Request
from bot.words.language import Name, Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import departments, matters, people, projects, tasks
from storage import meetings as stored_meetings
from storage import reports as stored
from storage.departments import Department
from storage.meetings import Meeting
from storage.projects import Project
from storage.reports import Report, ReportLine
from storage.requests import Request as Asked

# The timer by which the digest hears of a change.
FILED = "reports.filed"


class State(StrEnum):
    """How it stands with the department that is named."""

    NAMED = stored.NAMED
    CONFIRMED = stored.CONFIRMED
    CONTESTED = stored.CONTESTED


STATES = {State.NAMED: _("no answer yet"), State.CONFIRMED: _("confirmed"), State.CONTESTED: _("contested")}

TRANSITIONS = Transitions(
    {
        (State.NAMED, "confirm"): State.CONFIRMED,
        (State.NAMED, "contest"): State.CONTESTED,
        (State.CONFIRMED, "contest"): State.CONTESTED,
        (State.CONTESTED, "confirm"): State.CONFIRMED,
    },
    STATES,
)


class Named(NamedTuple):
    """A line as the department that it names is shown it."""

    line: ReportLine
    report: Report
    meeting: Meeting
    project: Project
    reporting: Name
    named: Name
    number: int | None
    hand: Text
    # The number of the collaboration request that was made of it.
    request: int | None = None


def keep(work: Work, report: Report, meeting: Meeting, project: Project, said: Sequence[Line]) -> list[ReportLine]:
    """Keep the lines of a report; one that says the same as before stays, with the word that was given to it.

    The departments that are newly named are told, those that are named no longer are left alone.
    """
    before = stored.lines_of(work.session, work.team_id, [report.id]).get(report.id, [])
    left = {(one.kind, one.task_id, "" if one.task_id else one.text): one for one in before}
    kept = []
    for position, one in enumerate(said):
        known = left.pop((one.kind, one.task_id, "" if one.task_id else one.text), None)
        line = known or ReportLine(team_id=work.team_id, report_id=report.id, position=position, kind=one.kind)
        is_other = line.cause_department_id != one.cause_id
        line.position, line.task_id, line.text, line.reason = position, one.task_id, one.text, one.reason
        if is_other:
            line.cause_department_id, line.cause_word, line.caused_by, line.caused_for = one.cause_id, "", None, None
            line.cause_state = State.NAMED if one.cause_id else ""
        work.session.add(line)
        work.session.flush()
        if is_other:
            nudges.forget(work, CAUSE, line.id)
            waiting.settle_line(work, line, report, meeting)
            _ask(work, line, project)
        kept.append(line)
    for gone in left.values():
        nudges.forget(work, CAUSE, gone.id)
        asks.settle(work, (CAUSE,), gone.id, [])
        work.session.delete(gone)
    work.session.flush()
    return kept


def confirm(work: Work, line_id: int) -> Named:
    """The named department says: so it is."""
    return _answer(work, line_id, "confirm", "")


def contest(work: Work, line_id: int, word: str) -> Named:
    """The named department sees it otherwise, and says how.

    Raises Refused without a word.
    """
    if not word.strip():
        raise Refused(_("Say in a word how you see it."), field="reason")
    return _answer(work, line_id, "contest", word.strip())


def to_answer(work: Work, line_id: int) -> Named:
    """The line, for the form in which the actor will contest it; refused like `contest` itself."""
    return _to_answer(work, line_id)


def drafted(work: Work, line_id: int) -> tuple[Named, dict[str, Any], list[Department]]:
    """What the form of the collaboration request begins with that a line becomes, and who can be asked.

    Raises Refused where it has become one already, and for people who may not ask.
    """
    named = _found(work, line_id)
    asking.must_ask(work, named.project, named.report.department_id)
    if named.line.request_id is not None:
        raise Refused(
            _("That has become R-%(number)s already.", number=named.request),
            offer=Offer(_("Show it"), "requests.show", str(named.request)),
        )
    values = {
        "department_id": named.line.cause_department_id,
        # What is missing is what is asked for; the task that waits for it stands beside it.
        "title": (named.line.reason or named.line.text)[:150],
        "standard": "",
        "task_number": named.number,
        "needed_by": None,
        "answer_by": None,
    }
    parts = [made for _part, made in projects.taking_part(work.session, named.project)]
    return named, values, [made for made in parts if made.id != named.report.department_id]


def ask_for(work: Work, line_id: int, asked: Ask) -> Request:
    """Make a collaboration request of the line; a second submit finds the first."""
    named = _found(work, line_id, to_change=True)
    asking.must_ask(work, named.project, named.report.department_id)
    request = asking.ask(work, asked)
    if named.line.request_id is None:
        named.line.request_id = request.request.id
        work.session.add(named.line)
        work.record("reports", named.report.id, "ask", {"request": (None, request.request.number)})
        work.wake(FILED, named.meeting.id, work.now)
    return request


def nudge(work: Work, user_id: str, line_id: int) -> Waiting | None:
    """The line as it waits for the named department's liaison; None where it does not."""
    line = stored.line(work.session, work.team_id, line_id)
    named = named_in(work, line) if line is not None and line.cause_state == State.NAMED else None
    if named is None or user_id != _liaison(work, named):
        return None
    is_old = named.meeting.starts_at + ASKED_FOR < work.now
    return None if is_old else _waiting(work, named)


def lines(work: Work, user_id: str, line_ids: Sequence[int]) -> list[Waiting]:
    """Those of these lines that wait for the word of a department whose liaison the person is."""
    found = (nudge(work, user_id, one) for one in line_ids)
    return [one for one in found if one is not None]


def named_in(work: Work, line: ReportLine) -> Named:
    """The line with what it belongs to."""
    report = stored.report(work.session, work.team_id, line.report_id)
    meeting = stored_meetings.meeting(work.session, work.team_id, report.meeting_id) if report else None
    assert report is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    assert meeting is not None, "kept by a foreign key"  # noqa: S101
    both = {report.department_id, line.cause_department_id or report.department_id}
    called = departments.names(work.session, work.team_id, both)
    known = people.people(work.session, work.team_id, {one for one in (line.caused_by, line.caused_for) if one})
    return Named(
        line=line,
        report=report,
        meeting=meeting,
        project=meeting_shown.project_of(work, meeting),
        reporting=called[report.department_id],
        named=called[line.cause_department_id or report.department_id],
        number=numbers(work, [line]).get(line.task_id or 0),
        hand=substitutes.hand(known.get(line.caused_by or ""), known.get(line.caused_for or "")),
        request=request_numbers(work, [line]).get(line.request_id or 0),
    )


def numbers(work: Work, lines: Iterable[ReportLine]) -> dict[int, int]:
    """The numbers of the tasks that the lines speak of, by id."""
    found = (tasks.task(work.session, work.team_id, one.task_id) for one in lines if one.task_id is not None)
    return {one.id: one.number for one in found if one is not None}


def request_numbers(work: Work, lines: Iterable[ReportLine]) -> dict[int, int]:
    """The numbers of the collaboration requests that were made of the lines, by id."""
    found = (matters.by_id(work.session, Asked, work.team_id, one.request_id) for one in lines if one.request_id)
    return {one.id: one.number for one in found if one is not None}


def _ask(work: Work, line: ReportLine, project: Project) -> None:
    """Have the named department's liaison told, and who stands in for them."""
    part = projects.part(work.session, project.id, line.cause_department_id or 0)
    if line.cause_state != State.NAMED or part is None:
        return
    asks.remind_now(work, part.liaison_id, CAUSE, line.id)


def _answer(work: Work, line_id: int, step: str, word: str) -> Named:
    named = _to_answer(work, line_id, to_change=True)
    line = named.line
    before, line.cause_state = line.cause_state, TRANSITIONS.after(State(line.cause_state), step)
    line.cause_word, line.caused_by = word, work.person.user_id
    line.caused_for = work.acting_for.user_id if work.acting_for else None
    work.session.add(line)
    work.session.flush()
    work.record("reports", named.report.id, step, {"cause": (before, line.cause_state)}, because=word)
    nudges.forget(work, CAUSE, line_id)
    waiting.settle_line(work, line, named.report, named.meeting)
    work.wake(FILED, named.meeting.id, work.now)
    answered = named_in(work, line)
    reporter = people.person(work.session, work.team_id, named.report.filed_by or "")
    if reporter is not None:
        about = f"report_lines:{line_id}:answer"
        # Of two answers in somebody's night they read the one that stands.
        work.unsay(about, "the department has answered otherwise")
        quiet.tell(work, reporter, "reports/answered", about=about, named=answered, is_own=False)
    return answered


def _to_answer(work: Work, line_id: int, *, to_change: bool = False) -> Named:
    named = _found(work, line_id, to_change=to_change)
    why = _("%(department)s is named there; the answer is not yours to give.", department=named.named)
    rights.must(work, "reports.answer", named.project, why, department_id=named.line.cause_department_id)
    return named


def _found(work: Work, line_id: int, *, to_change: bool = False) -> Named:
    line = stored.line(work.session, work.team_id, line_id, to_change=to_change)
    unknown = _("That line of the report is not there any more.")
    if line is None or not line.cause_state:
        raise Refused(unknown)
    named = named_in(work, line)
    rights.seen(work, named.project.id, unknown)
    return named


def _liaison(work: Work, named: Named) -> str | None:
    part = projects.part(work.session, named.project.id, named.line.cause_department_id or 0)
    return part.liaison_id if part else None


def _waiting(work: Work, named: Named) -> Waiting:
    line, line_id = named.line, str(named.line.id)
    what = line.text if named.number is None else f"T-{named.number} · {line.text}"
    said = _(
        "%(reporting)s names %(named)s as the cause that this is not done: %(what)s – %(reason)s",
        reporting=named.reporting,
        named=named.named,
        what=what[:120],
        reason=line.reason[:200],
    )
    buttons = (
        Offer(_("Yes, because of us"), "reports.confirm", line_id),
        Offer(_("We see it otherwise"), "reports.contest", line_id),
    )
    return Waiting(CAUSE, line.id, said, named.meeting.starts_at, buttons)
