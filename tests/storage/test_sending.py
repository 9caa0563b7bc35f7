"""What may be taken out of the outbox: of each lane the first row that is due, and nothing past one that was tried."""

from __future__ import annotations

from datetime import timedelta

from storage import outbox, sending
from storage.db import Database
from storage.sending import Claimed, Lane
from tests.clocks import BEGINNING

TEAM = "T0LIAISON1"
MINUTE = timedelta(minutes=1)
LEASE = 2 * MINUTE
FIRST, SECOND = Lane(TEAM, "C1"), Lane(TEAM, "C2")


def queue(database: Database, *rows: tuple[Lane, str, timedelta]) -> None:
    with database.transaction() as session:
        for lane, key, after in rows:
            row = {
                "team_id": lane.team_id,
                "lane": lane.lane,
                "method": "chat.postMessage",
                "arguments": "{}",
                "dedupe_key": key,
                "template": key,
                "due_at": BEGINNING + after,
                "created_at": BEGINNING,
            }
            outbox.add(session, row)


def waiting(database: Database, after: timedelta = MINUTE) -> list[Lane]:
    with database.snapshot() as session:
        return list(sending.waiting(session, BEGINNING + after, 100))


def claim(database: Database, *lanes: Lane, after: timedelta = MINUTE) -> list[Claimed]:
    now = BEGINNING + after
    with database.transaction() as session:
        return list(sending.claim(session, now, now + LEASE, lanes))


def keys(claimed: list[Claimed]) -> list[str]:
    return [row.template for row in claimed]


def test_each_lane_gives_its_first_row_and_no_second_while_that_is_out(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE), (FIRST, "b", MINUTE), (SECOND, "c", MINUTE))
    assert waiting(database) == [FIRST, SECOND]
    assert keys(claim(database, FIRST, SECOND)) == ["a", "c"]
    assert waiting(database) == []
    assert claim(database, FIRST, SECOND) == []


def test_a_row_that_failed_holds_its_lane_up_until_it_is_tried_again(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE), (FIRST, "b", MINUTE))
    [first] = claim(database, FIRST)
    with database.transaction() as session:
        assert sending.retry(session, first, BEGINNING + 9 * MINUTE, note="503")
    assert waiting(database, 5 * MINUTE) == []
    assert claim(database, FIRST, after=5 * MINUTE) == []
    assert waiting(database, 9 * MINUTE) == [FIRST]
    assert keys(claim(database, FIRST, after=9 * MINUTE)) == ["a"]


def test_a_row_meant_for_later_holds_nothing_up(database: Database) -> None:
    queue(database, (FIRST, "tomorrow", 9 * MINUTE), (FIRST, "now", MINUTE))
    assert waiting(database) == [FIRST]
    assert keys(claim(database, FIRST)) == ["now"]


def test_a_row_whose_lease_ran_out_is_taken_again_as_one_of_unknown_outcome(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE))
    [first] = claim(database, FIRST)
    assert not first.is_unsure
    [again] = claim(database, FIRST, after=MINUTE + LEASE)
    assert again.is_unsure
    assert again.fence > first.fence
    assert again.tried_at == first.tried_at
    with database.transaction() as session:
        assert not sending.finish(session, first, BEGINNING + 9 * MINUTE, channel="C1", ts="1.1")
        assert sending.finish(session, again, BEGINNING + 9 * MINUTE, channel="C1", ts="1.1")


def test_a_row_given_back_untouched_is_not_of_unknown_outcome(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE))
    [first] = claim(database, FIRST)
    with database.transaction() as session:
        assert sending.release(session, first)
    [again] = claim(database, FIRST)
    assert not again.is_unsure


def test_the_next_moment_is_the_next_row_or_the_end_of_a_lease(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE), (SECOND, "b", 9 * MINUTE))
    claim(database, FIRST)
    with database.snapshot() as session:
        assert sending.next_due(session, BEGINNING + MINUTE) == BEGINNING + MINUTE + LEASE
        assert sending.next_due(session, BEGINNING + 5 * MINUTE) == BEGINNING + 9 * MINUTE
        assert sending.next_due(session, BEGINNING + 9 * MINUTE) is None


def test_workspaces_do_not_share_lanes(database: Database) -> None:
    queue(database, (FIRST, "a", MINUTE), (Lane("T0OTHER", "C1"), "a", MINUTE))
    assert len(waiting(database)) == 2
    assert [row.team_id for row in claim(database, Lane("T0OTHER", "C1"))] == ["T0OTHER"]


def queue_patiently(database: Database, lane: Lane, *keys: str) -> None:
    """Cards that are drawn anew, many at once."""
    with database.transaction() as session:
        for key in keys:
            outbox.redraw(session, card_of(lane, key, is_patient=True))


def card_of(lane: Lane, key: str, *, is_patient: bool) -> dict[str, object]:
    return {
        **lane._asdict(), "method": "card", "arguments": "{}", "dedupe_key": f"{key}:{is_patient}", "template": key,
        "card": key, "due_at": BEGINNING, "created_at": BEGINNING, "is_patient": is_patient,
    }  # fmt: skip


def test_patient_rows_let_whatever_else_their_lane_has_to_say_go_first(database: Database) -> None:
    queue_patiently(database, FIRST, "card 1", "card 2")
    queue(database, (FIRST, "alert", MINUTE), (SECOND, "other", MINUTE))
    assert waiting(database) == [FIRST, SECOND]
    [alert] = claim(database, FIRST)
    assert alert.template == "alert"
    with database.transaction() as session:
        sending.finish(session, alert, BEGINNING, channel=None, ts=None)
    assert keys(claim(database, FIRST)) == ["card 1"]


def test_while_a_patient_row_is_out_nothing_else_of_its_lane_is_begun(database: Database) -> None:
    queue_patiently(database, FIRST, "card 1", "card 2")
    [card] = claim(database, FIRST)
    queue(database, (FIRST, "alert", MINUTE))
    assert waiting(database) == []
    assert claim(database, FIRST) == []
    with database.transaction() as session:
        sending.retry(session, card, BEGINNING + 9 * MINUTE, note="ratelimited", counts=False)
    assert keys(claim(database, FIRST)) == ["alert"], "a patient row that failed holds nobody up"


def test_a_card_that_somebody_changes_is_patient_no_longer(database: Database) -> None:
    queue_patiently(database, FIRST, "card 1", "card 2", "card 3")
    with database.transaction() as session:
        outbox.redraw(session, card_of(FIRST, "card 3", is_patient=False))
    assert keys(claim(database, FIRST)) == ["card 3"]
