"""What of a retrospective waits for whom: an answer in private, the PM's report, and each action for its owner.

It goes on when the project is closed: that is when one looks back. Nobody answers in another's stead, so who stands in
for somebody is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.kernel import asks, calendars, matters, nudges
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.retrospectives import lines as said
from bot.process.retrospectives.states import TRANSITIONS, State
from storage import matters as kept
from storage import people, projects, retrospectives
from storage.projects import Project
from storage.retrospectives import OPEN, Action, Retrospective
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
ANSWER, WRITE = "retrospectives.answer", "retrospectives.write"
FOLLOW, LATE = "retrospectives.follow", "retrospectives.late"
# What is told and waits for nobody: that the answers are together.
TOLD = "retrospectives.together"
KINDS, ACTION_KINDS = (ANSWER, WRITE), (FOLLOW, LATE)
LOOK = "retrospectives.look"
LASTING = frozenset({*KINDS, *ACTION_KINDS, LOOK})


def watch(work: Work, retrospective: Retrospective) -> None:
    """After every change: what of it waits for whom, and when it is looked at again."""
    wanted = _asked(work, retrospective)
    asks.settle(work, KINDS, retrospective.id, wanted)
    waiting = {(one.kind, one.user_id) for one in wanted}
    if retrospective.state != State.TOGETHER:
        nudges.forget(work, WRITE, retrospective.id)
    nudges.forget(work, ANSWER, retrospective.id, but={user for kind, user in waiting if kind == ANSWER})
    upcoming = [moment for moment in _moments(work, retrospective) if moment > work.now]
    if retrospective.state == State.ASKING and upcoming and not _is_silent(work, retrospective):
        work.wake(LOOK, retrospective.id, min(upcoming))
    else:
        work.let_sleep(LOOK, retrospective.id)


def look(work: Work, retrospective_id: int) -> None:
    """A timer's operation: those who have not answered are reminded; when the day is over, the answers are together."""
    retrospective = kept.by_id(work.session, Retrospective, work.team_id, retrospective_id, to_change=True)
    if retrospective is None or retrospective.state != State.ASKING or _is_silent(work, retrospective):
        return
    if ends_at(work, retrospective) <= work.now:
        gather(work, retrospective)
        return
    for one in _asked(work, retrospective):
        nudges.remind(work, one.user_id, ANSWER, retrospective.id, mark=work.now.isoformat())
    watch(work, retrospective)


def look_at(work: Work, retrospective_id: int) -> datetime | None:
    """When it is looked at again; now, where its day is over."""
    retrospective = kept.by_id(work.session, Retrospective, work.team_id, retrospective_id)
    if retrospective is None or retrospective.state != State.ASKING:
        return None
    upcoming = [moment for moment in _moments(work, retrospective) if moment > work.now]
    return min(upcoming, default=work.now)


def gather(work: Work, retrospective: Retrospective, *, but: str | None = None) -> None:
    """The answers are shown together, and the PM is asked to write the report; `but` hears of it otherwise."""
    before = {"state": retrospective.state, "gathered_at": retrospective.gathered_at}
    retrospective.state, retrospective.gathered_at = TRANSITIONS.after(State(retrospective.state), "gather"), work.now
    retrospective.version += 1
    if work.actor is not None:
        work.sign(retrospective)
    work.session.add(retrospective)
    work.session.flush()
    changes = {name: (was, getattr(retrospective, name)) for name, was in before.items()}
    work.record("retrospectives", retrospective.id, "gather", changes)
    watch(work, retrospective)
    project = matters.project_of(work, retrospective)
    if project.pm_id not in (work.actor_id, but):
        asks.remind_now(work, project.pm_id, WRITE, retrospective.id)
    for one in retrospectives.answers(work.session, work.team_id, retrospective.id):
        if one.user_id not in (project.pm_id, work.actor_id, but):
            nudges.remind(work, one.user_id, TOLD, retrospective.id)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: the days on which those are reminded who have not answered may be others."""
    found = retrospectives.of_project(work.session, work.team_id, project.id)
    if found is not None:
        watch(work, found)


def watch_action(work: Work, action: Action) -> None:
    """After every change of an action: who is asked to see to it, and who sees that it is late."""
    wanted = _asked_of(work, action)
    asks.settle(work, ACTION_KINDS, action.id, wanted)
    owners = {one.user_id for one in wanted if one.kind == FOLLOW and one.user_id}
    nudges.forget(work, FOLLOW, action.id, but=owners)
    project = projects.project(work.session, work.team_id, action.project_id)
    if project is None or action.state != OPEN:
        return
    for owner_id in owners:
        person = people.person(work.session, work.team_id, owner_id)
        if person is not None:
            # On the last morning on which it can still be done in time.
            calendar = calendars.of_person(work, person)
            last = calendar.last_working_day(work.today(person.zone), action.due_on) or action.due_on
            at = max(asks.beginning(last, project), work.now)
            nudges.remind(work, owner_id, FOLLOW, action.id, at, mark=f"{action.due_on}")


def asked(work: Work, retrospective_id: int) -> list[Asked]:
    """Whose answer is waited for, and whose report."""
    found = kept.by_id(work.session, Retrospective, work.team_id, retrospective_id)
    return _asked(work, found) if found is not None else []


def asked_of(work: Work, action_id: int) -> list[Asked]:
    """Whose an action is to do."""
    found = retrospectives.action(work.session, work.team_id, action_id)
    return _asked_of(work, found) if found is not None else []


def lines(work: Work, user_id: str, retrospective_ids: Sequence[int]) -> list[Waiting]:
    """What of these retrospectives waits for the person."""
    found = []
    for one in read_ahead(work.session, Retrospective, retrospective_ids):
        project = projects.project(work.session, work.team_id, one.project_id)
        if one.team_id != work.team_id or project is None:
            continue
        if one.state == State.TOGETHER and project.pm_id == user_id:
            found.append(said.write(WRITE, one, project))
        if user_id in {each.user_id for each in _asked(work, one) if each.kind == ANSWER}:
            found.append(said.answer(ANSWER, one, project, ends_at(work, one), work.today(project.zone)))
    return found


def action_lines(work: Work, user_id: str, action_ids: Sequence[int]) -> list[Waiting]:
    """Which of these actions wait for the person; and, for the PM, which are late or have nobody any more."""
    found = []
    for action in read_ahead(work.session, Action, action_ids):
        project = projects.project(work.session, work.team_id, action.project_id)
        if action.team_id != work.team_id or project is None or action.state != OPEN:
            continue
        owner = people.person(work.session, work.team_id, action.owner_id)
        is_there = owner is not None and owner.is_there
        until = asks.beginning(action.due_on + timedelta(days=1), project)
        today = work.today(project.zone)
        days = calendars.of_project(work, project).working_days_late(action.due_on, today)
        if is_there and action.owner_id == user_id:
            found.append(said.follow(FOLLOW, action, project, until, today, days))
        elif project.pm_id == user_id and not is_there:
            found.append(said.without_owner(FOLLOW, action, project, owner))
        elif project.pm_id == user_id and until <= work.now:
            found.append(said.late(LATE, action, project, owner, days))
    return found


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """What of a reminder of that kind still stands."""

    def nudge(work: Work, user_id: str, subject_id: int) -> Waiting | None:
        read = action_lines if kind in ACTION_KINDS else lines
        return next((one for one in read(work, user_id, [subject_id]) if one.kind == kind), None)

    return nudge


def nudge_together(work: Work, user_id: str, retrospective_id: int) -> Waiting | None:
    """That the answers are together, for one of those who were asked."""
    found = kept.by_id(work.session, Retrospective, work.team_id, retrospective_id)
    if found is None or found.state != State.TOGETHER:
        return None
    is_asked = retrospectives.answer_of(work.session, work.team_id, found.id, user_id) is not None
    return said.together(TOLD, found, matters.project_of(work, found)) if is_asked else None


def ends_at(work: Work, retrospective: Retrospective) -> datetime:
    """The end of the day to answer by, in the project's zone."""
    return asks.beginning(retrospective.answer_by + timedelta(days=1), matters.project_of(work, retrospective))


def _asked(work: Work, one: Retrospective) -> list[Asked]:
    if one.state == State.TOGETHER:
        return [Asked(WRITE, one.project_id, one.gathered_at or one.changed_at, post=asks.PM)]
    if one.state != State.ASKING:
        return []
    answers = retrospectives.answers(work.session, work.team_id, one.id)
    silent = [each.user_id for each in answers if each.answered_at is None]
    known = people.people(work.session, work.team_id, silent)
    until = ends_at(work, one)
    return [
        Asked(ANSWER, one.project_id, one.asked_at, until, user_id=each)
        for each in silent
        if each in known and known[each].is_there
    ]


def _asked_of(work: Work, action: Action) -> list[Asked]:
    project = projects.project(work.session, work.team_id, action.project_id)
    if action.state != OPEN or project is None:
        return []
    owner = people.person(work.session, work.team_id, action.owner_id)
    if owner is None or not owner.is_there:
        return [Asked(FOLLOW, action.project_id, action.changed_at, post=asks.PM)]
    late = asks.beginning(action.due_on + timedelta(days=1), project)
    return [
        Asked(FOLLOW, action.project_id, action.created_at, user_id=action.owner_id),
        Asked(LATE, action.project_id, late, post=asks.PM),
    ]


def _moments(work: Work, one: Retrospective) -> list[datetime]:
    """Whenever it is looked at: at half time, on the last working day, and when the day to answer by is over."""
    project = matters.project_of(work, one)
    calendar = calendars.of_project(work, project)
    since = calendar.next_working_day(one.asked_at.astimezone(ZoneInfo(project.zone)).date(), inclusive=True)
    days = asks.half_and_last(since, one.answer_by, calendar)
    return [*(asks.beginning(day, project) for day in days), ends_at(work, one)]


def _is_silent(work: Work, one: Retrospective) -> bool:
    """Whether its project stands still, and is not over."""
    project = matters.project_of(work, one)
    return project.is_still and not asks.goes_on(work, project, LOOK)
