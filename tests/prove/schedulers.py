"""Two schedulers agree: ours, and mpxj's for MS Project's rules, on random plans over days off and make-up days.

`python -m tests.prove schedulers` installs the pinned mpxj into a folder of its own (it needs Java and a package
index), so it runs neither in CI nor among the other proofs. Early and late dates are compared, task by task, in working
days.

Where they differ, it is for a reason that has a name. BEFORE: mpxj lets a lead, or a link that waits for a start, put a
task before the first day of the plan; ours begins no task before it, and what waits for such a task differs with it.
Fractions of a day are no part of this: ours rounds them up to whole days.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.calendars import Calendar, OwnDay
from bot.plans.network import Kind, Link, Network, Task
from bot.plans.scheduling import schedule
from bot.plans.workdays import Workdays
from tests.prove import mpxj

BEGINS = date(2026, 9, 28)
EVENING = 17
SAME, BEFORE, OTHER = "the same", "before the first day of the plan", "without a name"
ASKED = """
import json, sys
import jpype, jpype.imports, mpxj
plans = json.load(open(sys.argv[1]))
jpype.startJVM("-Xmx300m")
from java.time import LocalDate, LocalTime
from org.mpxj import Duration, LocalTimeRange, ProjectFile, Relation, RelationType, TimeUnit
from org.mpxj.cpm import MicrosoftScheduler
KINDS = {"FS": RelationType.FINISH_START, "SS": RelationType.START_START, "FF": RelationType.FINISH_FINISH,
         "SF": RelationType.START_FINISH}


def days(number):
    return Duration.getInstance(float(number), TimeUnit.DAYS)


def scheduled(plan):
    project = ProjectFile()
    calendar = project.addDefaultBaseCalendar()
    project.setDefaultCalendar(calendar)
    for day, works in plan["own_days"]:
        own = calendar.addCalendarException(LocalDate.parse(day))
        for first, last in ((8, 12), (13, 17)) if works else ():
            own.add(LocalTimeRange(LocalTime.of(first, 0), LocalTime.of(last, 0)))
    tasks = []
    for length in plan["lengths"]:
        task = project.addTask()
        # Without the last three the scheduler refuses a task that has a duration.
        task.setName("Task")
        task.setDuration(days(length))
        task.setActualDuration(days(0))
        task.setRemainingDuration(days(length))
        task.setPercentageComplete(0.0)
        tasks.append(task)
    for before, after, kind, lag in plan["links"]:
        link = Relation.Builder().predecessorTask(tasks[before]).type(KINDS[kind]).lag(days(lag))
        tasks[after].addPredecessor(link)
    MicrosoftScheduler().schedule(project, LocalDate.parse(plan["begins"]).atTime(8, 0))
    dates = ("getEarlyStart", "getEarlyFinish", "getLateStart", "getLateFinish")
    return [[str(getattr(task, one)()) for one in dates] for task in tasks]


print(json.dumps([scheduled(plan) for plan in plans]))
"""


@dataclass(frozen=True)
class RandomPlan:
    """Lengths of tasks in working days, and links from one to a later one: before, after, kind, lag."""

    begins: str
    own_days: list[tuple[str, bool]]
    lengths: list[int]
    links: list[tuple[int, int, str, int]]


def prove(plans: int, seed: int) -> bool:
    """Whether every difference has a name; what is found is printed."""
    chance = random.Random(seed)
    made = [_random_plan(chance) for _ in range(plans)]
    with tempfile.TemporaryDirectory() as folder:
        theirs = mpxj.ask(Path(folder), ASKED, [asdict(one) for one in made])
    found = Counter(_difference(one, dates) for one, dates in zip(made, theirs, strict=True))
    print(f"schedules of {plans} random plans, ours and mpxj's: {dict(found)}", flush=True)
    for one, dates in zip(made, theirs, strict=True):
        if _difference(one, dates) == OTHER:
            print(f"    {json.dumps(asdict(one))}", flush=True)
    return not found[OTHER] and found[SAME] > 0


def _random_plan(chance: random.Random) -> RandomPlan:
    number = chance.randint(3, 12)
    own = {BEGINS + timedelta(days=chance.randint(1, 50)) for _ in range(chance.randint(0, 6))}
    pairs = {tuple(sorted(chance.sample(range(number), 2))) for _ in range(chance.randint(1, 2 * number))}
    return RandomPlan(
        BEGINS.isoformat(),
        # What is usually off is worked, and the other way round.
        [(day.isoformat(), not Calendar("week", weekend=frozenset({5, 6})).is_working(day)) for day in sorted(own)],
        [chance.choice((0, 1, 1, 2, 3, 5, 8)) for _ in range(number)],
        [
            (
                before,
                after,
                chance.choice(("FS", "FS", "FS", "SS", "FF", "SF")),
                chance.choice((0, 0, 0, 1, 2, 4, -1, -3)),
            )
            for before, after in sorted(pairs)
        ],
    )


def _difference(plan: RandomPlan, theirs: list[list[str]]) -> str:
    own = {date.fromisoformat(day): OwnDay(works, "") for day, works in plan.own_days}
    workdays = Workdays(Calendar("company", weekend=frozenset({5, 6}), own_days=own), BEGINS)
    tasks = [Task(place, length, workdays) for place, length in enumerate(plan.lengths)]
    links = [Link(before, after, Kind(kind), lag) for before, after, kind, lag in plan.links]
    found = schedule(Network(tasks, links), BEGINS.toordinal())
    moments = [[datetime.fromisoformat(one) for one in dates] for dates in theirs]
    # In working days: the evening of a day and the morning of the next one are the same.
    theirs_counted = [[workdays.number(one.toordinal() + (one.hour >= EVENING)) for one in dates] for dates in moments]
    ours_counted = [
        [workdays.number(one) for one in (at.early_start, at.early_end, at.late_start, at.late_end)]
        for at in (found.of(place) for place in range(len(tasks)))
    ]
    if theirs_counted == ours_counted:
        return SAME
    is_before = any(one.date() < BEGINS for dates in moments for one in dates)
    return BEFORE if is_before else OTHER
