"""Substitutes (代理人): who acts for whom at the moment.

Inside a window, everything that waits for the principal, already waiting or new, waits for the substitute too. What a
substitute does is recorded as "B for A" (see `Work.acting_for`, which `rights.must` sets). There are no chains: who
substitutes a substitute does not act for the principal.
"""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import people, substitutes
from storage.people import Person


def hats(work: Work, user_id: str) -> list[str]:
    """The person, and those for whom they act at `work.now`; by Slack user id, the person first."""
    return [user_id, *(one.user_id for one in principals(work, user_id))]


def principals(work: Work, user_id: str) -> list[Person]:
    """Those for whom the person acts at `work.now`; nobody who has left the workspace. Read once in a unit of work."""
    known = work.principals_of.get(user_id)
    if known is None:
        windows = substitutes.of_substitute(work.session, work.team_id, user_id, work.now)
        known = work.principals_of[user_id] = [one.principal_id for one in windows]
    return _there(work, known)


def covering(work: Work, user_id: str) -> list[Person]:
    """Those who act for the person at `work.now`; nobody who has left the workspace."""
    windows = substitutes.of_principals(work.session, work.team_id, [user_id], work.now)
    return _there(work, [one.substitute_id for one in windows])


def hand(actor: Person | None, principal: Person | None) -> Text:
    """By whom something was done: "Wang", "Wang for Lin"; nobody is Liaison itself."""
    if actor is None:
        # Its own name is the same in every language; the word for the role is another one.
        return Text("%(name)s", {"name": "Liaison"})
    if principal is None:
        return Text("%(name)s", {"name": actor.name})
    return _("%(name)s for %(principal)s", name=actor.name, principal=principal.name)


def _there(work: Work, user_ids: list[str]) -> list[Person]:
    known = people.people(work.session, work.team_id, user_ids) if user_ids else {}
    return [known[one] for one in dict.fromkeys(user_ids) if one in known and not known[one].is_deactivated]
