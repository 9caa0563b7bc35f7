"""How disputes (争议) stand: what is shown of one, on its cards, in its thread, and to whom it is told."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.disputes.shown import Shown, about, one, turn_of
from bot.process.disputes.states import DID, State, Turn
from bot.process.kernel import quiet, substitutes
from bot.process.kernel.rooms import Room, reader_of, room_of
from bot.process.kernel.work import Work
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import disputes, people
from storage.disputes import Dispute
from storage.people import Person


def draw(work: Work, dispute: Dispute) -> Shown:
    """Post or renew its cards: in the project's channel, with everybody who may have to act, and who decides."""
    shown = one(work, dispute)
    if (room := room_of(shown.project)) is not None:
        work.draw("disputes/card", card=about(dispute), room=room, shown=shown, is_in_channel=True)
    for person in _concerned(work, shown):
        at = None if dispute.is_major else quiet.hold(work, person)
        room = Room(person.user_id, reader_of(person))
        work.draw("disputes/card", card=about(dispute), room=room, first_at=at, shown=shown, is_in_channel=False)
    if shown.state in (State.ESCALATED, State.DECIDED) and shown.decider is not None:
        _draw_pack(work, shown, shown.decider)
    return shown


def _draw_pack(work: Work, shown: Shown, chosen: Person) -> None:
    """The decision pack of who decides, and of who stands in for them; drawn anew as long as something is said."""
    texts = disputes.proposals(work.session, work.team_id, shown.dispute.id)
    for person in (chosen, *substitutes.covering(work, chosen.user_id)):
        work.draw(
            "disputes/pack",
            card=f"{about(shown.dispute)}:pack",
            room=Room(person.user_id, reader_of(person)),
            first_at=None if shown.dispute.is_major else quiet.hold(work, person),
            shown=shown,
            texts=texts,
            principal=None if person is chosen else chosen,
        )


def note(work: Work, shown: Shown, change: str, department: Name | None = None, word: str = "") -> None:
    """Write one line of what happened into the thread of its card, which is the room for talking it over."""
    room, card = room_of(shown.project), about(shown.dispute)
    if room is None:
        return
    what = Text(DID[change].message, {"department": department} if department else {})
    if word:
        what = _("%(what)s · %(note)s", what=what, note=word)
    who = substitutes.hand(work.actor, work.acting_for)
    work.say("disputes/noted", to=room, about=f"{card}:{change}", under=card, who=who, what=what)


def ask(work: Work, shown: Shown, persons: Iterable[Person], what: Turn) -> None:
    """Tell these people that it is their turn: to confirm, to mark as major, to name who decides."""
    for person in persons:
        if person.user_id != work.actor_id:
            quiet.tell(
                work,
                person,
                "disputes/your_turn",
                about=turn_of(shown.dispute, what),
                is_major=shown.dispute.is_major,
                shown=shown,
                what=what.value,
            )


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


def draw_anew(work: Work, dispute_id: int) -> None:
    """What stands in the channel is not certain."""
    dispute = disputes.dispute(work.session, work.team_id, dispute_id)
    if dispute is not None:
        draw(work, dispute)
