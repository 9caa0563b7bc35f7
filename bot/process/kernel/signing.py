"""The words of those who are asked to sign a matter in a round: signed, returned with reasons, withdrawn; that it goes
on without one; and what becomes of the round while its project stands still, and as people and departments come and go.

A flow says once how its matters are signed (`Signing`); what is signed, and by whom, is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars, matters, rounds, signatures
from bot.process.kernel.kinds import Kind
from bot.process.kernel.places import Paged, Place
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.refused import Refused
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.rounds import Rounded
from storage.signatures import PASSED, SIGNED, Signature, Signer


class SignedShown(Paged, Protocol):
    """A matter that is signed, as it is shown."""

    @property
    def hand(self) -> Text: ...
    @property
    def words(self) -> Text: ...
    @property
    def pm(self) -> Person | None: ...


M = TypeVar("M", bound=Rounded)
S = TypeVar("S", bound=SignedShown)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said to who cannot do that, of one flow's signatures."""

    not_yours: Text
    # Nothing waits for them: they have spoken, it goes on without them, or %(name)s has spoken there.
    nothing_waits: Text
    went_on: Text
    by_another: Text
    # They have given no word that could be withdrawn; all have given theirs.
    nothing_given: Text
    all_given: Text
    # To who goes on without a signature: it is there by now; it is their own; they have until %(day)s; none is missing.
    not_missing: Text
    own: Text
    they_have_until: Text
    none_missing: Text


@dataclass(frozen=True, slots=True)
class Signing(Generic[M, S]):
    """How the matters of a kind are signed.

    `actions` are the rights by the roles of signers, `enter` the one by which whoever is asked comes to it, `sponsor`
    that to go on without a signature. `look` says who signs as the project is now, and what; `after` what follows from
    a word; `noted` what is written down with one; `tell` tells the PM of a move.
    """

    kind: Kind[M, S]
    actions: Mapping[str, str]
    enter: str
    sponsor: str
    look: Callable[[Work, M, Project], tuple[Round, Document]]
    after: Callable[[Work, M, Project, Round, Document], S]
    noted: Callable[[M, Sequence[Signer]], Mapping[str, tuple[Any, Any]]]
    tell: Callable[[Work, S, str], None]
    words: Words
    is_over: Callable[[M], bool]


def held(work: Work, how: Signing[M, S], matter_id: int, move: str) -> tuple[M, Project]:
    """The matter and its project, for who is asked to sign it to make that move."""
    matter = matters.held(work, how.kind, matter_id, to=how.enter)
    how.kind.moves.after(matter.state, move)
    return matter, matters.project_of(work, matter)


def own(work: Work, how: Signing[M, S], project: Project, asked: Round, document: Document) -> list[Signer]:
    """The places that wait for the actor. Raises Refused where none does."""
    standing = asked.standing(document)
    places = [one for one in asked.signers if rounds.may(work, one, project, how.actions)]
    found = [one for one in places if one.id not in standing]
    if not found:
        raise Refused(_stands(work, how.words, [standing[one.id] for one in places]))
    return found


def sign(
    work: Work,
    how: Signing[M, S],
    matter: M,
    project: Project,
    asked: Round,
    document: Document,
    signers: Sequence[Signer],
) -> S:
    """The actor signs in these places with one word."""
    rounds.sign_each(work, asked, signers, document, project, how.actions, how.words.not_yours)
    matters.move(work, how.kind, matter, "sign", noted=how.noted(matter, signers))
    # Who has signed is told no more of what waited for them.
    readers: set[Any] = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    work.unsay(matter.turn, "they have signed", to=readers)
    return how.after(work, matter, project, asked, document)


def send_back(work: Work, how: Signing[M, S], matter_id: int, reasons: str) -> S:
    """The actor does not sign it, for these reasons: it goes back to the PM.

    Raises Refused for who is not asked, and without a reason.
    """
    matter, project = held(work, how, matter_id, "return")
    asked, document = how.look(work, matter, project)
    signers = own(work, how, project, asked, document)
    for signer in signers:
        rounds.enter(work, signer, project, how.actions, how.words.not_yours)
        signatures.send_back(work, asked, signer, document, reasons)
    matters.move(
        work,
        how.kind,
        matter,
        "return",
        because=reasons,
        noted=how.noted(matter, signers),
        note=reasons,
        returned_by=work.person.user_id,
        returned_for=work.acting_for.user_id if work.acting_for else None,
        returned_at=work.now,
    )
    work.unsay(matter.turn, "it was returned")
    shown = matters.changed(work, how.kind, matter)
    how.tell(work, shown, "returned")
    return shown


def withdraw(work: Work, how: Signing[M, S], matter_id: int) -> S:
    """The actor takes their signatures back, before all have signed.

    Raises Refused for who has signed nothing, and once all have.
    """
    matter, project = held(work, how, matter_id, "withdraw")
    if how.is_over(matter):
        raise Refused(Text(how.words.all_given.message, {"number": matter.edition}), offer=how.kind.show(matter.number))
    asked, document = how.look(work, matter, project)
    standing = asked.standing(document)
    signers = [
        one
        for one in asked.signers
        if one.id in standing
        and standing[one.id].verdict == SIGNED
        and rounds.is_word_of(standing[one.id], work.person.user_id)
        and rounds.may(work, one, project, how.actions)
    ]
    if not signers:
        raise Refused(how.words.nothing_given)
    for signer in signers:
        rounds.enter(work, signer, project, how.actions, how.words.not_yours)
        signatures.take_back(work, asked, signer, document)
    rounds.ask_again(work, asked._replace(signers=signers), document)
    matters.move(work, how.kind, matter, "withdraw", noted=how.noted(matter, signers))
    shown = matters.changed(work, how.kind, matter)
    how.tell(work, shown, "withdrawn")
    return shown


def pass_over(work: Work, how: Signing[M, S], matter_id: int, signer_id: int, reasons: str) -> S:
    """The sponsor goes on without who never answered; the reason stands there for good.

    Raises Refused without a reason, before the day to sign by has passed, and for the sponsor's own place.
    """
    matter, project = to_pass(work, how, matter_id, signer_id)
    asked, document = how.look(work, matter, project)
    signer = next(one for one in asked.signers if one.id == signer_id)
    signatures.pass_over(work, asked, signer, document, reasons)
    matters.move(work, how.kind, matter, "pass", because=reasons, noted=how.noted(matter, [signer]))
    return how.after(work, matter, project, asked, document)


def to_pass(work: Work, how: Signing[M, S], matter_id: int, signer_id: int) -> tuple[M, Project]:
    """The matter, for a form in which the actor goes on without that signature; refused like `pass_over`."""
    matter = matters.held(work, how.kind, matter_id, to=how.sponsor)
    project = matters.project_of(work, matter)
    how.kind.moves.after(matter.state, "pass")
    asked, document = how.look(work, matter, project)
    signer = next((one for one in rounds.missing(asked, document) if one.id == signer_id), None)
    if signer is None:
        raise Refused(how.words.not_missing, offer=how.kind.show(matter.number))
    if _is_own(work, how, project, signer):
        raise Refused(how.words.own)
    if matter.sign_by is not None and work.today(project.zone) <= matter.sign_by:
        raise Refused(Text(how.words.they_have_until.message, {"day": matter.sign_by}))
    return matter, project


def passable(work: Work, how: Signing[M, S], matter_id: int) -> tuple[S, list[Place]]:
    """The matter and the signatures without which the actor may go on; refused like `pass_over`."""
    shown = matters.to_act(work, how.kind, matter_id, how.sponsor, "pass")
    found = [one for one in shown.missing if not _is_own(work, how, shown.project, one.signer)]
    if not found:
        raise Refused(how.words.none_missing)
    to_pass(work, how, matter_id, found[0].signer.id)
    return shown, found


def undo(work: Work, how: Signing[M, S], matter_id: int, version: int) -> S:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    matter, last = matters.take_back(work, how.kind, matter_id, version)
    if last.action == "return":
        _unreturn(work, how, matter, last)
        if not work.unsay(matter.turn, "it was taken back"):
            how.tell(work, matters.changed(work, how.kind, matter), "taken_back")
            return how.kind.one(work, matter)
    return matters.changed(work, how.kind, matter)


def ask_anew(work: Work, how: Signing[M, S], matter_id: int) -> None:
    """A department has joined the project or left it, or a post in it is another's: who signs is asked anew."""
    matter = matters.held(work, how.kind, matter_id)
    project = matters.project_of(work, matter)
    asked, document = how.look(work, matter, project)
    how.after(work, matter, project, asked, document)


def go_on(work: Work, how: Signing[M, S], matter: M, project: Project, since: datetime) -> None:
    """The project stood still since then: the day to sign by goes on with the working days that were left of it."""
    if not matter.is_asking or matter.sign_by is None:
        return
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    stood = since.astimezone(ZoneInfo(project.zone)).date()
    if matter.sign_by >= stood and today != stood:
        left = calendar.working_days_between(stood, matter.sign_by)
        first = calendar.next_working_day(today, inclusive=True)
        matters.alter(work, how.kind, matter, "go on", sign_by=calendar.add_working_days(first, left))
    matters.changed(work, how.kind, matter)


def _unreturn(work: Work, how: Signing[M, S], matter: M, last: Change) -> None:
    asked, document = how.look(work, matter, matters.project_of(work, matter))
    places = last.changes["places"][1]
    for signer in asked.signers:
        if signer.department_id in places:
            signatures.take_back(work, asked, signer, document)


def _stands(work: Work, said: Words, words: Sequence[Signature]) -> Text:
    """Why nothing waits for the actor where these words stand: their own, that of who may sign there, too, or none."""
    if any(rounds.is_word_of(one, work.person.user_id) and one.verdict == SIGNED for one in words):
        return said.nothing_waits
    if any(one.verdict == PASSED for one in words):
        return said.went_on
    if not words:
        return said.not_yours
    return Text(said.by_another.message, {"name": signatures.hand(work, words[0])})


def _is_own(work: Work, how: Signing[M, S], project: Project, signer: Signer) -> bool:
    return rounds.is_own(work, signer, project, how.actions)
