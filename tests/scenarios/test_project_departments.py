"""Departments join a project, leave it and are merged in the middle of it: nothing waits for who is gone."""

from __future__ import annotations

from tests.came.acting import sends, writes
from tests.scenarios.disputes import raises
from tests.scenarios.requests import asks
from tests.world import Outcome, Person, World

NUMBER = "P-2026-001"


async def parts(who: Person) -> Outcome:
    return await who.types(f"/project departments {NUMBER}")


async def chooses(who: Person, did: str, of: str) -> Outcome:
    """Open the form behind what is chosen beside a department."""
    listed = (await parts(who)).answer
    block = next(one for one in listed.blocks if of in str(one.get("text", "")))
    option = next(one for one in block["accessory"]["options"] if one["value"].startswith(did))
    return await who.chooses(block["block_id"], option["value"], on=listed)


async def told(who: Person, words: str) -> list[str]:
    await who.world.settle()
    return [one.text for one in await who.inbox() if words in one.text]


async def test_what_is_open_with_a_department_that_leaves_goes_to_another_and_nothing_waits_for_it(
    world: World,
) -> None:
    await asks(world.sam)
    form = await chooses(world.zhao, "leave", "设计部")
    assert form.view is not None
    assert "2项未完成的任务" in form.view.text
    assert "T-3" in form.view.text
    assert "R-1 · Poster artwork" in form.view.text
    refused = await world.zhao.submits(form, tasks_others="given", requests_others="given")
    assert "请选择接手的部门" in refused.errors["heir"]
    left = await sends(world.zhao, form, tasks_others="given", requests_others="given", heir="研发部", owner_id="lin")
    assert "设计部已退出P-2026-001" in left
    assert "2项未完成的任务：由研发部接手" in left
    await world.settle()

    assert "设计部" not in (await world.zhao.types("/project show")).text
    assert "林涛" in await world.zhao.types("/task show T-3")
    assert "研发部" in await world.zhao.types("/task show T-3")
    assert "研发部" in await world.zhao.types("/request show R-1")
    assert len(await told(world.lin, "设计部退出")) == 1
    assert len(await told(world.chen, "设计部退出")) == 1
    assert "R-1" in (await world.lin.home()).text
    home = (await world.chen.home()).text
    assert "R-1" not in home
    assert "T-3" not in home
    assert "You stand for no department" in await world.chen.types("/report") or "部门" in await world.chen.types(
        "/report"
    )


async def test_what_ends_with_a_department_needs_a_reason_and_nobody_is_left_asked(world: World) -> None:
    await asks(world.sam)
    form = await chooses(world.maria, "leave", "Design")
    refused = await world.maria.submits(form, tasks_others="cancelled", requests_others="cancelled")
    assert "because" in refused.errors
    await sends(world.maria, form, tasks_others="cancelled", requests_others="cancelled", because="Agency does it")
    assert "Agency does it" in await world.sam.types("/task show T-3")
    assert "let a department leave the project" in await world.sam.types("/request show R-1")
    assert "R-1" not in (await world.chen.home()).text


async def test_what_opened_meanwhile_is_shown_before_a_department_leaves(world: World) -> None:
    form = await chooses(world.zhao, "leave", "设计部")
    await world.chen.types("/task add Banner by friday @chen")
    sent = await world.zhao.submits(form, tasks_others="cancelled", because="外包")
    assert sent.view is not None
    assert "设计部未完成的事项已有变化" in sent.view.text
    assert "3项未完成的任务" in sent.view.text
    assert "外包" in sent.view.text
    assert "设计部" in (await world.zhao.types("/project show")).text


async def test_a_department_in_a_dispute_stays_until_that_is_settled(world: World) -> None:
    await raises(world.lin)
    refused = await chooses(world.zhao, "leave", "设计部")
    assert refused.view is None
    assert "设计部是争议（D-1）的当事方，请先达成共识或裁决" in refused
    assert "D-1" in await world.zhao.presses("查看", on=refused.answer)
    assert "D-1" in await chooses(world.zhao, "merge", "研发部")


async def test_the_initiating_department_does_not_leave_and_only_an_admin_puts_another_in_its_place(
    world: World,
) -> None:
    assert "[⋯ 并入其他部门]" in (await parts(world.zhao)).text, "it is not offered to leave"
    refused = await chooses(world.zhao, "merge", "市场部")
    assert "市场部是P-2026-001的发起部门，只有管理员可以让其他部门接替" in refused
    form = await chooses(world.wang, "merge", "市场部")
    await sends(world.wang, form, into="销售部")
    await world.settle()
    shown = (await world.zhao.types("/project show")).text
    assert "*发起部门* 销售部" in shown
    assert "*发起部门负责人* Priya Nair" in shown
    assert "Maria Weber" not in shown


async def test_a_merged_department_brings_what_is_open_with_the_same_owners(world: World) -> None:
    await asks(world.lin, department="设计部")
    await asks(world.sam, "Flyers")
    await sends(world.zhao, await chooses(world.zhao, "merge", "设计部"), into="研发部")
    await world.settle()
    task = (await world.zhao.types("/task show T-3")).text
    assert "陈静" in task
    assert "研发部" in task
    assert "合并了两个部门" in (await world.zhao.types("/request show R-1")).text
    assert "研发部" in (await world.zhao.types("/request show R-2")).text
    assert "R-2" in (await world.lin.home()).text
    assert "陈静" not in (await world.zhao.types("/project show")).text


async def test_a_department_that_joins_is_told_what_is_expected_and_asked_for_its_report(world: World) -> None:
    await sends(world.zhao, await chooses(world.zhao, "leave", "设计部"), tasks_others="cancelled", because="外包")
    listed = (await parts(world.zhao)).answer
    form = await world.zhao.presses("部门加入", on=listed)
    joined = await sends(world.zhao, form, department_id="设计部", liaison_id="chen")
    assert "设计部已加入P-2026-001" in joined
    assert len(await told(world.chen, "设计部")) >= 1
    assert "接口人陈静" in (await world.zhao.types("/project show")).text
    form = await world.chen.types("/report")
    assert form.view is not None
    assert "设计部" in form.view.text
    assert "所有部门都已参与P-2026-001" in await world.zhao.presses("部门加入", on=listed)


async def test_only_who_may_is_offered_it(world: World) -> None:
    shown = await parts(world.sam)
    assert "5 departments take part" in shown
    assert "A department joins" not in shown.text
    assert "⋯" not in shown.text
    await writes(world.zhao, "/project suspend")
    assert "部门加入" not in (await parts(world.zhao)).text


async def test_a_department_that_left_is_back_with_what_was_open_within_ten_minutes(world: World) -> None:
    await asks(world.sam)
    form = await chooses(world.zhao, "leave", "设计部")
    left = await sends(
        world.zhao,
        form,
        tasks_others="given",
        requests_others="cancelled",
        heir="研发部",
        owner_id="lin",
        because="外包",
    )
    assert "10分钟内可以撤销" in left
    await world.settle()
    undone = await world.zhao.presses("撤销", on=left.answer)
    assert "已撤销：设计部照旧参与P-2026-001" in undone
    assert "原有5项未完成的事项已恢复" in undone
    await world.settle()
    shown = (await world.zhao.types("/task show T-3")).text
    assert "设计部" in shown
    assert "陈静" in shown
    assert "R-1" in (await world.chen.home()).text
    assert "T-3" in (await world.chen.types("/task list mine")).text
    assert "接口人陈静" in (await world.zhao.types("/project show")).text
    assert any("Design stays in P-2026-001" in one.text for one in await world.posted())
    assert len(await told(world.chen, "撤销退出")) == 1
    assert len(await told(world.lin, "撤销退出")) == 1
    again = await world.zhao.presses("撤销", on=left.answer)
    assert "已无法撤销" in again
    assert "已无法撤销" in await world.zhao.types("/project undo")


async def test_what_somebody_has_gone_on_with_stays_when_a_merger_is_undone(world: World) -> None:
    await asks(world.sam)
    merged = await sends(world.zhao, await chooses(world.zhao, "merge", "设计部"), into="研发部")
    await world.settle()
    await world.lin.types("/task update T-3 60%")
    undone = await world.zhao.types("/project 撤销")
    assert "已撤销：设计部照旧参与P-2026-001" in undone
    assert "T-3" in undone, "it is said what stays as it is"
    assert "R-1" not in undone.text
    await world.settle()
    assert "研发部" in await world.zhao.types("/task show T-3")
    assert "设计部" in (await world.zhao.types("/request show R-1")).text
    assert merged.ok


async def test_who_had_not_heard_that_a_department_leaves_hears_nothing_and_only_who_did_it_undoes_it(
    world: World,
) -> None:
    await world.clock.to("Monday 20:00")
    left = await sends(
        world.zhao, await chooses(world.zhao, "leave", "设计部"), tasks_others="cancelled", because="外包"
    )
    assert "only by who did it" in await world.maria.types("/project undo")
    await world.zhao.presses("撤销", on=left.answer)
    await world.clock.to("Tuesday 10:00")
    assert not await told(world.chen, "退出")


async def test_the_initiating_department_is_that_again_with_its_sponsor(world: World) -> None:
    merged = await sends(world.wang, await chooses(world.wang, "merge", "市场部"), into="销售部")
    await world.settle()
    await world.wang.presses("撤销", on=merged.answer)
    await world.settle()
    shown = (await world.zhao.types("/project show")).text
    assert "*发起部门* 市场部" in shown
    assert "*发起部门负责人* Maria Weber" in shown


async def test_a_department_that_joined_is_let_go_not_undone(world: World) -> None:
    await sends(world.zhao, await chooses(world.zhao, "leave", "设计部"), tasks_others="cancelled", because="外包")
    form = await world.zhao.presses("部门加入", on=(await parts(world.zhao)).answer)
    await sends(world.zhao, form, department_id="设计部", liaison_id="chen")
    assert "部门加入不能撤销" in await world.zhao.types("/project undo")
