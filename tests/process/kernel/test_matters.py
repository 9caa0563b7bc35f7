"""Any kind of matter: what undoing one's last move gives back, who made it and for whom, and its lists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.kernel import matters
from bot.process.kernel.lists import Page, page_of
from bot.process.projects import finding
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.requests.kind import REQUESTS
from bot.words.refused import Refused
from storage import people
from tests.process.conftest import TEAM, Office

SIGNED = {"version", "changed_at", "changed_by", "changed_for"}


def asked(office: Office) -> int:
    """R-1: department 1 asks department 2 for T-1."""
    with office.work("owner") as work:
        return asking.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=1)).request.id


def test_what_is_taken_back_is_as_it_was_its_days_and_moments_too(office: Office) -> None:
    request_id = asked(office)
    with office.work("other_liaison") as work:
        contract.accept(work, request_id)
        contract.object_to(work, request_id, Objection("No paper", "Digital", date(2026, 12, 10)))
    with office.work("owner") as work:
        before = matters.find(work, REQUESTS, 1).model_dump(exclude=SIGNED)
    office.now += timedelta(minutes=1)
    with office.work("owner") as work:
        taken = contract.take(work, request_id).request
        assert (taken.needed_by, taken.accepted_at, taken.state) == (date(2026, 12, 10), work.now, "accepted")
    office.now += matters.UNDO_WITHIN
    with office.work("owner") as work:
        contract.undo(work, request_id, taken.version)
    with office.work("owner") as work:
        assert matters.find(work, REQUESTS, 1).model_dump(exclude=SIGNED) == before


def test_a_move_is_taken_back_for_as_long_as_undo_is_allowed_and_no_longer(office: Office) -> None:
    request_id = asked(office)
    with office.work("other_liaison") as work:
        version = contract.accept(work, request_id).request.version
    office.now += matters.UNDO_WITHIN + timedelta(seconds=1)
    with pytest.raises(Refused, match="no longer be undone"), office.work("other_liaison") as work:
        contract.undo(work, request_id, version)


def test_who_made_it_and_for_whom_is_kept_whoever_it_is_handed_to(office: Office) -> None:
    with office.work("colleague") as work:
        head = people.person(work.session, TEAM, "head")
        with work.acting_as(work.person, on_behalf_of=head):
            made = matters.begin(
                work, REQUESTS, finding.find(work, "P-2026-001"), "ask", noted=("title",), title="Artwork",
                asking_department_id=1, asked_department_id=2, requester_id="head", needed_by=date(2026, 12, 4),
                answer_by=date(2026, 12, 1), state="submitted",
            )  # fmt: skip
        matters.alter(work, REQUESTS, made, "hand over", requester_id="owner")
        assert (made.number, made.created_by, made.created_for, made.requester_id) == (1, "colleague", "head", "owner")


def test_a_page_beyond_the_last_is_the_last() -> None:
    page = page_of(range(25), 9)
    assert (list(page.lines), page.number, page.pages) == ([20, 21, 22, 23, 24], 3, 3)
    assert (page.first, page.last, page.total, page.has_next) == (21, 25, 25, False)
    nothing: Page[int] = page_of([], 1)
    assert (nothing.pages, nothing.has_next) == (1, False)
