"""What the templates of plans to be confirmed and of baselines are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.process.baselines.facts import Part
from bot.process.baselines.measured import Measured, Moved, Word
from bot.process.baselines.previewed import Asked, Preview
from bot.process.baselines.sections import Plan
from bot.process.baselines.shown import Shown
from bot.process.baselines.states import State
from bot.process.kernel.places import Mine
from bot.process.kernel.signatures import NOBODY, Document
from bot.process.kernel.timelines import Happening
from bot.process.tasks.counting import Counted
from bot.words.language import text as _
from storage.baselines import Baseline, BaselineTask, Confirmation
from storage.departments import Department
from storage.people import Person
from storage.projects import Project
from storage.signatures import PASSED, SIGNED
from storage.tasks import Task
from tests.contexts.charters import place

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1})

Of = tuple[Person, Project, Department]


def baseline(text: str, many: int) -> Baseline:
    """A baseline."""
    return Baseline(
        id=1, team_id="T1", project_id=1, number=1, edition=2, signature_ids=[], is_after_fact=many > 1, taken_at=NOW,
        taken_by="U1",
    )  # fmt: skip


def shown(text: str, many: int, of: Of, state: State) -> Shown:
    """The confirmation of a plan in that state, with the same hostile text everywhere."""
    person, project, _department = of
    confirmation = Confirmation(
        id=1, team_id="T1", project_id=1, cause="c", number=2026007, state=state, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1", edition=2, sent_at=NOW, sign_by=date(2026, 11, 26), is_after_fact=many > 1,
        note=text[:1000], returned_by="U1", returned_at=NOW, hashes={}, confirmed_edition=2,
    )  # fmt: skip
    given = (None, SIGNED, PASSED)
    places = [
        place(text, person, number, given[number % 3] if state == State.SIGNING else SIGNED)
        for number in range(min(many, 31))
    ]
    return Shown(
        confirmation, project, Plan(project, {}, (), {}), NOBODY, Document(2, ()), places, person, person,
        Calendar("CN", "CN"), _("%(name)s", name=text), 2 if state == State.SIGNING and many > 1 else 0,
        baseline(text, many) if many else None, person, None, person,
    )  # fmt: skip


def contexts(text: str, many: int, task: Task, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, project, department = of
    words = _("%(name)s", name=text)
    signing, returned = shown(text, many, of, State.SIGNING), shown(text, many, of, State.RETURNED)
    draft, signed = shown(text, many, of, State.DRAFT), shown(text, many, of, State.SIGNED)
    others = [words] * min(many, 20)
    mine = [Mine(one, person if many > 1 else None, others if many > 1 else None) for one in signing.places[:4]]
    part = Part(words, [words] * many, [words] * many, [words] * many)
    own = {"mine": mine, "parts": [part] * min(many, 4), "mark": "a1b2c3", "reader_name": text}
    preview = Preview(
        project=project, counted_tasks=Counted(many, many, many), ends=date(2026, 12, 1) if many > 1 else None,
        asked=[Asked(department.name, person if number % 3 else None, number % 2 == 0) for number in range(many)],
        undated=[task] * many, ownerless=[task] * many, broken=["T-1 → T-2"] * many, is_after_fact=many > 1,
        counted=words,
    )  # fmt: skip
    row = BaselineTask(
        baseline_id=1, task_id=1, team_id="T1", title=text, department_id=1, starts_on=date(2026, 11, 20),
        due_on=date(2026, 11, 26), days=5, weight=5,
    )  # fmt: skip
    days = (3, -3, 0)
    measured = Measured(
        project, baseline(text, many), person,
        [Word(words, words, NOW, "A1B2-C3D4-E5F6", number % 2 == 1, text[:1000]) for number in range(min(many, 31))],
        [Moved(task, date(2026, 11, 26) if number % 4 else None, task.due_on, days[number % 3])
         for number in range(many)],
        [task] * many, [row] * many, Counted(many, many, many),
        date(2026, 11, 26), date(2026, 12, 1), days[many % 3], words,
    )  # fmt: skip
    return {
        "baselines/card": {"shown": signing if many > 1 else returned, "is_before": False, **own},
        "baselines/show": {
            "shown": signing if many > 1 else draft, **own, "sends": True, "passes": many > 1,
            "can_withdraw": many > 1, "confirm_days": 3, "happened": [Happening(NOW, words, words)] * many,
        },
        "baselines/preview": {"preview": preview},
        "baselines/done": {"shown": signing if many > 1 else signed, "said": None, "can_undo": True},
        "baselines/confirmed": {"shown": signed, "is_next": many > 1},
        "baselines/all_confirmed": {"shown": signed, "is_next": many > 1},
        "baselines/returned": {"shown": returned},
        "baselines/withdrawn": {"shown": signing},
        "baselines/taken_back": {"shown": signing},
        "baselines/changed": {"shown": signing, "others": [(words, others)] * min(many, 5)},
        "baselines/baseline": {"measured": measured},
    }  # fmt: skip
