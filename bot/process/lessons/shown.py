"""How a lesson is shown: what it says, what brings it to mind, where it was learnt, and how often it was taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.process.kernel import matters, rights, substitutes, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.lessons.states import DID, STATES, State
from bot.process.proposals.scenarios import suggested
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import departments, lessons, people, project_reading, projects
from storage.history import Change
from storage.lessons import Counts, Lesson
from storage.people import Person
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Shown:
    """A lesson as it is shown. `project` is where it was learnt, None to who may not see that; `triggers` what brings
    it to mind, a line each.
    """

    lesson: Lesson
    project: Project | None
    pm: Person | None
    learnt_by: Person | None
    changed_by: Person | None
    changed_for: Person | None
    triggers: Sequence[Text]
    counts: Counts
    # Only who is in the project may read it.
    is_hidden: bool = False

    @property
    def hand(self) -> Text:
        """By whom it was changed last."""
        return substitutes.hand(self.changed_by, self.changed_for)

    @property
    def matter(self) -> Lesson:
        """What is kept of it."""
        return self.lesson

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.lesson.state)

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.state]


def one(work: Work, lesson: Lesson) -> Shown:
    """A lesson as it is shown."""
    return many(work, [lesson])[0]


def many(work: Work, found: Sequence[Lesson]) -> list[Shown]:
    """Lessons as they are shown, in the same order."""
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    acted = {who for one in found for who in (one.created_by, one.changed_by, one.changed_for) if who}
    known = people.people(work.session, work.team_id, acted)
    named = departments.names(work.session, work.team_id, {one.department_id for one in found if one.department_id})
    counted = lessons.counts(work.session, work.team_id, [one.id for one in found])
    return [_shown(work, one, known, named, counted.get(one.id, Counts())) for one in found]


def is_readable(work: Work, lesson: Lesson) -> bool:
    """Whether the actor may read it wherever it was learnt: the PM of a private project has let everybody."""
    return lesson.released_at is not None and work.actor is not None and rights.is_full_member(work.person)


def concerns(_work: Work, _action: str, lesson: Lesson) -> dict[str, Any]:
    """Whose an action on the lesson is a matter of, for `rights.must`."""
    return {"who": {Role.SELF: lesson.created_by}}


def told(work: Work, change: Change) -> Text:
    """One change in words; with the project in which it was taken, to who may see that."""
    what = timelines.told(change, DID)
    _before, project_id = change.changes.get("in", (None, None))
    where = projects.project(work.session, work.team_id, project_id) if project_id else None
    if where is not None and rights.may_see(work, where):
        what = _("%(what)s · %(note)s", what=what, note=where.number)
    return what


def trigger_lines(lesson: Lesson, department: Text | None) -> list[Text]:
    """What brings it to mind, a line each."""
    found = []
    if lesson.scenario:
        found.append(_("kind of project: %(what)s", what=suggested(lesson.scenario).name))
    if department is not None:
        found.append(_("department: %(what)s", what=department))
    if lesson.stage:
        found.append(_("stage: %(what)s", what=lesson.stage))
    if lesson.risk:
        found.append(_("risk about: %(what)s", what=lesson.risk))
    return found


def brief(lesson: Lesson) -> Text:
    """All of it in a line."""
    return _(
        "L-%(number)s · when %(when)s, then %(then)s",
        number=lesson.number,
        when=" ".join(lesson.situation.split()),
        then=" ".join(lesson.advice.split()),
    )


def in_a_line(shown: Shown) -> Text | None:
    """What brings it to mind, in one line."""
    return joined(shown.triggers, Text("%(one)s · %(rest)s"))


def _shown(work: Work, lesson: Lesson, known: dict[str, Person], named: dict[int, Any], counts: Counts) -> Shown:
    project = matters.project_of(work, lesson)
    seen = project if work.actor is None or rights.may_see(work, project) else None
    return Shown(
        lesson,
        seen,
        people.person(work.session, work.team_id, project.pm_id),
        known.get(lesson.created_by),
        known.get(lesson.changed_by),
        known.get(lesson.changed_for or ""),
        trigger_lines(lesson, named.get(lesson.department_id or 0)),
        counts,
        project.is_private and lesson.released_at is None,
    )
