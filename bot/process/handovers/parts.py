"""What is handed over, whatever flow it is of: what an owner has is passed on; in lines, what is open of a post."""

from __future__ import annotations

from datetime import datetime

from bot.process.flows import FLOWS
from bot.process.kernel import posts, quiet
from bot.process.kernel.flow import HandingOver
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text
from storage.handovers import Run
from storage.people import Person
from storage.projects import Project

PARTS: tuple[HandingOver, ...] = tuple(one.handing_over for one in FLOWS if one.handing_over is not None)


def pack_of(project: Project, user_id: str) -> str:
    """What a successor is told to have now is filed under."""
    return f"projects:{project.id}:pack:{user_id}"


def passed_of(project: Project, user_id: str) -> str:
    """What who is succeeded is told of it is filed under."""
    return f"projects:{project.id}:passed:{user_id}"


def tell_passed(work: Work, project: Project, gone: Person, had: list[Post], successors: list[Person]) -> None:
    """Tell whoever is succeeded who has what they had; not where they have something there again by their morning."""
    drop_pack(work, project, gone.user_id)
    for one in successors:
        work.unsay(passed_of(project, one.user_id), "they have something there again")
    told = {"project": project, "by": work.person, "successors": successors, "posts": had}
    about = passed_of(project, gone.user_id)
    quiet.tell_each(work, [gone], "handovers/passed", about=about, is_farewell=True, **told)


def drop_pack(work: Work, project: Project, user_id: str) -> None:
    """Whoever holds nothing in the project any more is not told in their morning what is theirs."""
    if not posts.held(work, project, user_id):
        work.unsay(pack_of(project, user_id), "it is somebody else's")


def count_owned(work: Work, project: Project, user_id: str) -> int:
    """How much that is open the person would pass on."""
    return sum(one.count(work, project, user_id) for one in PARTS)


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of what is open of a person is another's, soonest due first; in lines."""
    lines: list[Text] = []
    for one in PARTS:
        lines += one.pass_on(work, project, old, new, most - len(lines))
    return lines


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next of what a run passes on is the successor's; how much that was."""
    done = 0
    for one in PARTS:
        done += one.portion(work, project, run, most - done)
    return done


def with_post(work: Work, project: Project, post: Post, old: str, new: str) -> list[Text]:
    """What runs of a post goes on with it; in lines."""
    return [line for one in PARTS for line in one.with_post(work, project, post, old, new)]


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment, if the successor has it still, is the person's; how much that was."""
    return sum(one.take_back(work, project, old, new, at) for one in PARTS)


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The first of what is open of an owner."""
    return [line for one in PARTS for line in one.of_owner(work, project, user_id)]


def of_post(work: Work, project: Project, name: str) -> list[Text]:
    """What is open of a post by its name (see `posts`); what an owner has is passed on instead."""
    kind, _bar, department_id = name.partition("_")
    if kind in ("pm", "sponsor"):
        return [line for one in PARTS for line in one.of_project(work, project)]
    if not department_id:
        return []
    return [line for one in PARTS for line in one.of_department(work, project, int(department_id))]


def once(lines: list[Text]) -> list[Text]:
    """The lines without those that are there already: what an owner has may be of their department too."""
    return [one for at, one in enumerate(lines) if one not in lines[:at]]
