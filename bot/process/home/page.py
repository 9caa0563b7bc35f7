"""App Home (应用主页): what waits for me, my tasks, my projects, and what I search for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.process import health
from bot.process.health import Health, Next
from bot.process.home import inbox, steps
from bot.process.home.steps import Steps
from bot.process.kernel import rights
from bot.process.kernel.lists import Page, page_of
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.portfolio import rows as portfolio
from bot.process.projects import finding as project_finding
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import Text
from storage import first_hour, membership, projects, search, task_owners
from storage.projects import Project

# Who may edit a project has the button for it on its line.
EDIT = "projects.edit"
# Lines a page: together they stay far below the 100 blocks that Slack takes.
WAITING_LINES, TASK_LINES, PROJECT_LINES = 7, 10, 6
# What one searches for is a few words.
WORDS_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Looking:
    """Where the reader of a Home is: the page (from 1) of each list, and the words searched for."""

    waiting: int = 1
    tasks: int = 1
    projects: int = 1
    words: str = ""

    def at(self, name: str, number: int) -> Looking:
        """The same on another page of one of the lists."""
        match name:
            case "waiting":
                return replace(self, waiting=number)
            case "tasks":
                return replace(self, tasks=number)
            case "projects":
                return replace(self, projects=number)
        return self


@dataclass(frozen=True, slots=True)
class Home:
    """All that App Home shows. Without words that are searched for, nothing was `found`."""

    looking: Looking
    waiting: Page[Waiting]
    tasks: Page[Standing]
    projects: Page[Project]
    found_tasks: Page[Standing] | None = None
    found_projects: Page[Project] | None = None
    # Whether the reader may open the settings.
    may_set_up: bool = False
    # Whether they can choose the country that the organisation counts in, and nobody has.
    lacks_country: bool = False
    # What the reader is led through in the workspace's first hour.
    steps: Steps | None = None
    # The scopes that the app was not granted, for who can do something about it.
    lacks: Sequence[str] = ()
    # How many tasks of the reader's are open in projects that are suspended, where none is in one that runs.
    standing_still: int = 0
    # How those of the projects are that the reader runs, by project.
    health: Mapping[int, Health] = field(default_factory=dict)
    # What comes next in those of the projects that begin or are planned, where that is the reader's to do; by project.
    next: Mapping[int, Next] = field(default_factory=dict)
    # Those of the projects that the reader may edit, by id.
    editable: frozenset[int] = frozenset()
    # What is said to who takes part in none.
    none_yet: Text | None = None
    # In how many that the reader runs something is late, overdue or undecided.
    troubled: int = 0
    # Whether projects are put side by side for the reader.
    has_portfolio: bool = False


def look(work: Work, looking: Looking) -> Home:
    """App Home of the actor; a page that is no longer there shows the last one."""
    user_id = work.person.user_id
    mine = task_owners.open_for(work.session, work.team_id, user_id)
    taken_part = membership.of_member(work.session, work.team_id, user_id, work.now, but=[projects.ARCHIVED])
    led = health.of_led(work)
    # Those that the reader runs come first, and of those the ones in trouble.
    taken_part.sort(key=lambda one: (one.id not in led, not health.is_troubled(led.get(one.id, {}))))
    project_page = page_of(taken_part, looking.projects, PROJECT_LINES)
    # Most of what waits is about these, which need not be read again.
    waiting = inbox.of(work, user_id)
    task_page = page_of(mine, looking.tasks, TASK_LINES)
    found_tasks, found_projects = _found(work, looking)
    may_set_up = rights.may(work, "departments.edit", None)
    stands = first_hour.stands(work.session, work.team_id) if may_set_up or not taken_part else None
    led_through = steps.at_home(work, stands) if stands else None
    return Home(
        looking,
        page_of(waiting, looking.waiting, WAITING_LINES),
        task_page.of(standings.many(work, task_page.lines)),
        project_page,
        found_tasks,
        found_projects,
        may_set_up,
        may_set_up and stands is not None and stands.country is None and led_through is None,
        led_through,
        stands.lacks if stands is not None and may_set_up else (),
        0 if mine else task_owners.still_for(work.session, work.team_id, user_id),
        {one.id: health.health(work, one, led[one.id]) for one in project_page.lines if one.id in led},
        health.next_for(work, project_page.lines),
        frozenset(one.id for one in project_page.lines if not one.is_unbegun and rights.may(work, EDIT, one)),
        None if taken_part else project_finding.none_yet(work),
        sum(map(health.is_troubled, led.values())),
        bool(taken_part) and portfolio.has_one(work, sum(one.id in led and not one.is_unbegun for one in taken_part)),
    )


def _found(work: Work, looking: Looking) -> tuple[Page[Standing] | None, Page[Project] | None]:
    words = " ".join(looking.words.split())[:WORDS_AT_MOST]
    if not words:
        return None, None
    total, found = search.tasks_found(work.session, work.person, words, 0, TASK_LINES, work.now)
    of_projects, projects_found = search.projects_found(work.session, work.person, words, PROJECT_LINES, work.now)
    return Page(standings.many(work, found), 1, total), Page(projects_found, 1, of_projects)
