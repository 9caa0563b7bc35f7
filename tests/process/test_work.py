"""One transaction: an act's change, its history, its timers and its messages are there together, or none of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.process import delays, tasks
from bot.process.refused import Refused
from bot.process.standings import Status
from bot.process.tasks import NewTask, Update
from bot.process.work import Work
from storage import history, timers
from storage import tasks as stored
from storage.history import Change
from storage.outbox import Outgoing
from storage.timers import Timer
from tests.process.conftest import TEAM, Office


def counts(office: Office) -> tuple[int, ...]:
    """Rows of history, timers, outbox and tasks."""
    with office.database.snapshot() as session:
        return tuple(
            session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Change, Timer, Outgoing, stored.Task)
        )


def test_an_act_that_breaks_leaves_nothing_behind(office: Office) -> None:
    before = counts(office)

    def break_off() -> None:
        with office.work("pm") as work:
            tasks.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1)))
            raise RuntimeError("the machine stops here")

    with pytest.raises(RuntimeError):
        break_off()
    assert counts(office) == before


def test_the_same_cause_creates_once(office: Office) -> None:
    for _ in range(3):
        with office.work("pm", cause="view:V1") as work:
            shown = tasks.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1)))
            assert shown.task.number == 3
    assert counts(office)[3] == 3


def test_numbers_are_unique_in_a_workspace_and_go_on(office: Office) -> None:
    numbers = []
    for _ in range(5):
        with office.work("pm") as work:
            numbers.append(tasks.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1))).task.number)
    assert numbers == [3, 4, 5, 6, 7]


def test_every_change_is_in_the_audit_trail(office: Office) -> None:
    with office.work("owner") as work:
        tasks.update(work, 1, Update(progress=40, note="waiting"))
    with office.work("head") as work:
        tasks.update(work, 1, Update(status=Status.DONE))
    with office.database.snapshot() as session:
        trail = history.of(session, TEAM, "tasks", 1)
    assert [(one.action, one.actor_id, one.because) for one in trail] == [
        ("add", "pm", ""),
        ("start", "owner", "waiting"),
        ("finish", "head", ""),
    ]
    assert trail[1].changes == {
        "status": ["not started", "in progress"],
        "progress": [0, 40],
        "note": ["", "waiting"],
    }


def test_an_update_that_changes_nothing_is_no_change(office: Office) -> None:
    with office.work("owner") as work:
        tasks.update(work, 1, Update(progress=40, note="waiting"))
    before = counts(office)
    with office.work("owner") as work:
        _shown, is_changed = tasks.update(work, 1, Update(progress=40))
    assert not is_changed
    assert counts(office) == before


def test_status_progress_and_actual_dates_keep_in_step(office: Office) -> None:
    with office.work("owner") as work:
        task = tasks.update(work, 1, Update(progress=40))[0].task
        assert (task.status, task.progress, task.started_at) == ("in progress", 40, office.now)
    with office.work("owner") as work:
        task = tasks.update(work, 1, Update(status=Status.DONE))[0].task
        assert (task.progress, task.done_at) == (100, office.now)
    with office.work("owner") as work:
        task = tasks.update(work, 1, Update(status=Status.IN_PROGRESS))[0].task
        assert (task.progress, task.done_at) == (40, None), "reopened from where it was"
    with office.work("owner") as work:
        task = tasks.update(work, 1, Update(status=Status.NOT_STARTED))[0].task
        assert (task.progress, task.started_at) == (0, None)


def test_the_undo_of_a_change_is_the_state_before_it(office: Office) -> None:
    with office.work("owner") as work:
        tasks.update(work, 1, Update(progress=40, note="waiting"))
    with office.work("owner") as work:
        done = tasks.update(work, 1, Update(status=Status.DONE))[0].task
    with pytest.raises(Refused), office.work("head") as work:
        tasks.undo(work, 1, done.version)
    with office.work("owner") as work:
        task = tasks.undo(work, 1, done.version).task
        assert (task.status, task.progress, task.done_at) == ("in progress", 40, None)


def test_a_drawing_that_has_not_gone_out_is_replaced_by_the_next(office: Office) -> None:
    before = counts(office)[2]
    for progress in (10, 20, 30):
        with office.work("owner") as work:
            tasks.update(work, 1, Update(progress=progress))
    with office.database.snapshot() as session:
        rows = list(session.scalars(select(Outgoing).where(Outgoing.card == "tasks:1")))  # type: ignore[arg-type]
    assert counts(office)[2] == before
    assert len(rows) == 1
    assert "30%" in rows[0].arguments


def test_the_alert_looks_again_at_what_is_true_when_its_time_comes(office: Office) -> None:
    with office.work("owner") as work:
        tasks.update(work, 1, Update(status=Status.DONE))
    office.now += timedelta(days=1)
    before = counts(office)[2]
    with office.database.transaction() as session:
        work = Work(session, office.templates, TEAM, None, office.now, "timer:1")
        delays.alert(work, 1)
        delays.alert(work, 1)
        upcoming = timers.next_due(session)
    with office.database.snapshot() as session:
        rows = list(session.scalars(select(Outgoing).where(Outgoing.template == "tasks/alert")))  # type: ignore[arg-type]
    assert len(rows) == 1, "one message, though it was asked twice"
    assert "Task of owner" not in rows[0].arguments
    assert "Task of named_guest" in rows[0].arguments
    assert counts(office)[2] == before + 1
    assert upcoming == office.now + timedelta(days=1), "09:00 of the next working day"
