"""How a change stands with those who give a word on it, and what is told to whoever waits for that."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.process.changes import shown as change_shown
from bot.process.changes import signed
from bot.process.changes.shown import Shown
from bot.process.kernel import places, quiet, rights
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.places import Mine
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import matters as kept
from storage import people
from storage.changes import ChangeRequest
from storage.people import Person

# The template of the card with who is asked.
CARD = "changes/card"
# A mark tells two versions apart; it is compared, and never told.
MARK_DIGITS = 24


def draw(work: Work, change: ChangeRequest) -> Shown:
    """Post or renew the card with those who are asked for a word, and whoever stands in for one of them."""
    shown = change_shown.one(work, change)
    places.draw(work, shown, CARD)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands: what it does to their part, and what they may do."""
    change = kept.by_id(work.session, ChangeRequest, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if change is None or person is None:
        return None
    is_before = places.is_before(work, change, wanted.card, person.user_id)
    shown = change_shown.one(work, change)
    return Drawing(quiet.room_of(person), {**of_person(work, shown, person), "is_before": is_before})


def of_person(work: Work, shown: Shown, person: Person) -> dict[str, Any]:
    """What is shown of it to who gives a word on it: what it makes other of their departments' parts."""
    mine = change_shown.of_person(work, shown, person.user_id)
    of_departments = [(one.place.label, one.place.signer.department_id) for one in mine]
    parts = [(label, change_shown.lines_of(work, shown, of)) for label, of in of_departments if of is not None]
    return {"shown": shown, "mine": mine, "parts": parts, "mark": mark(shown, mine), "reader_name": person.name}


def mark(shown: Shown, mine: Collection[Mine]) -> str:
    """What tells whether what somebody gives a word on still reads as they have read it."""
    own = [one.place.signer for one in mine if one.place.word is None]
    found = {str(one.id): hash_of(shown.document.shown_to(one)) for one in own}
    return hash_of(found)[:MARK_DIGITS]


def tell(work: Work, shown: Shown, template: str, **context: Any) -> None:
    """Tell who asked for it and the PM what came of it; not who has just done that."""
    told = [one for one in (shown.requester, shown.pm) if one is not None]
    quiet.tell_each(work, told, template, about=shown.change.turn, shown=shown, **context)


def tell_changed(work: Work, shown: Shown, signer_ids: Collection[int]) -> None:
    """Tell those whose word fell that it is other now: they are asked again."""
    fell = [one.holder for one in shown.missing if one.signer.id in signer_ids]
    quiet.tell_each(work, fell, "changes/changed", about=shown.change.turn, shown=shown)


def may(work: Work, shown: Shown) -> dict[str, bool]:
    """What the reader may do with it besides their word; for buttons."""
    asked = {
        "edits": "changes.edit", "decides": "changes.decide", "passes": "changes.sponsor", "calls_off": "changes.edit",
    }  # fmt: skip
    found = {
        name: rights.may(work, action, shown.project, **change_shown.concerns(work, action, shown.change))
        for name, action in asked.items()
    }
    silent = shown.is_late and any(one.signer.role == signed.HEAD for one in shown.missing)
    return {**found, "passes": found["passes"] and silent}
