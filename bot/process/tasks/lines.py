"""A line that names a task: "Print posters by next Friday @lin #Design stage:Launch".

Whatever of it is understood is kept; what is not stays in the title and is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time

from bot.process.kernel import lines as kernel_lines
from bot.process.kernel.lines import Line
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.tasks import fields as task_fields
from bot.process.tasks import finding, leaving_out
from bot.process.tasks.fields import Offered
from bot.process.tasks.plans import NewTask
from bot.process.tasks.trees import SubtaskSaid
from bot.words import marked
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage.projects import Project
from storage.tasks import Task

TITLE_AT_MOST = 150
# What may stand around a title in a list of lines.
EDGES = " |,，;；、"
# Of names behind @ that are quoted.
_NAMED_AT_MOST = 5
# How far it is, and what it waits for, at an end of a title; "Raise coverage to 50%" is a title.
_SO_FAR = Pattern(
    r"(?:^|(?<=[\s,，;；、]))(?:(?:已|已经|目前)?(?:完成|做完?)了?"
    r"(?:一半|百分之\S{1,3}|\d{1,3}\s*%|[一二两三四五六七八九]成)"
    r"|已完成|已经完成|进行中|做了一半"
    r"|(?:half|\d{1,3}\s*%)[ -]?(?:done|complete|finished)|in progress|already done)$",
    re.IGNORECASE,
)
_WAITS = Pattern(
    r"(?:(?:依赖于?|前置(?:任务)?[:：]?|等待?|取决于)\s*|\b(?:depends? on|waits? for|waiting for|blocked by|after)\s+)"
    r"[tT][\s-]?\d{1,9}(?:完成|做完)?(?:之?后|以后)?",
    re.IGNORECASE,
)
# What stands between names of which each is meant.
_JOINING = Pattern(r"(?:[\s、,，&+/]|and|和|与|與|及)*")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says of a task; `doubts` are about whatever could not be read, or could be read in two ways."""

    line: Line
    title: str
    owner_id: str | None = None
    department_id: int | None = None
    stage: str = ""
    doubts: list[Text] = field(default_factory=list)
    # That there is none is said as well.
    has_no_owner: bool = False
    has_no_date: bool = False

    @property
    def due_on(self) -> date | None:
        """The day it is due, where the line says so for certain."""
        return self.line.due_on

    @property
    def hour(self) -> time | None:
        """The hour said with the day."""
        return self.line.hour

    @property
    def beside_form(self) -> Text | None:
        """What to say beside a form that is filled with it."""
        return joined([*self.doubts, *filter(None, [self.line.beside_form])], Text("%(one)s\n%(rest)s"))

    @property
    def in_list(self) -> Text | None:
        """What is wrong with it as one line among others."""
        return joined([*self.doubts, *filter(None, [self.line.in_list])], _("%(one)s; %(rest)s"))


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a line says of a new task; what it does not say is to be filled in.

    `problem` is what of it was not understood: it stays in the title, for Slack forgets a line that was typed.
    """

    title: str
    due_on: date | None = None
    # None: the line says that it has none yet.
    owner_id: str | None = ""
    department_id: int | None = None
    stage: str = ""
    place: Offered | None = None
    is_counted: bool = False
    hour: time | None = None
    problem: Text | None = None
    # The owner and the day are named for certain, or that there is none, and nothing is in doubt.
    is_certain: bool = False

    def whole(self, project: Project) -> NewTask | None:
        """The task, where the line says whose it is and by when, or that this is open."""
        if not self.is_certain or not self.department_id or not is_title(self.title):
            return None
        stage = self.stage[: task_fields.STAGE_NAME_AT_MOST]
        return NewTask(project.id, self.title, self.department_id, self.owner_id, self.due_on, stage=stage)


def drafted(work: Work, project: Project, words: str) -> Drafted:
    """What a line says of a new task: "Print posters by next Friday @lin #Design stage:Launch"."""
    said = _asked_about(read(work, project, words, with_left_out=True))
    owner_id = None if said.has_no_owner else said.owner_id or work.person.user_id
    left = _left_in(said.title)
    problem = joined(filter(None, [said.beside_form, left]), Text("%(one)s\n%(rest)s"))
    return Drafted(
        title=said.title,
        due_on=said.due_on or said.line.near,
        owner_id=owner_id,
        department_id=said.department_id or finding.department_of(work, project, owner_id or work.person.user_id),
        stage=said.stage,
        place=task_fields.place_named(work, project, said.stage) if said.stage else None,
        is_counted=said.line.is_counted,
        hour=said.hour,
        problem=problem,
        is_certain=bool(_says_all(said) and not said.doubts and not left),
    )


def _says_all(said: Said) -> bool:
    """Whether it says whose it is and when it is due, or that it is nobody's or on no day yet."""
    is_dated = said.due_on is not None or (said.has_no_date and said.line.beside_form is None)
    return (said.owner_id is not None or said.has_no_owner) and is_dated


def _asked_about(said: Said) -> Said:
    """The same, with a doubt where it names an owner or a day, and says that there is none."""
    if said.has_no_owner and said.owner_id is not None:
        said.doubts.append(_("The line names an owner, and says that there is none yet."))
    if said.has_no_date and said.due_on is not None:
        said.doubts.append(_("The line names a day, and says that there is none yet."))
    return said


def _left_in(title: str) -> Text | None:
    """What to say of words of a title that speak of another field: it is no title's to hold."""
    if found := _SO_FAR.search(title):
        return _(
            "“%(words)s” stays in the title: a new task is not started; say how far it is with `/task update`.",
            words=found[0].strip(EDGES),
        )
    if found := _WAITS.search(title):
        return _(
            "“%(words)s” stays in the title: what a task waits for is chosen on the next page.",
            words=found[0].strip(EDGES),
        )
    return None


def subtasks(work: Work, project: Project, parent: Task, typed: str) -> list[SubtaskSaid]:
    """What is typed into a split, a part a line: "Print, by Friday, @lin"."""
    kept = [line for line in typed.splitlines() if line.strip()]
    return [_subtask(work, project, parent, at, line) for at, line in enumerate(kept, 1)]


def is_title(said: str) -> bool:
    """Whether a title can be so long."""
    return 0 < len(said) <= TITLE_AT_MOST


def _subtask(work: Work, project: Project, parent: Task, at: int, line: str) -> SubtaskSaid:
    said = read(work, project, line, with_stage=False)
    if said.in_list is not None:
        return SubtaskSaid(at, said.title, problem=said.in_list)
    if said.department_id not in (None, parent.department_id):
        return SubtaskSaid(at, said.title, problem=_("a subtask is led by the department of its task"))
    if not is_title(said.title):
        return SubtaskSaid(at, said.title, problem=_("a title has 1 to %(number)s characters", number=TITLE_AT_MOST))
    return SubtaskSaid(at, said.title, said.owner_id, said.due_on, said.hour)


def read(
    work: Work,
    project: Project,
    words: str,
    *,
    with_stage: bool = True,
    with_owner: bool = True,
    with_left_out: bool = False,
) -> Said:
    """Read a line of a list or a command; a stage or an owner stays in the title where there is no room for it, and
    that there is no owner, or no date yet.
    """
    folded = marked.without_number(" ".join(words.split()))
    names = task_fields.departments_called(work, project, folded)
    named = marked.cut(folded, with_stage=with_stage, names=names)
    doubts: list[Text] = []
    owner_id, rest = _owner(work, project, named.rest, doubts) if with_owner else (None, named.rest)
    department_id = None
    if named.department:
        try:
            department_id = task_fields.department(work, project, named.department)
        except Refused as refused:
            doubts.append(refused.why)
    # Such words stand behind the day, or before it.
    first = leaving_out.cut(rest) if with_left_out else leaving_out.Left(rest)
    line = kernel_lines.read_line(work, project, first.rest)
    title = spelled(work, line.title).strip(EDGES)
    left = leaving_out.cut(title, first) if with_left_out else first._replace(rest=title)
    return Said(line, left.rest, owner_id, department_id, named.stage, doubts, left.has_no_owner, left.has_no_date)


def _owner(work: Work, project: Project, line: str, doubts: list[Text]) -> tuple[str | None, str]:
    """Who is named first, and the line without that; others who are named stay in it and are asked about."""
    try:
        found = task_fields.owner_in(work, project, line)
    except Refused as refused:
        doubts.append(refused.why)
        return None, line
    if found is None:
        return None, line
    typed, owner_id = found
    rest = " ".join(line.replace(typed, " ", 1).split()).strip(EDGES)
    others = [one[0] for one in task_fields.NAMED.finditer(rest)][:_NAMED_AT_MOST]
    if others and not _stands_alone(line, typed):
        names = spelled(work, ", ".join([typed, *others]))
        doubts.append(_("A task has one owner, and the line names %(names)s.", names=names))
    return owner_id, rest


def _stands_alone(line: str, typed: str) -> bool:
    """Whether a name stands at an end of the line, and no other beside it: "@sam check the proofs with @lin"."""
    start = line.index(typed)
    before, after = line[:start], line[start + len(typed) :]
    if before.strip(EDGES) and after.strip(EDGES):
        return False
    names_before, names_after = task_fields.NAMED.finditer(before), task_fields.NAMED.finditer(after)
    between = [*(before[one.end() :] for one in names_before), *(after[: one.start()] for one in names_after)]
    return not any(_JOINING.fullmatch(one) for one in between)
