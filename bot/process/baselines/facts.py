"""A department's part of a plan as it is told: its tasks and days, what others need of it and it of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.plans.words import UNSCHEDULED
from bot.process.baselines import sections
from bot.process.baselines.sections import AWAITED, AWAITS, LED, PROVIDED, RECEIVED, Plan
from bot.process.kernel.signatures import Document
from bot.process.kernel.work import Work
from bot.process.tasks import links
from bot.words.language import Name, Near, Text, plural
from bot.words.language import text as _
from storage import departments
from storage.tasks import Task

_GONE = Text("?")
# A title within a line of several facts.
TITLE, STANDARD = 70, 120


@dataclass(frozen=True, slots=True)
class Part:
    """What a department's head is shown before all else: a line each."""

    department: Text
    tasks: Sequence[Text]
    needed_of_it: Sequence[Text]
    it_needs: Sequence[Text]


class Told(NamedTuple):
    """What the lines are told with: departments by id, tasks by number, and the day of which the year is left out."""

    named: Mapping[int, Name]
    numbered: Mapping[int, Task]
    today: date


def told_with(work: Work, plan: Plan, department_ids: Collection[int] = ()) -> Told:
    """The same for a plan, and these departments besides."""
    named = departments.names(work.session, work.team_id, {*plan.department_ids, *department_ids})
    return Told(named, {one.number: one for one in plan.tasks.values()}, work.today(plan.project.zone))


def parts(work: Work, plan: Plan, document: Document, department_ids: Collection[int]) -> list[Part]:
    """The parts of these departments, in the order of the places."""
    found = {one.name: one.content for one in document.sections}
    wanted = [one for one in dict.fromkeys(department_ids) if sections.of_department(one) in found]
    told = told_with(work, plan)
    return [_part(told, found[sections.of_department(one)], one) for one in wanted]


def _part(told: Told, content: Mapping[str, Any], department_id: int) -> Part:
    needed = [awaited(key, one, told) for key, one in content[AWAITED].items()]
    needed += [provided(key, one, told) for key, one in content[PROVIDED].items()]
    needs = [awaits(key, one, told) for key, one in content[AWAITS].items()]
    needs += [received(key, one, told) for key, one in content[RECEIVED].items()]
    own = [led(key, one, told.today) for key, one in content[LED].items()]
    return Part(told.named.get(department_id, _GONE), own, needed, needs)


def led(number: str, task: Mapping[str, Any], today: date) -> Text:
    """A task that the department leads, with its days, and what it delivers."""
    said = {"number": number, "title": task["title"][:TITLE], "days": days(task, today)}
    line = _("T-%(number)s · %(title)s · ◆ %(days)s", **said) if task["milestone"] else _(
        "T-%(number)s · %(title)s · %(days)s", **said
    )  # fmt: skip
    standard = ", ".join(one for one in task["standard"] if one)[:STANDARD]
    return _("%(task)s · delivers: %(what)s", task=line, what=standard) if standard else line


def days(said: Mapping[str, Any], today: date) -> Text:
    """From when to when, as far as that is said."""
    start, end = said.get("start"), said.get("end")
    if start and end and start != end and not said.get("milestone"):
        return _("%(start)s – %(end)s", start=_near(start, today), end=_near(end, today))
    if end or start:
        return _day(end or start, today)
    if said.get("days"):
        return plural("%(number)s working day", "%(number)s working days", said["days"])
    return UNSCHEDULED


def awaited(key: str, tie: Mapping[str, Any], told: Told) -> Text:
    """Another department's task that waits for one of this department's."""
    before, _colon, after = key.partition(":")
    line = _(
        "T-%(before)s is awaited by %(who)s for T-%(after)s %(title)s (%(day)s)",
        before=before,
        who=told.named.get(tie["by"], _GONE),
        after=after,
        title=_title(told.numbered, after),
        day=_day(tie["day"], told.today),
    )
    return tied(line, tie, before, after)


def awaits(key: str, tie: Mapping[str, Any], told: Told) -> Text:
    """What a task of this department waits for at another."""
    before, _colon, after = key.partition(":")
    line = _(
        "T-%(after)s waits for T-%(before)s %(title)s of %(who)s (%(day)s)",
        before=before,
        who=told.named.get(tie["of"], _GONE),
        after=after,
        title=_title(told.numbered, before),
        day=_day(tie["day"], told.today),
    )
    return tied(line, tie, before, after)


def provided(number: str, part: Mapping[str, Any], told: Told) -> Text:
    """What the department provides for a task of another."""
    return _(
        "%(what)s for T-%(number)s %(title)s of %(who)s (%(days)s)",
        what=part["provides"][:TITLE] or _("a part"),
        number=number,
        title=_title(told.numbered, number),
        who=told.named.get(part["lead"], _GONE),
        days=days(part, told.today),
    )


def received(key: str, part: Mapping[str, Any], told: Told) -> Text:
    """What another department provides for a task of this one."""
    number = key.partition(":")[0]
    return _(
        "T-%(number)s: %(what)s from %(who)s",
        number=number,
        what=part["provides"][:TITLE] or _("a part"),
        who=told.named.get(part["by"], _GONE),
    )


def tied(line: Text, tie: Mapping[str, Any], before: str, after: str) -> Text:
    """The line, with how one waits for the other where that is not by its end alone."""
    how = links.by_what(int(before), tie["kind"], tie["lag"])
    return line if how is None else _("%(line)s · T-%(after)s %(how)s", line=line, after=after, how=how)


def _title(numbered: Mapping[int, Task], number: str) -> str:
    task = numbered.get(int(number))
    return task.title[:TITLE] if task is not None else "?"


def _day(said: str | None, today: date) -> Text:
    return Text("%(day)s", {"day": _near(said, today)}) if said else UNSCHEDULED


def _near(said: str, today: date) -> Near:
    return Near(date.fromisoformat(said), today)
