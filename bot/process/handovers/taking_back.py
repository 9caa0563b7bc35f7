"""Taking back what was handed over, for ten minutes: whatever the successor still has is the person's again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.process.handovers import asking, parts, replacing
from bot.process.handovers.asking import Why
from bot.process.handovers.handing import must_decide
from bot.process.kernel import posts, quiet, rights
from bot.process.kernel.matters import UNDO_MINUTES, UNDO_WITHIN
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import handovers, history, people
from storage import projects as stored
from storage.history import HAND_OVER
from storage.people import Person
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Whose it is again, from whom, which posts, and how many other things."""

    project: Project
    person: Person
    successors: list[Person]
    posts: list[Post]
    count: int


def take_back(work: Work, project_id: int, user_id: str, successor_ids: Iterable[str], at: datetime) -> TakenBack:
    """Give back what the actor handed over from the person to these at that moment, where they still have it.

    Raises Refused after ten minutes, where nothing of it is left, and where the person has left the workspace.
    """
    stored.project(work.session, work.team_id, project_id, to_change=True)
    project = rights.seen(work, project_id)
    must_decide(work, project)
    person = _person(work, user_id, at)
    given, taken, count = [], [], 0
    for successor in people.people(work.session, work.team_id, successor_ids).values():
        back = _posts_back(work, project, user_id, successor.user_id, at)
        number = parts.take_back(work, project, user_id, successor.user_id, at)
        if back or number:
            _tell(work, project, person, successor)
            taken.append(successor)
        given += back
        count += number
    if not taken:
        raise Refused(_("Nothing of it is left to take back. `/project handover @lin @wang` hands over anew."))
    if not work.unsay(parts.passed_of(project, user_id), "it was taken back"):
        about = parts.passed_of(project, user_id)
        quiet.tell_each(work, [person], "handovers/returned", about=about, project=project, by=work.person)
    # Where they had left its channel, the project was theirs to see no more.
    stored.add_members(work.session, project, [user_id])
    project_cards.draw(work, project)
    row = handovers.of_person(work.session, work.team_id, project_id, user_id)
    if row is not None and Why.LEFT in row.whys:
        asking.settle(work, row, project)
    return TakenBack(project, person, taken, given, count)


def _person(work: Work, user_id: str, at: datetime) -> Person:
    """Whose it was. Raises Refused."""
    person = people.person(work.session, work.team_id, user_id)
    if work.now - at > UNDO_WITHIN:
        raise Refused(
            _(
                "That was more than %(minutes)s minutes ago and can no longer be undone. "
                "`/project handover @lin @wang` hands over anew.",
                minutes=UNDO_MINUTES,
            )
        )
    if person is None or person.is_deactivated:
        raise Refused(_("Who did that before has left the workspace. `/project handover @lin @wang` hands over anew."))
    return person


def _posts_back(work: Work, project: Project, old: str, new: str, at: datetime) -> list[Post]:
    """The posts that went from one to the other at that moment, and are the former's again."""
    done = history.at_once(
        work.session, work.team_id, "projects", project.id, HAND_OVER, actor_id=work.person.user_id, at=at
    )
    passed = {name for one in done for name, pair in one.changes.items() if pair == [old, new]}
    back = [post for post in posts.held(work, project, new) if post.name in passed]
    for post in back:
        posts.give(project, post, old)
        work.session.add(project)
        work.session.flush()
        work.record("projects", project.id, "undo", {post.name: (new, old)})
        replacing.go_on(work, project, post.name)
        # What the successor has raised since then stays theirs.
        parts.with_post(work, project, post, "", old)
    return back


def _tell(work: Work, project: Project, person: Person, successor: Person) -> None:
    """Who was told that it is theirs hears that it is not; where that had not gone out yet, nothing at all."""
    about = parts.pack_of(project, successor.user_id)
    if not work.unsay(about, "it was taken back") and successor is not work.person:
        quiet.tell(work, successor, "handovers/taken_back", about=about, is_farewell=True, project=project, gone=person)
