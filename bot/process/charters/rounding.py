"""The round of signatures of a charter: sent, stopped, and ended by the last signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.process.charters import cards, sections, signed, writing
from bot.process.charters.kind import CHARTERS
from bot.process.charters.shown import Shown
from bot.process.charters.states import SIGN_DAYS, TRANSITIONS, State
from bot.process.kernel import calendars, matters, places, rights, rounds, signing
from bot.process.kernel.rooms import room_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.signing import Signing, Words
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.projects import moving
from bot.words.language import joined
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import cards as kept_cards
from storage import people, projects
from storage.charters import Charter, Content
from storage.projects import Project

# The follow-up of what the channel is told.
TOLD = "charters.told"


def send(work: Work, charter_id: int) -> Shown:
    """Have it signed by the sponsor and every department's head whose signature does not stand.

    Raises Refused where something is missing in it, naming what.
    """
    charter = matters.held(work, CHARTERS, charter_id, to=writing.EDIT)
    project = matters.project_of(work, charter)
    TRANSITIONS.after(State(charter.state), "send")
    _must_be_whole(work, charter, project)
    return _lay(work, charter, project)


def _lay(work: Work, charter: Charter, project: Project) -> Shown:
    """It is before those whose signature does not stand."""
    other = [one for one in charter.content if charter.content[one] != charter.sent.get(one)]
    edition, before = charter.edition + bool(other), charter.card
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    matters.move(
        work,
        CHARTERS,
        charter,
        "send",
        noted={"sections": (None, other), "of_edition": (None, edition)},
        edition=edition,
        sent=dict(charter.content),
        sent_at=work.now,
        sign_by=calendar.add_working_days(today, SIGN_DAYS),
        note="",
        returned_by=None,
        returned_for=None,
        returned_at=None,
    )
    asked, document = look_round(work, charter, project)
    if not rounds.ask_again(work, asked, document):
        return complete(work, charter, project)
    work.unsay(charter.turn, "it was sent again")
    shown = matters.changed(work, CHARTERS, charter)
    places.let_rest(work, shown, cards.CARD, before)
    cards.send_papers(work, shown)
    return shown


def amend(work: Work, project: Project, said: Content) -> bool:
    """An approved change says these sections anew: whom they concern signs again, and nobody else. Whether somebody is
    asked to; not where something else of the charter is to be written first.
    """
    known = signed.of_project(work, project)
    if known is None:
        return False
    charter = matters.held(work, CHARTERS, known.id)
    names = [one for one in said if charter.content.get(one) != said[one]]
    if names:
        content = {**charter.content, **said}
        matters.move(work, CHARTERS, charter, "change", noted={"sections": (None, names)}, content=content)
    if charter.state not in (State.DRAFT, State.RETURNED) or writing.unsaid(work, charter.content, project):
        matters.changed(work, CHARTERS, charter)
        return False
    _lay(work, charter, project)
    return True


def stop(work: Work, charter_id: int) -> Shown:
    """Nobody is asked to sign any more, until it is sent again; what was signed stays signed."""
    charter = matters.held(work, CHARTERS, charter_id, to=writing.EDIT)
    matters.move(work, CHARTERS, charter, "stop")
    work.unsay(charter.turn, "the round was stopped")
    return matters.changed(work, CHARTERS, charter)


def look_round(work: Work, charter: Charter, project: Project) -> tuple[Round, Document]:
    """Who signs as the project is now, and what."""
    department_ids = signed.parts(work, project)
    return signed.gathered(work, charter, department_ids), signed.document(charter, department_ids)


def after_word(work: Work, charter: Charter, project: Project, asked: Round, document: Document) -> Shown:
    """Somebody has signed, or is not asked any more: with the last one it is signed by all."""
    if charter.state == State.SIGNING and not rounds.missing(asked, document):
        return complete(work, charter, project)
    return matters.changed(work, CHARTERS, charter)


def complete(work: Work, charter: Charter, project: Project) -> Shown:
    """All have signed: the channel gets the charter, and a project in initiation goes on to planning.

    Raises Refused where somebody has let the project stand still at that moment.
    """
    held = projects.project(work.session, work.team_id, project.id, to_change=True)
    rights.must_be_open(work, writing.EDIT, held)
    noted = {"of_edition": (None, charter.edition)}
    matters.move(
        work,
        CHARTERS,
        charter,
        "complete",
        noted=noted,
        signed=dict(charter.sent),
        signed_edition=charter.edition,
        signed_at=work.now,
    )
    work.unsay(charter.turn, "all have signed")
    is_next = held is not None and held.phase == Phase.INITIATION
    if held is not None and is_next:
        moving.move(work, held, "sign the charter")
    shown = matters.changed(work, CHARTERS, charter)
    if (room := room_of(shown.project)) is not None:
        about = f"{charter.about}:signed"
        _unpin(work, about, room.channel_id)
        work.say(
            "charters/signed", to=room, about=about, then=TOLD, subject_id=charter.id, card=about, shown=shown,
            is_next=is_next,
        )  # fmt: skip
        work.send_document(cards.DOCUMENT, charter.id, about=about, to=room, project=shown.project)
    cards.tell_manager(work, shown, "charters/all_signed", is_next=is_next)
    project_cards.draw(work, shown.project)
    return shown


def _unpin(work: Work, card: str, channel_id: str) -> None:
    """What all have signed before is replaced: it stays where it is told, and no longer stands pinned."""
    before = kept_cards.card(work.session, work.team_id, card, channel_id)
    if before is not None and before.ts != kept_cards.REMOVED:
        arguments = {"channel": before.channel_id, "timestamp": before.ts}
        work.call("pins.remove", arguments, lane=channel_id, about=card)


def channel_told(work: Work, charter_id: int, answer: Mapping[str, Any]) -> None:
    """It stands in the channel: pin it."""
    arguments = {"channel": answer["channel"], "timestamp": answer["ts"]}
    work.call("pins.add", arguments, lane=answer["channel"], about=f"charters:{charter_id}")


def others_take_part(work: Work, project: Project) -> None:
    """A department has joined the project or left it, or a post in it is another's: who signs is asked anew."""
    charter = signed.of_project(work, project)
    if charter is None or not charter.edition:
        return
    signing.ask_anew(work, SIGNING, charter.id)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The project stood still since then: the day to sign by goes on with the working days that were left of it."""
    charter = signed.of_project(work, project)
    if charter is not None:
        signing.go_on(work, SIGNING, charter, project, since)


def _must_be_whole(work: Work, charter: Charter, project: Project) -> None:
    unsaid = writing.unsaid(work, charter.content, project)
    if unsaid:
        named = joined(sections.labels(work, unsaid).values(), _("%(one)s, %(rest)s"))
        raise Refused(
            _("Before it can be signed, something has to be said of: %(sections)s.", sections=named),
            offer=Offer(_("Write it"), "charters.edit", f"{charter.id}:{unsaid[0]}"),
        )
    sponsor = people.person(work.session, work.team_id, project.sponsor_id)
    if sponsor is None or not sponsor.is_there:
        raise Refused(
            _("The sponsor has left and cannot sign. `/project edit %(number)s` names another.", number=project.number)
        )


def _tell(work: Work, shown: Shown, move: str) -> None:
    cards.tell_manager(work, shown, f"charters/{move}")


SIGNING: Signing[Charter, Shown] = Signing(
    CHARTERS,
    signed.ACTIONS,
    enter="charters.return",
    sponsor="charters.sponsor",
    look=look_round,
    after=after_word,
    noted=signed.noted,
    tell=_tell,
    words=Words(
        not_yours=_("That is not yours to sign."),
        nothing_waits=_("You have signed this version already; nothing here waits for you."),
        went_on=_("The sponsor went on without your signature; nothing here waits for you any more."),
        by_another=_("%(name)s has signed there already; nothing here waits for you."),
        nothing_given=_("You have signed nothing here that could be withdrawn."),
        all_given=_("All have signed version %(number)s: that can no longer be withdrawn."),
        not_missing=_("That signature is not missing any more."),
        own=_("That signature is your own: sign, or return the charter with your reasons."),
        they_have_until=_("They have until %(day)s. After that you may go on without who has not answered."),
        none_missing=_("No signature but your own is missing: sign, or return the charter with your reasons."),
    ),
    is_over=lambda charter: charter.is_signed_by_all,
)
