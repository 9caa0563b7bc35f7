"""Files that take long, or too much: the form says that it reads, then how it went, and nobody else waits."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.documents.apart import Limits
from storage.db import Unavailable
from tests.scenarios.test_calendars import ICS, admin, screen
from tests.scenarios.test_department_lists import HEADINGS, form
from tests.scenarios.test_settings import opened
from tests.world import Outcome, Person, World

# The same with a thousand appointments, of which nothing is taken.
MEETING = "BEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20261127T{1:02}0000Z\r\nSUMMARY:Meeting {0}\r\nEND:VEVENT\r\n"
LONG = ICS.replace("END:VCALENDAR", "".join(MEETING.format(n, n % 24) for n in range(1_000)) + "END:VCALENDAR")
ROW = "Legal,法务部,林涛,林涛,,\n"


async def sends_a_slow_list(world: World) -> tuple[Outcome, str]:
    """王磊 sends a list that Slack is slow to hand over; what the form shows, and the file."""
    chosen = await world.wang.attaches("部门.csv", HEADINGS + ROW)
    await world.post(f"files/{chosen}", {"is_held": True})
    return await world.wang.submits(await form(world), file=[chosen]), chosen


async def comes(world: World, file: str) -> None:
    """Slack hands the file over, and all that was begun comes to its end."""
    await world.post(f"files/{file}", {"is_held": False})
    await world.settle()


async def sends_days(who: Person, content: str = ICS) -> Outcome:
    """An ordinary calendar, read, and confirmed where it could be."""
    shown = (await who.presses("calendars.import", on=await screen(who))).view
    assert shown is not None
    out = await who.submits_and_waits(shown, file=[await who.attaches("days.ics", content)])
    is_read = out.view is not None and out.view.raw["callback_id"] == "calendars.import.confirm"
    return await who.submits_and_waits(out) if is_read else out


async def test_the_form_says_that_it_reads_and_meanwhile_others_are_answered(world: World) -> None:
    out, file = await sends_a_slow_list(world)
    assert out.view is not None, out.text
    assert "⏳ 正在读取部门.csv……" in out.view.text
    assert "T-3" in (await world.sam.types("/task show T-3")).text
    await comes(world, file)
    shown = await world.wang.view()
    assert shown is not None
    assert "部门.csv：新增1个，修改0个，0个不变。" in shown.text
    assert shown.id == out.view.id
    done = await world.wang.submits(shown)
    assert done.view is not None
    assert "正在读取部门.csv……" in done.view.text
    await world.settle()
    shown = await world.wang.view()
    assert shown is not None
    assert "✅ 已导入：新增1个部门，修改0个。" in shown.text
    below = (await world.wang.closes(shown)).view
    assert below is not None
    assert "*法务部* · Legal" in below.text, "the settings beneath show it already"


async def test_a_table_that_takes_too_long_is_refused_in_the_form_which_then_takes_another(
    world: World, liaison: App
) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    generous, liaison.apart.limits = liaison.apart.limits, Limits(seconds=0.01)
    for who, words in ((world.wang, "读取这个文件的时间太长"), (world.sam, "The file takes too long to read")):
        chosen = await who.attaches("部门.csv", HEADINGS + ROW)
        out = await who.submits_and_waits(await form(world, who.key), file=[chosen])
        assert out.view is not None
        assert f"⚠️ *部门.csv*\n{words}" in out.view.text
    liaison.apart.limits = generous
    assert out.view is not None
    out = await world.sam.submits_and_waits(out.view, file=[chosen])
    assert out.view is not None
    assert "部门.csv: 1 to add, 0 to change, 0 as before." in out.view.text
    liaison.apart.limits = Limits(seconds=0.01)
    out = await world.sam.submits_and_waits(out.view)
    assert out.view is not None
    assert "⚠️ *部门.csv*\nThe file takes too long to read" in out.view.text, "also when it is read to be taken"
    assert "法务部" not in (await opened(world)).text


async def test_a_calendar_that_needs_too_much_memory_is_refused_and_sets_nothing(world: World, liaison: App) -> None:
    who = await admin(world)
    generous, liaison.apart.limits = liaison.apart.limits, Limits(megabytes=1)
    out = await sends_days(who, LONG)
    assert out.view is not None
    assert "⚠️ *days.ics*\n读取这个文件所需的内存超过上限，已停止读取，没有做任何更改。" in out.view.text
    assert "公司年会" not in str((await screen(who)).raw)
    liaison.apart.limits = generous
    out = await sends_days(who, LONG)
    assert out.view is not None
    assert "✅ 已设置2天" in out.view.text
    below = (await who.closes(out.view)).view
    assert below is not None
    assert "公司年会" in str(below.raw), "the screen beneath shows it already"


async def test_a_form_does_not_go_on_reading_where_the_database_goes_away_behind_it(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await admin(world)
    form = (await who.presses("calendars.import", on=await screen(who))).view
    assert form is not None
    file = await who.attaches("days.ics", ICS)
    await world.post(f"files/{file}", {"is_held": True})
    await who.submits(form, file=[file])

    def away(*_whatever: object) -> None:
        raise Unavailable("it is away")

    monkeypatch.setattr(liaison.database, "snapshot", away)
    monkeypatch.setattr(liaison.database, "transaction", away)
    await comes(world, file)
    shown = await who.view()
    assert shown is not None
    assert "正在读取" not in shown.text
    assert "Liaison暂时无法访问数据库" in shown.text
    monkeypatch.undo()


async def test_a_form_that_was_closed_is_answered_in_private(world: World) -> None:
    out, file = await sends_a_slow_list(world)
    assert out.view is not None
    await world.wang.closes(out.view, everything=True)
    await comes(world, file)
    assert await world.wang.view() is None
    assert "法务部" not in (await opened(world)).text, "nobody confirmed it"
    out, file = await sends_a_slow_list(world)
    assert out.view is not None
    await world.wang.closes(out.view, everything=True)
    await world.post(f"files/{file}", {"leads_to": "https://elsewhere.example/x"})
    await comes(world, file)
    heard = [one.text for one in [*await world.wang.sees("#general"), *await world.wang.inbox()]]
    assert any("“部门.csv”存放在Slack之外" in one for one in heard), heard


async def test_what_is_read_when_liaison_stops_ends_in_words(world: World, liaison: App) -> None:
    liaison.apart.stop()
    out = await sends_days(await admin(world))
    assert out.view is not None
    assert "⚠️ *days.ics*\nLiaison正在重启，没有做任何更改。请一分钟后重新选择文件。" in out.view.text


@pytest.mark.parametrize("kind", ["429", "500", "drop_before"])
async def test_a_form_that_slack_does_not_draw_at_once_does_not_go_on_reading(world: World, kind: str) -> None:
    _out, file = await sends_a_slow_list(world)
    await world.faults.add(kind, "views.update", times=1)
    await comes(world, file)
    shown = await world.wang.view()
    assert shown is not None
    assert "部门.csv：新增1个" in shown.text


async def test_who_cannot_be_shown_what_was_read_is_told_so(world: World) -> None:
    _out, file = await sends_a_slow_list(world)
    await world.faults.add("429", "views.update")
    await comes(world, file)
    heard = [one.text for one in [*await world.wang.sees("#general"), *await world.wang.inbox()]]
    assert any("Slack暂时无法显示" in one for one in heard), heard


async def test_what_was_imported_is_told_though_the_screen_below_cannot_be_drawn(world: World) -> None:
    who = await admin(world)
    form = (await who.presses("calendars.import", on=await screen(who))).view
    assert form is not None
    read = await who.submits_and_waits(form, file=[await who.attaches("days.ics", ICS)])
    await world.faults.add("latency", "views.update", times=1)
    await world.faults.add("429", "views.update")
    out = await who.submits_and_waits(read)
    assert out.view is not None
    assert "✅ 已设置2天" in out.view.text
    assert "2天" in (await who.inbox())[-1].text
