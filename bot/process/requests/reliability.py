"""How reliably a department answered and delivered what it was asked for, and said in time what it could not."""

from __future__ import annotations

from datetime import date, datetime

from bot.process.kernel.reliability import Case, Measure, Over, day_of, has_lapsed
from bot.process.kernel.work import Work
from bot.process.requests.kind import REQUESTS
from bot.process.requests.states import NOTICE_DAYS, State
from bot.words.language import Text
from bot.words.language import text as _
from storage import reliability
from storage.history import Change
from storage.projects import Project
from storage.requests import Request

ANSWERED, DELIVERED, NOTICES = 10, 11, 12
IN_TIME, LATE, NEVER = "in time", "late", "never"
_ANSWERS = {IN_TIME: _("in time"), LATE: _("late"), NEVER: _("never")}
_DELIVERIES = {IN_TIME: _("by the day agreed"), LATE: _("late"), NEVER: _("not delivered")}
_SAID = {IN_TIME: _("said in time"), LATE: _("late notice")}


def measures(work: Work, over: Over) -> list[Measure]:
    """What was to be answered or delivered on these days, and what was objected to after it was accepted."""
    due = reliability.requests_due(work.session, work.team_id, over.department.id, over.first, over.last)
    answers = [_answer(work, *one) for one in due if _is_asked(one[0]) and over.has(one[0].answer_by)]
    deliveries = [_delivery(work, *one) for one in due if _is_owed(one[0]) and over.has(one[0].needed_by)]
    return [
        Measure(ANSWERED, _("Requests answered"), _ANSWERS, [one for one in answers if one is not None]),
        Measure(DELIVERED, _("Requests delivered"), _DELIVERIES, [one for one in deliveries if one is not None]),
        Measure(
            NOTICES,
            _("Objections after acceptance, at least %(days)s working days ahead", days=NOTICE_DAYS),
            _SAID,
            _objections(work, over),
        ),
    ]


def _is_asked(request: Request) -> bool:
    """Whether an answer was to come: what was withdrawn before one is nothing that was never answered."""
    return request.state != State.WITHDRAWN or request.answered_at is not None


def _is_owed(request: Request) -> bool:
    return request.accepted_at is not None and request.state != State.WITHDRAWN


def _answer(work: Work, request: Request, project: Project) -> Case | None:
    did = _("answer due %(by)s, given %(day)s")
    not_yet = _("answer due %(by)s, none given")
    return _came(work, request, project, request.answer_by, request.answered_at, did, not_yet)


def _delivery(work: Work, request: Request, project: Project) -> Case | None:
    did = _("needed by %(by)s, delivered %(day)s")
    not_yet = _("needed by %(by)s, not delivered")
    return _came(work, request, project, request.needed_by, request.delivered_at, did, not_yet)


def _came(
    work: Work, request: Request, project: Project, by: date, at: datetime | None, did: Text, not_yet: Text
) -> Case | None:
    """What has come or should have; None for what still has time."""
    if at is not None:
        day = day_of(project, at)
        said = Text(did.message, {"by": by, "day": day})
        return _case(request, project, by, IN_TIME if day <= by else LATE, said)
    if not has_lapsed(work, project, by):
        return None
    return _case(request, project, by, NEVER, Text(not_yet.message, {"by": by}))


def _objections(work: Work, over: Over) -> list[Case]:
    """Each objection to what had been accepted, but for those that were taken back."""
    acts: dict[int, tuple[Request, Project, list[Change]]] = {}
    rows = reliability.objections(work.session, work.team_id, over.department.id, over.since, over.until)
    for request, project, change in rows:
        of_it = acts.setdefault(request.id, (request, project, []))[2]
        if change.action == "object":
            of_it.append(change)
        elif of_it and change.changes.get("state", [None])[0] == State.OBJECTED:
            of_it.pop()
    found = []
    for request, project, objected in acts.values():
        for one in objected:
            day = day_of(project, one.at)
            if one.changes["state"][0] != State.SUBMITTED and over.has(day):
                outcome = LATE if "late_notices" in one.changes else IN_TIME
                said = _("objected on %(day)s: %(reason)s", day=day, reason=one.because)
                found.append(_case(request, project, day, outcome, said))
    return found


def _case(request: Request, project: Project, day: date, outcome: str, said: Text) -> Case:
    return Case(project, day, REQUESTS.called(request.number), request.title, outcome, said)
