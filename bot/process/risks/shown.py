"""How a risk is shown, whatever shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.process.kernel import calendars, matters, substitutes, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.risks import days as risk_days
from bot.process.risks.states import DID, IMPACTS, LEVELS, LIKELIHOODS, STALE, STATES, Level, State
from bot.words.language import Text
from bot.words.language import text as _
from storage import origins, people, project_reading, stages, tasks
from storage.history import Change
from storage.origins import Origin
from storage.people import Person
from storage.projects import Project
from storage.risks import Risk
from storage.stages import Stage
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Shown:
    """A risk as it is shown: with its people, what it threatens, what it became, and the days without a word.

    `counted` names the calendar that those are counted in: its owner's.
    """

    risk: Risk
    project: Project
    owner: Person | None
    noted_by: Person | None
    changed_by: Person | None
    changed_for: Person | None = None
    task: Task | None = None
    stage: Stage | None = None
    became: tuple[Origin, ...] = ()
    # Who says how high it is.
    pm: Person | None = None
    missed: int = 0
    counted: Text | None = None

    @property
    def hand(self) -> Text:
        """By whom it was changed last."""
        return substitutes.hand(self.changed_by, self.changed_for)

    @property
    def matter(self) -> Risk:
        """What is kept of it."""
        return self.risk

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.risk.state)

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.state]

    @property
    def is_stale(self) -> bool:
        """Whether nothing has changed so often that the next step is asked for."""
        return self.risk.is_tracked and self.risk.unchanged >= STALE

    @property
    def likelihood(self) -> Text | None:
        """How likely it is, in words."""
        return LIKELIHOODS[self.risk.likelihood] if self.risk.likelihood else None

    @property
    def impact(self) -> Text | None:
        """How much it would do, in words."""
        return IMPACTS[self.risk.impact] if self.risk.impact else None

    @property
    def level(self) -> Text | None:
        """How high it is, in words; None where nobody has said so yet."""
        return LEVELS[Level(self.risk.level)] if self.risk.level else None


def one(work: Work, risk: Risk) -> Shown:
    """A risk as it is shown."""
    return many(work, [risk])[0]


def many(work: Work, found: Sequence[Risk]) -> list[Shown]:
    """Risks as they are shown, in the same order."""
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    tasks.read_ahead(work.session, [one.task_id for one in found])
    named = people.people(
        work.session,
        work.team_id,
        {
            user_id
            for one in found
            for user_id in (one.owner_id, one.created_by, one.changed_by, one.changed_for)
            if user_id
        },
    )
    return [_shown(work, one, named) for one in found]


def concerns(_work: Work, _action: str, risk: Risk) -> dict[str, Any]:
    """Whose person an action on the risk is a matter of, for `rights.must`."""
    return {"who": {Role.OWNER: risk.owner_id, Role.SELF: risk.created_by}}


def told(work: Work, change: Change) -> Text:
    """One change in words: with the level that was set, and what it became."""
    what = timelines.told(change, DID)
    _before, level = change.changes.get("level", (None, ""))
    if level:
        what = _("%(what)s: %(level)s", what=what, level=LEVELS[Level(level)])
    _before, owner_id = change.changes.get("owner_id", (None, None))
    named = people.person(work.session, work.team_id, owner_id) if owner_id else None
    if named is not None:
        what = _("%(what)s · owner %(name)s", what=what, name=named.name)
    _before, label = change.changes.get("made", (None, None))
    return _("%(what)s · %(note)s", what=what, note=label) if label else what


def _shown(work: Work, risk: Risk, named: dict[str, Person]) -> Shown:
    days = risk_days.of(work, risk)
    missed = days.missed if days is not None else 0
    is_named = days is not None and missed > 0
    project = matters.project_of(work, risk)
    return Shown(
        risk=risk,
        project=project,
        pm=people.person(work.session, work.team_id, project.pm_id),
        owner=named.get(risk.owner_id or ""),
        noted_by=named.get(risk.created_by),
        changed_by=named.get(risk.changed_by),
        changed_for=named.get(risk.changed_for or ""),
        task=tasks.task(work.session, work.team_id, risk.task_id) if risk.task_id else None,
        stage=stages.stage(work.session, work.team_id, risk.stage_id) if risk.stage_id else None,
        became=tuple(origins.made_of(work.session, work.team_id, "risks", risk.id)) if risk.became else (),
        missed=missed,
        counted=calendars.named(days.calendar, days.heard_on, days.today) if is_named and days else None,
    )
