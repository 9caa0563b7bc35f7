"""How an acceptance stands with those who judge and sign it, and what is told to whoever waits for that."""

from __future__ import annotations

from typing import Any

from bot.process.acceptance import shown as acceptance_shown
from bot.process.acceptance.shown import Row, Shown
from bot.process.acceptance.states import VERDICTS, State
from bot.process.kernel import places, quiet
from bot.process.kernel.places import Mine
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import acceptances, people
from storage.acceptances import Acceptance
from storage.people import Person

# The template of the card with who is asked, and the name of the document.
CARD, DOCUMENT = "acceptance/card", "acceptance/document"


def draw(work: Work, acceptance: Acceptance) -> Shown:
    """Post or renew the card with those who are asked, and whoever stands in for one of them."""
    shown = acceptance_shown.one(work, acceptance)
    places.draw(work, shown, CARD)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands."""
    acceptance = acceptances.by_id(work.session, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if acceptance is None or person is None:
        return None
    is_before = places.is_before(work, acceptance, wanted.card, person.user_id)
    shown = acceptance_shown.one(work, acceptance)
    return Drawing(quiet.room_of(person), {**of_person(work, shown, person), "is_before": is_before})


def of_person(work: Work, shown: Shown, person: Person) -> dict[str, Any]:
    """What is shown of it to who judges it: the lines that wait for their verdict, and what they may do."""
    mine = acceptance_shown.of_person(work, shown, person.user_id)
    return {
        "shown": shown,
        "mine": mine,
        "lines": [(row, _own(row, mine)) for row in shown.rows],
        "is_judging": shown.state in (State.JUDGING, State.SIGNING) and bool(mine),
        "verdicts": list(VERDICTS.items()),
        "reader_name": person.name,
    }


def _own(row: Row, mine: list[Mine]) -> str:
    """What the person has said of that line in all of their places; empty where it waits for them."""
    ids = {one.place.signer.id for one in mine if not one.place.is_passed}
    said = {one.said for one in row.opinions if one.verdict.signer_id in ids}
    is_whole = ids and ids <= {one.verdict.signer_id for one in row.opinions}
    return str(next(iter(said))) if is_whole and len(said) == 1 else ""


def tell_manager(work: Work, shown: Shown, template: str, *, about: str = "", **context: Any) -> None:
    """Tell the PM what came of it; not who has just done that."""
    quiet.tell_each(work, [shown.pm], template, about=about or shown.acceptance.turn, shown=shown, **context)
