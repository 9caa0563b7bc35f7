"""What people choose and type into the fields of a task's form: places, dependencies, cooperating departments.

Menus with a search offer what fits the words typed; what comes back is read here, within the project and its rights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.process.kernel import namesakes
from bot.process.kernel.work import Work
from bot.process.tasks import finding, links
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.words import marked
from bot.words.language import Name, Text, joined, plural
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused, there_is
from bot.words.typed import MENTION
from storage import departments, people, projects, stages, task_lists
from storage.people import Person
from storage.projects import Project
from storage.stages import Stage
from storage.task_lists import Filter, Shown
from storage.tasks import Task

# A menu is searched further by typing, not by scrolling.
OFFERED_AT_MOST = 30
STAGE_NAME_AT_MOST = 60
NAMED = Pattern(r"<@[A-Z0-9]+(?:\|[^>]*)?>|(?<![^\s,，;；、])[@＠]\S+")


@dataclass(frozen=True, slots=True)
class Offered:
    """One option of a menu: what it stands for, and how it is shown."""

    value: str
    label: Text | str


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form of a task that exists is filled with, beside the task itself."""

    shown: Standing
    place: Offered | None
    waits_for: list[Offered]
    lags: str
    parts: list[tuple[Name, str]]


def places(work: Work, project_id: int, typed: str, number: int | None = None) -> list[Offered]:
    """Where a task can stand: stages and tasks that fit what was typed, and a new stage of that name."""
    project = finding.project_of(work, project_id)
    typed = " ".join(typed.split())
    known = stages.of_project(work.session, work.team_id, project_id)
    found = [_stage(one) for one in known if typed.casefold() in one.name.casefold()]
    if typed and typed.casefold() not in [one.name.casefold() for one in known]:
        found.append(_new_stage(typed))
    parents = [one for one in _open(work, project, typed) if one.parent_id is None and one.number != number]
    found += [Offered(f"task:{one.number}", _("part of %(task)s", task=_called(one))) for one in parents]
    return found[:OFFERED_AT_MOST]


def predecessors(work: Work, project_id: int, typed: str, number: int | None = None) -> list[Offered]:
    """What a task can wait for: the project's tasks that fit what was typed."""
    project = finding.project_of(work, project_id)
    found = _open(work, project, " ".join(typed.split()), shown=Shown.ALL)
    return [_task(one) for one in found if one.number != number][:OFFERED_AT_MOST]


def filled(work: Work, shown: Standing) -> Filled:
    """The form of a task as it is now."""
    task = shown.task
    place: Offered | None = None
    if shown.parent is not None:
        place = Offered(f"task:{shown.parent.number}", _("part of %(task)s", task=_called(shown.parent)))
    elif task.stage_id is not None and (stage := stages.stage(work.session, work.team_id, task.stage_id)):
        place = _stage(stage)
    waits = [link.typed for link in shown.waits_for]
    return Filled(
        shown=shown,
        place=place,
        waits_for=[_task(link.task) for link in shown.waits_for],
        lags=", ".join(links.shown([one for one in waits if one != Waits(one.number)])),
        parts=[(part.department, part.provides) for part in shown.parts],
    )


def placed(work: Work, project_id: int, place: str) -> tuple[str, int | None]:
    """The stage and the parent that a choice stands for; either may be none.

    Raises Refused for a stage that is gone, and for a project that the actor may not see.
    """
    finding.project_of(work, project_id)
    kind, _colon, value = place.partition(":")
    if kind == "task" and value.isdigit():
        return "", int(value)
    if kind == "new":
        return value[:STAGE_NAME_AT_MOST], None
    if kind == "stage" and value.isdigit():
        stage = stages.stage(work.session, work.team_id, int(value))
        if stage is None or stage.project_id != project_id:
            raise Refused(_("That stage is gone; choose another one."), field="place")
        return stage.name, None
    return "", None


def read_parts(work: Work, project_id: int, lines: str) -> tuple[tuple[int, str], ...]:
    """Cooperating departments, one a line: "Design: key visual".

    Raises Refused naming every line whose department does not take part in the project.
    """
    project = finding.project_of(work, project_id)
    known = {made.id for _part, made in projects.taking_part(work.session, project)}
    found: list[tuple[int, str]] = []
    unknown: list[str] = []
    for line in lines.splitlines():
        name, _colon, provides = marked.without_number(line).replace("：", ":", 1).partition(":")
        if not name.strip():
            continue
        department = departments.named(work.session, work.team_id, " ".join(name.split()))
        if department is None or department.id not in known:
            unknown.append(name.strip()[:60])
        else:
            found.append((department.id, provides.strip()))
    if unknown:
        offered = [made.name for _part, made in projects.taking_part(work.session, project)]
        raise Refused(
            _(
                "Not among the departments of this project: %(names)s. %(known)s",
                names=joined(unknown, _("%(one)s, %(rest)s")),
                known=there_is(offered),
            ),
            field="parts",
        )
    return tuple(found)


def departments_called(work: Work, project: Project, line: str) -> list[str]:
    """The names of the project's departments, where a line names one at all."""
    if marked.DEPARTMENT.search(line) is None:
        return []
    taking_part = [made for _part, made in projects.taking_part(work.session, project)]
    return [name for made in taking_part for name in (made.name_en, made.name_zh) if name]


def department(work: Work, project: Project, name: str) -> int:
    """The department of the project that has this name. Raises Refused with those it has, where none is."""
    found = departments.named(work.session, work.team_id, name)
    offered = [made for _part, made in projects.taking_part(work.session, project)]
    if found is None or found.id not in [made.id for made in offered]:
        raise Refused(
            _(
                "There is no department “%(name)s”. %(known)s",
                name=name[:60],
                known=there_is([one.name for one in offered]),
            ),
            field="department_id",
        )
    return found.id


def place_named(work: Work, project: Project, name: str) -> Offered:
    """The stage of that name, known or to be made."""
    found = stages.named(work.session, work.team_id, project.id, name)
    return _stage(found) if found else _new_stage(name)


def person(work: Work, project: Project, typed: str) -> str:
    """The id of a person of the project, from `<@U1>`, or from the beginning of one of their names after @.

    Raises Refused where nobody or more than one of the project is called so.
    """
    mention = MENTION.match(typed)
    if mention is not None:
        return mention[1]
    name = typed.lstrip("@＠").strip(" ,，;；").casefold()
    called = {one.user_id: _names(one) for one in projects.members(work.session, project)}
    found = [user_id for user_id, names in called.items() if name in names]
    found = found or [user_id for user_id, names in called.items() if any(one.startswith(name) for one in names)]
    if not found or not name:
        raise Refused(_("nobody of the project is called “%(name)s”", name=typed[:60]))
    if len(found) > 1:
        raise Refused(_several(work, typed[:60], found))
    return found[0]


def _several(work: Work, typed: str, found: Sequence[str]) -> Text:
    """Whom the name may mean, and how each of them alone is named."""
    known = people.people(work.session, work.team_id, found)
    return plural(
        "%(number)s person is called “%(name)s”; write whom you mean: %(people)s",
        "%(number)s people are called “%(name)s”; write whom you mean: %(people)s",
        len(found),
        name=typed,
        people=namesakes.apart(work, [known[one] for one in found if one in known]),
    )


def owner_in(work: Work, project: Project, line: str) -> tuple[str, str] | None:
    """Who a line names first after @: how it stands there ("@Sam Carter", "@林涛"), and the id; None where nobody is.

    In a form Slack makes no mention of what is typed, so a name of several words, and a Chinese one that the next word
    follows at once, are known by the people of the project. Raises Refused where none or more than one is called so.
    """
    found = NAMED.search(line)
    if found is None:
        return None
    typed, at = found[0], found.start() + 1
    names = {name for one in projects.members(work.session, project) for name in (one.name, one.real_name) if name}
    whole = [name for name in names if _is_at(line, at, name)]
    if whole and MENTION.match(typed) is None:
        typed = line[found.start() : at + max(map(len, whole))]
    return typed, person(work, project, typed)


def _is_at(line: str, at: int, name: str) -> bool:
    """Whether the whole name stands there, and not only the beginning of a longer Latin one."""
    after = line[at + len(name) :][:1]
    same = line[at : at + len(name)].casefold() == name.casefold()
    return same and not (name[-1].isascii() and after.isascii() and after.isalnum())


def _names(person: Person) -> set[str]:
    """What somebody may be called by: each of their names, and its parts."""
    names = [one.casefold() for one in (person.name, person.real_name, person.username) if one]
    return {part for one in names for part in (one, *one.split())}


def plan_of(shown: Standing) -> NewTask:
    """The plan of a task as it is, to be changed in part."""
    task = shown.task
    return NewTask(
        project_id=task.project_id,
        title=task.title,
        department_id=task.department_id,
        owner_id=task.owner_id,
        due_on=task.due_on,
        starts_on=task.starts_on,
        days=task.days,
        is_milestone=task.is_milestone,
        is_at_start=task.is_at_start,
        is_pinned=task.is_pinned,
        output=task.output,
        format=task.format,
        quality=task.quality,
        description=task.description,
        stage=shown.stage,
        parent=shown.parent.number if shown.parent else None,
    )


def _open(work: Work, project: Project, typed: str, shown: Shown = Shown.OPEN) -> list[Task]:
    wanted = Filter(project_ids=(project.id,), shown=shown, text=typed)
    return task_lists.page(work.session, work.team_id, wanted, first=0, most=2 * OFFERED_AT_MOST)


def _stage(stage: Stage) -> Offered:
    return Offered(f"stage:{stage.id}", _("stage %(name)s", name=stage.name))


def _new_stage(name: str) -> Offered:
    name = name[:STAGE_NAME_AT_MOST]
    return Offered(f"new:{name}", _("new stage “%(name)s”", name=name))


def _task(task: Task) -> Offered:
    return Offered(str(task.number), _called(task))


def _called(task: Task) -> str:
    return f"T-{task.number} · {task.title}"
