"""Attachments, told by 陈静 (owner of T-3), Sam (liaison of Marketing, which cooperates), 林涛, and the channel."""

from __future__ import annotations

import pytest

from tests.only import only
from tests.scenarios.cards import card_of
from tests.world import Message, World

PAGE = "https://design.example.com/kv?v=2&x=1"


async def test_a_link_is_kept_on_the_card_and_in_the_timeline_and_can_be_taken_away(world: World) -> None:
    out = await world.chen.types(f"/task attach T-3 {PAGE} 第二稿 R&D")
    assert "已为T-3 · Launch key visual 主视觉设计添加1个附件。" in out.text
    assert "第二稿 R&D" in out.text
    card = await card_of(world, 3)
    assert "Attached: design.example.com/kv?v=2&x=1" in card.text
    assert "<https://design.example.com/kv?v=2&amp;x=1|" in str(card.raw), "a link, and nothing but that"
    shown = await world.sam.types("/task show T-3")
    assert "*Attachments*" in shown.text
    assert "第二稿 R&D · 陈静" in shown.text
    assert "attached https://design.example.com/kv?v=2&x=1" in shown.text
    undone = await world.chen.presses("撤销", on=out.said[0])
    assert "已从T-3 · Launch key visual 主视觉设计移除1个附件。" in undone.text
    assert "Attached:" not in (await card_of(world, 3)).text
    back = await world.chen.presses("撤销", on=undone.said[0])
    assert "添加1个附件" in back.text
    assert "Attached:" in (await card_of(world, 3)).text
    # Undo of an update does not touch what was attached since.
    await world.chen.types("/task update T-3 60%")
    await world.chen.types(f"/task 附件 T-3 {PAGE}/b")
    assert "已撤销" in (await world.chen.types("/task undo")).text


async def test_the_cooperating_department_may_and_others_are_told_who_can(world: World) -> None:
    assert "Attached 1 to T-3" in (await world.sam.types(f"/task attach T-3 {PAGE}")).text
    refused = await world.lin.types(f"/task attach T-3 {PAGE}")
    assert "你不能为T-3添加附件。陈静（责任人）、陈静" not in refused.text
    assert "你不能为T-3添加附件。陈静（责任人）、Sam Carter（接口人）" in refused.text
    for typed, words in (
        ("T-3 javascript:alert(1)", "Give a link that begins with https:// or http://"),
        ("T-3 http://a@b.example/x", "That is no link that can be kept"),
        ("T-3 http://localhost/x", "That is no link that can be kept"),
        ("T-99 https://a.example", "There is no T-99"),
        ("https://a.example", "Which task?"),
    ):
        out = await world.sam.types(f"/task attach {typed}")
        assert words in out.text, (typed, out.text)
    # Sam attached it, so he may take it away; of what 陈静 attached he may not.
    form = (await world.sam.types("/task attach T-3")).view
    assert form is not None
    gone = await world.sam.presses("Remove", on=form)
    assert gone.view is not None
    assert "Removed: design.example.com/kv?v=2&x=1" in gone.view.text
    back = await world.sam.presses("Undo", on=gone.view)
    assert back.view is not None
    assert "Back again:" in back.view.text
    await world.chen.types("/task attach T-3 https://other.example/y")
    form = (await world.sam.types("/task attach T-3")).view
    assert form is not None
    assert [one for one in form.elements if one.words[0] == "Remove" and "other.example" in str(one.block)] == []
    theirs = (await world.chen.types("/task attach T-3")).view
    assert theirs is not None
    line = next(one for one in theirs.elements if one.words[0] == "移除" and "other.example" in str(one.block))
    gone = await world.chen.presses(line.block["block_id"], on=theirs)
    assert gone.view is not None
    assert "已移除：other.example/y" in gone.view.text


async def replies(world: World, number: int) -> list[Message]:
    """What stands in the thread of a card."""
    card = await card_of(world, number)
    return [one for one in await world.zhao.sees() if one.thread_ts == card.ts and one.ts != card.ts]


async def test_a_file_goes_into_the_thread_of_the_card(world: World) -> None:
    form = (await world.chen.types("/task attach T-3")).view
    assert form is not None
    empty = await world.chen.submits(form)
    assert empty.errors == {"link": "请填写链接，或选择文件。"}
    chosen = await world.chen.attaches("终稿.pdf", b"%PDF")
    out = await world.chen.submits(form, files=[chosen], note="给印刷厂")
    assert "文件稍后会出现在任务卡片的消息列里。" in out.text
    await world.clock.plus("10s")
    there = only(await replies(world, 3))
    assert there.raw["files"][0]["title"] == "终稿.pdf"
    assert "|终稿.pdf>" in str((await card_of(world, 3)).raw)
    shown = await world.sam.types("/task show T-3")
    assert "终稿.pdf · 给印刷厂 · 陈静" in shown.text


async def test_a_file_that_slack_loses_is_not_attached_and_said_so(world: World) -> None:
    form = (await world.chen.types("/task attach T-3")).view
    assert form is not None
    await world.faults.add("error:file_not_found", "files.info")
    await world.chen.submits(form, files=[await world.chen.attaches("终稿.pdf", b"%PDF")])
    await world.clock.plus("1m")
    await world.faults.clear()
    assert "“终稿.pdf”未能放进T-3的消息列，附件没有添加成功。" in (await world.chen.inbox())[-1].text
    assert "Attached:" not in (await card_of(world, 3)).text


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("zh-CN", "Slack没有说明“终稿.pdf”是否已放进T-3的消息列，附件没有添加成功。"),
        ("en-US", "Slack did not say whether “终稿.pdf” has come into the thread of T-3; it is not attached."),
    ],
)
async def test_of_a_file_that_may_stand_there_it_is_said_that_nobody_knows(
    world: World, locale: str, said: str
) -> None:
    await world.chen.changes(locale=locale)
    await world.settle()
    form = (await world.chen.types("/task attach T-3")).view
    assert form is not None
    await world.faults.add("drop_after", "files.completeUploadExternal", times=1)
    await world.chen.submits(form, files=[await world.chen.attaches("终稿.pdf", b"%PDF")])
    await world.settle()
    await world.faults.add("error:file_not_found", "files.info")
    await world.clock.plus("5m")
    await world.faults.clear()
    assert len(await replies(world, 3)) == 1, "it stands there"
    told = [one.text for one in await world.chen.inbox() if "终稿.pdf" in one.text]
    assert said in told[-1], told


async def test_a_file_that_was_sent_under_the_card_is_offered_to_be_kept(world: World) -> None:
    card = await card_of(world, 3)
    quiet = await world.lin.uploads("x.png", b"png", text="看看", thread=card)
    assert not quiet.said, "who may not attach is not asked"
    out = await world.sam.uploads("proof.png", b"png", text="our proof", thread=card)
    offer = next(one for one in out.said if one.ephemeral)
    assert "Keep proof.png with T-3" in offer.text
    assert "Attached 1 to T-3" in (await world.sam.presses("Keep the file", on=offer)).text
    assert "|proof.png>" in str((await card_of(world, 3)).raw)
    sent = await world.chen.uploads("b.png", b"png", text="@Liaison task attach T-3 最终版")
    assert "添加1个附件" in sent.text, sent.text


async def test_a_file_goes_once_where_nobody_knows_whether_it_went(world: World) -> None:
    form = (await world.chen.types("/task attach T-3")).view
    assert form is not None
    await world.faults.add("drop_after", "files.completeUploadExternal", times=1)
    await world.chen.submits(form, files=[await world.chen.attaches("once.pdf", b"%PDF")])
    await world.clock.plus("5m")
    there = only(await replies(world, 3))
    assert there.raw["files"][0]["title"] == "once.pdf"
    assert "|once.pdf>" in str((await card_of(world, 3)).raw)


async def test_a_second_file_of_the_same_name_is_not_taken_for_the_first(world: World) -> None:
    """Pictures that were pasted all have one name; whether the second one went nobody knew."""
    for content, fault in ((b"first", ""), (b"second one", "500"), (b"the third one", "drop_after")):
        form = (await world.chen.types("/task attach T-3")).view
        assert form is not None
        if fault:
            await world.faults.add(fault, "files.completeUploadExternal", times=1)
        await world.chen.submits(form, files=[await world.chen.attaches("image.png", content)])
        await world.clock.plus("1m")
    files = [one.raw["files"][0] for one in await replies(world, 3)]
    assert [one["size"] for one in files] == [5, 10, 13], "each once"
    card = str((await card_of(world, 3)).raw)
    assert [card.count(one["permalink"]) for one in files] == [1, 1, 1], "each link opens its own file"


async def test_what_is_typed_is_shown_as_it_was_typed(world: World) -> None:
    said = await world.chen.types("/task update T-3 75% R&D <b> waits for @林涛")
    assert "R&D <b> waits for @林涛" in said.text
    listed = await world.zhao.types("/task list R&D")
    assert "T-4" in listed.text, "the department by its name, with its sign"
    asked = (await world.lin.types("/request new 封面 A&B 下周五")).view
    assert asked is not None
    assert asked.element("title").element["initial_value"] == "封面 A&B"
