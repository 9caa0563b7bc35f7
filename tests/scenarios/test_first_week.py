"""What people meet in their first week: the small things between the flows, told as they happen."""

from __future__ import annotations

from bot.sandbox.world.company import ids
from tests.only import only
from tests.scenarios.requests import DESIGN, asks, card_of
from tests.scenarios.test_projects import basics, first_step
from tests.world import Message, Person, World


async def told(who: Person, words: str) -> list[Message]:
    """What Liaison wrote to somebody that begins so."""
    await who.world.clock.plus("30s")  # a second a message
    return [one for one in await who.inbox() if words in one.notification and one.from_app and not one.ephemeral]


async def test_those_who_were_asked_hear_what_the_other_side_does_next(world: World) -> None:
    await asks(world.priya, needed_by="2026-12-04")
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    taken = await world.priya.presses("Take the alternative", on=await card_of(world, 1))
    said = only(await told(world.chen, "采用了贵部门的替代方案：R-1"))
    assert "已交付" in said.buttons, "it is theirs to deliver"
    await world.priya.presses("Undo", on=taken.answer)
    assert await told(world.chen, "是否采用贵部门的替代方案，仍待决定"), "what was told is told to be taken back"
    await world.priya.presses("Take the alternative", on=await card_of(world, 1))
    # She was told enough on this day: what can wait would wait for the next.
    await world.clock.to("Tuesday 10:00")
    form = await world.chen.presses("Delivered", on=await card_of(world, 1))
    await world.chen.submits(form, reason="终稿在项目文件夹")
    assert "What was delivered" in (await card_of(world, 1)).text
    form = await world.priya.presses("Return", on=await card_of(world, 1))
    await world.priya.submits(form, reason="The price is missing")
    assert "What is missing" in (await card_of(world, 1)).text
    said = only(await told(world.chen, "退回了R-1"))
    assert "The price is missing" in said.text
    await world.clock.to("Wednesday 10:00")
    await asks(world.priya, "Second poster")
    await world.priya.presses("Withdraw", on=await card_of(world, 2))
    assert await told(world.chen, "撤回了R-2"), "the question before it promised so"


async def test_what_comes_back_after_its_day_is_not_forgotten(world: World) -> None:
    await asks(world.priya, needed_by="2026-11-25")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    form = await world.chen.presses("Delivered", on=await card_of(world, 1))
    await world.chen.submits(form)
    await world.clock.to("2026-11-26 10:00")
    form = await world.priya.presses("Return", on=await card_of(world, 1))
    await world.priya.submits(form, reason="The price is missing")
    assert "尚未交付" not in str(await world.traffic("chat.postMessage")), "one whole working day is theirs"
    await world.clock.to("2026-11-30 09:05")
    silent = only(one for one in await world.priya.inbox() if "not delivered yet" in one.text)
    assert "R-1 · Poster artwork · not delivered yet by Wed, Nov 25 (China) · 🔴 3 working days overdue" in silent.text
    assert not any("尚未交付" in one.text for one in await world.zhao.inbox()), "who asked hears of it first"
    await world.clock.to("2026-12-02 09:05")
    assert only(one for one in await world.zhao.inbox() if "尚未交付" in one.text)


async def test_whose_turn_it_is_is_said_once_a_morning(world: World) -> None:
    """Sam is in New York: what happens in his night reaches him in one message, not in two at nine."""
    await asks(world.sam)
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版")
    await world.clock.to("Monday 22:30")
    assert len([one for one in await world.sam.inbox() if "R-1" in one.text]) == 1
    await world.clock.to("Tuesday 22:30")
    reminders = [
        one for one in await world.sam.inbox() if "decide on the alternative by Fri, Dec 4 (China)" in one.text
    ]
    assert len(reminders) == 1, "a day later"


async def test_the_details_offer_what_their_reader_may_do_and_find_numbers_as_chinese_keyboards_write_them(
    world: World,
) -> None:
    await asks(world.priya, "样机 " + "很长的标题" * 25)
    shown = await world.priya.types("/request show R-1")
    assert shown.answer.buttons == ["Withdraw"]
    assert (await world.chen.types("/request 查看 Ｒ－１")).answer.buttons == ["接受", "提出异议", "指定承办人"]
    assert (await world.liu.types("/request show 1")).answer.buttons == []
    listed = await world.lin.types("/request list 设计部")
    assert "提给设计部的协作需求" in listed.text
    assert "样机 很长的标题很长的标题" in listed.text, "a title is not cut at its first space"


async def test_a_report_is_looked_over_before_it_is_filed_and_holds_all_that_was_typed(world: World) -> None:
    form = await world.lin.types("/report")
    assert form.view is not None
    assert form.view.submit == "下一步", "T-4 is late and wants a reason"
    step = await world.lin.submits(form, not_done_tasks=[], not_done="", done="- 认证资料已提交")
    assert step.view is not None, "nothing is filed yet"
    assert "没有需要说明的事项，请过目你的周报" in step.view.text
    assert "• 认证资料已提交" in step.view.text
    back = await world.lin.presses("返回")
    assert back.view is not None
    assert "认证资料已提交" in back.view.text
    long = "做了很多事，" * 150
    many = await world.lin.submits(back.view, next="\n".join(f"第{number}件事" for number in range(31)))
    assert many.errors == {"next": "这里有31行，一份周报最多30行。请把相关的事项合并成一行。"}
    assert back.view.submit == "提交周报", "there is no next step any more"
    filed = await world.lin.submits(back.view, done=long, next="")
    assert long.rstrip("，") in filed.text, "a paragraph is one line, and read to its end"
    listed = await world.priya.types("/report list")
    shown = await world.priya.presses("Show it", on=listed.answer)
    assert long.rstrip("，") in shown.text


async def test_an_action_names_its_owner_as_people_write_names(world: World) -> None:
    await world.clock.to("Wednesday 11:31")
    form = await world.zhao.types("/meeting notes")
    actions = "@Sam Carter check the proofs with @lin by Dec 1\n＠林涛印海报，下周五前\n出图 周五，@陈静"
    saved = await world.zhao.submits(form, actions=actions)
    assert not saved.errors
    shown = (await world.priya.types("/meeting minutes")).answer
    minutes = (await world.priya.presses("Show it", on=shown)).text
    assert "check the proofs with @lin · Sam Carter · due Tue, Dec 1" in minutes
    assert "印海报 · 林涛 · due Fri, Dec 4" in minutes
    assert "出图 · 陈静 · due Fri, Nov 27" in minutes


async def test_of_two_answers_in_the_night_the_one_that_stands_is_read(world: World) -> None:
    form = await world.sam.types("/report")
    rows = await world.sam.submits(form, not_done_tasks=["6"])
    await world.sam.submits(rows, **{"reason.t6": "The key visual is missing", "cause.t6": DESIGN})
    await world.clock.plus("30s")
    asked = only(one for one in await world.chen.inbox() if one.finds("情况属实"))
    form = await world.chen.presses("本部门有不同看法", on=asked)
    done = await world.chen.submits(form, reason="市场部改了两次简报")
    await world.chen.presses("情况属实", on=done.answer)
    await world.clock.to("Monday 22:30")
    assert len([one for one in await world.sam.inbox() if "T-6" in one.text]) == 1
    assert await told(world.sam, "Design confirms that it held this up")


async def test_who_stood_in_for_several_is_told_once_that_it_is_over(world: World) -> None:
    for principal in ("lin", "zhao", "chen"):
        named = await world.wang.types(f"/liaison away @{principal} @wang today to tomorrow", "#random")
        if named.view is not None:  # the head of another department has not the right
            named = await world.person(principal).types("/liaison away @wang today to tomorrow", "#random")
        assert "王磊" in named.text, named.text
    await world.clock.to("Wednesday 09:05")
    over = [one for one in await world.wang.inbox() if "你不再代理" in one.text]
    assert len(over) == 1
    assert "你不再代理林涛、赵敏、陈静的工作。" in over[0].text
    assert "王磊不再代理你的工作。" in only(one for one in await world.chen.inbox() if "不再代理" in one.text).text


async def test_a_dispute_offers_each_reader_what_they_may_do_and_no_time_left_that_is_none(world: World) -> None:
    await world.clock.to("Monday 17:30")
    form = await world.priya.types("/dispute new")
    major = {"other": DESIGN, "subject": "Who pays", "position": "Design does.", "weight": "major"}
    raised = await world.priya.submits(form, **major)
    assert "raised; the PM is asked to mark it as major" in raised.text
    buttons = {}
    for key in ("priya", "chen", "zhao", "liu"):
        shown = await world.person(key).types("/dispute show D-1")
        buttons[key] = {one.action_id.partition(".")[2] for one in shown.answer.elements}
    assert buttons["priya"] == {"position", "propose", "major", "withdraw"}
    assert buttons["chen"] == {"position", "propose", "major"}
    assert buttons["zhao"] == {"propose", "meeting", "major"}
    assert buttons["liu"] == set()
    form = await world.priya.presses("Propose a text")
    await world.priya.submits(form, text="Half each")
    own = await world.priya.types("/dispute show Ｄ－１")
    assert own.answer.finds("Confirm the text") is None, "her side has confirmed it by proposing it"
    theirs = await world.chen.types("/dispute show 1")
    assert theirs.answer.finds("确认共识文本") is not None
    await world.clock.to("Tuesday 09:05")
    asked = only(await told(world.zhao, "请求将D-1"))
    assert "共识截止11月24日 周二 17:30" in asked.text
    assert "剩余" not in asked.text, "it waited for a night, and what was left then is not what is left now"


async def test_the_special_meeting_is_offered_within_the_hours_of_the_dispute(world: World) -> None:
    form = await world.priya.types("/dispute new")
    await world.priya.submits(form, other=DESIGN, subject="Who pays", position="Design does.")
    await world.clock.to("Tuesday 09:05")
    form = await world.zhao.presses("召开专项沟通会", on=(await world.zhao.types("/dispute show D-1")).answer)
    called = await world.zhao.submits(form)
    assert not called.errors, "what the form begins with can be sent"


async def test_what_was_typed_for_a_meeting_that_is_cancelled_meanwhile_is_in_the_next_report(world: World) -> None:
    form = await world.sam.types("/report")
    await world.zhao.types("/meeting cancel")
    late = await world.sam.submits(form, done="Dealer call held", not_done_tasks=[])
    assert "What you typed is kept for the next one" in late.text
    await world.sam.closes(form)
    again = await world.sam.types("/report")
    assert again.view is not None
    assert "Tue, Dec 1" in again.view.text
    assert "Dealer call held" in again.view.text


async def test_a_meeting_that_is_going_on_is_not_the_next_one_and_a_move_to_where_it_is_moves_nothing(
    world: World,
) -> None:
    form = await world.zhao.types("/meeting move")
    same = await world.zhao.submits(form)
    assert "例会本来就在11月25日 周三 10:30。" in same.text
    assert same.answer.buttons == [], "nothing is there to be taken back"
    await world.clock.to("Wednesday 10:45")
    shown = (await world.zhao.types("/meeting")).answer
    assert "跨部门例会正在进行，11月25日 周三 10:30开始" in shown.text
    assert shown.finds("meetings.cancel") is None
    await world.zhao.types("/meeting pause")
    await world.clock.plus("30s")
    paused = only(one for one in await world.posted() if "paused until further notice" in one.notification)
    assert "Next:" not in paused.text


async def test_where_the_liaison_has_left_the_head_is_asked_and_a_report_says_so(world: World) -> None:
    await world.lin.deactivates()
    await asks(world.priya, department="R&D")
    card = only(await told(world.wang, "R-1 · Poster artwork"))
    assert "接受" in card.buttons
    assert "林涛, who has left" in (await world.priya.types("/report list")).text
    await world.clock.to("Wednesday 08:35")
    digest = only(one for one in await world.posted() if "weekly meeting Wed" in one.notification)
    assert "R&D: 林涛, who has left" in digest.text


async def test_who_may_not_ask_is_told_so_before_filling_in_a_form(world: World) -> None:
    guest = await world.arrives("gina", real_name="Gina Guest", is_restricted=True)
    await world.lin.invites("gina")
    asked = await guest.types("/request new Posters by Friday")
    assert asked.view is None
    assert "You cannot ask for help in P-2026-001" in asked.text


async def test_the_pm_is_asked_for_the_minutes_until_they_are_written(world: World) -> None:
    await world.clock.to("Wednesday 11:00")
    assert "会议纪要" not in (await world.zhao.home()).text, "it is going on"
    await world.clock.to("Wednesday 11:31")
    asked = only(await told(world.zhao, "P-2026-001的会议纪要 · 11月25日 周三 10:30的例会"))
    assert "会议纪要" in (await world.zhao.home()).text
    form = await world.zhao.presses("填写会议纪要", on=asked)
    await world.zhao.submits(form, decisions="上市日期不变")
    assert "会议纪要" not in (await world.zhao.home()).text
    await world.clock.to("Wednesday 11:31")
    assert len(await told(world.zhao, "12月2日 周三 10:30的例会")) == 1, "and the next one"
    await world.zhao.types("/meeting pause")
    await world.clock.to("2026-12-10 10:00")
    assert "会议纪要" in (await world.zhao.home()).text, "until they are written"
    await world.clock.to("2027-01-04 10:00")
    assert "会议纪要" not in (await world.zhao.home()).text, "after a month nobody can write them any more"


async def test_who_puts_a_reminder_off_until_it_is_too_late_is_told_so(world: World) -> None:
    await world.clock.to("Tuesday 10:45")
    reminder = only(await told(world.liu, "客服部的周报"))
    form = await world.liu.presses("选择时间……", on=reminder)
    late = await world.liu.submits(form, words="周五下午3点")
    assert "那时已过期限：11月25日 周三 10:30。" in late.text
    assert "期限" not in (await world.liu.presses("2小时后提醒", on=reminder)).text


async def test_the_digest_says_where_the_open_requests_stand(world: World) -> None:
    await asks(world.priya)
    await asks(world.priya, "Second poster")
    await asks(world.sam, "Third poster")
    await world.chen.presses("Accept", on=await card_of(world, 2))
    digest = (await world.priya.types("/meeting digest")).text
    assert "3 collaboration requests are open*\n2 submitted · 1 accepted" in digest
    assert "2项待答复 · 1项已接受" in (await world.lin.types("/meeting 摘要")).text


async def test_the_digest_calls_a_request_overdue_and_a_task_late(world: World) -> None:
    await asks(world.priya)
    await world.clock.to("2026-12-08 10:00")
    digest = (await world.lin.types("/meeting 摘要")).text
    line = next(one for one in digest.splitlines() if "*R-1*" in one)
    assert "已逾期" in line
    assert "已延期" not in line
    assert "已延期" in next(one for one in digest.splitlines() if "*T-3*" in one)


async def test_a_chinese_channel_reads_who_changed_the_meeting_in_chinese_punctuation(world: World) -> None:
    second = await basics(world, await first_step(world))
    await world.zhao.submits(second, departments=["Marketing", "Sales"], initiating="市场部", channel_kind="public")
    await world.clock.plus("30s")
    channel = "#p-2026-002-双十一大促"
    form = await world.zhao.types("/meeting settings", channel)
    await world.zhao.submits(form, weekday="星期三")
    await world.zhao.types("/meeting move 12月3日 15:00 因为会议室被占", channel)
    await world.clock.plus("30s")
    said = [one.text for one in await world.posted(channel) if "跨部门例会" in one.notification]
    changed = next(one for one in said if "跨部门例会改为" in one)
    assert "由赵敏修改" in changed
    assert "下一次：12月2日 周三" in changed, "the project begins on 1 December, and meets from then on"
    assert any("改到12月3日 周四 15:00（北京时间）：会议室被占" in one for one in said), said
    assert "• 市场部：Sam Carter" in (await world.zhao.types("/meeting digest", channel)).text
    form = await world.priya.types("/dispute new", channel)
    await world.priya.submits(form, other="Marketing", subject="Stand space", position="Half of it is ours")
    await world.clock.to("Tuesday 10:00")
    assert "Liaison · 上报" in (await world.zhao.types("/dispute show D-1", channel)).text


async def test_who_is_handed_a_request_is_named_and_hands_it_to_nobody(world: World) -> None:
    await asks(world.priya)
    form = await world.chen.presses("Hand to …", on=await card_of(world, 1))
    handed = await world.chen.submits(form, assignee=ids("liu")[0])
    assert "R-1 · Poster artwork已交给刘洋承办，并已告知。" in handed.text
    shown = (await world.liu.types("/request show R-1")).answer
    assert "陈静 · 指定刘洋承办" in shown.text
    assert shown.buttons == ["接受", "提出异议"]


async def test_whoever_stands_in_for_the_pm_is_asked_for_the_minutes_and_nothing_is_no_minutes(world: World) -> None:
    await world.zhao.types("/liaison away @lin today to Friday", "#random")
    await world.clock.to("Wednesday 11:31")
    asked = only(one for one in await world.lin.inbox() if "代赵敏 · P-2026-001的会议纪要" in one.text)
    form = await world.lin.presses("填写会议纪要", on=asked)
    empty = await world.lin.submits(form, attended=[], decisions="", actions="")
    assert empty.errors == {"decisions": "请至少填写一项：出席人、决议或行动项。"}
    saved = await world.lin.submits(form, attended=[], decisions="上市日期不变", actions="")
    assert "会议纪要已发布" in saved.text
    await world.clock.plus("30s")
    minutes = only(one for one in await world.posted() if "minutes of Wed, Nov 25" in one.notification)
    assert "林涛 for 赵敏" in minutes.text
    moved = await world.lin.types("/meeting move Thu 3pm because the room is taken")
    assert not moved.errors
    await world.clock.plus("30s")
    cancelled = await world.lin.types("/meeting cancel 出差")
    assert "已取消" in cancelled.text
    await world.clock.plus("30s")
    told_of = only(one for one in await world.posted() if "does not take place" in one.notification)
    assert "does not take place: 出差\nNext:" in told_of.text
