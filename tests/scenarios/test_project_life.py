"""A project is suspended, closed and archived in Slack: what is offered to whom, and what each command says then."""

from __future__ import annotations

import pytest

from tests.came.acting import fills_in, sends, writes
from tests.scenarios.disputes import raises
from tests.scenarios.reviews import planned
from tests.world import Message, Outcome, Person, World

PROJECT = "P-2026-001"


async def shown(who: Person) -> Message:
    return (await who.types("/project show")).answer


def labels(on: Message) -> set[str]:
    """The words of its buttons."""
    return {one["text"]["text"] for block in on.blocks if block["type"] == "actions" for one in block["elements"]}


async def test_only_who_may_is_offered_the_buttons_and_they_are_those_of_the_phase(world: World) -> None:
    assert {"暂停", "结项"} <= labels(await shown(world.zhao))
    assert labels(await shown(world.sam)) == {"Weekly meeting to my calendar"}
    await fills_in(world.maria, "Suspend", await shown(world.maria), because="No budget yet")
    assert labels(await shown(world.zhao)) >= {"恢复", "结项"}
    assert "No budget yet" in (await shown(world.sam)).text
    await fills_in(world.wang, "恢复", await shown(world.wang))
    assert labels(await shown(world.wang)) >= {"暂停", "结项"}


async def test_each_command_says_where_the_project_stands_and_who_can_let_it_go_on(world: World) -> None:
    await writes(world.zhao, "/project suspend")
    said = "is suspended since Mon, Nov 23, by 赵敏. 赵敏 (PM), Maria Weber (sponsor) or 王磊 (admin) can let it go on"
    for line in (
        "/task add Posters by friday @sam",
        "/task update T-6 done",
        "/report",
        "/request new",
        "/dispute new",
    ):
        assert said in await world.sam.types(line), line
    for line in ("/meeting", "/task list all", "/project status"):
        assert "P-2026-001 is suspended since Mon, Nov 23, by 赵敏." in await world.sam.types(line), line
    assert "P-2026-001 is suspended: nothing of it can be changed." in await world.sam.types("/task show T-6")
    offered = await world.zhao.types("@Liaison task update T-4 done")
    await world.settle()
    assert "自11月23日 周一起已暂停（赵敏）" in (await world.zhao.sees())[-1].text or "已暂停" in offered
    form = await world.zhao.presses("恢复")
    await sends(world.zhao, form)
    assert "T-6" in await world.sam.types("/task update T-6 done")


async def test_a_running_dispute_is_shown_instead_of_the_form(world: World) -> None:
    await raises(world.lin)
    refused = await world.zhao.types("/project 暂停")
    assert refused.view is None
    assert "P-2026-001有争议正在进行（D-1），请先达成共识或裁决" in refused
    assert "D-1" in await world.zhao.presses("查看", on=refused.answer)


async def test_what_opened_meanwhile_is_shown_before_a_project_is_closed(world: World) -> None:
    form = await world.zhao.types("/project close")
    await world.sam.types("/task add Another poster by friday @sam")
    sent = await world.zhao.submits_and_waits(form, tasks_others="done")
    assert sent.view is not None
    assert "未完成的事项已有变化" in sent.view.text
    assert "11项未完成的任务" in sent.view.text
    await sends(world.zhao, sent.view, tasks_others="done")
    await world.settle()
    assert "11 open tasks: 11 done, 0 cancelled" in (await world.posted())[-1].text


async def test_a_closed_project_is_archived_listed_when_asked_for_and_reopened_by_the_sponsor(world: World) -> None:
    refused = await world.zhao.types("/project archive")
    assert "该操作只能在以下阶段进行：已结项。P-2026-001目前处于：执行。" in refused
    await writes(world.zhao, "/project close", tasks_others="cancelled", because="产品线停止")
    for line in ("/task add Posters by friday @sam", "/task update T-6 done"):
        assert "is closed since Mon, Nov 23, by 赵敏." in await world.sam.types(line), (
            "nobody deleted what ended with it"
        )
    assert "cancelled · 产品线停止" in await world.sam.types("/task show T-6")
    assert "你没有已归档的项目" in await world.zhao.types("/project 列表 归档")
    await writes(world.zhao, "/project 归档")
    assert "P-2026-001" not in (await world.zhao.types("/project list")).answer.text
    assert "P-2026-001 · Aurora lamp launch 曙光台灯上市 · 已归档" in (
        await world.zhao.types("/project list archived")
    ).text.replace("*", "")
    assert "已归档（赵敏）" in await world.zhao.types("/project home P-2026-001")
    assert "不能决定P-2026-001" in await world.lin.types("/project reopen P-2026-001")
    await writes(world.maria, "/project reopen P-2026-001")
    assert "P-2026-001" in await world.zhao.types("/project list")


async def test_who_sleeps_while_a_project_is_closed_and_reopened_hears_of_neither(world: World) -> None:
    await world.sam.types("hello", "@Liaison")
    await writes(world.zhao, "/project close", tasks_others="done")
    await writes(world.zhao, "/project reopen")
    await world.clock.to("Tuesday 00:30")  # 11:30 in New York

    assert [one.text for one in await world.sam.inbox() if "closed" in one.text.split("\n")[0]] == []


async def test_who_sleeps_while_a_project_is_suspended_closed_and_archived_hears_that_it_is_closed(
    world: World,
) -> None:
    await world.sam.types("hello", "@Liaison")
    await writes(world.zhao, "/project suspend")
    await writes(world.zhao, "/project close", tasks_others="done")
    await writes(world.zhao, "/project archive")
    await world.clock.to("Tuesday 00:30")  # 11:30 in New York

    told = [one.text.split("\n")[0] for one in await world.sam.inbox() if "P-2026-001" in one.text.split("\n")[0]]
    assert len(told) == 1, told
    assert "赵敏 has closed P-2026-001" in told[0]


async def test_the_same_form_sent_twice_does_it_once(world: World) -> None:
    form = await world.zhao.types("/project suspend")
    await sends(world.zhao, form)
    again = await world.zhao.submits(form)
    assert not again.ok or "已暂停" in again.text or not again.said
    await world.settle()
    assert sum("has suspended" in one.text for one in await world.posted()) == 1


async def test_what_is_open_is_gone_through_one_by_one_a_page_after_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.process.phases.settling.A_PAGE", 4)
    form = await world.zhao.types("/project close")
    page = await world.zhao.submits_and_waits(form, tasks_others="each")
    assert page.view is not None
    assert "共 10 项，本页为第 1 至 4 项" in page.view.text
    first = asked_on(page)
    page = await world.zhao.submits_and_waits(page, **dict.fromkeys(first, "cancelled") | {first[1]: "done"})
    assert page.view is not None
    assert "第 5 至 8 项" in page.view.text
    second = asked_on(page)
    assert not {*first} & {*second}
    refused = await world.zhao.submits(page, **dict.fromkeys(second, "done"), rest="done")
    assert "有事项被取消，请说明原因。" in refused.errors.values(), "there was one on the page before"
    await sends(world.zhao, page, **dict.fromkeys(second, "done"), rest="done", because="产品线停止")
    await world.settle()
    assert "10 open tasks: 7 done, 3 cancelled" in (await world.posted())[-1].text
    await world.zhao.types("/project undo")
    again = await world.zhao.types("/project close")
    assert again.view is not None
    assert "10项未完成的任务" in again.view.text


async def test_the_pages_begin_anew_where_something_was_opened_meanwhile(world: World) -> None:
    form = await world.zhao.types("/project close")
    page = await world.zhao.submits_and_waits(form, tasks_others="each")
    await world.sam.types("/task add Another poster by friday @sam")
    sent = await world.zhao.submits_and_waits(page, **dict.fromkeys(asked_on(page), "done"))
    assert sent.view is not None
    assert "未完成的事项已有变化" in sent.view.text
    assert "11项未完成的任务" in sent.view.text
    assert "40%" in await world.sam.types("/task update T-6 40%"), "the project runs"


def asked_on(page: Outcome) -> list[str]:
    """What is decided one by one on a page of the form."""
    assert page.view is not None
    blocks = [one["block_id"].partition(":")[0] for one in page.view.raw["blocks"]]
    return [one for one in blocks if one.startswith(("tasks.", "requests."))]


async def test_a_dispute_keeps_a_project_from_being_closed_in_words_of_closing(world: World) -> None:
    await raises(world.lin)
    refused = await world.zhao.types("/project 结项")
    assert "争议未结束，P-2026-001不能结项：D-1" in refused


async def test_tasks_that_a_review_locks_are_all_named_when_a_project_is_closed_and_may_be_cancelled(
    world: World,
) -> None:
    await planned(world)
    form = await world.zhao.types("/project 结项")
    refused = await world.zhao.submits(form, tasks_others="each")
    assert refused.view is not None
    ends = {name: "done" for name in refused.view.fields if name.startswith("tasks.")}
    refused = await world.zhao.submits(refused.view, **ends)
    assert refused.view is not None
    found = {name: words for name, words in refused.errors.items() if "T-11" in words}
    assert list(found) == ["tasks.11"], "it stands at the task that is locked"
    said = found["tasks.11"]
    assert "T-12" in said
    assert "已取消" in said
    ends |= {"tasks.11": "cancelled", "tasks.12": "cancelled"}
    closed = await world.zhao.submits(refused.view, **ends, because="展会取消")
    assert not closed.errors, closed.errors
    assert "已结项" in closed
