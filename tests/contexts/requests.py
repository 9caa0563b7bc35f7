"""What the templates of collaboration requests are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.process.kernel.lists import page_of
from bot.process.kernel.timelines import Happening
from bot.process.requests.figures import Figures
from bot.process.requests.shown import Shown
from bot.process.requests.states import State
from bot.words.language import Name
from bot.words.language import text as _
from storage.departments import Department
from storage.origins import Origin
from storage.people import Person
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1})

Of = tuple[Person, Project, Department, Task]


def origin(text: str) -> Origin:
    """T-3 was made of K-7."""
    return Origin(
        id=1, team_id="T1", flow="tasks", row_id=3, label="T-3", from_flow="risks", from_id=1, from_label="K-7",
        made_at=NOW, made_by=text,
    )  # fmt: skip


def shown(text: str, of: Of, state: State) -> Shown:
    """A request in that state, with the same hostile text everywhere."""
    person, project, department, task = of
    request = Request(
        id=1, team_id="T1", project_id=1, cause="c", number=7, title=text, standard=text, task_id=1,
        asking_department_id=1, asked_department_id=2, requester_id="U1", needed_by=date(2026, 12, 4),
        answer_by=date(2026, 11, 25), state=state, reason=text, alternative=text, alternative_by=date(2026, 12, 8),
        late_notices=1, note=text, created_at=NOW, changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    return Shown(
        request, project, department, department, person, person, person, person, task, Calendar("CN", "CN"), True, 2
    )


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    one, objected = shown(text, of, State.SUBMITTED), shown(text, of, State.OBJECTED)
    words = _("%(name)s", name=text)
    project = of[1]
    draft = {
        "department_id": None, "title": text, "standard": text, "task_number": 1, "needed_by": "2026-12-01",
        "answer_by": None,
    }  # fmt: skip
    return {
        "requests/card": {"shown": objected, "is_asked": False, "is_of_one": True},
        "requests/done": {"shown": one, "said": words if many > 3 else None, "can_undo": True},
        "requests/form_assign": {"shown": one, "target": TARGET},
        "requests/form_new": {
            "answer_days": 2,
            "project": project, "departments": [(1, text)], "tasks": [(number, text) for number in range(many)],
            "draft": draft, "callback": "requests.new", "target": TARGET,
        },
        "requests/form_object": {"shown": one, "is_late": True, "target": TARGET},
        "matters/form_word": {
            "flow": "requests", "shown": one, "title": _("Return"), "label": words, "hint": words,
            "callback": "requests.return", "is_optional": False, "target": TARGET,
        },
        "requests/help": {"undo_minutes": 10, "notice_days": 2},
        "requests/late_notice": {"shown": one},
        "requests/list": {
            "page": page_of([one] * many, 2), "title": words, "empty": words, "scope": "open",
        },
        "requests/numbers": {"project": project, "found": [Figures(Name(text), 12, 10, 9, 8, 7, 1)] * many},
        "requests/other_side": {"shown": shown(text, of, State.RETURNED)},
        "requests/taken_back": {"shown": shown(text, of, State.SUBMITTED)},
        "requests/show": {
            "origins": [origin(text)],
            "shown": one, "happened": [Happening(NOW, words, words)] * many, "answers": True, "assigns": True,
            "settles": True,
        },
        "requests/your_turn": {"shown": shown(text, of, State.DELIVERED)},
    }  # fmt: skip
