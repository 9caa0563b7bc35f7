"""The round of an acceptance: all judge, then its report is drawn up and signed by all, whatever they judged.

The report is another one when a verdict is; then it is laid before the group again.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.acceptance import cards, results, sections, signed
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.signed import Read
from bot.process.acceptance.states import JUDGE_DAYS, State
from bot.process.kernel import calendars, matters, places, rights, rounds, signing
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.signing import Signing, Words
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import projects
from storage.acceptances import Acceptance
from storage.projects import Project


def read(work: Work, acceptance: Acceptance, project: Project) -> Read:
    """Who is asked as the project is now, what was said, and what is to be signed."""
    return signed.read(work, acceptance, signed.gathered(work, acceptance, project))


def look_round(work: Work, acceptance: Acceptance, project: Project) -> tuple[Round, Document]:
    """Who signs as the project is now, and what."""
    asked, _judged, document = read(work, acceptance, project)
    return asked, document


def after_word(work: Work, acceptance: Acceptance, project: Project, asked: Round, document: Document) -> Shown:
    """Somebody has judged or signed, or is not asked any more: what follows from that."""
    judged = signed.read(work, acceptance, asked).judged
    silent = sections.silent(acceptance, asked, judged, document)
    if acceptance.state == State.SIGNING and silent:
        # Who has come to the group since has not judged yet.
        matters.move(work, ACCEPTANCES, acceptance, "judge again")
        return lay_before(work, acceptance, project, asked, document)
    has_word = any(sections.has_judged(acceptance, judged, one) for one in asked.signers)
    if acceptance.state == State.JUDGING and has_word and not silent:
        return report(work, acceptance, project, asked)
    if acceptance.state == State.SIGNING and has_word and not rounds.missing(asked, document):
        return complete(work, acceptance, project)
    return matters.changed(work, ACCEPTANCES, acceptance)


def report(work: Work, acceptance: Acceptance, project: Project, asked: Round) -> Shown:
    """All have judged: the report is to be signed. Who has signed one that reads the same has signed this."""
    edition = acceptance.edition + 1
    matters.move(work, ACCEPTANCES, acceptance, "report", noted={"of_edition": (None, edition)}, edition=edition)
    document = signed.read(work, acceptance, asked).document
    if not rounds.missing(asked, document):
        return complete(work, acceptance, project)
    return lay_before(work, acceptance, project, asked, document)


def lay_before(work: Work, acceptance: Acceptance, project: Project, asked: Round, document: Document) -> Shown:
    """From now on it waits for those whose word is missing; a card of this round tells them so."""
    before = acceptance.card
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    acceptance.sent_at, acceptance.sign_by = work.now, calendar.add_working_days(today, JUDGE_DAYS)
    rounds.ask_again(work, asked, document)
    work.unsay(acceptance.turn, "it has moved on")
    shown = matters.changed(work, ACCEPTANCES, acceptance)
    places.let_rest(work, shown, cards.CARD, before)
    return shown


def complete(work: Work, acceptance: Acceptance, project: Project) -> Shown:
    """All have signed: what is not met is put right and judged again; where nothing is left, the project is accepted.

    Raises Refused where somebody has let the project stand still at that moment.
    """
    held = projects.project(work.session, work.team_id, project.id, to_change=True)
    rights.must_be_open(work, "acceptance.call", held)
    found = results.of(acceptance, signed.read(work, acceptance, signed.asked(work, acceptance)).judged)
    matters.move(
        work,
        ACCEPTANCES,
        acceptance,
        "complete",
        noted={"met": (None, results.number_met(found)), "lines": (None, len(found))},
        results={str(key): one.said for key, one in found.items()},
        signed_at=work.now,
    )
    work.unsay(acceptance.turn, "all have signed")
    return results.follow(work, acceptance, project, found)


def others_take_part(work: Work, project: Project) -> None:
    """A department has joined the project or left it, or a post in it is another's: who is asked is asked anew."""
    for acceptance in signed.open_ones(work, project):
        signing.ask_anew(work, SIGNING, acceptance.id)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The project stood still since then: its days go on with the working days that were left of them."""
    results.go_on(work, project, since)
    for acceptance in signed.open_ones(work, project):
        signing.go_on(work, SIGNING, acceptance, project, since)
    last = signed.of_project(work, project)
    if last is not None and not last.is_asking:
        matters.changed(work, ACCEPTANCES, last)


def _tell(work: Work, shown: Shown, move: str) -> None:
    cards.tell_manager(work, shown, f"acceptance/{move}")


SIGNING: Signing[Acceptance, Shown] = Signing(
    ACCEPTANCES,
    signed.ACTIONS,
    enter="acceptance.enter",
    sponsor="acceptance.sponsor",
    look=look_round,
    after=after_word,
    noted=signed.noted,
    tell=_tell,
    words=Words(
        not_yours=_("That is not yours to judge or sign."),
        nothing_waits=_("You have signed this report already; nothing here waits for you."),
        went_on=_("The sponsor went on without your word; nothing here waits for you any more."),
        by_another=_("%(name)s has signed there already; nothing here waits for you."),
        nothing_given=_("You have signed nothing here that could be withdrawn."),
        all_given=_("All have signed version %(number)s: that can no longer be withdrawn."),
        not_missing=_("That word is not missing any more."),
        own=_("That word is your own: judge and sign yourself."),
        they_have_until=_("They have until %(day)s. After that you may go on without who has not answered."),
        none_missing=_("No word but your own is missing: judge and sign yourself."),
    ),
    is_over=lambda acceptance: acceptance.state == State.SIGNED,
)
