"""Handover (交接): somebody named in a project is gone, and the PM is asked, once a person and project, who succeeds.

Who leaves the project's channel and comes back within GRACE is not asked about; later the question is withdrawn. Until
it is decided there is a reminder each working morning. The successor gets one message with everything that is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.process.handovers import reminders, runs
from bot.process.handovers.parts import count_owned, drop_pack, of_post, once, pack_of, pass_on, with_post
from bot.process.kernel import members, nudges, posts, quiet, rights
from bot.process.kernel.posts import Post
from bot.process.kernel.rooms import Room, reader_of
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import handovers, people
from storage import projects as stored
from storage.handovers import Handover, Run
from storage.people import Person
from storage.projects import Project

# Who left by accident is back by then.
GRACE = timedelta(minutes=5)
# Slack allows more inputs; a person reads no more. What is left is asked next.
POSTS_A_FORM = 7


class Why(StrEnum):
    """Why a successor is asked for."""

    LEFT = "left"
    DEACTIVATED = "deactivated"
    WANTED = "wanted"


@dataclass(frozen=True, slots=True)
class Question:
    """What a form asks: who is succeeded, in which project, at which posts."""

    project: Project
    person: Person
    held: list[Post]


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed over: to whom, and how many things; nobody where that had been done before.

    `run` is what is handed over in portions, because it is very much.
    """

    project: Project
    person: Person
    successors: list[Person] = field(default_factory=list)
    count: int = 0
    run: Run | None = None


def gone(work: Work, project: Project, user_id: str, why: Why) -> None:
    """Somebody left the channel or the workspace: ask for a successor if they are named in the project."""
    person = people.person(work.session, work.team_id, user_id)
    if person is None or person.is_bot or not _held(work, project, user_id):
        return
    row = _row(work, project, user_id, why)
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
    """Ask who decides, then remind them each working morning. A timer's operation: looks at the state as it is now."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    if row is None or project is None or row.settled_at is not None:
        return
    asked = _decider(work, project, row.person_id)
    if not _held(work, project, row.person_id) or asked is None:
        _close(work, row, project, "handed over")
        return
    if row.asked_id != asked.user_id:
        nudges.forget(work, reminders.ASK, handover_id)
        row.asked_id = asked.user_id
        work.session.add(row)
        reminders.settle(work, row)
        _draw(work, row, project)
    else:
        nudges.remind(work, asked.user_id, reminders.ASK, handover_id)
    work.session.flush()
    _watch(work, handover_id)


def ask_at(work: Work, handover_id: int) -> datetime | None:
    """When who decides is asked: once GRACE is over, then each working morning; None where nobody can decide."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    project = stored.project(work.session, work.team_id, row.project_id) if row else None
    if row is None or project is None or row.settled_at is not None:
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


def question(work: Work, project_id: int, user_id: str) -> Question:
    """What is to be decided; with no posts where all of it has been.

    Raises Refused for who may not decide, and for people and projects that are not here.
    """
    project = rights.seen(work, project_id)
    person = people.person(work.session, work.team_id, user_id)
    if person is None:
        raise Refused(_("Choose a person who is in this workspace."))
    _must_decide(work, project)
    return Question(project, person, _held(work, project, user_id)[:POSTS_A_FORM])


def hand_over(work: Work, project_id: int, user_id: str, successors: Mapping[str, str]) -> Handed:
    """Give each post that the person holds to the successor named for it; a second submit changes nothing.

    What an owner has beyond AT_ONCE is passed on afterwards, in portions: see `runs`.
    Raises Refused for who may not, for a successor who cannot be one, and where there is nothing to hand over.
    """
    asked = question(work, project_id, user_id)
    project = stored.project(work.session, work.team_id, project_id, to_change=True) or asked.project
    row = _row(work, project, user_id, Why.WANTED)
    if not asked.held:
        run = handovers.run_of_person(work.session, work.team_id, project_id, user_id)
        if run is not None or row.settled_at is not None:
            return Handed(project, asked.person, run=run)
        raise Refused(
            _("%(name)s has nothing to hand over in %(project)s.", name=asked.person.name, project=project.number)
        )
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
        _welcome(work, project, successor)
        if run is not None and successor.user_id == run.new_id:
            # They get one message, when all of it is theirs.
            run.posts = [post.name for post in named.get(successor.user_id, [])]
            continue
        quiet.tell(
            work,
            successor,
            "handovers/pack",
            about=pack_of(project, successor.user_id),
            project=project,
            gone=asked.person,
            posts=named[successor.user_id],
            lines=once(lines.get(successor.user_id, []) + open_there[successor.user_id]),
            total=0,
        )
    drop_pack(work, project, user_id)
    project_cards.draw(work, project)
    _settle(work, row, project)
    count = sum(len(one) for one in lines.values())
    return Handed(project, asked.person, list(taking.values()), count, run)


def go_on(work: Work, run_id: int) -> None:
    """Pass on the next portion of what is very much. A timer's operation: looks at the state as it is now."""
    run = handovers.run(work.session, work.team_id, run_id)
    project = stored.project(work.session, work.team_id, run.project_id, to_change=True) if run else None
    if run is None or project is None or run.ended_at is not None:
        return
    if runs.go_on(work, project, run):
        row = _row(work, project, run.old_id, Why.WANTED)
        work.session.add(row)
        work.session.flush()
        _settle(work, row, project)


def all_to(work: Work, project_id: int, user_id: str, successor_id: str) -> Handed:
    """Give everything that the person holds to one successor."""
    asked = question(work, project_id, user_id)
    return hand_over(work, project_id, user_id, dict.fromkeys((post.name for post in asked.held), successor_id))


def _give(work: Work, project: Project, post: Post, old: str, new: str, lines: dict[str, list[Text]]) -> None:
    """One post changes hands; with ownership goes what is open."""
    if post.name == "owner":
        lines.setdefault(new, []).extend(pass_on(work, project, old, new, runs.AT_ONCE))
        return
    posts.give(project, post, new)
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, "hand over", {post.name: (old, new)})
    known = lines.setdefault(new, [])
    known.extend(line for line in with_post(work, project, post, old, new) if line not in known)


def _welcome(work: Work, project: Project, successor: Person) -> None:
    """The successor may see the project, and is brought into its channel."""
    if stored.is_member(work.session, project, successor.user_id):
        return
    stored.add_members(work.session, project, [successor.user_id])
    if project.channel_id is not None:
        arguments = {"channel": project.channel_id, "users": successor.user_id, "force": True}
        about = f"handovers:{project.id}:{successor.user_id}"
        work.call("conversations.invite", arguments, lane=project.channel_id, about=about)


def _held(work: Work, project: Project, user_id: str) -> list[Post]:
    """The posts of the person that somebody is still to be named for: not what is being passed on already."""
    found = posts.held(work, project, user_id)
    if handovers.run_of_person(work.session, work.team_id, project.id, user_id) is None:
        return found
    return [one for one in found if one.name != "owner"]


def _settle(work: Work, row: Handover, project: Project) -> None:
    """The question is settled where nothing is left to decide; else it is asked again."""
    if _held(work, project, row.person_id):
        work.wake(reminders.ASK, row.id, work.now)
        row.asked_id, row.settled_at = None, None
        reminders.settle(work, row)
    elif row.settled_at is None:
        _close(work, row, project, "handed over")


def _close(work: Work, row: Handover, project: Project, outcome: str) -> None:
    row.settled_at, row.outcome, row.settled_cause = work.now, outcome, work.cause
    work.session.add(row)
    work.session.flush()
    work.let_sleep(reminders.ASK, row.id)
    nudges.forget(work, reminders.ASK, row.id)
    reminders.settle(work, row)
    if outcome == "handed over" and Why.LEFT in row.whys:
        stored.remove_member(work.session, project, row.person_id)
    _draw(work, row, project)


def _draw(work: Work, row: Handover, project: Project) -> None:
    """The question as whoever was asked sees it; nothing where nobody was."""
    asked = people.person(work.session, work.team_id, row.asked_id) if row.asked_id else None
    person = people.person(work.session, work.team_id, row.person_id)
    if asked is None or asked.is_deactivated or person is None:
        return
    work.draw(
        "handovers/asked",
        card=f"handovers:{row.id}:{row.opened_at.isoformat()}",
        room=Room(asked.user_id, reader_of(asked)),
        project=project,
        person=person,
        why=row.whys[-1],
        outcome=row.outcome if row.settled_at else "",
        held=_held(work, project, row.person_id),
    )


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


def _must_decide(work: Work, project: Project) -> None:
    why = _("You cannot hand over in %(number)s.", number=project.number)
    rights.must(work, "projects.hand_over", project, why)


def _successor(work: Work, gone_id: str, user_id: str | None, post: str) -> Person:
    found = members.there(work, user_id, post)
    if found.user_id == gone_id:
        raise Refused(_("Choose somebody else: this is who is succeeded."), field=post)
    if found.is_guest and post != "owner":
        raise Refused(_("A guest can only take over tasks. Choose a full member."), field=post)
    return found


def _row(work: Work, project: Project, user_id: str, why: Why) -> Handover:
    """The row of that person and project, new where there is none."""
    known = handovers.of_person(work.session, work.team_id, project.id, user_id)
    return known or Handover(
        team_id=work.team_id, project_id=project.id, person_id=user_id, why=why, opened_at=work.now
    )
