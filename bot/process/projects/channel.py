"""The channel of a project: made or taken, its people invited, left and come to, and moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.process.kernel import posts, quiet, rights
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.projects.cards import draw
from bot.process.projects.finding import find
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import dead_targets, events, meetings, people, projects, readdressing
from storage.projects import Project

# Slack has answered whether it made the channel.
MADE = "projects.channel"
# A name that was taken is tried again with -2, -3 …; beyond this many something else is wrong.
CHANNEL_NAMES_TRIED = 9
# The follow-up that hears who is in a channel.
ROLL = "people.roll"
# Slack's bounds on a channel's name and topic.
CHANNEL_NAME_LENGTH, CHANNEL_TOPIC_LENGTH = 80, 250


def move_home(work: Work, number: str, channel_id: str, channel_name: str, is_private: bool) -> Project:
    """Make another channel the project's home, and say so in the old one, where nothing is kept up to date any more.

    Raises Refused for everybody but the PM, and for a channel that is a project's already.
    """
    hold(work, channel_id)
    project = to_move(work, number)
    must_be_free(work, channel_id, but=project)
    dead_targets.revive(work.session, work.team_id, channel_id)
    work.record("projects", project.id, "move home", {"channel": (project.channel_name, channel_name)})
    old = room_of(project)
    _is_private(work, project, is_private)
    settle_in(work, project, channel_id, channel_name)
    if (
        old is not None
        and old.channel_id != channel_id
        and not dead_targets.is_dead(work.session, work.team_id, old.channel_id)
    ):
        work.say("projects/moved", to=old, about=f"projects:{project.id}", is_farewell=True, project=project)
    return project


def hold(work: Work, channel_id: str) -> None:
    """Let one after the other ask for the channel: two that do at the same moment find it free."""
    events.hold(work.session, work.team_id, f"home:{channel_id}", work.now)


def must_be_free(work: Work, channel_id: str, *, but: Project | None = None, field: str | None = None) -> None:
    """Raises Refused, beside the field, for a channel that is the home of another project."""
    taken = projects.in_channel(work.session, work.team_id, channel_id)
    if taken is not None and taken is not but:
        raise Refused(_("That channel is the home of another project already."), field=field)


def to_move(work: Work, number: str) -> Project:
    """The project whose home the actor may change. Raises Refused for everybody but the PM."""
    project = find(work, number)
    rights.must(work, "projects.home", project, _("You cannot change %(number)s.", number=project.number))
    return project


# The channel, step by step: each is a follow-up of Slack's answer to the one before.


def settle_in(work: Work, project: Project, channel_id: str, channel_name: str) -> None:
    """Take the channel as the project's home: invite everybody named, and post the card."""
    project.channel_id, project.channel_name = channel_id, channel_name
    work.session.add(project)
    work.unsay(_gone(project), "it has a channel again")
    projects.leave_all(work.session, project)
    call_roll(work, project)
    about = f"projects:{project.id}"
    members = sorted(everybody(work, project))
    invitation = {"channel": channel_id, "users": ",".join(members), "force": True}
    work.call("conversations.invite", invitation, lane=channel_id, about=about)
    set_topic(work, project)
    draw(work, project)


def set_topic(work: Work, project: Project) -> None:
    """Have the project's channel, where it has one, say above all what the project is called."""
    if project.channel_id is None:
        return
    # Whoever reads "@channel" there would think that it calls somebody.
    topic = f"{project.number} · {project.name}".replace("@", "＠")[:CHANNEL_TOPIC_LENGTH]
    about, arguments = f"projects:{project.id}", {"channel": project.channel_id, "topic": topic}
    work.call("conversations.setTopic", arguments, lane=project.channel_id, about=about)


def channel_created(work: Work, project_id: int, answer: Mapping[str, Any]) -> None:
    """Slack has made the project's channel."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is not None and project.channel_id is None:
        settle_in(work, project, answer["channel"]["id"], answer["channel"]["name"])


def channel_refused(work: Work, project_id: int, error: str) -> None:
    """Slack would not make the channel: try another name, or tell who asked."""
    project = projects.project(work.session, work.team_id, project_id, to_change=True)
    if project is None or project.channel_id is not None:
        return
    if error == "name_taken" and project.channel_attempts < CHANNEL_NAMES_TRIED:
        ask_for_channel(work, project)
        return
    creator = people.person(work.session, work.team_id, project.created_by)
    if creator is not None:
        work.say("projects/channel_refused", to=creator, about=f"projects:{project.id}", project=project, error=error)


def unreachable(work: Work, target: str, error: str) -> None:
    """Slack says that nobody can be reached in a channel: tell the project's manager, once."""
    project = projects.in_channel(work.session, work.team_id, target)
    manager = people.person(work.session, work.team_id, project.pm_id) if project else None
    if project is not None and manager is not None:
        quiet.tell(work, manager, "projects/gone", about=_gone(project), project=project, error=error)


def reached(work: Work, channel_id: str) -> None:
    """Somebody can be reached in a channel again: its project's manager need not hear any more that nobody can."""
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        work.unsay(_gone(project), "it can be reached again")


def _gone(project: Project) -> str:
    """What its manager is told of a channel in which nobody can be reached is filed under."""
    return f"projects:{project.id}:gone"


def visibility(channel_id: str) -> str:
    """What Slack's events of who may see a channel speak of; the last word about it counts."""
    return f"visibility:{channel_id}"


def naming(channel_id: str) -> str:
    """What Slack's events of a channel's name speak of; the last word about it counts."""
    return f"naming:{channel_id}"


def renamed(work: Work, channel_id: str, name: str) -> None:
    """A channel is called otherwise; if it is a project's, that is known by the new name."""
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None and project.channel_name != name:
        work.record("projects", project.id, "rename channel", {"channel": (project.channel_name, name)})
        project.channel_name = name
        work.session.add(project)


def readdressed(work: Work, old: str, new: str) -> None:
    """Slack has given a channel another id: what stands and waits there, stands and waits under that."""
    readdressing.readdress(work.session, work.team_id, old, new)
    for series in meetings.in_channel(work.session, work.team_id, old):
        series.channel_id = new
        work.session.add(series)
    project = projects.in_channel(work.session, work.team_id, old)
    if project is not None:
        project.channel_id = new
        work.session.add(project)
        work.session.flush()
        call_roll(work, project)


def became(work: Work, channel_id: str, is_private: bool) -> None:
    """A channel was made private, or public; if it is a project's, so is the project.

    One that is open to all is no place any more for the meetings of a project that is not.
    """
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        _is_private(work, project, is_private)
    for series in [] if is_private else meetings.in_channel(work.session, work.team_id, channel_id):
        held = projects.project(work.session, work.team_id, series.project_id)
        if held is not None and held.is_private:
            _meets_at_home(work, held)


def _is_private(work: Work, project: Project, is_private: bool) -> None:
    if project.is_private == is_private:
        return
    project.is_private = is_private
    work.session.add(project)
    if is_private:
        # What was chosen for its meetings may be open to all.
        _meets_at_home(work, project)


def _meets_at_home(work: Work, project: Project) -> None:
    """Its meetings are spoken of in the project's own channel; who had chosen another is told."""
    series = meetings.series(work.session, work.team_id, project.id, to_change=True)
    if series is None or series.channel_id is None:
        return
    series.channel_id = None
    work.session.add(series)
    manager = people.person(work.session, work.team_id, project.pm_id)
    if manager is not None:
        quiet.tell(work, manager, "meetings/at_home", about=f"meeting_series:{project.id}:home", project=project)


def call_roll(work: Work, project: Project, due_at: datetime | None = None) -> None:
    """Have Slack's list of who is in the project's channel read, where it has one; no message waits for it."""
    if project.channel_id is not None:
        work.call(
            "conversations.members",
            {"channel": project.channel_id},
            lane=f"members:{project.id}",
            about=f"members:{project.id}:{work.now.isoformat()}",
            then=ROLL,
            subject_id=project.id,
            due_at=due_at,
        )


def came(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody joined a channel; if it is a project's, they may see the project from now on."""
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        projects.enter(work.session, project, [user_id])


def went(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody left a project's channel; who holds a post in the project stays.

    They remain responsible until somebody succeeds them, and whoever owns an open task has to see it to say how it is.
    """
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is None:
        return
    if posts.held(work, project, user_id):
        projects.leave(work.session, project, user_id)
    else:
        projects.remove_members(work.session, project, [user_id])


def everybody(work: Work, project: Project) -> set[str]:
    """Everybody named in the project."""
    parts = projects.taking_part(work.session, project)
    return {project.pm_id, project.sponsor_id, *(one for part, _d in parts for one in (part.head_id, part.liaison_id))}


def ask_for_channel(work: Work, project: Project) -> None:
    project.channel_attempts += 1
    attempt = project.channel_attempts
    suffix = "" if attempt == 1 else f"-{attempt}"
    words = re.sub(r"[^\w]+", "-", project.name.lower()).strip("-_")
    name = f"{project.number.lower()}-{words}"[: CHANNEL_NAME_LENGTH - len(suffix)].rstrip("-_") + suffix
    work.call(
        "conversations.create",
        {"name": name, "is_private": project.is_private},
        lane=f"projects:{project.id}",
        about=f"projects:{project.id}:{attempt}",
        then=MADE,
        subject_id=project.id,
    )
