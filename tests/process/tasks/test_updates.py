"""Updates keep a task's fields in step, and can be taken back."""

from __future__ import annotations

import pytest

from bot.process.tasks import undo as task_undo
from bot.process.tasks import updates
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.refused import Refused
from tests.process.conftest import Office, counts


def test_an_update_that_changes_nothing_is_no_change(office: Office) -> None:
    with office.work("owner") as work:
        updates.update(work, 1, Update(progress=40, note="waiting"))
    before = counts(office)
    with office.work("owner") as work:
        is_changed = updates.update(work, 1, Update(progress=40)).is_changed
    assert not is_changed
    assert counts(office) == before


def test_status_progress_and_actual_dates_keep_in_step(office: Office) -> None:
    with office.work("owner") as work:
        task = updates.update(work, 1, Update(progress=40))[0].task
        assert (task.status, task.progress, task.started_at) == ("in progress", 40, office.now)
    with office.work("owner") as work:
        task = updates.update(work, 1, Update(status=Status.DONE))[0].task
        assert (task.progress, task.done_at) == (100, office.now)
    with office.work("owner") as work:
        task = updates.update(work, 1, Update(status=Status.IN_PROGRESS))[0].task
        assert (task.progress, task.done_at) == (40, None), "reopened from where it was"
    with office.work("owner") as work:
        task = updates.update(work, 1, Update(status=Status.NOT_STARTED))[0].task
        assert (task.progress, task.started_at) == (0, None)


def test_the_undo_of_a_change_is_the_state_before_it(office: Office) -> None:
    with office.work("owner") as work:
        updates.update(work, 1, Update(progress=40, note="waiting"))
    with office.work("owner") as work:
        done = updates.update(work, 1, Update(status=Status.DONE))[0].task
    with pytest.raises(Refused), office.work("head") as work:
        task_undo.undo(work, 1, done.version)
    with office.work("owner") as work:
        task = task_undo.undo(work, 1, done.version).shown.task
        assert (task.status, task.progress, task.done_at) == ("in progress", 40, None)
