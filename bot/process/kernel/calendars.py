"""Which calendar counts where: of a project, a department, a person; each with the organisation's own days.

A project and a department name a calendar by its key: a country ("CN"), or a calendar of the organisation's own
("own-7"), which builds on a country and takes the days that were set for that country too. A department that names
none counts as the organisation does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, OwnDay, is_known_country
from bot.process.kernel.work import Work
from bot.words.language import Country, Text
from bot.words.language import text as _
from storage import calendars, departments, events
from storage.calendars import Stored
from storage.departments import Department
from storage.people import Person
from storage.projects import Project

# Where nobody has chosen yet, and nothing tells where the organisation is: the process comes from there.
FIRST_COUNTRY = "CN"


def of_project(work: Work, project: Project) -> Calendar:
    """The working days that the project counts in."""
    return of_key(work, project.calendar)


def morning(work: Work, project: Project, *, after: datetime) -> datetime:
    """The project's first working morning after that moment."""
    zone = ZoneInfo(project.zone)
    local = after.astimezone(zone)
    is_early = local.time().replace(tzinfo=None) < project.morning
    day = of_project(work, project).next_working_day(local.date(), inclusive=is_early)
    return datetime.combine(day, project.morning, zone)


def of_department(work: Work, department: Department) -> Calendar:
    """The working days of a department: its own calendar, else the organisation's."""
    return of_key(work, department.calendar or main_key(work))


def of_plan(work: Work, project: Project, department_id: int) -> Calendar:
    """The working days in which a task counts that the department leads: the department's own, else the project's."""
    return of_key(work, key_of_plan(work, project, department_id))


def key_of_plan(work: Work, project: Project, department_id: int) -> str:
    """The key of that calendar."""
    department = departments.department(work.session, work.team_id, department_id)
    return (department.calendar if department is not None else "") or project.calendar


def of_person(work: Work, person: Person) -> Calendar:
    """The working days of a person: those of the department that they stand for, else the organisation's."""
    own = work.calendars_of.get(person.user_id)
    if own is None:
        own = departments.calendar_of_person(work.session, work.team_id, person.user_id)
        work.calendars_of[person.user_id] = own
    return of_key(work, own or main_key(work))


def of_key(work: Work, key: str) -> Calendar:
    """The calendar of that key; read once in a unit of work."""
    found = work.calendars.get(key)
    if found is None:
        found = work.calendars[key] = _read(work, key)
    return found


def main_key(work: Work) -> str:
    """The key of the organisation's calendar; before one is chosen, that of the country where it seems to be."""
    if work.main_calendar is None:
        chosen = calendars.main(work.session, work.team_id)
        work.main_calendar = chosen.key if chosen else _assumed(work)
    return work.main_calendar


def is_chosen(work: Work) -> bool:
    """Whether somebody has said in which country's days the organisation counts."""
    return calendars.main(work.session, work.team_id) is not None


def is_open(work: Work) -> bool:
    """Whether nobody has said so, and nothing is counted yet: whoever starts the first project says it."""
    return not is_chosen(work) and calendars.first_used(work.session, work.team_id) is None


def hold(work: Work) -> None:
    """Let one after the other set how the organisation counts, or begin to count as it does; it is read anew then."""
    events.hold(work.session, work.team_id, "calendars", work.now)
    forget(work)


def choose_first(work: Work, country: str) -> None:
    """Let the organisation count as that country does, if that is open yet; history says who did."""
    hold(work)
    if not is_open(work):
        return
    kept = calendars.calendar(work.session, work.team_id, country) or calendars.OrganisationCalendar(
        team_id=work.team_id, key=country, country=country, created_at=work.now
    )
    kept.is_main = True
    work.session.add(kept)
    work.session.flush()
    work.record("calendars", kept.id, "choose country", {"country": (None, country)})
    forget(work)


def _assumed(work: Work) -> str:
    """What its first project counts in, else the country of the actor's zone."""
    return calendars.first_used(work.session, work.team_id) or _country_of_zone(work) or FIRST_COUNTRY


def _country_of_zone(work: Work) -> str | None:
    from babel.core import get_global  # only before a country is chosen

    found = get_global("zone_territories").get(work.actor.zone) if work.actor is not None else None
    return str(found) if found is not None and is_known_country(found) else None


def forget(work: Work) -> None:
    """Something was changed: read the calendars anew from here on."""
    work.calendars.clear()
    work.calendars_of.clear()
    work.main_calendar = None


def choices(work: Work) -> list[tuple[str, Text]]:
    """The calendars that can be chosen for a department, as key and name; the first, with an empty key, is none of
    its own: the organisation's.
    """
    offered = [("", _("the organisation's (%(name)s)", name=called(of_key(work, main_key(work)).name)))]
    for one in calendars.calendars(work.session, work.team_id):
        if not one.is_main:
            offered.append((one.key, called(one.name or one.key)))
    return offered


def called(name: str) -> Text:
    """A calendar's name in the reader's words: the country's, or the one that was given to it."""
    return Text("%(name)s", {"name": Country(name)})


def decreed(work: Work, key: str) -> Calendar:
    """The calendar of that key for its name and its decrees alone, not for counting.

    Asks the database only for a calendar with a name of its own.
    """
    return made(key, key) if is_known_country(key) else of_key(work, key)


def counted_in(work: Work, key: str, first: date, last: date | None = None) -> Text:
    """The calendar of that key as it is named beside what was counted in it up to that day, or between two.

    A year without a published decree is marked.
    """
    return named(decreed(work, key), first, last)


def named(counted: Calendar, first: date, last: date | None = None) -> Text:
    """The same of a calendar that was read before."""
    year = provisional_year(counted, first, last)
    if year is None:
        return called(counted.name)
    return _(
        "%(calendar)s; the days off of %(year)s are not decreed yet and may move: `/liaison calendar` sets them",
        calendar=called(counted.name),
        year=year,
    )


def provisional_year(counted: Calendar, first: date, last: date | None = None) -> int | None:
    """The first year without a published decree that counting between the days leans on."""
    last = last or first
    if not counted.is_provisional_between(first, last):
        return None
    return next(
        year for year in range(min(first, last).year, max(first, last).year + 2) if counted.is_provisional(year)
    )


def _read(work: Work, key: str) -> Calendar:
    found = calendars.to_count(work.session, work.team_id, key)
    if work.main_calendar is None:
        work.main_calendar = next((one.key for one in found if one.is_main), None)
    return counted(found, key)


def counted(found: Sequence[Stored], key: str) -> Calendar:
    """The calendar of that key, from the rows that were kept of it and of the country's calendar beneath it."""
    head = next((one for one in found if one.key == key), None)
    beneath = head.country if head else key
    week = next((one.weekend for one in found if one.key == key and one.weekend is not None), None)
    if week is None:
        week = next((one.weekend for one in found if one.key == beneath), None)
    own: dict[date, OwnDay] = {}
    # The country's calendar first, so that what is set closer to the department holds.
    for one in sorted(found, key=lambda one: one.key == key):
        if one.day is not None and one.key in (key, beneath):
            own[one.day] = OwnDay(bool(one.is_working), one.label or "")
    return made((head.name if head else None) or key, head.country if head else key, frozenset(own.items()), week)


@lru_cache(maxsize=256)
def made(
    name: str, country: str, own_days: frozenset[tuple[date, OwnDay]] = frozenset(), week: str | None = None
) -> Calendar:
    """A calendar of these days; kept, since what it counts of a year is worth keeping."""
    return Calendar(name, country, dict(own_days), weekend=None if week is None else frozenset(map(int, week)))
