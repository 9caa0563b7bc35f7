"""The digest before the weekly meeting: that is on Wednesdays at 10:30 in Shanghai, the digest two hours before."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import update

from bot.app import App
from bot.process.digests import posting as flow
from bot.sandbox.server import Sandbox
from storage.projects import Project
from tests.only import only
from tests.scenarios.disputes import raises
from tests.scenarios.test_alerts import do, planned
from tests.scenarios.test_reports import files
from tests.world import Message, World

LIU = "U0LIU00001"


@pytest.fixture
async def world(world: World) -> World:
    """A workspace in which Slack draws no charts and folds nothing; `test_natives` has one where it does."""
    await world.rolls_out(is_on=False, types=["data_visualization", "container"])
    return world


async def digests(world: World) -> list[Message]:
    return [one for one in await world.posted() if "weekly meeting Wed" in one.text.split("\n")[0]]


def picture_in(message: Message) -> str | None:
    """The file that stands in the message."""
    images = [block for block in message.blocks if block["type"] == "image"]
    return str(images[0]["slack_file"]["id"]) if images else None


async def test_the_channel_reads_how_it_stands_before_the_meeting_with_a_picture(
    world: World, company: Sandbox
) -> None:
    await world.clock.to("Tuesday 16:00")
    await world.lin.types("/task update T-5 due next mon because the mould is tried a third time")
    await world.clock.to("Wednesday 08:29")
    assert await digests(world) == []
    await world.clock.to("Wednesday 08:30")
    digest = only(await digests(world))
    assert picture_in(digest) is None, "the message does not wait for its picture"
    for words in (
        "weekly meeting Wed, Nov 25, 10:30 AM GMT+8",
        "2 of 11 tasks are done (18%); by the plan 4 should be (36%).",
        "*Design* 1 of 3 done · 33% (plan 67%) · 🔴 1 late",
        "*T-3* · Launch key visual 主视觉设计 · 5 working days late · Design · 陈静 · holds up T-6, T-9",
        "Fri, Nov 27 → Mon, Nov 30 · 林涛 · the mould is tried a third time",
        "Wed, Nov 25 · *T-7* Dealer price list",
        "10:30 AM · What is late and holds others up",
    ):
        assert words in digest.text
    # What has nothing to say is not there.
    for words in ("collaboration request", "earlier meetings"):
        assert words not in digest.text
    await world.clock.plus("10s")
    digest = only(await digests(world))
    file = company.slack.files[picture_in(digest) or ""]
    assert file.content.startswith(b"\x89PNG")
    assert file.channels == [], "it stands in the message, not beside it"
    assert "18% done, 36% planned by now" in digest.text


async def test_a_project_that_has_no_curve_yet_is_drawn_once_and_not_for_ever(world: World, liaison: App) -> None:
    with liaison.database.transaction() as session:
        session.execute(update(Project).values(starts_on=date(2026, 11, 25)))
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert picture_in(digest) is None
    for _moment in range(10):
        await world.clock.plus("5s")
    assert [one for one in await world.traffic("chat.update") if digest.ts in str(one["request"])] == []


async def test_a_picture_that_slack_does_not_take_leaves_the_digest_without(world: World) -> None:
    await world.faults.add("error:invalid_arguments", "files.completeUploadExternal", times=9)
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert picture_in(digest) is None
    assert "Agenda · 60 minutes" in digest.text


async def test_a_picture_that_was_deleted_in_slack_does_not_keep_the_digest_from_being_drawn(
    world: World, liaison: App, company: Sandbox
) -> None:
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    del company.slack.files[picture_in(digest) or ""]
    await world.lin.types("/task update T-4 done")
    await do(liaison, flow.refresh, 1)
    await world.settle()
    await world.clock.plus("1m")
    digest = only(await digests(world))
    assert "3 of 11 tasks are done" in digest.text
    assert picture_in(digest) is not None, "the numbers are others: there is a new one"


async def test_lists_are_cut_and_stand_in_full_in_the_thread(world: World, liaison: App) -> None:
    for number in range(9):
        await do(liaison, planned, f"Late {number}", LIU, date(2026, 11, 18 + number % 3))
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert "11 tasks are late" in digest.text
    assert "… 4 more" in digest.text
    details = only(one for one in await world.posted() if one.thread_ts == digest.ts and one.ts != digest.ts)
    assert "Late 8" in details.text
    late = await world.lin.presses("All late tasks", on=digest)
    assert "11项任务" in late.answer.text


async def test_anybody_looks_at_the_present_digest_in_their_language(world: World) -> None:
    seen = await world.lin.types("/meeting digest")
    for words in ("跨部门例会 11月25日 周三 10:30", "按当前数据生成，仅你可见", "延期任务2项", "议程 · 60分钟"):
        assert words in seen.answer.text
    assert await digests(world) == []
    elsewhere = await world.priya.types("/meeting digest P-2026-001", channel="#random")
    assert "2 of 11 tasks are done" in elsewhere.answer.text
    await world.zhao.types("/meeting pause")
    paused = await world.priya.types("/meeting digest")
    assert "the weekly meeting is paused" in paused.answer.text


async def test_after_downtime_a_meeting_that_is_over_gets_no_digest(world: World) -> None:
    await world.clock.to("Thursday 12:00", jump=True)
    assert await digests(world) == []
    # The next one comes as always.
    await world.clock.to("2026-12-02 08:31")
    digest = only(await digests(world))
    assert "Wed, Dec 2" in digest.text


async def thread_of(world: World, digest: Message) -> list[Message]:
    return [one for one in await world.posted() if one.thread_ts == digest.ts and one.ts != digest.ts]


async def test_reports_stand_in_the_thread_and_a_late_one_changes_the_digest_in_place(world: World) -> None:
    await files(world.lin, {"done": "蓝牙认证资料已提交", "next": "准备量产评审"}, {"reason.t4": "实验室排期晚一周"})
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert "*R&D* 0 of 2 done · 0% (plan 50%) · 🔴 1 late · report filed" in digest.text
    assert "4 reports are still to come" in digest.text
    assert "• Marketing: Sam Carter" in digest.text
    report = only(await thread_of(world, digest))
    assert "Status report of R&D" in report.text
    assert "实验室排期晚一周" in report.text

    await world.clock.to("Wednesday 10:45")
    form = await world.chen.types("/report")
    step = await world.chen.submits(form)
    assert step.view is not None
    await world.chen.submits(step, **{name: "二稿意见未齐" for name in step.view.fields if name.startswith("reason")})
    await world.clock.plus("1m")
    digest = only(await digests(world))
    assert "· report filed late" in digest.text
    assert "3 reports are still to come" in digest.text
    assert [one.text.split("\n")[0] for one in await thread_of(world, digest)] == [
        "*Status report of R&D*",
        "*Status report of Design*",
    ]


async def test_a_running_dispute_is_told_with_what_is_left_of_its_time(world: World) -> None:
    await world.clock.to("Tuesday 16:00")
    await raises(world.lin)
    await world.clock.to("Wednesday 08:31")
    digest = only(await digests(world))
    assert "1 dispute is running" in digest.text
    line = next(one for one in digest.text.splitlines() if "*D-1*" in one)
    assert "Second proof · R&D ↔ Design · consensus by Wed, Nov 25, 4:00 PM GMT+8 (" in line
    assert "1 running dispute" in digest.text, "and stands on the agenda"


async def test_a_digest_says_when_its_meeting_is_cancelled_or_moved_after_all(world: World) -> None:
    await world.clock.to("Wednesday 08:30")
    out = await world.zhao.types("/meeting cancel 主讲人生病")
    assert "已取消" in out.text
    await world.settle()
    digest = only(await digests(world))
    assert "10:30 AM GMT+8 · cancelled" in digest.text.split("\n")[0]
    await world.zhao.presses("撤销", on=out.answer)
    # So much is said in the channel by now that Slack's pace holds the card back.
    await world.clock.plus("5s")
    digest = only(await digests(world))
    assert "cancelled" not in digest.text.split("\n")[0]
    await world.zhao.types("/meeting move 今天下午3点，因为主讲人的航班晚点")
    await world.clock.plus("5s")
    digest = only(await digests(world))
    assert "Wed, Nov 25, 3:00 PM GMT+8" in digest.text.split("\n")[0]
