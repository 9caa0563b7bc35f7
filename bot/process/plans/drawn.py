"""The plan of a project as a Gantt picture shows it (甘特图): whole, or narrowed to a part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans.gantt import lines
from bot.plans.gantt.lines import Chart
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.scheduled import as_planned, scheduled
from bot.plans.scheduling import Place
from bot.process.kernel import calendars, rights
from bot.process.kernel.work import Work
from bot.process.plans import reviewed
from bot.process.projects import finding
from bot.process.tasks import counting
from bot.process.tasks.counting import Counted
from bot.process.tasks.states import Status
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import baselines, departments, people, plans, projects, stages, task_lists, tasks
from storage.departments import Department
from storage.projects import Project
from storage.stages import Stage
from storage.tasks import Task

# Of what comes next so many days are drawn.
WEEKS_DAYS = 28
# Percent.
WHOLE = 100
ROWS_AT_ONCE = 500
LATE = ("late", "overdue", "延期", "逾期")
CRITICAL = ("critical", "关键", "关键路径", "關鍵", "關鍵路徑")
WEEKS = ("weeks", "soon", "四周", "未来四周", "近四周", "四週", "未來四週")
PHONE = ("phone", "mobile", "手机", "手機")
# What people write around the weeks.
_AROUND = ("next", "four", "4", "open", "stage", "阶段", "階段", "展开", "未来", "path")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a project is to be drawn: all, or what is late, critical, or within the next weeks; one stage, whose
    tasks are then shown, or one department.
    """

    project_id: int
    is_late: bool = False
    is_critical: bool = False
    is_soon: bool = False
    stage_id: int | None = None
    department_id: int | None = None
    is_for_phone: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn, and how many of how many tasks that is; `only` says to what it was narrowed, in words."""

    project: Project
    chart: Chart
    shown: Counted
    total: Counted
    today: date
    only: Text | None = None


def wanted(work: Work, channel_id: str, line: str) -> Wanted:
    """What a line asks to be drawn: "late", "critical", "next four weeks", a stage, a department, a project's number.

    Raises Refused for words that are none of that, and for a project that the actor may not see.
    """
    words = line.split()
    number = next((one for one in words if one.upper().startswith("P-")), "")
    project = finding.only(work, channel_id, number)
    asked = Wanted(project.id)
    left = []
    for word in (one for one in words if one != number):
        said = word.casefold().strip(",，、")
        if said in LATE:
            asked = replace(asked, is_late=True)
        elif said in CRITICAL:
            asked = replace(asked, is_critical=True)
        elif said in WEEKS:
            asked = replace(asked, is_soon=True)
        elif said in PHONE:
            asked = replace(asked, is_for_phone=True)
        elif said not in _AROUND:
            left.append(word)
    return _named(work, project, asked, " ".join(left)) if left else asked


def _named(work: Work, project: Project, asked: Wanted, name: str) -> Wanted:
    """A department of the project, or a stage, by a part of its name."""
    called = name.casefold()
    parts: list[Department] = [made for _part, made in projects.taking_part(work.session, project)]
    for one in parts:
        if called in [known.casefold() for known in (one.name_en, one.name_zh) if known]:
            return replace(asked, department_id=one.id)
    there: list[Stage] = stages.of_project(work.session, work.team_id, project.id)
    for at, stage in enumerate(there, 1):
        if called == str(at) or called in stage.name.casefold():
            return replace(asked, stage_id=stage.id)
    raise Refused(
        _(
            "“%(name)s” is no stage and no department of %(project)s. Say `late`, `critical`, `next four weeks`, "
            "a stage or a department.",
            name=name[:60],
            project=project.number,
        )
    )


def draw(work: Work, asked: Wanted) -> Drawn:
    """The chart. Raises Refused for a project that the actor may not see, and where nothing of it has a date."""
    project = rights.seen(work, asked.project_id)
    today = work.today(project.zone)
    every = tasks.of_project(work.session, work.team_id, project.id)
    if not any(one.due_on or one.starts_on for one in every):
        raise Refused(
            _(
                "No task of %(project)s has a date yet, so there is nothing to draw. `/plan import` reads a plan, "
                "`/task add` adds a task.",
                project=project.number,
            )
        )
    plan = plan_of(work, project, every)
    calendar = calendars.of_project(work, project)
    places = places_of(work, project, plan)
    critical = {key for key, place in places.items() if place.is_critical}
    by_id = {str(one.id): one for one in every}
    kept = {key for key, task in by_id.items() if _is_wanted(asked, task, today, critical)}
    narrowed = _narrowed(plan, kept)
    if not narrowed.rows:
        raise Refused(_("Nothing of %(project)s is like that, so there is nothing to draw.", project=project.number))
    if not (asked.is_late or asked.is_critical or asked.department_id):
        window = (today, today + timedelta(days=WEEKS_DAYS)) if asked.is_soon else None
        narrowed = reviewed.with_reviews(work, project, narrowed, window)
    opened = (f"stage:{asked.stage_id}",) if asked.stage_id is not None else ()
    title = f"{project.number} {project.name}"
    try:
        chart = lines.chart(narrowed, title, today, calendar, places, opened=opened)
    except Refused:
        raise Refused(
            _("What is asked for of %(project)s has no date yet, so there is nothing to draw.", project=project.number)
        ) from None
    return Drawn(
        project,
        chart,
        counting.of_tasks(by_id[one] for one in kept),
        counting.of_tasks(every),
        today,
        _only(work, project, asked),
    )


def _only(work: Work, project: Project, asked: Wanted) -> Text | None:
    """To what it is narrowed, in words; None where it is the whole plan."""
    of_stage = [
        one.name for one in stages.of_project(work.session, work.team_id, project.id) if one.id == asked.stage_id
    ]
    parts = projects.taking_part(work.session, project)
    of_department = [made.name for _part, made in parts if made.id == asked.department_id]
    words = (_("late tasks"), _("critical tasks"), _("next four weeks"))
    is_chosen = (asked.is_late, asked.is_critical, asked.is_soon)
    chosen = [word for word, is_so in zip(words, is_chosen, strict=True) if is_so]
    return joined([*chosen, *of_stage, *of_department], _("%(one)s, %(rest)s"))


def places_of(work: Work, project: Project, plan: Plan) -> Mapping[str, Place]:
    """How early and how late each row can be by the present dates."""
    begins = plan.begins or plan.ends or work.today(project.zone)
    _schedule, places = scheduled(as_planned(plan), begins, calendars.of_project(work, project), of_rows(work, plan))
    return places


def of_rows(work: Work, plan: Plan) -> Mapping[str, Calendar]:
    """The calendars in which rows of the project's plan count that name one, by that name: it is the calendar's key."""
    return {key: calendars.of_key(work, key) for key in {row.calendar for row in plan.rows if row.calendar}}


def _is_wanted(asked: Wanted, task: Task, today: date, critical: Collection[str]) -> bool:
    first, last = task.starts_on or task.due_on, task.due_on or task.starts_on
    is_soon = first is not None and last is not None and first < today + timedelta(days=WEEKS_DAYS) and last >= today
    return (
        (not asked.is_late or (task.status != Status.DONE and task.is_due_before(today)))
        and (not asked.is_critical or str(task.id) in critical)
        and (not asked.is_soon or is_soon)
        and asked.stage_id in (None, task.stage_id)
        and asked.department_id in (None, task.department_id)
    )


def _narrowed(plan: Plan, kept: Collection[str]) -> Plan:
    """The rows that are wanted, under what they stand in."""
    parents = {row.id: row.parent for row in plan.rows}
    above: set[str] = set()
    for key in kept:
        parent = parents.get(key)
        while parent is not None:
            above.add(parent)
            parent = parents.get(parent)
    rows = [row for row in plan.rows if row.id in kept or row.id in above]
    there = {row.id for row in rows}
    links = [one for one in plan.links if one.before in there and one.after in there]
    return replace(plan, rows=rows, links=links)


def plan_of(work: Work, project: Project, every: Sequence[Task]) -> Plan:
    """The project's tasks as rows, in the order of the plan. A row names the key of its lead department's calendar,
    where it is not the project's (`of_rows`).
    """
    codes = task_lists.codes(work.session, work.team_id, project.id)
    owners = people.people(work.session, work.team_id, {one.owner_id for one in every if one.owner_id})
    names = departments.names(work.session, work.team_id, {one.department_id for one in every})
    reader = Reader(work.person.locale)
    known = stages.of_project(work.session, work.team_id, project.id)
    keys = {one: calendars.key_of_plan(work, project, one) for one in {one.department_id for one in every}}
    of_stage = {one.id: (at, one) for at, one in enumerate(known, 1)}
    confirmed = baselines.spans(work.session, work.team_id, project.id)
    rows: list[PlanRow] = []
    begun: set[int] = set()
    ordered: list[Task] = []
    while found := task_lists.in_tree(work.session, work.team_id, project.id, first=len(ordered), most=ROWS_AT_ONCE):
        ordered += found
    for task in ordered:
        stage = of_stage.get(task.stage_id or 0)
        if stage is not None and task.parent_id is None and stage[1].id not in begun:
            begun.add(stage[1].id)
            rows.append(PlanRow(f"stage:{stage[1].id}", stage[1].name, 1, code=str(stage[0]), is_summary=True))
        owner = owners.get(task.owner_id or "")
        department = names[task.department_id].for_(reader)
        row = _row(task, codes, owner.name if owner is not None else "", department)
        row.baseline = _baseline(task, confirmed.get(task.id))
        row.calendar = key if (key := keys[task.department_id]) != project.calendar else ""
        rows.append(row)
    ids = {row.id for row in rows}
    links = [
        PlanLink(str(before), str(after), Kind(one.kind), one.lag)
        for (before, after), one in plans.links_among(work.session, work.team_id, project.id).items()
        if str(before) in ids and str(after) in ids
    ]
    return Plan("Liaison", rows, links)


def _baseline(task: Task, confirmed: tuple[date | None, date | None] | None) -> tuple[date | None, date | None]:
    """From when to when it stands in the project's baseline; a milestone by its day."""
    if confirmed is None:
        return (None, None)
    return (confirmed[1], confirmed[1]) if task.is_milestone else confirmed


def _row(task: Task, codes: dict[int, str], owner: str, department: str) -> PlanRow:
    parent = f"stage:{task.stage_id}" if task.stage_id is not None else None
    if task.parent_id is not None:
        parent = str(task.parent_id)
    is_summary = task.subtasks > 0
    return PlanRow(
        str(task.id),
        task.title,
        1 + (task.stage_id is not None) + (task.parent_id is not None),
        parent,
        codes.get(task.id, ""),
        is_summary=is_summary,
        is_milestone=task.is_milestone,
        is_pinned=task.is_pinned,
        is_at_start=task.is_at_start,
        start=task.due_on if task.is_milestone else task.starts_on,
        end=task.due_on,
        days=float(task.days) if task.days else None,
        progress=WHOLE if task.status == Status.DONE else None if is_summary else task.progress,
        owner=owner,
        department=department,
    )
