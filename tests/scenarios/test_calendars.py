"""The organisation's calendars: what admins set, what is counted anew, and who is told."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.slack import listener
from tests.scenarios.test_patience import busy
from tests.world import Outcome, Person, View, World, seen

ICS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//x//y//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:20261127\r
DTEND;VALUE=DATE:20261128\r
SUMMARY:公司年会\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:2\r
DTSTART;VALUE=DATE:20261205\r
SUMMARY:调休上班\r
END:VEVENT\r
END:VCALENDAR\r
"""


async def admin(world: World) -> Person:
    """The workspace's administrator."""
    people = await world.get("people")
    return world.person(next(one["id"] for one in people if one.get("is_admin") and not one.get("is_bot")))


async def screen(who: Person) -> View:
    """The screen of the calendars."""
    view = (await who.types("/liaison calendar", channel="#general")).view
    assert view is not None
    return view


async def sets(who: Person, days: str, kind: str = "off", name: str = "") -> Outcome:
    """Set days on the screen."""
    form = (await who.presses("calendars.add", on=await screen(who))).view
    assert form is not None
    return await who.submits(form, days=days, kind=kind, **({"name": name} if name else {}))


async def told(world: World) -> list[str]:
    """What the project's channel was told of working days."""
    await world.settle()
    return [seen(one) for one in await world.posted() if "📅" in seen(one)]


async def test_an_admin_sees_the_year_and_a_year_without_a_decree_is_marked(world: World) -> None:
    shown = str((await screen(await admin(world))).raw)
    assert "2027" in shown
    assert "not decreed yet" in shown or "尚未公布" in shown
    refused = await world.sam.types("/liaison calendar")
    assert refused.view is None
    assert "admin" in refused.text


async def test_a_day_off_on_which_tasks_are_due_is_told_once(world: World) -> None:
    who = await admin(world)
    await sets(who, "2026-11-25", name="Anniversary")
    await sets(who, "2026-11-28", kind="working")
    assert await told(world) == []
    await world.clock.plus("3m")
    messages = await told(world)
    assert len(messages) == 1
    assert "Wed, Nov 25: a day off now · Anniversary" in messages[0]
    assert "Sat, Nov 28: a working day now" in messages[0]
    assert "T-7" in messages[0], "it is due that day"
    await world.clock.plus("10m")
    assert len(await told(world)) == 1


async def test_what_was_undone_is_told_to_nobody(world: World) -> None:
    who = await admin(world)
    await sets(who, "2026-11-25")
    out = await who.presses("calendars.remove", on=await screen(who))
    assert out.error == ""
    await world.clock.plus("5m")
    assert await told(world) == []
    await who.presses("calendars.restore")
    await world.clock.plus("5m")
    assert len(await told(world)) == 1


async def test_a_day_off_moves_the_alert(world: World) -> None:
    await sets(await admin(world), "2026-11-24")
    await world.clock.to("Tuesday 18:00")
    assert not [one for one in await world.posted() if "late in" in one.text]
    assert "The next alert of late tasks comes" in (await told(world))[0]
    await world.clock.to("Wednesday 10:00")
    assert [one for one in await world.posted() if "late in" in one.text]


async def test_bad_days_are_refused_beside_the_field_and_stay_typed(world: World) -> None:
    who = await admin(world)
    for days in ("someday", "2026-02-30", "2036-01-01", "2026-01-01 to 2026-12-31", ","):
        out = await sets(who, days)
        assert "days" in out.errors, days


async def reads(who: Person, content: str | bytes, name: str = "holidays.ics") -> View:
    """What the form shows of a file that was chosen."""
    form = (await who.presses("calendars.import", on=await screen(who))).view
    assert form is not None
    out = await who.submits_and_waits(form, file=[await who.attaches(name, content)])
    assert out.view is not None, out.text
    return out.view


async def test_what_is_no_calendar_is_refused_in_the_form(world: World) -> None:
    shown = await reads(await admin(world), "nonsense")
    said = "⚠️ *holidays.ics*\n这个文件不是可以读取的日历。请从日历软件重新导出.ics文件。\n"
    assert said in shown.text, "nothing of what a library says of its bytes"


async def test_a_file_of_days_off_is_shown_before_anything_is_stored(world: World) -> None:
    who = await admin(world)
    meeting = "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20261127T010000Z\r\nSUMMARY:周会\r\nEND:VEVENT\r\n"
    broken = "BEGIN:VEVENT\r\nUID:4\r\nDTSTART;VALUE=DATE:2026120\r\nSUMMARY:坏日期\r\nEND:VEVENT\r\n"
    await sets(who, "2026-12-05", name="盘点")
    shown = await reads(who, ICS.replace("END:VCALENDAR", meeting + broken + "END:VCALENDAR").encode("gbk"))
    assert "*中国* · holidays.ics\n放假1天，调休上班1天；0天已经设置过。" in shown.text
    assert "⚠️ 有1天你已另行设置，将被改动。" in shown.text
    assert "⚠️ 未读取：1个只占一天中几小时的日程（周会）" in shown.text
    assert "⚠️ 未读取：1个日期无法识别的日程（坏日期）" in shown.text
    assert "⚠️ 文件没有标明文字编码，已按GB 18030读取。请核对名称是否正确。" in shown.text
    assert "• 11月27日 周五 · 放假 · 公司年会" in shown.text
    assert "• 12月5日 周六 · 调休上班 · 调休上班 · 原为：12月5日 周六 · 放假 · 盘点" in shown.text
    assert "公司年会" not in str((await screen(who)).raw), "nobody confirmed it"


async def test_an_import_is_taken_back_as_a_whole_but_for_what_was_set_since(world: World) -> None:
    who = await admin(world)
    await sets(who, "2026-12-05", name="盘点")
    out = await who.submits_and_waits(await reads(who, ICS))
    assert out.view is not None, out.text
    below = (await who.closes(out.view)).view
    assert below is not None
    assert "公司年会" in below.text
    undone = (await who.presses("撤销", on=below)).view
    assert undone is not None
    assert "已撤回holidays.ics的导入：2天恢复原状。" in undone.text
    assert "公司年会" not in str(undone.raw)
    assert "盘点" in str(undone.raw), "what was set before is there again"
    again = await who.presses("撤回这次导入", on=(await who.inbox())[-1])
    assert "这次导入已没有可撤回的内容" in again.text
    await world.clock.plus("3m")
    assert await told(world) == [], "of what was undone nobody is told"

    await who.submits_and_waits(await reads(who, ICS))
    await sets(who, "2026-12-05", name="又盘点")
    back = await who.presses("撤回这次导入", on=(await who.inbox())[-1])
    assert "已撤回holidays.ics的导入：1天恢复原状。 1天之后被另行设置，保持不变。".replace(
        " ", ""
    ) in back.text.replace(" ", "")
    assert "又盘点" in str((await screen(who)).raw)


async def test_a_file_that_does_something_else_by_now_is_shown_again(world: World) -> None:
    who = await admin(world)
    shown = await reads(who, ICS)
    await world.clock.plus("1m")
    other = await world.arrives("zoe", is_admin=True, locale="en-US")
    await sets(other, "2026-11-27", name="Closed")
    out = await who.submits_and_waits(shown)
    assert out.view is not None, out.text
    assert "选择文件之后，情况有了变化" in out.view.text
    assert "Closed" in out.view.text
    done = await who.submits_and_waits(out.view)
    assert done.view is not None
    assert "✅ 已设置2天" in done.view.text
    assert await who.submits_and_waits(await reads(who, ICS)), "the same file changes nothing any more"
    await world.clock.plus("3m")
    assert "Sat, Dec 5: a working day now · 调休上班" in (await told(world))[0]


async def test_another_country_and_another_calendar(world: World) -> None:
    who = await admin(world)
    form = (await who.presses("calendars.new", on=await screen(who))).view
    assert form is not None
    week = await who.submits(form, name="Munich", country="DE-BY")
    assert not week.errors, week.text
    out = await who.submits(week)
    assert out.error == "", out
    assert "Munich" in str((await screen(who)).raw)
    form = (await who.presses("calendars.choose", on=await screen(who))).view
    assert form is not None
    await who.submits(await who.submits(form, country="US"))
    await world.clock.plus("3m")
    assert any("Thu, Nov 26: a day off now · Thanksgiving" in one for one in await told(world))


async def test_a_calendar_that_is_sent_twice_is_one_whatever_was_changed_between(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "ANSWER_SECONDS", 0.3)
    who = await admin(world)
    form = (await who.presses("calendars.new", on=await screen(who))).view
    assert form is not None
    week = await who.submits(form, name="Munich", country="DE-BY")
    with busy(liaison):
        assert "比平时慢" in (await who.submits(week)).text
    await world.settle()
    await who.submits(week, weekend=["5"])
    await world.settle()
    shown = str((await screen(who)).raw)
    assert "Munich" in shown
    assert "星期六、星期日" in (await screen(who)).text, "as it was sent first"


async def age(liaison: App) -> None:
    """The days of the country as an older library would have left them: 25 November is off."""
    from sqlalchemy import update

    from storage.calendars import CountryDays

    def change() -> None:
        with liaison.database.transaction() as session:
            known = session.get(CountryDays, (liaison.team_id, "CN", 2026))
            assert known is not None
            wednesday = 328
            older = known.working[:wednesday] + "0" + known.working[wednesday + 1 :]
            session.execute(update(CountryDays).where(CountryDays.year == 2026).values(working=older))  # type: ignore[arg-type]

    await liaison.database.write(change)


async def test_a_decree_that_comes_with_a_newer_liaison_is_told(world: World, liaison: App) -> None:
    await world.settle()
    await age(liaison)
    await world.clock.plus("25h")
    assert any("Wed, Nov 25: a working day now" in one for one in await told(world))


async def test_all_days_are_reached_page_by_page_and_can_be_removed(world: World) -> None:
    who = await admin(world)
    await sets(who, "2026-12-01 to 2026-12-25", name="Works holiday")
    shown = await screen(who)
    more = next(one for one in shown.elements if one.action_id == "calendars.days")
    days = (await who.presses(more.block["block_id"], on=shown)).view
    assert days is not None
    assert "第1页，共2页" in days.text
    last = (await who.presses("calendars.days.next", on=days)).view
    assert last is not None
    assert "12月25日" in last.text
    line = next(block for block in last.raw["blocks"] if "12月25日" in str(block))
    gone = (await who.presses(line["block_id"], on=last)).view
    assert gone is not None
    assert "已移除：2026年12月25日" in gone.text or "已移除：12月25日" in gone.text
    assert "第2页，共2页" in gone.text
    assert "放假" not in str([b for b in gone.raw["blocks"] if "12月25日" in str(b) and "已移除" not in str(b)])
    back = (await who.presses("撤销", on=gone)).view
    assert back is not None
    assert "12月25日" in back.text
    everything = (await who.presses("全部日历", on=back)).view
    assert everything is not None
    assert "为部门添加日历" in everything.text


async def test_the_week_of_an_office_is_asked_with_the_country_and_its_usual_one_is_offered(world: World) -> None:
    who = await admin(world)
    for country, usual in (("HK", ["5", "6"]), ("AE", ["5", "6"]), ("IL", ["4", "5"]), ("CN", ["5", "6"])):
        form = (await who.presses("calendars.choose", on=await screen(who))).view
        assert form is not None
        week = (await who.submits(form, country=country)).view
        assert week is not None
        ticked = week.element("weekend").element["initial_options"]
        assert ([one["value"] for one in ticked], country) == (usual, country)
        await who.closes(week, everything=True)
    form = (await who.presses("calendars.choose", on=await screen(who))).view
    assert form is not None
    week = (await who.submits(form, country="CN")).view
    assert week is not None
    everything = await who.submits(week, weekend=[str(day) for day in range(7)])
    assert everything.errors == {"weekend": "每周至少要有一个工作日。"}
    assert everything.view is not None
    await who.submits(everything.view, weekend=["6"])
    shown = await screen(who)
    assert "每周休息日：星期日" in shown.text
    await world.zhao.types("/task add 检查产线 11月28日 @lin")
    await world.clock.plus("3m")
    assert any("Sat, Nov 28: a working day now" in one for one in await told(world))
    form = (await who.presses("calendars.choose", on=shown)).view
    assert form is not None
    week = (await who.submits(form, country="CN")).view
    assert week is not None
    assert [one["value"] for one in week.element("weekend").element["initial_options"]] == ["6"], (
        "what was chosen stays"
    )


async def test_a_decree_changes_no_day_of_a_week_that_the_organisation_chose(world: World, liaison: App) -> None:
    who = await admin(world)
    form = (await who.presses("calendars.choose", on=await screen(who))).view
    assert form is not None
    await who.submits(await who.submits(form, country="CN"), weekend=["6"])
    await world.clock.plus("3m")
    before = await told(world)
    await age(liaison)
    await world.clock.plus("25h")
    after = (await told(world))[len(before) :]
    assert len(after) == 1
    assert "Wed, Nov 25: a working day now" in after[0]
    assert "Sat" not in after[0], "Saturdays were worked before it and are worked after"
