"""How charters stand with those who are asked to sign, and what is told to whoever waits for that.

Each round has a card of its own: who signs again is told by a new message, for a card that changes makes no phone ring.
Of the cards that somebody has, the newest is kept current, and the one before it says where that is.
"""

from __future__ import annotations

from typing import Any

from bot.process.charters import shown as charter_shown
from bot.process.charters.shown import Shown
from bot.process.charters.states import State
from bot.process.kernel import matters, quiet, substitutes
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import cards as kept_cards
from storage import matters as kept
from storage import people
from storage.charters import Charter
from storage.people import Person

# The template of the card with who is asked, and the name of the document.
CARD, DOCUMENT = "charters/card", "charters/document"


def draw(work: Work, charter: Charter) -> Shown:
    """Post or renew the card with those who are asked to sign, and whoever stands in for one of them."""
    shown, now = charter_shown.one(work, charter), card_of(charter)
    acting = {one.user_id: one for one in asked(work, shown)}
    with_them = _cards_of(work, charter)
    known = people.people(work.session, work.team_id, with_them)
    for user_id, person in {**known, **acting}.items():
        newest = now if user_id in acting else with_them[user_id][-1]
        if not person.is_deactivated:
            quiet.redraw(work, person, CARD, charter.id, card=newest, project=shown.project)
    work.unpost(now, "they are not asked any more", but=list(acting))
    return shown


def let_rest(work: Work, charter: Charter, before: str) -> None:
    """It was sent again: the card of the round before is posted no more, and says with those who are asked anew where
    the one of this round is.
    """
    now, project = card_of(charter), matters.project_of(work, charter)
    if before == now:
        return
    work.unpost(before, "it was sent again", but=())
    acting = {one.user_id: one for one in asked(work, charter_shown.one(work, charter))}
    with_them = _cards_of(work, charter)
    for user_id in acting.keys() & with_them.keys():
        last = next((one for one in reversed(with_them[user_id]) if one != now), None)
        if last is not None:
            work.redraw(CARD, charter.id, card=last, room=quiet.room_of(acting[user_id]), project=project)


def card_of(charter: Charter) -> str:
    """Under which name the card of this round stands."""
    return charter.about if charter.sent_at is None else f"{charter.about}:{int(charter.sent_at.timestamp())}"


def _cards_of(work: Work, charter: Charter) -> dict[str, list[str]]:
    """The cards of it that somebody has, oldest first, by person."""
    found: dict[str, list[str]] = {}
    for one in kept_cards.named(work.session, work.team_id, charter.about):
        found.setdefault(one.target, []).append(one.card)
    return found


def asked(work: Work, shown: Shown) -> list[Person]:
    """Those who have something to sign, and whoever stands in for them."""
    if shown.state != State.SIGNING:
        return []
    found = {one.holder.user_id: one.holder for one in shown.to_sign if one.holder and not one.holder.is_deactivated}
    for user_id in list(found):
        found |= {one.user_id: one for one in substitutes.covering(work, user_id)}
    return list(found.values())


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands: what concerns them, and what they may do."""
    charter = kept.by_id(work.session, Charter, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if charter is None or person is None:
        return None
    shown, now = charter_shown.one(work, charter), card_of(charter)
    is_before = wanted.card != now and kept_cards.standing(work.session, work.team_id, [now], person.user_id)
    return Drawing(quiet.room_of(person), {**of_person(work, shown, person), "is_before": bool(is_before)})


def of_person(work: Work, shown: Shown, person: Person) -> dict[str, Any]:
    """What is shown of it to who signs it: the sections that concern them as they were sent."""
    mine = charter_shown.of_person(work, shown, person.user_id)
    of_departments = {one.place.signer.department_id for one in mine}
    concerned = [name for name in shown.names if (of := charter_shown.audience(name)) is None or of in of_departments]
    facts = [(name, charter_shown.facts(work, shown, name, is_sent=True)) for name in concerned]
    return {"shown": shown, "mine": mine, "facts": facts, "reader_name": person.name}


def turn_of(charter: Charter) -> str:
    """What is said of whose turn it is; when it is another's, what was not said yet is dropped."""
    return f"{charter.about}:turn"


def tell_manager(work: Work, shown: Shown, template: str, **context: Any) -> None:
    """Tell the PM what came of it; not who has just done that."""
    quiet.tell_each(work, [shown.pm], template, about=turn_of(shown.charter), shown=shown, **context)


def send_papers(work: Work, shown: Shown) -> None:
    """The document to everybody who is asked, in their working hours, like the card."""
    for person in asked(work, shown):
        work.send_document(
            DOCUMENT,
            shown.charter.id,
            about=turn_of(shown.charter),
            to=person,
            project=shown.project,
            due_at=quiet.hold(work, person),
        )
