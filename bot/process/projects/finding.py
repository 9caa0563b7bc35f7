"""Which project is meant: by its number, by the channel, by who asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.process.kernel import gates, rights
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import membership, projects
from storage.projects import Project

# The number of a project, as people type it.
NUMBER = Pattern(r"P-\d{4}-\d{1,6}", re.IGNORECASE)
# So many projects are named to who has to say which.
NAMED_AT_MOST = 5


def find(work: Work, number: str) -> Project:
    """The project of that number.

    Raises Refused when there is none that the actor may see.
    """
    found = projects.numbered(work.session, work.team_id, number)
    return rights.see(
        work,
        found,
        _("There is no project %(number)s here. `/project list` shows yours.", number=number.upper()),
    )


def here(work: Work, channel_id: str) -> Project | None:
    """The project of that channel; None where it has none or the actor may not see it."""
    found = projects.in_channel(work.session, work.team_id, channel_id)
    return found if found and rights.may_see(work, found) else None


def invites(work: Work, action: str, project_id: int | None) -> bool:
    """Whether a list that is empty may invite to that action: in its project, or in whatever runs where it has none."""
    project = rights.seen(work, project_id) if project_id is not None else None
    return gates.is_open(work, action, project)


def mine(work: Work) -> list[Project]:
    """The projects that the actor takes part in, and that are not over."""
    return membership.of_member(work.session, work.team_id, work.person.user_id, work.now, but=projects.OVER)


def listed(work: Work, *, is_archived: bool = False) -> list[Project]:
    """The projects that the actor takes part in, but for what is archived; or that alone."""
    others = [one for one in Phase if one is not Phase.ARCHIVED]
    but = others if is_archived else [Phase.ARCHIVED]
    return membership.of_member(work.session, work.team_id, work.person.user_id, work.now, but=but)


def by_today(work: Work, found: Iterable[Project]) -> dict[date, list[int]]:
    """The ids of the projects by which day it is there: each is late by its own calendar day."""
    days: dict[date, list[int]] = {}
    for project in found:
        days.setdefault(work.today(project.zone), []).append(project.id)
    return days


def none_yet(work: Work) -> Text:
    """What is said to who takes part in no project: how to start one, if they may."""
    if rights.may(work, "projects.create", None):
        return _(
            "You take part in no project yet. "
            "`/project propose` proposes one; `/project new` enters one that runs already."
        )
    return _("You take part in no project yet. What you are named in stands here then.")


def meant(work: Work, channel_id: str) -> list[Project]:
    """The projects that can be meant in this channel: its own alone, else all that the actor takes part in.

    Raises Refused for who takes part in none.
    """
    own = here(work, channel_id)
    found = [own] if own is not None else mine(work) or listed(work)
    if not found:
        raise Refused(none_yet(work))
    return found


def only(work: Work, channel_id: str, number: str = "") -> Project:
    """The project of that number; without one that of the channel, else the only one that the actor takes part in.

    Raises Refused where none is meant, or several can be.
    """
    if number:
        return find(work, number)
    found = meant(work, channel_id)
    if len(found) > 1:
        numbers = joined((one.number for one in found[:NAMED_AT_MOST]), _("%(one)s, %(rest)s"))
        raise Refused(_("Which project? Say it in its channel, or with its number: %(numbers)s.", numbers=numbers))
    return found[0]
