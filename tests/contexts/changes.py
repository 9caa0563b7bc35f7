"""What the templates of changes are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from bot.calendars import Calendar
from bot.plans.gantt.lines import Chart
from bot.process.changes.asking import ToAmend
from bot.process.changes.impact import Impact, Row
from bot.process.changes.lists import Cost
from bot.process.changes.shown import Shown
from bot.process.changes.states import State
from bot.process.charters.form import INPUTS, typed
from bot.process.kernel.lists import Page
from bot.process.kernel.places import Mine
from bot.process.kernel.signatures import NOBODY, Document, Round
from bot.process.kernel.timelines import Happening
from bot.process.plans.drawn import Drawn
from bot.process.tasks.counting import Counted
from bot.words.language import text as _
from storage.changes import Assessment, ChangeRequest
from storage.departments import Department
from storage.origins import Origin
from storage.people import Person
from storage.projects import Project
from storage.signatures import SIGNED, Signer
from storage.tasks import Task
from tests.contexts.baselines import baseline
from tests.contexts.charters import place

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAY, LATER = date(2026, 11, 26), date(2026, 12, 3)
TARGET = json.dumps({"channel": "C1", "id": 1, "mark": "a1b2c3", "name": "goal"})

Of = tuple[Person, Project, Department]


def impact(many: int) -> Impact:
    """What it does, to so many tasks."""
    moved = [
        Row(1, 1, DAY if number % 3 else None, LATER if number % 3 else None, DAY if number % 5 else None, LATER,
            (5, -5, 0)[number % 3], number if number % 2 else None, 0, number % 4 == 0, number % 2 == 0)
        for number in range(many)
    ]  # fmt: skip
    return Impact(
        moved, [(1, 2, number) for number in range(many)], DAY if many else None, LATER if many else None,
        [1] * many, [1, 7] * many, {1: {"was": {}, "now": {}}},
    )  # fmt: skip


def shown(text: str, many: int, task: Task, of: Of, state: State, *, to_approve: bool = False) -> Shown:
    """A change in that state, with the same hostile text everywhere."""
    person, project, _department = of
    change = ChangeRequest(
        id=1, team_id="T1", project_id=1, cause="c", number=7, state=state, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1", edition=2, sent_at=NOW, sign_by=DAY, note=text[:1000], returned_by="U1",
        returned_at=NOW, title=text[:150] or "x", why=text[:2000], reason="risk", wanted={"1": "2026-12-03"},
        charter={}, impact={}, days=5 if many else 0, decided_at=NOW,
    )  # fmt: skip
    places = [place(text, person, number, (None, SIGNED)[number % 2]) for number in range(min(many, 31))]
    said = {
        number + 1: Assessment(
            signature_id=number + 1, team_id="T1", change_id=1, schedule=text[:1000], cost=text[:1000],
            scope=text[:1000] if number % 4 == 1 else "", is_against=number % 4 == 1,
        )
        for number in range(0, min(many, 31), 3)
    }  # fmt: skip
    signers = [Signer(id=99, team_id="T1", subject="changes", subject_id=1, role="pm")] if to_approve else []
    words = _("%(name)s", name=text)
    return Shown(
        change, project, impact(many), {1: task}, Round(signers, []) if signers else NOBODY, Document(2, ()), places,
        said, person, person, person, Calendar("CN", "CN"), words, 2 if state == State.SIGNING and many > 1 else 0,
        [words] * min(many, 9), baseline(text, many) if state == State.SIGNED and many else None, (), person,
        None, person, None, [words] * min(many, 3),
    )  # fmt: skip


def contexts(text: str, many: int, task: Task, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, project, _department = of
    words = _("%(name)s", name=text)
    signing = shown(text, many, task, of, State.SIGNING, to_approve=many > 1)
    draft, returned = shown(text, many, task, of, State.DRAFT), shown(text, many, task, of, State.RETURNED)
    signed, rejected = shown(text, many, task, of, State.SIGNED), shown(text, many, task, of, State.REJECTED)
    others = [words] * min(many, 20)
    mine = [Mine(one, person if many > 1 else None, others if many > 1 else None) for one in signing.places[:4]]
    if many > 1:
        approver = Signer(id=98, team_id="T1", subject="changes", subject_id=1, role="sponsor")
        mine = [Mine(SimpleNamespace(signer=approver, word=None, label=words), None, None), *mine[1:]]  # type: ignore[arg-type]
    own = {"mine": mine, "parts": [(words, others)] * min(many, 4), "mark": "a1b2c3", "reader_name": text}
    origin = Origin(
        team_id="T1", flow="changes", row_id=1, label="C-7", from_flow="risks", from_id=1, from_label="K-3",
        made_at=NOW, made_by="U1",
    )  # fmt: skip
    drawn = Drawn(project, Chart(text, DAY, Calendar("CN", "CN"), []), Counted(many), Counted(many), DAY)
    name = list(INPUTS)[many % len(INPUTS)]
    page = Page([signing, draft, signed, rejected][: min(many, 4)] * min(many, 2), 1, many)
    draft_of = {"title": text[:150], "why": text[:2000], "reason": "risk", "days": "T-1 2026-12-03" if many else ""}
    pairs = [("risk", text[:60] or "x"), ("other", "y")]
    return {
        "changes/card": {"shown": signing if many > 1 else returned, "is_before": False, **own},
        "changes/show": {
            "shown": signing if many > 1 else draft, **own, "edits": True, "decides": True, "passes": many > 1,
            "calls_off": True, "can_withdraw": many > 1, "origins": [origin] * min(many, 3),
            "happened": [Happening(NOW, words, words)] * many,
        },
        "changes/done": {"shown": signing if many > 1 else draft, "said": None, "can_undo": True},
        "changes/applied": {"shown": signed, "signs": many > 1},
        "changes/decided": {"shown": (signed, rejected, returned, signing)[many % 4]},
        "changes/changed": {"shown": signing},
        "changes/word_withdrawn": {"shown": signing},
        "changes/list": {
            "page": page, "title": words, "empty": words, "scope": "open/1", "costs": [Cost(words, many, -many)] * many,
            "tolerated": many, "baseline": baseline(text, many) if many else None,
        },
        "changes/help": {"undo_minutes": 10},
        "changes/picture": {"drawn": drawn, "number": 7},
        "changes/picture_sent": {"drawn": drawn, "number": 7, "is_more": many > 1},
        "changes/tolerated": {"project": project},
        "changes/form_change": {
            "project": project, "shown": draft if many > 1 else None, "draft": draft_of, "reasons": pairs,
            "because": words if many else None, "callback": "changes.new", "target": TARGET,
        },
        "changes/form_assess": {"shown": signing, "lines": others, "target": TARGET},
        "changes/form_charter": {"shown": draft, "sections": pairs * max(min(many, 30), 1), "target": TARGET},
        "changes/form_section": {
            "amending": ToAmend(draft, name, words, tuple(INPUTS[name]), typed(name, {})), "target": TARGET,
        },
        "changes/form_pass": {"shown": signing, "missing": signing.missing, "target": TARGET},
    }  # fmt: skip
