"""What the templates of meetings are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.process.meetings.shown import Shown
from bot.words.language import Name, Text
from storage.meetings import Meeting, Series
from storage.projects import Project

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "project": 1, "time": "10:30"})


def series() -> Series:
    """A weekly meeting on Wednesdays."""
    return Series(
        project_id=1, team_id="T1", weekday=2, time=time(10, 30), zone="Asia/Shanghai", since=date(2026, 9, 1),
        changed_at=NOW, changed_by="U1",
    )  # fmt: skip


def meeting(text: str, state: str = "planned") -> Meeting:
    """One that was moved to another time."""
    return Meeting(
        id=1, team_id="T1", project_id=1, planned_on=date(2026, 11, 25), starts_at=NOW + timedelta(days=3), minutes=45,
        state=state, why=text, moved_at=None, created_at=NOW, changed_at=NOW, changed_by="U1",
    )  # fmt: skip


def shown(text: str, project: Project, state: str = "planned") -> Shown:
    """A weekly meeting with the same hostile text everywhere."""
    one = meeting(text, state)
    hand = Text("%(name)s", {"name": text})
    return Shown(project, series(), one, one, Calendar("CN", "CN"), hand, hand, Name(text, zh=text))


def contexts(text: str, many: int, project: Project) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list."""
    one = shown(text, project)
    was = NOW.astimezone(ZoneInfo("Asia/Shanghai"))
    zone = ("Asia/Shanghai", text or "-")
    return {
        "meetings/at_home": {"project": project},
        "meetings/changed": {"shown": one, "what": "moved", "was": was, "why": ""},
        "meetings/done": {"shown": one, "what": "moved", "was": was},
        "meetings/form_move": {"shown": one, "starts": was, "why": text, "target": TARGET},
        "meetings/form_settings": {
            "shown": one, "weekdays": [(number, text) for number in range(7)], "zone": zone, "minutes": [30, 45, 60],
            "leads": [30, 60, 120], "hours": [24, 4], "channel": "C0LAUNCH01", "target": TARGET,
        },
        "meetings/help": {},
        "meetings/invitation": {"shown": one},
        "meetings/invited": {"shown": one},
        "meetings/show": {"shown": one, "may_edit": many > 1},
        "meetings/week": {
            "shown": shown(text, project, "cancelled") if many > 1 else one, "is_usual": False, "is_early": many > 1,
            "without": [date(2026, 10, 1)] * min(many, 3), "holiday": Name(text, zh=text),
        },
    }  # fmt: skip
