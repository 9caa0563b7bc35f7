"""The company of the soak: who is in it, in which departments and projects. Drawn by a seed, known before it begins."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from bot.sandbox.world import records

# A department's time zone, its country, the language of most of its people, and how many of ten are there.
PLACES = (
    ("Asia/Shanghai", "CN", "zh-CN", 7),
    ("Europe/Berlin", "DE", "en-US", 2),
    ("America/New_York", "US", "en-US", 1),
)
# How many of a hundred people read the other language than most of their department, or are guests.
OTHER_LANGUAGE, GUESTS = 15, 3
DEPARTMENTS_A_PROJECT = 5
PROJECTS_A_LIAISON = 2
OWNERS_A_PART = 5


@dataclass(frozen=True)
class Size:
    """How large it is, and how many days are lived through."""

    people: int
    departments: int
    projects: int
    tasks_a_project: int
    days: int


FULL = Size(people=1_000, departments=20, projects=40, tasks_a_project=15, days=91)
SMALL = Size(people=60, departments=6, projects=4, tasks_a_project=8, days=8)


@dataclass
class Department:
    """A department; its people by Slack id, the head first. `id` and `calendar` are Liaison's, once it is made."""

    number: int
    zone: str
    country: str
    members: list[str]
    id: int = 0
    calendar: str = ""
    liaisons: list[str] = field(default_factory=list)
    # In how many projects it takes part, and how many of them it initiated.
    parts: int = 0
    managed: int = 0

    @property
    def head(self) -> str:
        """Who leads it."""
        return self.members[0]

    @property
    def name_en(self) -> str:
        """Its English name."""
        return f"Department {self.number}"

    @property
    def name_zh(self) -> str:
        """Its Chinese name."""
        return f"第{self.number}部"


@dataclass
class Part:
    """A department in a project: who speaks for it there, and who works on its tasks."""

    department: Department
    liaison: str
    owners: list[str]


@dataclass
class Project:
    """A project; `id` is Liaison's, once it is made."""

    number: int
    pm: str
    parts: list[Part]
    weekday: int
    hour: int
    id: int = 0


@dataclass
class Company:
    """Everybody and everything."""

    size: Size
    people: dict[str, records.Person]
    departments: list[Department]
    projects: list[Project]

    def zone(self, user_id: str) -> str:
        """The person's time zone."""
        return self.people[user_id].tz


def drawn(size: Size, chance: random.Random) -> Company:
    """A company of that size."""
    people: dict[str, records.Person] = {}
    departments = []
    staff = size.people // size.departments
    places = [place for place in PLACES for _ in range(place[3])]
    for number in range(1, size.departments + 1):
        zone, country, locale, _share = places[number * 7 % len(places)]
        members: list[str] = []
        for _ in range(staff):
            one = _person(len(people) + 1, zone, locale, chance, is_worker=len(members) >= staff // 2)
            people[one.id] = one
            members.append(one.id)
        departments.append(Department(number, zone, country, members))
    return Company(
        size, people, departments, [_project(number + 1, departments, chance) for number in range(size.projects)]
    )


def _person(number: int, zone: str, locale: str, chance: random.Random, *, is_worker: bool) -> records.Person:
    if chance.randrange(100) < OTHER_LANGUAGE:
        locale = "en-US" if locale == "zh-CN" else "zh-CN"
    return records.Person(
        id=f"U0P{number:07}",
        key=f"p{number}",
        real_name=f"Person {number}" if locale == "en-US" else f"员工{number}",
        display_name=f"Person {number}" if locale == "en-US" else f"员工{number}",
        email=f"p{number}@aurora.example",
        locale=locale,
        tz=zone,
        # Heads, liaisons and managers are of the house.
        is_restricted=is_worker and chance.randrange(100) < GUESTS,
    )


def _project(number: int, departments: list[Department], chance: random.Random) -> Project:
    """Of the departments those that take part in fewest; each liaison has two projects, then it is another's turn."""
    chosen = sorted(departments, key=lambda one: (one.parts, chance.random()))[:DEPARTMENTS_A_PROJECT]
    parts = []
    for one in chosen:
        if one.parts % PROJECTS_A_LIAISON == 0:
            one.liaisons.append(one.members[len(one.liaisons) + 1])
        one.parts += 1
        # The second half of a department works on tasks; of the first are its head, liaisons and project managers.
        owners = chance.sample(one.members[len(one.members) // 2 :], min(OWNERS_A_PART, len(one.members) // 2))
        parts.append(Part(one, one.liaisons[-1], owners))
    initiating = chosen[0]
    initiating.managed += 1
    manager = initiating.members[len(initiating.members) // 2 - initiating.managed]
    return Project(number, manager, parts, weekday=number % 5, hour=10 + number % 6)
