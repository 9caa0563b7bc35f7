"""What of a risk waits for whom: the question of each working day, the PM's word, what becomes of one that happened.

The timer of a high risk fires when a working day of its owner begins, and puts the question into the message of their
morning. Working days are those of the owner's own calendar, by the clock where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.process.kernel import asks, matters, nudges, quiet
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.risks import days as risk_days
from bot.process.risks import lines as risk_lines
from bot.process.risks import shown as risk_shown
from bot.process.risks.days import A_DAY, Days
from bot.process.risks.shown import Shown
from bot.process.risks.states import NOT_ASKED, STALE, State
from storage import matters as kept
from storage import nudges as stored
from storage import projects, risks
from storage.projects import Project
from storage.risks import Risk
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
QUESTION, STEP, WEIGH, AGREE, HAPPENED, AFTER_REVIEW = (
    "risks.question", "risks.step", "risks.weigh", "risks.agree", "risks.happened", "risks.after_review",
)  # fmt: skip
KINDS = (QUESTION, STEP, WEIGH, AGREE, HAPPENED, AFTER_REVIEW)
# What is told and waits for nobody: the days without an answer, that it is theirs, worse, decided, has not happened.
MISSED, GIVEN, WORSE, DECIDED, BACK = "risks.missed", "risks.given", "risks.worse", "risks.decided", "risks.back"
# Who noted it hears that it is taken on, is no risk, or is closed.
NOTED = "risks.noted"
LOOK = "risks.look"


def watch(work: Work, risk: Risk) -> None:
    """After every change: what of it waits for whom, and when it is looked at again."""
    wanted = _asks(work, risk)
    asks.settle(work, KINDS, risk.id, wanted)
    standing = {one.kind for one in wanted if one.since <= work.now}
    for kind in KINDS:
        if kind not in standing:
            nudges.forget(work, kind, risk.id)
    _wake(work, risk)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: the days on which owners are asked may be others."""
    for risk in risks.tracked(work.session, work.team_id, project.id):
        watch(work, risk)


def moved(work: Work, user_id: str) -> None:
    """Their working days begin at other moments from now on."""
    for risk in risks.tracked_of(work.session, work.team_id, user_id):
        watch(work, risk)


def look(work: Work, risk_id: int) -> None:
    """A timer's operation: a working day of the owner begins; they are asked, the PM hears of days without a word."""
    risk = kept.by_id(work.session, Risk, work.team_id, risk_id, to_change=True)
    days = risk_days.of(work, risk) if risk is not None else None
    if risk is None or days is None or risk.owner_id is None:
        return
    project = matters.project_of(work, risk)
    days = _without_unasked(work, risk, days)
    if days.is_asked:
        kind = STEP if risk.unchanged >= STALE else QUESTION
        if (kind, risk.id) not in stored.put_off(work.session, work.team_id, risk.owner_id, work.now):
            nudges.remind(work, risk.owner_id, kind, risk.id, is_exact=_is_past_morning(work, risk, days))
    if days.missed and risk.owner_id != project.pm_id:
        nudges.remind(work, project.pm_id, MISSED, project.id)
    _wake(work, risk)


def look_at(work: Work, risk_id: int) -> datetime | None:
    """When the next working day of its owner begins; now, where they are to be asked today and nobody has."""
    risk = kept.by_id(work.session, Risk, work.team_id, risk_id)
    days = risk_days.of(work, risk) if risk is not None else None
    return _next_look(work, risk, days) if risk is not None and days is not None else None


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """What of a reminder of that kind still stands."""

    def nudge(work: Work, user_id: str, risk_id: int) -> Waiting | None:
        return next((one for one in lines(work, user_id, [risk_id]) if one.kind == kind), None)

    return nudge


def asked(work: Work, risk_id: int) -> list[Asked]:
    """Who has the next word about a risk."""
    risk = kept.by_id(work.session, Risk, work.team_id, risk_id)
    return _asks(work, risk) if risk is not None else []


def lines(work: Work, user_id: str, risk_ids: Sequence[int]) -> list[Waiting]:
    """What of these risks waits for the person."""
    found = read_ahead(work.session, Risk, risk_ids)
    return [one for shown in risk_shown.many(work, found) for one in _of(work, shown, user_id)]


def news_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """What of the news of a risk is still to be told: that it is theirs, is worse, was decided."""

    def nudge(work: Work, user_id: str, risk_id: int) -> Waiting | None:
        risk = kept.by_id(work.session, Risk, work.team_id, risk_id)
        if risk is None:
            return None
        shown = risk_shown.one(work, risk)
        is_its = {
            GIVEN: risk.owner_id == user_id and risk.state in risks.IN_REGISTER,
            WORSE: shown.project.pm_id == user_id and risk.trend == "worse" and risk.is_ahead,
            BACK: shown.project.pm_id == user_id and risk.happened_at is None,
            NOTED: risk.created_by == user_id and shown.state is not State.NOTED,
            DECIDED: user_id in (risk.owner_id, risk.wished_by) and shown.state not in (State.LOWERING, State.CLOSING),
        }
        return risk_lines.news(kind, shown) if is_its[kind] else None

    return nudge


def tell_noter(work: Work, risk: Risk) -> None:
    """Who noted it hears what became of that, unless they did it, or hear of it anyway."""
    if risk.created_by not in (work.actor_id, risk.owner_id):
        nudges.remind(work, risk.created_by, NOTED, risk.id)


def nudge_missed(work: Work, user_id: str, project_id: int) -> Waiting | None:
    """One line of all high risks of a project that went without an answer, for its PM."""
    project = projects.project(work.session, work.team_id, project_id)
    if project is None or project.pm_id != user_id:
        return None
    found = risk_shown.many(work, risks.tracked(work.session, work.team_id, project_id))
    silent = [one for one in found if one.missed and one.risk.owner_id != user_id]
    return risk_lines.missed(MISSED, project, silent) if silent else None


def _of(work: Work, shown: Shown, user_id: str) -> list[Waiting]:
    risk, project = shown.risk, shown.project
    days = risk_days.of(work, risk)
    if days is not None and risk.owner_id == user_id:
        if risk.unchanged >= STALE:
            return [risk_lines.step(STEP, shown, days), *_after_review(shown, user_id), *_of_pm(shown, user_id)]
        if days.is_asked:
            return [risk_lines.question(QUESTION, shown, days), *_after_review(shown, user_id), *_of_pm(shown, user_id)]
    if shown.state is State.HAPPENED and not risk.became and user_id in (risk.owner_id, project.pm_id):
        return [risk_lines.happened(HAPPENED, shown)]
    return [*_after_review(shown, user_id), *_of_pm(shown, user_id)]


def _after_review(shown: Shown, user_id: str) -> list[Waiting]:
    """Its stage has passed its review: what becomes of it?"""
    is_asked = shown.risk.review and shown.state in (State.NOTED, State.OPEN, State.HAPPENED)
    is_their = user_id == (shown.risk.owner_id or shown.project.pm_id)
    return [risk_lines.after_review(AFTER_REVIEW, shown)] if is_asked and is_their else []


def _of_pm(shown: Shown, user_id: str) -> list[Waiting]:
    if user_id != shown.project.pm_id:
        return []
    if shown.state is State.NOTED:
        return [risk_lines.weigh(WEIGH, shown)]
    return [risk_lines.agree(AGREE, shown)] if shown.state in (State.LOWERING, State.CLOSING) else []


def _asks(work: Work, risk: Risk) -> list[Asked]:
    state, found = State(risk.state), []
    days = risk_days.of(work, risk)
    if days is not None and risk.owner_id is not None:
        is_stale = risk.unchanged >= STALE
        since = risk.changed_at if is_stale else days.beginning(days.asked_on)
        found.append(Asked(STEP if is_stale else QUESTION, risk.project_id, since, user_id=risk.owner_id))
    if state is State.NOTED:
        found.append(Asked(WEIGH, risk.project_id, risk.created_at, post=asks.PM))
    if state in (State.LOWERING, State.CLOSING):
        found.append(Asked(AGREE, risk.project_id, risk.wished_at or risk.changed_at, post=asks.PM))
    if risk.review and state in (State.NOTED, State.OPEN, State.HAPPENED):
        one = Asked(AFTER_REVIEW, risk.project_id, risk.review_at or risk.changed_at)
        found.append(one._replace(user_id=risk.owner_id) if risk.owner_id else one._replace(post=asks.PM))
    if state is State.HAPPENED and not risk.became:
        one = Asked(HAPPENED, risk.project_id, risk.happened_at or risk.changed_at)
        found += [one._replace(post=asks.PM), *([one._replace(user_id=risk.owner_id)] if risk.owner_id else [])]
    return found


def _is_past_morning(work: Work, risk: Risk, days: Days) -> bool:
    """Whether the day's message has gone out already, as after a standstill: they are asked as soon as they work."""
    owner = risk_days.owner_of(work, risk)
    return owner is not None and quiet.morning(work, owner).astimezone(days.zone).date() > days.today


def _without_unasked(work: Work, risk: Risk, days: Days) -> Days:
    """The days, without those that have passed since the owner was asked last and on which nobody asked: Liaison stood
    still. Nobody is told that they did not answer what they never read.
    """
    last = days.heard_on
    for kind in (QUESTION, STEP):
        nudge = stored.nudge(work.session, work.team_id, risk.owner_id or "", kind, risk.id)
        told_on = nudge.told_at.astimezone(days.zone).date() if nudge is not None and nudge.told_at else days.today
        if nudge is not None and nudge.told_at is None and nudge.due_at > work.now:
            # They have put it off themselves.
            return days
        last = max(last, told_on) if told_on < days.today else last
    unasked = days.calendar.working_days_between(last, days.today - A_DAY)
    if unasked <= 0:
        return days
    heard_on = days.calendar.add_working_days(days.heard_on, unasked)
    work.record("risks", risk.id, NOT_ASKED, {"heard_on": (risk.heard_on, heard_on)})
    risk.heard_on = heard_on
    work.session.add(risk)
    work.session.flush()
    asks.settle(work, KINDS, risk.id, _asks(work, risk))
    return replace(days, heard_on=heard_on)


def _next_look(work: Work, risk: Risk, days: Days) -> datetime:
    kind = STEP if risk.unchanged >= STALE else QUESTION
    nudge = stored.nudge(work.session, work.team_id, risk.owner_id or "", kind, risk.id)
    since = days.beginning(days.calendar.last_working_day(days.asked_on, days.today) or days.today)
    is_reminded = nudge is not None and (nudge.told_at or nudge.due_at) >= since
    return work.now if days.is_asked and not is_reminded else days.next_look


def _wake(work: Work, risk: Risk) -> None:
    """Look again when the owner's next working day begins, or now; never at what is not tracked."""
    days = risk_days.of(work, risk)
    if days is None or matters.project_of(work, risk).is_still:
        work.let_sleep(LOOK, risk.id)
        return
    work.wake(LOOK, risk.id, _next_look(work, risk, days))
