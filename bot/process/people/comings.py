"""Who comes and goes: in a project's channel, and in the workspace."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.flows import FLOWS
from bot.process.handovers import asking
from bot.process.handovers.asking import Why
from bot.process.kernel.work import Work
from bot.process.people import accounts as people
from bot.process.projects import channel
from storage import handovers as stored
from storage import people as stored_people
from storage import projects as stored_projects
from storage.membership import of_member
from storage.people import Account

# The follow-up: Slack describes somebody who could not be reached.
LOOKED_UP = "people.looked_up"


def membership(channel_id: str, user_id: str) -> str:
    """What Slack's events of somebody in a channel speak of; the last word about it counts."""
    return f"member:{channel_id}:{user_id}"


def unreachable(work: Work, user_id: str) -> None:
    """Slack takes no message for somebody: they may have left, and nobody has heard of it. Others are no people."""
    if stored_people.person(work.session, work.team_id, user_id) is not None:
        described = {"user": user_id, "include_locale": True}
        work.call("users.info", described, lane=f"people:{user_id}", about=f"people:{user_id}", then=LOOKED_UP)


def joined(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody joined a channel; if it is a project's, they may see it, and are not missed in it any more."""
    channel.came(work, channel_id, user_id)
    project = stored_projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        asking.back(work, project, user_id, Why.LEFT)


def left(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody left a channel; if they are named in its project, a successor is asked for."""
    project = stored_projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        asking.gone(work, project, user_id, Why.LEFT)
    channel.went(work, channel_id, user_id)


def heard(work: Work, accounts: Iterable[Account]) -> None:
    """Slack tells of people: how they read, whether their account was deactivated or is there again."""
    kept, moved = people.heard(work, accounts)
    work.session.flush()
    for user_id in moved:
        for flow in FLOWS:
            flow.moved(work, user_id)
    for account in kept:
        if account.is_deactivated:
            for project in of_member(work.session, work.team_id, account.user_id, work.now):
                asking.gone(work, project, account.user_id, Why.DEACTIVATED)
            continue
        for row in stored.open_of_person(work.session, work.team_id, account.user_id):
            home = stored_projects.project(work.session, work.team_id, row.project_id)
            if home is not None:
                asking.back(work, home, account.user_id, Why.DEACTIVATED)
