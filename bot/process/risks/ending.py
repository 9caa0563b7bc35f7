"""A risk is lowered or closed (降级、关闭): on evidence that somebody gives, with the PM's word.

Where the PM gives the evidence, that is their word; the card and the timeline say that it was their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.process.kernel import asks, matters, nudges, undoing
from bot.process.kernel.work import Work
from bot.process.risks import days, reminders, states
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown
from bot.process.risks.states import LEVELS, Level, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, membership, people
from storage import nudges as kept
from storage.history import Change
from storage.people import Person
from storage.risks import Risk

SETTLE, AGREE = "risks.settle", "risks.agree"
_NO_WISH: dict[str, Any] = {"wished_level": "", "wished_by": None, "wished_at": None}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for, and what speaks for it; without a level, to close it."""

    evidence: str
    level: str = ""


def ask(work: Work, risk_id: int, wish: Wish, version: int | None = None) -> Shown:
    """Ask to lower or close it. The PM is asked to agree; who is the PM agrees by that.

    Raises Refused without evidence, for a level that is not lower, and where it was changed since it was looked at.
    """
    risk = matters.held(work, RISKS, risk_id, to=SETTLE, version=version)
    if not wish.evidence.strip():
        raise Refused(_("Say what speaks for it: it is done on evidence."), field="evidence")
    if wish.level and not states.is_lower(wish.level, risk.level):
        raise Refused(
            _("It is %(level)s already: choose a lower level.", level=LEVELS[Level(risk.level or Level.LOW)]),
            field="level",
        )
    move = "ask to lower" if wish.level else "ask to close"
    fields: dict[str, Any] = {"wished_level": wish.level, "wished_by": work.person.user_id, "wished_at": work.now,
                              "review": "", "review_at": None}  # fmt: skip
    matters.move(work, RISKS, risk, move, because=wish.evidence, evidence=wish.evidence, **fields)
    if matters.may(work, RISKS, AGREE, risk):
        return _agreed(work, risk)
    shown = matters.changed(work, RISKS, risk)
    asks.remind_now(work, shown.project.pm_id, reminders.AGREE, risk_id)
    return shown


def agree(work: Work, risk_id: int) -> Shown:
    """The PM agrees: it is lower, or closed."""
    risk = matters.held(work, RISKS, risk_id, to=AGREE)
    return _agreed(work, risk)


def decline(work: Work, risk_id: int, because: str) -> Shown:
    """The PM does not agree yet, and says what is missing: it stands as it did. Raises Refused without a word."""
    risk = matters.held(work, RISKS, risk_id, to=AGREE)
    if not because.strip():
        raise Refused(_("Say what is missing, in a word or two."), field="reason")
    asked_by = risk.wished_by
    move = "decline" if risk.happened_at is None else "keep as happened"
    matters.move(work, RISKS, risk, move, because=because, note=because, **_NO_WISH)
    shown = matters.changed(work, RISKS, risk)
    _tell(work, shown, asked_by)
    return shown


def reopen(work: Work, risk_id: int, because: str) -> Shown:
    """The PM sees that it may come after all, and says why. Raises Refused without a word."""
    risk = matters.held(work, RISKS, risk_id, to="risks.weigh")
    if not because.strip():
        raise Refused(_("Say why, in a word or two."), field="reason")
    if not risk.level:
        matters.alter(work, RISKS, risk, "change", level=Level.LOW.value, owner_id=work.person.user_id)
    owner = _still_there(work, risk)
    matters.move(
        work, RISKS, risk, "reopen", because=because, note=because, closed_at=None, happened_at=None, unchanged=0,
        trend="", owner_id=owner.user_id, heard_on=days.today_of(work, owner),
    )  # fmt: skip
    shown = matters.changed(work, RISKS, risk)
    _tell(work, shown, None)
    return shown


def _still_there(work: Work, risk: Risk) -> Person:
    """Whose it was; the PM, where that person has left, or has no part in the project any more."""
    owner, project = days.owner_of(work, risk), matters.project_of(work, risk)
    if owner is not None and owner.is_there and membership.is_entered(work.session, project, owner.user_id):
        return owner
    return people.person(work.session, work.team_id, project.pm_id) or work.person


def to_ask(work: Work, risk_id: int, move: str) -> tuple[Shown, list[str]]:
    """The risk, for the form in which that is asked for; and the levels that it could have instead."""
    shown = matters.to_act(work, RISKS, risk_id, SETTLE, move)
    lower = [one.value for one in reversed(states.ORDER) if states.is_lower(one, shown.risk.level)]
    if move == "ask to lower" and not lower:
        raise Refused(_("K-%(number)s is low already: it can be closed.", number=shown.risk.number))
    return shown, lower


def undo(work: Work, risk_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    risk, last = matters.take_back(work, RISKS, risk_id, version)
    _take_back_the_wish(work, risk, last)
    was_heard = kept.is_known(work.session, work.team_id, reminders.HAPPENED, risk_id) and not kept.is_untold(
        work.session, work.team_id, reminders.HAPPENED, risk_id
    )
    for kind in (reminders.WORSE, reminders.DECIDED, reminders.NOTED):
        nudges.forget(work, kind, risk_id)
    shown = matters.changed(work, RISKS, risk)
    if last.action == "happen" and was_heard and shown.project.pm_id != work.actor_id:
        asks.remind_now(work, shown.project.pm_id, reminders.BACK, risk_id)
    return shown


def _take_back_the_wish(work: Work, risk: Risk, last: Change) -> None:
    """Who is the PM has agreed by asking: both were one act, and nobody is left who waits for an answer."""
    if last.action not in ("agree to lower", "agree to close"):
        return
    wishes = history.at_once(
        work.session, work.team_id, RISKS.flow, risk.id, f"ask {last.action.removeprefix('agree ')}",
        actor_id=work.person.user_id, at=last.at,
    )  # fmt: skip
    for wish in wishes:
        undoing.restore(work, RISKS.flow, risk, wish)


def _agreed(work: Work, risk: Risk) -> Shown:
    asked_by = risk.wished_by
    if risk.state == State.LOWERING:
        level = risk.wished_level
        matters.move(
            work, RISKS, risk, "agree to lower", level=level, is_set=True, unchanged=0, levelled_at=work.now, **_NO_WISH
        )
    else:
        matters.move(work, RISKS, risk, "agree to close", closed_at=work.now, **_NO_WISH)
        if asked_by != risk.created_by:
            reminders.tell_noter(work, risk)
    shown = matters.changed(work, RISKS, risk)
    _tell(work, shown, asked_by)
    return shown


def _tell(work: Work, shown: Shown, asked_by: str | None) -> None:
    """Its owner, and who asked, hear what the PM said."""
    for user_id in dict.fromkeys((shown.risk.owner_id, asked_by)):
        if user_id is not None and user_id != work.actor_id:
            asks.remind_now(work, user_id, reminders.DECIDED, shown.risk.id)
