"""How a risk stands, as its owner says it: no change, better, worse, it has happened; and what the next step is.

The day is that of the owner, by the clock where they are, also where somebody answers for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import asks, matters, nudges, phrases
from bot.process.kernel.work import Work
from bot.process.risks import days, reminders
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown
from bot.process.risks.states import STALE, STATES, State, Trend
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage.risks import Risk

ANSWER = "risks.answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a line says: `same`, `better`, `worse` or `happen`, and the word with it."""

    what: str
    word: str = ""


def answer(work: Work, risk_id: int, said: Answer, version: int | None = None) -> Shown:
    """Take what was said in a line. Raises Refused as each answer does, and where it was changed since that version."""
    if version is not None:
        _held(work, risk_id, version)
    return ANSWERS[said.what](work, risk_id, said.word)


def same(work: Work, risk_id: int, word: str = "") -> Shown:
    """Nothing has changed; a second time on one day it says nothing new.

    Raises Refused where that was said so often that the next step is asked for.
    """
    risk = _held(work, risk_id)
    if risk.heard_on == _today(work, risk) and risk.trend == Trend.SAME:
        work.does_nothing()
        return RISKS.one(work, risk)
    if risk.is_tracked and risk.unchanged >= STALE:
        raise Refused(
            _(
                "K-%(number)s: no change %(times)s times in a row. Say the next step, or by when there is one.",
                number=risk.number,
                times=risk.unchanged,
            ),
            offer=Offer(_("Say the next step"), "risks.step", str(risk.id)),
        )
    return _said(work, risk, Trend.SAME, word, unchanged=risk.unchanged + 1)


def better(work: Work, risk_id: int, word: str = "") -> Shown:
    """It looks better."""
    return _said(work, _held(work, risk_id), Trend.BETTER, word, unchanged=0)


def worse(work: Work, risk_id: int, word: str) -> Shown:
    """It looks worse: the PM hears why. Raises Refused without a word."""
    risk = _held(work, risk_id)
    if not word.strip():
        raise Refused(_("Say what has become worse, in a word or two."), field="reason")
    shown = _said(work, risk, Trend.WORSE, word, unchanged=0)
    nudges.forget(work, reminders.WORSE, risk_id)
    if shown.project.pm_id != work.actor_id:
        asks.remind_now(work, shown.project.pm_id, reminders.WORSE, risk_id)
    return shown


def happen(work: Work, risk_id: int, word: str = "") -> Shown:
    """It has happened: the PM hears so at once, and both are asked what becomes of it."""
    risk = _held(work, risk_id)
    matters.move(
        work, RISKS, risk, "happen", because=word, note=word or risk.note, happened_at=work.now,
        heard_on=_today(work, risk), wished_level="", evidence="", wished_by=None, wished_at=None,
    )  # fmt: skip
    shown = matters.changed(work, RISKS, risk)
    if shown.project.pm_id != work.actor_id:
        asks.remind_now(work, shown.project.pm_id, reminders.HAPPENED, risk_id, is_urgent=True)
    return shown


def next_step(work: Work, risk_id: int, step: str, by: date | None, version: int | None = None) -> Shown:
    """What is done next, or by when something is. Raises Refused for neither, and for a day that has passed."""
    risk = _held(work, risk_id, version)
    if not step.strip() and by is None:
        raise Refused(_("Say the next step, or a day."), field="step")
    phrases.must_be_ahead(by, work.today(matters.project_of(work, risk).zone), "by")
    matters.alter(
        work, RISKS, risk, "next step", because=step, next_step=step or risk.next_step, next_on=by, unchanged=0,
        heard_on=_today(work, risk),
    )  # fmt: skip
    return matters.changed(work, RISKS, risk)


def to_answer(work: Work, risk_id: int) -> Shown:
    """The risk, for a form in which its owner says how it stands; refused like the answer itself."""
    return RISKS.one(work, _held(work, risk_id))


def may_answer(work: Work, number: int) -> bool:
    """Whether there is such a risk, whose owner is asked, and the actor may answer. Raises nothing."""
    try:
        risk = matters.find(work, RISKS, number)
    except Refused:
        return False
    return risk.is_ahead and matters.may(work, RISKS, ANSWER, risk)


def _held(work: Work, risk_id: int, version: int | None = None) -> Risk:
    risk = matters.held(work, RISKS, risk_id, to=ANSWER, version=version)
    if not risk.is_ahead:
        raise Refused(
            _("Nobody is asked how K-%(number)s stands: it is %(state)s.",
              number=risk.number, state=STATES[State(risk.state)]),
            offer=RISKS.show(risk.number),
        )  # fmt: skip
    return risk


def _said(work: Work, risk: Risk, trend: Trend, word: str, **fields: Any) -> Shown:
    matters.alter(
        work, RISKS, risk, trend.value, because=word, trend=trend.value, note=word or risk.note,
        heard_on=_today(work, risk), **fields,
    )  # fmt: skip
    return matters.changed(work, RISKS, risk)


def _today(work: Work, risk: Risk) -> date | None:
    return days.today_of(work, days.owner_of(work, risk))


ANSWERS: Mapping[str, Callable[[Work, int, str], Shown]] = {
    "same": same,
    "better": better,
    "worse": worse,
    "happen": happen,
}
