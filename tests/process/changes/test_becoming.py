"""A risk that has happened, and a dispute that is over, become a change; each knows of the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.process import callbacks
from bot.process.changes import asking, becoming, lists
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.kernel.flow import Made
from bot.process.kernel.work import Work
from bot.words.refused import Refused
from tests.process.conftest import Office
from tests.process.operations import disputed, risk


def made(shown: Shown) -> Made:
    return Made(CHANGES.flow, shown.change.id, CHANGES.called(shown.change.number))


@pytest.mark.parametrize(
    ("flow", "running", "over", "label", "reason"),
    [
        ("risks", lambda work: risk(work), lambda work: risk(work, state="happened"), "K-1", "risk"),
        ("disputes", lambda work: disputed(work), lambda work: disputed(work, state="decided"), "D-1", "dispute"),
    ],
)
def test_what_it_came_to_is_asked_for_as_a_change(
    confirmed: Office,
    flow: str,
    running: Callable[[Work], int],
    over: Callable[[Work], int],
    label: str,
    reason: str,
) -> None:
    with pytest.raises(Refused), confirmed.work("pm") as work:
        becoming.of_matter(work, flow, running(work))
    with confirmed.work("pm") as work:
        matter_id = over(work)
        draft = becoming.of_matter(work, flow, matter_id)
        assert (draft.title.split()[0], draft.reason) == (label, reason)
        shown = callbacks.become(work, flow, matter_id, made, asking.request, draft)
        told = lists.timeline(work, shown.change.number)
        assert [one.from_label for one in told["origins"]] == [label]
