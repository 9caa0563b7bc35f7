"""Slash commands, as people see them, over the real framework."""

import asyncio
from typing import Any

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import Echo, too_slow
from tests.world import World


async def test_an_answer_in_the_acknowledgement_is_seen_by_the_one_who_typed_alone(world: World, echo: Echo) -> None:
    out = await world.lin.types("/echo hello")
    assert (out.ok, out.text) == (True, "(only you) echo: hello")
    assert [message.text for message in await world.lin.sees()] == ["echo: hello"]
    assert await world.zhao.sees() == []


async def test_an_answer_in_channel_is_seen_by_all(world: World, echo: Echo) -> None:
    async def aloud(ack: Any, **_: Any) -> None:
        await ack({"response_type": "in_channel", "text": "to all"})

    echo.answer["command"] = aloud
    await world.lin.types("/echo")
    assert [message.text for message in await world.zhao.sees()] == ["to all"]


async def test_the_payload_is_the_form_that_slack_sends(world: World, echo: Echo, sandbox: Sandbox) -> None:
    await world.lin.types("/echo T-3 @zhao in #general & <so>")
    body = echo.last("command")
    assert body["text"] == "T-3 <@U0ZHAO0001|zhao> in <#C0GENERAL1|general> &amp; &lt;so&gt;"
    assert body["response_url"].startswith(f"{sandbox.url}/hooks/commands/T0LIAISON1/")
    assert {name: body[name] for name in body if name not in ("text", "response_url", "trigger_id", "token")} == {
        "team_id": "T0LIAISON1",
        "team_domain": "aurora",
        "channel_id": "C0LAUNCH01",
        "channel_name": "product-launch",
        "user_id": "U0LIN00001",
        "user_name": "lin",
        "command": "/echo",
        "api_app_id": "A0LIAISON1",
        "is_enterprise_install": "false",
    }


async def test_a_command_that_asks_for_no_escaping_gets_what_was_typed(world: World, echo: Echo) -> None:
    await world.lin.types("/raw @zhao & <so>")
    assert echo.last("command")["text"] == "@zhao & <so>"


async def test_in_a_direct_message_the_channel_has_no_name(world: World, echo: Echo) -> None:
    await world.lin.types("/echo hi", channel="@Liaison")
    assert echo.last("command")["channel_name"] == "directmessage"
    assert [message.text for message in await world.lin.inbox()] == ["echo: hi"]


async def test_an_unknown_command_is_refused_by_slack_itself(world: World, echo: Echo) -> None:
    out = await world.lin.types("/nonsense now")
    assert not out.ok
    assert out.text.startswith("/nonsense is not a valid command. In Slack, all messages that start with")
    assert echo.received == []


async def test_commands_do_not_work_in_threads(world: World, echo: Echo) -> None:
    posted = await world.lin.types("a question")
    assert posted.message
    out = await world.zhao.types("/echo hi", thread=posted.message)
    assert out.error == "/echo is not supported in threads. Sorry!"


async def test_whoever_is_too_slow_makes_the_person_see_a_timeout(world: World, echo: Echo) -> None:
    echo.answer["command"] = too_slow
    out = await world.lin.types("/echo hello")
    assert (out.ok, out.error) == (False, '/echo failed with the error "operation_timeout"')


async def test_without_an_app_the_command_fails_to_be_dispatched(world: World) -> None:
    out = await world.lin.types("/echo hello")
    assert out.error == '/echo failed with the error "dispatch_failed"'


async def test_an_answer_that_breaks_a_limit_is_an_error(world: World, echo: Echo) -> None:
    async def broken(ack: Any, **_: Any) -> None:
        await ack({"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]})

    echo.answer["command"] = broken
    out = await world.lin.types("/echo")
    assert out.error == '/echo failed with the error "invalid_command_response"'


async def test_what_is_said_before_the_acknowledgement_is_part_of_the_outcome(world: World, echo: Echo) -> None:
    async def busy(ack: Any, body: Any, client: Any, respond: Any) -> None:
        await client.chat_postMessage(channel=body["channel_id"], text="first")
        await respond("second")
        await ack("third")

    echo.answer["command"] = busy
    out = await world.lin.types("/echo")
    assert [message.text for message in out.said] == ["first", "second", "third"]


async def test_what_is_said_later_is_seen_when_the_world_has_settled(world: World, echo: Echo) -> None:
    tasks = []

    async def later(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        tasks.append(asyncio.create_task(respond("done")))

    echo.answer["command"] = later
    await world.lin.types("/echo")
    await asyncio.gather(*tasks)
    await world.settle()
    assert [message.text for message in await world.lin.sees()] == ["done"]


async def test_a_response_url_serves_five_times(world: World, echo: Echo) -> None:
    statuses = []

    async def talkative(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        for turn in range(6):
            statuses.append((await respond(str(turn))).status_code)

    echo.answer["command"] = talkative
    await world.lin.types("/echo")
    await world.settle()
    assert statuses == [200] * 5 + [404]
    assert [message.text for message in await world.lin.sees()] == ["0", "1", "2", "3", "4"]


async def test_a_response_url_serves_for_thirty_minutes(world: World, echo: Echo) -> None:
    kept = []

    async def keep(ack: Any, respond: Any, **_: Any) -> None:
        await ack()
        kept.append(respond)

    echo.answer["command"] = keep
    await world.lin.types("/echo")
    await world.clock.plus("30m")
    assert (await kept[0]("just in time")).status_code == 200
    await world.clock.plus("1s")
    assert (await kept[0]("too late")).status_code == 404


async def test_a_deactivated_person_cannot_act(world: World, echo: Echo) -> None:
    await world.sam.deactivates()
    out = await world.sam.types("/echo")
    assert out.error == "Your account has been deactivated."
    assert echo.count("command") == 0


async def test_what_somebody_did_can_come_again_after_something_else_and_nobody_hears_the_answer(
    world: World, echo: Echo
) -> None:
    await world.faults.add("repeat_requests", "/echo", times=1)
    assert (await world.lin.types("/echo one")).text == "(only you) echo: one"
    assert (await world.lin.types("/echo two")).text == "(only you) echo: two"
    await world.settle()
    assert [body["text"] for body in echo.received] == ["one", "two", "one"]
    assert [message.text for message in await world.lin.sees()] == ["echo: one", "echo: two"]
