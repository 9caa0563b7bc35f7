"""The deadlines of collaboration requests: who is reminded when, what waits for whom, and who hears of silence.

Around the day by which an answer is due, and then around the day by which the help is needed, the asked department is
reminded at half time and on the last working day; once the day has passed, they are reminded again and again (`asks`),
who asked is told, and after some days their head and the PM, who have it on Home from the beginning. Reminders travel
in the grouped message of a working morning; the timer only puts them there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.kernel import asks, nudges, quiet
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.requests import shown as request_shown
from bot.process.requests.shown import Shown
from bot.process.requests.states import State
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import matters, projects, requests
from storage import nudges as kept
from storage.projects import Project
from storage.requests import UNANSWERED, UNDELIVERED, Request
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
ANSWER, DELIVER, DECIDE, CONFIRM, SILENCE = (
    "requests.answer",
    "requests.deliver",
    "requests.decide",
    "requests.confirm",
    "requests.silence",
)
KINDS = (ANSWER, DELIVER, DECIDE, CONFIRM, SILENCE)
LOOK = "requests.look"
# Silence is told once; it stands under one mark.
_SILENT = "silent"


def watch(work: Work, request: Request, project: Project) -> None:
    """After every change: forget what was to be said of the state before, and look again when something is due."""
    asks.settle(work, KINDS, request.id, _asks(work, request, project))
    for kind in KINDS:
        nudges.forget(work, kind, request.id)
    if request.state in (*UNANSWERED, *UNDELIVERED) and request.due_on < work.today(project.zone):
        for user_id in _asked(work, request):
            nudges.remind(work, user_id, _next_word(request), request.id, quiet.after_news(work, user_id))
    if request.state in (State.OBJECTED, State.DELIVERED):
        nudges.remind(
            work, request.requester_id, _next_word(request), request.id, quiet.after_news(work, request.requester_id)
        )
    _wake(work, request, project)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: look at the project's open requests again on the days that it makes of them."""
    states = (*UNANSWERED, *UNDELIVERED)
    for request in requests.of_projects(work.session, work.team_id, [project.id], states=states):
        asks.settle(work, KINDS, request.id, _asks(work, request, project))
        _wake(work, request, project)


def look(work: Work, request_id: int) -> None:
    """A timer's operation: remind the asked department, or tell of its silence, as the day says."""
    request = matters.by_id(work.session, Request, work.team_id, request_id, to_change=True)
    project = projects.project(work.session, work.team_id, request.project_id) if request else None
    if request is None or project is None or request.state not in (*UNANSWERED, *UNDELIVERED):
        return
    if request.due_on >= work.today(project.zone):
        for user_id in _asked(work, request):
            nudges.remind(work, user_id, _next_word(request), request_id)
    elif _silent_from(work, request, project) <= work.now:
        is_long = _head_from(work, request, project) <= work.now
        for user_id in (request.requester_id, *(_escalated_to(work, request, project) if is_long else ())):
            nudges.remind(work, user_id, SILENCE, request_id, mark=_SILENT)
    _wake(work, request, project)


def tell_now(work: Work, request: Request, project: Project) -> None:
    """Tell the asked department's head, and the PM, at once that it is overdue; for whoever asked turns to them."""
    for user_id in _escalated_to(work, request, project):
        if user_id != work.actor_id:
            asks.remind_now(work, user_id, SILENCE, request.id, is_urgent=True)


def look_at(work: Work, request_id: int) -> datetime | None:
    """When the request is looked at again; now, where nobody was told that its day has passed in silence."""
    request = matters.by_id(work.session, Request, work.team_id, request_id)
    project = projects.project(work.session, work.team_id, request.project_id) if request else None
    if request is None or project is None or request.state not in (*UNANSWERED, *UNDELIVERED):
        return None
    moments = _moments(work, request, project)
    upcoming = [moment for moment in moments if moment > work.now]
    if upcoming:
        return min(upcoming)
    # Who has done something about it since knows.
    is_silent = request.changed_at < max(moments)
    return work.now if is_silent and not kept.is_known(work.session, work.team_id, SILENCE, request_id) else None


def nudge(work: Work, user_id: str, request_id: int) -> Waiting | None:
    """The line of a reminder, if the matter still waits for that person."""
    return next(iter(lines(work, user_id, [request_id])), None)


def asked(work: Work, request_id: int) -> list[Asked]:
    """Who has the next word in a request, and who sees that it is not said."""
    request = matters.by_id(work.session, Request, work.team_id, request_id)
    project = projects.project(work.session, work.team_id, request.project_id) if request is not None else None
    return _asks(work, request, project) if request is not None and project is not None else []


def lines(work: Work, user_id: str, request_ids: Sequence[int]) -> list[Waiting]:
    """Those of these requests in which the person has the next word, or waits for it that is overdue."""
    found = read_ahead(work.session, Request, request_ids)
    waiting = (
        _waiting(work, shown, user_id) or _silence(work, shown, user_id) for shown in request_shown.many(work, found)
    )
    return [one for one in waiting if one is not None]


def _next_word(request: Request) -> str:
    """The kind of reminder of whose turn it is."""
    if request.state in UNANSWERED:
        return ANSWER
    return {State.OBJECTED: DECIDE, State.DELIVERED: CONFIRM}.get(State(request.state), DELIVER)


def _asks(work: Work, request: Request, project: Project) -> list[Asked]:
    if request.state in (State.OBJECTED, State.DELIVERED):
        return [Asked(_next_word(request), request.project_id, request.changed_at, user_id=request.requester_id)]
    if request.state not in (*UNANSWERED, *UNDELIVERED):
        return []
    asked = Asked(_next_word(request), request.project_id, request.changed_at)
    of_department = asked._replace(post=asks.LIAISON, department_id=request.asked_department_id)
    silent = Asked(SILENCE, request.project_id, _silent_from(work, request, project))
    return [
        of_department,
        *([asked._replace(user_id=request.assignee_id)] if request.assignee_id else []),
        silent._replace(user_id=request.requester_id),
        silent._replace(post=asks.HEAD, department_id=request.asked_department_id),
        silent._replace(post=asks.PM),
    ]


def _waiting(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    """What the person has to do about it now; None where it is another's turn."""
    request, number = shown.request, str(shown.request.id)
    if user_id in _asked(work, request):
        if shown.state == State.SUBMITTED:
            both = (
                Offer(_("Accept"), "requests.accept", number),
                Offer(_("Object"), "requests.object", number),
            )
            return Waiting(ANSWER, request.id, _line(work, shown, _("answer")), _end(shown), both)
        if shown.state in (State.ACCEPTED, State.RETURNED):
            delivered = Offer(_("Delivered"), "requests.deliver", number)
            return Waiting(DELIVER, request.id, _line(work, shown, _("deliver")), _end(shown), (delivered,))
    if user_id == request.requester_id:
        if shown.state == State.OBJECTED:
            buttons = (_show(shown),)
            return Waiting(DECIDE, request.id, _line(work, shown, _("decide on the alternative")), _end(shown), buttons)
        if shown.state == State.DELIVERED:
            confirmed = Offer(_("Confirm"), "requests.confirm", number)
            line = _line(work, shown, _("confirm the delivery"))
            return Waiting(CONFIRM, request.id, line, _end(shown), (confirmed, _show(shown)))
    return None


def _silence(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    """That an answer or the delivery is overdue, for who asked, and who can see to it; None before, and for others."""
    request, number = shown.request, str(shown.request.id)
    is_silent = shown.is_late and _silent_from(work, request, shown.project) <= work.now
    is_asking = user_id in (request.requester_id, shown.project.pm_id)
    if not is_silent or not (is_asking or user_id == _head(work, request)):
        return None
    what = _("no answer yet") if request.state in UNANSWERED else _("not delivered yet")
    more = [Offer(_("Ask their head"), "requests.escalate", number)] if is_asking else []
    if is_asking and request.state in UNANSWERED:
        more.append(Offer(_("Raise a dispute"), "disputes.for_request", number))
    return Waiting(SILENCE, request.id, _line(work, shown, what), _end(shown), (*more, _show(shown)), is_to_do=False)


def _line(work: Work, shown: Shown, what: Text) -> Text:
    line = _(
        "R-%(number)s · %(title)s · %(what)s by %(day)s (%(calendar)s)",
        number=shown.request.number,
        title=shown.request.title,
        what=what,
        day=Near(shown.request.due_on, work.today(shown.project.zone)),
        calendar=shown.counted,
    )
    return asks.with_days_overdue(line, shown.working_days_late)


def _show(shown: Shown) -> Offer:
    return Offer(_("Show it"), "requests.show", str(shown.request.number))


def _asked(work: Work, request: Request) -> list[str]:
    """Who answers for the asked department, and the person they named."""
    answering = request_shown.answers_for(work, request)
    named = [answering.user_id if answering else None, request.assignee_id]
    return [one for one in dict.fromkeys(named) if one]


def _head(work: Work, request: Request) -> str | None:
    part = projects.part(work.session, request.project_id, request.asked_department_id)
    return part.head_id if part else None


def _escalated_to(work: Work, request: Request, project: Project) -> list[str]:
    head_id = _head(work, request)
    return list(dict.fromkeys([head_id, project.pm_id] if head_id else [project.pm_id]))


def _silent_day(work: Work, request: Request, project: Project) -> date:
    """The first day on which who asked hears that nothing came: after the last one; of what was returned when that was
    over before, after one more whole working day.
    """
    changed_on = request.changed_at.astimezone(ZoneInfo(project.zone)).date()
    if request.state == State.RETURNED and request.due_on < changed_on:
        return request_shown.calendar_of(work, request).add_working_days(changed_on, 2)
    return request.due_on + timedelta(days=1)


def _silent_from(work: Work, request: Request, project: Project) -> datetime:
    return asks.beginning(_silent_day(work, request, project), project)


def _head_from(work: Work, request: Request, project: Project) -> datetime:
    """When the asked department's head, and the PM, are told."""
    before = _silent_day(work, request, project) - timedelta(days=1)
    return asks.beginning(request_shown.calendar_of(work, request).add_working_days(before, asks.HEAD_DAY), project)


def _end(shown: Shown) -> datetime:
    """The deadline: the end of its day in the project's zone."""
    return asks.beginning(shown.request.due_on + timedelta(days=1), shown.project)


def _wake(work: Work, request: Request, project: Project) -> None:
    """Look again on the next day that asks for it; never, once nobody has to answer or deliver."""
    if project.is_still or request.state not in (*UNANSWERED, *UNDELIVERED):
        work.let_sleep(LOOK, request.id)
        return
    upcoming = [moment for moment in _moments(work, request, project) if moment > work.now]
    if upcoming:
        work.wake(LOOK, request.id, min(upcoming))


def _moments(work: Work, request: Request, project: Project) -> list[datetime]:
    """Whenever the request is to be looked at: on the days of its reminders, and when the last of its days is over."""
    zone, calendar = ZoneInfo(project.zone), request_shown.calendar_of(work, request)
    after = [_silent_from(work, request, project), _head_from(work, request, project)]
    if request.state == State.RETURNED and request.due_on < request.changed_at.astimezone(zone).date():
        return after
    since = request.created_at if request.state in UNANSWERED else request.accepted_at or request.created_at
    days = asks.half_and_last(since.astimezone(zone).date(), request.due_on, calendar)
    return [*(asks.beginning(day, project) for day in days), *after]
