"""The import of a plan file (导入计划): looked at first, then taken whole or not at all.

What is looked at is computed anew when it is taken: where the project or the names are others by then, it is shown once
more instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from bot.plans.plan import Plan
from bot.plans.scheduled import broken_links
from bot.process.kernel import namesakes, rights
from bot.process.kernel.work import Work
from bot.process.plans import begun, tying, writing
from bot.process.plans import outline as outlines
from bot.process.plans.comparing import IMPORT, Comparing, Meant
from bot.process.plans.naming import Names
from bot.process.plans.previewed import NOTHING_CHOSEN, Chosen, Imported, Preview, imported
from bot.process.projects import finding
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack
from storage import plans, projects, tasks
from storage.plans import DEPARTMENT, PERSON
from storage.projects import Project


def where(work: Work, channel_id: str) -> list[Project]:
    """The projects into which the actor can import a plan, those of the channel first.

    Raises Refused, naming who can, for who can in none.
    """
    meant = finding.meant(work, channel_id)
    others = [one for one in finding.mine(work) if one.id not in {known.id for known in meant}]
    found = [one for one in (*meant, *others) if _departments(work, one)]
    if not found:
        must_import(work, meant[0].id)
    return found


def must_import(work: Work, project_id: int) -> Project:
    """The project, if the actor may import a plan for one of its departments. Raises Refused, naming who can."""
    project = rights.seen(work, project_id)
    able = _departments(work, project)
    why = _("You cannot import a plan into %(project)s.", project=project.number)
    parts = [made.id for _part, made in projects.taking_part(work.session, project)]
    rights.must(work, IMPORT, project, why, department_id=able or parts)
    return project


def _departments(work: Work, project: Project) -> list[int]:
    """Those of the project for which the actor may plan."""
    parts = [made.id for _part, made in projects.taking_part(work.session, project)]
    return [one for one in parts if rights.may(work, IMPORT, project, department_id=one)]


def preview(work: Work, project_id: int, plan: Plan, source: str, chosen: Chosen = NOTHING_CHOSEN) -> Preview:
    """What the file would do. Raises Refused for who may not, and for links in a circle."""
    project = must_import(work, project_id)
    able = _departments(work, project)
    cells = [row.owner for row in plan.rows if row.owner]
    names = Names(
        work,
        project,
        cells,
        people_chosen=chosen.people,
        departments_chosen={words: str(one) for words, one in chosen.departments.items()},
    )
    usual = chosen.usual if chosen.usual in able else _usual(project, able)
    outline = outlines.outline(plan)
    comparing = Comparing(work, project, plan, source, names, usual)
    meant = comparing.meant(outline.nodes)
    held = begun.hold_back(work, project, meant)
    ties = tying.ties(work, project.id, outline, meant, comparing.existing, is_own=comparing.is_own)
    found = Preview(
        project=project,
        plan=plan,
        source=source,
        meant=meant,
        outline=outline,
        ties=ties,
        left_out=[*outline.left_out, *comparing.left_out, *held],
        broken=broken_links(plan),
        unknown_people=names.unknown_people.most_common(),
        namesakes={words: namesakes.apart(work, several) for words, several in names.several.items()},
        unknown_departments=names.unknown_departments.most_common(),
        departments=[one for one in names.departments if one.id in able],
        usual=usual,
        progress_kept=comparing.progress_kept,
    )
    found.seen = _seen(found)
    return found


def take(
    work: Work, project_id: int, plan: Plan, source: str, *, seen: str, chosen: Chosen = NOTHING_CHOSEN
) -> Imported | None:
    """Import the file as it was looked at; None where that would now do something else. A second submit finds the
    first import.

    Raises Refused as `preview` does, and for a file that does nothing.
    """
    known = plans.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.undone_at is not None:
            raise TakenBack
        return imported(work, rights.seen(work, known.project_id), known)
    projects.project(work.session, work.team_id, project_id, to_change=True)
    # Who changes a task meanwhile has done so before it is compared, or does after all is written.
    tasks.hold_all(work.session, work.team_id, project_id)
    found = preview(work, project_id, plan, source)
    if found.seen != seen:
        return None
    if chosen != NOTHING_CHOSEN:
        found = preview(work, project_id, plan, source, chosen)
    if not found.does and found.left_out:
        raise Refused(_("Nothing to import: none of its rows can be taken. The preview says why of each."))
    if not found.does:
        raise Refused(_("Nothing to import: all of it is so already."))
    rights.must_stay_open(work, IMPORT, found.project, department_id={one.department_id for one in found.meant})
    for kind, meant in (
        (PERSON, chosen.people),
        (DEPARTMENT, {one: str(to) for one, to in chosen.departments.items()}),
    ):
        plans.keep_names(work.session, work.team_id, project_id, kind, meant)
    return writing.write(work, found)


def _usual(project: Project, able: Sequence[int]) -> int:
    """Whose rows are that name no department, where nobody says so."""
    own = project.initiating_department_id
    return own if own in able else able[0]


def _seen(found: Preview) -> str:
    """What was looked at: the rows, and the tasks as they stand. Whom names mean may be said in the same form."""
    rows: list[Any] = [
        [one.node.row.id, one.node.title, one.node.stage, one.task.id if one.task else 0, sorted(_kept(one))]
        for one in found.meant
    ]
    ties = [[*map(sorted, (found.ties.new, found.ties.other))], found.ties.gone]
    unknown = [found.unknown_people, found.unknown_departments]
    content = json.dumps([rows, ties, unknown, [one.what for one in found.left_out]], ensure_ascii=False, default=str)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _kept(one: Meant) -> list[tuple[str, str]]:
    changes = one.changes if one.task is not None else {name: (None, value) for name, value in one.values.items()}
    return [(name, str(value)) for name, value in changes.items()]
