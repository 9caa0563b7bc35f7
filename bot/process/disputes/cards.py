"""How disputes (争议) stand: what is shown of one, on its cards, in its thread, and to whom it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.process.disputes import moves, signed
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.shown import Shown, about, place_of, places, turn_of
from bot.process.disputes.states import State, Turn
from bot.process.kernel import quiet, signatures, substitutes
from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.signatures import NOBODY
from bot.process.kernel.work import Work
from storage import cards as kept_cards
from storage import disputes, matters, people
from storage.cards import Card
from storage.disputes import Dispute
from storage.people import Person

# The templates of its card, of the pack of who decides, and of what says to those who were told of it how it ended.
CARD, PACK, ENDED = "disputes/card", "disputes/pack", "disputes/ended"


def draw(work: Work, dispute: Dispute) -> Shown:
    """Post or renew its cards: in the project's channel, with everybody who may have to act, and who decides."""
    shown = dispute_shown.one(work, dispute)
    if (room := room_of(shown.project)) is not None:
        work.redraw(CARD, dispute.id, card=about(dispute), room=room, project=shown.project)
    concerned = _concerned(work, shown)
    for person in [*concerned, *quiet.others_with(work, about(dispute), concerned)]:
        _redraw(work, person, CARD, shown, about(dispute))
    readers = [*(one.user_id for one in concerned), *([room.channel_id] if room is not None else [])]
    work.unpost(about(dispute), "somebody else acts", but=readers)
    pack_name, deciding = f"{about(dispute)}:pack", _deciding(work, shown)
    for person in deciding:
        _redraw(work, person, PACK, shown, pack_name)
    for person in quiet.others_with(work, pack_name, deciding):
        # Who does not decide any more is not asked to.
        _redraw(work, person, ENDED, shown, pack_name)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows in the project's channel, or to a person."""
    shown = _wanted(work, wanted)
    room = room_of(shown.project) if shown is not None else None
    if shown is not None and room is not None and room.channel_id == wanted.lane:
        offered = moves.offered_in_channel(work, shown)
        both = dispute_shown.on_both_sides(work, shown)
        return Drawing(room, {"shown": shown, "is_in_channel": True, "both": both, "offered": offered})
    both = dispute_shown.on_both_sides(work, shown) if shown is not None else []
    return _to_person(work, wanted, shown, is_in_channel=False, both=both)


def ended(work: Work, wanted: Wanted) -> Drawing | None:
    """How it ended, where somebody was told of it while it ran."""
    return _to_person(work, wanted, _wanted(work, wanted))


def pack(work: Work, wanted: Wanted) -> Drawing | None:
    """The decision pack of who decides, and of who stands in for them; nothing for who does not decide any more."""
    shown = _wanted(work, wanted)
    found = [one for one in _deciding(work, shown) if one.user_id == wanted.lane] if shown is not None else []
    if shown is None or not found:
        return None
    person, chosen = found[0], shown.decider
    asked = signatures.of(work, "disputes", [shown.dispute.id]).get(shown.dispute.id, NOBODY)
    texts = disputes.proposals(work.session, work.team_id, shown.dispute.id)
    tried = [(one, set(signed.confirmed(asked, signed.of_text(shown.dispute, one)))) for one in texts]
    principal = None if person is chosen else chosen
    return Drawing(quiet.room_of(person), {"shown": shown, "texts": tried, "principal": principal})


def _redraw(work: Work, person: Person, template: str, shown: Shown, name: str) -> None:
    dispute = shown.dispute
    is_major = dispute.is_major
    quiet.redraw(
        work, person, template, dispute.id, card=name, project=shown.project, is_major=is_major, is_urgent=True
    )


def _wanted(work: Work, wanted: Wanted) -> Shown | None:
    dispute = matters.by_id(work.session, Dispute, work.team_id, wanted.subject_id)
    return dispute_shown.one(work, dispute) if dispute is not None else None


def _to_person(work: Work, wanted: Wanted, shown: Shown | None, **context: Any) -> Drawing | None:
    """What a person sees of it, with what they may do; nothing where there is no such person."""
    person = people.person(work.session, work.team_id, wanted.lane)
    if shown is None or person is None:
        return None
    return Drawing(quiet.room_of(person), {"shown": shown, "offered": moves.offered_to(work, person, shown), **context})


def _deciding(work: Work, shown: Shown) -> list[Person]:
    """Who decides what is escalated, and who stands in for them."""
    chosen = shown.decider
    if chosen is None or shown.state not in (State.ESCALATED, State.DECIDED):
        return []
    return [chosen, *substitutes.covering(work, chosen.user_id)]


def ask(work: Work, shown: Shown, persons: Iterable[Person | None], what: Turn) -> None:
    """Tell these people that it is their turn: to confirm, to mark as major, to name who decides."""
    tell(work, shown, persons, "disputes/your_turn", what, what=what.value)


def tell(work: Work, shown: Shown, persons: Iterable[Person | None], template: str, turn: Turn, **context: Any) -> None:
    """Tell these people something that is not worth reading when it is over: `end` draws it anew, or it is not said.

    Each is offered what they may do.
    """
    about_it, is_major, card = turn_of(shown.dispute, turn), shown.dispute.is_major, place_of(shown.dispute, turn)
    for person in {one.user_id: one for one in persons if one is not None}.values():
        context["offered"] = moves.offered_to(work, person, shown)
        how = {"is_major": is_major, "is_urgent": True, "card": card}
        quiet.tell_each(work, [person], template, about=about_it, shown=shown, **how, **context)


def end(work: Work, shown: Shown) -> None:
    """What people were told while it ran, and can press, says now how it ended; what they were not told is dropped."""
    for turn in Turn:
        work.unsay(turn_of(shown.dispute, turn), "the dispute is over")
    for kept in asked_in(work, shown.dispute):
        person = people.person(work.session, work.team_id, kept.target)
        if person is not None:
            room = quiet.room_of(person)
            work.redraw(ENDED, shown.dispute.id, card=kept.card, room=room, project=shown.project)


def asked_in(work: Work, dispute: Dispute) -> list[Card]:
    """Where people were told such things."""
    return kept_cards.cards(work.session, work.team_id, places(dispute))


def let_go(work: Work, shown: Shown, user_id: str) -> None:
    """Somebody has handed over: where they have no part in it any more, they are told no more of it."""
    asked = [*_concerned(work, shown), *(one for side in shown.sides for one in side.people), shown.decider]
    if user_id not in {one.user_id for one in asked if one is not None}:
        for what in Turn:
            work.unsay(turn_of(shown.dispute, what), "they have handed it over", to=[user_id])


def _concerned(work: Work, shown: Shown) -> list[Person]:
    """Everybody who may have to act, and who stands in for them: each gets the card."""
    ids = [shown.project.pm_id, shown.dispute.raised_by]
    persons = [one for one in (shown.raising.liaison, shown.other.liaison) if one is not None]
    persons += people.people(work.session, work.team_id, ids).values()
    found = {one.user_id: one for one in persons if not one.is_deactivated}
    for person in list(found.values()):
        found.update((one.user_id, one) for one in substitutes.covering(work, person.user_id))
    return [found[one] for one in sorted(found)]
