"""Taking a dispute back, when who raised it is not there for it any more."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.disputes import consensus, moves, raising
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.consensus import NewText
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.raising import NewDispute
from bot.process.handovers import handing
from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.words.refused import Refused
from storage import people
from tests.process.conftest import TEAM, Office

# Who raises D-1 for R&D (head, liaison) against Marketing (sponsor, other_liaison).
DEPUTY, LIAISON = "colleague", "liaison"


def leaves(work: Work) -> None:
    """The deputy leaves the workspace."""
    gone = people.person(work.session, TEAM, DEPUTY)
    assert gone is not None
    gone.is_deactivated = True


def is_none(work: Work) -> None:
    """The deputy is deputy no more."""
    departments.change(work, 1, Described("R&D", None, "head", LIAISON), version=2)


def is_replaced(work: Work) -> None:
    """The liaison is another, by the settings."""
    said = Described("R&D", None, "head", "owner", (DEPUTY,))
    departments.change(work, 1, said, version=2, also_in_projects=True)


def hands_over(work: Work) -> None:
    """The liaison hands over to another."""
    handing.all_to(work, 1, LIAISON, "owner")


# Who raised it, how they are not there for it any more, and who is.
GONE: dict[str, tuple[str, Callable[[Work], None], str]] = {
    "has left": (DEPUTY, leaves, LIAISON),
    "is no deputy": (DEPUTY, is_none, "head"),
    "was replaced": (LIAISON, is_replaced, "owner"),
    "has handed over": (LIAISON, hands_over, "owner"),
}


def raised(office: Office, by: str) -> int:
    with office.work("admin") as work:
        departments.change(work, 1, Described("R&D", None, "head", LIAISON, (DEPUTY,)), version=1)
    with office.work(by) as work:
        return raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard.")).dispute.id


@pytest.mark.parametrize("gone", GONE)
@pytest.mark.parametrize("with_text", [False, True])
def test_its_side_withdraws_what_somebody_raised_who_is_gone(office: Office, gone: str, with_text: bool) -> None:
    by, go, who = GONE[gone]
    dispute_id = raised(office, by)
    if with_text:
        with office.work(by) as work:
            consensus.propose(work, dispute_id, NewText("Half each."))
    with office.work("admin" if go is not hands_over else "pm") as work:
        go(work)
    with office.work(who) as work:
        shown = dispute_shown.one(work, matters.held(work, DISPUTES, dispute_id))
        assert "withdraw" in moves.offered(work, shown)
        assert consensus.withdraw(work, dispute_id).state == "withdrawn"


@pytest.mark.parametrize("who", ["sponsor", "other_liaison", "pm"])
def test_nobody_else_does(office: Office, who: str) -> None:
    dispute_id = raised(office, LIAISON)
    with office.work(who) as work, pytest.raises(Refused, match="who"):
        consensus.withdraw(work, dispute_id)


def test_not_even_its_side_once_the_other_has_answered(office: Office) -> None:
    dispute_id = raised(office, DEPUTY)
    with office.work("other_liaison") as work:
        consensus.propose(work, dispute_id, NewText("All of it."))
    with office.work("head") as work, pytest.raises(Refused, match="not yours alone"):
        consensus.withdraw(work, dispute_id)
