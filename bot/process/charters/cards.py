"""How charters stand with those who are asked to sign, and what is told to whoever waits for that."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.process.charters import shown as charter_shown
from bot.process.charters.shown import Shown
from bot.process.kernel import places, quiet
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import matters as kept
from storage import people
from storage.charters import Charter
from storage.people import Person

# The template of the card with who is asked, and the name of the document.
CARD, DOCUMENT = "charters/card", "charters/document"


def draw(work: Work, charter: Charter) -> Shown:
    """Post or renew the card with those who are asked to sign, and whoever stands in for one of them."""
    shown = charter_shown.one(work, charter)
    places.draw(work, shown, CARD)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the card shows to the person with whom it stands: what concerns them, and what they may do."""
    charter = kept.by_id(work.session, Charter, work.team_id, wanted.subject_id)
    person = people.person(work.session, work.team_id, wanted.lane)
    if charter is None or person is None:
        return None
    is_before = places.is_before(work, charter, wanted.card, person.user_id)
    shown = charter_shown.one(work, charter)
    return Drawing(quiet.room_of(person), {**of_person(work, shown, person), "is_before": is_before})


def of_person(work: Work, shown: Shown, person: Person) -> dict[str, Any]:
    """What is shown of it to who signs it: the sections that concern them as they were sent."""
    mine = charter_shown.of_person(work, shown, person.user_id)
    of_departments = {one.place.signer.department_id for one in mine}
    concerned = [name for name in shown.names if (of := charter_shown.audience(name)) is None or of in of_departments]
    facts = [(name, charter_shown.facts(work, shown, name, is_sent=True)) for name in concerned]
    return {"shown": shown, "mine": mine, "facts": facts, "reader_name": person.name}


def tell_manager(work: Work, shown: Shown, template: str, **context: Any) -> None:
    """Tell the PM what came of it; not who has just done that."""
    quiet.tell_each(work, [shown.pm], template, about=shown.charter.turn, shown=shown, **context)


def send_papers(work: Work, shown: Shown, *, to: Collection[str] | None = None) -> None:
    """The document to everybody who is asked, or to those of them alone, in their working hours, like the card."""
    for person in places.asked(work, shown):
        if to is not None and person.user_id not in to:
            continue
        work.send_document(
            DOCUMENT,
            shown.charter.id,
            about=shown.charter.turn,
            to=person,
            project=shown.project,
            due_at=quiet.hold(work, person),
        )
