"""A month of a project: what its manager, its sponsor, a head and a liaison are told on each Monday of it, counted.

People ask, object, update, report, disagree, go away and change the project; four working weeks pass. What anybody is
told on one of the Mondays stands here by number, so that one message more is seen by whoever brings it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from tests.came.acting import sends, writes
from tests.scenarios.disputes import raises
from tests.scenarios.requests import asks
from tests.scenarios.test_quiet import inbox, told_at
from tests.world import World

FIRST = date(2026, 11, 23)
MONDAYS = [FIRST + timedelta(weeks=number) for number in range(1, 5)]
SATURDAY = 5
MANAGER, SPONSOR, HEAD, LIAISON = "zhao", "maria", "wang", "lin"
# What is promised of a heavy day: to all but the manager as many as to anybody, the clock of a dispute among them.
AT_MOST = {MANAGER: 6, SPONSOR: 4, HEAD: 4, LIAISON: 4}
# How many messages each got on the four Mondays.
TOLD = {
    MANAGER: [2, 2, 2, 2],
    SPONSOR: [0, 1, 1, 1],
    HEAD: [1, 1, 1, 1],
    LIAISON: [4, 4, 4, 4],
}


async def first_week(world: World) -> None:
    await asks(world.sam)
    await world.clock.to("2026-11-24 14:00")
    await world.lin.types("/task update T-4 90%")
    await world.chen.types("/task update T-3 done")
    await world.clock.to("2026-11-26 10:00")
    await world.priya.types("/task update T-7 done")


async def second_week(world: World) -> None:
    await world.clock.to("2026-12-01 10:00")
    await raises(world.lin)
    await world.clock.to("2026-12-03 16:00")
    form = await world.maria.presses("Decide", on=(await world.maria.types("/liaison inbox")).answer)
    await sends(world.maria, form, text="R&D pays.", reasons="The standard names one proof.")


async def third_week(world: World) -> None:
    await world.clock.to("2026-12-08 11:00")
    await world.wang.types("/task update T-5 60%")
    await world.lin.types("/liaison away 12月9日到12月11日 @wang")
    await world.clock.to("2026-12-10 11:00")
    await writes(world.zhao, "/project edit", ends_on="2027-01-15")


async def fourth_week(world: World) -> None:
    await world.clock.to("2026-12-15 11:00")
    await world.zhao.types("/meeting pause until 4 Jan")
    await world.clock.to("2026-12-17 11:00")
    await asks(world.priya, "Exhibits", "R&D", needed_by="2026-12-30")


async def on_monday(world: World, monday: date) -> None:
    """What the others do at the weekend and on the Monday itself."""
    await world.clock.to(f"{monday - timedelta(days=1)} 20:00")
    for number in range(3):
        await asks(world.sam, f"Sample {number}", "R&D", needed_by=f"{monday + timedelta(days=10)}")
    await world.clock.to(f"{monday} 10:30")
    await raises(world.priya, "R&D", f"Prices of {monday}")
    await world.zhao.types(f"/task update T-4 due {monday + timedelta(days=9)} because the lab is late")
    await world.wang.types("/task update T-5 50%")
    await world.clock.to(f"{monday} 16:30")
    await asks(world.chen, "Housing", "研发部", needed_by=f"{monday + timedelta(days=12)}")


async def test_who_is_told_how_much_on_each_monday_of_a_month(launch: World) -> None:
    weeks = (first_week, second_week, third_week, fourth_week)
    told: dict[str, list[int]] = {who: [] for who in AT_MOST}
    for monday, week in zip(MONDAYS, weeks, strict=True):
        await week(launch)
        await on_monday(launch, monday)
        await launch.clock.to(f"{monday + timedelta(days=1)} 00:30")
        for who, counted in told.items():
            counted.append(len([one for one in await inbox(launch, who) if told_at(one, who).date() == monday]))
    assert told == TOLD
    for who, counted in TOLD.items():
        assert max(counted) <= AT_MOST[who], who
    for who, most in AT_MOST.items():
        # The clock of a dispute waits for nobody, whatever else there is.
        by_day = Counter(told_at(one, who).date() for one in await inbox(launch, who) if "D-" not in one.text)
        loud = {day.isoformat(): number for day, number in by_day.items() if number > most}
        assert not loud, who
        weekends = [day.isoformat() for day in by_day if day.weekday() >= SATURDAY]
        assert not weekends, who
