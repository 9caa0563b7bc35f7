"""A workspace with a project of two departments, on both databases, and units of work in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.process import every
from bot.process.callbacks import CARDS
from bot.process.kernel.rooms import Wanted
from bot.process.kernel.work import Work
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.words.messages import Templates
from storage import outbox, people
from storage import tasks as stored
from storage.db import Database
from storage.history import Change
from storage.outbox import Outgoing
from storage.people import Account
from storage.timers import Timer
from tests.clocks import BEGINNING

RULES = every.rules()
TEAM, OTHER_TEAM = "T1", "T2"
# user id: is guest, is admin
CAST = {
    "pm": (False, False),
    "sponsor": (False, False),
    "head": (False, False),
    "liaison": (False, False),
    "owner": (False, False),
    "other_head": (False, False),
    "other_liaison": (False, False),
    "colleague": (False, False),
    "admin": (False, True),
    "guest": (True, False),
    "named_guest": (True, False),
    "left": (False, True),
    "robot": (False, True),
}
# Whoever may do nothing, admin or not.
DEACTIVATED, BOTS = {"left"}, {"robot"}


@dataclass
class Office:
    """The database of a test, and what was made in it. Within a `session` every unit of work is a part of its one
    transaction.
    """

    database: Database
    templates: Templates
    now: datetime
    causes: int = 0
    session: Session | None = None

    @contextmanager
    def work(self, who: str, team: str = TEAM, cause: str = "") -> Iterator[Work]:
        """A unit of work in which `who` acts."""
        self.causes += 1
        with self._unit() as session:
            yield Work(session, self.templates, RULES, team, who, self.now, cause or f"cause:{self.causes}")

    @contextmanager
    def _unit(self) -> Iterator[Session]:
        if self.session is None:
            with self.database.transaction() as session:
                yield session
            return
        with self.session.begin_nested():
            yield self.session
        # The next unit of work reads what was written, not what this one remembers.
        self.session.expunge_all()


Acting = Callable[..., AbstractContextManager[Work]]


@pytest.fixture
def office(database: Database) -> Office:
    """P-2026-001 with departments 1 (head, liaison) and 2 (sponsor, other_liaison); T-1 of department 1."""
    return furnished(database)


class _Undo(Exception):
    """Nothing of a test is to remain."""


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def office_of_many(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same, made once for all tests of a file that undo what they do."""
    with ExitStack() as ends:
        if request.param == "sqlite":
            path = tmp_path_factory.mktemp("office") / "liaison.db"
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
            url = f"sqlite:///{path}"
        else:
            template = request.getfixturevalue("postgres_template")
            url = ends.enter_context(request.getfixturevalue("postgres_server").lent(template))
        database = Database(url)
        ends.callback(database.close)
        yield furnished(database)


@pytest.fixture
def borrowed_office(office_of_many: Office) -> Iterator[Office]:
    """The office of many tests, in one transaction that is undone afterwards."""
    with suppress(_Undo), office_of_many.database.transaction() as session:
        yield replace(office_of_many, session=session)
        raise _Undo


def furnished(database: Database) -> Office:
    """The office in an empty database."""
    office = Office(database, Templates(), BEGINNING)
    with database.transaction() as session:
        for team in (TEAM, OTHER_TEAM):
            people.keep(
                session,
                team,
                [
                    Account(
                        name,
                        name.title(),
                        "",
                        "en-US",
                        "Asia/Shanghai",
                        admin,
                        guest,
                        name in BOTS,
                        name in DEACTIVATED,
                    )
                    for name, (guest, admin) in CAST.items()
                ],
            )
    with office.work("pm") as work:
        project = starting.begin(
            work,
            NewProject(
                name="Launch",
                objective="Sell",
                pm_id="pm",
                starts_on=date(2026, 11, 1),
                ends_on=date(2026, 12, 31),
                meeting_weekday=2,
                meeting_time=time(10),
                initiating="Marketing",
                departments=[
                    DepartmentNamed("R&D", "head", "liaison"),
                    DepartmentNamed("Marketing", "sponsor", "other_liaison"),
                ],
                channel_id="C1",
                channel_name="launch",
            ),
        )
        for owner in ("owner", "named_guest"):
            work.cause = f"task of {owner}"
            adding.make(work, NewTask(project.id, f"Task of {owner}", 1, owner, date(2026, 11, 20)))
    return office


def as_it_goes(work: Work, row: Outgoing) -> str:
    """What a row of the outbox says, were it to go out now; nothing where it would not."""
    if not outbox.is_to_draw(row.arguments):
        return row.arguments
    drawing = CARDS[row.template](work, Wanted(row.subject_id or 0, row.card or "", row.lane, row.arguments))
    if drawing is None:
        return ""
    message = work.templates.message(row.template, drawing.room.reader, work.now, **drawing.context)
    return outbox.message_arguments(row.lane, message.text, message.blocks)


def counts(office: Office) -> tuple[int, ...]:
    """Rows of history, timers, outbox and tasks."""
    with office.database.snapshot() as session:
        return tuple(
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Change, Timer, Outgoing, stored.Task)
        )
