"""The weekly meeting, told by the PM who runs it and those who come."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar as _Calendar

from tests.only import only
from tests.scenarios.test_calendars import admin, sets
from tests.world import Message, World

# Its types are those of everything a calendar may hold.
Calendar: Any = _Calendar

# The demo meets on Wednesdays at 10:30 in Shanghai; it begins on Monday 23 November 2026, at 10:00 there.


async def told(world: World, words: str) -> list[Message]:
    """What the channel was told with these words in it."""
    await world.settle()
    return [one for one in await world.posted() if words in one.text]


async def file_of(world: World, who: str) -> str:
    """The invitation that somebody got last, as text."""
    files = [file for one in await world.person(who).inbox() for file in one.raw.get("files") or []]
    assert files, f"{who} has no file"
    assert world._http is not None
    token = (await world.app())["bot_token"]
    async with world._http.get(files[-1]["url_private"], headers={"Authorization": f"Bearer {token}"}) as answer:
        return await answer.text()


async def test_everybody_sees_when_it_is_and_only_the_pm_changes_it(world: World) -> None:
    shown = await world.sam.types("/meeting")
    assert "Wednesday" in shown.text
    assert "Tue, Nov 24, 9:30 PM" in shown.text, "in Sam's zone"
    assert "Cancel this one" not in shown.text
    seen = await world.lin.types("/meeting 查看")
    assert "11月25日 周三 10:30" in seen.text
    refused = await world.lin.types("/meeting 取消")
    assert "赵敏（项目经理）" in refused.text
    assert await told(world, "does not take place") == []
    assert "改期" in (await world.zhao.types("/meeting 帮助")).text
    assert "Did you mean `/meeting move`" in (await world.sam.types("/meeting mvoe")).text


async def test_one_meeting_is_moved_in_words_with_a_reason_told_and_moved_back(world: World) -> None:
    out = await world.zhao.types("/meeting 改期 周四下午3点 因为会议室被占用")
    assert "11月26日 周四 15:00" in out.text
    said = only(await told(world, "is moved to Thu, Nov 26, 3:00 PM GMT+8"))
    assert "会议室被占用" in said.text
    assert "Wed, Nov 25, 10:30 AM GMT+8" in said.text
    assert "Thu, Nov 26, 2:00 AM" in (await world.sam.types("/liaison meeting")).text
    back = await world.zhao.presses("改回原时间", on=out.answer)
    assert "11月25日 周三 10:30" in back.text
    assert len(await told(world, "is moved to Wed, Nov 25, 10:30 AM")) == 1
    vague = await world.zhao.types("/meeting move someday")
    assert "周五下午3点" in vague.text, "an example"
    late = await world.zhao.types("/meeting move 2026-12-09 10:00")
    assert "12月2日" in late.text, "not beyond the meeting after it"
    past = await world.zhao.types("/meeting move today 9:00")
    assert "过" in past.text


async def test_what_a_move_leaves_out_is_as_with_the_meeting(world: World) -> None:
    """The next meeting is on Wednesday 25 November; it is Monday."""
    for words, moment in (
        ("Fri 3pm", "11月27日 周五 15:00"),
        ("4pm", "11月27日 周五 16:00"),
        ("推迟半小时", "11月27日 周五 16:30"),
        ("提前一天", "11月26日 周四 16:30"),
    ):
        out = await world.zhao.types(f"/meeting move {words}")
        assert f"例会改到{moment}" in out.text, words
        await world.clock.plus("1m")
    await world.zhao.types("/meeting move Wed 10:30")
    await world.clock.to("Wednesday 12:00")
    await world.zhao.types("/meeting move Fri 3pm because of the fair")
    (said,) = await told(world, "is moved to Fri, Dec 4, 3:00 PM")
    assert "because of the fair" in said.text
    assert "Wed, Dec 2" in said.text, "the Friday of its own week, not of this one"


async def test_a_pause_until_a_day_ends_by_itself_and_says_so_everywhere(world: World) -> None:
    out = await world.zhao.types("/meeting 暂停 到1月4日 因为年底盘点")
    assert "暂停至2027年1月4日 周一" in out.text
    assert "2027年1月6日 周三 10:30" in out.text, "the next one is said"
    said = only(await told(world, "paused until Mon, Jan 4, 2027"))
    assert "年底盘点" in said.text
    assert "Next: Wed, Jan 6, 2027" in said.text
    shown = await world.sam.types("/meeting")
    assert "Paused until Mon, Jan 4, 2027; it then goes on by itself" in shown.text
    assert "Tue, Jan 5, 2027, 9:30 PM" in shown.text, "in Sam's zone"
    assert "Paused until Mon, Jan 4" in (await world.sam.types("/meeting digest")).text
    assert "暂停至2027年1月4日" in (await world.lin.types("/project 查看")).text
    assert len(await told(world, "*Weekly meeting* Wednesday")) == 1
    assert "Paused until Mon, Jan 4" in only(await told(world, "*Weekly meeting* Wednesday")).text
    file = await invited(world)
    assert "EXDATE;TZID=Asia/Shanghai:20261125T103000" in file
    assert "20261230T103000" in file
    assert "RRULE:FREQ=WEEKLY" in file
    await world.clock.to("2027-01-04 08:59")
    assert await told(world, "The weekly meeting goes on") == []
    await world.clock.to("2027-01-04 09:01")
    ended = only(await told(world, "The weekly meeting goes on"))
    assert "Next: Wed, Jan 6" in ended.text
    assert "Paused" not in (await world.sam.types("/meeting")).text
    later = await invited(world)
    assert "EXDATE;TZID=Asia/Shanghai:20261125T103000" in later, "no ghost meetings of the pause"
    assert sequence(file) < sequence(later)


async def test_a_pause_until_a_day_is_taken_back_and_ended(world: World) -> None:
    out = await world.zhao.types("/meeting pause for 2 weeks")
    assert "12月7日 周一" in out.text
    back = await world.zhao.presses("撤销", on=out.answer)
    assert "11月25日 周三 10:30" in back.text
    await world.zhao.types("/meeting pause until 4 Jan")
    await world.zhao.types("/meeting resume")
    await world.clock.plus("1m")
    assert len(await told(world, "Next: Wed, Nov 25")) == 2
    await world.clock.to("2027-01-04 09:01")
    assert len(await told(world, "The weekly meeting goes on")) == 2, "nothing is left to go on by itself"


async def test_a_pause_whose_end_is_no_day_ahead_is_refused_with_what_to_write(world: World) -> None:
    past = await world.zhao.types("/meeting pause until yesterday")
    assert "已经过去" in past.text
    today = await world.zhao.types("/meeting pause until today")
    assert "以后" in today.text
    for words in ("from Dec 1 until 4 Jan", "until 4 Jan 3pm", "1月4日"):
        asked = await world.zhao.types(f"/meeting pause {words}")
        assert f"“{words}”" in asked.text
        assert "到1月4日" in asked.text, "what to write"
    assert await told(world, "paused") == []
    await world.zhao.presses("暂停到恢复为止", on=asked.answer)
    said = only(await told(world, "paused until further notice"))
    assert "Add to my calendar" not in said.text, "there is nothing to add"


async def test_a_form_moves_it_and_a_line_without_a_moment_opens_the_form(world: World) -> None:
    form = await world.zhao.types("/meeting move")
    assert form.view is not None
    assert form.view.values["day"] == "2026-11-25"
    wrong = await world.zhao.submits(form, words="blorp")
    assert wrong.errors["words"]
    await world.zhao.submits(form, words="", day="2026-11-27", at="16:00", why="出差")
    assert len(await told(world, "Fri, Nov 27, 4:00 PM GMT+8")) == 1
    sunday = await world.zhao.types("/meeting move 2026-11-29 10:00")
    assert "不是工作日" in sunday.text


async def test_a_cancelled_one_is_skipped_and_can_be_brought_back(world: World) -> None:
    out = await world.zhao.types("/meeting cancel Everybody is at the fair")
    assert "12月2日 周三 10:30" in out.text, "the next one is said"
    said = only(await told(world, "does not take place"))
    assert "Everybody is at the fair" in said.text
    assert "2 Dec" in (await world.maria.types("/meeting")).text
    await world.zhao.presses("撤销", on=out.answer)
    assert "并未取消" in (await world.zhao.presses_stale("撤销", on=out.answer)).text
    assert len(await told(world, "takes place after all")) == 1
    assert "Nov 25" in (await world.priya.types("/meeting")).text
    await world.clock.to("Wednesday 12:00")
    begun = await world.zhao.presses_stale("撤销", on=out.answer)
    assert "时间已过" in begun.text


async def test_a_paused_series_has_no_meeting_until_it_goes_on(world: World) -> None:
    form = await world.zhao.types("/meeting")
    await world.zhao.presses("暂停", on=form.answer)
    assert len(await told(world, "paused until further notice")) == 1
    assert (
        "already" in (await world.zhao.types("/meeting pause")).text
        or "已经暂停" in (await world.zhao.types("/meeting pause")).text
    )
    assert "paused" in (await world.sam.types("/meeting")).text
    assert "暂停" in (await world.zhao.types("/meeting move Fri 3pm")).text
    await world.clock.to("Thursday 12:00")
    await world.zhao.types("/meeting 恢复")
    said = only(await told(world, "The weekly meeting goes on"))
    assert "Wed, Dec 2, 10:30 AM GMT+8" in said.text


async def test_the_settings_change_the_series_and_the_channel_gets_the_invitation(world: World) -> None:
    refused = await world.sam.types("/meeting settings")
    assert refused.view is None
    form = await world.zhao.types("/meeting 设置")
    assert form.view is not None
    assert len(form.view.fields) == 7
    assert any("纽约时间" in one for one in await world.zhao.suggests("zone", "纽约"))
    done = await world.zhao.submits(
        form, weekday="4", time="15:00", minutes="45", digest_lead_minutes="240", reminder_hours=["48", "2"]
    )
    (said,) = [one for one in await told(world, "The weekly meeting is now") if "[file" not in one.text]
    assert "Friday, 3:00 PM (Asia/Shanghai) · 45 minutes" in said.text
    assert "Fri, Nov 27, 3:00 PM GMT+8" in said.text
    assert len(await told(world, "[file P-2026-001-weekly.ics]")) == 1
    assert "11月27日 周五 15:00" in done.text
    stale = await world.zhao.types("/meeting settings")
    await world.zhao.presses("meetings.pause", on=(await world.zhao.types("/meeting")).answer)
    late = await world.zhao.submits(stale, weekday="1")
    assert late.view is not None
    assert "其间有人修改了例会设置" in late.view.text
    assert late.view.values["weekday"] == "1", "what was chosen stays"
    await world.zhao.closes(late.view)
    await world.zhao.types("/meeting resume")
    assert "星期五" in (await world.lin.types("/project show")).text
    assert len(await told(world, "*Weekly meeting* Friday, 3:00 PM (Asia/Shanghai)")) == 1, "the pinned card follows"
    none = await world.zhao.submits(await world.zhao.types("/meeting settings"), reminder_hours=[])
    assert none.errors["reminder_hours"]


async def test_the_invitation_reaches_the_channel_once_slack_takes_files_again(world: World) -> None:
    await world.faults.add("503", "files.getUploadURLExternal", times=3)
    form = await world.zhao.types("/meeting 设置")
    await world.zhao.submits(form, weekday="4")
    assert await told(world, "[file P-2026-001-weekly.ics]") == []
    await world.clock.plus("1m")
    assert len(await told(world, "[file P-2026-001-weekly.ics]")) == 1


async def test_an_invitation_tells_a_calendar_of_every_change(world: World) -> None:
    before = Calendar.from_ical(await invited(world))
    await world.zhao.types("/meeting move Thu 3pm")
    after = Calendar.from_ical(await invited(world))
    series, again = before.walk("VEVENT")[0], after.walk("VEVENT")[0]
    override = only(one for one in after.walk("VEVENT") if "RECURRENCE-ID" in one and b"20261125" in at(one))
    assert series["uid"] == again["uid"]
    assert int(series["sequence"]) < int(again["sequence"])
    assert override["dtstart"].to_ical() == b"20261126T150000"
    await world.zhao.types("/meeting cancel")
    assert "EXDATE;TZID=Asia/Shanghai:20261125T103000" in await invited(world)
    await world.zhao.types("/meeting pause")
    assert "METHOD:CANCEL" in await invited(world), "none was held"


async def test_an_invitation_has_no_meeting_after_a_pause_and_tells_of_every_day_off(world: World) -> None:
    await sets(await admin(world), "2026-12-09", name="Moving house")
    await world.clock.plus("3m")
    before = await invited(world)
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20261209T103000" in before
    assert "赵敏 (PM)" in str(Calendar.from_ical(before).walk("VEVENT")[0]["description"])
    await sets(await admin(world), "2027-03-10", name="Anniversary")
    await world.clock.plus("3m")
    after = await invited(world)
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20270310T103000" in after
    assert sequence(before) < sequence(after), "it is another file, though the next meeting is the same"
    await world.clock.to("Wednesday 12:00")
    await world.zhao.types("/meeting move Fri 3pm")
    await world.zhao.types("/meeting pause")
    await world.clock.to("2026-12-11 12:00")
    paused = await invited(world)
    assert "UNTIL=20261125T023000Z" in paused
    assert "RECURRENCE-ID" not in paused
    assert "EXDATE" not in paused


def sequence(file: str) -> int:
    return int(Calendar.from_ical(file).walk("VEVENT")[0]["sequence"])


def at(event: Any) -> bytes:
    found: bytes = event["recurrence-id"].to_ical()
    return found


async def invited(world: World) -> str:
    out = await world.sam.types("/meeting invite")
    assert "Outlook" in out.text
    return await file_of(world, "sam")


async def test_the_channel_is_told_at_the_start_of_a_week_that_is_not_as_always(world: World) -> None:
    await world.clock.to("Thursday 12:00")
    assert await told(world, "This week's meeting") == [], "a usual week needs no word"
    await world.zhao.types("/meeting move next Thursday 14:00")
    assert await told(world, "This week's meeting") == [], "the move itself was told"
    await world.clock.to("Monday 08:00")
    assert await told(world, "This week's meeting") == []
    await world.clock.to("Monday 10:00")
    (said,) = await told(
        world, "This week's meeting is Thu, Dec 3, 2:00 PM GMT+8 instead of Wed, Dec 2, 10:30 AM GMT+8"
    )
    await world.zhao.types("/meeting cancel")
    await world.clock.plus("1h")
    assert await told(world, "There is no weekly meeting this week") == [], "the cancellation itself was told"
    assert len(await told(world, "This week's meeting")) == 1
    assert said.text


async def test_a_week_that_a_holiday_leaves_without_a_meeting_is_told_of_before_the_holiday(world: World) -> None:
    await world.zhao.submits(await world.zhao.types("/meeting settings"), weekday="0", time="10:00")
    await sets(await admin(world), "2026-12-04 – 2026-12-11", name="Moving house")
    await world.clock.to("2026-12-03 08:59")
    assert await told(world, "There is no weekly meeting") == []
    await world.clock.to("2026-12-03 09:01")
    said = only(await told(world, "There is no weekly meeting on Mon, Dec 7"))
    assert "Moving house" in said.text
    assert "Next: Mon, Dec 14, 10:00 AM GMT+8" in said.text
    await world.clock.to("2026-12-14 09:30")
    assert await told(world, "This week's meeting") == [], "that one is as always"


async def test_a_meeting_that_a_holiday_moves_is_told_of_before_the_holiday(world: World) -> None:
    await world.zhao.submits(await world.zhao.types("/meeting settings"), weekday="0", time="10:00")
    await sets(await admin(world), "2026-12-04 – 2026-12-08", name="Moving house")
    await world.clock.to("2026-12-03 08:59")
    assert await told(world, "instead of Mon, Dec 7") == []
    await world.clock.to("2026-12-03 09:01")
    said = only(await told(world, "The next meeting is Wed, Dec 9, 10:00 AM GMT+8 instead of Mon, Dec 7"))
    assert "Moving house" in said.text
    await world.clock.to("2026-12-09 09:30")
    assert len(await told(world, "instead of Mon, Dec 7")) == 1, "once"


async def test_a_holiday_moves_the_meeting_and_names_itself(world: World) -> None:
    form = await world.zhao.types("/meeting settings")
    await world.zhao.submits(form, weekday="4")
    # New Year's Day 2027 is a Friday.
    await world.clock.to("2026-12-28 10:00")
    said = only(await told(world, "This week's meeting is Mon, Jan 4, 2027"))
    assert "New Year" in said.text
    assert "元旦" in (await world.lin.types("/meeting")).text
    held = await world.sam.types("/meeting invite")
    assert held.text
    assert "RECURRENCE-ID;TZID=Asia/Shanghai:20270101T103000" in await file_of(world, "sam")


async def test_a_second_line_cancels_no_second_meeting_before_it_has_asked(world: World) -> None:
    first = await world.zhao.types("/meeting cancel 出差")
    await world.clock.plus("5s")
    before = len(await world.posted())
    asked = await world.zhao.types("/meeting 取消")
    assert "已经取消" in asked.text
    await world.clock.plus("5s")
    assert len(await world.posted()) == before, "the channel is told of nothing"
    second = await world.zhao.presses("这次也取消", on=asked.answer)
    assert not second.error
    await world.clock.plus("5s")
    assert len(await world.posted()) == before + 1
    await world.zhao.presses("meetings.restore", on=first.answer)
    again = await world.zhao.types("/meeting")
    assert "11月" in again.text
