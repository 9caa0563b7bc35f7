"""Decisions (裁决): what is major, who decides, and the decision itself, signed with its reasons.

The sponsor decides. Where the sponsor is a party (head or liaison of a side, or who raised it) or gone, the second
decider of the project does; where none is named who is no party, the PM is asked to name one, and where the PM is a
party too, an admin. Nobody decides who is a party, not even in the sponsor's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from bot.process.disputes import cards, consensus, escalations, reminders, sides, signed
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.clock import CLOCKS, Clock
from bot.process.disputes.consensus import NewText
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import TRANSITIONS, State, Turn
from bot.process.kernel import matters, nudges, phrases, rights, signatures
from bot.process.kernel.signatures import Place
from bot.process.kernel.work import Work
from bot.process.tasks import updates as task_flow
from bot.process.tasks.said import Update
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused, must_stand
from storage import disputes as stored
from storage import people
from storage import projects as stored_projects
from storage.disputes import Dispute
from storage.people import Person
from storage.projects import Project
from storage.signatures import Signature

# What a move of a task keeps of the decision that moved it.
NOTE_LENGTH = 500


@dataclass(frozen=True, slots=True)
class Decision(NewText):
    """What is decided and why; the days to which tasks move, by number."""

    reasons: str = ""
    due_on: Mapping[int, date] = field(default_factory=dict)


class SetUp(NamedTuple):
    """How disputes go in a project: who decides where the sponsor is a party, and the numbers of what nobody can."""

    project: Project
    decider: str | None
    waiting: list[int]


def major(work: Work, dispute_id: int) -> Shown:
    """The PM marks it as major: it is escalated at once. A head of either side asks the PM to.

    Raises Refused for everybody else, and for what is escalated already.
    """
    dispute = sides.held(work, dispute_id, "disputes.ask_major")
    TRANSITIONS.after(State(dispute.state), "escalate")
    if matters.may(work, DISPUTES, "disputes.mark_major", dispute):
        matters.must(work, DISPUTES, "disputes.mark_major", dispute)
        return mark(work, dispute)
    return ask(work, dispute)


def mark(work: Work, dispute: Dispute) -> Shown:
    """It is major from now on, and escalated."""
    matters.alter(work, DISPUTES, dispute, "mark major", is_major=True)
    nudges.forget(work, reminders.CALL, dispute.id)
    return escalations.escalate(work, dispute)


def ask(work: Work, dispute: Dispute) -> Shown:
    """A head asks the PM to mark it as major; asked twice, the PM is asked once."""
    if dispute.major_asked_by is not None:
        return dispute_shown.one(work, dispute)
    matters.alter(work, DISPUTES, dispute, "ask for major", major_asked_by=work.person.user_id)
    shown = matters.changed(work, DISPUTES, dispute)
    cards.ask(work, shown, [dispute_shown.manager(work, shown)], Turn.MAJOR)
    return shown


def leave_normal(work: Work, dispute_id: int) -> Shown:
    """The PM does not mark it as major; a head may ask again.

    Raises Refused for who is not the PM, and where nobody asked.
    """
    dispute = sides.held(work, dispute_id, "disputes.mark_major")
    if dispute.major_asked_by is None or dispute.state != State.OPEN:
        raise Refused(_("Nobody asks to mark D-%(number)s as major any more.", number=dispute.number))
    matters.alter(work, DISPUTES, dispute, "leave normal", major_asked_by=None)
    work.unsay(dispute_shown.turn_of(dispute, Turn.MAJOR), "it was left normal")
    return matters.changed(work, DISPUTES, dispute)


def to_decide(work: Work, dispute_id: int) -> Shown:
    """The dispute, for a form in which the actor will decide it; refused like `decide` itself."""
    return dispute_shown.one(work, _mine_to_decide(work, dispute_id, None))


def decide(work: Work, dispute_id: int, decision: Decision, version: int | None = None) -> Shown:
    """Decide it: recorded with reasons, signed, posted, and the tasks that it is about move in the same step.

    Raises Refused for who is not to decide, without words or reasons, for days that cannot be, and where it was changed
    since it was looked at.
    """
    dispute = _mine_to_decide(work, dispute_id, version)
    for name, said in (("text", decision.text), ("reasons", decision.reasons)):
        if not said:
            raise Refused(_("A decision needs words and reasons."), field=name)
    phrases.must_be_ahead(decision.needed_by, work.today(matters.project_of(work, dispute).zone), "needed_by")
    principal_id = work.acting_for.user_id if work.acting_for else None
    signature = _signed(work, dispute, decision, principal_id or work.person.user_id)
    matters.move(
        work,
        DISPUTES,
        dispute,
        "decide",
        because=decision.text,
        outcome=decision.text,
        reasons=decision.reasons,
        decided_by=work.person.user_id,
        decided_for=principal_id,
        closed_at=work.now,
        content_hash=signature.content_hash,
    )
    with work.within("tasks"):
        _move_tasks(work, dispute, decision)
    return consensus.ended(work, dispute, decision.request_outcome, decision.needed_by, "decide")


def _signed(work: Work, dispute: Dispute, decision: Decision, decider_id: str) -> Signature:
    """The decision bears the signature of who decides, on everything that it says."""
    asked = signed.asked_of(work, dispute, Place("decider", person_id=decider_id))
    said = {
        "text": decision.text,
        "reasons": decision.reasons,
        "request": decision.request_outcome,
        "needed_by": decision.needed_by,
        "due_on": {f"T-{number}": day for number, day in decision.due_on.items()},
    }
    return signatures.sign(work, asked, asked.signer("decider"), signed.of_decision(dispute, said))


def _move_tasks(work: Work, dispute: Dispute, decision: Decision) -> None:
    about_tasks = stored.tasks_of(work.session, work.team_id, [dispute.id]).get(dispute.id, [])
    concerned = {one.number: one for one in about_tasks}
    because = f"D-{dispute.number}: {decision.text}"[:NOTE_LENGTH]
    for number, day in decision.due_on.items():
        if number not in concerned:
            raise Refused(_("D-%(number)s is not about T-%(task)s.", number=dispute.number, task=number))
        if concerned[number].due_on == day:
            continue
        try:
            task_flow.update(work, number, Update(due_on=day, note=because, is_decided=True))
        except Refused as refused:
            raise Refused(refused.why, field=f"due_{number}") from None


def to_set_up(work: Work, project_id: int) -> Project:
    """The project, for a form in which the actor says how disputes go there; refused like `set_up` itself."""
    project = rights.seen(work, project_id)
    _must_set_up(work, project)
    return project


def stands(project: Project) -> list[str | None]:
    """How disputes go there now, as the form keeps it that is opened over it."""
    return [project.dispute_clock, project.second_decider_id]


def set_up(
    work: Work, project_id: int, clock: Clock, second_decider_id: str | None, seen: list[str | None] | None = None
) -> SetUp:
    """Say how the 24 hours are counted from the next dispute on, and who decides where the sponsor is a party.

    Raises Refused for who may not, for who cannot decide what waits for a decision, and for a PM who is a party there;
    Overtaken where somebody has set it otherwise since it was `seen`.
    """
    to_set_up(work, project_id)
    project = stored_projects.project(work.session, work.team_id, project_id, to_change=True)
    assert project is not None, "seen before"  # noqa: S101 - a mistake of ours, not of a user
    must_stand(stands(project), seen, [clock.value, second_decider_id], _set_otherwise(work, project))
    person = people.person(work.session, work.team_id, second_decider_id) if second_decider_id else None
    if second_decider_id and (person is None or person.is_guest or not person.is_there):
        raise Refused(_("Choose a full member of this workspace."), field="second_decider_id")
    running = stored.of_projects(work.session, work.team_id, [project_id], states=[State.ESCALATED])
    before = {one.number: dispute_shown.decider(work, one, project) for one in running}
    changes = {
        "dispute_clock": (project.dispute_clock, clock.value),
        "second_decider_id": (project.second_decider_id, second_decider_id),
    }
    changes = {which: pair for which, pair in changes.items() if pair[0] != pair[1]}
    if "second_decider_id" in changes:
        _check_is_no_party(work, project, running)
    if person is not None:
        is_new = "second_decider_id" in changes
        all_of = stored.running(work.session, work.team_id, project_id) if is_new else running
        _check_can_decide(work, [one for one in all_of if not _is_sponsors(work, one, project)], person)
    for field_name, (_was, after) in changes.items():
        setattr(project, field_name, after)
    if changes:
        work.session.add(project)
        work.record("projects", project_id, "set up disputes", changes)
    if changes and person is not None:
        stored_projects.add_members(work.session, project, [person.user_id])
    for dispute in running:
        if dispute_shown.decider(work, dispute, project) != before[dispute.number]:
            nudges.forget(work, reminders.DECIDE, dispute.id)
            nudges.forget(work, reminders.CALL, dispute.id)
            escalations.hand_to_decider(work, matters.changed(work, DISPUTES, dispute))
    waiting = [one.number for one in running if dispute_shown.decider(work, one, project) is None]
    return SetUp(project, person.name if person else None, waiting)


def _set_otherwise(work: Work, project: Project) -> Text:
    decider_id = project.second_decider_id
    decider = people.person(work.session, work.team_id, decider_id) if decider_id else None
    return _(
        "Somebody has set meanwhile how disputes go in %(project)s: %(clock)s; who decides where the sponsor is a "
        "party: %(name)s. This was not saved; look and send it again.",
        project=project.number,
        clock=CLOCKS[Clock(project.dispute_clock)],
        name=decider.name if decider else "–",
    )


def _check_is_no_party(work: Work, project: Project, running: list[Dispute]) -> None:
    """Nobody chooses who decides a matter in which they are a party."""
    for dispute in running:
        if dispute_shown.is_party(work, dispute, work.person.user_id) and not work.person.may_administer:
            raise Refused(
                _(
                    "You are a party to D-%(number)s, which waits for a decision: a workspace admin names who decides.",
                    number=dispute.number,
                ),
                field="second_decider_id",
            )


def _is_sponsors(work: Work, dispute: Dispute, project: Project) -> bool:
    """Whether the sponsor decides it, or would."""
    chosen = dispute_shown.decider(work, dispute, project)
    return chosen is not None and chosen.user_id == project.sponsor_id


def _check_can_decide(work: Work, theirs: list[Dispute], person: Person) -> None:
    """Whoever is named must be able to decide what is, or may come to be, theirs to decide."""
    for dispute in theirs:
        if not dispute_shown.is_party(work, dispute, person.user_id):
            continue
        waits = _("%(name)s is a party to D-%(number)s, which waits for a decision. Choose somebody who is not.")
        runs = _("%(name)s is a party to D-%(number)s, which may come to a decision. Choose somebody who is not.")
        why = waits if dispute.state == State.ESCALATED else runs
        raise Refused(Text(why.message, {"name": person.name, "number": dispute.number}), field="second_decider_id")


def _must_set_up(work: Work, project: Project) -> None:
    why = _("You cannot say how disputes go in %(project)s.", project=project.number)
    rights.must(work, "disputes.settings", project, why)


def _mine_to_decide(work: Work, dispute_id: int, version: int | None) -> Dispute:
    dispute = sides.held(work, dispute_id, "disputes.decide", version)
    if work.acting_for is not None and dispute_shown.is_party(work, dispute, work.person.user_id):
        raise Refused(
            _(
                "You are a party to D-%(number)s, so you cannot decide it for %(name)s either.",
                number=dispute.number,
                name=work.acting_for.name,
            )
        )
    TRANSITIONS.after(State(dispute.state), "decide")
    return dispute
