"""What the templates of plans are given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.plans.asked import MEANINGS
from bot.plans.forecasting import Forecast
from bot.plans.gantt.lines import Chart
from bot.plans.network import Kind
from bot.plans.plan import LeftOut, Plan, PlanLink, PlanRow, Problem, Understood, Why
from bot.process.plans.checking import Broken, Checked
from bot.process.plans.comparing import Meant
from bot.process.plans.drawn import Drawn
from bot.process.plans.driving import Driven, Step
from bot.process.plans.forecasts import Outlook, Reached
from bot.process.plans.outline import Left, Node, Outline
from bot.process.plans.previewed import Imported, Preview
from bot.process.plans.shifted import PUSH, Going, Shift, Shifted, Stays
from bot.process.plans.tying import Ties
from bot.process.tasks import links
from bot.process.tasks.counting import Counted
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.refused import Offer
from handlers.plans.importing import FIELDS, NAMES_ASKED, PLACES_ASKED
from handlers.plans.questions import Shown
from storage.departments import Department
from storage.people import Person
from storage.plans import PlanImport
from storage.projects import Project
from storage.shifts import PlanShift
from storage.tasks import Task

DAY = date(2026, 12, 1)


def driven(text: str, many: int, project: Project, shown: Standing) -> Driven:
    """What drives a task, by a chain with the same text everywhere."""
    step = Step(text, DAY, DAY, links.by_what(3, "SS", 2) if many else None, is_milestone=many > 1)
    return Driven(project, shown, [step] * max(many, 1), many, DAY, _("%(name)s", name=text))


def shift(text: str, many: int, project: Project, task: Task, did: str = PUSH) -> Shift:
    """What a push or a pull does, with the same text everywhere."""
    going = Going(task, DAY, DAY, DAY, DAY, is_under_way=many > 1)
    milestone = Going(Task(**{**task.model_dump(), "is_milestone": True}), None, DAY, None, DAY)
    words = _("%(name)s", name=text)
    stays = Stays(task, task, many, words, words if many else None)
    moved = [milestone, going] * many if many > 1 else [going] * many
    return Shift(project, did, task, DAY, moved, [stays] * many, DAY, date(2027, 1, 1), "x")


def shift_contexts(text: str, many: int, person: Person, project: Project, task: Task, target: str) -> dict[str, Any]:
    """The templates of pushes and pulls."""
    found, words = shift(text, many, project, task), _("%(name)s", name=text)
    kept = PlanShift(
        id=1, team_id="T1", project_id=1, cause="c", did=PUSH, task_id=1, act_id=1, because=text,
        moved=[[1, 1, None, "2026-12-01", "2026-12-02"]] * max(many, 1), created_at=datetime(2026, 11, 27, tzinfo=UTC),
        created_by="U1",
    )  # fmt: skip
    told = Shifted(project, kept, task, found.milestones, many)
    broken = Broken(task, task, max(many, 1), words if many else None, is_part=many > 1)
    checked = Checked(
        project, [broken] * many, [task] * min(many, 10), many, may_shift=many > 1, is_empty=not many,
        may_plan=many > 1, ends=DAY if many > 1 else None,
    )  # fmt: skip
    return {
        "plans/shifted": {"project": project, "found": found, "kept": kept, "by": person},
        "plans/shifted_back": {"project": project, "told": told, "by": person},
        "plans/shift_offered": {
            "found": found, "why": words, "leave": Offer(words, "tasks.move", "{}") if many else None, "kept": "{}",
        },
        "plans/form_shift": {
            "found": found, "breaks": words if many else None, "note": text[:500], "is_moved": many > 1,
            "target": target,
        },
        "plans/shift_done": {"told": told, "undo_minutes": 10},
        "plans/shift_undone": {"told": told},
        "plans/checked": {"checked": checked},
    }  # fmt: skip


def outlook(text: str, many: int, project: Project) -> Outlook | None:
    """How a plan is heading, with the same name everywhere; nothing of it has a date where there is nothing at all."""
    if not many:
        return None
    row = PlanRow("1", text, start=DAY, end=DAY, is_milestone=True)
    plan = Plan("Liaison", [row])
    heading = Forecast(plan, DAY, DAY, many, frozenset({"1"}), {"1": many}, {"1": [text] * many})
    reached = Reached(text, DAY, DAY, many, 1 - many, [text] * many)
    return Outlook(project, DAY, heading, plan, Calendar("CN"), [reached] * many, reached, reached)


def contexts(
    text: str, many: int, person: Person, project: Project, department: Department, task: Task, target: str
) -> dict[str, dict[str, Any]]:
    """By template; `many` is the length of every list."""
    words = _("%(name)s", name=text)
    told = Imported(
        project,
        PlanImport(
            id=1, team_id="T1", project_id=1, cause="c", file_name=text, format="Excel", made=many, changed=many,
            links=many, created_at=datetime(2026, 11, 27, tzinfo=UTC), created_by="U1",
        ),
        many,
        many,
        Counted(many, many, many),
    )  # fmt: skip
    row = PlanRow("1", text, owner=text, start=DAY, end=DAY)
    node = Node(row, text, text)
    new = Meant(node, 1, {"title": text, "starts_on": DAY, "due_on": DAY, "is_milestone": many > 1})
    bare = Meant(node, 1, {"title": text})
    changes: dict[str, tuple[Any, Any]] = dict.fromkeys(FIELDS, (None, DAY))
    changed = Meant(node, 1, {}, None, task, changes, is_placed=True)
    plan = Plan(
        "Excel",
        [row],
        sheet=text if many else None,
        heading_row=3 if many else None,
        columns=[Understood("A", text, "title")] * many,
        problems=[Problem(7, text, text, Why.NO_DAY)] * many,
        left_out=[LeftOut(text, Why.TOTAL)] * many,
    )
    found = Preview(
        project=project,
        plan=plan,
        source=text,
        meant=[new, bare, changed] * many,
        outline=Outline(),
        ties=Ties({("1", "2"): (Kind.FS, 0)}, left=[Left(text, words)] * many),
        left_out=[Left(text, words)] * many,
        broken=[PlanLink("1", "2", Kind.SS, 2)] * many,
        namesakes={text: words},
        unknown_people=[(text, 3)] * many,
        unknown_departments=[(text, 3)] * many,
        departments=[department] * many,
        usual=1,
        progress_kept=many,
    )
    drawn = Drawn(project, Chart(text, DAY, Calendar("CN", "CN"), []), Counted(many), Counted(many, many, many), DAY)
    pairs = [(str(number), text[:75]) for number in range(many)]
    return shift_contexts(text, many, person, project, task, target) | {
        "plans/help": {"undo_minutes": 10},
        "plans/form_import": {
            "projects": pairs, "named": pairs if many > 1 else [], "chosen": None,
            "refused": words if many else None, "source": text, "target": target,
        },
        "plans/form_asked": {
            "source": text, "questions": [Shown(words, [("yes", text), ("no", text)], "yes", words)] * min(many, 12),
            "target": target,
        },
        "plans/form_importing": {"source": text, "number": many, "target": target},
        "plans/form_imported": {"told": told, "target": target},
        "plans/form_preview": {
            "found": found, "offered": [(number, text) for number in range(many)],
            "names": NAMES_ASKED, "places": PLACES_ASKED,
            "is_news": many > 1, "was_asked": many > 1, "meanings": MEANINGS, "fields": FIELDS, "target": target,
        },
        "plans/done": {"told": told, "undo_minutes": 10},
        "plans/taken_back": {"told": told},
        "plans/imported": {"project": project, "told": told, "by": person},
        "plans/file": {"project": project},
        "plans/workbook": {"project": project},
        "plans/workbook_sent": {"project": project, "where": "C0LAUNCH01", "is_public": many > 1},
        "plans/exported": {"project": project, "where": "C0LAUNCH01", "is_public": many > 1},
        "plans/gantt": {"drawn": drawn},
        "plans/gantt_sent": {
            "drawn": drawn, "asked": "{}", "near": "{}", "late": "{}", "critical": "{}", "where": "C0LAUNCH01",
            "is_public": many > 1, "is_svg": False, "is_more": many > 1,
        },
        "plans/undone": {"project": project, "told": told},
    }  # fmt: skip
