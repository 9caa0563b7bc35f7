"""How a project is (项目状况): what is late, overdue or undecided and since when, what has happened lately, what it
waits for on whom, and what comes next. Read from the figures, asks and steps of whatever flows there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.process.acceptance import lists as acceptance
from bot.process.baselines import lists as plans
from bot.process.flows import FLOWS
from bot.process.handovers import flow as handovers
from bot.process.kernel import gates, rights, substitutes
from bot.process.kernel.flow import Asking, Figure, Flow, NextStep
from bot.process.kernel.gates import PHASES
from bot.process.kernel.lists import Page, page_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.process.plans import figures as plan_figures
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import asks, digests, kickoffs, meetings, next_steps, people, projects
from storage.figures import Counting, Figures
from storage.kickoffs import Kickoff
from storage.meetings import Meeting
from storage.people import Person
from storage.projects import Project

_EVERY: tuple[Flow, ...] = (*FLOWS, handovers.FLOW)
FIGURES: Mapping[str, Figure] = {name: figure for one in _EVERY for name, figure in one.figures.items()}
_STEPS: Mapping[str, NextStep] = {
    str(step.order): step for step in sorted((step for one in _EVERY for step in one.steps), key=lambda one: one.order)
}
_ASKINGS: tuple[Asking, ...] = tuple(asking for one in _EVERY for asking in one.asks)
_COUNTING = Counting({name: figure.query for name, figure in FIGURES.items()})
# What has happened is told of so many days.
LATELY_DAYS = 7
# So many things are shown that a project waits for, of so many that are looked at: the longest that somebody waits.
SHOWN_AT_MOST, LOOKED_AT_MOST = 7, 60
WAITS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with a project, each with its since when; and what has happened lately."""

    troubles: list[Text]
    lately: list[Text]
    days: int = LATELY_DAYS


class Next(NamedTuple):
    """What comes next in a project, in the order of the process; and the buttons of what the reader may do of it."""

    words: Text
    offers: list[Offer]


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """How a project stands, for one reader. Tasks are counted as in the digest.

    `mine` is what it waits for of the reader, `others` of whom else, and `others_left` how many more there are.
    """

    project: Project
    phase: Text
    health: Health
    tasks: int
    tasks_done: int
    mine: list[Waiting]
    others: list[tuple[Person, Waiting]]
    others_left: int
    meeting: Meeting | None
    # That it stands still, since when and by whom.
    standing: Text | None = None
    next: Next | None = None
    # Where the plan stands that is with the heads, or the acceptance that is going on, with the button of that; and the
    # baseline that counts.
    plan: tuple[Text, Offer] | None = None
    baseline: Text | None = None
    # The kickoff meeting that lies ahead.
    kickoff: Kickoff | None = None
    figures: plan_figures.Figures | None = None


def of_led(work: Work) -> dict[int, Figures]:
    """The figures of the projects that the actor runs, by project: as PM, sponsor, or head of a department in it."""
    user_id = work.person.user_id
    return _COUNTING.of_led(
        work.session, work.team_id, user_id, now=work.now, since=work.now - timedelta(days=LATELY_DAYS)
    )


def of_projects(work: Work, found: Sequence[Project]) -> dict[int, Figures]:
    """The figures of these projects, by project; in one statement."""
    ids, since = [one.id for one in found], work.now - timedelta(days=LATELY_DAYS)
    return _COUNTING.of_projects(work.session, work.team_id, ids, now=work.now, since=since)


def health(work: Work, project: Project, figures: Figures) -> Health:
    """These figures in words."""
    troubles, lately = [], []
    for name, figure in FIGURES.items():
        found = figures.get(name)
        if found is None or not found.number:
            continue
        if figure.is_trouble and found.since is None:
            troubles.append(figure.words(found.number))
        elif figure.is_trouble and found.since is not None:
            day = found.since.astimezone(ZoneInfo(project.zone)).date()
            since = Near(day, work.today(project.zone))
            troubles.append(_("%(what)s since %(day)s", what=figure.words(found.number), day=since))
        else:
            lately.append(figure.words(found.number))
    return Health(troubles, lately)


def is_troubled(figures: Figures) -> bool:
    """Whether anything is late, overdue or undecided there."""
    return any(FIGURES[name].is_trouble for name in figures)


def status(work: Work, project: Project) -> ProjectStatus:
    """How the project stands, for the actor."""
    session, team_id = work.session, work.team_id
    since = work.now - timedelta(days=LATELY_DAYS)
    figures = _COUNTING.of_project(session, team_id, project.id, now=work.now, since=since)
    shares = digests.shares(session, team_id, project.id, work.today(project.zone))
    stands = plan_figures.of(work, project)
    waits = _waits(work, project)
    me = work.person.user_id
    hats: dict[str, Person | None] = {me: None, **{one.user_id: one for one in substitutes.principals(work, me)}}
    mine: list[Waiting] = []
    others: list[tuple[Person, Waiting]] = []
    for person, one in waits:
        if person.user_id in hats and one.can_be_given_by(me, hats[person.user_id]):
            mine.append(one.instead_of(hats[person.user_id]))
        else:
            others.append((person, one))
    return ProjectStatus(
        project,
        PHASES[Phase(project.phase)],
        health(work, project, figures),
        sum(one.total for one in shares),
        sum(one.done for one in shares),
        mine[:SHOWN_AT_MOST],
        others[:SHOWN_AT_MOST],
        max(len(others) - SHOWN_AT_MOST, 0),
        meetings.upcoming(session, team_id, project.id),
        gates.standing(work, project),
        next_of(work, [project]).get(project.id) or _goes_on(project, stands, [one for _person, one in waits]),
        plans.with_heads(work, project) or acceptance.with_group(work, project),
        plans.baseline_line(work, project),
        _kickoff(work, project),
        stands,
    )


def _kickoff(work: Work, project: Project) -> Kickoff | None:
    found = kickoffs.of_project(work.session, work.team_id, project.id)
    return found if found is not None and found.state == kickoffs.CALLED and found.ends_at > work.now else None


def _goes_on(project: Project, stands: plan_figures.Figures, waits: Sequence[Waiting]) -> Next | None:
    """What comes next where the process names no step: what the plan lacks, and the task that is due first."""
    if Phase(project.phase) not in (Phase.PLANNING, Phase.EXECUTION):
        return None
    said, offers = [], []
    if stands.broken:
        said.append(plural("the link that the dates break", "the %(number)s links that the dates break", stands.broken))
        offers.append(Offer(_("Check the plan"), "plans.check", str(project.id)))
    if stands.ownerless:
        many = plural("an owner for %(number)s task", "owners for %(number)s tasks", stands.ownerless)
        said.append(_("%(what)s (`/task list no owner`)", what=many))
    # What somebody is asked about already stands above.
    is_told = stands.next is not None and any(
        one.kind.startswith("tasks.") and one.subject_id == stands.next.id for one in waits
    )
    if stands.next is not None and stands.next.due_on is not None and not is_told:
        day = Near(stands.next.due_on, stands.today)
        said.append(
            _("T-%(number)s %(title)s, due %(day)s", number=stands.next.number, title=stands.next.title, day=day)
        )
    named = joined(said, _("%(one)s, %(rest)s"))
    return Next(_("Next: %(steps)s.", steps=named), offers) if named is not None else None


def next_of(work: Work, found: Sequence[Project]) -> dict[int, Next]:
    """What comes next in these projects, by id, as far as they begin or are planned."""
    asked = [one for one in found if any(Phase(one.phase) in step.phases for step in _STEPS.values())]
    conditions = {name: step.still for name, step in _STEPS.items()}
    still = next_steps.still(work.session, work.team_id, [one.id for one in asked], conditions)
    found_next = {}
    for one in asked:
        steps = [step for name, step in _STEPS.items() if name in still[one.id] and Phase(one.phase) in step.phases]
        if steps:
            found_next[one.id] = _next(work, one, steps)
    return found_next


def next_for(work: Work, found: Sequence[Project]) -> dict[int, Next]:
    """The same of those in which the actor may do it; nothing else of them is looked at."""
    mine = [one for one in found if any(_may_do(work, step, one) for step in _STEPS.values())]
    return {project_id: what for project_id, what in next_of(work, mine).items() if what.offers} if mine else {}


def _may_do(work: Work, step: NextStep, project: Project) -> bool:
    return step.is_on_home and Phase(project.phase) in step.phases and rights.may(work, step.action, project)


def _next(work: Work, project: Project, steps: Sequence[NextStep]) -> Next:
    named = joined((one.words for one in steps), _("%(one)s, %(rest)s"))
    offers = [one.offer(project) for one in steps if rights.may(work, one.action, project)]
    return Next(_("Next: %(steps)s.", steps=named), offers)


def waits_for(work: Work, project_id: int, number: int) -> tuple[Project, Page[tuple[Person, Waiting]]]:
    """A page of all that the project waits for, with the one whose word or work each is.

    Raises Refused for a project that the actor may not see.
    """
    project = rights.seen(work, project_id)
    return project, page_of(_waits(work, project), number, WAITS_A_PAGE)


def _waits(work: Work, project: Project) -> list[tuple[Person, Waiting]]:
    """What the project waits for, most urgent first, each with the one whose word or work it is.

    Of several who may, that is the actor, or who is asked first.
    """
    asked = _asked(work, project)
    lines: dict[tuple[str, str, int], Waiting] = {}
    known = people.people(work.session, work.team_id, {one for holders, _kind, _subject in asked for one in holders})
    for user_id in known:
        its = [(kind, subject) for holders, kind, subject in asked if user_id in holders]
        for asking in _ASKINGS:
            subjects = list(dict.fromkeys(subject for kind, subject in its if kind in asking.kinds))
            for one in asking.lines(work, user_id, subjects) if subjects else ():
                if one.is_to_do:
                    lines[user_id, one.kind, one.subject_id] = one
    found: dict[tuple[str, str, int], tuple[Person, Waiting]] = {}
    for holders, kind, subject in asked:
        its_own = [one for one in holders if (one, kind, subject) in lines]
        if its_own:
            user_id = next((one for one in its_own if one == work.person.user_id), its_own[0])
            found[user_id, kind, subject] = known[user_id], lines[user_id, kind, subject]
    pairs = {id(one): (person, one) for person, one in found.values()}
    return [pairs[id(one)] for one in by_urgency((one for _person, one in found.values()), work.now)]


def _asked(work: Work, project: Project) -> list[tuple[Sequence[str], str, int]]:
    """Who is asked about which matters of the project: those who may, kind and id."""
    parts = {part.department_id: part for part, _made in projects.taking_part(work.session, project)}
    admins = [one.user_id for one in people.admins(work.session, work.team_id)]
    deciders = [one for one in (project.sponsor_id, project.second_decider_id) if one]
    found: list[tuple[Sequence[str], str, int]] = []
    for one in asks.of_project(work.session, work.team_id, project.id, work.now, LOOKED_AT_MOST):
        part = parts.get(one.department_id)
        holders: Mapping[str, Sequence[str]] = {
            "": admins if one.user_id == asks.ADMINS else [one.user_id],
            asks.PM: [project.pm_id],
            asks.DECIDER: deciders,
            asks.HEAD: [part.head_id] if part else [],
            # While a liaison has left, it is the head who is asked.
            asks.LIAISON: [part.liaison_id, part.head_id] if part else [],
        }
        found.append((holders[one.post], one.kind, one.subject_id))
    return found
