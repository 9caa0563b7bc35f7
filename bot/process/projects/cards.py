"""The card of a project 《项目基本信息表》, posted and pinned in its channel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.process.kernel import calendars, gates, rights
from bot.process.kernel.gates import PHASES
from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from storage import history, people, projects, proposals
from storage import meetings as stored_meetings
from storage.projects import Project

# What changes a project and moves it through its life, as its buttons stand beside each other.
MOVES = (
    "projects.edit",
    "projects.resume",
    "projects.reopen",
    "projects.suspend",
    "projects.close",
    "projects.archive",
)
# The template of a project's card; and its follow-up: it was posted.
CARD = "projects/card"
STANDS = "projects.card_stands"


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
        "standing": gates.standing(work, project),
        "because": _because(work, project),
        "can": (),
        "proposal": None,
    }


def to_act(work: Work, project: Project) -> dict[str, Any]:
    """The same with what the actor may do with it."""
    can = [one for one in MOVES if rights.may(work, one, project)]
    proposal = proposals.of_project(work.session, work.team_id, project.id)
    return {**overview(work, project), "can": can, "proposal": proposal}


def _because(work: Work, project: Project) -> str:
    """The word that was given when it came to stand still."""
    if not project.is_still:
        return ""
    last = history.of(work.session, work.team_id, "projects", project.id)
    return next((one.because for one in reversed(last) if one.changes.get("phase", ("", ""))[1] == project.phase), "")


def draw(work: Work, project: Project) -> None:
    """Post or renew the project's card in its channel.

    It is drawn when it goes out: of what two change at the same moment, as who is PM and when is the meeting, each
    sees only their own.
    """
    room = room_of(project)
    if room is not None:
        work.redraw(CARD, project.id, card=f"projects:{project.id}", room=room, then=STANDS)


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the project's card shows; None where it has no channel any more."""
    project = projects.project(work.session, work.team_id, wanted.subject_id)
    room = room_of(project) if project else None
    return Drawing(room, overview(work, project)) if project and room else None


def card_stands(work: Work, project_id: int, answer: Mapping[str, Any]) -> None:
    """The card was posted: pin it."""
    channel_id = answer["channel"]
    work.call(
        "pins.add",
        {"channel": channel_id, "timestamp": answer["ts"]},
        lane=channel_id,
        about=f"projects:{project_id}",
    )


def draw_anew(work: Work, project_id: int) -> None:
    """What stands in the channel is not certain."""
    project = projects.project(work.session, work.team_id, project_id)
    if project is not None:
        draw(work, project)
