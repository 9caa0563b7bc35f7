"""How disputes (争议) stand: what is shown of one, on its cards, in its thread, and to whom it is told."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.disputes import signed
from bot.process.disputes.shown import Shown, about, one, turn_of
from bot.process.disputes.states import State, Turn
from bot.process.kernel import quiet, signatures, substitutes
from bot.process.kernel.rooms import room_of
from bot.process.kernel.signatures import NOBODY
from bot.process.kernel.work import Work
from storage import disputes, people
from storage.disputes import Dispute
from storage.people import Person


def draw(work: Work, dispute: Dispute) -> Shown:
    """Post or renew its cards: in the project's channel, with everybody who may have to act, and who decides."""
    shown = one(work, dispute)
    if (room := room_of(shown.project)) is not None:
        work.draw("disputes/card", card=about(dispute), room=room, shown=shown, is_in_channel=True)
    for person in _concerned(work, shown):
        quiet.draw(
            work,
            person,
            "disputes/card",
            card=about(dispute),
            is_major=dispute.is_major,
            shown=shown,
            is_in_channel=False,
        )
    if shown.state in (State.ESCALATED, State.DECIDED) and shown.decider is not None:
        _draw_pack(work, shown, shown.decider)
    return shown


def _draw_pack(work: Work, shown: Shown, chosen: Person) -> None:
    """The decision pack of who decides, and of who stands in for them; drawn anew as long as something is said."""
    asked = signatures.of(work, "disputes", [shown.dispute.id]).get(shown.dispute.id, NOBODY)
    texts = disputes.proposals(work.session, work.team_id, shown.dispute.id)
    tried = [(one, set(signed.confirmed(asked, signed.of_text(shown.dispute, one)))) for one in texts]
    for person in (chosen, *substitutes.covering(work, chosen.user_id)):
        quiet.draw(
            work,
            person,
            "disputes/pack",
            card=f"{about(shown.dispute)}:pack",
            is_major=shown.dispute.is_major,
            shown=shown,
            texts=tried,
            principal=None if person is chosen else chosen,
        )


def ask(work: Work, shown: Shown, persons: Iterable[Person | None], what: Turn) -> None:
    """Tell these people that it is their turn: to confirm, to mark as major, to name who decides."""
    is_major = shown.dispute.is_major
    about_it = turn_of(shown.dispute, what)
    quiet.tell_each(
        work, persons, "disputes/your_turn", about=about_it, is_major=is_major, shown=shown, what=what.value
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
