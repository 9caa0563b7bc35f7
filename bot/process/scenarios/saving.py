"""A project saved as a template (存为模板), without its people: its days become working days behind the first.

Taken from the same day on, with the same calendars, it gives the same plan again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.plans.plan import Plan
from bot.plans.workdays import Workdays
from bot.process.kernel import calendars, rights
from bot.process.kernel.work import Work
from bot.process.plans import drawn
from bot.process.scenarios import laying, library
from bot.process.scenarios.naming import must_be_free, without_people
from bot.process.scenarios.shown import Saved
from bot.process.scenarios.template import Offset, Role, Row, Template, Tie, as_kept
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack
from storage import cooperation, departments, projects, scenarios, tasks
from storage.cooperation import CooperatingPart
from storage.projects import Project
from storage.scenarios import ScenarioTemplate
from storage.tasks import Task

SAVE = "scenarios.save"


def must_save(work: Work, project_id: int) -> Project:
    """The project, if the actor may make a template of it. Raises Refused, naming who can; and for one that is
    private: what stands there would be read elsewhere.
    """
    project = rights.seen(work, project_id)
    why = _("You cannot save %(project)s as a template.", project=project.number)
    rights.must(work, SAVE, project, why)
    if project.is_private:
        raise Refused(
            _(
                "%(project)s is private, and a template is read by everybody here: no template is made of it.",
                project=project.number,
            )
        )
    return project


def save(work: Work, project_id: int, name: str) -> Saved:
    """Make a template of that name of the project as it is planned now. A second submit finds the first.

    Raises Refused as `must_save` does, for a name that is none or is taken, and where there is no task.
    """
    known = scenarios.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.deleted_at is not None:
            raise TakenBack
        project = rights.seen(work, known.project_id)
        return Saved(known, library.find(work, library.key_of(known), ""), project)
    # Nobody makes it private before this is kept.
    projects.project(work.session, work.team_id, project_id, to_change=True)
    project = must_save(work, project_id)
    called = must_be_free(work, name)
    template = made_of(work, project)
    kept = ScenarioTemplate(
        team_id=work.team_id,
        cause=work.cause,
        name=called,
        project_id=project.id,
        tasks=template.tasks,
        content=as_kept(template),
        created_at=work.now,
        created_by=work.person.user_id,
        created_for=work.acting_for.user_id if work.acting_for else None,
        changed_at=work.now,
        changed_by=work.person.user_id,
    )
    work.session.add(kept)
    work.session.flush()
    work.record("scenario_templates", kept.id, "save", {"name": (None, called)}, because=project.number)
    return Saved(kept, replace(template, key=library.key_of(kept), name=library.called(kept)), project)


def made_of(work: Work, project: Project) -> Template:
    """The template that the project's plan is now. Raises Refused where it has no task."""
    every = {str(one.id): one for one in tasks.of_project(work.session, work.team_id, project.id)}
    if not every:
        raise Refused(
            _("%(project)s has no task yet, so there is nothing to make a template of.", project=project.number)
        )
    plan = drawn.plan_of(work, project, list(every.values()))
    parts = cooperation.of_tasks(work.session, work.team_id, [one.id for one in every.values()])
    led = {one.department_id for one in every.values()}
    led |= {part.department_id for found in parts.values() for part in found}
    begins = first_day(list(every.values())) or project.starts_on
    counting = {one: Workdays(calendars.of_plan(work, project, one), begins) for one in sorted(led)}
    rows = [
        _row(work, project, task, row.parent, counting[task.department_id], parts.get(task.id, ()))
        if (task := every.get(row.id)) is not None
        else Row(row.id, without_people(work, project, row.title), is_stage=True)
        for row in plan.rows
    ]
    template = _short(
        Template(
            "",
            Text("%(name)s", {"name": project.name}),
            tuple(_role(work, one) for one in sorted(led)),
            tuple(rows),
            tuple(Tie(one.before, one.after, one.kind, int(one.lag)) for one in plan.links),
            unpinned=sum(one.is_pinned for one in every.values()),
        ),
        plan,
    )
    return _with_kept_ties(work, project, template, begins)


def first_day(every: Sequence[Task]) -> date | None:
    """The first day of a plan, from which a template of it is counted."""
    return min((day for one in every for day in (one.starts_on, one.due_on) if day is not None), default=None)


def _with_kept_ties(work: Work, project: Project, template: Template, begins: date) -> Template:
    """Of each link, whether the plan's own days keep it: what the author left so is not mended by a template."""
    ids = {one.key: one.department_id for one in template.roles}
    counted = {key: calendars.of_plan(work, project, one) for key, one in ids.items() if one is not None}
    broken = set(laying.broken_ties(template, begins, counted.__getitem__, calendars.of_project(work, project)))
    ties = [replace(one, is_kept=one not in broken) for one in template.ties]
    return replace(template, ties=tuple(ties))


def _row(
    work: Work,
    project: Project,
    task: Task,
    parent: str | None,
    workdays: Workdays,
    parts: Sequence[CooperatingPart],
) -> Row:
    def bare(words: str) -> str:
        return without_people(work, project, words)

    def at(day: date | None) -> Offset | None:
        return laying.offset(workdays, day) if day is not None else None

    return Row(
        str(task.id),
        bare(task.title),
        parent,
        role=str(task.department_id),
        is_milestone=task.is_milestone,
        is_at_start=task.is_at_start,
        days=task.days,
        start=at(task.starts_on),
        end=at(task.due_on),
        output=bare(task.output),
        format=bare(task.format),
        quality=bare(task.quality),
        description=bare(task.description),
        parts=tuple((str(one.department_id), bare(one.provides)) for one in parts),
    )


def _role(work: Work, department_id: int) -> Role:
    found = departments.department(work.session, work.team_id, department_id)
    assert found is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return Role(str(department_id), found.name_en or "", found.name_zh or "", department_id=department_id)


def _short(template: Template, plan: Plan) -> Template:
    """With keys that say nothing of the project: the place of each row."""
    keys = {row.id: str(place) for place, row in enumerate(plan.rows, 1)}
    rows = [replace(row, key=keys[row.key], parent=keys[row.parent] if row.parent else None) for row in template.rows]
    ties = [replace(one, before=keys[one.before], after=keys[one.after]) for one in template.ties]
    return replace(template, rows=tuple(rows), ties=tuple(ties))
