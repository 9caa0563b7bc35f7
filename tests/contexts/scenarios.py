"""What the templates of scenario templates are given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanRow
from bot.process.plans.comparing import Meant
from bot.process.plans.outline import Left, Node, Outline
from bot.process.plans.previewed import Imported, Preview
from bot.process.plans.tying import Ties
from bot.process.scenarios.laying import Laid
from bot.process.scenarios.shown import Beginning, Entry, Looked, Saved, StageLaid
from bot.process.scenarios.template import Role, Row, Template, Tie
from bot.process.tasks.counting import Counted
from bot.words.language import text as _
from storage.departments import Department
from storage.people import Person
from storage.plans import PlanImport
from storage.projects import Project
from storage.scenarios import ScenarioTemplate

DAY, NOW = date(2026, 12, 1), datetime(2026, 11, 27, tzinfo=UTC)


def contexts(
    text: str, many: int, person: Person, project: Project, department: Department, target: str
) -> dict[str, dict[str, Any]]:
    """By template; `many` is the length of every list."""
    words = _("%(name)s", name=text)
    roles = tuple(Role(str(number), text, text) for number in range(many))
    row = Row("1", text, role="0", is_milestone=many > 1)
    template = Template("launch", words, roles, (row,) * many, (Tie("1", "2", is_kept=False),) * many, unpinned=many)
    made = PlanImport(
        id=1, team_id="T1", project_id=1, cause="c", file_name=text, format="Liaison", made=many, changed=0,
        links=many, template="launch", created_at=NOW, created_by="U1",
    )  # fmt: skip
    told = Imported(project, made, counted=Counted(many, many, many))
    kept = ScenarioTemplate(
        id=1, team_id="T1", cause="c", name=text[:60], project_id=1, tasks=many, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    meant = Meant(Node(PlanRow("1", text), text, text), 1, {"title": text})
    found = Preview(
        project=project,
        plan=Plan("Liaison"),
        source=text,
        meant=[meant] * many,
        outline=Outline(),
        ties=Ties({("1", "2"): (Kind.FS, 0)}, left=[Left(text, words)] * many),
        left_out=[],
        broken=[],
        unknown_people=[],
        unknown_departments=[],
        departments=[],
        usual=1,
        progress_kept=0,
    )
    first = DAY if many else None
    looked = Looked(
        project,
        template,
        found,
        Laid({"1": (first, first)}, frozenset(map(str, range(many))), Plan("Liaison", [PlanRow("1", text)] * many), {}),
        [StageLaid(text, many, first, first)] * many,
        [(text, DAY)] * many,
        [(Role("x", text, text), department), (Role("y", text, text), None)] * many,
        [department] * many,
        words,
        left_out=many,
        beyond=many,
        before=[(made, person, told.counted)] * many,
    )
    guessed = {role.key: None for role in roles}
    pairs = [(str(number), text[:75]) for number in range(many)]
    entries = [
        Entry("launch", words, many, many),
        *[
            Entry("own:1", words, many, many, kept, project, person, can_change=at % 2 > 0)
            for at in range(min(many, 19))
        ],
    ]
    return {
        "scenarios/form_what": {
            "projects": pairs, "templates": pairs, "chosen": "0", "is_proposed": many > 1, "target": target,
        },
        "scenarios/form_who": {
            "begins": Beginning(project, template, [department], guessed, DAY),
            "fields": [(f"role.1.launch.{number}", words, None) for number in range(many)],
            "offered": [(0, text[:75])], "language": "en" if many else None, "target": target,
        },
        "scenarios/form_preview": {
            "looked": looked, "is_news": many > 1, "is_drawn": many > 1, "target": target,
        },
        "scenarios/done": {"told": told, "undo_minutes": 10},
        "scenarios/applied": {"project": project, "told": told, "by": person},
        "scenarios/gantt": {"looked": looked},
        "scenarios/form_save": {"projects": pairs[:1], "named": text[:60], "longest": 60, "target": target},
        "scenarios/saved": {"saved": Saved(kept, template, project)},
        "scenarios/list": {"found": entries, "total": many, "number": 1, "pages": max(many, 1)},
        "scenarios/form_rename": {"kept": kept, "longest": 60, "target": target},
        "scenarios/renamed": {"kept": kept},
        "scenarios/deleted": {"kept": kept, "undo_minutes": 10},
        "scenarios/restored": {"kept": kept},
    }  # fmt: skip
