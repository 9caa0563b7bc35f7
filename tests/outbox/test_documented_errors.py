"""Every error that Slack documents for what the sender calls: it costs what it is about, and nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import col

from bot.sandbox.webapi.files import new_file
from bot.slack.errors import Meaning, meaning_of
from storage import outbox
from storage.db import Database
from storage.dead_targets import DeadTarget
from storage.outbox import Outgoing
from storage.returning import MissingScope
from tests.deliveries import GENERAL, LIN, RANDOM, PostOffice, post_office
from tests.documented import METHODS, errors_of

# What becomes of the row. What passes is sent; what an admin has to allow is parked, and so is what is our mistake.
STATES = {
    "done": outbox.SENT,
    "posted anew": outbox.SENT,
    "removed": outbox.DROPPED,
    "limited": outbox.SENT,
    "not_now": outbox.SENT,
    "unsure": outbox.SENT,
    "target_gone": outbox.DEAD,
    "workspace_gone": outbox.HELD,
    "not_allowed": outbox.PARKED,
    "our_mistake": outbox.PARKED,
    "refused": outbox.DROPPED,
}
# Of these the flow that asked hears that it has failed for good.
FAILED = ("target_gone", "our_mistake", "refused")


@pytest.fixture
async def office(sqlite_url: str, open_database: Callable[[str], Database]) -> AsyncIterator[PostOffice]:
    """On one database: nothing here hangs on which."""
    async with post_office(lambda: open_database(sqlite_url)) as office:
        office.sandbox.limits.enabled = False
        yield office


def queue(office: PostOffice, method: str, number: int) -> None:
    """A row by which the method is called."""
    fields: dict[str, Any] = {"lane": GENERAL, "then": "told"}
    match method:
        case "chat.postMessage":
            office.queue(f"{number}", **fields)
        case "chat.update":
            office.draw(f"{number}", then="told")
        case "conversations.create":
            office.call(method, {"name": f"p-{number}"}, **fields)
        case "conversations.invite":
            office.call(method, {"channel": GENERAL, "users": LIN}, **fields)
        case "conversations.setTopic":
            office.call(method, {"channel": GENERAL, "topic": f"{number}"}, **fields)
        case "pins.add":
            post = office.sandbox.slack.post(GENERAL, LIN, "to pin")
            office.call(method, {"channel": GENERAL, "timestamp": post.ts}, **fields)
        case "usergroups.users.list":
            office.call(method, {"usergroup": next(iter(office.sandbox.slack.groups))}, **fields)
        case _:
            office.call("file", {"file": handed_over(office), "name": f"{number}.txt", "channel": GENERAL}, **fields)


def beside(office: PostOffice, method: str, number: int) -> None:
    """A row of another lane, which calls another method."""
    if method == "conversations.setTopic":
        office.queue("beside it", to=RANDOM)
    else:
        office.call("conversations.setTopic", {"channel": RANDOM, "topic": f"beside {number}"}, lane=RANDOM)


def handed_over(office: PostOffice) -> str:
    """The id of a file that Lin chose in a form of the app."""
    given = new_file(office.sandbox.slack, "plan.txt", LIN, 5)
    given.content, given.uploaded, given.complete = b"words", True, True
    given.handed_to.add(office.sandbox.app.bot_user)
    office.sandbox.slack.files[given.id] = given
    return given.id


@pytest.mark.parametrize("method", METHODS)
async def test_an_error_costs_what_it_is_about(office: PostOffice, method: str) -> None:
    if method == "chat.update":
        office.draw("stands")
        await office.send_all()
    for number, (error, meaning) in enumerate(errors_of(method)):
        case = f"{method} {error}"
        forget(office)
        office.sandbox.faults.add(kind=f"error:{error}", method=method, times=1)
        before = newest(office)
        queue(office, method, number)
        if error != "missing_scope":
            # Any answer that Slack gives tells that the scope is there.
            beside(office, method, number)
        await office.send_all(timedelta(minutes=30))
        assert not office.sandbox.faults.rules, f"{case}: the method was never called"
        expected = outbox.HELD if meaning == "workspace_gone" else outbox.SENT
        state, *others = rows(office, before)
        assert state == STATES[meaning], f"{case}: {office.notes()}"
        assert all(other in (expected, outbox.SENT) for other in others), case
        assert office.told.workspaces_gone == ([error] if meaning == "workspace_gone" else []), case
        assert office.told.failures == ([error] if meaning in FAILED else []), case
        assert office.told.unreachable == ([(GENERAL, error)] if meaning == "target_gone" else []), case
        if meaning == "removed":
            office.told.drawing = "stands again"
            office.draw(None, is_said=True)
            await office.send_all()
        assert bool(office.told.missing) is (error == "missing_scope"), case


@pytest.mark.parametrize("method", METHODS)
async def test_an_error_that_stays_is_asked_about_ever_more_seldom(office: PostOffice, method: str) -> None:
    if method == "chat.update":
        office.draw("stands")
        await office.send_all()
    for number, (error, _meaning) in enumerate(errors_of(method)):
        forget(office)
        before = office.calls(method)
        office.sandbox.faults.add(kind=f"error:{error}", method=method, retry_after=60)
        queue(office, method, number)
        await office.send_all(timedelta(minutes=30))
        assert office.calls(method) - before <= 31, f"{method} {error}"
        office.sandbox.faults.clear()


@pytest.mark.parametrize("method", METHODS)
def test_every_documented_word_is_known(method: str) -> None:
    unknown = [error for error, _ in errors_of(method) if meaning_of(method, error) is Meaning.UNKNOWN]
    assert unknown == []


def forget(office: PostOffice) -> None:
    """A new day: no row waits, and everybody can be reached."""
    with office.database.transaction() as session:
        for kept in (DeadTarget, MissingScope):
            session.execute(delete(kept))
        session.execute(delete(Outgoing).where(col(Outgoing.card).is_(None)))
        session.execute(delete(Outgoing).where(col(Outgoing.state) != outbox.SENT))
    for heard in (office.told.failures, office.told.unreachable, office.told.workspaces_gone, office.told.missing):
        heard.clear()


def newest(office: PostOffice) -> int:
    """The id of the newest row."""
    with office.database.snapshot() as session:
        return max((row.id for row in session.query(Outgoing)), default=0)


def rows(office: PostOffice, after: int) -> list[str]:
    """The states of the rows behind that one, the oldest first."""
    with office.database.snapshot() as session:
        found = session.query(Outgoing).order_by(Outgoing.id).all()  # type: ignore[arg-type]
    return [row.state for row in found if (row.id) > after]
