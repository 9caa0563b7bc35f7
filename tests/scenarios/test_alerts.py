"""Late and soon due tasks: one message a project in the channel, and a line for those whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.app import App
from bot.process.kernel.work import Work
from bot.process.tasks import adding, delays
from bot.process.tasks.plans import NewTask
from storage import people, projects
from storage import tasks as kept
from tests.only import only
from tests.scenarios.test_plans import HEADINGS, imports, plan
from tests.scenarios.test_quiet import mornings
from tests.world import Message, World

# "Ship to Berlin" lasts until the day on which the project ends.
FAIR = (
    (1, "Fair", "Book the stand", "Marketing", "Sam Carter", "2026-11-23", "2026-11-24", "", ""),
    (2, "Fair", "Print the leaflets", "Marketing", "Sam Carter", "2026-11-25", "2026-11-26", "1", ""),
    (3, "Fair", "Doors open", "Marketing", "", "", "2026-11-27", "2", "yes"),
    (4, "Fair", "Ship to Berlin", "Marketing", "Sam Carter", "2026-11-27", "2026-12-30", "2", ""),
)
CHEN, LIU = "U0CHEN0001", "U0LIU00001"


async def alerts(world: World) -> list[Message]:
    return [one for one in await world.posted() if "late in" in one.text]


def named(work: Work, number: int) -> kept.Task:
    return next(one for one in kept.of_project(work.session, work.team_id, 1) if one.number == number)


def planned(work: Work, title: str, owner_id: str, due_on: date) -> None:
    work.actor = people.person(work.session, work.team_id, "U0ZHAO0001")
    work.cause = title
    adding.add(work, NewTask(1, title, named(work, 8).department_id, owner_id, due_on))


def changed(work: Work, title: str, **values: object) -> None:
    """A change of another kind, and what every one of them must call."""
    task = next(one for one in kept.of_project(work.session, work.team_id, 1) if one.title == title)
    for name, value in values.items():
        setattr(task, name, value)
    project = projects.project(work.session, work.team_id, task.project_id)
    assert project is not None
    delays.watch_task(work, task, project)


async def card_named(world: World, title: str) -> Message:
    """The card of the task of that title, as it stands in the channel."""
    await world.settle()
    return only([one for one in await world.posted() if one.text.startswith("*T-") and f" · {title}*" in one.text])


async def do(app: App, operation: Callable[..., None], *args: object, **values: object) -> None:
    await app.database.write(app.within, app.team_id, "story", lambda work: operation(work, *args, **values))


async def test_an_alert_names_who_waits_and_an_unchanged_one_is_not_repeated(world: World) -> None:
    await world.clock.to("Tuesday 09:05")
    alert = only(await alerts(world))
    line = next(one for one in alert.text.splitlines() if "T-3" in one)
    assert "4 working days late" in line
    assert "holds up T-6, T-9" in line
    assert line.count("@") == 1
    await world.clock.to("Wednesday 09:05")
    assert len(await alerts(world)) == 1, "unchanged: not repeated in the channel"
    assert len(await mornings(world, "chen")) == 2, "the owner is reminded as long as it is late"
    await world.lin.types("/task update T-4 done")
    await world.clock.to("Thursday 09:05")
    assert "T-4" not in (await alerts(world))[-1].text, "settled: gone"


async def test_an_alert_names_the_milestone_that_a_late_task_moves_and_what_is_on_the_critical_path(
    world: World, liaison: App
) -> None:
    def in_chinese(work: Work) -> None:
        project = projects.project(work.session, work.team_id, 1)
        assert project is not None
        project.locale = "zh-CN"

    await imports(world.zhao, plan(*FAIR, headings=(*HEADINGS, "Milestone")), "fair.xlsx")
    await world.clock.to("Wednesday 09:05")
    lines = (await alerts(world))[-1].text.splitlines()
    stand = only([one for one in lines if "T-13" in one])
    # Two days from Wednesday on and two more: the doors open on Monday instead of Friday; behind them is the end.
    assert "1 working day late" in stand
    assert "holds up T-14 · moves milestone T-15 Doors open by 1 working day · *on the critical path*" in stand
    firmware = only([one for one in lines if "T-4" in one])
    assert "milestone" not in firmware
    assert "critical" not in firmware, "it has room"
    await do(liaison, in_chinese)
    await world.lin.types("/task update T-4 done")
    await world.clock.to("Thursday 09:05")
    last = [one for one in await world.posted() if "T-13" in one.text][-1]
    assert "影响T-14 · 使里程碑T-15 Doors open顺延2个工作日 · *在关键路径上*" in last.text


async def test_an_alert_says_by_how_much_a_pinned_milestone_is_missed(world: World) -> None:
    await imports(world.zhao, plan(*FAIR, headings=(*HEADINGS, "Milestone")), "fair.xlsx")
    await world.zhao.types("/task pin T-15")
    await world.clock.to("Wednesday 09:05")
    assert "1 working day too late for milestone T-15 Doors open" in (await alerts(world))[-1].text


async def test_an_alert_that_nobody_could_read_in_a_day_is_said_on_the_next_morning(world: World) -> None:
    await world.faults.add("error:message_limit_exceeded", "chat.postMessage")
    await world.clock.to("Tuesday 09:05")
    await world.clock.to("Wednesday 08:55", jump=True)
    assert await alerts(world) == []
    await world.faults.clear()
    await world.clock.to("Wednesday 09:15")
    assert "T-3" in only(await alerts(world)).text


async def test_what_came_late_while_liaison_was_away_until_a_weekend_is_told_on_monday(world: World) -> None:
    await world.clock.to("Saturday 11:00", jump=True)
    assert await alerts(world) == [], "nobody works"
    await world.clock.to("2026-11-30 09:15")
    assert "T-3" in only(await alerts(world)).text


async def test_each_owner_is_mentioned_once_and_a_long_list_is_cut(world: World, liaison: App) -> None:
    for number in range(9):
        await do(liaison, planned, f"Late {number}", LIU, date(2026, 11, 20))
    await world.clock.to("Tuesday 09:05")
    alert = only(await alerts(world))
    assert alert.text.count("@刘洋") <= 1
    assert "… 4 more" in alert.text
    liu = only(await mornings(world, "liu"))
    assert "10件事待你处理" in liu.text, "the report is the tenth"
    left = next(one for one in liu.buttons if "还有" in one)
    assert "还有3项" in left
    more = await world.liu.presses(left, on=liu)
    assert "第2页，共2页" in more.text


async def test_a_card_that_stands_says_each_working_day_how_late_its_task_is(world: World, liaison: App) -> None:
    await do(liaison, planned, "Book the hall", LIU, date(2026, 11, 24))
    await world.clock.to("Tuesday 09:05")
    cards = len([one for one in await world.posted() if one.text.startswith("*T-")])
    for day, late in (("Wednesday", "1 working day late"), ("Thursday", "2 working days late")):
        await world.clock.to(f"{day} 09:05")
        card = await card_named(world, "Book the hall")
        assert "delayed" in card.text
        assert late in card.text
    assert len([one for one in await world.posted() if one.text.startswith("*T-")]) == cards, "no card comes of a day"


async def test_the_owner_is_reminded_two_working_days_before_and_counted_anew(world: World, liaison: App) -> None:
    # Friday 4 December; two working days before is Wednesday the 2nd.
    await do(liaison, planned, "Print", LIU, date(2026, 12, 4))
    await world.clock.to("Wednesday 09:05")
    assert await mornings(world, "liu") == []
    await do(liaison, changed, "Print", due_on=date(2026, 11, 30))
    await world.clock.to("Thursday 09:05")
    message = only(await mornings(world, "liu"))
    assert "Print · 计划11月30日 周一完成" in message.text, "Thursday and Friday are left, and the day itself"
    await world.clock.to("Monday 08:00")
    assert len(await mornings(world, "liu")) == 1, "one reminder"


async def test_a_new_owner_is_reminded_instead_of_the_old_one(world: World, liaison: App) -> None:
    await do(liaison, planned, "Print", LIU, date(2026, 11, 26))
    await do(liaison, changed, "Print", owner_id=CHEN)
    await world.clock.to("Tuesday 09:05")
    assert await mornings(world, "liu") == []
    assert "Print" in (await mornings(world, "chen"))[0].text


async def test_what_is_done_reminds_nobody(world: World) -> None:
    await world.priya.types("/task update T-7 done")
    await world.chen.types("/task update T-3 done")
    await world.clock.to("Tuesday 09:05")
    assert await mornings(world, "priya") == []
    assert await mornings(world, "chen") == []


async def test_who_moves_to_another_zone_is_told_at_nine_there(world: World) -> None:
    await world.lin.changes(tz="Europe/Berlin")
    await world.clock.to("Monday 15:59")
    assert await mornings(world, "lin") == []
    await world.clock.to("Monday 16:05")
    assert "T-4" in (await mornings(world, "lin"))[0].text
    await world.clock.to("Tuesday 15:59")
    assert len(await mornings(world, "lin")) == 1
