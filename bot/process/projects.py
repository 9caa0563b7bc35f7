"""Projects (项目): what is known of one from its first day, its channel and its card 《项目基本信息表》.

`/project new` makes one that is running already; its channel is created (or one that exists is taken), everybody named
is invited, and the card is posted and pinned there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Any

from bot.process import meetings
from bot.process.kernel import calendars, quiet, rights
from bot.process.kernel.transitions import Transitions
from bot.process.kernel.work import Work, room_of
from bot.process.tasks import delays
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import departments, drafts, outbox, people, projects
from storage import meetings as stored_meetings
from storage.departments import Department
from storage.projects import Project, ProjectDepartment


class Phase(StrEnum):
    """Where a project stands."""

    INITIATION = "initiation"
    PLANNING = "planning"
    EXECUTION = "execution"
    CLOSING = "closing"
    CLOSED = "closed"


PHASES = {
    Phase.INITIATION: _("initiation"),
    Phase.PLANNING: _("planning"),
    Phase.EXECUTION: _("execution"),
    Phase.CLOSING: _("closing"),
    Phase.CLOSED: _("closed"),
}

TRANSITIONS = Transitions(
    {
        (Phase.INITIATION, "sign the charter"): Phase.PLANNING,
        (Phase.PLANNING, "confirm the plan"): Phase.EXECUTION,
        (Phase.EXECUTION, "start acceptance"): Phase.CLOSING,
        (Phase.CLOSING, "accept"): Phase.CLOSED,
    },
    PHASES,
)

# A name that was taken is tried again with -2, -3 …; beyond this many something else is wrong.
CHANNEL_NAMES_TRIED = 9
# Slack's bounds on a channel's name and topic.
CHANNEL_NAME_LENGTH, CHANNEL_TOPIC_LENGTH = 80, 250

NEW = "projects.new"
# A name with one of these is a Chinese name.
CHINESE_LETTER = Pattern("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class DepartmentNamed:
    """A department as somebody names it: known by that name, or new. `shown` is what a known one is called."""

    name: str
    head_id: str
    liaison_id: str
    shown: Name | None = None


@dataclass(frozen=True, slots=True)
class NewProject:
    """What is asked for with `/project new`. `channel_id` takes a channel that exists instead of a new one."""

    name: str
    objective: str
    pm_id: str
    starts_on: date
    ends_on: date
    meeting_weekday: int
    meeting_time: time
    initiating: str
    departments: list[DepartmentNamed] = field(default_factory=list)
    is_private: bool = False
    channel_id: str | None = None
    channel_name: str | None = None
    calendar: str = "CN"
    locale: str | None = None
    zone: str | None = None

    def in_channel(self, channel_id: str, name: str, is_private: bool) -> NewProject:
        """The same in a channel that exists."""
        return replace(self, channel_id=channel_id, channel_name=name, is_private=is_private)


def create(work: Work, asked: NewProject) -> Project:
    """Start a project; a second submit of the same form finds the first one.

    Raises Refused for guests, for a period that ends before it starts, for departments that do not fit, and for a
    channel that has a project already.
    """
    if known := projects.caused_by(work.session, work.team_id, work.cause):
        return known
    _check(work, asked)
    parts = [(_department(work, one), one) for one in asked.departments]
    initiating = next(made for made, one in parts if one.name == asked.initiating)
    year = work.today(asked.zone or work.person.zone).year
    project = Project(
        team_id=work.team_id,
        cause=work.cause,
        number=f"P-{year}-{projects.next_number(work.session, work.team_id, f'P-{year}'):03}",
        name=asked.name,
        objective=asked.objective,
        phase=Phase.EXECUTION,
        initiating_department_id=initiating.id,
        pm_id=asked.pm_id,
        sponsor_id=next(one.head_id for one in asked.departments if one.name == asked.initiating),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        zone=asked.zone or work.person.zone,
        locale=asked.locale or work.person.locale,
        calendar=asked.calendar,
        is_private=asked.is_private,
        created_at=work.now,
        created_by=work.person.user_id,
    )
    work.session.add(project)
    work.session.flush()
    _join(work, project, parts)
    delays.watch(work, project)
    meetings.set_up(work, project, asked.meeting_weekday, asked.meeting_time, project.zone)
    work.record("projects", project.id, "create", {"number": (None, project.number), "name": (None, project.name)})
    drafts.discard(work.session, work.team_id, work.person.user_id, NEW)
    if asked.channel_id and asked.channel_name:
        settle_in(work, project, asked.channel_id, asked.channel_name)
    else:
        _ask_for_channel(work, project)
    return project


def check(work: Work, asked: NewProject) -> None:
    """Raises Refused where `create` would."""
    if projects.caused_by(work.session, work.team_id, work.cause) is None:
        _check(work, asked)


def move_home(work: Work, number: str, channel_id: str, channel_name: str, is_private: bool) -> Project:
    """Make another channel the project's home, and say so in the old one, where nothing is kept up to date any more.

    Raises Refused for everybody but the PM, and for a channel that is a project's already.
    """
    project = to_move(work, number)
    taken = projects.in_channel(work.session, work.team_id, channel_id)
    if taken is not None and taken.id != project.id:
        raise Refused(_("That channel is the home of another project already."))
    outbox.revive(work.session, work.team_id, channel_id)
    work.record("projects", project.id, "move home", {"channel": (project.channel_name, channel_name)})
    old = room_of(project)
    project.is_private = is_private
    settle_in(work, project, channel_id, channel_name)
    if (
        old is not None
        and old.channel_id != channel_id
        and not outbox.is_dead(work.session, work.team_id, old.channel_id)
    ):
        work.say("projects/moved", to=old, about=f"projects:{project.id}", project=project)
    return project


def to_move(work: Work, number: str) -> Project:
    """The project whose home the actor may change. Raises Refused for everybody but the PM."""
    project = find(work, number)
    rights.must(work, "projects.edit", project, _("You cannot change %(number)s.", number=project.number))
    return project


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


def mine(work: Work) -> list[Project]:
    """The projects that the actor takes part in."""
    return projects.of_member(work.session, work.team_id, work.person.user_id)


def by_today(work: Work, found: Iterable[Project]) -> dict[date, list[int]]:
    """The ids of the projects by which day it is there: each is late by its own calendar day."""
    days: dict[date, list[int]] = {}
    for project in found:
        days.setdefault(work.today(project.zone), []).append(project.id)
    return days


def meant(work: Work, channel_id: str) -> list[Project]:
    """The projects that can be meant in this channel: its own alone, else all that the actor takes part in.

    Raises Refused for who takes part in none.
    """
    own = here(work, channel_id)
    found = [own] if own is not None else mine(work)
    if not found:
        raise Refused(_("You take part in no project yet. `/project new` starts one."))
    return found


def overview(work: Work, project: Project) -> dict[str, Any]:
    """Everything that 《项目基本信息表》 shows."""
    parts = projects.taking_part(work.session, project)
    named = {project.pm_id, project.sponsor_id, *(one for part, _d in parts for one in (part.head_id, part.liaison_id))}
    return {
        "project": project,
        "series": stored_meetings.series(work.session, work.team_id, project.id),
        "calendar": calendars.counted_in(work, project.calendar, work.today(project.zone), project.ends_on),
        "phase": PHASES[Phase(project.phase)],
        "departments": parts,
        "initiating": next((made for _p, made in parts if made.id == project.initiating_department_id), None),
        "people": people.people(work.session, work.team_id, named),
    }


def draw(work: Work, project: Project) -> None:
    """Post or renew the project's card in its channel."""
    room = room_of(project)
    if room is not None:
        work.draw(
            "projects/card",
            card=f"projects:{project.id}",
            room=room,
            then="projects.card_stands",
            subject_id=project.id,
            **overview(work, project),
        )


# The channel, step by step: each is a follow-up of Slack's answer to the one before.


def settle_in(work: Work, project: Project, channel_id: str, channel_name: str) -> None:
    """Take the channel as the project's home: invite everybody named, and post the card."""
    project.channel_id, project.channel_name = channel_id, channel_name
    work.session.add(project)
    about = f"projects:{project.id}"
    members = sorted(_everybody(work, project))
    invitation = {"channel": channel_id, "users": ",".join(members), "force": True}
    work.call("conversations.invite", invitation, lane=channel_id, about=about)
    topic = f"{project.number} · {project.name}"[:CHANNEL_TOPIC_LENGTH]
    work.call("conversations.setTopic", {"channel": channel_id, "topic": topic}, lane=channel_id, about=about)
    draw(work, project)


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
        _ask_for_channel(work, project)
        return
    creator = people.person(work.session, work.team_id, project.created_by)
    if creator is not None:
        work.say("projects/channel_refused", to=creator, about=f"projects:{project.id}", project=project, error=error)


def unreachable(work: Work, target: str, error: str) -> None:
    """Slack says that nobody can be reached in a channel: tell the project's manager, once."""
    project = projects.in_channel(work.session, work.team_id, target)
    manager = people.person(work.session, work.team_id, project.pm_id) if project else None
    if project is not None and manager is not None:
        quiet.tell(work, manager, "projects/gone", about=f"projects:{project.id}:gone", project=project, error=error)


def card_stands(work: Work, project_id: int, answer: Mapping[str, Any]) -> None:
    """The card was posted: pin it."""
    channel_id = answer["channel"]
    work.call(
        "pins.add",
        {"channel": channel_id, "timestamp": answer["ts"]},
        lane=channel_id,
        about=f"projects:{project_id}",
    )


def came(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody joined a channel; if it is a project's, they may see the project from now on."""
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None:
        projects.add_members(work.session, project, [user_id])


def went(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody left a project's channel; who is named in the project stays."""
    project = projects.in_channel(work.session, work.team_id, channel_id)
    if project is not None and user_id not in _everybody(work, project):
        projects.remove_member(work.session, project, user_id)


def _check(work: Work, asked: NewProject) -> None:
    rights.must(work, "projects.create", None, _("Guests cannot start a project."))
    if asked.ends_on <= asked.starts_on:
        raise Refused(_("The project must end after it starts."), field="ends_on")
    if not asked.departments:
        raise Refused(_("Name at least one department that takes part."), field="departments")
    if asked.initiating not in {one.name for one in asked.departments}:
        raise Refused(_("The initiating department must be one of those that take part."), field="initiating")
    if asked.channel_id and projects.in_channel(work.session, work.team_id, asked.channel_id):
        raise Refused(_("That channel is the home of another project already."), field="channel")


def _department(work: Work, named: DepartmentNamed) -> Department:
    """The department of that name, made where it is new."""
    known = departments.named(work.session, work.team_id, named.name)
    if known is not None:
        return known
    made = Department(team_id=work.team_id, head_id=named.head_id, liaison_id=named.liaison_id)
    language = "name_zh" if CHINESE_LETTER.search(named.name) else "name_en"
    setattr(made, language, named.name)
    work.session.add(made)
    work.session.flush()
    work.record("departments", made.id, "create", {language: (None, named.name)})
    return made


def _join(work: Work, project: Project, parts: list[tuple[Department, DepartmentNamed]]) -> None:
    for position, (made, named) in enumerate(parts):
        work.session.add(
            ProjectDepartment(
                team_id=work.team_id,
                project_id=project.id,
                department_id=made.id,
                position=position,
                head_id=named.head_id,
                liaison_id=named.liaison_id,
            )
        )
    work.session.flush()
    projects.add_members(work.session, project, [*sorted(_everybody(work, project)), work.person.user_id])


def _everybody(work: Work, project: Project) -> set[str]:
    """Everybody named in the project."""
    parts = projects.taking_part(work.session, project)
    return {project.pm_id, project.sponsor_id, *(one for part, _d in parts for one in (part.head_id, part.liaison_id))}


def _ask_for_channel(work: Work, project: Project) -> None:
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
        then="projects.channel",
        subject_id=project.id,
    )
