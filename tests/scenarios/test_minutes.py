"""The minutes of a weekly meeting: written by the PM, posted once, and its actions as tasks that come back."""

from __future__ import annotations

from tests.only import only
from tests.scenarios.test_digests import digests
from tests.world import Message, World

MEETING = "Wednesday 10:45"
NEXT_DIGEST = "2026-12-02 08:31"


async def minutes(world: World) -> list[Message]:
    # The cards of new tasks go out beside them, at Slack's pace.
    await world.clock.plus("10s")
    return [one for one in await world.posted() if "minutes of Wed" in one.text.split("\n")[0]]


async def test_decisions_and_actions_are_posted_kept_and_come_back_while_they_are_open(world: World) -> None:
    await world.clock.to(MEETING)
    form = await world.zhao.types("/meeting notes")
    assert form.view is not None
    assert set(form.view.fields) == {"attended", "decisions", "actions"}
    expected = form.view.element("attended").element["initial_users"]
    assert len(expected) == len(set(expected)) == 8, "PM, liaisons and heads, each once"
    saved = await world.zhao.submits(
        form,
        decisions="The launch stays on 8 December\n预算不变 <b> & co",
        actions="@lin Send the certificate by Friday\n@chen Key visual in six cuts, due Dec 1",
    )
    assert "会议纪要已发布到频道：决议2条，行动项2项" in saved.answer.text
    card = only(await minutes(world))
    for words in (
        "• The launch stays on 8 December",
        "预算不变 <b> & co",
        "Send the certificate · @林涛",
        "due Tue, Dec 1",
    ):
        assert words in card.text
    lin = await world.lin.types("/task list mine")
    assert "Send the certificate" in lin.answer.text

    # Later: a further action; what was written once keeps its task.
    again = await world.zhao.presses("Change", on=card)
    assert again.view is not None
    assert "Send the certificate" in again.view.text
    await world.zhao.submits(again, decisions="The launch moves to 9 December", actions="@priya 经销商确认 12月3日前")
    card = only(await minutes(world))
    assert "9 December" in card.text
    assert "8 December" not in card.text
    assert card.text.count("T-") == 3
    everything = await world.zhao.types("/task list all")
    assert everything.answer.text.count("Send the certificate") == 1

    # What is done is done; what is open comes back.
    certificate = next(line for line in card.text.splitlines() if "certificate" in line).split("*")[1]
    await world.lin.types(f"/task update {certificate} done")
    await world.clock.to(NEXT_DIGEST)
    digest = only([one for one in await digests(world) if "Dec 2" in one.text.split("\n")[0]])
    assert "2 actions of earlier meetings are open" in digest.text
    assert "Key visual in six cuts · 陈静 · due Tue, Dec 1 · 🔴 1 working day late" in digest.text
    assert "2 open actions of earlier meetings" in digest.text

    kept = await world.priya.types("/meeting minutes")
    assert "1 decision, 3 actions, 2 open" in kept.answer.text
    shown = await world.priya.presses("Show it", on=kept.answer)
    assert "✅ done" in shown.answer.text


async def test_a_line_that_is_no_action_is_named_and_nothing_is_lost(world: World) -> None:
    await world.clock.to(MEETING)
    form = await world.zhao.types("/meeting notes")
    bad = await world.zhao.submits(
        form,
        decisions="Kept",
        actions="Print by Friday\n@lin 说不清\n@nobody Print by Friday\n@lin Good by Friday\n@lin Bad by 31 Feb",
    )
    why = bad.errors["actions"]
    assert [line[:3] for line in why.splitlines()] == ["第1行", "第2行", "第3行", "第5行"]
    assert await minutes(world) == []
    assert "Good" not in (await world.zhao.types("/task list all")).answer.text
    good = await world.zhao.submits(form, decisions="Kept", actions="@lin Good by Friday")
    assert "行动项1项" in good.answer.text


async def test_only_the_pm_writes_them_and_only_about_a_meeting_that_began(world: World) -> None:
    early = await world.zhao.types("/meeting notes")
    assert "还没有开过例会" in early.text
    empty = await world.priya.types("/meeting minutes")
    assert "No minutes yet" in empty.answer.text
    await world.clock.to(MEETING)
    refused = await world.priya.types("/meeting notes")
    assert "You cannot write the minutes of P-2026-001." in refused.text
    assert "赵敏" in refused.text
    await world.zhao.submits(await world.zhao.types("/meeting notes"), decisions="One")
    card = only(await minutes(world))
    pressed = await world.priya.presses("Change", on=card)
    assert "You cannot write the minutes" in pressed.text


async def test_two_who_write_at_once_do_not_overwrite_each_other(world: World) -> None:
    await world.clock.to(MEETING)
    await world.zhao.types("/liaison away @wang today to fri")
    first = await world.zhao.types("/meeting notes")
    second = await world.wang.types("/meeting notes")
    await world.zhao.submits(first, decisions="Mine", actions="@lin Mine by Friday")
    late = await world.wang.submits(second, decisions="His", actions="@lin His by Friday")
    assert late.view is not None
    assert "赵敏" in late.view.text
    assert "Mine" in late.view.text, "what is not to be written over unseen"
    assert (late.view.values["decisions"], late.view.values["actions"]) == ("His", "@lin His by Friday")
    card = only(await minutes(world))
    assert "Mine" in card.text
    assert "His" not in card.text
    third = await world.wang.presses("Change", on=card)
    await world.wang.submits(third, decisions="Ours")
    card = only(await minutes(world))
    assert "王磊 for 赵敏" in card.text


async def test_a_form_that_is_delivered_twice_makes_each_task_once(world: World) -> None:
    await world.clock.to(MEETING)
    form = await world.zhao.types("/meeting notes")
    await world.zhao.submits(form, actions="@lin Once by Friday")
    await world.zhao.submits(form, actions="@lin Once by Friday")
    assert (await world.zhao.types("/task list all")).answer.text.count("Once") == 1
    assert len(await minutes(world)) == 1
