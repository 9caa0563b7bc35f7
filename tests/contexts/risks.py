"""What the templates of risks are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.process.kernel.lists import page_of
from bot.process.kernel.timelines import Happening
from bot.process.risks.shown import Shown
from bot.process.risks.states import State
from bot.process.risks.table import Matrix
from bot.words.language import text as _
from storage.risks import Risk
from storage.stages import Stage
from tests.contexts.requests import Of, origin

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1, "project": 1})


def shown(text: str, of: Of, state: State, level: str = "high") -> Shown:
    """A risk in that state, with the same hostile text everywhere."""
    person, project, _department, task = of
    risk = Risk(
        id=1, team_id="T1", project_id=1, cause="c", number=7, state=state, title=text, response=text, likelihood=3,
        impact=2, level="" if state is State.NOTED else level, owner_id="U1", task_id=1, trend="same", note=text,
        unchanged=3, heard_on=date(2026, 11, 20), next_step=text, next_on=date(2026, 12, 1), wished_level="low",
        evidence=text, became=1, created_at=NOW, created_by="U1", changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    is_task = state is not State.NOTED
    stage = Stage(id=1, team_id="T1", project_id=1, name=text, position=1, created_at=NOW, created_by="U1")
    return Shown(
        risk, project, person, person, person, person, task if is_task else None, None if is_task else stage,
        (origin(text),), person, 2, _("%(name)s", name=text),
    )  # fmt: skip


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    words, project = _("%(name)s", name=text), of[1]
    watched, noted = shown(text, of, State.OPEN), shown(text, of, State.NOTED)
    happened, asked = shown(text, of, State.HAPPENED), shown(text, of, State.LOWERING)
    may = dict.fromkeys(("weighs", "answers", "settles", "agrees", "withdraws"), True)
    draft = {
        "title": text, "response": text, "likelihood": 3, "impact": 2, "level": "high", "owner_id": "U1",
        "department_id": 1, "description": text,
    }  # fmt: skip
    choices = {"levels": [("high", text)], "likelihoods": [(3, text)], "impacts": [(2, text)]}
    return {
        "risks/card": {"shown": asked if many > 3 else watched},
        "risks/done": {"shown": happened if many > 3 else asked, "said": words if many > 3 else None, "can_undo": True},
        "risks/form_risk": {
            "project": project, "shown": noted if many else None, "draft": draft, "place": ("task:1", text),
            "weighs": True, "callback": "risks.weigh" if many else "risks.new", "note": words if many else None,
            "target": TARGET, **choices,
        },
        "risks/form_step": {"shown": watched, "target": TARGET},
        "risks/form_wish": {
            "shown": watched, "levels": [("medium", text), ("low", text)] if many else [],
            "callback": "risks.lower" if many else "risks.close", "agrees": not many, "target": TARGET,
        },
        "risks/form_task": {"shown": happened, "departments": [(1, text)], "draft": draft, "target": TARGET},
        "risks/help": {"undo_minutes": 10, "stale": 3},
        "risks/list": {"page": page_of([watched, noted] * many, 2), "title": words, "empty": words, "scope": "open"},
        "risks/matrix": {"project": project},
        "risks/matrix_sent": {
            "found": Matrix(project, NOW.date(), {(3, 2): [7]}, [8] * many, many), "where": "C1", "is_public": many > 3,
        },
        "risks/offered": {"shown": watched, "what": words, "word": text, "value": "x" * 300},
        "risks/sheet": {"project": project},
        "risks/sheet_sent": {"project": project, "is_public": many > 3, "where": "C1"},
        "risks/show": {
            "shown": shown(text, of, State.CLOSED) if many > 3 else happened,
            "happened": [Happening(NOW, words, words)] * many, **may,
        },
        "risks/taken": {"project": project, "made": [noted] * many, "before": [watched] * many},
    }  # fmt: skip
