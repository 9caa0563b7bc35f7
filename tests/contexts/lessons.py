"""What the templates of lessons are given, for the test that renders every template."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.process.kernel.lists import page_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.timelines import Happening
from bot.process.lessons.answering import Offered
from bot.process.lessons.shown import Shown
from bot.process.lessons.states import State
from bot.words.language import text as _
from storage.lessons import Counts, Lesson, LessonOffer
from tests.contexts.requests import Of, origin

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1, "project": 1})


def shown(text: str, of: Of, state: State = State.KEPT) -> Shown:
    """A lesson in that state, with the same hostile text everywhere."""
    person, project, _department, _task = of
    lesson = Lesson(
        id=1, team_id="T1", project_id=1, cause="c", number=7, state=state, situation=text, advice=text, stage=text,
        risk=text, scenario="launch", department_id=1, alive_at=NOW, created_at=NOW, created_by="U1", changed_at=NOW,
        changed_by="U1",
    )  # fmt: skip
    words = _("%(name)s", name=text)
    return Shown(lesson, project, person, person, person, person, [words] * 4, Counts(5, 2, 1))


def offered(text: str, of: Of, answer: str = "", made: str = "") -> Offered:
    """It was offered in a project, and answered so."""
    offer = LessonOffer(
        id=1, team_id="T1", lesson_id=1, project_id=1, cause="c", occasion="risk", user_id="U1", offered_at=NOW,
        answer=answer, made=made,
    )  # fmt: skip
    return Offered(offer, of[1], shown(text, of), answers=True)


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    words = _("%(name)s", name=text)
    kept, stale, retired = (shown(text, of, state) for state in (State.KEPT, State.STALE, State.RETIRED))
    hidden = replace(stale, project=None, triggers=[], counts=Counts(), is_hidden=True)
    waits, taken = offered(text, of), offered(text, of, "took")
    unbegun = of[1].model_copy(update={"phase": Phase.PROPOSED})
    draft = {
        "situation": text, "advice": text, "scenario": "launch", "stage": text, "risk": text, "department_id": 1,
        "title": text, "description": text, "response": text,
    }  # fmt: skip
    choices = [(f"{number}", text) for number in range(min(many, 100))]
    may = dict.fromkeys(("changes", "releases", "retires", "templates"), True)
    return {
        "lessons/came": {"number": many, "project_id": 1},
        "lessons/offered": {"found": [waits, taken] * max(many, 1)},
        "lessons/answered": {"one": taken if many > 3 else replace(taken, project=unbegun) if many else waits},
        "lessons/made": {"said": words, "action": "tasks.show", "number": 3},
        "lessons/done": {"shown": kept if many > 3 else hidden, "said": words if many else None, "can_undo": many > 3},
        "lessons/show": {
            "shown": kept if many > 3 else retired if many else hidden, "origins": [origin(text)],
            "happened": [Happening(NOW, words, words)] * many, "offered": [waits, taken] * many, **may,
        },
        "lessons/list": {"page": page_of([kept, stale] * many, 2), "title": words, "empty": words, "scope": "all/"},
        "lessons/help": {"undo_minutes": 10},
        "lessons/form_lesson": {
            "project": of[1] if many else None, "shown": kept if many else None, "draft": draft, "scenarios": choices,
            "departments": choices, "callback": "lessons.change" if many else "lessons.new", "target": TARGET,
        },
        "lessons/form_task": {"one": taken, "departments": choices, "draft": draft, "target": TARGET},
        "lessons/form_risk": {"one": taken, "draft": draft, "target": TARGET},
        "lessons/form_template": {"shown": kept, "templates": choices, "target": TARGET},
    }  # fmt: skip
