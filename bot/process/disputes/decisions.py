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

from bot.process.disputes import cards, consensus, escalations, reminders, sides
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.clock import Clock
from bot.process.disputes.consensus import NewText
from bot.process.disputes.moves import changed, hash_of, move
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import TRANSITIONS, State, Turn
from bot.process.kernel import nudges, rights
from bot.process.kernel.work import Work
from bot.process.tasks import updates as task_flow
from bot.process.tasks.said import Update
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import disputes as stored
from storage import people
from storage import projects as stored_projects
from storage.disputes import Dispute
from storage.people import Person
from storage.projects import Project

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
    dispute, project = sides.held(work, dispute_id)
    sides.must(work, "disputes.ask_major", dispute, project)
    TRANSITIONS.after(State(dispute.state), "escalate")
    if rights.may(work, "disputes.mark_major", project):
        sides.must(work, "disputes.mark_major", dispute, project)
        return mark(work, dispute)
    return ask(work, dispute)


def mark(work: Work, dispute: Dispute) -> Shown:
    """It is major from now on, and escalated."""
    dispute.is_major = True
    work.record("disputes", dispute.id, "mark major", {"is_major": (False, True)})
    nudges.forget(work, reminders.CALL, dispute.id)
    return escalations.escalate(work, dispute)


def ask(work: Work, dispute: Dispute) -> Shown:
    """A head asks the PM to mark it as major; asked twice, the PM is asked once."""
    if dispute.major_asked_by is not None:
        return dispute_shown.one(work, dispute)
    dispute.major_asked_by = work.person.user_id
    work.record("disputes", dispute.id, "ask for major", {"major_asked_by": (None, work.person.user_id)})
    shown = changed(work, dispute)
    manager = people.person(work.session, work.team_id, shown.project.pm_id)
    cards.ask(work, shown, [manager] if manager else [], Turn.MAJOR)
    return shown


def leave_normal(work: Work, dispute_id: int) -> Shown:
    """The PM does not mark it as major; a head may ask again.

    Raises Refused for who is not the PM, and where nobody asked.
    """
    dispute, project = sides.held(work, dispute_id)
    sides.must(work, "disputes.mark_major", dispute, project)
    if dispute.major_asked_by is None or dispute.state != State.OPEN:
        raise Refused(_("Nobody asks to mark D-%(number)s as major any more.", number=dispute.number))
    work.record("disputes", dispute_id, "leave normal", {"major_asked_by": (dispute.major_asked_by, None)})
    dispute.major_asked_by = None
    work.unsay(dispute_shown.turn_of(dispute, Turn.MAJOR), "it was left normal")
    return changed(work, dispute)


def to_decide(work: Work, dispute_id: int) -> Shown:
    """The dispute, for a form in which the actor will decide it; refused like `decide` itself."""
    dispute, _project = _mine_to_decide(work, dispute_id, None)
    TRANSITIONS.after(State(dispute.state), "decide")
    return dispute_shown.one(work, dispute)


def decide(work: Work, dispute_id: int, decision: Decision, version: int | None = None) -> Shown:
    """Decide it: recorded with reasons, signed, posted, and the tasks that it is about move in the same step.

    Raises Refused for who is not to decide, without words or reasons, for days that cannot be, and where it was changed
    since it was looked at.
    """
    dispute, project = _mine_to_decide(work, dispute_id, version)
    TRANSITIONS.after(State(dispute.state), "decide")
    for name, said in (("text", decision.text), ("reasons", decision.reasons)):
        if not said:
            raise Refused(_("A decision needs words and reasons."), field=name)
    if decision.needed_by is not None and decision.needed_by < work.today(project.zone):
        raise Refused(_("That day has passed."), field="needed_by")
    dispute.outcome, dispute.reasons = decision.text, decision.reasons
    dispute.decided_by = work.person.user_id
    dispute.decided_for = work.acting_for.user_id if work.acting_for else None
    dispute.content_hash = hash_of(
        dispute,
        decision.text,
        decision.reasons,
        dispute.raising_position,
        dispute.other_position,
        decision.request_outcome,
        decision.needed_by,
        sorted(decision.due_on.items()),
        work.person.user_id,
        dispute.decided_for,
        work.now.isoformat(),
    )
    move(work, dispute, "decide", {"content_hash": (None, dispute.content_hash)}, because=decision.text)
    with work.within("tasks"):
        _move_tasks(work, dispute, decision)
    return consensus.ended(work, dispute, project, decision.request_outcome, decision.needed_by, "decide")


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


def set_up(work: Work, project_id: int, clock: Clock, second_decider_id: str | None) -> SetUp:
    """Say how the 24 hours are counted from the next dispute on, and who decides where the sponsor is a party.

    Raises Refused for who may not, for who cannot decide what waits for a decision, and for a PM who is a party there.
    """
    to_set_up(work, project_id)
    project = stored_projects.project(work.session, work.team_id, project_id, to_change=True)
    assert project is not None, "seen before"  # noqa: S101 - a mistake of ours, not of a user
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
        theirs = [one for one in running if (now := before[one.number]) is None or now.user_id != project.sponsor_id]
        _check_can_decide(work, theirs, person)
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
            escalations.hand_to_decider(work, changed(work, dispute))
    waiting = [one.number for one in running if dispute_shown.decider(work, one, project) is None]
    return SetUp(project, person.name if person else None, waiting)


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


def _check_can_decide(work: Work, theirs: list[Dispute], person: Person) -> None:
    """Whoever is named while matters wait for them must be able to decide one of these."""
    if theirs and all(dispute_shown.is_party(work, one, person.user_id) for one in theirs):
        raise Refused(
            _(
                "%(name)s is a party to D-%(number)s, which waits for a decision. Choose somebody who is not.",
                name=person.name,
                number=theirs[0].number,
            ),
            field="second_decider_id",
        )


def _must_set_up(work: Work, project: Project) -> None:
    why = _("You cannot say how disputes go in %(project)s.", project=project.number)
    rights.must(work, "disputes.settings", project, why)


def _mine_to_decide(work: Work, dispute_id: int, version: int | None) -> tuple[Dispute, Project]:
    dispute, project = sides.held(work, dispute_id, version)
    sides.must(work, "disputes.decide", dispute, project)
    if work.acting_for is not None and dispute_shown.is_party(work, dispute, work.person.user_id):
        raise Refused(
            _(
                "You are a party to D-%(number)s, so you cannot decide it for %(name)s either.",
                number=dispute.number,
                name=work.acting_for.name,
            )
        )
    return dispute, project
