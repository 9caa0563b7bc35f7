"""What the templates of reviews are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.process.kernel.lists import page_of
from bot.process.kernel.rules import Against
from bot.process.kernel.timelines import Happening
from bot.process.reviews.planning import Draft
from bot.process.reviews.shown import Asked, Deliverable, Opinion, Shown
from bot.process.reviews.signed import Seat
from bot.process.reviews.states import State
from bot.process.reviews.submitting import Submission
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from storage.reviews import Condition, Review, ReviewStart
from storage.signatures import Signature, Signer
from storage.stages import Stage
from tests.contexts.requests import Of

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1, "project": 1, "signer": 1, "edition": 1, "number": 1})


def shown(text: str, of: Of, state: State, many: int = 1) -> Shown:
    """A review in that state, with the same hostile text everywhere."""
    person, project, department, task = of
    is_decided = state in (State.PASSED, State.RETURNED)
    review = Review(
        id=1, team_id="T1", project_id=1, cause="c", number=7, state=state, title=text, stage_id=1, department_id=1,
        due_on=date(2026, 12, 1), days=3, edition=0 if state is State.PLANNED else 2,
        deliverables=[] if state is State.PLANNED else [{"name": text, "url": "https://example.com/a"}] * many,
        standard=text, note=text, stood=[text], submitted_at=NOW, submitted_by="U1", opinions_by=date(2026, 11, 20),
        shown_at=NOW if is_decided else None, decided_at=NOW if is_decided else None, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    stage = Stage(id=1, team_id="T1", project_id=1, name=text, position=1, created_at=NOW, created_by="U1")
    verdicts = (("signed", True), ("returned", False), ("passed over", False), (None, False))
    opinions = [_opinion(text, of, *verdicts[at % 4]) for at in range(many)]
    against = tuple(Against(_("%(name)s", name=text), bars=bool(at % 2)) for at in range(many))
    return Shown(
        review, project, stage, department.name, person, person, person, person, person, person, person,
        tuple(opinions), (stage,) * many, ((start(text), task),) * many, NOW.date(), _("%(name)s", name=text),
        tuple(Deliverable(one["name"], one["url"]) for one in review.deliverables), against,
    )  # fmt: skip


def start(text: str) -> ReviewStart:
    """A task was let begin in an emergency."""
    return ReviewStart(task_id=1, team_id="T1", review_ids=[1], reason=text, started_at=NOW, started_by="U1")


def _opinion(text: str, of: Of, verdict: str | None, has_conditions: bool) -> Opinion:
    person, _project, _department, task = of
    signer = Signer(id=1, team_id="T1", subject="reviews", subject_id=1, role=text, person_id="U1", side="review")
    word = Signature(
        id=1, team_id="T1", signer_id=1, version=2, verdict=verdict or "", reasons=text, content_hash="x", scheme=2,
        given_by="U1", given_at=NOW, chain="0123456789abcdef",
    )  # fmt: skip
    condition = Condition(
        id=1, team_id="T1", review_id=1, edition=2, signer_id=1, position=1, title=text, owner_id="U1",
        department_id=1, due_on=date(2026, 11, 20), task_id=1,
    )  # fmt: skip
    asked = (Asked(condition, person, task, NOW.date()),) if has_conditions else ()
    return Opinion(Seat(signer, word if verdict else None), person, person, person, asked)


def contexts(text: str, many: int, standing: Standing, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    words, project, department = _("%(name)s", name=text), of[1], of[2]
    some = max(many, 1)
    planned, asked = shown(text, of, State.PLANNED, some), shown(text, of, State.SUBMITTED, some)
    passed, returned = shown(text, of, State.PASSED, some), shown(text, of, State.RETURNED, some)
    stage = Stage(id=1, team_id="T1", project_id=1, name=text, position=1, created_at=NOW, created_by="U1")
    draft = Draft(project, [stage] * min(some, 100), [department], {"title": text, "stage_id": 1, "days": 3})
    values = {"title": text, "department_id": 1, "due_on": "2026-12-01", "days": 3, "locks": [1]}
    opinion, missing = passed.opinions[0], _opinion(text, of, None, False)
    return {
        "reviews/card": {"shown": asked if many > 3 else planned if many else returned},
        "reviews/decided": {
            "shown": passed if many > 3 else returned, "free": list(passed.locks[:1]),
            "still": [(passed.locks[0], [passed.review])] * min(many, 10),
        },
        "reviews/done": {
            "shown": planned if many > 3 else asked if many else returned, "said": words if many > 3 else None,
            "can_undo": True,
        },
        "reviews/form_name": {"shown": asked, "opinion": missing if many else None, "target": TARGET},
        "reviews/form_opinion": {
            "shown": asked, "opinion": opinion, "verdicts": [("pass", text), ("return", text)], "target": TARGET,
        },
        "reviews/form_over": {"shown": asked, "opinion": missing, "target": TARGET},
        "reviews/form_plan": {
            "values": values, "stages": [(1, text)] * min(many, 100), "departments": [(1, text)] * some,
            "target": TARGET,
        },
        "reviews/form_reviewers": {"places": [(text, "U1"), ("", None), (text, None)], "target": TARGET},
        "reviews/form_stage": {"draft": draft, "target": TARGET},
        "reviews/form_start": {"shown": standing, "waits": [planned] * many, "target": TARGET},
        "reviews/form_submit": {
            "shown": asked if many else planned, "attached": [(1, text)] * min(many, 100),
            "draft": Submission(text, (1,), text, text), "target": TARGET,
        },
        "reviews/help": {"undo_minutes": 10, "days": 3},
        "reviews/list": {
            "page": page_of([planned, asked, passed] * many, 2), "title": words, "empty": words, "scope": "open",
        },
        "reviews/show": {
            "shown": passed if many > 3 else asked, "happened": [Happening(NOW, words, words)] * many, "plans": True,
            "submits": True, "passes": True, "mine": [missing, opinion] * many,
        },
        "reviews/started": {"shown": standing},
        "reviews/word": {"shown": passed},
        "reviews/word_sent": {"shown": passed, "where": "D1"},
    }  # fmt: skip
