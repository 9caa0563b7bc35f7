"""Replies under a task's card: offered to whoever may update the task, and to nobody else."""

from __future__ import annotations

from tests.only import only
from tests.scenarios.cards import card_of
from tests.world import Outcome, World


def offer(out: Outcome) -> str:
    """What the person alone was shown."""
    return "\n".join(one.text for one in out.said if one.ephemeral)


async def test_done_by_the_owner_is_offered_as_an_update(world: World) -> None:
    card = await card_of(world, 3)
    for words in ("完成", "T-3 done", "done!", "已完成，文件在群里"):
        out = await world.chen.types(words, thread=card)
        assert "更新T-3 · Launch key visual 主视觉设计：✅ 已完成" in offer(out), words
    assert "In progress" not in card.text
    out = await world.chen.types("完成", thread=card)
    assert "delayed" in (await card_of(world, 3)).text, "a reply itself changes nothing"
    done = await world.chen.presses("更新", on=next(one for one in out.said if one.ephemeral))
    assert "已更新：✅ 已完成" in done.text
    assert "✅ done" in (await card_of(world, 3)).text
    assert not offer(await world.chen.types("完成", thread=card)), "it is done"


async def test_the_grammar_is_that_of_an_update_and_dates_are_shown_whole(world: World) -> None:
    card = await card_of(world, 6)
    out = await world.sam.types("50% waiting for legal", thread=card)
    assert ": 50% · waiting for legal?" in offer(out)
    out = await world.sam.types("due dec 4 because legal is late", thread=card)
    assert "due Fri, Dec 4 (GMT+8) · legal is late?" in offer(out)
    done = await world.sam.presses("Update", on=next(one for one in out.said if one.ephemeral))
    assert "is now due Fri, Dec 4" in done.text


async def test_an_old_offer_writes_over_nothing_that_was_said_since(world: World) -> None:
    out = await world.chen.types("完成一半", thread=await card_of(world, 3))
    assert "已更新：" in (await world.chen.types("/task update T-3 85%")).text
    late = await world.chen.presses("更新", on=next(one for one in out.said if one.ephemeral))
    assert "85%" in late.text
    assert "没有保存" in late.text or "未保存" in late.text
    assert "85%" in (await card_of(world, 3)).text
    again = await world.chen.types("90%", thread=await card_of(world, 3))
    await world.chen.presses("更新", on=next(one for one in again.said if one.ephemeral))
    assert "90%" in (await card_of(world, 3)).text


async def test_others_and_other_words_are_left_alone(world: World) -> None:
    card = await card_of(world, 3)
    assert not (await world.lin.types("done", thread=card)).said, "not 林涛's task"
    for words in ("done?", "完成了吗？", "完成了吗", "looks good to me", "3 pages are missing", "T-3", "200%"):
        assert not (await world.chen.types(words, thread=card)).said, words
    # The thread of anything else, and the channel itself.
    other = (await world.zhao.types("where are we?")).message
    assert other is not None
    assert not (await world.chen.types("T-3 done", thread=other)).said
    assert not (await world.chen.types("T-3 done")).said
    # A substitute may what the principal may.
    await world.chen.types("/liaison away @lin today to fri", channel="#general")
    out = await world.lin.types("done", thread=card)
    assert "更新T-3" in offer(out)


async def test_anybody_in_the_project_comments_in_the_thread_of_the_card(world: World) -> None:
    card = await card_of(world, 3)
    out = await world.priya.types("/task comment T-3 The dealers ask for <@U0LIN00001>'s R&D photo too")
    assert "Your comment stands in the thread of T-3" in out.text
    await world.settle()
    said = [one for one in await world.sam.sees() if one.thread_ts == card.ts and one.ts != card.ts]
    assert len(said) == 1
    assert "R&D photo" in said[0].text
    assert "Priya" in said[0].text
    assert "林涛" in said[0].text, "a name, which notifies nobody"
    assert "评论：The dealers ask" in (await world.chen.types("/task show T-3")).text
    assert (await card_of(world, 3)).text == card.text, "nothing of the task changes"
    await world.chen.types("/task update T-3 75%")
    await world.chen.types("/task 评论 T-3 收到")
    assert "已撤销" in (await world.chen.types("/task undo")).text, "a comment is no change to be taken back"
    for typed, words in (
        ("", "Which task?"),
        ("T-99 hello", "There is no T-99"),
        ("T-3", "What is it?"),
    ):
        assert words in (await world.priya.types(f"/task comment {typed}")).text, typed
    guest = await world.arrives("guest", real_name="Gus", is_restricted=True)
    assert "There is no T-3" in (await guest.types("/task comment T-3 hello", channel="#general")).text


async def test_a_reply_that_is_also_sent_to_the_channel_is_heard(world: World) -> None:
    card = await card_of(world, 6)
    out = await world.sam.types("50% waiting for legal", thread=card, also_in_channel=True)
    assert ": 50% · waiting for legal?" in offer(out)
    shown = only(one for one in await world.sam.sees() if one.raw.get("subtype") == "thread_broadcast")
    assert shown.raw["root"]["ts"] == card.ts
    assert "parent_user_id" not in shown.raw, "as Slack tells of it"
