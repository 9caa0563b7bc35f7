"""Lists of tasks: told by the people who look for something, in a channel and outside of it."""

from __future__ import annotations

from tests.world import Outcome, World


def lines(out: Outcome) -> list[str]:
    """The numbers of the tasks that are listed, in their order."""
    return [line.split(" ·")[0].strip("*") for line in out.text.splitlines() if line.strip("*").startswith("T-")]


async def test_a_channels_list_shows_what_is_open_and_all_on_demand(world: World) -> None:
    out = await world.sam.types("/task list")
    assert "Open tasks · Aurora lamp launch" in out.text
    assert "T-1" not in lines(out), "what is done is not in the way"
    assert "T-3" in lines(out)
    everything = await world.lin.types("/task list 全部")
    assert "全部任务" in everything.text
    assert "T-1" in lines(everything)
    assert "12项任务" in everything.text
    finished = await world.sam.types("/task list done")
    assert lines(finished) == ["T-1", "T-2"]


async def test_a_list_is_narrowed_by_what_is_typed(world: World) -> None:
    for typed, found in (
        ("late", ["T-3", "T-4"]),
        ("延期", ["T-3", "T-4"]),
        ("delayed @chen", ["T-3"]),
        ("@chen", ["T-3", "T-9"]),
        ("Design", ["T-3", "T-9"]),
        ("设计部", ["T-3", "T-9"]),
        ("#Design late", ["T-3"]),
        ('#"Customer Service"', ["T-8", "T-10"]),
        ("customer service", ["T-8", "T-10"]),
        ("发布会", ["T-12"]),
        ("LAUNCH key", ["T-3"]),
        ("all 设计", ["T-2", "T-3"]),
        ("100%_", []),
    ):
        for reader in (world.zhao, world.sam):
            out = await reader.types(f"/task list {typed}")
            assert lines(out) == found, typed
            assert all(message.ephemeral for message in out.said)


async def test_outside_of_a_channel_a_list_is_about_me_or_all_my_projects(world: World) -> None:
    mine = await world.priya.types("/task list", channel="#general")
    assert "Your open tasks" in mine.text
    assert lines(mine) == ["T-7", "T-11"]
    assert lines(await world.priya.types("/task list @chen", channel="#general")) == ["T-3", "T-9"]
    assert lines(await world.priya.types("/task list 海报", channel="#general")) == []
    assert lines(await world.chen.types("/task list late", channel="#general")) == ["T-3"]


async def test_what_cannot_be_meant_is_refused_with_what_there_is(world: World) -> None:
    for typed, answer in (
        ("stage:Launhc", "There is no stage “Launhc” here."),
        ("#Finance", "There is: Marketing · R&D · Sales"),
        ("@nobody", "choose the person that Slack offers"),
    ):
        out = await world.sam.types(f"/task list {typed}")
        assert answer in out.text
        assert all(message.ephemeral for message in out.said)
    out = await world.lin.types("/task list #财务部")
    assert "没有名为“财务部”的部门。可选：市场部 · 研发部" in out.text
    out = await world.sam.types("/task list stage:Launch", channel="#general")
    assert "type that in its channel" in out.text


async def test_a_long_list_has_pages_that_go_on_and_back(world: World) -> None:
    for number in range(15):
        form = await world.zhao.types(f"/task add 检查第{number}条产线 12月{number + 1}日")
        await world.zhao.submits(form, department_id="2")
    first = await world.sam.types("/task list")
    assert "25 tasks" in first.text
    assert "1 to 12 of 25 tasks" in first.text
    second = await world.sam.presses("More", on=first.answer)
    assert "13 to 24 of 25 tasks" in second.text
    last = await world.sam.presses("More", on=second.answer)
    assert len(lines(last)) == 1
    assert len({*lines(first), *lines(second), *lines(last)}) == 25
    again = await world.sam.presses("Back", on=last.answer)
    assert lines(again) == lines(second)
    narrowed = await world.lin.types("/task list 产线")
    onward = await world.lin.presses("更多", on=narrowed.answer)
    assert len(lines(onward)) == 3, "the next page is narrowed as the first was"
