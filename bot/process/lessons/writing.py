"""Lessons are written down by whoever was in the project, changed, kept, retired, and brought back.

One of a private project is read by its members alone until its PM lets everybody read it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bot.process.kernel import matters, rights
from bot.process.kernel.rules import Role
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.lessons.kind import LESSONS
from bot.process.lessons.shown import Shown
from bot.process.lessons.states import State
from bot.process.proposals.scenarios import Scenario
from bot.process.scenarios import library
from bot.process.scenarios.shown import Entry
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import departments
from storage.departments import Department
from storage.lessons import Lesson
from storage.projects import Project

ADD, CHANGE, RELEASE, RETIRE = "lessons.add", "lessons.change", "lessons.release", "lessons.retire"
LONGEST, TRIGGER_AT_MOST = 600, 120
# "When … then …", in either language, in one line; a comma alone says it, too.
_WHEN_THEN = (
    Pattern(r"(?:when|if|whenever)\s+(?P<when>.+?)\s*[,，:;；]?\s+then\s+(?P<then>.+)$"),
    Pattern(r"(?:when|if|whenever)\s+(?P<when>.+?)\s*[,，:;；]\s*(?P<then>.+)$"),
    Pattern(
        r"(?:当|當|若|如果|凡是?)(?P<when>.+?)(?:时|時|的时候|的话)?\s*[,，、;；]\s*(?:那么|就|则|則)?(?P<then>.+)$"
    ),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the form of a lesson says."""

    situation: str
    advice: str
    scenario: str = ""
    stage: str = ""
    risk: str = ""
    department_id: int | None = None


def read(line: str) -> Said:
    """What a line says: when …, then …; a line that is none is what to do."""
    folded = " ".join(line.split())
    lowered = folded.lower() if len(folded.lower()) == len(folded) else folded
    for pattern in _WHEN_THEN:
        if (found := pattern.match(lowered)) is not None:
            return Said(folded[found.start("when") : found.end("when")], folded[found.start("then") :])
    return Said("", folded)


def must_add(work: Work, project_id: int) -> Project:
    """The project, if the actor may write down what was learnt in it. Raises Refused, naming who can."""
    project = rights.seen(work, project_id)
    why = _("Whoever takes part in %(project)s can write down what was learnt there.", project=project.number)
    rights.must(work, ADD, project, why)
    return project


def learn(work: Work, project_id: int, said: Said) -> Shown:
    """Write it down; a second submit of the same form finds the first.

    Raises Refused for people who take no part, and beside its field for what is not said.
    """
    if (known := matters.begun(work, LESSONS)) is not None:
        return known
    project = must_add(work, project_id)
    fields = _fields(work, said)
    lesson = matters.begin(
        work, LESSONS, project, "learn", noted=("situation", "advice"), state=State.KEPT, alive_at=work.now, **fields
    )
    return matters.changed(work, LESSONS, lesson)


def to_change(work: Work, lesson_id: int) -> tuple[Shown, list[Department]]:
    """The lesson, for its form, with the departments that there are; refused like `change`."""
    return matters.to_act(work, LESSONS, lesson_id, CHANGE), departments.all_of(work.session, work.team_id)


def change(work: Work, lesson_id: int, said: Said, version: int | None = None) -> Shown:
    """Say it otherwise: what the PM of a private project has let everybody read is read by its members alone again,
    unless it is the PM who says it.

    Raises Refused like `learn`, and where it was changed since that version was looked at.
    """
    lesson = matters.held(work, LESSONS, lesson_id, to=CHANGE, version=version)
    fields = _fields(work, said)
    is_other = any(getattr(lesson, name) != after for name, after in fields.items())
    project = matters.project_of(work, lesson)
    if is_other and project.is_private and not rights.may(work, RELEASE, project):
        fields["released_at"] = None
    matters.alter(work, LESSONS, lesson, "change", **fields)
    return matters.changed(work, LESSONS, lesson)


def release(work: Work, lesson_id: int) -> Shown:
    """Let everybody read a lesson of a private project; what project that was is not said."""
    lesson = _held_of_private(work, lesson_id)
    if lesson.released_at is None:
        matters.alter(work, LESSONS, lesson, "release", released_at=work.now)
        return matters.changed(work, LESSONS, lesson)
    work.does_nothing()
    return LESSONS.one(work, lesson)


def hide(work: Work, lesson_id: int) -> Shown:
    """Let the members of its private project alone read it, from now on."""
    lesson = _held_of_private(work, lesson_id)
    if lesson.released_at is not None:
        matters.alter(work, LESSONS, lesson, "hide", released_at=None)
        return matters.changed(work, LESSONS, lesson)
    work.does_nothing()
    return LESSONS.one(work, lesson)


def keep(work: Work, lesson_id: int) -> Shown:
    """It still holds, though nobody took it for a year."""
    return _move(work, lesson_id, "keep", RETIRE)


def retire(work: Work, lesson_id: int) -> Shown:
    """It is offered no more; it is found among those that are retired."""
    return _move(work, lesson_id, "retire", RETIRE)


def bring_back(work: Work, lesson_id: int) -> Shown:
    """It holds again."""
    return _move(work, lesson_id, "bring back", RETIRE)


def withdraw(work: Work, lesson_id: int) -> Shown:
    """Whoever wrote it down, or the PM, takes it out again. Raises Refused once somebody took it."""
    lesson = matters.held(work, LESSONS, lesson_id, to=CHANGE)
    if LESSONS.one(work, lesson).counts.took:
        raise Refused(
            _("L-%(number)s was taken already: it can be retired, not withdrawn.", number=lesson.number),
            offer=LESSONS.show(lesson.number),
        )
    matters.move(work, LESSONS, lesson, "withdraw")
    return matters.changed(work, LESSONS, lesson)


def undo(work: Work, lesson_id: int, version: int) -> Shown:
    """Take back the actor's own last step with it."""
    lesson, _last = matters.take_back(work, LESSONS, lesson_id, version)
    return matters.changed(work, LESSONS, lesson)


def add_to_template(work: Work, lesson_id: int, key: str) -> Shown:
    """It is offered to whoever takes the template of that key.

    Raises Refused where there is none that the actor may see, and for what its project's members alone may read.
    """
    lesson = matters.held(work, LESSONS, lesson_id, to=RELEASE)
    library.find(work, key, "")
    if LESSONS.one(work, lesson).is_hidden:
        raise Refused(
            _("A template is read by everybody: let everybody read L-%(number)s first.", number=lesson.number)
        )
    if key in lesson.templates:
        work.does_nothing()
        return LESSONS.one(work, lesson)
    matters.alter(work, LESSONS, lesson, "template", templates=[*lesson.templates, key])
    return matters.changed(work, LESSONS, lesson)


def templates_for(work: Work, lesson_id: int) -> tuple[Shown, list[Entry]]:
    """The lesson, for a form, and the templates that it was not added to yet; refused like `add_to_template`."""
    shown = matters.to_act(work, LESSONS, lesson_id, RELEASE)
    found = [one for one in library.entries(work) if one.key not in shown.lesson.templates]
    if not found:
        raise Refused(_("L-%(number)s is in every template already.", number=shown.lesson.number))
    return shown, found


def may(work: Work, lesson: Lesson) -> dict[str, bool]:
    """What the actor may do with it."""
    project = matters.project_of(work, lesson)
    who = {Role.SELF: lesson.created_by}
    return {
        "changes": rights.may(work, CHANGE, project, who=who),
        "releases": project.is_private and rights.may(work, RELEASE, project),
        "retires": rights.may(work, RETIRE, project),
        "templates": rights.may(work, RELEASE, project),
    }


def _move(work: Work, lesson_id: int, move: str, right: str) -> Shown:
    lesson = matters.held(work, LESSONS, lesson_id, to=right)
    fields: dict[str, Any] = {} if move == "retire" else {"alive_at": work.now}
    matters.move(work, LESSONS, lesson, move, **fields)
    return matters.changed(work, LESSONS, lesson)


def _held_of_private(work: Work, lesson_id: int) -> Lesson:
    lesson = matters.held(work, LESSONS, lesson_id, to=RELEASE)
    project = matters.project_of(work, lesson)
    if not project.is_private:
        raise Refused(_("%(project)s is open to everybody here, and so are its lessons.", project=project.number))
    return lesson


def _fields(work: Work, said: Said) -> dict[str, Any]:
    fields: dict[str, Any] = {name: value for name, value in asdict(said).items() if name != "department_id"}
    fields = {name: " ".join(spelled(work, str(value)).split()) for name, value in fields.items()}
    if not fields["situation"]:
        raise Refused(_("Say when it holds."), field="situation")
    if not fields["advice"]:
        raise Refused(_("Say what to do then."), field="advice")
    if fields["scenario"] not in ("", *Scenario):
        raise Refused(_("There is no such kind of project."), field="scenario")
    department = None
    if said.department_id:
        department = departments.department(work.session, work.team_id, said.department_id)
        if department is None:
            raise Refused(_("There is no such department any more."), field="department_id")
    return {**fields, "department_id": department.id if department is not None else None}
