"""Words and answers where newcomers expect them: names, verbs first, undo, reasons, and what a form says beforehand."""

from __future__ import annotations

import pytest

from tests.came.acting import fills_in, sends, writes
from tests.scenarios.cards import card_of
from tests.scenarios.disputes import raises
from tests.scenarios.requests import asks
from tests.scenarios.requests import card_of as request_card
from tests.world import World


@pytest.mark.parametrize(
    ("who", "line", "shown"),
    [
        ("zhao", "/task 列表 陈静", "T-3"),
        ("maria", "/task list Sam", "T-6"),
        ("maria", "/task list 陈静 late", "T-3"),
        ("chen", "/task 我的", "T-3"),
        ("sam", "/task mine", "T-6"),
        ("maria", "/task late", "T-4"),
        ("zhao", "/task 延期", "T-4"),
        ("zhao", "/task 全部", "T-1"),
    ],
)
async def test_a_list_is_asked_for_as_people_say_it(world: World, who: str, line: str, shown: str) -> None:
    said = await world.person(who).types(line)
    assert shown in said.text
    assert "does not know" not in said.text
    assert "T-5" not in said.text or "全部" in line, "王磊's task is in none of these"


async def test_of_several_people_of_that_name_one_is_to_be_chosen(world: World) -> None:
    await world.arrives("sam2", real_name="Sam Jones", display_name="Sam", locale="en-US", tz="Europe/Berlin")
    await world.settle()
    asked = await world.maria.types("/task list Sam")
    assert "Several people are called “Sam”" in asked.text
    assert "Sam Carter (Marketing): @sam" in asked.text
    assert "Sam: @sam2" in asked.text, "of no department"


async def test_how_far_a_task_is_may_be_said_before_its_number(world: World) -> None:
    for line in ("/task 完成 T-3", "/task 更新 完成T-3", "/task finish T-3", "/task done T-3, at last"):
        assert "✅" in (await world.chen.types(line)).text, line
        assert "✅ done" in (await card_of(world, 3)).text, line
        await world.chen.types("/task 重新打开 T-3" if "done" in line else "/task reopen T-3")
        assert "✅ done" not in (await card_of(world, 3)).text, line
    assert "at last" in (await world.sam.types("/task show T-3")).text


async def test_it_may_be_said_so_to_liaison_in_words_too(world: World) -> None:
    said = await world.chen.types("@Liaison 完成 T-3")
    await world.settle()
    assert said.ok
    assert "✅ done" in (await card_of(world, 3)).text


async def test_what_blocks_a_task_is_pointed_to_its_field(world: World) -> None:
    for who, line, says in (
        (world.sam, "/task update T-6 blocked by T-3", "Does T-6 wait for another task?"),
        (world.chen, "/task 更新 T-3 依赖T-4", "T-3在等另一项任务吗？"),
    ):
        asked = await who.types(line)
        assert says in asked.text
        form = await who.presses("tasks.edit", on=asked.answer)
        assert form.view is not None


async def test_the_last_move_of_a_request_or_dispute_is_undone_by_a_line(world: World) -> None:
    assert "最近10分钟内" in (await world.chen.types("/request 撤销")).text
    await asks(world.sam)
    await world.chen.presses("Accept", on=await request_card(world, 1))
    undone = await world.chen.types("/request 撤销")
    assert "R-1" in undone.text
    assert "Accept" in str((await request_card(world, 1)).blocks), "it waits for an answer again"
    await world.chen.presses("Accept", on=await request_card(world, 1))
    assert "R-1" in (await world.chen.types("/request undo R-1")).text
    await world.chen.presses("Accept", on=await request_card(world, 1))
    await world.clock.plus("11m")
    late = await world.chen.types("/request undo R-1")
    assert "已无法撤销" in late.text or "不能" in late.text
    await raises(world.lin)
    assert "D-1" in (await world.lin.types("/dispute undo D-1")).text


async def test_the_reason_typed_with_a_command_stands_in_its_form(world: World) -> None:
    for line, why in (
        ("/project 暂停 客户要到一月才批预算", "客户要到一月才批预算"),
        ("/project suspend P-2026-001, no budget yet", "no budget yet"),
        ("/project 结项 产品线取消", "产品线取消"),
    ):
        form = await world.zhao.types(line)
        assert form.view is not None, form.text
        assert form.view.values["because"] == why
        await world.zhao.closes(form.view)
    assert (await world.zhao.types("/project suspend P-2026-099")).view is None


async def test_what_a_form_asks_for_and_does_is_said_in_it(world: World) -> None:
    form = await world.zhao.types("/project 结项")
    assert form.view is not None
    assert "有取消的内容时必填" in str(form.view.raw)
    await sends(world.zhao, form, tasks_others="done")
    again = await world.zhao.types("/project 重开")
    assert again.view is not None
    assert "结项时完成的仍为已完成" in again.view.text


async def test_nothing_is_said_of_undo_that_is_not_true(world: World) -> None:
    assert "没有可撤销的操作" in (await world.zhao.types("/project 撤销")).text
    await writes(world.zhao, "/project suspend")
    await writes(world.zhao, "/project resume")
    assert "P-2026-001恢复后不能撤销" in (await world.zhao.types("/project 撤销")).text
    form = await world.zhao.types("/project 结项")
    await sends(world.zhao, form, tasks_others="done")
    await writes(world.zhao, "/project reopen")
    assert "P-2026-001重开后不能撤销" in (await world.zhao.types("/project 撤销")).text
    form = await world.zhao.types("/project 结项")
    await sends(world.zhao, form)
    await world.zhao.types("/project 撤销")
    assert "没有可撤销的操作" in (await world.zhao.types("/project 撤销")).text


async def test_a_project_that_is_over_invites_to_nothing_new(world: World) -> None:
    form = await world.zhao.types("/project 结项")
    await sends(world.zhao, form, tasks_others="done")
    for command, new in (
        ("/task list", "/task 添加"),
        ("/request list", "/request 新建"),
        ("/dispute list", "/dispute 新建"),
    ):
        said = (await world.zhao.types(command)).text
        assert new not in said, said
        assert "全部" in said
    refused = await world.zhao.types("/task add Posters")
    assert "[重开]" in refused.text, "the word of the command"


async def test_home_says_what_stands_still(world: World) -> None:
    await writes(world.zhao, "/project suspend")
    assert "你有2项任务随项目一起暂停" in (await world.chen.home()).text
    assert "Nothing is open" in (await world.maria.home()).text, "hers is done"


async def test_what_is_not_decreed_is_said_once_below_a_list(world: World) -> None:
    for number in (8, 10):
        await world.liu.types(f"/task update T-{number} due 2027-01-20 because the hall is taken")
        await world.settle()
        await world.liu.presses("tasks.move") if "仍然改期" in str((await world.liu.sees())[-1].blocks) else None
    shown = (await world.liu.types("/task list mine")).text
    assert shown.count("2027年放假安排未公布") == 1, shown


async def test_a_status_shows_all_that_it_waits_for(world: World) -> None:
    for number in range(9):
        await world.zhao.types(f"/task add Late {number} @chen #设计部 by friday")
    await world.clock.to("2026-12-08 10:00")
    said = await world.wang.types("/project 状态")
    more = await world.wang.presses("projects.waits.next", on=said.answer)
    assert "Late 8" in more.text
    assert "P-2026-001在等的事项" in more.text


async def test_a_span_is_moved_from_today_where_its_day_has_passed(world: World) -> None:
    await fills_in(
        world.lin, "改到2026年11月25日 周三", (await world.lin.types("/task 更新 T-4 推迟两天")).answer, note="等打样"
    )
    assert "Wed, Nov 25" in (await card_of(world, 4)).text


async def test_days_away_are_read_back_as_the_days_they_are(world: World) -> None:
    answer = await world.maria.types("/liaison away @wang from Dec 7 to 9")
    assert "Mon, Dec 7 – Wed, Dec 9 (Asia/Shanghai)" not in answer.text, "her own days are whole in her zone"
    await world.clock.plus("1d")
    told = [one.text for one in await world.wang.inbox() if "代理" in one.text and "Maria" in one.text]
    assert "12月7日 周一至12月9日 周三（柏林时间）" in told[0]
    assert "06:00" not in told[0]
    assert "07:00" not in told[0]
