"""Plans go out and come back: ours, written as MS Project's XML, read by mpxj, and scheduled there.

`python -m tests.prove exchange` asks the pinned mpxj of random plans: three levels, two calendars with holidays and
make-up days, all kinds of links with leads and lags, milestones, pinned tasks. What it reads is to be what we wrote:
tasks, links, lags and each day of the calendars. Then its scheduler for MS Project's rules, which is
told lengths, links and pinned days alone, is to put every task on its days.

Where dates differ, it is for a reason that has a name. BEFORE: a task that ours holds at the first day of the plan
stands before it there. PART: a lag of half a day, which ours counts as a whole one. HELD: a pinned task stands on its
day with us, whatever it waits for; there what it waits for moves it, or with it what waits for it.
"""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanCalendar, PlanDay, PlanLink, PlanRow
from bot.plans.reading import read
from bot.plans.scheduled import day_of, scheduled
from bot.plans.writing import ms_project
from bot.words.refused import Refused
from tests.prove import mpxj

BEGINS = date(2026, 9, 28)
# So many days of each calendar are compared.
SPAN = 120
SAME, BEFORE, PART, HELD, OTHER = "the same", "before the first day", "half days", "pinned", "without a name"
ASKED = """
import json, sys
import jpype, jpype.imports, mpxj
about = json.load(open(sys.argv[1]))
jpype.startJVM("-Xmx400m")
from java.io import ByteArrayInputStream
from java.time import LocalDate
from java.util import ArrayList
from org.mpxj import Duration, TimeUnit
from org.mpxj.cpm import MicrosoftScheduler
from org.mpxj.mspdi import MSPDIReader


def days(duration, project):
    return None if duration is None else float(duration.convertUnits(TimeUnit.DAYS, project.getProjectProperties())
                                               .getDuration())


def opened(xml):
    return MSPDIReader().read(ByteArrayInputStream(jpype.JArray(jpype.JByte)(xml.encode())))


def told(project):
    tasks, links = [], []
    for task in project.getTasks():
        if task.getID() is None or int(task.getID().intValue()) == 0:
            continue
        uid = int(task.getUniqueID().intValue())
        own = task.getCalendar()
        tasks.append({
            "uid": uid, "name": str(task.getName()), "level": int(task.getOutlineLevel().intValue()),
            "milestone": bool(task.getMilestone()), "summary": bool(task.getSummary()),
            "start": str(task.getStart()), "finish": str(task.getFinish()), "days": days(task.getDuration(), project),
            "progress": float(task.getPercentageComplete().doubleValue()) if task.getPercentageComplete() else 0.0,
            "constraint": str(task.getConstraintType()), "calendar": None if own is None else str(own.getName()),
        })
        for link in task.getPredecessors():
            before = link.getPredecessorTask()
            links.append([int(before.getUniqueID().intValue()), uid, str(link.getType()), days(link.getLag(), project)])
    calendars = {}
    for one in project.getCalendars():
        first = LocalDate.parse(about["begins"])
        calendars[str(one.getName())] = [bool(one.isWorkingDate(first.plusDays(n))) for n in range(about["span"])]
    return {"tasks": tasks, "links": links, "calendars": calendars}


def moved(project):
    for task in project.getTasks():
        if not task.getSummary():
            task.setActualDuration(Duration.getInstance(0.0, TimeUnit.DAYS))
            task.setRemainingDuration(task.getDuration())
            task.setPercentageComplete(0.0)
    try:
        MicrosoftScheduler().schedule(project, LocalDate.parse(about["begins"]).atTime(8, 0))
    except jpype.JException as error:
        return str(error)
    return {int(one.getUniqueID().intValue()): [str(one.getStart()), str(one.getFinish())]
            for one in project.getTasks()}


print(json.dumps([{"read": told(opened(xml)), "moved": moved(opened(bare))} for xml, bare in about["plans"]]))
"""


def prove(plans: int, seed: int) -> bool:
    """Whether all comes back, and every other date has a name; what is found is printed."""
    chance = random.Random(seed)
    made = [one for one in (_random_plan(chance) for _ in range(plans)) if one is not None]
    with tempfile.TemporaryDirectory() as folder:
        texts = [(_text(one), _text(_free(_undone(one)))) for one in made]
        theirs = mpxj.ask(Path(folder), ASKED, {"begins": BEGINS.isoformat(), "span": SPAN, "plans": texts})
    broken = [line for one, said in zip(made, theirs, strict=True) for line in _lost(one, said["read"])]
    broken += [f"we read otherwise what we wrote: {one.rows[0].title}" for one in made if not _comes_back(one)]
    tasks = sum(len(one.rows) for one in made)
    links = sum(len(one.links) for one in made)
    print(
        f"{len(made)} random plans given to mpxj and back: {tasks} rows, {links} links, {len(broken)} lost", flush=True
    )
    found = Counter(_difference(one, said["moved"]) for one, said in zip(made, theirs, strict=True))
    print(f"    the dates of its scheduler beside ours, by plan: {dict(found)}", flush=True)
    for line in broken[:20]:
        print(f"    {line}", flush=True)
    for one, said in zip(made, theirs, strict=True):
        if _difference(one, said["moved"]) == OTHER:
            print(f"    {_told(one, said['moved'])}", flush=True)
    return not broken and not found[OTHER] and found[SAME] > 0


def _text(plan: Plan) -> str:
    return ms_project.write(plan, "Exchange").decode()


def _undone(plan: Plan) -> Plan:
    return replace(plan, rows=[replace(row, progress=None) for row in plan.rows])


def _free(plan: Plan) -> Plan:
    """Without the days of what is not pinned: what is left to say them are lengths, links and calendars."""
    rows = [row if row.is_pinned else replace(row, start=None, end=None) for row in plan.rows]
    return replace(plan, rows=rows)


def _random_plan(chance: random.Random) -> Plan | None:
    """A plan on the days on which we schedule it; None where its links go in a circle."""
    calendars = [_calendar(chance, "Company"), _calendar(chance, "Plant")]
    rows: list[PlanRow] = []
    for stage in range(chance.randint(1, 3)):
        top = PlanRow(f"s{stage}", f"Stage {stage}", 1, code=str(stage + 1), is_summary=True)
        rows.append(top)
        for place in range(chance.randint(1, 3)):
            key = f"{stage}.{place}"
            parts = chance.choice((0, 0, 2))
            made = _task(chance, key, 2, top.id, calendars[1].name)
            rows.append(replace(made, is_summary=True, is_milestone=False, days=None, calendar="") if parts else made)
            rows += [_task(chance, f"{key}.{part}", 3, made.id, calendars[1].name) for part in range(parts)]
    leaves = [row.id for row in rows if not row.is_summary]
    links = {}
    for _ in range(chance.randint(1, 2 * len(leaves))):
        first, last = sorted((chance.randrange(len(leaves)), chance.randrange(len(leaves))))
        if first != last:
            kind = chance.choice((Kind.FS, Kind.FS, Kind.FS, Kind.SS, Kind.FF, Kind.SF))
            links[first, last] = PlanLink(
                leaves[first], leaves[last], kind, chance.choice((0, 0, 0, 1, 2, 5, 0.5, -1, -2))
            )
    plan = Plan("random", rows, list(links.values()), BEGINS, calendars[0], {calendars[1].name: calendars[1]})
    try:
        return _dated(chance, plan)
    except Refused:
        return None


def _calendar(chance: random.Random, name: str) -> PlanCalendar:
    days = {BEGINS + timedelta(days=chance.randint(1, 60)) for _ in range(chance.randint(0, 8))}
    weekend = [5, 6]
    return PlanCalendar(name, weekend, [PlanDay(day, day.weekday() in weekend, "x") for day in sorted(days)])


def _task(chance: random.Random, key: str, level: int, parent: str, other: str) -> PlanRow:
    is_milestone = chance.random() < 0.15
    days = 0.0 if is_milestone else float(chance.choice((1, 1, 2, 3, 5, 8)))
    return PlanRow(key, f"Task {key} 任务", level, parent, is_milestone=is_milestone, days=days,
                   calendar=other if chance.random() < 0.3 else "",
                   progress=None if is_milestone else chance.choice((None, 0, 40, 100)))  # fmt: skip


def _dated(chance: random.Random, plan: Plan) -> Plan:
    """With the days on which it begins and ends by its links; some tasks are pinned, a few days later than that."""
    plain = _undone(plan)
    _found, places = scheduled(plain, BEGINS)
    pinned = {row.id for row in plan.rows if not row.is_summary and not row.is_milestone and chance.random() < 0.1}
    rows = []
    for row in plain.rows:
        if row.id in pinned:
            first = day_of(places[row.id].early_start, is_end=False) + timedelta(days=chance.randint(0, 6))
            counted = plan.calendars.get(row.calendar, plan.calendar).counted()
            first = counted.next_working_day(first, inclusive=True)
            last = counted.add_working_days(first - timedelta(days=1), int(row.days or 1))
            row = replace(row, is_pinned=True, start=first, end=last)
        rows.append(row)
    _found, places = scheduled(replace(plan, rows=rows), BEGINS)
    progress = {row.id: row.progress for row in plan.rows}
    return replace(plan, rows=[_placed(replace(row, progress=progress[row.id]), places[row.id]) for row in rows])


def _placed(row: PlanRow, place: Any) -> PlanRow:
    last = day_of(place.early_end, is_end=True)
    first = last if row.is_milestone else day_of(place.early_start, is_end=False)
    return replace(row, start=first, end=last)


def _comes_back(plan: Plan) -> bool:
    """Whether we read what we wrote as the same rows and links."""
    back = read(_text(plan).encode())
    numbers = {row.id: str(number) for number, row in enumerate(plan.rows, 1)}
    ours = [(row.title, row.level, row.start, row.end, row.is_milestone, row.is_pinned) for row in plan.rows]
    theirs = [(row.title, row.level, row.start, row.end, row.is_milestone, row.is_pinned) for row in back.rows]
    links = sorted((numbers[one.before], numbers[one.after], one.kind, one.lag) for one in plan.links)
    return ours == theirs and links == sorted((one.before, one.after, one.kind, one.lag) for one in back.links)


def _lost(plan: Plan, said: dict[str, Any]) -> list[str]:
    """What mpxj read otherwise than it is."""
    ours = [_of_row(number, row) for number, row in enumerate(plan.rows, 1)]
    found = [
        f"{one} became {other}" for one, other in zip(ours, map(_of_task, said["tasks"]), strict=False) if one != other
    ]
    if len(ours) != len(said["tasks"]):
        found.append(f"{len(ours)} rows became {len(said['tasks'])}")
    numbers = {row.id: number for number, row in enumerate(plan.rows, 1)}
    links = sorted([numbers[one.before], numbers[one.after], str(one.kind), float(one.lag)] for one in plan.links)
    theirs = sorted(said["links"])
    if links != theirs:
        found.append(f"links {links} became {theirs}")
    for one in (plan.calendar, *plan.calendars.values()):
        counted = one.counted()
        works = [counted.is_working(BEGINS + timedelta(days=number)) for number in range(SPAN)]
        if said["calendars"].get(one.name) != works:
            found.append(f"the calendar {one.name} became another")
    return found


def _of_row(number: int, row: PlanRow) -> tuple[Any, ...]:
    begins = "17:00" if row.is_milestone else "08:00"
    days = (row.days or 0.0) if not row.is_summary else None
    pinned = row.is_pinned
    return (number, row.title, row.level, row.is_milestone, row.is_summary, f"{row.start}T{begins}",
            f"{row.end}T17:00", days, float(row.progress or 0), row.calendar or None, pinned)  # fmt: skip


def _of_task(said: dict[str, Any]) -> tuple[Any, ...]:
    days = None if said["summary"] else said["days"]
    return (said["uid"], said["name"], said["level"], said["milestone"], said["summary"], said["start"],
            said["finish"], days, said["progress"], said["calendar"],
            said["constraint"] in ("MUST_START_ON", "MUST_FINISH_ON"))  # fmt: skip


def _difference(plan: Plan, moved: dict[str, list[str]] | str) -> str:
    others = _others(plan, moved)
    if not others:
        return SAME
    if isinstance(moved, dict) and any(said[0] < BEGINS.isoformat() for said in moved.values()):
        return BEFORE
    if any(one.lag % 1 for one in plan.links):
        return PART
    return HELD if any(row.is_pinned for row in plan.rows) else OTHER


def _others(plan: Plan, moved: dict[str, list[str]] | str) -> list[tuple[str, str, list[str]]]:
    """The tasks that stand on another day there: which, ours, theirs."""
    if isinstance(moved, str):
        return [("", "", [moved])]
    found = []
    for number, row in enumerate(plan.rows, 1):
        if row.is_summary:
            continue
        said = moved[str(number)]
        counted = plan.calendars.get(row.calendar, plan.calendar).counted()
        # The evening of a day and the morning of the next that is worked are one to a milestone.
        ours = (
            _instant(counted, f"{row.start}T{'17' if row.is_milestone else '08'}"),
            _instant(counted, f"{row.end}T17"),
        )
        if ours != tuple(_instant(counted, one) for one in said):
            found.append((row.id, f"{row.start} – {row.end}", said))
    return found


def _instant(counted: Any, moment: str) -> int:
    """How many working days lie before a moment."""
    day, evening = date.fromisoformat(moment[:10]), moment[11:13] >= "17"
    return int(counted.working_days_between(BEGINS - timedelta(days=400), day if evening else day - timedelta(days=1)))


def _told(plan: Plan, moved: dict[str, list[str]] | str) -> str:
    links = [(one.before, one.after, str(one.kind), one.lag) for one in plan.links]
    return f"{_others(plan, moved)} links {links} own calendars {[row.id for row in plan.rows if row.calendar]}"
