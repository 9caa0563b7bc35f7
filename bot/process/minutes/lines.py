"""The actions of a meeting as they are typed, one a line: whose, what, by when; each becomes a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.process.kernel.work import Work
from bot.process.tasks import finding, lines
from bot.words.language import Text
from bot.words.language import text as _
from storage import departments, projects
from storage.projects import Project

EDGES = " |,，;；•-–·"


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """A line of the form: its place among the lines (from 1), as it was typed, and what was read in it.

    `problem` is what could not be read.
    """

    line: int
    typed: str
    title: str = ""
    owner_id: str = ""
    department_id: int = 0
    due_on: date | None = None
    hour: time | None = None
    problem: Text | None = None


def actions(work: Work, project: Project, typed: str) -> tuple[ActionSaid, ...]:
    """What is typed, line by line; what cannot be read in a line stands with it."""
    stripped = [line.strip() for line in typed.splitlines()]
    return tuple(_said(work, project, at, line) for at, line in enumerate(filter(None, stripped), 1))


def _said(work: Work, project: Project, at: int, line: str) -> ActionSaid:
    """A line: "@lin Print posters by next Friday", with `#Design` where the owner's department is not known."""
    said = lines.read(work, project, line, with_stage=False)
    if said.in_list is not None:
        return ActionSaid(at, line, problem=said.in_list)
    if said.owner_id is None:
        return ActionSaid(at, line, problem=_("say whose it is, for example `@lin Print posters by next Friday`"))
    title = said.title.strip(EDGES)
    if not lines.is_title(title):
        return ActionSaid(at, line, problem=_("a title has 1 to %(number)s characters", number=lines.TITLE_AT_MOST))
    if said.due_on is None:
        return ActionSaid(at, line, problem=_("say by when, for example `@lin Print posters by next Friday`"))
    department_id = said.department_id or _department(work, project, said.owner_id)
    if department_id is None:
        return ActionSaid(at, line, problem=_("say which department leads it, for example `#Design`"))
    return ActionSaid(at, line, title, said.owner_id, department_id, said.due_on, said.hour)


def _department(work: Work, project: Project, owner_id: str) -> int | None:
    """The owner's department in the project."""
    known = finding.department_of(work, project, owner_id)
    if known is not None:
        return known
    parts = {made.id for _part, made in projects.taking_part(work.session, project)}
    own = departments.of_person(work.session, work.team_id, owner_id)
    return next((one.id for one in own if one.id in parts), None)
