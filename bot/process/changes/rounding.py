"""The round in which a change is assessed and approved: sent, computed anew where the plan changes, and ended by the
last word, which is the change.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.changes import applying, asking, cards, impact, signed
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.changes.states import ANSWER_DAYS, State
from bot.process.kernel import calendars, matters, places, rights, rounds, signing
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.signing import Signing, Words
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import changes
from storage.changes import ChangeRequest
from storage.projects import Project
from storage.signatures import PASSED, SIGNED, Signer


def send(work: Work, change_id: int) -> Shown:
    """Have it assessed by the departments that it touches; where it touches none, approved by PM and sponsor.

    Raises Refused for who may not, where nothing is asked for, and where the plan stands so already.
    """
    change = matters.held(work, CHANGES, change_id, to=asking.EDIT)
    project = matters.project_of(work, change)
    rights.must_be_open(work, asking.REQUEST, project)
    found = impact.compute(work, project, impact.wanted(change.wanted))
    asking.must_do_something(change, found)
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    edition, before = change.edition + 1, change.card
    matters.move(
        work,
        CHANGES,
        change,
        "send",
        noted={"of_edition": (None, edition)},
        edition=edition,
        impact=found,
        days=impact.days_of_end(work, project, impact.read(found)),
        sent_at=work.now,
        sign_by=calendar.add_working_days(today, ANSWER_DAYS),
        note="",
        returned_by=None,
        returned_for=None,
        returned_at=None,
    )
    rounds.ask_again(work, signed.gathered(work, change, project), signed.document(work, change))
    work.unsay(change.turn, "it was sent again")
    shown = matters.changed(work, CHANGES, change)
    places.let_rest(work, shown, cards.CARD, before)
    return shown


def look_round(work: Work, change: ChangeRequest, project: Project) -> tuple[Round, Document]:
    """Who gives a word as things are now, and on what: where the plan has changed so that its impact is other, it is
    another version, and those are asked again whom that concerns.
    """
    found = impact.compute(work, project, impact.wanted(change.wanted)) if change.state == State.SIGNING else None
    if found is not None and hash_of(found) != hash_of(change.impact):
        calendar, today = calendars.of_project(work, project), work.today(project.zone)
        until = calendar.add_working_days(today, ANSWER_DAYS)
        matters.alter(
            work,
            CHANGES,
            change,
            "recompute",
            noted={"of_edition": (None, change.edition + 1)},
            edition=change.edition + 1,
            impact=found,
            days=impact.days_of_end(work, project, impact.read(found)),
            sign_by=max(until, change.sign_by or until),
        )
    document = signed.document(work, change)
    asked = signed.gathered(work, change, project)
    fell = [one for one in rounds.missing(asked, document) if _has_fallen(asked, one)]
    if fell:
        rounds.ask_again(work, asked._replace(signers=fell), document)
        cards.tell_changed(work, CHANGES.one(work, change), {one.id for one in fell})
    return asked, document


def after_word(work: Work, change: ChangeRequest, project: Project, _asked: Round, _document: Document) -> Shown:
    """Somebody has given a word, or is not asked any more: with the last assessment PM and sponsor are asked, and with
    the last approval it is in force, as it stands when nobody can change the plan any more before it is kept.
    """
    if change.state == State.SIGNING and _is_approved(signed.gathered(work, change, project), work, change):
        confirmation = applying.hold(work, project)
        asked, document = look_round(work, change, project)
        if signed.is_to_approve(asked) and not rounds.missing(asked, document):
            return applying.apply(work, change, project, confirmation)
    return matters.changed(work, CHANGES, change)


def _has_fallen(asked: Round, signer: Signer) -> bool:
    """Whether their last word is on what is other by now, and they have not been asked again for that."""
    word = rounds.word_of(asked, signer)
    if word is None or word.verdict not in (SIGNED, PASSED):
        return False
    return signer.asked_at is None or signer.asked_at <= word.given_at


def _is_approved(asked: Round, work: Work, change: ChangeRequest) -> bool:
    return signed.is_to_approve(asked) and not rounds.missing(asked, signed.document(work, change))


def others_take_part(work: Work, project: Project) -> None:
    """A department has joined the project or left it, or a post in it is another's: who gives a word is asked anew."""
    for change in changes.running_in(work.session, work.team_id, project.id):
        signing.ask_anew(work, CHANGING, change.id)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The project stood still since then: the days to answer by go on with the working days that were left of them."""
    for change in changes.running_in(work.session, work.team_id, project.id):
        held = matters.held(work, CHANGES, change.id)
        signing.go_on(work, CHANGING, held, project, since)
        look_round(work, held, project)


def must_be_missing(work: Work, change_id: int) -> None:
    """Raises Refused where no assessment is missing: nobody goes on without PM or sponsor."""
    change = matters.held(work, CHANGES, change_id)
    if signed.is_to_approve(signed.asked(work, change)):
        raise Refused(_("No assessment of C-%(number)s is missing: PM and sponsor approve it.", number=change.number))


def _tell(work: Work, shown: Shown, move: str) -> None:
    if move == "withdrawn":
        cards.tell(work, shown, "changes/word_withdrawn")


CHANGING: Signing[ChangeRequest, Shown] = Signing(
    CHANGES,
    signed.ACTIONS,
    enter="changes.answer",
    sponsor="changes.sponsor",
    look=look_round,
    after=after_word,
    noted=signed.noted,
    tell=_tell,
    words=Words(
        not_yours=_("That is not yours to assess or approve."),
        nothing_waits=_("You have given your word already; nothing here waits for you."),
        went_on=_("The sponsor went on without your assessment; nothing here waits for you any more."),
        by_another=_("%(name)s has given the word there already; nothing here waits for you."),
        nothing_given=_("You have given no word here that could be withdrawn."),
        all_given=_("Version %(number)s is approved: only another change takes that back."),
        not_missing=_("That assessment is not missing any more."),
        own=_("That word is your own: give it, or return the request with your reasons."),
        they_have_until=_("They have until %(day)s. After that you may go on without who has not answered."),
        none_missing=_("No assessment but your own is missing."),
    ),
    is_over=lambda change: change.state == State.SIGNED,
)
