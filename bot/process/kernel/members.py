"""People who are chosen for something: only somebody who is there can be."""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people
from storage.people import Person

# The timer that looks for owners in a project who have left the workspace.
OWNER_GONE = "handovers.look"


def there(work: Work, user_id: str | None, field: str) -> Person:
    """Somebody of the workspace.

    Raises Refused about that field for nobody, others, bots, and whoever has left.
    """
    found = people.person(work.session, work.team_id, user_id) if user_id else None
    if found is None or not found.is_there:
        raise Refused(_("Choose a person who is in this workspace."), field=field)
    return found


def cannot_be_named(person: Person | None) -> Text | None:
    """Why somebody cannot hold a post of a department; None where they can."""
    if person is None:
        return _("That person is not of this workspace.")
    if person.is_deactivated:
        return _("%(name)s has left the workspace.", name=person.name)
    if person.is_bot:
        return _("%(name)s is an app.", name=person.name)
    if person.is_guest:
        return _("%(name)s is a guest; name a full member.", name=person.name)
    return None
