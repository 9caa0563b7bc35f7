"""What a change does is read once before it is saved; what it does besides by then is read, too."""

from __future__ import annotations

from datetime import date

import pytest

from bot.process.kernel import weighing
from bot.process.kernel.weighing import Weighed
from bot.process.tasks import adding, finding, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from tests.process.conftest import Office

LATER = Update(due_on=date(2026, 12, 28), note="The tool is repaired")


def waits_for_it(office: Office, title: str) -> None:
    """Another task that is to begin once T-1 is done."""
    with office.work("pm") as work:
        plan = NewTask(1, title, 1, "colleague", date(2026, 12, 16), waits_for=(Waits(1),))
        adding.add(work, plan)


def weighed(office: Office) -> Weighed:
    """The same is sent, and refused with what it does, which is read."""
    with pytest.raises(Weighed) as why, office.work("owner") as work:
        updates.update(work, 1, LATER)
    with office.work("owner") as work:
        weighing.note_known(work, why.value)
    return why.value


def test_what_makes_yet_another_too_late_by_the_time_it_is_sent_again_is_weighed_anew(office: Office) -> None:
    waits_for_it(office, "Poster")
    before = weighed(office)
    waits_for_it(office, "Flyer")
    assert weighed(office).mark != before.mark
    with office.work("owner") as work:
        updates.update(work, 1, LATER)
        assert finding.numbered(work, 1).due_on == LATER.due_on
