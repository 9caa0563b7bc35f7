"""Workspace admins (管理员): Slack's own, who always are, and whom they name."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from bot.process.kernel import members, quiet, rights
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused, must_stand
from storage import events, people
from storage.people import Person

# Admins are of the workspace, of which history keeps no number.
WORKSPACE = 0


class Admins(NamedTuple):
    """Who can administer."""

    of_slack: list[Person]
    named: list[Person]


def may_name(work: Work) -> bool:
    """Whether the actor may name admins: who stands in for one sees to all else that is set up, and not to that."""
    return rights.may(work, "admins.name", None)


def listed(work: Work) -> Admins:
    """Who can administer, for the form in which they are named.

    Raises Refused for everybody but workspace admins.
    """
    _must_name(work)
    return all_of(work)


def all_of(work: Work) -> Admins:
    """Who can administer."""
    found = people.admins(work.session, work.team_id)
    return Admins([one for one in found if one.is_admin], [one for one in found if not one.is_admin])


def stands(admins: Admins) -> list[str]:
    """Who is named, as the form keeps it that is opened over it."""
    return sorted(one.user_id for one in admins.named)


def name(work: Work, user_ids: Collection[str], seen: list[str] | None = None) -> Admins:
    """Let these be the admins besides Slack's own; whoever was named before and is not among them no longer is.

    Raises Refused for everybody but workspace admins, for people who cannot be named, and where nobody would be left;
    Overtaken where others are named than was `seen`.
    """
    events.hold(work.session, work.team_id, "admins", work.now)
    before = listed(work)
    must_stand(stands(before), seen, sorted(user_ids), _named_otherwise(before))
    wanted = people.people(work.session, work.team_id, user_ids)
    for user_id in user_ids:
        why = members.cannot_be_named(wanted.get(user_id))
        if why is not None:
            raise Refused(why, field="named")
    if not before.of_slack and not wanted:
        raise Refused(_("Somebody must be able to administer: keep at least one."), field="named")
    kept = {one.user_id for one in before.named}
    for one in wanted.values():
        if not one.may_administer:
            _set(work, one, is_named=True)
            quiet.tell(work, one, "admins/named", about=_named(one), by=work.person)
    for one in before.named:
        if one.user_id in kept - wanted.keys():
            _set(work, one, is_named=False)
    return listed(work) if work.person.may_administer else Admins([], [])


def _set(work: Work, one: Person, *, is_named: bool) -> None:
    one.is_named_admin = is_named
    work.session.add(one)
    action, pair = ("name admin", (None, one.user_id)) if is_named else ("remove admin", (one.user_id, None))
    work.record("workspaces", WORKSPACE, action, {"admin": pair})
    work.unsay(_named(one), "it was changed again")


def _named(one: Person) -> str:
    """What whoever is named is told of it is filed under."""
    return f"admins:{one.user_id}"


def _named_otherwise(admins: Admins) -> Text:
    return _(
        "Somebody has named admins meanwhile; besides Slack's own they are: %(names)s. "
        "This was not saved; look and send it again.",
        names=joined((one.name for one in admins.named), _("%(one)s, %(rest)s")) or "–",
    )


def _must_name(work: Work) -> None:
    rights.must(work, "admins.name", None, _("Admins are named by workspace admins."))
