"""Handover (交接): somebody named in a project is gone, and the PM is asked, once a person and project, who succeeds.

Who leaves the project's channel and comes back within GRACE is not asked about; later the question is withdrawn. Until
it is decided there are reminders, as of all that is overdue (`asks`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.process.handovers import reminders
from bot.process.kernel import nudges, posts, quiet
from bot.process.kernel.posts import Post
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work
from storage import handovers, people
from storage import projects as stored
from storage.handovers import Handover
from storage.people import Person
from storage.projects import Project

# The template of the question.
CARD = "handovers/asked"
# How the question ends for who is not asked any more, while it is open.
ANOTHER = "another"
# Who left by accident is back by then.
GRACE = timedelta(minutes=5)


class Why(StrEnum):
    """Why a successor is asked for."""

    LEFT = "left"
    DEACTIVATED = "deactivated"
    WANTED = "wanted"


def gone(work: Work, project: Project, user_id: str, why: Why) -> None:
    """Somebody left the channel or the workspace: ask for a successor if they are named in the project."""
    person = people.person(work.session, work.team_id, user_id)
    if person is None or person.is_bot or project.is_over or not held(work, project, user_id):
        return
    row = row_of(work, project, user_id, why)
    if row.settled_at is None and row.id:
        if why not in row.whys:
            _ask_because(work, row, project, [*row.whys, why])
        return
    row.opened_at, row.settled_at, row.why, row.asked_id, row.outcome = work.now, None, why, None, ""
    work.session.add(row)
    work.session.flush()
    _watch(work, row.id)


def back(work: Work, project: Project, user_id: str, why: Why) -> None:
    """Somebody is there again: withdraw the question that their going had raised, unless another reason holds."""
    row = handovers.of_person(work.session, work.team_id, project.id, user_id)
    if row is None or row.settled_at is not None or why not in row.whys:
        return
    left = [one for one in row.whys if one != why]
    if left:
        _ask_because(work, row, project, left)
    else:
        _close(work, row, project, "back")


def _ask_because(work: Work, row: Handover, project: Project, whys: list[str]) -> None:
    """The question stays open, for other reasons."""
    row.why = " ".join(whys)
    work.session.add(row)
    work.session.flush()
    _draw(work, row, project)


def ask(work: Work, handover_id: int) -> None:
    """Ask who decides, then remind them. A timer's operation: looks at the state as it is now."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    if row is None or project is None or project.is_still or row.settled_at is not None:
        return
    asked = _decider(work, project, row.person_id)
    if not held(work, project, row.person_id) or asked is None:
        _close(work, row, project, "handed over")
        return
    if row.asked_id != asked.user_id:
        nudges.forget(work, reminders.ASK, handover_id)
        row.asked_id = asked.user_id
        work.session.add(row)
        reminders.settle(work, row)
        _draw(work, row, project)
    else:
        nudges.remind(work, asked.user_id, reminders.ASK, handover_id, mark=row.opened_at.isoformat())
    work.session.flush()
    _watch(work, handover_id)


def ask_at(work: Work, handover_id: int) -> datetime | None:
    """When who decides is asked: once GRACE is over, then each working morning; None where nobody can decide, or
    nothing of the project waits for anybody.
    """
    row = handovers.handover(work.session, work.team_id, handover_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    if row is None or project is None or project.is_still or row.settled_at is not None:
        return None
    asked = _decider(work, project, row.person_id)
    if asked is None:
        return None
    if row.asked_id is None:
        return quiet.hold(work, asked, max(row.opened_at + GRACE, work.now))
    morning = quiet.morning(work, asked)
    return morning if morning > work.now else quiet.morning(work, asked, work.now + quiet.A_MINUTE)


def _watch(work: Work, handover_id: int) -> None:
    at = ask_at(work, handover_id)
    if at is not None:
        work.wake(reminders.ASK, handover_id, at)


def held(work: Work, project: Project, user_id: str) -> list[Post]:
    """The posts of the person that somebody is still to be named for: not what is being passed on already."""
    found = posts.held(work, project, user_id)
    if handovers.run_of_person(work.session, work.team_id, project.id, user_id) is None:
        return found
    return [one for one in found if one.name != "owner"]


def settle(work: Work, row: Handover, project: Project) -> None:
    """The question is settled where nothing is left to decide; else it is asked again."""
    if held(work, project, row.person_id):
        work.wake(reminders.ASK, row.id, work.now)
        row.asked_id, row.settled_at = None, None
        reminders.settle(work, row)
    elif row.settled_at is None:
        _close(work, row, project, "handed over")


def end(work: Work, handover_id: int, project: Project) -> None:
    """The project is closed: nobody is to be found for it any more."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    if row is not None and row.settled_at is None:
        _close(work, row, project, "closed")


def _close(work: Work, row: Handover, project: Project, outcome: str) -> None:
    row.settled_at, row.outcome, row.settled_cause = work.now, outcome, work.cause
    work.session.add(row)
    work.session.flush()
    work.let_sleep(reminders.ASK, row.id)
    nudges.forget(work, reminders.ASK, row.id)
    reminders.settle(work, row)
    if outcome == "handed over" and Why.LEFT in row.whys:
        stored.remove_members(work.session, project, [row.person_id])
    _draw(work, row, project)


def _draw(work: Work, row: Handover, project: Project) -> None:
    """The question as whoever was asked sees it, also before another was; nothing where nobody was."""
    found = people.person(work.session, work.team_id, row.asked_id) if row.asked_id else None
    asked = [found] if found is not None and not found.is_deactivated else []
    for person in [*asked, *quiet.others_with(work, _card(row), asked)]:
        work.redraw(CARD, row.id, card=_card(row), room=quiet.room_of(person), project=project)


def _card(row: Handover) -> str:
    """The name of the question; a later one of the same person is another."""
    return f"handovers:{row.id}:{row.opened_at.isoformat()}"


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the question shows; nothing where it is asked anew."""
    row = handovers.handover(work.session, work.team_id, wanted.subject_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    asked = people.person(work.session, work.team_id, wanted.lane)
    person = people.person(work.session, work.team_id, row.person_id) if row else None
    if row is None or project is None or asked is None or person is None:
        return None
    if _card(row) != wanted.card:
        return None
    is_open = row.settled_at is None
    shown = {
        "project": project,
        "person": person,
        "why": row.whys[-1],
        "outcome": ("" if row.asked_id in (None, wanted.lane) else ANOTHER) if is_open else row.outcome,
        "held": held(work, project, row.person_id),
    }
    return Drawing(quiet.room_of(asked), shown)


def draw_anew(work: Work, handover_id: int) -> None:
    """What whoever was asked sees of the question is not certain."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    if row is not None and project is not None:
        _draw(work, row, project)


def _decider(work: Work, project: Project, gone_id: str) -> Person | None:
    """Who is asked: the PM; without them the sponsor; without both an administrator of the workspace."""
    candidates = [people.person(work.session, work.team_id, one) for one in (project.pm_id, project.sponsor_id)]
    found = [one for one in candidates if one and one.user_id != gone_id and not one.is_deactivated]
    if found:
        return found[0]
    admins = people.admins(work.session, work.team_id)
    return next((one for one in admins if one.user_id != gone_id), None)


def row_of(work: Work, project: Project, user_id: str, why: Why) -> Handover:
    """The row of that person and project, new where there is none."""
    known = handovers.of_person(work.session, work.team_id, project.id, user_id)
    return known or Handover(
        team_id=work.team_id, project_id=project.id, person_id=user_id, why=why, opened_at=work.now
    )
