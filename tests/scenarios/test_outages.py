"""While the database cannot be used, whoever acts reads so in their language, and what they typed is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from storage.db import Unavailable
from tests.conftest import ACK_SECONDS
from tests.outages import Outage
from tests.world import Outcome, View, World

SORRY = {"sam": "cannot be reached at the moment", "chen": "暂时无法访问数据库"}
NUMBER = {"sam": 6, "chen": 3}

Act = Callable[[World, str, View], Awaitable[Outcome]]


async def by_command(world: World, who: str, _form: View) -> Outcome:
    return await world.person(who).types(f"/task update T-{NUMBER[who]} 40%")


async def by_list(world: World, who: str, _form: View) -> Outcome:
    return await world.person(who).types("/task list")


async def by_form(world: World, who: str, form: View) -> Outcome:
    return await world.person(who).submits(form, progress="40", note="typed with care")


async def by_button(world: World, who: str, _form: View) -> Outcome:
    return await world.person(who).presses("tasks.undo")


async def by_mention(world: World, who: str, _form: View) -> Outcome:
    return await world.person(who).types(f"@Liaison task update T-{NUMBER[who]} 40%")


async def by_new(world: World, who: str, _form: View) -> Outcome:
    return await world.person(who).types("/project new")


ACTS: dict[str, Act] = {
    "command": by_command,
    "list": by_list,
    "form": by_form,
    "button": by_button,
    "mention": by_mention,
    "new": by_new,
}


@pytest.fixture
def outage(liaison: App) -> Iterator[Outage]:
    """It has not begun, and is over when the test is."""
    one = Outage(liaison.database)
    yield one
    one.end()


@pytest.mark.parametrize("who", SORRY)
@pytest.mark.parametrize("act", ACTS)
async def test_one_sentence_in_ones_own_language(
    world: World, liaison: App, outage: Outage, act: str, who: str
) -> None:
    person = world.person(who)
    await person.types(f"/task update T-{NUMBER[who]} 60%")
    form = (await person.types(f"/task update T-{NUMBER[who]}")).view
    assert form is not None
    outage.begin()
    out = await ACTS[act](world, who, form)
    await world.settle()
    whispers = [message.text for message in await person.sees() if message.ephemeral]
    assert SORRY[who] in "\n".join([out.text, *whispers[-1:]])
    if act != "mention":
        assert out.ok, out.error
    if act == "form":
        assert out.view is not None, "what was typed is still there"
    assert b"liaison_failures_total{" in liaison.metrics.exposition()
    outage.end()
    assert "40%" not in (await person.types(f"/task show T-{NUMBER[who]}")).text


async def test_help_needs_no_database(world: World, outage: Outage) -> None:
    await world.chen.types("/task help")
    outage.begin()
    assert "/task的用法" in (await world.chen.types("/task help")).text
    assert "/request" in (await world.chen.types("/request help")).text


async def test_what_may_be_saved_is_not_called_unchanged(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The COMMIT was sent, and the line broke before its answer came."""

    async def lost(*_args: object, **_kwargs: object) -> None:
        raise Unavailable("connection lost", is_unsure=True)

    monkeypatch.setattr(liaison.database, "write_while", lost)
    said = (await world.sam.types("/task update T-6 40%")).text
    assert "nobody knows whether this is saved" in said
    assert "nothing was changed" not in said


async def test_what_slack_tells_of_meanwhile_is_told_again(world: World, company: Sandbox, outage: Outage) -> None:
    # Nobody acknowledges it, and Slack waits for that.
    company.delivery.ways.ack_seconds = 0.5
    await world.sam.types("/task help")
    outage.begin()
    await world.sam.changes(locale="zh-CN")
    outage.end()
    company.delivery.ways.ack_seconds = ACK_SECONDS
    await world.clock.plus("2m")
    assert "/task的用法" in (await world.sam.types("/task help")).text
