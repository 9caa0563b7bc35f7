"""What Slack draws itself, and what stands there where a workspace does not have it: nothing is lost by a block."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.app import App
from tests.only import only
from tests.scenarios.test_alerts import do, planned
from tests.scenarios.test_digests import LIU, digests, picture_in, thread_of
from tests.scenarios.test_task_table import table_of
from tests.world import Message, World

TABLE = "data_table"


def types(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


async def refusals(world: World) -> list[dict[str, Any]]:
    """The answers in which Slack refused blocks."""
    return [one for one in await world.traffic() if "unsupported type" in str(one.get("answer"))]


async def test_a_workspace_without_tables_that_sort_is_asked_once_a_week_and_reads_the_plain_one_meanwhile(
    world: World, liaison: App
) -> None:
    for who, heading in ((world.sam, "Working days late"), (world.lin, "延期工作日")):
        table = (await who.types("/task table")).answer
        assert types(table) == ["section", TABLE, "actions"]
        assert heading in table_of([table])[0]
    await world.rolls_out(is_on=False, types=[TABLE])
    for _time in range(2):
        for who, heading in ((world.sam, "Waits for"), (world.lin, "依赖的任务")):
            table = (await who.types("/task table")).answer
            assert types(table) == ["section", "table", "actions"]
            assert heading in table_of([table])[0]
    assert len(await refusals(world)) == 1, "it was remembered"
    assert b'liaison_native_refused_total{kind="data_table"} 1.0' in liaison.metrics.exposition()
    await world.clock.plus("6d")
    assert "table" in types((await world.sam.types("/task table")).answer)
    assert len(await refusals(world)) == 1
    await world.clock.plus("25h")
    assert "table" in types((await world.sam.types("/task table")).answer)
    assert len(await refusals(world)) == 2, "Slack may have brought it meanwhile"
    await world.rolls_out(is_on=True, types=[TABLE])
    await world.clock.plus("8d")
    assert TABLE in types((await world.sam.types("/task table")).answer)


async def test_a_digest_is_drawn_by_slack_and_drawn_anew_with_its_picture_where_slack_takes_that_back(
    world: World, liaison: App
) -> None:
    for number in range(9):
        await do(liaison, planned, f"Late {number}", LIU, date(2026, 11, 18 + number % 3))
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert types(digest).count("data_visualization") == 2
    chart = next(line for line in digest.text.split("\n") if line.startswith("(chart) Tasks by department"))
    assert "R&D Completed 0, Open, in time 1, Late 1 / Sales Completed 0, Open, in time 2, Late 0" in chart
    assert "▸ How the departments stand" in digest.text
    assert "▸ All late tasks" in digest.text
    assert "Late 8" in digest.text, "what the list leaves out is folded"
    assert not [one for one in await world.traffic() if one["name"] == "files.getUploadURLExternal"]
    assert not await thread_of(world, digest), "no thread of long lists"
    await world.rolls_out(is_on=False, types=["data_visualization", "container"])
    await world.zhao.types("/meeting move 今天下午3点，因为主讲人的航班晚点")
    await world.clock.plus("20s")
    digest = only(await digests(world))
    assert "3:00 PM GMT+8" in digest.text
    assert picture_in(digest) is not None
    assert "*R&D* 0 of 2 done" in digest.text
    assert "Late 8" in only(await thread_of(world, digest)).text


async def test_a_late_task_is_told_in_one_sentence_and_the_rest_folds(world: World) -> None:
    await world.clock.to("Tuesday 09:31")
    alert = only(one for one in await world.posted() if "late in" in one.notification)
    assert types(alert) == ["section", "container", "context", "actions"]
    assert "▾ What is late, who is on it, and what that holds up" in alert.text


async def test_the_bars_of_a_digest_count_a_task_with_subtasks_by_them_when_both_are_late(
    world: World, liaison: App
) -> None:
    await world.clock.to("2026-12-23 08:31")
    digest = (await digests(world))[-1]
    chart = next(line for line in digest.text.split("\n") if line.startswith("(chart) Tasks by department"))
    assert "Customer Service Completed 0, Open, in time 0, Late 1" in chart, "T-10 is late, and T-8, which is its whole"
    assert "-" not in chart.partition("Completed")[2]
