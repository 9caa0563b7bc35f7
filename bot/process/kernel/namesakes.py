"""Several people of one name, told apart: by their departments, and by what only one of them is called."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import departments
from storage.people import Person

# More of one name are not listed: who writes means one of those they know.
LISTED_AT_MOST = 5


def apart(work: Work, people: Iterable[Person], *, by_email: bool = False) -> Text | None:
    """These people, each with their departments and what to write instead of the name that they share."""
    return joined([_one(work, one, by_email) for one in list(people)[:LISTED_AT_MOST]], _("%(one)s; %(rest)s"))


def _one(work: Work, person: Person, by_email: bool) -> Text:
    own = departments.of_person(work.session, work.team_id, person.user_id)
    place = joined((one.name for one in own), _("%(one)s, %(rest)s"))
    word = person.email if by_email and person.email else f"@{person.username or person.user_id}"
    if place is None:
        return _("%(name)s: %(word)s", name=person.name, word=word)
    return _("%(name)s (%(department)s): %(word)s", name=person.name, department=place, word=word)
