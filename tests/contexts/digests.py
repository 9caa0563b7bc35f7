"""What the templates of digests and minutes are given, for the test that renders every template."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.process.changes.states import State as Changing
from bot.process.digests.agenda import Item
from bot.process.digests.measured import Measure, Tally
from bot.process.digests.posting import Picture
from bot.process.digests.snapshot import DETAILED_AT_MOST, SHOWN_AT_MOST, Line, Move, Snapshot
from bot.process.disputes.states import State as Running
from bot.process.minutes import lists, writing
from bot.process.minutes import shown as minutes_shown
from bot.process.reports.filing import Missing
from bot.process.requests.states import State
from bot.process.reviews.states import State as Reviewed
from bot.process.risks.states import State as Watched
from bot.process.tasks.shown import Standing
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage.digests import StageEnd
from storage.meetings import Meeting
from storage.minutes import Minutes
from tests.contexts import changes, disputes, requests, reviews, risks
from tests.contexts.meetings import series
from tests.contexts.requests import Of

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def meeting() -> Meeting:
    """A meeting on a Wednesday."""
    return Meeting(
        id=1, team_id="T1", project_id=1, planned_on=date(2026, 11, 25),
        starts_at=datetime(2026, 11, 25, 2, tzinfo=UTC),
        minutes=60, created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def snapshot(text: str, many: int, standing: Standing, of: Of) -> Snapshot:
    """A project about which there is something to say in every section."""
    words, some = _("%(name)s", name=text), min(many, DETAILED_AT_MOST)
    move = Move(standing.task, date(2026, 11, 24), date(2026, 12, 4), words, text)
    overdue = requests.shown(text, of, State.SUBMITTED)
    return Snapshot(
        project=standing.project,
        meeting=meeting(),
        series=series(),
        taken_at=NOW,
        counted=words,
        tally=Tally(120, 62, 70, many, 58),
        lines=[
            Line(Name(text), Tally(20, 12, 14, 3, 66), "late"),
            *[Line(Name(text), Tally(0, 0, 0, 0, 0), "missing")] * many,
        ],
        late=[standing] * some,
        held_up={1: [5, 6, 7, 8]},
        moves=[move] * some,
        moves_hours=24,
        open_requests=[(many, words)] if many else [],
        overdue=[overdue] * min(many, SHOWN_AT_MOST),
        overdue_total=many,
        missing=[Missing(Name(text), of[0], of[0])] * many,
        disputes=[disputes.shown(text, of, Running.OPEN)] * min(many, SHOWN_AT_MOST),
        disputes_total=many,
        stages=[StageEnd(text, date(2026, 12, 1), 8, 5)] * min(many, SHOWN_AT_MOST),
        due=[standing] * some,
        due_total=many * 3,
        actions=[standing] * min(many, SHOWN_AT_MOST),
        actions_total=many,
        agenda=[Item(NOW, 5, words, (words,) * 3)] * 8,
        measure=Measure(1, 240, 60, 90, many) if many > 1 else None,
        risks=[risks.shown(text, of, Watched.OPEN)] * some,
        risks_total=many,
        risks_since=NOW,
        reviews=[reviews.shown(text, of, Reviewed.PLANNED)] * min(many, SHOWN_AT_MOST),
        acceptance=_("%(name)s", name=text) if many > 1 else None,
        changes=[changes.shown(text, many, standing.task, of[:3], Changing.SIGNING)] * some,
    )


def contexts(text: str, many: int, standing: Standing, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    taken = snapshot(text, many, standing, of)
    kept = Minutes(
        id=1, team_id="T1", project_id=1, meeting_id=1, cause="c", attended=["U1"], decisions=text, created_at=NOW,
        created_by="U1", changed_at=NOW, changed_by="U1",
    )  # fmt: skip
    written = minutes_shown.Shown(
        standing.project, meeting(), kept, [of[0]] * many, [text] * many, [standing] * many, _("%(name)s", name=text)
    )
    return {
        "digests/card": {"taken": taken, "picture": Picture("F0ABCDEF12", 52, 58), "most": SHOWN_AT_MOST},
        "digests/present": {"taken": taken, "most": SHOWN_AT_MOST},
        "minutes/card": {"shown": written},
        "minutes/show": {"shown": written},
        "minutes/saved": {"shown": written, "remarks": [Text("%(name)s", {"name": text})] * many},
        "minutes/list": {"project": standing.project, "found": [(written, lists.counted(written))] * min(many, 10)},
        "minutes/form": {
            "draft": writing.Draft(standing.project, meeting(), ["U1"] * 3, text, 1, [standing] * many),
            "target": "{}",
        },
        "digests/details": {"taken": taken, "most": DETAILED_AT_MOST},
    }
