"""The round in which a plan is confirmed: sent, stopped, asked anew where the plan changes, and ended by the last word.

What is confirmed is the plan as it is. Where it changes while a round runs, those are asked again whose part is other
(`replanned.py`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.process.baselines import cards, kept, reminders, sections, signed
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.sections import Plan
from bot.process.baselines.shown import Shown
from bot.process.baselines.states import CONFIRM_DAYS, State
from bot.process.kernel import calendars, matters, places, rights, rounds, signing
from bot.process.kernel.rooms import room_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.signing import Signing, Words
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.projects import moving, numbering
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import baselines, people, projects, tasks
from storage.baselines import Confirmation
from storage.projects import Project

SEND = "baselines.send"
CARD = cards.CARD
NOT_YOURS = _("The plan of %(number)s is not yours to send for confirmation.")


def must_send(work: Work, project_id: int) -> Project:
    """The project whose plan the actor may send. Raises Refused for others, and where it stands confirmed."""
    project = rights.seen(work, project_id)
    rights.must(work, SEND, project, _(NOT_YOURS.message, number=project.number))
    confirmation = signed.of_project(work, project)
    if confirmation is not None and confirmation.state == State.SIGNED:
        baseline = baselines.newest(work.session, work.team_id, project.id)
        raise Refused(
            _(
                "All have confirmed the plan of %(project)s already: it is baseline %(number)s.",
                project=project.number,
                number=baseline.number if baseline is not None else 1,
            ),
            offer=Offer(_("What has moved since"), "baselines.baseline", str(project.id)),
        )
    if confirmation is not None and confirmation.state == State.SIGNING:
        raise Refused(
            _("The plan of %(project)s is with the heads already.", project=project.number),
            offer=CONFIRMATIONS.show(confirmation.number),
        )
    return project


def send(work: Work, project_id: int) -> Shown:
    """Have the plan confirmed by the head of every department that has a part in it and whose word does not stand.

    Raises Refused as `must_send` does, and for a plan without tasks.
    """
    project = must_send(work, project_id)
    _hold_plan(work, project)
    plan = sections.read(work, project)
    must_have_tasks(project, plan)
    confirmation = _of(work, project)
    hashes = sections.hashes(sections.document(plan))
    edition, before = confirmation.edition + (hashes != confirmation.hashes), confirmation.card
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    matters.move(
        work,
        CONFIRMATIONS,
        confirmation,
        "send",
        noted={"of_edition": (None, edition)},
        edition=edition,
        hashes=hashes,
        is_after_fact=project.phase != Phase.PLANNING,
        sent_at=work.now,
        sign_by=calendar.add_working_days(today, CONFIRM_DAYS),
        note="",
        returned_by=None,
        returned_for=None,
        returned_at=None,
    )
    asked, document = look_round(work, confirmation, project)
    if not rounds.ask_again(work, asked, document):
        return complete(work, confirmation, project)
    work.unsay(confirmation.turn, "it was sent again")
    shown = matters.changed(work, CONFIRMATIONS, confirmation)
    places.let_rest(work, shown, cards.CARD, before)
    return shown


def must_have_tasks(project: Project, plan: Plan) -> None:
    """Raises Refused for a plan without tasks."""
    if not plan.tasks:
        raise Refused(
            _(
                "%(project)s has no task yet, so there is no plan to confirm. `/plan import` reads one, `/task add` "
                "adds a task.",
                project=project.number,
            )
        )


def stop(work: Work, confirmation_id: int) -> Shown:
    """Nobody is asked to confirm any more, until it is sent again; what was confirmed stays confirmed."""
    confirmation = matters.held(work, CONFIRMATIONS, confirmation_id, to=SEND)
    matters.move(work, CONFIRMATIONS, confirmation, "stop")
    work.unsay(confirmation.turn, "the round was stopped")
    return matters.changed(work, CONFIRMATIONS, confirmation)


def look_round(work: Work, confirmation: Confirmation, project: Project) -> tuple[Round, Document]:
    """Who confirms as the plan is now, and what: where it has changed since it was laid before them, it is another
    version, and those are asked again whose part is other.
    """
    plan = sections.read(work, project)
    if confirmation.state != State.SIGNING:
        return signed.gathered(work, confirmation, plan), signed.document(confirmation, plan)
    hashes = sections.hashes(sections.document(plan))
    if hashes == confirmation.hashes:
        return signed.gathered(work, confirmation, plan), signed.document(confirmation, plan)
    names = {*hashes, *confirmation.hashes}
    other = sorted(
        of
        for one in names
        if hashes.get(one) != confirmation.hashes.get(one) and (of := sections.department_of(one)) is not None
    )
    edition = confirmation.edition + 1
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    until = calendar.add_working_days(today, CONFIRM_DAYS)
    noted: dict[str, tuple[Any, Any]] = {"places": (None, other), "of_edition": (None, edition)}
    matters.alter(
        work,
        CONFIRMATIONS,
        confirmation,
        "replan",
        noted=noted,
        edition=edition,
        hashes=hashes,
        sign_by=max(until, confirmation.sign_by or until),
    )
    work.let_sleep(reminders.CHANGED, confirmation.id)
    asked, document = signed.gathered(work, confirmation, plan), signed.document(confirmation, plan)
    again = [one for one in asked.signers if one.department_id in other]
    rounds.ask_again(work, asked._replace(signers=again), document)
    # Who has not spoken yet reads it in their card; whose word fell has to hear of it.
    spoke = {one.signer_id for one in asked.given}
    fell = {one.department_id for one in again if one.id in spoke and one.department_id is not None}
    cards.tell_changed(work, CONFIRMATIONS.one(work, confirmation), fell)
    return asked, document


def after_word(work: Work, confirmation: Confirmation, project: Project, asked: Round, document: Document) -> Shown:
    """Somebody has confirmed, or is not asked any more: with the last one the plan is a baseline, as it stands when
    nobody can change it any more before it is kept.
    """
    if confirmation.state == State.SIGNING and asked.signers and not rounds.missing(asked, document):
        _hold_plan(work, project)
        asked, document = look_round(work, confirmation, project)
        if not rounds.missing(asked, document):
            return complete(work, confirmation, project)
    return matters.changed(work, CONFIRMATIONS, confirmation)


def _hold_plan(work: Work, project: Project) -> None:
    projects.project(work.session, work.team_id, project.id, to_change=True)
    tasks.hold_all(work.session, work.team_id, project.id)


def complete(work: Work, confirmation: Confirmation, project: Project) -> Shown:
    """All have confirmed: the plan is a baseline, and a project in planning goes on to execution.

    Raises Refused where somebody has let the project stand still at that moment.
    """
    held = projects.project(work.session, work.team_id, project.id, to_change=True)
    rights.must_be_open(work, SEND, held)
    asked = signed.asked(work, confirmation)
    plan = sections.read(work, project)
    standing = asked.standing(signed.document(confirmation, plan))
    words = [standing[one.id] for one in asked.signers if one.id in standing]
    baseline = kept.confirmed(work, confirmation, project, words)
    if baseline is None:
        baseline = kept.keep(work, confirmation, project, plan, words)
    matters.move(
        work,
        CONFIRMATIONS,
        confirmation,
        "complete",
        noted={"of_edition": (None, confirmation.edition), "baseline": (None, baseline.number)},
        confirmed_edition=confirmation.edition,
        of_baseline=0,
        again=[],
    )
    work.unsay(confirmation.turn, "all have confirmed")
    is_next = held is not None and held.phase == Phase.PLANNING
    if held is not None and is_next:
        _go_on_to_execution(work, held, baseline.taken_by)
    shown = matters.changed(work, CONFIRMATIONS, confirmation)
    if (room := room_of(shown.project)) is not None:
        about = f"{confirmation.about}:confirmed"
        work.say("baselines/confirmed", to=room, about=about, shown=shown, is_next=is_next)
    cards.tell_manager(work, shown, "baselines/all_confirmed", is_next=is_next)
    project_cards.draw(work, shown.project)
    return shown


def _go_on_to_execution(work: Work, project: Project, confirmed_by: str) -> None:
    """Where a change of the plan alone left nobody to be asked, it is as who spoke last has confirmed it."""
    if work.actor is not None:
        moving.move(work, project, "confirm the plan")
        return
    with work.acting_as(people.person(work.session, work.team_id, confirmed_by)):
        moving.move(work, project, "confirm the plan")


def others_take_part(work: Work, project: Project) -> None:
    """A department has joined the project or left it, or a post in it is another's: who confirms is asked anew."""
    confirmation = signed.of_project(work, project)
    if confirmation is not None and confirmation.state == State.SIGNING:
        signing.ask_anew(work, CONFIRMING, confirmation.id)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The project stood still since then: the day to confirm by goes on with the working days that were left of it."""
    confirmation = signed.of_project(work, project)
    if confirmation is not None:
        signing.go_on(work, CONFIRMING, confirmation, project, since)


def _of(work: Work, project: Project) -> Confirmation:
    """The confirmation of the project's plan, held; begun where there is none."""
    known = signed.of_project(work, project)
    if known is not None:
        return matters.held(work, CONFIRMATIONS, known.id)
    return matters.begin(
        work,
        CONFIRMATIONS,
        project,
        "begin",
        noted=("number",),
        number=numbering.of(project.number),
        state=State.DRAFT,
        hashes={},
    )


def _tell(work: Work, shown: Shown, move: str) -> None:
    cards.tell_manager(work, shown, f"baselines/{move}")


CONFIRMING: Signing[Confirmation, Shown] = Signing(
    CONFIRMATIONS,
    signed.ACTIONS,
    enter="baselines.return",
    sponsor="baselines.sponsor",
    look=look_round,
    after=after_word,
    noted=signed.noted,
    tell=_tell,
    words=Words(
        not_yours=_("That is not yours to confirm."),
        nothing_waits=_("You have confirmed your part already; nothing here waits for you."),
        went_on=_("The sponsor went on without your confirmation; nothing here waits for you any more."),
        by_another=_("%(name)s has confirmed there already; nothing here waits for you."),
        nothing_given=_("You have confirmed nothing here that could be withdrawn."),
        all_given=_("All have confirmed version %(number)s: that can no longer be withdrawn."),
        not_missing=_("That confirmation is not missing any more."),
        own=_("That confirmation is your own: confirm, or return the plan with your reasons."),
        they_have_until=_("They have until %(day)s. After that you may go on without who has not answered."),
        none_missing=_("No confirmation but your own is missing: confirm, or return the plan with your reasons."),
    ),
    is_over=lambda confirmation: confirmation.state == State.SIGNED,
)
