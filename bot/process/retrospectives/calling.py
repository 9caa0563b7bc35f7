"""A retrospective is called by the PM: whom of the core team it asks, and until when; and is ended before its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.process.kernel import calendars, matters, members, nudges, phrases, retrospect, rights
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.process.projects import numbering
from bot.process.retrospectives import reminders
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.shown import Shown
from bot.process.retrospectives.states import ANSWER_DAYS, State
from bot.process.tasks import owners
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import charters, membership, people, projects, retrospectives
from storage.projects import Project
from storage.retrospectives import Answer, Retrospective

RUN = "retrospectives.run"
# A core team; more is a survey.
MOST = 30
NOT_YOURS = _("You cannot look back on %(number)s with its core team.")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the form begins with: whom to ask, until when, and in which calendar that was counted."""

    project: Project
    people: Sequence[str]
    answer_by: date
    counted: Text
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """Whom it asks, and the last day to answer on."""

    people: Sequence[str]
    answer_by: date


@dataclass(frozen=True, slots=True)
class Ahead:
    """A project that nobody has looked back on yet: its facts, and whether the reader may."""

    project: Project
    facts: Sequence[Fact]
    runs: bool


def ahead(work: Work, project_id: int) -> Ahead:
    """What there is to look back on. Raises Refused for a project that the actor may not see."""
    project = rights.seen(work, project_id)
    return Ahead(project, retrospect.facts(work, project), rights.may(work, RUN, project))


def to_call(work: Work, project_id: int) -> Beginning:
    """The form in which it is called, or changed. Raises Refused for everybody but the PM, and once it is gathered."""
    project = _must(work, project_id)
    known = retrospectives.of_project(work.session, work.team_id, project.id)
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    if known is not None and known.state == State.ASKING:
        asked = [one.user_id for one in retrospectives.answers(work.session, work.team_id, known.id)]
        counted = calendars.named(calendar, today, known.answer_by)
        return Beginning(project, asked, known.answer_by, counted, RETROSPECTIVES.one(work, known))
    if known is not None and known.state != State.WITHDRAWN:
        raise _over(work, known)
    by = calendar.add_working_days(today, ANSWER_DAYS)
    return Beginning(project, core_team(work, project), by, calendars.named(calendar, today, by))


def core_team(work: Work, project: Project) -> list[str]:
    """Who is asked unless the PM says otherwise: the core team of the charter; without one PM and liaisons."""
    charter = charters.of_project(work.session, work.team_id, project.id)
    content = (charter.signed or charter.content) if charter is not None else {}
    named = list(content.get("team", {}).get("members") or ())
    if not named:
        named = [part.liaison_id for part, _made in projects.taking_part(work.session, project)]
    ids = list(dict.fromkeys([project.pm_id, *named]))
    known = people.people(work.session, work.team_id, ids)
    return [one for one in ids if one in known and known[one].is_there][:MOST]


def call(work: Work, project_id: int, called: Called, version: int = 0) -> Shown:
    """Ask these people until that day; a second submit finds the first. Who was asked already keeps what they said.

    Raises Refused for everybody but the PM, for nobody to ask, for people who are not there, for a day that has passed,
    and where somebody has changed it meanwhile.
    """
    project = _must(work, project_id)
    projects.project(work.session, work.team_id, project_id, to_change=True)
    known = retrospectives.of_project(work.session, work.team_id, project.id, to_change=True)
    if known is not None and known.cause == work.cause:
        return RETROSPECTIVES.one(work, known)
    wanted = _people(work, project, called.people)
    phrases.must_be_ahead(called.answer_by, work.today(project.zone), "answer_by")
    if known is None:
        known = matters.begin(
            work, RETROSPECTIVES, project, "ask", noted=("answer_by",), number=numbering.of(project.number),
            state=State.ASKING, answer_by=called.answer_by, asked_at=work.now,
        )  # fmt: skip
    elif known.state == State.WITHDRAWN:
        matters.move(
            work, RETROSPECTIVES, known, "ask", answer_by=called.answer_by, asked_at=work.now, cause=work.cause
        )
    else:
        matters.held(work, RETROSPECTIVES, known.id, to=RUN, version=version or None)
        if known.state != State.ASKING:
            raise _over(work, known)
        matters.alter(work, RETROSPECTIVES, known, "change", answer_by=called.answer_by)
    added = _ask(work, known, wanted)
    shown = matters.changed(work, RETROSPECTIVES, known)
    _tell(work, shown, added)
    return shown


def gather(work: Work, retrospective_id: int) -> Shown:
    """Show the answers together before the day is over. Raises Refused while nobody has answered."""
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=RUN)
    RETROSPECTIVES.moves.after(retrospective.state, "gather")
    if not RETROSPECTIVES.one(work, retrospective).together.number:
        raise Refused(_("Nobody has answered yet: there is nothing to show together."))
    reminders.gather(work, retrospective)
    return RETROSPECTIVES.one(work, retrospective)


def withdraw(work: Work, retrospective_id: int) -> Shown:
    """Nobody is asked any more; what was answered is kept for when it is called again."""
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=RUN)
    matters.move(work, RETROSPECTIVES, retrospective, "withdraw")
    return matters.changed(work, RETROSPECTIVES, retrospective)


def undo(work: Work, retrospective_id: int, version: int) -> Shown:
    """Take back the actor's own last step with it."""
    retrospective, _last = matters.take_back(work, RETROSPECTIVES, retrospective_id, version)
    return matters.changed(work, RETROSPECTIVES, retrospective)


def go_on(work: Work, project: Project, _since: datetime) -> None:
    """The project stood still: where the day to answer by has passed meanwhile, there is as much time again."""
    known = retrospectives.of_project(work.session, work.team_id, project.id)
    if known is None or known.state != State.ASKING:
        return
    if reminders.ends_at(work, known) <= work.now:
        calendar, today = calendars.of_project(work, project), work.today(project.zone)
        matters.alter(
            work, RETROSPECTIVES, known, "go on", answer_by=calendar.add_working_days(today, ANSWER_DAYS),
            asked_at=work.now,
        )  # fmt: skip
    matters.changed(work, RETROSPECTIVES, known)


def _must(work: Work, project_id: int) -> Project:
    project = rights.seen(work, project_id)
    rights.must(work, RUN, project, Text(NOT_YOURS.message, {"number": project.number}))
    return project


def _over(work: Work, known: Retrospective) -> Refused:
    project = matters.project_of(work, known)
    return Refused(
        _("The answers about %(number)s are in already: nobody is asked any more.", number=project.number),
        offer=RETROSPECTIVES.show(known.number),
    )


def _people(work: Work, project: Project, user_ids: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(user_ids))
    if not wanted:
        raise Refused(_("Choose whom to ask."), field="people")
    if len(wanted) > MOST:
        raise Refused(_("At most %(number)s people are asked.", number=MOST), field="people")
    for user_id in wanted:
        person = members.there(work, user_id, "people")
        if person.is_guest and not membership.is_member(work.session, project, user_id):
            raise Refused(
                _("%(name)s is a guest and takes no part in %(project)s.", name=person.name, project=project.number),
                field="people",
            )
    return wanted


def _ask(work: Work, known: Retrospective, wanted: Sequence[str]) -> list[str]:
    """These are asked, and of others only who has answered already stays among them; those who are new."""
    before = {one.user_id: one for one in retrospectives.answers(work.session, work.team_id, known.id)}
    gone = [one for user_id, one in before.items() if user_id not in wanted and one.answered_at is None]
    retrospectives.not_asked(work.session, gone)
    added = [one for one in wanted if one not in before]
    for user_id in added:
        work.session.add(
            Answer(team_id=work.team_id, retrospective_id=known.id, project_id=known.project_id, user_id=user_id)
        )
    work.session.flush()
    return added


def _tell(work: Work, shown: Shown, added: Sequence[str]) -> None:
    """Who is asked hears it in their next morning; nobody who stands in for them does."""
    project, retrospective_id = shown.project, shown.retrospective.id
    for user_id in added:
        if not membership.is_entered(work.session, project, user_id):
            owners.let_in(work, project, user_id, f"{shown.retrospective.about}:asked:{user_id}")
        if user_id != work.actor_id:
            nudges.remind(work, user_id, reminders.ANSWER, retrospective_id)
