"""Requests of a project that stands still: its days of answer and delivery go on with the working days that were left.

What had passed before stays overdue. At the end of the project each is fulfilled, or not needed any more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.process.kernel import matters, undoing
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.requests import shown
from bot.process.requests.kind import REQUESTS
from bot.process.requests.states import CANCEL, FULFIL
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from storage import history, requests
from storage.projects import Project
from storage.requests import UNANSWERED, UNDELIVERED, Request


def is_open(work: Work, project: Project) -> list[Open]:
    """The requests in which somebody has the next word."""
    found = requests.of_projects(work.session, work.team_id, [project.id], states=requests.OPEN)
    return [
        Open(
            one.request.id,
            f"R-{one.request.number}",
            one.request.title,
            tuple(who.user_id for who in (one.requester, one.liaison, one.assignee) if who is not None),
            # While the project stands still, its days do not pass.
            is_late=one.is_late and not project.is_still,
            button=REQUESTS.show(one.request.number),
        )
        for one in shown.many(work, found)
    ]


def ahead(work: Work, project: Project) -> list[Text]:
    """By when what is open is due, were the project to go on now."""
    today, since = work.today(project.zone), project.phase_since or work.now
    moved = [(one, _days(work, project, one, since)) for one in _running(work, project)]
    return [
        _(
            "R-%(number)s · %(title)s: by %(day)s instead of %(was)s",
            number=one.number,
            title=one.title,
            day=Near(days["answer_by" if one.state in UNANSWERED else "needed_by"], today),
            was=Near(one.due_on, today),
        )
        for one, days in moved
        if days
    ]


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The days that had not passed go on with the working days that were left of them."""
    for request in _running(work, project):
        days = _days(work, project, request, since)
        if days:
            matters.alter(work, REQUESTS, request, "go on", **days)
            matters.changed(work, REQUESTS, request)
        else:
            # Of one that nobody had seen yet the card was taken back.
            REQUESTS.draw(work, request)


def end(work: Work, _project: Project, request_ids: Collection[int], is_done: bool, because: str) -> None:
    """These are fulfilled, or not needed any more for that reason."""
    for request_id in sorted(request_ids):
        request = REQUESTS.row(work.session, work.team_id, request_id)
        if request is not None:
            move = FULFIL if is_done else CANCEL
            matters.move(work, REQUESTS, request, move, because="" if is_done else because, closed_at=work.now)
            matters.changed(work, REQUESTS, request)


def bring_back(work: Work, project: Project, at: datetime, with_done: bool) -> int:
    """What was cancelled at that moment is as it was; with what was fulfilled then, or without."""
    count = 0
    for request in requests.of_projects(work.session, work.team_id, [project.id], states=requests.SETTLED):
        last = history.of(work.session, work.team_id, REQUESTS.flow, request.id)[-1]
        if last.at == at and last.action in ((CANCEL, FULFIL) if with_done else (CANCEL,)):
            undoing.restore(work, REQUESTS.flow, request, last)
            matters.changed(work, REQUESTS, request)
            count += 1
    return count


def _running(work: Work, project: Project) -> list[Request]:
    states = (*UNANSWERED, *UNDELIVERED)
    return requests.of_projects(work.session, work.team_id, [project.id], states=states)


def _days(work: Work, project: Project, request: Request, since: datetime) -> dict[str, Any]:
    """The days of the request that move, by field; nothing where it was overdue before."""
    calendar, zone = shown.calendar_of(work, request), ZoneInfo(project.zone)
    stood, today = since.astimezone(zone).date(), work.today(project.zone)
    if request.due_on < stood or today == stood:
        return {}
    fields = ("answer_by", "needed_by") if request.state in UNANSWERED else ("needed_by",)
    first = calendar.next_working_day(today, inclusive=True)
    moved = {}
    for name in fields:
        left = calendar.working_days_between(stood, getattr(request, name))
        moved[name] = calendar.add_working_days(first, left)
    return {name: day for name, day in moved.items() if day != getattr(request, name)}


LIFE = Life(
    words=lambda number: plural("%(number)s open request", "%(number)s open requests", number),
    open=is_open,
    go_on=go_on,
    ahead=ahead,
    end=end,
    is_chosen=True,
    bring_back=bring_back,
)
