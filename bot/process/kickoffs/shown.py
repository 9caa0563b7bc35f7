"""How a kickoff meeting is shown: when and where, who is invited, its agenda, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.process.kernel import rights, substitutes
from bot.process.kernel.work import Work
from bot.process.kickoffs.states import State
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words import marked
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import kickoffs, people, projects, tasks
from storage.departments import Department
from storage.kickoffs import Kickoff
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

UNKNOWN = _("There is no such kickoff meeting here. `/project kickoff` shows that of this project.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A kickoff meeting. `contributions`: what each department is to contribute, those that take part now first.

    `is_over`: its time has passed. `may_run`: the reader may move, cancel and note it. `declined`: who cannot come, and
    why; `answers`: whether the reader is invited to one that is ahead. `actions`: what became of its decisions.
    """

    kickoff: Kickoff
    project: Project
    state: State
    invited: list[Person]
    attended: list[Person]
    contributions: list[tuple[Department, str]]
    departments: list[Department]
    hand: Text
    is_over: bool
    may_run: bool
    declined: Sequence[tuple[Person, str]] = ()
    answers: bool = False
    actions: Sequence[Standing] = ()

    @property
    def coming(self) -> list[Person]:
        """Those invited who have not said that they cannot come."""
        return [one for one in self.invited if one.user_id not in self.kickoff.declined]

    @property
    def alignment(self) -> list[str]:
        """Whether the goal fits the strategy, in lines."""
        return marked.lines(self.kickoff.alignment)

    @property
    def risks(self) -> list[str]:
        """The first risks, one a line."""
        return marked.lines(self.kickoff.risks)

    @property
    def questions(self) -> list[str]:
        """What is open, one a line."""
        return marked.lines(self.kickoff.questions)

    @property
    def decisions(self) -> list[str]:
        """What was decided, one a line."""
        return marked.lines(self.kickoff.decisions)


def of(work: Work, project: Project, kickoff: Kickoff) -> Shown:
    """The meeting as it stands now."""
    signed = [one for one in (kickoff.changed_by, kickoff.changed_for) if one]
    known = people.people(work.session, work.team_id, {*kickoff.invited, *kickoff.attended, *signed})
    departments = [made for _part, made in projects.taking_part(work.session, project)]
    said = kickoffs.contributions(work.session, kickoff.id)
    return Shown(
        kickoff=kickoff,
        project=project,
        state=State(kickoff.state),
        invited=_known(kickoff.invited, known),
        attended=_known(kickoff.attended, known),
        contributions=[(one, said[one.id]) for one in departments if one.id in said],
        departments=departments,
        hand=substitutes.hand(known.get(kickoff.changed_by), known.get(kickoff.changed_for or "")),
        is_over=kickoff.ends_at <= work.now,
        may_run=work.actor is not None and rights.may(work, "kickoffs.run", project),
        declined=[(known[one], why) for one, why in kickoff.declined.items() if one in known],
        answers=work.actor_id in kickoff.invited and kickoff.state == State.CALLED and kickoff.starts_at > work.now,
        actions=standings.many(work, _actions(work, kickoff)),
    )


def found(work: Work, kickoff_id: int, *, to_change: bool = False) -> Shown:
    """The meeting of that id. Raises Refused where there is none that the actor may see."""
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id, to_change=to_change)
    if kickoff is None:
        raise Refused(UNKNOWN)
    return of(work, rights.seen(work, kickoff.project_id, UNKNOWN), kickoff)


def about(kickoff_id: int) -> str:
    """By what everything that is said of it is known; its card, too."""
    return f"kickoffs:{kickoff_id}"


def _actions(work: Work, kickoff: Kickoff) -> list[Task]:
    found = [tasks.task(work.session, work.team_id, one) for one in kickoff.task_ids]
    return [one for one in found if one is not None and one.deleted_at is None]


def _known(ids: Sequence[str], known: dict[str, Person]) -> list[Person]:
    return [known[one] for one in ids if one in known and not known[one].is_deactivated]
