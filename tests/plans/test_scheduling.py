"""The schedule of a plan: as an independent, slow scheduler computes it, and as people who plan read it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars import Calendar, OwnDay
from bot.plans.moving import Moves, pull, push
from bot.plans.network import Circle, Kind, Link, Network, Task, earliest
from bot.plans.scheduling import Schedule, broken, schedule
from bot.plans.workdays import Workdays
from tests.plans import slow
from tests.plans.slow import SlowLink, SlowTask

MONDAY = date(2026, 9, 28)
BEGINS = MONDAY.toordinal()
# China's has a long holiday with make-up days right after; the office in between works on no Wednesday.
CHINA = Calendar("China", "CN")
SIX_DAYS = Calendar("shop", weekend=frozenset({6}))
ALWAYS = Calendar("machine", weekend=frozenset())
PART_TIME = Calendar("part time", weekend=frozenset({2, 5, 6}), own_days={date(2026, 10, 14): OwnDay(working=True)})
CALENDARS = (CHINA, SIX_DAYS, ALWAYS, PART_TIME)
WORKDAYS = {calendar: Workdays(calendar, MONDAY) for calendar in CALENDARS}


def day(text: str) -> int:
    return date.fromisoformat(f"2026-{text}").toordinal()


def named(instant: int) -> str:
    """The day that begins with that instant."""
    return date.fromordinal(instant).isoformat()[5:]


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[SlowTask], list[SlowLink]]:
    """A plan of a few tasks and milestones in different calendars, with links of every kind that go forwards."""
    number = draw(st.integers(2, 8))
    tasks = [
        SlowTask(
            days=draw(st.sampled_from((0, 1, 2, 3, 5, 8))),
            calendar=draw(st.sampled_from(CALENDARS)),
            pinned=BEGINS + draw(st.integers(0, 40)) if draw(st.integers(0, 5)) == 0 else None,
        )
        for _ in range(number)
    ]
    pairs = [(one, other) for other in range(number) for one in range(other)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=12))
    return tasks, [
        SlowLink(one, other, draw(st.sampled_from(list(Kind))), draw(st.sampled_from((0, 0, 1, 2, 5, -1, -3))))
        for one, other in chosen
    ]


def network_of(tasks: list[SlowTask], links: list[SlowLink], starts: dict[int, int] | None = None) -> Network[int]:
    """The same for the scheduler that is tried."""
    return Network(
        [
            Task(
                place,
                task.days,
                WORKDAYS[task.calendar],
                task.pinned if task.pinned is not None else (starts or {}).get(place),
                is_pinned=task.pinned is not None,
            )
            for place, task in enumerate(tasks)
        ],
        [Link(link.before, link.after, link.kind, link.lag) for link in links],
    )


@given(plans())
@settings(max_examples=500, deadline=None)
def test_it_is_what_an_independent_scheduler_finds_by_trying_day_after_day(
    plan: tuple[list[SlowTask], list[SlowLink]],
) -> None:
    tasks, links = plan
    found = schedule(network_of(tasks, links), BEGINS).places
    early = slow.early(tasks, links, BEGINS)
    assert [(one.early_start, one.early_end) for one in found] == [(one.start, one.end) for one in early]
    late = slow.late(tasks, links, early, moves_others=True)
    assert [(one.late_start, one.late_end) for one in found] == [(one.start, one.end) for one in late]
    free = slow.late(tasks, links, early, moves_others=False)
    for place, (task, at, last, unhindered) in enumerate(zip(tasks, early, late, free, strict=True)):
        slacks = [slow.working_days(task.calendar, at.start, one.start) for one in (last, unhindered)]
        assert [found[place].slack, found[place].free_slack] == slacks


@given(plans(), st.data())
@settings(max_examples=200, deadline=None)
def test_after_a_push_no_link_is_broken_that_could_be_mended_and_nothing_is_moved_without_need(
    plan: tuple[list[SlowTask], list[SlowLink]], data: st.DataObject
) -> None:
    tasks, links = plan
    starts = {place: BEGINS + data.draw(st.integers(0, 30)) for place in range(len(tasks))}
    network = network_of(tasks, links, starts)
    moves = push(network, [before for before, _after, _tie in broken(network)])
    for key, moved in moves.moved.items():
        assert moved.start > moved.was_start
        assert not tasks[key].pinned
    pushed = network_of(tasks, links, starts | {key: one.start for key, one in moves.moved.items()})
    assert sorted((before, after) for before, after, _ in broken(pushed)) == sorted(moves.still_broken)
    assert all(tasks[after].pinned is not None for _before, after in moves.still_broken)
    for key in moves.moved:
        # A day earlier one of its links would break.
        task, at = pushed.tasks[key], pushed.tasks[key].start
        assert at is not None
        allowed = [
            earliest(tie, before, before.position(before.start or 0), task)
            for tie in pushed.before[key]
            if (before := pushed.tasks[tie.other]).start is not None
        ]
        assert max(allowed) == task.position(at)


@given(plans())
@settings(max_examples=200, deadline=None)
def test_what_is_pulled_stands_where_the_schedule_has_it(plan: tuple[list[SlowTask], list[SlowLink]]) -> None:
    tasks, links = plan
    starts = {place: BEGINS + 60 + place for place in range(len(tasks))}
    network = network_of(tasks, links, starts)
    moves = pull(network, BEGINS)
    found = schedule(network, BEGINS).places
    for place, task in enumerate(network.tasks):
        if not task.is_pinned:
            assert moves.moved[place].start == found[place].early_start


def plan_of(*tasks: Task[str], links: list[Link[str]]) -> Schedule[str]:
    return schedule(Network(tasks, links), BEGINS)


def test_a_holiday_with_make_up_days_lies_between_what_follows_each_other() -> None:
    china = WORKDAYS[CHINA]
    # 1 to 7 October are off in 2026; Saturday the 10th is worked for them.
    found = plan_of(
        Task("mould", 3, china), Task("pilot run", 4, china), Task("released", 0, china),
        links=[Link("mould", "pilot run"), Link("pilot run", "released", lag=1)],
    )  # fmt: skip
    assert (named(found.of("mould").early_start), named(found.of("mould").early_end)) == ("09-28", "10-01")
    assert named(found.of("pilot run").early_start) == "10-08"
    assert named(found.of("pilot run").early_end) == "10-13", "three days until Saturday, and the Monday"
    assert named(found.of("released").early_end) == "10-14"
    assert [found.of(key).slack for key in ("mould", "pilot run", "released")] == [0, 0, 0]


def test_what_drives_a_milestone_is_told_as_the_chain_that_holds_it() -> None:
    every = WORKDAYS[ALWAYS]
    found = plan_of(
        Task("design", 4, every), Task("texts", 2, every), Task("print", 3, every), Task("fair", 0, every),
        links=[Link("design", "print"), Link("texts", "print"), Link("print", "fair")],
    )  # fmt: skip
    assert found.drivers("fair") == ["design", "print", "fair"]
    assert (found.of("texts").slack, found.of("texts").free_slack) == (2, 2)
    assert [key for key in ("design", "texts", "print", "fair") if not found.of(key).is_critical] == ["texts"]


def test_a_pinned_task_that_stands_too_early_shows_by_how_much() -> None:
    every = WORKDAYS[ALWAYS]
    found = plan_of(
        Task("tender", 5, every), Task("board", 1, every, start=BEGINS + 2, is_pinned=True),
        links=[Link("tender", "board")],
    )  # fmt: skip
    assert found.of("tender").slack == -3
    assert named(found.of("board").early_start) == "09-30"
    assert broken(found.network) == [], "what has no date breaks nothing"


def test_only_what_waits_is_pushed_and_what_is_pinned_stays() -> None:
    every = WORKDAYS[ALWAYS]
    tasks = [
        Task("mould", 5, every, BEGINS),
        Task("pilot", 2, every, BEGINS + 3),
        Task("fair", 0, every, BEGINS + 5, is_pinned=True),
        Task("leaflet", 2, every, BEGINS),
    ]
    moves: Moves[str] = push(Network(tasks, [Link("mould", "pilot"), Link("pilot", "fair")]), ["mould"])
    assert {key: (named(one.was_start), named(one.start)) for key, one in moves.moved.items()} == {
        "pilot": ("10-01", "10-03")
    }
    assert moves.still_broken == [("pilot", "fair")]


def test_a_circle_is_told_from_its_first_task_on() -> None:
    every = WORKDAYS[ALWAYS]
    tasks = [Task(key, 1, every) for key in ("a", "b", "c", "d")]
    with pytest.raises(Circle) as found:
        Network(tasks, [Link("a", "b"), Link("b", "c"), Link("c", "d"), Link("d", "b")])
    assert found.value.keys == ["b", "c", "d", "b"]


@pytest.mark.parametrize(("days", "lag"), [(-1, 0), (1, 2_001), (1, -2_001)])
def test_what_is_out_of_bounds_is_refused(days: int, lag: int) -> None:
    every = WORKDAYS[ALWAYS]
    with pytest.raises(ValueError, match="day"):
        Network([Task("a", days, every), Task("b", 1, every)], [Link("a", "b", lag=lag)])
