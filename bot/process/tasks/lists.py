"""Lists of tasks (任务列表): whose, of which department or stage, late or with a word in them, a page at a time.

In a project's channel a list is about that project; elsewhere about one's own tasks, or, where a person, department or
word is named, about every project that one takes part in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.plans.words import NO_OWNER, UNSCHEDULED
from bot.process.kernel import gates, namesakes, rights
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import Name, Text
from bot.words.language import text as _
from bot.words.refused import Refused, there_is
from bot.words.typed import quoted
from storage import departments, membership, people, search, stages, task_lists
from storage import projects as stored
from storage.departments import Department
from storage.projects import Project
from storage.task_lists import Filter, Shown
from storage.tasks import Task

# A list that is read in a channel: about a phone's screen.
LINES_A_PAGE = 12
# Beyond this a list says "more than", so that a page costs what is on it.
COUNTED_AT_MOST = 1_000

TITLES = {
    Shown.OPEN: _("Open tasks"),
    Shown.LATE: _("Late tasks"),
    Shown.DONE: _("Finished tasks"),
    Shown.ALL: _("All tasks"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody types after `/task list`, cut into its parts; `words` may name a stage, a department or a text."""

    shown: Shown | None = None
    is_mine: bool = False
    owner_id: str | None = None
    department: str = ""
    stage: str = ""
    words: str = ""
    has_no_owner: bool = False
    has_no_date: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is of; small enough for a button. No project: every project that the actor takes part in."""

    project_id: int | None = None
    shown: Shown = Shown.OPEN
    owner_id: str | None = None
    department_id: int | None = None
    stage_id: int | None = None
    text: str = ""
    has_no_owner: bool = False
    has_no_date: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. `total` counts to COUNTED_AT_MOST; `first` is the number of the first line, from 1."""

    scope: Scope
    title: Text
    empty: Text
    found: list[Standing]
    number: int
    total: int
    # That its project stands still.
    standing: Text | None = None

    @property
    def first(self) -> int:
        """The number of the first line."""
        return (self.number - 1) * LINES_A_PAGE + 1

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return len(self.found) == LINES_A_PAGE and (self.total >= COUNTED_AT_MOST or self.last < self.total)

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.found) - 1

    @property
    def is_counted(self) -> bool:
        """Whether `total` is all there is."""
        return self.total < COUNTED_AT_MOST


def read_scope(work: Work, channel_id: str, asked: Asked) -> Scope:
    """What the words mean where they were typed.

    Raises Refused for a department or stage that is named as such and is not there.
    """
    here = finding.here(work, channel_id)
    scope = Scope(
        project_id=here.id if here else None,
        shown=asked.shown or Shown.OPEN,
        has_no_owner=asked.has_no_owner,
        has_no_date=asked.has_no_date,
    )
    if asked.is_mine:
        scope = replace(scope, project_id=None, owner_id=work.person.user_id)
    elif asked.owner_id:
        scope = replace(scope, owner_id=asked.owner_id)
    if asked.stage:
        scope = replace(scope, stage_id=_stage(work, here, asked.stage))
    if asked.department:
        scope = replace(scope, department_id=_department(work, here, asked.department))
    if asked.words:
        scope = _named(work, here, scope, asked.words)
    if here is None and scope == Scope(shown=scope.shown):
        return replace(scope, owner_id=work.person.user_id)
    return scope


def board(work: Work, channel_id: str, asked: Asked) -> Scope:
    """Every task of the project whose number is the words, or of the one that is meant; or those without owner or day.

    Raises Refused where that is not one.
    """
    return Scope(
        project_id=finding.only(work, channel_id, asked.words).id,
        shown=Shown.ALL,
        has_no_owner=asked.has_no_owner,
        has_no_date=asked.has_no_date,
    )


def page(work: Work, scope: Scope, number: int) -> Page:
    """That page of the list, the first being 1.

    Raises Refused for a project that the actor may not see.
    """
    project = rights.seen(work, scope.project_id) if scope.project_id is not None else None
    wanted = _filter(work, scope, project)
    first = (max(number, 1) - 1) * LINES_A_PAGE
    found = task_lists.page(work.session, work.team_id, wanted, first=first, most=LINES_A_PAGE)
    return Page(
        scope=scope,
        title=_title(work, scope, project),
        empty=_empty(work, scope),
        found=standings.many(work, found),
        number=max(number, 1),
        total=task_lists.count(work.session, work.team_id, wanted, most=COUNTED_AT_MOST),
        standing=gates.standing(work, project) if project is not None else None,
    )


def code_of(work: Work, task: Task) -> str:
    """Its place in the plan: 2.1 is the first task of the second stage; empty of a deleted one, which has none."""
    return task_lists.codes(work.session, work.team_id, task.project_id).get(task.id, "")


def _filter(work: Work, scope: Scope, project: Project | None) -> Filter:
    if project is not None:
        within: list[Project] | None = [project]
    elif scope.owner_id == work.person.user_id and scope.shown is not Shown.LATE:
        within = None
    else:
        within = membership.of_member(work.session, work.team_id, work.person.user_id, work.now, but=stored.STILL)
    return Filter(
        project_ids=None if within is None else tuple(one.id for one in within),
        shown=scope.shown,
        todays=tuple((day, tuple(ids)) for day, ids in finding.by_today(work, within or ()).items()),
        owner_id=scope.owner_id,
        department_id=scope.department_id,
        stage_id=scope.stage_id,
        text=scope.text,
        has_no_owner=scope.has_no_owner,
        has_no_date=scope.has_no_date,
    )


def _named(work: Work, here: Project | None, scope: Scope, words: str) -> Scope:
    """What bare words name: a stage of this project, else a department, else a person, else a text to look for.

    Raises Refused where several people are called so.
    """
    if here is not None:
        stage = stages.named(work.session, work.team_id, here.id, words)
        if stage is not None:
            return replace(scope, stage_id=stage.id)
    department = departments.named(work.session, work.team_id, words)
    if department is not None:
        return replace(scope, department_id=department.id)
    called = [] if scope.owner_id else people.called(work.session, work.team_id, words)
    if len(called) > 1:
        raise Refused(
            _(
                "Several people are called “%(name)s” (%(people)s). Write @ and choose the one that you mean, for "
                "example `/task list @lin`.",
                name=quoted(words),
                people=namesakes.apart(work, called),
            )
        )
    return replace(scope, owner_id=called[0].user_id) if called else replace(scope, text=words)


def _stage(work: Work, here: Project | None, name: str) -> int:
    if here is None:
        raise Refused(_("Stages belong to a project; type that in its channel."))
    stage = stages.named(work.session, work.team_id, here.id, name)
    if stage is None:
        known = [one.name for one in stages.of_project(work.session, work.team_id, here.id)]
        raise Refused(_("There is no stage “%(name)s” here. %(known)s", name=quoted(name), known=there_is(known)))
    return stage.id


def _department(work: Work, here: Project | None, name: str) -> int:
    found = departments.named(work.session, work.team_id, name)
    if found is None:
        offered: list[Department] = (
            [made for _part, made in stored.taking_part(work.session, here)]
            if here
            else departments.all_of(work.session, work.team_id)
        )
        raise Refused(
            _(
                "There is no department “%(name)s”. %(known)s",
                name=quoted(name),
                known=there_is([one.name for one in offered]),
            )
        )
    return found.id


def _title(work: Work, scope: Scope, project: Project | None) -> Text:
    """What the list is of: how they stand, whose, of what."""
    is_mine = scope.owner_id == work.person.user_id
    title = _("Your open tasks") if is_mine and scope.shown is Shown.OPEN else TITLES[scope.shown]
    parts: list[str | Name | Text] = []
    if scope.owner_id and not (is_mine and scope.shown is Shown.OPEN):
        owner = people.person(work.session, work.team_id, scope.owner_id)
        parts.append(owner.name if owner else "?")
    if scope.department_id is not None:
        department = search.department_found(work.session, work.person, scope.department_id, work.now)
        parts.append(department.name if department else "?")
    if scope.stage_id is not None:
        stage = stages.stage(work.session, work.team_id, scope.stage_id)
        is_of_it = stage is not None and project is not None and stage.project_id == project.id
        parts.append(stage.name if stage is not None and is_of_it else "?")
    parts += [NO_OWNER] if scope.has_no_owner else []
    parts += [UNSCHEDULED] if scope.has_no_date else []
    if scope.text:
        parts.append(f"“{scope.text}”")
    if project is not None:
        parts.append(project.name)
    for part in parts:
        title = _("%(title)s · %(part)s", title=title, part=part)
    return title


def _empty(work: Work, scope: Scope) -> Text:
    """What to say where nothing is found, and what to type instead."""
    if scope == Scope(owner_id=work.person.user_id):
        return _("You have no open tasks. `/task list` in a project's channel shows everybody's.")
    if scope != Scope(project_id=scope.project_id, shown=scope.shown):
        return _("Nothing fits. `/task list` shows what is open, `/task list all` what is done too.")
    match scope.shown:
        case Shown.LATE:
            return _("Nothing is late.")
        case Shown.DONE:
            return _("Nothing is done yet.")
        case _ if not finding.invites(work, "tasks.add", scope.project_id):
            return _("No open tasks. `/task list all` shows those that are done.")
        case _:
            return _("No open tasks. `/task add` adds one, `/task list all` shows those that are done.")
