"""Putting right what was not met (整改): the lead department gives evidence; of a remainder the PM takes it or says why
not, and of the rest the re-acceptance judges.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from bot.process.acceptance import reminders, results
from bot.process.acceptance import shown as acceptance_shown
from bot.process.acceptance.calling import EVIDENCE_AT_MOST, RUN
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import Remedy, Shown
from bot.process.acceptance.states import State
from bot.process.kernel import matters, nudges, partners, phrases, rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import acceptances
from storage.acceptances import Acceptance, Rectification
from storage.departments import Department
from storage.projects import Project

PROVE = "acceptance.prove"
NOT_YOURS = _("This is put right by %(name)s.")
UNKNOWN = _("There is no such acceptance here. `/project acceptance` shows the one of a project.")


class Put(NamedTuple):
    """What is to be put right, the acceptance of which it came, and its project."""

    row: Rectification
    acceptance: Acceptance
    project: Project


class ToPlan(NamedTuple):
    """The same for the form in which its PM says who sees to it and until when."""

    shown: Shown
    remedy: Remedy
    departments: list[Department]


def to_prove(work: Work, rectification_id: int) -> tuple[Shown, Remedy]:
    """What is to be put right, for the form of its evidence; refused like `prove`."""
    return _shown(work, _provable(work, rectification_id))


def prove(work: Work, rectification_id: int, proof: str) -> Shown:
    """Give evidence that it is put right, to the PM.

    Raises Refused for who does not speak for the lead department, without evidence, and where that was taken.
    """
    put = _provable(work, rectification_id)
    if not proof.strip():
        raise Refused(_("Say what shows that it is put right."), field="proof")
    row = put.row
    row.proof, row.note = spelled(work, proof)[:EVIDENCE_AT_MOST], ""
    row.proved_at, row.proved_by = work.now, work.person.user_id
    row.proved_for = work.acting_for.user_id if work.acting_for is not None else None
    _keep(work, row)
    work.record("acceptance", put.acceptance.id, "prove", {"line": (None, row.item)}, because=row.proof)
    _pass_on(work, put)
    shown = matters.changed(work, ACCEPTANCES, put.acceptance)
    if row.holds_up:
        nudges.remind(work, put.project.pm_id, reminders.AGREE, put.acceptance.id)
    return shown


def agree(work: Work, rectification_id: int) -> Shown:
    """The PM takes the evidence of a remainder: its line is met, and is not judged again.

    Raises Refused for others, and where there is no evidence, or it has lapsed.
    """
    put = _remainder(work, rectification_id)
    put.row.agreed_at = work.now
    _keep(work, put.row)
    work.record("acceptance", put.acceptance.id, "agree", {"line": (None, put.row.item)})
    results.settle(work, put.acceptance, put.project)
    return matters.changed(work, ACCEPTANCES, put.acceptance)


def decline(work: Work, rectification_id: int, reasons: str) -> Shown:
    """The PM does not take the evidence, and says why; where its day has passed, the remainder lapses by that."""
    put = _remainder(work, rectification_id)
    if not reasons.strip():
        raise Refused(_("Say what is missing, so that it can be put right."), field="reason")
    put.row.note, put.row.proved_at, put.row.proved_by, put.row.proved_for = reasons.strip(), None, None, None
    _keep(work, put.row)
    work.record("acceptance", put.acceptance.id, "decline", {"line": (None, put.row.item)}, because=reasons)
    if reminders.over_at(put.row, put.project) <= work.now:
        results.lapse_one(work, put.acceptance, put.project, put.row)
    reminders.remind_of_evidence(work, put.acceptance, [put.row])
    return matters.changed(work, ACCEPTANCES, put.acceptance)


def to_decline(work: Work, rectification_id: int) -> Shown:
    """What evidence was given for, for the form in which it is not taken; refused like `decline`."""
    return ACCEPTANCES.one(work, _remainder(work, rectification_id).acceptance)


def to_plan(work: Work, rectification_id: int) -> ToPlan:
    """What is to be put right, for its form; refused like `plan`."""
    put = _plannable(work, rectification_id)
    return ToPlan(*_shown(work, put), partners.among(work, put.project))


def plan(work: Work, rectification_id: int, department_id: int, due_on: date | None) -> Shown:
    """The PM says who puts right what was not met, and until when.

    Raises Refused for others, for a remainder (the group has said both), and for a day that has passed.
    """
    put = _plannable(work, rectification_id)
    named = partners.part_of(work, put.project, department_id, "department_id")
    if due_on is None or due_on <= work.today(put.project.zone):
        raise Refused(_("Say a day after today until which it is put right."), field="due_on")
    phrases.must_be_ahead(due_on, work.today(put.project.zone), "due_on")
    row = put.row
    row.department_id, row.due_on, row.made_at = department_id, due_on, work.now
    _keep(work, row)
    changes = {"line": (None, row.item), "name": (None, str(named.name)), "day": (None, due_on)}
    work.record("acceptance", put.acceptance.id, "plan", changes)
    reminders.remind_of_evidence(work, put.acceptance, [row])
    return matters.changed(work, ACCEPTANCES, put.acceptance)


def with_department(work: Work, project: Project, gone: int, heir: int | None) -> None:
    """A department takes part no more: what it was to put right is the heir's, or the initiating department's."""
    found = acceptances.in_project(work.session, work.team_id, project.id)
    for one in found:
        if one.department_id == gone and one.is_open:
            one.department_id = heir or project.initiating_department_id
            work.session.add(one)
    work.session.flush()
    for acceptance in acceptances.of_project(work.session, work.team_id, project.id):
        reminders.watch(work, acceptance)


def may_prove(work: Work, shown: Shown, remedy: Remedy) -> bool:
    """Whether the reader may give evidence; for buttons."""
    return remedy.row.is_open and rights.may(work, PROVE, shown.project, department_id=remedy.row.department_id)


def may_agree(work: Work, shown: Shown, remedy: Remedy) -> bool:
    """Whether the reader may take evidence of a remainder; for buttons."""
    is_waiting = remedy.row.holds_up and remedy.row.proved_at is not None
    return is_waiting and rights.may(work, RUN, shown.project)


def may_plan(work: Work, shown: Shown, remedy: Remedy) -> bool:
    """Whether the reader may say who puts it right; for buttons."""
    return remedy.row.is_open and not remedy.row.holds_up and rights.may(work, RUN, shown.project)


def _shown(work: Work, put: Put) -> tuple[Shown, Remedy]:
    shown = ACCEPTANCES.one(work, put.acceptance)
    (remedy,) = acceptance_shown.remedies_of(work, put.project, [put.row])
    return shown, remedy


def _found(work: Work, rectification_id: int) -> Put:
    """What is to be put right, held with its acceptance, of a project that the actor may see."""
    row = acceptances.rectification(work.session, work.team_id, rectification_id)
    if row is None:
        raise ACCEPTANCES.no_such()
    project = rights.seen(work, row.project_id, UNKNOWN)
    acceptance = matters.held(work, ACCEPTANCES, row.acceptance_id)
    held = acceptances.rectification(work.session, work.team_id, rectification_id, to_change=True)
    assert held is not None, "nobody deletes one"  # noqa: S101 - a mistake of ours, not of a user
    return Put(held, acceptance, project)


def _provable(work: Work, rectification_id: int) -> Put:
    put = _found(work, rectification_id)
    name = partners.name(work, put.row.department_id)
    rights.must(work, PROVE, put.project, _(NOT_YOURS.message, name=name), department_id=put.row.department_id)
    if put.row.agreed_at is not None:
        raise Refused(_("That is put right already."), offer=ACCEPTANCES.show(put.acceptance.number))
    again = _again(work, put)
    if again is not None and again.state != State.DRAFT:
        raise Refused(_("It is judged again already."), offer=ACCEPTANCES.show(again.number))
    return put


def _remainder(work: Work, rectification_id: int) -> Put:
    put = _found(work, rectification_id)
    matters.must(work, ACCEPTANCES, RUN, put.acceptance)
    if not put.row.holds_up or put.row.proved_at is None:
        raise Refused(_("No evidence waits for your word there."), offer=ACCEPTANCES.show(put.acceptance.number))
    return put


def _plannable(work: Work, rectification_id: int) -> Put:
    put = _found(work, rectification_id)
    matters.must(work, ACCEPTANCES, RUN, put.acceptance)
    if put.row.holds_up or not put.row.is_open:
        raise Refused(
            _("Who sees to a remainder, and until when, has the acceptance group said."),
            offer=ACCEPTANCES.show(put.acceptance.number),
        )
    return put


def _again(work: Work, put: Put) -> Acceptance | None:
    """The re-acceptance that judges it again."""
    found = acceptances.of_project(work.session, work.team_id, put.project.id)
    return next((one for one in found if any(item["of"] == put.row.id for item in one.items)), None)


def _pass_on(work: Work, put: Put) -> None:
    """The evidence stands in the line of the re-acceptance, too."""
    again = _again(work, put)
    if again is None:
        return
    items = [{**one, "evidence": put.row.proof} if one["of"] == put.row.id else one for one in again.items]
    matters.alter(work, ACCEPTANCES, again, "change", items=items)
    if reminders.is_to_be_called(work, again):
        nudges.remind(work, put.project.pm_id, reminders.CALL, again.id)
    matters.changed(work, ACCEPTANCES, again)


def _keep(work: Work, row: Rectification) -> None:
    work.session.add(row)
    work.session.flush()
