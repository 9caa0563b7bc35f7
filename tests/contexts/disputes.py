"""What the templates of disputes are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.process.disputes.clock import CLOCKS
from bot.process.disputes.shown import Shown, Side
from bot.process.disputes.states import State
from bot.process.kernel.lists import page_of
from bot.process.kernel.timelines import Happening
from bot.process.requests.states import State as RequestState
from bot.words.language import text as _
from storage.departments import Department
from storage.disputes import Dispute, Proposal
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task
from tests.contexts import requests

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "version": 1})

Of = tuple[Person, Project, Department, Task]


def shown(text: str, of: Of, state: State, *, many: int = 1) -> Shown:
    """A dispute in that state, with the same hostile text everywhere."""
    person, project, department, task = of
    is_over = state in (State.SETTLED, State.DECIDED)
    dispute = Dispute(
        id=1, team_id="T1", project_id=1, cause="c", number=3, subject=text, raising_department_id=1,
        other_department_id=2, raised_by="U1", request_id=1, is_major=state == State.ESCALATED, clock="working",
        deadline_at=NOW + timedelta(hours=20), state=state, raising_position=text, other_position=text,
        meeting_at=NOW + timedelta(hours=3), meeting_place=text, meetings=1, escalated_at=NOW,
        outcome=text if is_over else "", reasons=text if state == State.DECIDED else "", content_hash="0a1b2c3d4e5f",
        closed_at=NOW if is_over else None, created_at=NOW, changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    proposal = Proposal(
        id=9, team_id="T1", dispute_id=1, cause="p", version=2, text=text, request_outcome="accept",
        needed_by=date(2026, 12, 8), content_hash="0a1b", proposed_by="U1", created_at=NOW,
    )  # fmt: skip
    words = _("%(name)s", name=text)
    return Shown(
        dispute=dispute,
        project=project,
        raising=Side(department, person, person, text, words),
        other=Side(department, None, person, text if state != State.OPEN else "", words if is_over else None),
        tasks=(task,) * min(many, 10),
        request=requests.shown(text, of, RequestState.DISPUTED).request,
        proposal=proposal,
        proposed_by=words,
        raised_by=person,
        decider=person,
        decided_by=words if state == State.DECIDED else None,
        hand=words,
        remaining=timedelta(hours=20),
        counted=words if many else None,
    )


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    one, over = shown(text, of, State.OPEN, many=many), shown(text, of, State.DECIDED, many=many)
    escalated, words, project = shown(text, of, State.ESCALATED, many=many), _("%(name)s", name=text), of[1]
    pairs = [(number, text) for number in range(max(many, 2))]
    assert one.proposal is not None
    return {
        "disputes/card": {
            "shown": one, "is_in_channel": True, "both": [one.raised_by], "offered": ["position", "confirm"],
        },
        "disputes/done": {"shown": one, "said": words, "can_undo": True},
        "disputes/ended": {"shown": over, "offered": ["position"]},
        "disputes/escalated": {"shown": escalated, "offered": ["propose"] * many},
        "disputes/form_decide": {
            "shown": escalated, "text": text, "tasks": [of[3]] * min(many, 1), "needed_by": "2026-12-08",
            "target": TARGET,
        },
        "disputes/form_meeting": {
            "shown": one, "day": "2026-11-24", "clock": "15:00", "place": text, "zone": "Asia/Shanghai",
            "target": TARGET,
        },
        "disputes/form_new": {
            "hours": 24,
            "project": project, "request": one.request, "own": pairs, "others": pairs,
            "tasks": [(str(number), text) for number in range(min(many, 10))],
            "draft": {"raising": 1, "other": None, "subject": text, "position": text}, "target": TARGET,
        },
        "disputes/form_position": {"shown": one, "sides": pairs[:2], "position": text, "target": TARGET},
        "disputes/form_propose": {
            "shown": one, "confirms": words, "needed_by": "2026-12-08", "target": TARGET,
        },
        "disputes/form_settings": {
            "hours": 24,
            "project": project, "clocks": [(one.value, text) for one in CLOCKS], "target": TARGET,
        },
        "disputes/help": {"undo_minutes": 10, "hours": 24},
        "disputes/ics": {"shown": one},
        "disputes/invited": {"shown": one},
        "disputes/list": {
            "page": page_of([one] * many, 2), "title": words, "empty": words, "scope": "open",
        },
        "matters/noted": {"project": one.project, "who": words, "what": words},
        "disputes/nobody_decides": {"shown": escalated},
        "disputes/outcome": {"shown": over},
        "disputes/pack": {"shown": escalated, "texts": [(one.proposal, {1})] * many, "principal": of[0]},
        "disputes/settings_saved": {"project": project, "clock": words, "decider": text, "waiting": [3, 12]},
        "disputes/show": {
            "origins": [requests.origin(text)],
            "shown": over, "happened": [Happening(NOW, words, words)] * many, "offered": {"position"},
        },
        "disputes/warning": {"shown": one, "offered": ["position", "propose"]},
        "disputes/your_turn": {"shown": one, "what": "confirm", "offered": ["confirm"]},
    }  # fmt: skip
