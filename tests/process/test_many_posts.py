"""A head of very many departments in very many projects: what waits for them is found as it is for a head of a few."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

from bot.process.disputes import lists as dispute_lists
from bot.process.home import inbox, morning
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.kernel import asks, nudges, work
from bot.process.requests import lists as request_lists
from bot.process.tasks import lists as task_lists
from bot.process.tasks.lists import Scope
from storage.db import Database
from storage.departments import Department
from storage.disputes import Dispute
from storage.meetings import Meeting, Series
from storage.nudges import Nudge, desk
from storage.projects import Project, ProjectDepartment, ProjectMember
from storage.reports import Report
from storage.requests import Request
from storage.task_lists import Shown
from storage.tasks import Task
from tests.process.conftest import TEAM, Office, furnished

# More than a page has, and so many times more that whatever is asked of each, or of each few, is noticed.
FEW, MANY = 40, 400
# Tasks are counted no further than this.
COUNTED = 300
A_DAY = timedelta(days=1)
# Projects and departments of the office itself come first.
FIRST = 100
# Disputes are run one by one: nobody has many, and of each its text and its tasks are asked for.
REMINDED = ("tasks.late", "requests.answer", "reports.due")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements of every database, as they are run."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def appoint(office: Office, posts: int) -> None:
    """Make `colleague` head and liaison of a department in so many projects; in each something of each kind waits."""
    numbers = range(FIRST, FIRST + posts)
    now, day = office.now, office.now.date()
    zones = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Auckland")
    with office.database.transaction() as session:

        def add(model: type[SQLModel], row: Callable[[int], SQLModel]) -> None:
            names = model.model_fields
            session.execute(insert(model), [row(one).model_dump(include=set(names)) for one in numbers])

        add(
            Department,
            lambda one: Department(
                id=one, team_id=TEAM, name_en=f"Department {one}", head_id="colleague", liaison_id="colleague"
            ),
        )
        add(
            Project,
            lambda one: Project(
                id=one, team_id=TEAM, cause=f"p{one}", number=f"P-2026-{one}", name=f"Project {one}", objective="",
                phase="execution", initiating_department_id=one, pm_id="pm", sponsor_id="sponsor",
                starts_on=day, ends_on=day, zone=zones[one % len(zones)], locale="en", calendar="CN",
                created_at=now, created_by="pm",
            ),
        )  # fmt: skip
        add(
            ProjectDepartment,
            lambda one: ProjectDepartment(
                team_id=TEAM, project_id=one, department_id=one, head_id="colleague", liaison_id="colleague"
            ),
        )
        add(
            ProjectDepartment,
            lambda one: ProjectDepartment(
                team_id=TEAM, project_id=one, department_id=1, head_id="head", liaison_id="liaison"
            ),
        )
        add(ProjectMember, lambda one: ProjectMember(team_id=TEAM, project_id=one, user_id="colleague"))
        add(
            Task,
            lambda one: Task(
                id=one, team_id=TEAM, project_id=one, cause=f"t{one}", number=one, title=f"Task {one}",
                department_id=one, owner_id="owner", due_on=day - timedelta(days=20), status="not started",
                created_at=now, created_by="pm", changed_at=now, changed_by="pm",
            ),
        )  # fmt: skip
        add(
            Request,
            lambda one: Request(
                id=one, team_id=TEAM, project_id=one, cause=f"r{one}", number=one, title=f"Request {one}",
                asking_department_id=1, asked_department_id=one, requester_id="liaison",
                needed_by=day + timedelta(days=9), answer_by=day + timedelta(days=2), state="submitted",
                created_at=now, changed_at=now, changed_by="liaison",
            ),
        )  # fmt: skip
        add(
            Dispute,
            lambda one: Dispute(
                id=one, team_id=TEAM, project_id=one, cause=f"d{one}", number=one, subject=f"Dispute {one}",
                raising_department_id=1, other_department_id=one, raised_by="liaison", clock="real",
                deadline_at=now + timedelta(hours=20), state="open", created_at=now, changed_at=now,
                changed_by="liaison",
            ),
        )  # fmt: skip
        add(
            Series,
            lambda one: Series(
                project_id=one, team_id=TEAM, weekday=1, time=now.time(), zone="UTC", since=day, changed_at=now
            ),
        )
        add(
            Meeting,
            lambda one: Meeting(
                id=one, team_id=TEAM, project_id=one, planned_on=day, starts_at=now + timedelta(hours=3), minutes=60,
                created_at=now, changed_at=now,
            ),
        )  # fmt: skip
        add(
            Report,
            lambda one: Report(id=one, team_id=TEAM, project_id=one, meeting_id=one, department_id=one, created_at=now),
        )
        session.execute(
            insert(Nudge),
            [
                {"team_id": TEAM, "user_id": "colleague", "kind": kind, "subject_id": one, "due_at": now - A_DAY,
                 "is_exact": False, "mark": ""}
                for kind in REMINDED
                for one in numbers
            ],
        )  # fmt: skip
    with office.work("") as at:
        for one in inbox.ASKINGS:
            matters: Any = one.matters(TEAM, now)
            for subject_id in at.session.scalars(matters).all():
                asks.settle(at, one.kinds, subject_id, one.asks(at, subject_id))


def look_at_home(at: work.Work) -> int:
    return home.look(at, Looking()).waiting.total


def look_at_inbox(at: work.Work) -> int:
    return len(inbox.of(at, "colleague"))


def list_late(at: work.Work) -> int:
    return task_lists.page(at, Scope(shown=Shown.LATE), 1).total


def list_open(at: work.Work) -> int:
    return task_lists.page(at, Scope(text="Task"), 2).total


def list_requests(at: work.Work) -> int:
    return int(request_lists.page(at, "open", 2)["page"].total)


def list_requests_to_us(at: work.Work) -> int:
    return int(request_lists.page(at, "to", 1)["page"].total)


def list_disputes(at: work.Work) -> int:
    return int(dispute_lists.page(at, "open", 1)["page"].total)


def list_our_disputes(at: work.Work) -> int:
    return int(dispute_lists.page(at, "mine", 1)["page"].total)


def tell_morning(at: work.Work) -> int:
    mine = desk(at.session, TEAM, "colleague")
    due = len(nudges.due(at, "colleague"))
    morning.tell(at, mine.id)
    return due


LOOKS: dict[str, tuple[Callable[[work.Work], int], int]] = {
    # What is looked at, and how many things of each post it holds.
    "home": (look_at_home, 4),
    "inbox": (look_at_inbox, 4),
    "morning": (tell_morning, 3),
    "late tasks": (list_late, 1),
    "tasks by a word": (list_open, 1),
    "requests": (list_requests, 1),
    "requests to us": (list_requests_to_us, 1),
    "disputes": (list_disputes, 1),
    "our disputes": (list_our_disputes, 1),
}


def looked(office: Office, look: Callable[[work.Work], int]) -> tuple[int, int]:
    """What is found, and how many statements that took."""
    with counted() as said, office.work("colleague") as at:
        return look(at), len(said)


def test_a_head_of_very_many_posts_finds_what_waits_with_as_many_questions_as_one_of_a_few(
    open_two: Callable[[], tuple[Office, Office]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task_lists, "COUNTED_AT_MOST", COUNTED)
    few, many = open_two()
    appoint(few, FEW)
    appoint(many, MANY)
    for name, (look, each) in LOOKS.items():
        found, asked = looked(few, look)
        assert found == FEW * each, name
        found, asked_for_many = looked(many, look)
        assert found == (COUNTED if "tasks" in name else MANY * each), name
        assert asked_for_many == asked, name


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def open_two(
    request: pytest.FixtureRequest, tmp_path: Path, open_database: Callable[[str], Database]
) -> Callable[[], tuple[Office, Office]]:
    """Two offices of their own on either database."""

    def url(number: int) -> str:
        if request.param == "sqlite":
            path = tmp_path / f"{number}.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            return f"sqlite:///{path}"
        template = request.getfixturevalue("postgres_template")
        return str(request.getfixturevalue("postgres_server").copy_of(template))

    return lambda: (furnished(open_database(url(1))), furnished(open_database(url(2))))
