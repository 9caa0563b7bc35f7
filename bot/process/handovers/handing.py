"""Handing over (移交): what somebody is named for goes to successors, looked at before and told in one message each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.process.handovers import replacing, runs
from bot.process.handovers.asking import Why, held, row_of, settle
from bot.process.handovers.parts import count_owned, of_owner, of_post, once, pack_of, pass_on, tell_passed
from bot.process.kernel import members, quiet, rights
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import handovers, people
from storage import projects as stored
from storage.handovers import Run
from storage.people import Person
from storage.projects import Project

# Slack allows more inputs; a person reads no more. What is left is asked next.
POSTS_A_FORM = 7


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks: who is succeeded, in which project, at which posts."""

    project: Project
    person: Person
    held: list[Post]


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over: to whom, and how many things; nobody where that had been done before.

    `run` is what is handed over in portions, because it is very much; `at` when it was done at once.
    """

    project: Project
    person: Person
    successors: list[Person] = field(default_factory=list)
    count: int = 0
    run: Run | None = None
    at: datetime | None = None

    @property
    def can_be_undone(self) -> bool:
        """Whether it was done at once, and whose it was can have it again."""
        return bool(self.at and self.successors) and self.run is None and not self.person.is_deactivated

    @property
    def key(self) -> str:
        """What takes it back: the project, whose it was, when, and who got it."""
        at = self.at.isoformat() if self.at else ""
        return " ".join([f"{self.project.id}", self.person.user_id, at, *(one.user_id for one in self.successors)])


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be handed over: the posts, and what is open of the person, in lines."""

    project: Project
    person: Person
    successor: Person
    held: list[Post]
    lines: list[Text]


def question(work: Work, project_id: int, user_id: str) -> Question:
    """What is to be decided; with no posts where all of it has been.

    Raises Refused for who may not decide, and for people and projects that are not here.
    """
    project = rights.seen(work, project_id)
    person = people.person(work.session, work.team_id, user_id)
    if person is None:
        raise Refused(_("Choose a person who is in this workspace."))
    must_decide(work, project)
    return Question(project, person, held(work, project, user_id)[:POSTS_A_FORM])


def hand_over(work: Work, project_id: int, user_id: str, successors: Mapping[str, str]) -> Handed:
    """Give each post that the person holds to the successor named for it; a second submit changes nothing.

    What an owner has beyond AT_ONCE is passed on afterwards, in portions: see `runs`.
    Raises Refused for who may not, for a successor who cannot be one, and where there is nothing to hand over.
    """
    asked = _held_question(work, project_id, user_id)
    project = asked.project
    row = row_of(work, project, user_id, Why.WANTED)
    if not asked.held:
        run = handovers.run_of_person(work.session, work.team_id, project_id, user_id)
        if run is not None or row.settled_at is not None:
            return Handed(project, asked.person, run=run)
        raise _nothing(asked)
    chosen = [(post, _successor(work, user_id, successors.get(post.name), post.name)) for post in asked.held]
    taking = {successor.user_id: successor for _post, successor in chosen}
    lines: dict[str, list[Text]] = {}
    open_there: dict[str, list[Text]] = {}
    named: dict[str, list[Post]] = {}
    run = None
    for post, successor in chosen:
        if post.name == "owner":
            runs.turn_to(work, project, user_id, successor.user_id)
        if post.name == "owner" and count_owned(work, project, user_id) > runs.AT_ONCE:
            run = runs.begin(work, project, user_id, successor.user_id)
            continue
        named.setdefault(successor.user_id, []).append(post)
        _give(work, project, post, user_id, successor.user_id, lines)
        open_there.setdefault(successor.user_id, []).extend(of_post(work, project, post.name))
    work.session.add(row)
    work.session.flush()
    for successor in taking.values():
        replacing.welcome(work, project, successor)
        if run is not None and successor.user_id == run.new_id:
            # They get one message, when all of it is theirs.
            run.posts = [post.name for post in named.get(successor.user_id, [])]
            continue
        quiet.tell(
            work,
            successor,
            "handovers/pack",
            about=pack_of(project, successor.user_id),
            is_urgent=True,
            project=project,
            gone=asked.person,
            posts=named[successor.user_id],
            lines=once(lines.get(successor.user_id, []) + open_there[successor.user_id]),
            total=0,
        )
    tell_passed(work, project, asked.person, asked.held, list(taking.values()))
    project_cards.draw(work, project)
    settle(work, row, project)
    count = sum(len(one) for one in lines.values())
    return Handed(project, asked.person, list(taking.values()), count, run, work.now)


def go_on(work: Work, run_id: int) -> None:
    """Pass on the next portion of what is very much. A timer's operation: looks at the state as it is now."""
    run = handovers.run(work.session, work.team_id, run_id)
    project = stored.project(work.session, work.team_id, run.project_id, to_change=True) if run else None
    if run is None or project is None or run.ended_at is not None:
        return
    if runs.go_on(work, project, run):
        row = row_of(work, project, run.old_id, Why.WANTED)
        work.session.add(row)
        work.session.flush()
        settle(work, row, project)


def preview(work: Work, project_id: int, user_id: str, successor_id: str) -> Preview:
    """What `all_to` would hand over as things are. Raises Refused as it does."""
    asked = question(work, project_id, user_id)
    if not asked.held:
        raise _nothing(asked)
    successors = [_successor(work, user_id, successor_id, post.name) for post in asked.held]
    lines = [line for post in asked.held for line in of_post(work, asked.project, post.name)]
    if any(post.name == "owner" for post in asked.held):
        lines = of_owner(work, asked.project, user_id) + lines
    return Preview(asked.project, asked.person, successors[0], asked.held, once(lines))


def all_to(work: Work, project_id: int, user_id: str, successor_id: str) -> Handed:
    """Give everything that the person holds to one successor."""
    asked = _held_question(work, project_id, user_id)
    return hand_over(work, project_id, user_id, dict.fromkeys((post.name for post in asked.held), successor_id))


def _held_question(work: Work, project_id: int, user_id: str) -> Question:
    """The same, of a project that is held before it is asked who holds what there: two may hand over the same."""
    stored.project(work.session, work.team_id, project_id, to_change=True)
    return question(work, project_id, user_id)


def _give(work: Work, project: Project, post: Post, old: str, new: str, lines: dict[str, list[Text]]) -> None:
    """One post changes hands; with ownership goes what is open."""
    known = lines.setdefault(new, [])
    if post.name == "owner":
        known.extend(pass_on(work, project, old, new, runs.AT_ONCE))
    else:
        known.extend(line for line in replacing.give(work, project, post, old, new) if line not in known)


def _nothing(asked: Question) -> Refused:
    name, number = asked.person.name, asked.project.number
    return Refused(_("%(name)s has nothing to hand over in %(project)s.", name=name, project=number))


def must_decide(work: Work, project: Project) -> None:
    why = _("You cannot hand over in %(number)s.", number=project.number)
    rights.must(work, "projects.hand_over", project, why)


def _successor(work: Work, gone_id: str, user_id: str | None, post: str) -> Person:
    found = members.there(work, user_id, post)
    if found.user_id == gone_id:
        raise Refused(_("Choose somebody else: this is who is succeeded."), field=post)
    if found.is_guest and post != "owner":
        raise Refused(_("A guest can only take over tasks. Choose a full member."), field=post)
    return found
