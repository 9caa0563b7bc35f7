"""A template taken into a project (套用模板): looked at first, then taken whole or not at all, as an import is.

The tasks that are there are left alone. Nobody owns the new ones yet: the liaison of the lead department acts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date

from bot.process.kernel import calendars, occasions, rights
from bot.process.kernel.work import Work
from bot.process.plans import writing
from bot.process.plans.previewed import Imported, imported
from bot.process.projects import finding
from bot.process.scenarios import becoming, guessing, laying, leaving_out, library
from bot.process.scenarios.shown import NOBODY, Asked, Beginning, Looked, StageLaid, field_of
from bot.process.scenarios.template import Template
from bot.process.tasks.counting import Counted, count
from bot.words.language import CHINESE, Reader
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack
from storage import people, plans, projects, scenarios, tasks
from storage.departments import Department
from storage.projects import Project

APPLY = "scenarios.apply"
# As the name of a file is kept of an import.
SOURCE_AT_MOST = 80
HEARD = "scenarios/applied"
# In which the built-in ones are written.
LANGUAGES = (CHINESE, "en")


def where(work: Work, channel_id: str) -> list[Project]:
    """The projects into which the actor can take a template, that of the channel first.

    Raises Refused, naming who can, for who can in none.
    """
    meant = finding.meant(work, channel_id)
    others = [one for one in finding.mine(work) if one.id not in {known.id for known in meant}]
    found = [one for one in (*meant, *others) if rights.may(work, APPLY, one)]
    if not found:
        must_apply(work, meant[0].id)
    return found


def must_apply(work: Work, project_id: int) -> Project:
    """The project, if the actor may take a template into it. Raises Refused, naming who can."""
    project = rights.seen(work, project_id)
    why = _("You cannot take a template into %(project)s.", project=project.number)
    rights.must(work, APPLY, project, why)
    return project


def begin(work: Work, project_id: int, key: str) -> Beginning:
    """What is asked before it is looked at. Raises Refused as `must_apply` does, and for a template that is gone."""
    project = must_apply(work, project_id)
    template = library.find(work, key, language_of(project))
    departments = _departments(work, project)
    first = max(project.starts_on, work.today(project.zone))
    begins = calendars.of_project(work, project).next_working_day(first, inclusive=True)
    return Beginning(project, template, departments, guessing.guessed(template.roles, departments), begins)


def look(work: Work, asked: Asked) -> Looked:
    """What the template would do. Raises Refused as `begin` does, beside its field for a role without a department of
    the project, and where everything would be left out.
    """
    project = must_apply(work, asked.project_id)
    language = asked.language if asked.language in LANGUAGES else language_of(project)
    whole = library.find(work, asked.key, language)
    departments = {one.id: one for one in _departments(work, project)}
    usual = _usual(project, list(departments.values()))
    leads = _leads(whole, asked, departments)
    left = leaving_out.without(whole, {key for key, one in leads.items() if one is None})
    template = left.template
    if not any(not row.is_stage and not row.is_milestone for row in template.rows):
        raise Refused(_("Nothing of the template would be left. Choose a department for at least one of its roles."))
    calendar = calendars.of_project(work, project)
    of_role = {key: calendars.of_plan(work, project, (one or usual).id) for key, one in leads.items()}
    laid = laying.lay(template, asked.begins, of_role.__getitem__, calendar)
    source = whole.name.for_(Reader(language))[:SOURCE_AT_MOST]
    ids = {key: one.id if one is not None else None for key, one in leads.items()}
    found = becoming.preview(project, source, template, laid, ids, usual.id)
    led = {meant.department_id for meant in found.meant}
    looked = Looked(
        project,
        whole,
        found,
        laid,
        _stages(template, laid),
        [(row.title, day) for row in template.rows if row.is_milestone and (day := laid.days[row.key][1])],
        [(role, leads[role.key]) for role in whole.roles],
        [one for one in departments.values() if one.id in led and calendars.of_plan(work, project, one.id) != calendar],
        calendars.named(calendar, asked.begins, laid.last),
        left_out=left.tasks,
        beyond=max(calendar.working_days_between(project.ends_on, laid.last), 0) if laid.last else 0,
        before=_before(work, project, asked.key),
    )
    looked.seen = _seen(looked)
    return looked


def take(work: Work, asked: Asked, *, seen: str, is_again: bool = False) -> Imported | None:
    """Take the template as it was looked at; None where that would now do something else. A second submit finds the
    first.

    Raises Refused as `look` does, and where it was taken into the project before and nobody said `is_again`.
    """
    known = plans.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.undone_at is not None:
            raise TakenBack
        return imported(work, rights.seen(work, known.project_id), known)
    projects.project(work.session, work.team_id, asked.project_id, to_change=True)
    tasks.hold_all(work.session, work.team_id, asked.project_id)
    looked = look(work, asked)
    if looked.seen != seen:
        return None
    if looked.before and not is_again:
        why = _("This template was taken into %(project)s before. Say that you want its tasks once more.",
                project=looked.project.number)  # fmt: skip
        raise Refused(why, field="again")
    rights.must_stay_open(work, APPLY, looked.project, department_id={one.department_id for one in looked.found.meant})
    taken = writing.write(work, looked.found, template=asked.key, heard=HEARD)
    stages = [one.name for one in looked.stages]
    occasions.arise(work, occasions.TEMPLATE, looked.project, stages=stages, template=asked.key)
    return taken


def language_of(project: Project) -> str:
    """The language of the titles where nobody says another: that of the project's channel, in which all read them."""
    return Reader(project.locale).language


def _departments(work: Work, project: Project) -> list[Department]:
    return [made for _part, made in projects.taking_part(work.session, project)]


def _leads(template: Template, asked: Asked, departments: Mapping[int, Department]) -> dict[str, Department | None]:
    found: dict[str, Department | None] = {}
    for place, role in enumerate(template.roles):
        said = asked.roles.get(role.key)
        if said is None or (said != NOBODY and said not in departments):
            why = _("Choose a department for %(role)s, or say that nobody does that here.", role=role.name)
            raise Refused(why, field=field_of(asked.project_id, asked.key, place))
        found[role.key] = departments.get(said)
    return found


def _usual(project: Project, departments: Sequence[Department]) -> Department:
    """Whose the milestones are that a department led which is left out."""
    own = [one for one in departments if one.id == project.initiating_department_id]
    if not departments:
        raise Refused(
            _(
                "No department takes part in %(project)s yet: `/project departments` lets one join.",
                project=project.number,
            )
        )
    return (own or list(departments))[0]


def _stages(template: Template, laid: laying.Laid) -> list[StageLaid]:
    above = {row.key: row.parent for row in template.rows}
    rows, holding = {row.key: row for row in template.rows}, template.holding
    found = []
    for stage in (row for row in template.rows if row.is_stage):
        inner = [
            key for key, parent in above.items() if parent is not None and stage.key in (parent, above.get(parent))
        ]
        days: list[date] = [day for key in inner for day in laid.days[key] if day is not None]
        counted = count((key in holding, rows[key].is_milestone) for key in inner)
        found.append(StageLaid(stage.title, counted.tasks, min(days, default=None), max(days, default=None)))
    return found


def _before(work: Work, project: Project, key: str) -> list[tuple[plans.PlanImport, people.Person | None, Counted]]:
    taken = scenarios.taken_into(work.session, work.team_id, project.id, key)
    by = people.people(work.session, work.team_id, {one.created_by for one in taken})
    return [(one, by.get(one.created_by), count(plans.made_by(work.session, one.id))) for one in taken]


def _seen(looked: Looked) -> str:
    """What was looked at: all that would be made, and whether it was before."""
    rows = [[one.node.row.id, one.node.stage, one.department_id, sorted(one.values.items()), sorted(one.parts.items())]
            for one in looked.found.meant]  # fmt: skip
    ties = sorted((*pair, kind.value, lag) for pair, (kind, lag) in looked.found.ties.new.items())
    content = json.dumps([rows, ties, len(looked.before)], ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:32]
