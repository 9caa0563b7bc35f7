"""The actions of a meeting as they are typed, one a line: whose, what, by when; each becomes a task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from bot.process.kernel.work import Work
from bot.process.tasks import adding, finding, lines
from bot.process.tasks.plans import NewTask
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, projects
from storage.projects import Project
from storage.tasks import Task

# More at once is a plan to be imported.
ACTIONS_AT_MOST = 20
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


def actions(work: Work, project: Project, typed: str, otherwise: int | None = None) -> tuple[ActionSaid, ...]:
    """What is typed, line by line; what cannot be read in a line stands with it. The department `otherwise` leads what
    is somebody's of none in the project.
    """
    stripped = [line.strip() for line in typed.splitlines()]
    return tuple(_said(work, project, at, line, otherwise) for at, line in enumerate(filter(None, stripped), 1))


def must_be_whole(said: Sequence[ActionSaid], field: str = "actions") -> None:
    """Raises Refused beside that field naming every line that is no action."""
    if len(said) > ACTIONS_AT_MOST:
        raise Refused(_("At most %(number)s actions at once.", number=ACTIONS_AT_MOST), field=field)
    wrong = [_("Line %(line)s: %(problem)s", line=one.line, problem=one.problem) for one in said if one.problem]
    found = joined(wrong, Text("%(one)s\n%(rest)s"))
    if found is not None:
        raise Refused(found, field=field)


def make(work: Work, project: Project, said: Sequence[ActionSaid]) -> list[Task]:
    """A task of each, in their order; whoever calls tells their owners. Raises Refused as `tasks.adding.make` does."""
    made = []
    for one in said:
        assert one.due_on is not None, "looked at before"  # noqa: S101 - a mistake of ours, not of a user
        asked = NewTask(project.id, one.title, one.department_id, one.owner_id, one.due_on, stage="")
        with work.within(f"action:{one.line}"):
            made.append(adding.make(work, asked).task)
    return made


def _said(work: Work, project: Project, at: int, line: str, otherwise: int | None) -> ActionSaid:
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
    department_id = said.department_id or _department(work, project, said.owner_id) or otherwise
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
