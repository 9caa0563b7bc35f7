"""What the templates of retrospectives are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.process.kernel.retrospect import Fact
from bot.process.kernel.timelines import Happening
from bot.process.retrospectives.calling import Ahead, Beginning
from bot.process.retrospectives.following import Acted
from bot.process.retrospectives.reporting import ToWrite
from bot.process.retrospectives.shown import Followed, Said, Shown
from bot.process.retrospectives.states import Sort, State
from bot.words.language import text as _
from storage.retrospectives import Action, Answer, Retrospective
from tests.contexts import lessons
from tests.contexts.requests import Of

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAY = date(2026, 12, 1)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1, "project": 1})


def action(text: str, state: str = "open") -> Action:
    """What somebody took on."""
    return Action(
        id=1, team_id="T1", retrospective_id=1, project_id=1, kind="stop", position=0, title=text, owner_id="U1",
        due_on=DAY, state=state, created_at=NOW, changed_at=NOW, changed_by="U1",
    )  # fmt: skip


def answer(text: str) -> Answer:
    """What one of the core team says."""
    return Answer(
        id=1, team_id="T1", retrospective_id=1, project_id=1, user_id="U1", goal=4, goal_words=text, cooperation=2,
        cooperation_words=text, causes=text, answered_at=NOW,
    )  # fmt: skip


def shown(text: str, of: Of, state: State, many: int) -> Shown:
    """A retrospective in that state, with the same hostile text everywhere."""
    person, project, _department, _task = of
    one = Retrospective(
        id=1, team_id="T1", project_id=1, cause="c", number=2026001, state=state, answer_by=DAY, asked_at=NOW,
        posted_at=NOW if state is State.POSTED else None, summary=text, created_at=NOW, created_by="U1", changed_at=NOW,
        changed_by="U1",
    )  # fmt: skip
    report = [Said(sort, text, person, DAY) for sort in Sort] * many
    actions = [
        Followed(action(text, "done" if at % 2 else "open"), person, at % 4 == 0)
        for at in range(many if state is State.POSTED else 0)
    ]
    return Shown(
        one, project, person, person, [person] * many, [person] * many, [answer(text)] * many, report, actions,
        [lessons.shown(text, of)] * many, _("%(name)s", name=text), person, person,
    )  # fmt: skip


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, project = of[0], of[1]
    words = _("%(name)s", name=text)
    asking, together, posted = (shown(text, of, one, many) for one in (State.ASKING, State.TOGETHER, State.POSTED))
    facts = [Fact(10, words, [words] * many)] * many
    choices = [(step, text) for step in (5, 4)]
    written = ToWrite(together, {sort.value: text for sort in Sort})
    return {
        "retrospectives/begin": {"ahead": Ahead(project, facts, runs=True)},
        "retrospectives/show": {
            "shown": posted if many > 3 else together if many else asking, "facts": facts, "origins": [],
            "happened": [Happening(NOW, words, words)] * many, "runs": True, "answers": True, "reads": many > 0,
            "mine": {1},
        },
        "retrospectives/done": {
            "shown": posted if many > 3 else asking, "said": words if many else None, "can_undo": many > 3,
        },
        "retrospectives/posted": {"shown": posted, "is_first": many > 3},
        "retrospectives/acted": {
            "acted": Acted(action(text, "done" if many > 3 else "open"), project, person, 2026001),
            "can_undo": many > 3,
        },
        "retrospectives/document": {"shown": posted},
        "retrospectives/word": {"project": project},
        "retrospectives/word_sent": {"project": project, "where": "C1"},
        "retrospectives/form_call": {
            "begins": Beginning(project, ["U1"] * min(many, 1), DAY, words, asking if many else None), "target": TARGET,
        },
        "retrospectives/form_answer": {
            "shown": asking, "own": answer(text), "goals": choices, "cooperations": choices, "target": TARGET,
        },
        "retrospectives/form_write": {
            "to_write": written, "sorts": [(sort.value, text, text) for sort in Sort], "target": TARGET,
        },
        "retrospectives/form_give": {"acted": Acted(action(text), project, person, 2026001), "target": TARGET},
    }  # fmt: skip
