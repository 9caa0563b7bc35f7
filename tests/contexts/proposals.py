"""What the templates of proposals are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.process.kernel.lists import page_of
from bot.process.kernel.posts import Post
from bot.process.kernel.timelines import Happening
from bot.process.proposals.content import Proposed
from bot.process.proposals.differences import Difference
from bot.process.proposals.form import Beginning, Looked
from bot.process.proposals.scenarios import Scenario, Suggested
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import State
from bot.words.language import Text
from bot.words.language import text as _
from storage.departments import Department
from storage.people import Person
from storage.projects import Project
from storage.proposals import Proposal

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1})

Of = tuple[Person, Project, Department]


def shown(text: str, many: int, of: Of, state: State) -> Shown:
    """A proposal in that state, with the same hostile text everywhere."""
    person, project, department = of
    words = _("%(name)s", name=text)
    is_decided = state not in (State.WAITING, State.WITHDRAWN)
    proposal = Proposal(
        id=1, team_id="T1", project_id=1, cause="c", number=2026007, state=state, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1", scenario="launch", background=text[:2000],
        outcomes=[text[:200]] * min(many, 20),
        decide_by=date(2026, 11, 26), sent_at=NOW, note=text[:1000], decided_by="U1" if is_decided else None,
        decided_at=NOW if is_decided else None,
    )  # fmt: skip
    return Shown(
        proposal, project, suggested(text), department, [department] * min(many, 30), person, person, person,
        [person] * min(many, 3), Calendar("CN", "CN"), words, state == State.WAITING, 2, person,
        decided_by=person if is_decided else None, differences=[Difference(words, words, words)] * min(many, 12),
    )  # fmt: skip


def suggested(text: str) -> Suggested:
    """What a scenario suggests."""
    words = _("%(name)s", name=text)
    return Suggested(words, (words, words), words, words)


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, project, department = of
    words: Text = _("%(name)s", name=text)
    waiting, returned = shown(text, many, of, State.WAITING), shown(text, many, of, State.RETURNED)
    withdrawn = shown(text, many, of, State.WITHDRAWN)
    approved, rejected = shown(text, many, of, State.APPROVED), shown(text, many, of, State.REJECTED)
    values: dict[str, Any] = {
        "name": text[:80], "scenario": Scenario.LAUNCH, "initiating_id": 1, "starts": text[:60], "ends": text[:60],
        "background": text[:2000], "objective": text[:1500], "outcomes": None, "departments": [1], "pm_id": "U1",
        "sponsor_id": "U1", "channel_kind": "public",
    }  # fmt: skip
    said = Proposed(
        text[:80], "launch", 1, date(2026, 12, 1), date(2027, 3, 1), text[:2000], text[:1500],
        tuple([text[:200]] * max(1, min(many, 20))), (1,), "U1", "U1",
    )  # fmt: skip
    looked = Looked(
        said, department, [department] * min(many, 30), person, person, date(2026, 11, 26), words,
        [text[:200]] * min(many, 3),
    )  # fmt: skip
    named = [(number, text) for number in range(max(many, 1))]
    begins = Beginning([department], values, returned if many > 1 else None)
    post = Post("pm", words, "U1")
    return {
        "proposals/card": {"shown": waiting, "decides": True, "revises": many > 1},
        "proposals/done": {"shown": approved if many > 1 else waiting, "said": None, "can_undo": True},
        "proposals/show": {
            "shown": returned, "happened": [Happening(NOW, words, words)] * many, "decides": True, "revises": True,
        },
        "proposals/list": {"page": page_of([waiting] * many, 2), "title": words, "empty": words, "scope": "open"},
        "proposals/approved": {"shown": approved, "posts": [post] * min(many, 5), "expected": [words] * many},
        "proposals/returned": {"shown": returned},
        "proposals/rejected": {"shown": rejected},
        "proposals/withdrawn": {"shown": withdrawn},
        "proposals/taken_back": {"shown": returned if many > 1 else waiting, "decides": many == 0},
        "proposals/sent_again": {"shown": waiting},
        "proposals/word": {"project": project},
        "proposals/word_sent": {"project": project, "where": "D1"},
        "proposals/form_what": {
            "begins": begins, "departments": named, "scenarios": [(one, text) for one in Scenario], "target": TARGET,
        },
        "proposals/form_why": {"values": values, "suggested": suggested(text), "target": TARGET},
        "proposals/form_who": {
            "values": values, "suggested": suggested(text), "departments": named, "target": TARGET,
        },
        "proposals/form_look": {
            "looked": looked, "suggested": suggested(text), "is_again": many > 1, "target": TARGET,
        },
    }  # fmt: skip
