"""The PM weighs a risk (评估): how high it is, whose it is; and changes what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.process.kernel import matters
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.risks import noting, reminders, states
from bot.process.risks.kind import RISKS
from bot.process.risks.noting import Weighed
from bot.process.risks.shown import Shown
from bot.process.risks.states import State
from bot.process.tasks import cards as task_cards
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage.risks import HIGH, IN_REGISTER, Risk

WEIGH = "risks.weigh"


@dataclass(frozen=True, slots=True)
class Said:
    """What the form of a risk says."""

    title: str
    response: str
    threatens: str
    weighed: Weighed


def to_weigh(work: Work, risk_id: int) -> Shown:
    """The risk, for the form in which the PM weighs or changes it. Raises Refused where it stands in no register."""
    shown = matters.to_act(work, RISKS, risk_id, WEIGH)
    _must_stand(shown.risk)
    return shown


def weigh(work: Work, risk_id: int, said: Said, version: int | None = None) -> Shown:
    """Say how high it is, and whose; or something else of it.

    Raises Refused without words or a level, where a high risk would become lower, which takes evidence, and where it
    was changed since it was looked at.
    """
    risk = matters.held(work, RISKS, risk_id, to=WEIGH, version=version)
    _must_stand(risk)
    fields = _fields(work, risk, said)
    before, task_before = risk.owner_id, risk.task_id
    if risk.state == State.NOTED:
        matters.move(work, RISKS, risk, "weigh", **fields)
        reminders.tell_noter(work, risk)
    else:
        matters.alter(work, RISKS, risk, "change", **fields)
    if risk.owner_id != before:
        noting.tell_given(work, risk)
    if task_before is not None and task_before != risk.task_id:
        task_cards.renew(work, [task_before], matters.project_of(work, risk))
    return matters.changed(work, RISKS, risk)


def _fields(work: Work, risk: Risk, said: Said) -> dict[str, Any]:
    title = " ".join(spelled(work, said.title).split())[: noting.TITLE_AT_MOST]
    if not title:
        raise Refused(_("Say what may go wrong."), field="title")
    fields, heard_on = noting.weighed_as(work, risk, said.weighed)
    if risk.level == HIGH and states.is_lower(str(fields["level"]), risk.level):
        raise Refused(
            _("K-%(number)s is high: it is lowered on evidence. Say what speaks for it there.", number=risk.number),
            field="level",
            offer=Offer(_("Lower it"), "risks.lower", str(risk.id)),
        )
    task_id, stage_id = noting.threatened(work, matters.project_of(work, risk), said.threatens)
    is_new_owner = fields["owner_id"] != risk.owner_id
    return {
        **fields,
        "title": title,
        "response": said.response,
        "task_id": task_id,
        "stage_id": stage_id,
        "heard_on": heard_on,
        # Who has it from now on has not said anything yet.
        "unchanged": 0 if is_new_owner else risk.unchanged,
    }


def _must_stand(risk: Risk) -> None:
    if risk.state not in IN_REGISTER:
        raise Refused(
            _("K-%(number)s is %(state)s.", number=risk.number, state=states.STATES[State(risk.state)]),
            offer=RISKS.show(risk.number),
        )
