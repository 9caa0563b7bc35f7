"""The rows of a portfolio: how each project stands, what comes next in it, and for whom it waits longest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.process import health
from bot.process.flows import FLOWS
from bot.process.handovers import flow as handovers
from bot.process.health import Health
from bot.process.kernel import calendars, gates, readers
from bot.process.kernel.lists import Page, page_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.plans import figures
from bot.process.portfolio import filters
from bot.process.portfolio.filters import Asked
from bot.process.projects import finding
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import asks, people, portfolio
from storage.people import Person
from storage.portfolio import Longest, Milestone
from storage.projects import Project

# Who leads fewer has `/project status`.
AT_LEAST = 2
# A page where Slack does not draw the table itself; it is given so many of those at once where it does.
ROWS_A_PAGE, PAGES_AT_ONCE = 10, 4
NONE = _(
    "The portfolio puts projects side by side: for workspace admins, and for who leads two or more as PM, sponsor or "
    "head of a department. `/project status` says how a project of yours stands."
)
_TOPICS: Mapping[str, Text] = {one.name: one.words for one in (*FLOWS, handovers.FLOW) if one.words is not None}


@dataclass(frozen=True, slots=True)
class Row:
    """How one project stands. Where it stands still, nothing of it is troubled, late or waits.

    `ends` is the last day of its plan, `baseline` the first and last of its baseline, each None where there is none;
    `moved` are the working days by which it ends after that (negative: before). `waits` is for whom it waits longest.
    """

    project: Project
    phase: Text
    health: Health | None
    is_troubled: bool
    today: date
    ends: date | None
    baseline: tuple[date, date] | None
    moved: int | None
    milestone: Milestone | None
    late: int
    waits: Text | None
    pm: Person | None = None

    @property
    def planned(self) -> date | None:
        """When it ends by its baseline."""
        return self.baseline[1] if self.baseline is not None else None


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The projects that are asked for, troubled ones first, then by the next milestone, what stands still last."""

    asked: Asked
    rows: Sequence[Row]

    @property
    def troubled(self) -> int:
        """In how many something is late, overdue or undecided."""
        return sum(one.is_troubled for one in self.rows)

    def page(self, number: int) -> Page[Row]:
        """One page of them."""
        return page_of(self.rows, number, ROWS_A_PAGE)

    def wide(self, number: int) -> Sequence[Row]:
        """What begins with that page, as far as Slack takes it in one table."""
        first = self.page(number).first - 1
        return self.rows[first : first + ROWS_A_PAGE * PAGES_AT_ONCE]


def has_one(work: Work, led: int) -> bool:
    """Whether the actor, who leads so many projects, has a portfolio."""
    return work.person.may_administer or led >= AT_LEAST


def of(work: Work, line: str) -> Portfolio:
    """The portfolio of the actor, narrowed by that line. Raises Refused for who has none."""
    every = _of_actor(work)
    asked = filters.read(work, line)
    phase = asked.phase
    wanted = [one for one in every if (one.phase == phase if phase is not None else one.phase != Phase.CLOSED)]
    if asked.department is not None:
        taken = portfolio.with_department(work.session, work.team_id, asked.department.id)
        wanted = [one for one in wanted if one.id in taken]
    wanted = [one for one in wanted if all(word in f"{one.number} {one.name}".lower() for word in asked.words)]
    rows = _rows(work, wanted)
    if asked.is_late:
        rows = [one for one in rows if one.is_troubled or one.late]
    rows.sort(key=_order)
    return Portfolio(asked, rows)


def _of_actor(work: Work) -> list[Project]:
    """The projects that are put side by side for the actor: those that they lead, or all, and may see."""
    session, team_id, me = work.session, work.team_id, work.person
    if me.may_administer:
        found = portfolio.of_team(session, team_id, but=filters.OTHERS)
    else:
        found = portfolio.of_leader(session, team_id, me.user_id, but=filters.OTHERS)
    hidden = readers.hidden_from(work, me, [one.id for one in found])
    seen = [one for one in found if one.id not in hidden]
    if not has_one(work, len(seen)):
        raise Refused(NONE)
    if not seen:
        raise Refused(finding.none_yet(work))
    return seen


def _order(row: Row) -> tuple[bool, bool, date, str]:
    day = row.milestone.day if row.milestone is not None else date.max
    return row.project.is_still, not row.is_troubled, day, row.project.number


def _rows(work: Work, found: Sequence[Project]) -> list[Row]:
    session, team_id = work.session, work.team_id
    ids = [one.id for one in found]
    running = [one for one in found if not one.is_still]
    counted = health.of_projects(work, running)
    ends, planned = figures.ends_of(work, found), portfolio.baseline_spans(session, team_id, ids)
    late = figures.late_of(work, running)
    milestones = portfolio.next_milestones(session, team_id, ids)
    longest = portfolio.longest_waits(session, team_id, [one.id for one in running], work.now)
    known = _asked_of(work, found, longest)
    rows = []
    for one in found:
        end, baseline, its = ends.get(one.id), planned.get(one.id), counted.get(one.id, {})
        rows.append(
            Row(
                one,
                _phase(work, one),
                health.health(work, one, its) if not one.is_still else None,
                not one.is_still and health.is_troubled(its),
                work.today(one.zone),
                end,
                baseline,
                _moved(work, one, baseline[1], end) if baseline is not None and end is not None else None,
                milestones.get(one.id),
                late.get(one.id, 0),
                _waits(work, one, longest[one.id], known) if one.id in longest else None,
                known.get(one.pm_id),
            )
        )
    return rows


def _moved(work: Work, project: Project, was: date, now: date) -> int:
    """By how many working days of the project the end has moved."""
    calendar = calendars.of_project(work, project)
    if now < was:
        return -calendar.working_days_between(now, was)
    return calendar.working_days_between(was, now)


def _phase(work: Work, project: Project) -> Text:
    phase = gates.PHASES[Phase(project.phase)]
    if not project.is_still or project.since is None:
        return phase
    return _("%(phase)s since %(day)s", phase=phase, day=Near(project.since, work.today(project.zone)))


def _asked_of(work: Work, found: Sequence[Project], longest: Mapping[int, Longest]) -> dict[str, Person]:
    """The people who may be asked there, by id."""
    ids = {one for project in found for one in (project.pm_id, project.sponsor_id)}
    ids |= {one for asked in longest.values() for one in (asked.user_id, asked.head_id, asked.liaison_id) if one}
    return people.people(work.session, work.team_id, ids)


def _waits(work: Work, project: Project, asked: Longest, known: Mapping[str, Person]) -> Text:
    """For whom, about what, and since when."""
    since = Near(asked.since.astimezone(ZoneInfo(project.zone)).date(), work.today(project.zone))
    topic = _TOPICS.get(asked.kind.partition(".")[0])
    who = known.get(_holder(project, asked, known))
    name = Text("%(name)s", {"name": who.name}) if who is not None else _("the admins")
    if topic is None:
        return _("%(name)s, since %(day)s", name=name, day=since)
    return _("%(name)s: %(what)s, since %(day)s", name=name, what=topic, day=since)


def _holder(project: Project, asked: Longest, known: Mapping[str, Person]) -> str:
    """Whose word it is; while a liaison has left, it is the head who is asked."""
    liaison = known.get(asked.liaison_id or "")
    has_left = liaison is None or liaison.is_deactivated
    of_post: Mapping[str, str] = {
        asks.PM: project.pm_id,
        asks.DECIDER: project.sponsor_id,
        asks.HEAD: asked.head_id or "",
        asks.LIAISON: (asked.head_id if has_left else asked.liaison_id) or "",
    }
    return of_post.get(asked.post, asked.user_id)
