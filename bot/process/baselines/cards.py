"""How the confirmation of a plan stands with the heads who are asked, and what is told to whoever waits for that."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.process.baselines import facts
from bot.process.baselines import shown as plan_shown
from bot.process.baselines.shown import Shown
from bot.process.kernel import places, quiet
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.places import Mine
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import matters as kept
from storage import people
from storage.baselines import Confirmation
from storage.people import Person

# The template of the card with who is asked.
CARD = "baselines/card"
# A mark tells two readings of a plan apart; it is compared, and never told.
MARK_DIGITS = 24


def draw(work: Work, confirmation: Confirmation) -> Shown:
    """Post or renew the card with those who are asked to confirm, and whoever stands in for one of them."""
    shown = plan_shown.one(work, confirmation)
    places.draw(work, shown, CARD)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands: their part, and what they may do."""
    confirmation = kept.by_id(work.session, Confirmation, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if confirmation is None or person is None:
        return None
    is_before = places.is_before(work, confirmation, wanted.card, person.user_id)
    shown = plan_shown.one(work, confirmation)
    return Drawing(quiet.room_of(person), {**of_person(work, shown, person), "is_before": is_before})


def of_person(work: Work, shown: Shown, person: Person) -> dict[str, Any]:
    """What is shown of it to who confirms it: their departments' parts of the plan first."""
    mine = plan_shown.of_person(work, shown, person.user_id)
    return {
        "shown": shown,
        "mine": mine,
        "parts": facts.parts(work, shown.plan, shown.document, [one.place.signer.department_id or 0 for one in mine]),
        "mark": mark(shown, mine),
        "reader_name": person.name,
    }


def mark(shown: Shown, mine: Collection[Mine]) -> str:
    """What tells whether what somebody is to confirm still reads as they have read it."""
    own = [one.place.signer for one in mine if one.place.word is None]
    found = {str(one.department_id): hash_of(shown.document.shown_to(one)) for one in own}
    return hash_of(found)[:MARK_DIGITS]


def tell_manager(work: Work, shown: Shown, template: str, **context: Any) -> None:
    """Tell the PM what came of it; not who has just done that."""
    quiet.tell_each(work, [shown.pm], template, about=shown.confirmation.turn, shown=shown, **context)


def tell_changed(work: Work, shown: Shown, department_ids: Collection[int]) -> None:
    """Tell those heads that what they have confirmed is other now, and what of it: they are asked again."""
    told: dict[str, list[Any]] = {}
    for place in shown.missing:
        if place.signer.department_id in department_ids and place.holder is not None:
            told.setdefault(place.holder.user_id, []).append(place)
    for found in told.values():
        others = [(one.label, plan_shown.others(work, shown, one.signer) or []) for one in found]
        quiet.tell_each(
            work, [found[0].holder], "baselines/changed", about=shown.confirmation.turn, shown=shown, others=others
        )
