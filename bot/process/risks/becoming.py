"""What a risk becomes that has happened: a task, a collaboration request, a dispute; each knows of the other."""

from __future__ import annotations

from bot.process.kernel import matters, partners
from bot.process.kernel.flow import Made
from bot.process.kernel.work import Work
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown
from bot.process.risks.states import STATES, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.departments import Department
from storage.risks import Risk

SETTLE = "risks.settle"


def to_become(work: Work, risk_id: int) -> Shown:
    """The risk, for the form of what it becomes. Raises Refused where it has not happened."""
    shown = matters.to_act(work, RISKS, risk_id, SETTLE)
    _must_have_happened(shown.risk)
    return shown


def becomes(work: Work, risk_id: int, made: Made) -> str:
    """It is that, too, from now on; what it is called itself. Refused like `to_become`."""
    risk = matters.held(work, RISKS, risk_id, to=SETTLE)
    _must_have_happened(risk)
    matters.alter(work, RISKS, risk, "become", noted={"made": (None, made.label)}, became=risk.became + 1)
    matters.changed(work, RISKS, risk)
    return RISKS.called(risk.number)


def _must_have_happened(risk: Risk) -> None:
    if risk.state != State.HAPPENED:
        raise Refused(
            _(
                "K-%(number)s becomes something once it has happened: it is %(state)s.",
                number=risk.number,
                state=STATES[State(risk.state)],
            ),
            offer=RISKS.show(risk.number),
        )


def to_task(work: Work, risk_id: int) -> tuple[Shown, list[Department], int | None]:
    """The same for a task: the departments that can lead it, and the one that most likely does."""
    shown = to_become(work, risk_id)
    parts = partners.among(work, shown.project)
    lead = shown.task.department_id if shown.task else None
    if lead is None:
        hats = {shown.risk.owner_id, work.person.user_id} - {None}
        held = projects.taking_part(work.session, shown.project)
        lead = next((made.id for part, made in held if hats & {part.liaison_id, part.head_id}), None)
    return shown, parts, lead
