"""Every error that Slack documents for what somebody waits for: a true sentence in their language; nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from storage import people
from tests.conftest import ACK_SECONDS
from tests.documented import errors_of
from tests.scenarios.cards import card_of
from tests.scenarios.test_standstills import kinds_of
from tests.world import Outcome, World
from tests.written import written_log

Act = Callable[[World], Awaitable[Outcome]]
CHINESE = re.compile("[\u4e00-\u9fff]")
# What only our own mistakes are called.
OUR_SIDE = {"en-US": "went wrong on our side", "zh-CN": "我们这边出了问题"}
VIEWS = {
    "our_mistake": ["view_too_large", "duplicate_external_id"],
    "refused": ["not_found", "hash_conflict", "push_limit_reached", "expired_trigger_id", "exchanged_trigger_id"],
}
CHANNELS = {
    "refused": ["channel_not_found", "is_archived", "method_not_supported_for_channel_type", "user_is_restricted"],
}
OF_THE_CALL = {
    "views.open": VIEWS,
    "views.update": VIEWS,
    "conversations.info": CHANNELS,
    "conversations.join": {"refused": [*CHANNELS["refused"], "too_many_members"], "our_mistake": ["is_bot"]},
}


async def opens(world: World) -> Outcome:
    return await world.zhao.types("/task update T-6")


async def redraws(world: World) -> Outcome:
    form = await world.sam.presses("Update", on=await card_of(world, 6))
    return await world.sam.chooses("tasks.update.number", "12", on=form.view)


async def exports(world: World) -> Outcome:
    return await world.zhao.types("/task export")


async def moves(world: World) -> Outcome:
    return await world.zhao.types("/project home P-2026-001", channel="#random")


ACTS: dict[str, Act] = {
    "views.open": opens,
    "views.update": redraws,
    "files.getUploadURLExternal": exports,
    "files.completeUploadExternal": exports,
    "conversations.info": moves,
    "conversations.join": moves,
}


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("method", ACTS)
async def test_who_waits_reads_a_true_sentence(world: World, liaison: App, method: str, locale: str) -> None:
    await world.post("limits", {"enabled": False})
    for who in (world.zhao, world.sam):
        await who.changes(locale=locale)
    await world.settle()
    with liaison.database.snapshot() as session:
        timers = kinds_of(session)
    own = [(error, meaning) for meaning, errors in OF_THE_CALL.get(method, {}).items() for error in errors]
    for error, meaning in [*own, *errors_of(method)]:
        await world.faults.add(f"error:{error}", method, times=1)
        with written_log() as logged:
            out = await ACTS[method](world)
            await world.settle()
        assert await world.get("faults") == {"ok": True, "faults": []}, f"{error}: the method was never called"
        assert out.ok, f"{error}: {out.error}"
        assert out.text, f"{error}: nothing was said"
        assert bool(CHINESE.search(out.text)) is (locale == "zh-CN"), f"{error}: {out.text}"
        assert (OUR_SIDE[locale] in out.text) is (meaning == "our_mistake"), f"{error}: {out.text}"
        assert ("Traceback" in "\n".join(logged())) is (meaning == "our_mistake"), error
        if meaning in ("not_allowed", "refused") and method.startswith("files."):
            assert error in out.text or error == "invalid_channel" or "files:write" in out.text, f"{error}: {out.text}"
    with liaison.database.snapshot() as session:
        assert kinds_of(session) == timers
        assert people.gone(session) == []


@pytest.mark.parametrize("kind", ["error:fatal_error", "error:service_unavailable", "429", "drop_before"])
async def test_a_home_that_was_not_taken_at_first_is_drawn_without_being_opened_again(
    world: World, company: Sandbox, kind: str
) -> None:
    await world.faults.add(kind, "views.publish", times=1)
    # Nobody acknowledges it, and Slack waits for that.
    company.delivery.ways.ack_seconds = 1.0
    await world.sam.opens_home()
    company.delivery.ways.ack_seconds = ACK_SECONDS
    await world.clock.plus("2m")
    homes = (await world.get("shown", who="sam", limit="0"))["homes"]
    assert homes, "still blank"
    assert "T-6" in str(homes[0]["blocks"])
