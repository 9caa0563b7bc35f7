"""What Slack refuses for a while: a call for want of a right, or a whole workspace. Every deadline comes all the same.

The demo begins on Monday at 09:30 in Shanghai; its alert is told on Tuesday at 09:00, its weekly meeting is on
Wednesday at 10:30.
"""

from __future__ import annotations

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from bot.app import App
from bot.process.kernel.work import Work
from bot.sandbox.server import Sandbox
from storage import outbox, people
from storage.outbox import Outgoing
from storage.timers import Timer
from tests.conftest import settings_for
from tests.only import only
from tests.outages import Outage
from tests.scenarios.disputes import card_of, raises
from tests.scenarios.test_alerts import alerts, do
from tests.scenarios.test_digests import digests
from tests.world import Message, World

LAUNCH = "C0LAUNCH01"


async def told_of_scopes(world: World) -> list[Message]:
    """What the workspace's admin was told of rights that are lacking."""
    return [one for one in await world.wang.inbox() if "scope" in one.text.lower() or "权限" in one.text]


def rows(app: App, state: str) -> list[Outgoing]:
    with app.database.snapshot() as session:
        return list(session.scalars(select(Outgoing).where(col(Outgoing.state) == state)))


async def no_pins(world: World, app: App, company: Sandbox) -> None:
    """Three cards are to be pinned, for which the scope is lacking."""
    company.app.scopes.remove("pins:write")
    card = (await world.posted())[0]
    for number in range(3):
        await do(app, pin, card.ts, number)
    await world.settle()


def pin(work: Work, ts: str, number: int) -> None:
    work.call("pins.add", {"channel": LAUNCH, "timestamp": ts}, lane=LAUNCH, about=f"pin:{number}")


async def test_a_missing_scope_is_told_to_an_admin_once_and_stops_nothing_else(
    world: World, liaison: App, company: Sandbox
) -> None:
    await no_pins(world, liaison, company)
    parked = rows(liaison, outbox.PARKED)
    assert len(parked) == 3
    for one in parked:
        assert "missing_scope pins:write (granted: " in one.note
        assert "chat:write" in one.note
    message = only(await told_of_scopes(world))
    assert "pins:write" in message.text
    assert "liaison manifest" in message.text
    assert "60%" in (await world.chen.types("/task update T-3 60%")).text
    await world.clock.to("Tuesday 09:05")
    assert len(await alerts(world)) == 1
    assert len(await told_of_scopes(world)) == 1


async def test_what_waited_for_a_scope_goes_out_as_soon_as_it_is_granted(
    world: World, liaison: App, company: Sandbox
) -> None:
    await no_pins(world, liaison, company)
    company.app.scopes.append("pins:write")
    assert (await world.lin.types("/task update T-4 50%")).ok
    await world.clock.plus("1m")
    assert rows(liaison, outbox.PARKED) == []
    answers = [one["answer"]["error"] for one in await world.traffic("pins.add")]
    # It stands pinned from before the scope was taken away.
    assert set(answers[: len(answers) // 2]) == {"missing_scope"}
    assert set(answers[len(answers) // 2 :]) == {"already_pinned"}
    await no_pins(world, liaison, company)
    assert rows(liaison, outbox.PARKED) == [], "each act of a story happens once"
    assert len(await told_of_scopes(world)) == 1


@pytest.mark.parametrize("method", ["chat.postMessage", "conversations.history"])
async def test_a_scope_that_is_missing_once_costs_no_message_and_no_deadline(
    world: World, liaison: App, method: str
) -> None:
    if method == "conversations.history":
        await world.faults.add("drop_before", "chat.postMessage", times=1)
    await world.faults.add("error:missing_scope", method, times=1)
    await raises(world.lin)
    await world.clock.plus("10s")
    message = only(await told_of_scopes(world))
    assert ("chat:write" if method == "chat.postMessage" else "channels:history") in message.text
    await card_of(world)
    await world.clock.to("Tuesday 09:05")
    assert len(await alerts(world)) == 1
    assert rows(liaison, outbox.PARKED) == []


async def test_a_scope_that_slack_does_not_name_is_told_without_one(world: World) -> None:
    await world.faults.add("error:missing_scope", "views.open", times=1)
    told = (await world.sam.types("/task update T-6")).text
    assert "a permission of the app is missing" in told
    assert "The workspace's admins are told" in told
    await world.clock.plus("1m")
    message = only(one for one in await world.wang.inbox() if "views.open" in one.text)
    assert "缺少一项权限" in message.text


async def test_a_scope_that_is_missing_while_nothing_can_be_written_is_told_all_the_same(
    world: World, liaison: App
) -> None:
    await world.faults.add("error:missing_scope", "views.open", times=1)
    outage = Outage(liaison.database, of_writing=True)
    outage.begin()
    told = await world.sam.types("/task update T-6")
    outage.end()
    assert outage.met
    assert told.ok
    assert "Slack does not let Liaison do this (missing_scope)" in told.text, "and nobody says that admins are told"


async def test_a_scope_that_is_missing_is_told_however_often_it_is_delivered(world: World, liaison: App) -> None:
    await world.faults.add("error:missing_scope", "views.open", times=2)
    await world.faults.add("repeat_requests", "/task", times=1)
    await world.sam.types("/task update T-6")
    await world.settle()
    came = await world.traffic("/task")
    assert len(came) == 2
    assert all("a permission of the app is missing" in str(one["answer"]) for one in came)


async def test_a_token_that_is_exchanged_for_a_fresh_one_is_waited_for(world: World, liaison: App) -> None:
    await world.faults.add("error:token_expired", "chat.postMessage", times=2)
    await raises(world.lin)
    await card_of(world)
    await world.clock.to("Tuesday 09:05")
    assert len(await alerts(world)) == 1


async def test_a_person_who_takes_their_own_token_back_ends_nothing(world: World, liaison: App) -> None:
    await world.befall("revoke_user", user="U0LIN00001")
    await world.settle()
    with liaison.database.snapshot() as session:
        assert people.gone(session) == []
    await world.clock.to("Tuesday 09:05")
    assert len(await alerts(world)) == 1


async def test_an_app_that_was_removed_and_installed_again_has_every_deadline(world: World, liaison: App) -> None:
    await raises(world.lin)
    await world.settle()
    await world.befall("uninstall")
    await world.settle()
    await world.clock.to("Tuesday 11:00")
    before = len(await world.posted())
    assert await alerts(world) == [], "nothing is sent where the app was removed"
    await world.befall("install")
    await world.clock.plus("15m")
    assert "escalated" in (await card_of(world)).text, "its hours ended meanwhile"
    assert len(await alerts(world)) == 1, "the morning's, once"
    assert len(await world.posted()) - before <= 4
    await world.clock.to("Wednesday 08:35")
    assert len(await digests(world)) == 1


async def test_a_token_that_is_refused_in_passing_costs_nothing(world: World, liaison: App) -> None:
    await world.faults.add("error:invalid_auth", "chat.postMessage", times=1)
    await world.faults.add("error:invalid_auth", "auth.test", times=2)
    await raises(world.lin)
    await world.clock.plus("30m")
    await card_of(world)
    assert rows(liaison, outbox.HELD) == []
    await world.clock.to("Tuesday 09:35")
    assert len(await alerts(world)) == 1


async def test_a_start_in_a_workspace_that_has_lost_its_timers_brings_them_back(
    company: Sandbox, sqlite_url: str
) -> None:
    app = App(settings_for(company, sqlite_url), with_demo=True)
    await app.start()
    await app.settle()
    async with World(company.url) as world:
        await world.clock.plus("1m")
        with app.database.transaction() as session:
            before = kinds_of(session)
            session.execute(delete(Timer))
        await app.stop()
        app = App(settings_for(company, sqlite_url))
        await app.start()
        await world.clock.plus("2m")
        with app.database.transaction() as session:
            assert kinds_of(session) == before
        await world.clock.to("Tuesday 09:05")
        assert len(await alerts(world)) == 1
    await app.stop()


def kinds_of(session: Session) -> dict[str, int]:
    found = session.execute(select(col(Timer.kind), func.count()).group_by(col(Timer.kind)))
    return {kind: times for kind, times in found if not kind.startswith("sweep:")}


async def test_what_lacks_a_scope_while_somebody_waits_is_told_to_them_and_to_an_admin_once(
    world: World, company: Sandbox
) -> None:
    company.app.scopes.remove("files:write")
    for _again in range(2):
        out = await world.sam.types("/task export")
        assert "the scope files:write is missing" in out.text
        assert "went wrong" not in out.text
    await world.clock.to("morning")
    message = only(await told_of_scopes(world))
    assert "files:write" in message.text
