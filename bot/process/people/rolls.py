"""The roll of a project's channel: Slack's list of who is in it, compared with who is known to be; and who may see it.

Slack tells of who comes and goes, and gives up where nobody hears it for some minutes. So the list is read at a start,
at a return, after an outage of the database, and when a channel becomes a project's. Who came is let in without a word;
for who went a successor is asked for as always. Who was never seen in the channel has not gone from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.process.handovers import asking
from bot.process.handovers.asking import GRACE, Why
from bot.process.kernel.work import Work
from bot.process.people import comings
from bot.process.projects import channel
from storage import events, handovers, membership, people, projects
from storage.projects import Project

# By how much Slack's clock may differ from ours: of whom it told since then, that counts and not the list, until the
# list is read anew. Less than a successor waits to be asked for.
MARGIN = GRACE / 2
A_MOMENT = timedelta(seconds=1)


def call_all(work: Work) -> None:
    """Have the lists of every project's channel read."""
    for project in projects.all_of(work.session, work.team_id):
        channel.call_roll(work, project)


def read(work: Work, project_id: int, answer: Mapping[str, Any]) -> None:
    """Slack's list of a channel, asked for at `asked_at`: who came, and who went."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    channel_id = str(answer["channel"])
    if project is None or project.channel_id != channel_id:
        return
    asked_at = datetime.fromisoformat(answer["asked_at"])
    if isinstance(answer["is_private"], bool):
        _seen_as(work, channel_id, answer["is_private"], asked_at - MARGIN)
    if answer.get("name") and not events.noted_since(
        work.session, work.team_id, [channel.naming(channel_id)], asked_at - MARGIN
    ):
        channel.renamed(work, channel_id, str(answer["name"]))
    there, known = set(answer["members"]), projects.in_channel_of(work.session, project)
    changed, told_at = _unheard(work, channel_id, there ^ known, asked_at - MARGIN)
    if told_at is not None:
        # They may have gone or come since, unheard.
        channel.call_roll(work, project, due_at=told_at + MARGIN + A_MOMENT)
    _came(work, project, there & changed)
    for user_id in sorted(known & changed):
        person = people.person(work.session, work.team_id, user_id)
        if person is not None and person.is_deactivated:
            # Their account is what is asked about.
            channel.went(work, channel_id, user_id)
        else:
            comings.left(work, channel_id, user_id)
    _let_go(work, project, there, asked_at - MARGIN)


def _seen_as(work: Work, channel_id: str, is_private: bool, since: datetime) -> None:
    """Whoever may see the channel may see the project, unless Slack has told something else since then."""
    if not events.noted_since(work.session, work.team_id, [channel.visibility(channel_id)], since):
        channel.became(work, channel_id, is_private)


def _unheard(work: Work, channel_id: str, user_ids: set[str], since: datetime) -> tuple[set[str], datetime | None]:
    """Those of whom Slack has told nothing since then; and when the last happened that it told of the others."""
    subjects = {comings.membership(channel_id, user_id): user_id for user_id in user_ids}
    heard = events.noted_since(work.session, work.team_id, subjects, since)
    unheard = {user_id for subject, user_id in subjects.items() if subject not in heard}
    return unheard, max(heard.values(), default=None)


def _let_go(work: Work, project: Project, there: set[str], since: datetime) -> None:
    """Who is not in the channel and stands for nothing in the project has no part in it: the project has moved without
    them, or what was theirs is somebody else's.
    """
    others = projects.outside_channel_of(work.session, project) - there - membership.holders(work.session, project)
    unheard, _told_at = _unheard(work, str(project.channel_id), others, since)
    projects.remove_members(work.session, project, unheard)


def _came(work: Work, project: Project, user_ids: set[str]) -> None:
    projects.enter(work.session, project, user_ids)
    for row in handovers.open_in(work.session, work.team_id, project.id):
        if row.person_id in user_ids:
            asking.back(work, project, row.person_id, Why.LEFT)
