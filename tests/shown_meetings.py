"""What the templates of meetings are given, for the test that renders every template."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from storage.meetings import Series

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def series() -> Series:
    """A weekly meeting on Wednesdays."""
    return Series(
        project_id=1, team_id="T1", weekday=2, time=time(10, 30), zone="Asia/Shanghai", since=date(2026, 9, 1),
        changed_at=NOW, changed_by="U1",
    )  # fmt: skip
