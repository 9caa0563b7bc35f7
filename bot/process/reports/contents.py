"""What a status report (周报) holds: filled from the department's tasks, typed on, and read as its lines.

What is typed is kept as a draft: numbers of tasks and free lines of text for each part, and for what is not done, by
row, why and which other department caused that (是否跨部门协作导致).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zlib import crc32
from zoneinfo import ZoneInfo

from bot.calendars import first_instant
from bot.process.kernel.work import Work
from bot.process.meetings import dates as meeting_dates
from bot.process.meetings import shown as meeting_shown
from bot.words import marked
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import meetings, reports
from storage.meetings import Meeting
from storage.projects import Project
from storage.reports import DONE, NEXT, NOT_DONE
from storage.tasks import Task

# A menu takes a hundred; a week of one department has fewer.
MOST_TASKS = 100
# So many things that are not done are explained one by one; more is a plan to be made anew.
MOST_ROWS = 30
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Offered:
    """The department's tasks of the week: those done since the last meeting, and those open."""

    done: tuple[Task, ...]
    open: tuple[Task, ...]

    def numbered(self, numbers: Sequence[int]) -> list[Task]:
        """The tasks of these numbers that are among them."""
        known = {one.number: one for one in (*self.done, *self.open)}
        return [known[number] for number in numbers if number in known]


class Row(NamedTuple):
    """Something that is not done, with why and the department that caused it. `key` names it in the form."""

    key: str
    task: Task | None
    text: str
    reason: str
    cause_id: int | None


class Line(NamedTuple):
    """A line as it will be kept."""

    kind: str
    task_id: int | None
    text: str
    reason: str = ""
    cause_id: int | None = None


def offered(work: Work, project: Project, meeting: Meeting, department_id: int) -> Offered:
    """The department's tasks that its report for that meeting can speak of."""
    since = since_of(work, meeting)
    found = reports.tasks_of_week(work.session, work.team_id, project.id, department_id, since)
    done = [one for one in found if one.done_at is not None and one.status == "done"]
    return Offered(tuple(done[:MOST_TASKS]), tuple([one for one in found if one.status != "done"][:MOST_TASKS]))


def since_of(work: Work, meeting: Meeting) -> datetime:
    """The moment from which on a report for that meeting speaks: the last meeting that was held, else the beginning.

    A project begins on its first day, or when it was made if that was earlier, and at least a week before its meeting.
    """
    last = meetings.last_held(work.session, work.team_id, meeting.project_id, before=meeting.starts_at)
    if last is not None:
        return last.starts_at
    project = meeting_shown.project_of(work, meeting)
    first_day = first_instant(datetime.combine(project.starts_on, time()), ZoneInfo(project.zone))
    return min(project.created_at, first_day, meeting.starts_at - meeting_dates.WEEK)


def prefilled(work: Work, project: Project, meeting: Meeting, department_id: int, tasks: Offered) -> dict[str, Any]:
    """The draft with which a report begins.

    Not done is what should have been by the day of the meeting, or was planned in the last report; planned is what is
    under way, overdue, or due or beginning in the week after.
    """
    day = meeting.starts_at.astimezone(ZoneInfo(project.zone)).date()
    last = reports.last_filed(work.session, work.team_id, project.id, department_id, meeting.starts_at)
    planned = reports.planned_tasks(work.session, work.team_id, last.id) if last else set()
    after_it = day + timedelta(days=1)
    late = [one for one in tasks.open if one.is_due_before(after_it) or one.id in planned]
    after = day + timedelta(days=7)
    coming = [one for one in tasks.open if one in late or one.status == "in progress" or _comes(one, after)]
    done = [one.number for one in tasks.done]
    return {
        "done_tasks": done,
        "known_done": done,
        "not_done_tasks": [one.number for one in late],
        "next_tasks": [one.number for one in coming],
        "rows": {f"t{one.number}": {"reason": one.note} for one in late if one.note},
    }


def brought_up(draft: Mapping[str, Any], tasks: Offered) -> dict[str, Any]:
    """The draft with what was done since it was looked at: it is among what is done now, and nowhere else."""
    done = [one.number for one in tasks.done]
    new = [number for number in done if number not in draft.get("known_done", [])]
    left = {
        name: [number for number in draft.get(name, []) if number not in new]
        for name in ("done_tasks", "not_done_tasks", "next_tasks")
    }
    return {**draft, **left, "done_tasks": [*left["done_tasks"], *new], "known_done": done}


def rows(draft: Mapping[str, Any], tasks: Offered) -> list[Row]:
    """What is not done, a row each: tasks first, then free lines."""
    typed = draft.get("rows", {})
    found = []
    for task in tasks.numbered(draft.get("not_done_tasks", [])):
        said = typed.get(f"t{task.number}", {})
        found.append(Row(f"t{task.number}", task, task.title, said.get("reason", ""), said.get("cause")))
    for text in _split(draft.get("not_done", "")):
        # A line that is changed is another one; the others keep what was said of them.
        key = f"f{crc32(text.encode()):08x}"
        said = typed.get(key, {})
        found.append(Row(key, None, text, said.get("reason", ""), said.get("cause")))
    return list({row.key: row for row in found}.values())


def check(draft: Mapping[str, Any], tasks: Offered) -> None:
    """Raises Refused beside the input that holds more than a report takes: nothing that was typed is left out."""
    for name in ("done", "not_done", "next"):
        found = len(_split(draft.get(name, "")))
        if found > MOST_LINES:
            raise Refused(
                _(
                    "These are %(number)s lines; a report takes %(most)s. Put what belongs together on one line.",
                    number=found,
                    most=MOST_LINES,
                ),
                field=name,
            )
    found = len(rows(draft, tasks))
    if found > MOST_ROWS:
        raise Refused(
            _(
                "%(number)s things are not done here, tasks included; a report explains %(most)s.",
                number=found,
                most=MOST_ROWS,
            ),
            field="not_done",
        )


def lines(draft: Mapping[str, Any], tasks: Offered) -> list[Line]:
    """The lines of the report that was typed."""
    found = [Line(DONE, one.id, one.title) for one in tasks.numbered(draft.get("done_tasks", []))]
    found += [Line(DONE, None, text) for text in _split(draft.get("done", ""))]
    found += [
        Line(NOT_DONE, row.task.id if row.task else None, row.text, row.reason, row.cause_id)
        for row in rows(draft, tasks)
    ]
    found += [Line(NEXT, one.id, one.title) for one in tasks.numbered(draft.get("next_tasks", []))]
    return found + [Line(NEXT, None, text) for text in _split(draft.get("next", ""))]


def _comes(task: Task, last: date) -> bool:
    return task.is_due_before(last + timedelta(days=1)) or (task.starts_on is not None and task.starts_on <= last)


def _split(text: str) -> list[str]:
    """Free text as lines; a bullet or a number before one is taken off."""
    kept = (" ".join(marked.without_number(line).strip().lstrip("•·-*–—").split()) for line in text.splitlines())
    return [line for line in kept if line]
