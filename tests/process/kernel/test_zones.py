"""A day that a line names is one of the project's zone, wherever the person who writes it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.process.kernel import lines as kernel_lines
from bot.process.tasks import finding, updates
from bot.process.tasks.said import Cut, Update
from bot.words.language import Reader
from storage import people, projects
from tests.process.conftest import TEAM, Office

# Zone of the project, zone of the writer, the moment, and what "tomorrow" is.
NIGHTS = [
    ("Asia/Shanghai", "America/New_York", "2026-11-22T15:59", date(2026, 11, 23)),
    ("Asia/Shanghai", "America/New_York", "2026-11-22T16:01", date(2026, 11, 24)),
    ("Asia/Kathmandu", "Asia/Shanghai", "2026-11-23T18:14", date(2026, 11, 24)),
    ("Asia/Kathmandu", "Asia/Shanghai", "2026-11-23T18:16", date(2026, 11, 25)),
    # The night on which Lord Howe goes from +10:30 to +11, and the one on which it goes back.
    ("Australia/Lord_Howe", "UTC", "2026-10-03T13:29", date(2026, 10, 4)),
    ("Australia/Lord_Howe", "UTC", "2026-10-03T13:31", date(2026, 10, 5)),
    ("Australia/Lord_Howe", "UTC", "2026-10-04T12:59", date(2026, 10, 5)),
    ("Australia/Lord_Howe", "UTC", "2026-10-04T13:01", date(2026, 10, 6)),
    # New York at both half past ones of the night on which its clocks go back, and before it.
    ("America/New_York", "Asia/Shanghai", "2026-11-01T03:59", date(2026, 11, 1)),
    ("America/New_York", "Asia/Shanghai", "2026-11-01T05:30", date(2026, 11, 2)),
    ("America/New_York", "Asia/Shanghai", "2026-11-01T06:30", date(2026, 11, 2)),
    ("America/New_York", "Asia/Shanghai", "2026-11-02T04:59", date(2026, 11, 2)),
    ("America/New_York", "Asia/Shanghai", "2026-11-02T05:01", date(2026, 11, 3)),
]


@pytest.mark.parametrize(("zone", "writer", "moment", "tomorrow"), NIGHTS)
def test_tomorrow_is_that_of_the_project(office: Office, zone: str, writer: str, moment: str, tomorrow: date) -> None:
    with office.work("owner") as work:
        project = projects.project(work.session, TEAM, 1)
        person = people.person(work.session, TEAM, "owner")
        assert project is not None
        assert person is not None
        project.zone, person.zone = zone, writer
        finding.numbered(work, 1).due_on = date(2026, 9, 1)
    there = replace(office, now=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    for said, line in (("tomorrow", "Print posters by tomorrow"), ("明天", "Print posters 明天前")):
        with there.work("owner") as work:
            saved = updates.update(work, 1, Update(due_words=(Cut(said, ""),), note="proofs"))
            assert saved.shown.task.due_on == tomorrow, said
            finding.numbered(work, 1).due_on = date(2026, 9, 1)
        with there.work("owner") as work:
            project = finding.project_of(work, 1)
            assert kernel_lines.read_line(work, project, line)[:2] == ("Print posters", tomorrow)


def test_the_zone_is_named_as_it_is_on_that_day() -> None:
    english, chinese = Reader("en-GB", "UTC"), Reader("zh-CN", "UTC")
    for zone, day, said in (
        ("Australia/Lord_Howe", date(2026, 10, 2), "Fri 2 Oct (GMT+10:30)"),
        ("Australia/Lord_Howe", date(2026, 10, 5), "Mon 5 Oct (GMT+11)"),
        ("Asia/Kathmandu", date(2026, 10, 5), "Mon 5 Oct (GMT+5:45)"),
        ("America/New_York", date(2026, 11, 2), "Mon 2 Nov (GMT-5)"),
    ):
        assert english.day_in(day, zone, near=date(2026, 1, 1)) == said
    assert chinese.day_in(date(2026, 12, 4), "Asia/Shanghai", near=date(2026, 1, 1)) == "12月4日 周五（北京时间）"
