"""The rows of a template as tasks of a project: what an import would make of the rows of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bot.process.plans.comparing import Meant
from bot.process.plans.outline import STAGE_AT_MOST, TITLE_AT_MOST, TOO_MANY, Left, Node, Outline
from bot.process.plans.previewed import Preview
from bot.process.plans.tying import Ties
from bot.process.scenarios.laying import Laid
from bot.process.scenarios.template import Row, Template
from bot.process.tasks.precedence import PREDECESSORS_AT_MOST
from storage.projects import Project

# The format of an import that came of no file.
FORMAT = "Liaison"


def preview(
    project: Project,
    source: str,
    template: Template,
    laid: Laid,
    leads: Mapping[str, int | None],
    usual: int,
) -> Preview:
    """What is written where the template is taken; `leads` are the departments of its roles, `usual` has the rest."""
    meant = _meant(template, laid, leads, usual)
    return Preview(
        project=project,
        plan=laid.plan,
        source=source,
        meant=meant,
        outline=Outline(),
        ties=_ties(template),
        left_out=[],
        broken=[],
        unknown_people=[],
        unknown_departments=[],
        departments=[],
        usual=usual,
        progress_kept=0,
    )


def _meant(template: Template, laid: Laid, leads: Mapping[str, int | None], usual: int) -> list[Meant]:
    rows = {row.id: row for row in laid.plan.rows}
    # What holds others, and whose own department is left out, is theirs who lead the first of them.
    inner = dict[str, int]()
    for row in template.rows:
        if row.parent is not None and (led := leads.get(row.role)) is not None:
            inner.setdefault(row.parent, led)
    stages = {row.key: row.title[:STAGE_AT_MOST] for row in template.rows if row.is_stage}
    found: dict[str, Meant] = {}
    for row in template.rows:
        if row.is_stage:
            continue
        above = found.get(row.parent or "")
        stage = above.node.stage if above is not None else stages.get(row.parent or "", "")
        node = Node(rows[row.key], row.title[:TITLE_AT_MOST], stage, above.node if above is not None else None)
        if above is not None:
            above.node.below.append(node)
        department_id = leads.get(row.role) or inner.get(row.key) or usual
        values = _values(row, laid, is_dated=not template.is_computed)
        found[row.key] = Meant(node, department_id, values, above, parts=_parts(row, department_id, leads))
    return list(found.values())


def _values(row: Row, laid: Laid, *, is_dated: bool) -> dict[str, Any]:
    start, end = laid.days[row.key]
    return {
        "title": row.title[:TITLE_AT_MOST],
        "starts_on": None if row.is_milestone else start,
        "due_on": end,
        # What has days is as long as they are; a project may have said both.
        "days": row.days if is_dated or start is None else None,
        "is_milestone": row.is_milestone,
        "is_at_start": row.is_at_start,
        "description": row.description,
        "output": row.output,
        "format": row.format,
        "quality": row.quality,
    }


def _parts(row: Row, department_id: int, leads: Mapping[str, int | None]) -> dict[int, str]:
    found: dict[int, str] = {}
    for role, provides in row.parts:
        one = leads.get(role)
        if one is not None and one != department_id:
            # Two roles of one department provide both.
            found[one] = f"{found[one]}; {provides}" if found.get(one) else provides
    return found


def _ties(template: Template) -> Ties:
    """The links; none between a task and what it is a part of, nor more than a task can wait for."""
    parents = {row.key: row.parent for row in template.rows}
    titles = {row.key: row.title for row in template.rows}
    waits: Counter[str] = Counter()
    found = Ties()
    for one in template.ties:
        if parents[one.before] == one.after or parents[one.after] == one.before:
            continue
        waits[one.after] += 1
        if waits[one.after] > PREDECESSORS_AT_MOST:
            found.left.append(Left(f"{titles[one.before]} → {titles[one.after]}", TOO_MANY))
        else:
            found.new[one.before, one.after] = one.kind, one.lag
    return found
