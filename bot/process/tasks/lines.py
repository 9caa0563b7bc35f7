"""Lines that say a task: "Print posters by next Friday @lin #Design stage:Launch", and a part of one in a split."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.process.kernel import lines
from bot.process.kernel.work import Work
from bot.process.tasks import fields, finding
from bot.process.tasks.fields import Offered
from bot.process.tasks.plans import NewTask
from bot.process.tasks.trees import SubtaskSaid
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import MENTION
from storage.projects import Project

TITLE_AT_MOST = 150
# What may stand around a title in a list of lines.
EDGES = " |,，;；"
# `#Design`, or what Slack makes of it where a channel has that name.
DEPARTMENT = Pattern(r"<#[A-Z0-9]+\|([^>]+)>|(?:^|(?<=\s))#(?:[\"“]([^\"”]+)[\"”]|([^\s\d]\S*))")
STAGE = Pattern(r"(?:^|(?<=\s))(?:stage|阶段|階段)[:：]\s*(?:[\"“]([^\"”]+)[\"”]|(\S+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A department and a stage that a line names as such, and the rest of the line."""

    rest: str
    department: str
    stage: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a line says of a new task; what it does not say is to be filled in."""

    title: str
    due_on: date | None = None
    owner_id: str = ""
    department_id: int | None = None
    stage: str = ""
    place: Offered | None = None
    is_counted: bool = False
    # The owner is named, and is not only who typed the line.
    is_owned: bool = False

    def whole(self, project: Project) -> NewTask | None:
        """The task, where the line says whose it is and by when."""
        if not self.is_owned or self.due_on is None or not self.department_id or not _is_title(self.title):
            return None
        stage = self.stage[: fields.STAGE_NAME_AT_MOST]
        return NewTask(project.id, self.title, self.department_id, self.owner_id, self.due_on, stage=stage)


def cut(line: str) -> Named:
    """Take `#Design` and `stage:Launch` out of a line."""
    stage, department = STAGE.search(line), DEPARTMENT.search(line)
    rest = DEPARTMENT.sub(" ", STAGE.sub(" ", line)) if stage or department else line
    return Named(rest, _first(department), _first(stage))


def drafted(work: Work, project: Project, line: str) -> Drafted:
    """What a line says of a new task.

    Raises Refused for a department that takes no part, and for a line that says by when, but not when.
    """
    owner, named = MENTION.search(line), cut(line)
    title, due_on, is_counted = lines.read_line(work, project, without_mentions(named.rest))
    owner_id = owner[1] if owner else work.person.user_id
    return Drafted(
        title=title,
        due_on=due_on,
        owner_id=owner_id,
        department_id=(
            fields.department(work, project, named.department)
            if named.department
            else finding.department_of(work, project, owner_id)
        ),
        stage=named.stage,
        place=fields.place_named(work, project, named.stage) if named.stage else None,
        is_counted=is_counted,
        is_owned=owner is not None,
    )


def without_mentions(line: str) -> str:
    """The line without the people whom it names."""
    return " ".join(MENTION.sub(" ", line).split())


def subtasks(work: Work, project: Project, typed: str) -> list[SubtaskSaid]:
    """What is typed into a split, a part a line: "Print, by Friday, @lin"."""
    return [
        _subtask(work, project, at, line) for at, line in enumerate((x for x in typed.splitlines() if x.strip()), 1)
    ]


def _subtask(work: Work, project: Project, at: int, line: str) -> SubtaskSaid:
    rest, owner_id = line, None
    try:
        if (owner := fields.owner_in(work, project, line)) is not None:
            rest, owner_id = line.replace(owner[0], " ", 1), owner[1]
        rest = " ".join(rest.split()).strip(EDGES)
        title, due_on, _is_counted = lines.read_line(work, project, rest)
    except Refused as refused:
        return SubtaskSaid(at, rest, problem=refused.why)
    title = title.strip(EDGES)
    if not _is_title(title):
        return SubtaskSaid(at, title, problem=_("a title has 1 to %(number)s characters", number=TITLE_AT_MOST))
    return SubtaskSaid(at, title, owner_id, due_on)


def _is_title(said: str) -> bool:
    return 0 < len(said) <= TITLE_AT_MOST


def _first(found: re.Match[str] | None) -> str:
    return next((one for one in found.groups() if one), "") if found else ""
