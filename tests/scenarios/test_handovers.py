"""Somebody named in a project is gone: the PM is asked once, and the successor gets everything that is open."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.app import App
from bot.process.handovers import runs
from bot.process.people import comings
from bot.sandbox.server import Sandbox
from bot.sandbox.world import shapes_people
from bot.slack.accounts import account_of
from storage import people
from storage.cards import Card
from storage.db import Database
from storage.disputes import Dispute
from storage.outbox import IS_DUE, Outgoing
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task
from tests.only import only
from tests.scenarios.cards import card_of
from tests.scenarios.disputes import raises
from tests.scenarios.handing import hands_over
from tests.scenarios.requests import asks
from tests.scenarios.test_alerts import do
from tests.scenarios.test_quiet import mornings
from tests.world import Message, Person, World


async def ids(world: World) -> dict[str, str]:
    """Slack user ids by key."""
    keys = ("lin", "wang", "zhao", "maria", "sam", "chen", "liu", "priya")
    return {key: one["id"] for key in keys for one in await world.get("people") if key.upper() in one["id"]}


async def told(who: Person) -> list[Message]:
    """What Liaison has written to the person; nothing where it never did."""
    with suppress(AssertionError):  # sees no conversation
        return await who.inbox()
    return []


async def asked(who: Person, words: str) -> list[Message]:
    """What the person was told about somebody who is gone."""
    return [one for one in await told(who) if words in one.text]


async def test_who_was_deactivated_while_nobody_listened_is_asked_about_once_people_are_read(
    world: World, company: Sandbox, liaison: App
) -> None:
    lin = company.slack.person("lin")
    assert lin is not None
    lin.deleted = True
    for _start in range(2):
        await liaison.directory.read_all(liaison.team_id, liaison.client, lambda call: call())
    await world.clock.plus("10m")
    assert len(await asked(world.zhao, "谁来接手林涛")) == 1


@pytest.mark.parametrize("ending", ["uninstall", "revoke"])
async def test_who_was_deactivated_while_liaison_was_removed_is_asked_about_when_it_is_back(
    world: World, company: Sandbox, liaison: App, ending: str
) -> None:
    await world.befall(ending)
    await world.settle()
    lin = company.slack.person("lin")
    assert lin is not None
    lin.deleted = True
    await world.clock.plus("5m")
    await world.befall("install")
    await world.clock.plus("15m")
    assert liaison.reading is not None
    await liaison.reading
    await world.clock.plus("10m")
    assert len(await asked(world.zhao, "谁来接手林涛")) == 1


async def test_a_page_that_was_read_before_somebody_was_deactivated_does_not_bring_them_back(
    world: World, liaison: App
) -> None:
    page = (await liaison.client.users_list(include_locale=True))["members"]
    await world.clock.plus("1m")
    await world.lin.deactivates()
    await world.settle()
    await liaison.directory.heard(liaison.team_id, page)
    await world.clock.plus("10m")
    assert len(await asked(world.zhao, "谁来接手林涛")) == 1
    assert is_deactivated(liaison, "U0LIN00001")


async def test_what_is_heard_late_of_a_deactivation_long_undone_asks_nobody(
    world: World, company: Sandbox, liaison: App
) -> None:
    lin = company.slack.person("lin")
    assert lin is not None
    left = account_of(shapes_people.user(company.slack, lin) | {"deleted": True}, liaison.team_id)
    await world.clock.plus("1m")
    company.slack.change_person(lin.id, deleted=False)
    await liaison.directory.read_all(liaison.team_id, liaison.client, lambda call: call())
    await do(liaison, comings.heard, [left])
    await world.clock.plus("10m")
    assert await asked(world.zhao, "谁来接手林涛") == []
    assert not is_deactivated(liaison, "U0LIN00001")


def is_deactivated(app: App, user_id: str) -> bool:
    with app.database.snapshot() as session:
        person = people.person(session, app.team_id, user_id)
        assert person is not None
        return person.is_deactivated


async def test_a_deactivated_owner_and_liaison_is_succeeded_by_one_form(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    question = only(await asked(world.zhao, "谁来接手林涛"))
    assert "林涛的账号已停用" in question.text
    assert "研发部接口人" in question.text
    assert "1项未完成任务的责任人" in question.text
    form = (await world.zhao.presses("选择接手人", on=question)).view
    assert form is not None
    who = await ids(world)
    gone = await world.zhao.submits(form, liaison_2=who["wang"], owner=who["lin"])
    assert "owner" in gone.errors, "whoever is gone cannot be chosen"
    done = await world.zhao.submits(form, liaison_2=who["wang"], owner=who["wang"])
    assert not done.errors
    await world.settle()
    pack = only(await asked(world.wang, "由你接手林涛"))
    assert "T-4 · Firmware 1.0" in pack.text
    assert "王磊" in (await card_of(world, 4)).text
    assert await asked(world.zhao, "已处理：林涛")
    assert "移交，责任人由林涛改为王磊" in (await world.chen.types("/task show T-4")).text


@pytest.mark.parametrize("how", ["reopened", "given back", "restored"])
async def test_who_succeeds_somebody_is_asked_when_a_task_comes_back_to_them_after_they_left(
    world: World, how: str
) -> None:
    await hands_over(world.zhao, "<@U0LIN00001>", "<@U0WANG0001>")
    await world.zhao.types("/task T-4 owner <@U0LIN00001>")
    last = await world.zhao.types(
        {
            "reopened": "/task T-4 done",
            "given back": "/task T-4 owner <@U0MARIA001>",
            "restored": "/task delete T-4",
        }[how]
    )
    if how == "restored":
        last = await world.zhao.presses("tasks.delete", on=last.answer)
    await world.lin.deactivates()
    await world.clock.plus("6m")
    assert not await asked(world.zhao, "谁来接手林涛"), "nothing open is theirs"
    await world.zhao.presses("tasks.restore" if how == "restored" else "tasks.undo", on=last.answer)
    await world.clock.plus("6m")
    [question] = await asked(world.zhao, "谁来接手林涛")
    assert "1项未完成任务的责任人" in question.text


async def test_a_double_click_on_the_form_sends_one_pack(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    question = only(await asked(world.zhao, "谁来接手林涛"))
    first = (await world.zhao.presses("选择接手人", on=question)).view
    second = (await world.zhao.presses("选择接手人", on=question)).view
    assert first is not None
    assert second is not None
    who = await ids(world)
    await world.zhao.submits(second, liaison_2=who["wang"], owner=who["wang"])
    await world.zhao.submits(first, liaison_2=who["chen"], owner=who["chen"])
    await world.settle()
    assert len(await asked(world.wang, "由你接手林涛")) == 1
    assert not await asked(world.chen, "由你接手林涛")
    assert "王磊" in (await card_of(world, 4)).text


async def test_who_leaves_by_accident_is_not_asked_about(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("2m")
    await world.wang.invites("@lin")
    await world.clock.plus("1d")
    assert not await asked(world.zhao, "林涛在")


async def test_who_comes_back_later_is_no_longer_asked_about(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("10m")
    question = only(await asked(world.zhao, "谁来接手林涛"))
    await world.wang.invites("@lin")
    await world.settle()
    assert not await asked(world.zhao, "谁来接手林涛")
    assert len(await asked(world.zhao, "林涛已回到")) == 1
    late = await world.zhao.presses_stale("选择接手人", on=question)
    assert late.view is not None, "the PM may hand over all the same"


async def test_a_reminder_comes_each_working_morning_until_it_is_decided(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("10m")
    for _day in range(2):
        before = len(await told(world.zhao))
        await world.clock.plus("1d")
        new = (await told(world.zhao))[before:]
        assert any("谁来接手林涛" in one.text for one in new)
    await hands_over(world.zhao, "@lin", "@wang")
    before = len(await told(world.zhao))
    await world.clock.plus("1d")
    assert not any("谁来接手林涛" in one.text for one in (await told(world.zhao))[before:])


async def test_when_the_pm_is_gone_the_sponsor_is_asked(world: World) -> None:
    await world.zhao.deactivates()
    await world.clock.plus("14h")
    question = only(await asked(world.maria, "Who succeeds 赵敏"))
    assert "project manager" in question.text
    form = (await world.maria.presses("Choose successors", on=question)).view
    assert form is not None
    who = await ids(world)
    await world.maria.submits(form, pm=who["sam"])
    await world.settle()
    assert "Sam" in (await world.chen.types("/project show")).text
    assert "`/project" not in (await world.sam.types("/project handover @lin @wang")).text


async def test_only_those_who_decide_hand_over_and_a_name_is_needed(world: World) -> None:
    refused = await world.chen.types("/project handover @lin @wang")
    assert "你不能在P-2026-001里办理移交" in refused.text
    assert "赵敏（项目经理）" in refused.text
    assert "谁移交给谁" in (await world.zhao.types("/project 交接")).text
    elsewhere = await world.zhao.types("/project handover @priya @wang", channel="#random")
    assert "将Priya Nair在P-2026-001的工作移交给王磊" in elsewhere.text, "it is their only project"
    nothing = await world.zhao.types("/project handover @sam @sam")
    assert "请选择其他人" in nothing.text


async def test_what_would_be_handed_over_is_looked_at_first_and_nothing_is_done_by_that(world: World) -> None:
    looked = (await world.zhao.types("/project handover @priya @wang")).answer
    assert "将Priya Nair在P-2026-001的工作移交给王磊？尚未做任何更改。" in looked.text
    for line in ("销售部负责人", "2项未完成任务的责任人", "T-7 · Dealer price list", "T-11 · Dealer roadshow"):
        assert line in looked.text
    await world.settle()
    assert not await asked(world.wang, "由你接手")
    assert "Priya Nair" in (await card_of(world, 7)).text
    form = (await world.zhao.presses("handovers.open", on=looked)).view
    assert form is not None, "one by one, if that is not what was meant"


async def test_a_handover_is_taken_back_with_everything_that_went_with_it(world: World) -> None:
    await world.zhao.types("/task update T-8 owner @wang")
    done = (await hands_over(world.zhao, "@priya", "@wang")).answer
    await world.wang.types("/task update T-7 60%")
    await world.wang.types("/task update T-11 done")
    undone = await world.zhao.presses("handovers.undo", on=done)
    assert "已撤销移交" in undone.text
    await world.settle()
    assert "Priya Nair继续负责" in only(await asked(world.wang, "继续负责")).text
    for number, owner in {7: "Priya Nair", 11: "王磊", 8: "王磊"}.items():
        assert f" · {owner} · due " in (await card_of(world, number)).text
    assert "60%" in (await card_of(world, 7)).text, "what was done meanwhile stays"
    assert "销售部 · 负责人Priya Nair，接口人Priya Nair" in (await world.chen.types("/project show")).text
    again = await world.zhao.presses("handovers.undo", on=done)
    assert "没有可撤销的移交内容" in again.text


async def test_what_somebody_asked_and_raised_is_theirs_again_with_the_rest(world: World, liaison: App) -> None:
    await asks(world.sam)
    await raises(world.sam, "Design")
    done = (await hands_over(world.zhao, "@sam", "@priya")).answer
    who = await ids(world)
    assert whose(liaison) == [who["priya"], who["priya"]]
    await raises(world.priya, "Design", "Third proof", raising="1")
    await world.zhao.presses("handovers.undo", on=done)
    assert whose(liaison) == [who["sam"], who["sam"], who["priya"]], "what she raised meanwhile stays hers"
    told = (await world.sam.types("/request show R-1")).text
    assert told.index("handed it over") < told.index("took that back")


def whose(app: App) -> list[str]:
    """Who asked the requests and raised the disputes."""
    with app.database.snapshot() as session:
        asked = session.scalars(select(col(Request.requester_id)).order_by(col(Request.id)))
        raised = session.scalars(select(col(Dispute.raised_by)).order_by(col(Dispute.id)))
        return [*asked, *raised]


async def test_a_handover_that_was_not_told_yet_is_taken_back_in_silence(world: World) -> None:
    await world.clock.to("Tuesday 02:00")
    done = (await hands_over(world.zhao, "@priya", "@wang")).answer
    await world.zhao.presses("handovers.undo", on=done)
    await world.clock.to("Tuesday 10:00")
    assert not await asked(world.wang, "Priya Nair")


async def test_what_was_handed_over_can_be_taken_back_for_ten_minutes(world: World) -> None:
    done = (await hands_over(world.zhao, "@priya", "@wang")).answer
    await world.clock.plus("11m")
    late = await world.zhao.presses("handovers.undo", on=done)
    assert "已超过10分钟" in late.text
    assert "王磊" in (await card_of(world, 7)).text


async def test_nothing_goes_back_to_who_has_left_the_workspace(world: World) -> None:
    done = (await hands_over(world.zhao, "@priya", "@wang")).answer
    await world.priya.deactivates()
    refused = await world.zhao.presses("handovers.undo", on=done)
    assert "已离开本工作区" in refused.text
    assert "王磊" in (await card_of(world, 7)).text


async def test_somebody_without_a_post_may_leave_in_silence(world: World) -> None:
    await world.arrives("newman", name="New Man")
    newman = world.person("newman")
    await newman.joins(world.channel)
    await newman.leaves(world.channel)
    await world.clock.plus("1d")
    assert not await asked(world.zhao, "New Man")


async def test_a_person_who_is_active_again_is_not_succeeded(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    before = len(await told(world.lin))
    assert await asked(world.zhao, "谁来接手林涛")
    await world.lin.changes(deleted=False)
    await world.settle()
    assert await asked(world.zhao, "林涛已回到")
    assert len(await told(world.lin)) == before


async def test_whoever_takes_a_late_task_over_is_reminded_of_it_from_then_on(world: World) -> None:
    out = await hands_over(world.zhao, "@lin", "@priya")
    assert not out.error
    await world.clock.to("Tuesday 09:05")
    assert any("T-4" in one.text for one in await mornings(world, "priya")), "it is late, and hers now"
    assert not await mornings(world, "lin"), "his no longer"


async def test_a_new_owner_gets_one_message_with_all_that_is_open_about_the_task(world: World) -> None:
    await world.chen.types("/task attach T-3 https://design.example.com/kv")
    given = await world.zhao.types("/task update T-3 owner @林涛 because 陈静 is on leave")
    assert not given.error
    await world.clock.plus("1m")
    pack = only(await asked(world.lin, "*T-3* · Launch key visual 主视觉设计现在由你负责"))
    for words in (
        "11月18日 周三（北京时间）",
        "One layered file and 6 cuts",
        "配合：市场部",
        "等待它的任务：T-6、T-9 (+1)",
        "附件：design.example.com/kv",
        "按中国的工作日计算",
        "赵敏：陈静 is on leave",
    ):
        assert words in pack.text, (words, pack.text)


async def test_a_liaison_named_in_the_settings_gets_what_is_open_of_the_department(world: World) -> None:
    form = (await world.lin.types("/request new 海报终稿 下周五")).view
    assert form is not None
    design = next(
        one["value"] for one in form.element("department_id").element["options"] if one["text"]["text"] == "设计部"
    )
    await world.lin.submits(form, department_id=design)
    settings = (await world.wang.types("/liaison settings", channel="#general")).view
    assert settings is not None
    line = next(block for block in settings.raw["blocks"] if "*设计部*" in (block.get("text") or {}).get("text", ""))
    edit = (await world.wang.presses(line["block_id"], on=settings)).view
    assert edit is not None
    question = (await world.wang.submits(edit, liaison_id="zhao")).view
    assert question is not None
    await world.wang.submits(question)
    await world.clock.plus("1m")
    pack = only(await asked(world.zhao, "由你接手陈静在P-2026-001"))
    assert "R-1 · 海报终稿" in pack.text
    assert "T-3 · Launch key visual 主视觉设计" in pack.text
    assert "设计部接口人" in pack.text


@pytest.mark.parametrize(
    ("who", "at_once", "done"),
    [("zhao", "正在将林涛", "已办妥：林涛"), ("maria", "Handing over from 林涛", "Done: handed over from 林涛")],
)
async def test_very_much_is_handed_over_behind_everybody_elses_back(
    world: World, liaison: App, who: str, at_once: str, done: str
) -> None:
    """Who asks is answered at once and told at the end; meanwhile the channel goes on as on any other day."""
    await liaison.database.write(burden, liaison.database, (await ids(world))["lin"])
    asker = world.person(who)
    answer = (await hands_over(asker, "@lin", "@wang")).answer
    assert at_once in answer.text
    assert "121" in answer.text
    await world.settle()
    told = only(await asked(asker, done))
    assert "121" in told.text
    assert len(await asked(world.wang, "由你接手林涛")) == 1
    await world.chen.types("/task update T-3 45%")
    await world.clock.plus("5s")
    assert "45%" in (await card_of(world, 3)).text, "a hundred cards of others wait, and hers does not"
    with liaison.database.snapshot() as session:
        left = session.scalars(select(Outgoing).where(col(Outgoing.is_patient).is_(True), IS_DUE)).all()
    assert len(left) > runs.AT_ONCE, "they are still on their way"


def burden(database: Database, owner_id: str) -> None:
    """So much more is somebody's that it is handed over in portions."""
    with database.transaction() as session:
        [known, *_others] = session.scalars(select(Task).where(col(Task.owner_id) == owner_id)).all()
        session.add_all(
            Task(
                team_id=known.team_id, project_id=known.project_id, cause=f"burden {one}", number=1000 + one,
                title=f"Part {one}", department_id=known.department_id, owner_id=owner_id, due_on=known.due_on,
                status="in progress", created_at=known.created_at, created_by="U1", changed_at=known.created_at,
                changed_by="U1",
            )
            for one in range(120)
        )  # fmt: skip
        session.flush()
        home = str(session.get_one(Project, known.project_id).channel_id)
        # Somebody has said something of each: their cards stand in the channel.
        session.add_all(
            Card(
                team_id=one.team_id, card=f"tasks:{one.id}", target=home, channel_id=home,
                ts=f"1.{one.id}",
            )
            for one in session.scalars(select(Task).where(col(Task.number) >= 1000))
        )  # fmt: skip


async def test_who_is_gone_for_two_reasons_is_back_when_neither_holds(world: World) -> None:
    await world.sam.leaves(world.channel)
    await world.clock.plus("10m")
    await world.sam.deactivates()
    await world.clock.plus("10m")
    question = only(await asked(world.zhao, "谁来接手Sam Carter"))
    assert "Sam Carter的账号已停用" in question.text
    await world.sam.changes(deleted=False)
    await world.clock.plus("10m")
    question = only(await asked(world.zhao, "谁来接手Sam Carter"))
    assert "Sam Carter已退出项目频道" in question.text
    await world.sam.joins(world.channel)
    await world.clock.plus("10m")
    assert await asked(world.zhao, "谁来接手Sam Carter") == []
    assert len(await asked(world.zhao, "Sam Carter已回到")) == 1
