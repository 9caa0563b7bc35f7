"""What the templates of kickoff meetings are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bot.process.kickoffs.calling import Draft
from bot.process.kickoffs.shown import Shown
from bot.process.kickoffs.states import State
from bot.words.language import text as _
from storage.departments import Department
from storage.kickoffs import Kickoff
from storage.people import Person
from storage.projects import Project

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "project": 1, "version": 1})


def shown(text: str, many: int, state: State, person: Person, project: Project, department: Department) -> Shown:
    """A kickoff meeting in that state, with the same hostile text everywhere."""
    lines = "\n".join([text[:60]] * min(many, 20))
    kickoff = Kickoff(
        id=1, team_id="T1", project_id=1, state=state, starts_at=NOW + timedelta(days=3), minutes=60, place=text[:200],
        calls=many, alignment=lines, risks=lines, questions=lines, decisions=lines, cause="c", created_at=NOW,
        created_by="U1", changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    people = [person] * min(many, 60)
    said = [(department, text[:1000])] * min(many, 30)
    hand = _("%(name)s", name=text)
    return Shown(
        kickoff, project, state, people, people, said, [department] * min(many, 30), hand, many > 1, many > 1,
        [(person, text[:300])] * min(many, 30), many > 1,
    )  # fmt: skip


def contexts(text: str, many: int, person: Person, project: Project, department: Department) -> dict[str, Any]:
    """What each template is given; `many` is the length of every list."""
    called, cancelled, noted = (
        shown(text, many, one, person, project, department) for one in (State.CALLED, State.CANCELLED, State.NOTED)
    )
    draft = Draft(project, None, date(2026, 11, 26), time(10), 60, text[:200], ["U1"] * min(many, 1), 0)
    return {
        "kickoffs/card": {"shown": noted if many > 1 else called},
        "kickoffs/show": {"shown": called if many > 1 else cancelled, "me": "U1"},
        "kickoffs/answered": {"shown": called, "instead": called.invited[:2]},
        "kickoffs/declined": {"shown": called, "by": person, "because": text, "instead": called.invited[:2]},
        "kickoffs/comes": {"shown": called, "by": person},
        "kickoffs/noted": {"shown": noted, "changed": [_("%(name)s", name=text)] * min(many, 7)},
        "kickoffs/form_decline": {"shown": called, "target": TARGET},
        "kickoffs/done": {"shown": called, "untold": called.invited},
        "kickoffs/invited": {"shown": called},
        "kickoffs/spared": {"shown": called},
        "kickoffs/cancelled": {"shown": cancelled, "because": text},
        "kickoffs/ics": {"shown": called},
        "kickoffs/form_call": {"draft": draft, "lengths": [30, 60], "target": TARGET},
        "kickoffs/form_cancel": {"shown": called, "target": TARGET},
        "kickoffs/form_note": {
            "shown": noted, "attended": ["U1"] * min(many, 1), "contributions": text[:3000], "target": TARGET,
        },
    }  # fmt: skip
