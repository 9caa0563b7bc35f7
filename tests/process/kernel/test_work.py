"""One transaction: an act's change, its history, its timers and its messages are there together, or none of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot.process.kernel.rooms import Wanted
from bot.process.kernel.work import Work
from bot.process.tasks import adding, delays, updates
from bot.process.tasks import cards as task_cards
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import history
from storage.outbox import Outgoing, is_to_draw
from storage.timers import Timer
from tests.process.conftest import RULES, TEAM, Office, counts


def test_an_act_that_breaks_leaves_nothing_behind(office: Office) -> None:
    before = counts(office)

    def break_off() -> None:
        with office.work("pm") as work:
            adding.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1)))
            raise RuntimeError("the machine stops here")

    with pytest.raises(RuntimeError):
        break_off()
    assert counts(office) == before


def test_the_same_cause_creates_once(office: Office) -> None:
    for _ in range(3):
        with office.work("pm", cause="view:V1") as work:
            shown = adding.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1)))
            assert shown.task.number == 3
    assert counts(office)[3] == 3


def test_numbers_are_unique_in_a_workspace_and_go_on(office: Office) -> None:
    numbers = []
    for _ in range(5):
        with office.work("pm") as work:
            numbers.append(adding.add(work, NewTask(1, "Poster", 1, "owner", date(2026, 12, 1))).task.number)
    assert numbers == [3, 4, 5, 6, 7]


def test_every_change_is_in_the_audit_trail(office: Office) -> None:
    with office.work("owner") as work:
        updates.update(work, 1, Update(progress=40, note="waiting"))
    with office.work("head") as work:
        updates.update(work, 1, Update(status=Status.DONE))
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


def test_a_drawing_that_has_not_gone_out_is_replaced_by_the_next(office: Office) -> None:
    before = counts(office)[2]
    for progress in (10, 20, 30):
        with office.work("owner") as work:
            updates.update(work, 1, Update(progress=progress))
    with office.database.snapshot() as session:
        rows = list(session.scalars(select(Outgoing).where(Outgoing.card == "tasks:1")))  # type: ignore[arg-type]
    assert counts(office)[2] == before + 1
    assert len(rows) == 1
    assert is_to_draw(rows[0].arguments), "it is drawn when it goes out"
    with office.database.snapshot() as session:
        drawing = task_cards.card(
            Work(session, office.templates, RULES, TEAM, None, office.now, "draw"), Wanted(1, "tasks:1", "C1")
        )
    assert drawing is not None
    assert drawing.context["shown"].progress == 30


def test_the_alert_looks_again_at_what_is_true_when_its_time_comes(office: Office) -> None:
    with office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.DONE))
    office.now += timedelta(days=1)
    before = counts(office)[2]
    with office.database.transaction() as session:
        work = Work(session, office.templates, RULES, TEAM, None, office.now, "timer:1")
        delays.alert(work, 1)
        delays.alert(work, 1)
        of_alert = select(Timer).where(Timer.kind == "tasks.alert")  # type: ignore[arg-type]
        upcoming = session.scalars(of_alert).one().due_at
    with office.database.snapshot() as session:
        rows = list(session.scalars(select(Outgoing).where(Outgoing.template == "tasks/alert")))  # type: ignore[arg-type]
    assert len(rows) == 1, "one message, though it was asked twice"
    assert "Task of owner" not in rows[0].arguments
    assert "Task of named_guest" in rows[0].arguments
    assert counts(office)[2] == before + 1
    assert upcoming == office.now + timedelta(days=1), "09:00 of the next working day"
