"""Whoever did something hears that it is saved, whatever becomes of the way in which they were to be told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.app import App
from bot.slack.natives import Natives
from bot.slack.replies import UNANSWERED, Replies
from tests.foreign import foreign_host
from tests.scenarios.cards import card_of
from tests.world import Outcome, Person, World

UNTRUE = ("nothing was changed", "没有任何改动", "went wrong")


async def by_form(world: World) -> Outcome:
    """Told as an ephemeral message in the channel where the form was opened."""
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    return await world.sam.submits(form, progress="40", note="by form")


async def by_button(world: World) -> Outcome:
    """Told at the URL that Slack gave for it."""
    await world.sam.types("/task update T-6 40%, by button")
    await world.sam.types("/task update T-6 60%")
    return await world.sam.presses("Undo")


async def by_mention(world: World) -> Outcome:
    """Told as an ephemeral message under what was said."""
    return await world.sam.types("@Liaison task update T-6 40%, by mention")


async def in_conversation(world: World) -> Outcome:
    """Told in the conversation with Liaison."""
    return await world.sam.types("task update T-6 40% in conversation", channel="@Liaison")


@pytest.fixture(autouse=True)
async def _acquainted(world: World) -> None:
    """Sam has written to Liaison before: there is a conversation to read."""
    await world.sam.types("task help", channel="@Liaison")


Act = Callable[[World], Awaitable[Outcome]]
WAYS: dict[str, tuple[Act, str]] = {
    "form": (by_form, "chat.postEphemeral"),
    "button": (by_button, "response_url"),
    "mention": (by_mention, "chat.postEphemeral"),
    "conversation": (in_conversation, "chat.postMessage"),
}
FAULTS = ("429", "500", "503", "drop_before", "drop_after", "error:internal_error", "error:channel_not_found")
CASES = [(way, fault) for way in WAYS for fault in FAULTS] + [
    ("button", "error:expired_url"),
    ("button", "error:used_url"),
    ("form", "error:user_not_in_channel"),
]


async def everything_read(person: Person) -> str:
    """All that the person can read, in the channel and in the conversation with Liaison."""
    messages = [*await person.sees(), *await person.inbox()]
    return "\n".join(message.text for message in messages if message.from_app)


@pytest.mark.parametrize(("way", "fault"), CASES)
async def test_one_answer_that_fails_is_told_all_the_same(world: World, liaison: App, way: str, fault: str) -> None:
    act, method = WAYS[way]
    before = (await everything_read(world.sam)).count("T-6")
    await world.faults.add(fault, method, times=1)
    await act(world)
    await world.settle()
    read = await everything_read(world.sam)
    assert read.count("T-6") > before
    assert "40%" in read
    assert not [words for words in UNTRUE if words in read]
    assert "40%" in (await card_of(world, 6)).text
    assert b"liaison_failures_total{" not in liaison.metrics.exposition()


@pytest.mark.parametrize("way", WAYS)
async def test_an_answer_that_nobody_takes_comes_when_slack_is_well_again(world: World, way: str) -> None:
    act, _method = WAYS[way]
    if way == "button":
        await world.sam.types("/task update T-6 60%")
    methods = ("response_url", "chat.postEphemeral", "chat.postMessage")
    opened = (await world.sam.types("/task update T-6")).view if way == "form" else None
    for method in methods:
        await world.faults.add("503", method)
    if opened is not None:
        await world.sam.submits(opened, progress="40")
    else:
        await act(world)
    assert not [words for words in UNTRUE if words in await everything_read(world.sam)]
    await world.faults.clear()
    await world.clock.plus("10m")
    told = [message for message in await world.sam.inbox() if message.from_app and "T-6" in message.text]
    assert len(told) == 1, "told once, in the conversation with Liaison"


async def test_an_answer_goes_to_slack_alone_whatever_address_is_given_for_it(world: World, liaison: App) -> None:
    async with foreign_host() as elsewhere:
        natives = Natives(liaison.database, liaison.clock)
        address = f"{elsewhere.url}/answer"
        replies = Replies(
            liaison.client, natives, liaison.team_id, "U0SAM00001", response_url=address, channel_id="C0LAUNCH01"
        )
        assert await replies.tell({"text": "T-6 is yours alone to read", "blocks": []})
        assert elsewhere.heard == []
    assert "yours alone to read" in await everything_read(world.sam)


NOT_SHOWN = "What you asked for may not have reached you. Please ask again"


async def looks_in_vain(world: World) -> None:
    for method in ("chat.postEphemeral", "chat.postMessage"):
        await world.faults.add("503", method)
    for _time in range(2):
        await world.sam.types("@Liaison task list mine")


async def test_who_looks_at_a_list_that_cannot_be_shown_is_told_once_that_they_may_ask_again(world: World) -> None:
    before = len(await world.sam.inbox())
    await looks_in_vain(world)
    await world.faults.clear()
    await world.clock.plus("10m")
    told = (await world.sam.inbox())[before:]
    assert [NOT_SHOWN in message.text for message in told] == [True]


async def test_who_has_been_answered_since_is_told_nothing_of_what_could_not_be_shown(world: World) -> None:
    before = len(await world.sam.inbox())
    await looks_in_vain(world)
    assert "T-6" in (await world.sam.types("/task list mine")).text
    await world.faults.clear()
    await world.clock.plus("10m")
    assert len(await world.sam.inbox()) == before


async def test_an_hour_later_nobody_is_told_of_a_list_that_could_not_be_shown(world: World) -> None:
    before = len(await world.sam.inbox())
    await looks_in_vain(world)
    await world.clock.plus("1h")
    await world.faults.clear()
    await world.clock.plus("1h")
    assert len(await world.sam.inbox()) == before


async def test_a_refusal_that_nobody_takes_comes_when_slack_is_well_again(world: World) -> None:
    for method in ("chat.postEphemeral", "chat.postMessage"):
        await world.faults.add("503", method)
    await world.sam.types("@Liaison task update T-6 140%")
    await world.faults.clear()
    await world.clock.plus("10m")
    assert len([one for one in await world.sam.inbox() if "Progress is a percentage" in one.text]) == 1


async def test_what_is_never_answered_is_not_said_over_and_over(world: World) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    for method in ("response_url", "chat.postEphemeral", "chat.postMessage"):
        await world.faults.add("drop_after", method)
    await world.sam.submits(form, progress="40")
    messages = [*await world.sam.sees(), *await world.sam.inbox()]
    told = [
        one for one in messages if one.from_app and "T-6 · " in one.text and "is now 🔵 in progress 40%" in one.text
    ]
    # Once more comes by the outbox, which looks before it repeats itself.
    assert 1 <= len(told) <= UNANSWERED + 1


async def test_whoever_waits_for_slack_reads_that_slack_failed(world: World) -> None:
    await world.faults.add("500", "conversations.create")
    await world.faults.add("500", "conversations.join")
    await world.faults.add("500", "conversations.info")
    out = await world.zhao.types("/project home P-2026-001", channel="#random")
    assert "Slack暂时不处理这个请求" in out.text
    assert "我们这边" not in out.text
