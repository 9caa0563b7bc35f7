"""What is said beside a plan that was just set: an hour not kept, a day off, a lag too long, another such title."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from bot.process.kernel import calendars
from bot.process.kernel.lines import not_kept
from bot.process.kernel.work import Work
from bot.process.tasks import impact, links, precedence
from bot.process.tasks.shown import Standing
from bot.words.language import Near, Text
from bot.words.language import text as _
from storage import task_lists
from storage.projects import Project
from storage.task_lists import Filter, Shown

# So many tasks whose titles hold that of a new one are looked at.
LOOKED_AT = 30


def of_day(work: Work, project: Project, day: date, hour: time | None = None) -> list[Text]:
    """What to know of the day that was set, and of the hour that was said with it."""
    found = (not_kept(hour), day_off(work, project, day), outside(project, day))
    return [one for one in found if one is not None]


def day_off(work: Work, project: Project, day: date) -> Text | None:
    """That nobody works on the day by the project's calendar."""
    calendar = calendars.of_project(work, project)
    if calendar.is_working(day):
        return None
    return _("%(day)s is no working day of %(calendar)s.", day=day, calendar=calendars.called(calendar.name))


def outside(project: Project, day: date) -> Text | None:
    """That the day is not within the project."""
    if day > project.ends_on:
        return _(
            "%(day)s is after the end of %(number)s, %(end)s.", day=day, number=project.number, end=project.ends_on
        )
    if day < project.starts_on:
        begin = project.starts_on
        return _("%(day)s is before %(number)s begins, %(begin)s.", day=day, number=project.number, begin=begin)
    return None


def too_early(work: Work, shown: Standing) -> Text | None:
    """That the task is planned before what it waits for is done."""
    worst = impact.worst(work, shown.task, shown.project) if shown.task.predecessors else None
    if worst is None:
        return None
    other, held = worst
    today = work.today(shown.project.zone)
    too_late = held.too_late(lambda day: Near(day, today))
    if too_late is None or other.due_on is None:
        return None
    due = Near(other.due_on, today)
    return _(
        "T-%(number)s, for which it waits, is due %(due)s: it %(what)s.", number=other.number, due=due, what=too_late
    )


def far_lags(work: Work, shown: Standing) -> list[Text]:
    """What it waits for with a lag that is longer than the whole project."""
    if not shown.task.predecessors:
        return []
    project = shown.project
    within = calendars.of_project(work, project).working_days_between(project.starts_on, project.ends_on) + 1
    return [
        _(
            "T-%(number)s is waited for with a long lag (%(link)s): %(project)s itself takes %(days)s working days.",
            number=one.number,
            link=links.in_words(one.kind, one.lag),
            project=project.number,
            days=within,
        )
        for one in precedence.waits_of(work, shown.task)
        if abs(one.lag) > within
    ]


def of_planned(work: Work, shown: Standing, hour: time | None = None) -> list[Text]:
    """What to know of the planned end of a task that was just saved, and of what it waits for."""
    lags = far_lags(work, shown)
    if shown.task.due_on is None:
        return lags
    early = too_early(work, shown)
    return [*of_day(work, shown.project, shown.task.due_on, hour), *([early] if early is not None else []), *lags]


def of_several(work: Work, dated: Iterable[tuple[Standing, time | None]]) -> list[Text]:
    """The same of several tasks that were saved at once, each with the hour that was said with its day."""
    return [
        _("%(what)s: %(why)s", what=f"T-{shown.task.number}", why=one)
        for shown, hour in dated
        for one in of_planned(work, shown, hour)
    ]


def of_added(work: Work, shown: Standing, hour: time | None = None) -> list[Text]:
    """What to know of a task that was just added."""
    found = of_planned(work, shown, hour)
    wanted = Filter(project_ids=(shown.project.id,), shown=Shown.OPEN, text=shown.task.title)
    for one in task_lists.page(work.session, work.team_id, wanted, first=0, most=LOOKED_AT):
        if one.id != shown.task.id and one.title.casefold() == shown.task.title.casefold():
            twins = {"number": one.number, "delete": shown.task.number}
            found.append(
                _("T-%(number)s has the same title. `/task delete T-%(delete)s` takes this one away.", **twins)
            )
            break
    return found
