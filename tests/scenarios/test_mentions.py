"""What is said to Liaison in a message: the grammar of the slash commands, answered in private, obeyed once."""

from __future__ import annotations

from bot.sandbox.server import Sandbox
from tests.scenarios.cards import card_of
from tests.world import Outcome, Person, World, seen

CHANNEL = "#product-launch"


async def private(person: Person, said: Outcome, channel: str = CHANNEL) -> str:
    """What only this person reads in the channel after their message."""
    await person.world.settle()
    assert said.message is not None
    later = [one for one in await person.sees(channel) if one.ephemeral and float(one.ts) > float(said.message.ts)]
    return "\n".join(seen(one) for one in later)


async def test_a_task_is_updated_by_a_mention_and_only_the_person_reads_the_answer(world: World) -> None:
    said = await world.lin.types("@Liaison task update T-4 90% 认证通过")
    assert "90%" in await private(world.lin, said)
    assert "90%" in (await card_of(world, 4)).text
    in_public = [seen(one) for one in await world.posted() if "认证通过" in seen(one)]
    assert len(in_public) == 1, "the card; nothing else is said in public"


async def test_chinese_needs_no_space_and_no_order(world: World) -> None:
    for line, progress in (
        ("@Liaison 任务更新T-4 81%", "81%"),
        ("@Liaison，更新 T-4 82%", "82%"),
        ("@Liaison T-4 83%", "83%"),
        ("麻烦 @Liaison 任务 T-4 84%", "84%"),
    ):
        await world.lin.types(line)
        await world.settle()
        assert progress in (await card_of(world, 4)).text, line


async def test_in_a_thread_the_answer_comes_in_the_thread(world: World) -> None:
    card = await card_of(world, 3)
    said = await world.chen.types("@Liaison task update T-3 done", thread=card)
    assert "已完成" in await private(world.chen, said)
    whispers = [one for one in await world.traffic("chat.postEphemeral") if card.ts in str(one)]
    assert whispers


async def test_a_refusal_and_a_typo_are_told_to_the_person_alone(world: World) -> None:
    said = await world.sam.types("@Liaison task update T-4 done")
    answer = await private(world.sam, said)
    assert "林涛" in answer
    said = await world.sam.types("@Liaison task updat T-4 done")
    assert "Did you mean `@Liaison task update`?" in await private(world.sam, said)
    said = await world.zhao.types("@Liaison 任务 updat T-4 done")
    assert "`@Liaison task update`" in await private(world.zhao, said)
    public = "\n".join(seen(one) for one in await world.posted())
    assert "Did you mean" not in public


async def test_without_words_or_with_help_it_explains_itself_in_the_readers_language(world: World) -> None:
    for words in ("@Liaison", "@Liaison help", "@Liaison 帮助"):
        assert "What Liaison can do" in await private(world.sam, await world.sam.types(words))
    assert "Liaison能做什么" in await private(world.zhao, await world.zhao.types("@Liaison"))
    assert "`/task" in await private(world.sam, await world.sam.types("@Liaison task help"))


async def test_a_greeting_is_answered_with_what_can_be_said(world: World) -> None:
    for greeting in ("你好！", "Hello"):
        await world.lin.types(greeting, channel="@Liaison")
        await world.settle()
        assert "Liaison能做什么" in (await world.lin.inbox())[-1].text
    said = await world.sam.types("<@U0LIAISON1> hi there", channel=CHANNEL)
    assert "What Liaison can do" in await private(world.sam, said)


async def test_in_the_conversation_with_liaison_a_line_is_enough(world: World) -> None:
    await world.priya.types("task list mine", channel="@Liaison")
    await world.settle()
    assert "T-7" in seen((await world.priya.inbox())[-1])
    await world.zhao.types("帮助", channel="@Liaison")
    await world.settle()
    assert "Liaison能做什么" in seen((await world.zhao.inbox())[-1])


async def test_a_form_is_opened_by_a_button(world: World) -> None:
    said = await world.chen.types("@Liaison task update T-3")
    assert "打开表单" in await private(world.chen, said)
    form = (await world.chen.presses("打开表单")).view
    assert form is not None
    out = await world.chen.submits(form, status="done")
    assert not out.errors
    assert "✅ done" in (await card_of(world, 3)).text


async def test_a_message_is_obeyed_once_also_when_it_is_edited_or_told_again(world: World, company: Sandbox) -> None:
    await world.faults.add("duplicate_events")
    said = await world.lin.types("@Liaison task update T-4 60%")
    await world.lin.types("/task update T-4 70%")
    assert said.message is not None
    await world.lin.edits(said.message, "@Liaison task update T-4 60% please")
    await world.clock.plus("6m")
    assert "70%" in (await card_of(world, 4)).text


async def test_a_refusal_is_told_once_when_the_message_is_told_again(world: World) -> None:
    await world.faults.add("duplicate_events")
    said = await world.sam.types("@Liaison task update T-4 done")
    await world.clock.plus("6m")
    assert (await private(world.sam, said)).count("林涛") == 1


async def test_where_another_app_owns_the_names(world: World) -> None:
    assert "✅" in await _typed(world.chen, "/liaison task update T-3 done")
    assert "P-2026-001" in await _typed(world.sam, "/liaison project list")
    assert "/request new" in await _typed(world.sam, "/liaison request help")
    assert "T-4" in await _typed(world.sam, "/liaison task list")
    assert "Did you mean `/liaison task update`?" in await _typed(world.sam, "/liaison task updat T-3")
    assert "`/liaison task 帮助`" in await _typed(world.zhao, "/liaison 任务 xyzzy")


async def _typed(person: Person, line: str) -> str:
    return (await person.types(line)).text


async def test_a_line_that_is_refused_before_it_is_a_command_is_answered(world: World) -> None:
    said = await world.lin.types("@Liaison T-4 140%")
    assert "100" in await private(world.lin, said)
    await world.lin.types("T-4 140%", channel="@Liaison")
    await world.settle()
    assert "100" in (await world.lin.inbox())[-1].text


async def test_a_colleague_is_asked_in_ordinary_words(world: World) -> None:
    said = await world.lin.types("@Liaison please mark T-4 done")
    assert "T-4" in await private(world.lin, said)
    assert "✅ done" in (await card_of(world, 4)).text
    said = await world.sam.types("@Liaison show me T-4")
    assert "Firmware 1.0" in await private(world.sam, said)
    said = await world.lin.types("@Liaison ／任务 列表")
    assert "T-3" in await private(world.lin, said)
