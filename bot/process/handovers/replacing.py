"""A post changes hands: what runs of it goes on with it, whoever has it now sees the project, and both hear of it."""

from __future__ import annotations

from bot.process.handovers import reminders
from bot.process.handovers.asking import settle
from bot.process.handovers.parts import of_post, once, pack_of, passed_of, tell_passed, with_post
from bot.process.kernel import posts, quiet
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text
from storage import handovers, membership, people
from storage import projects as stored
from storage.history import HAND_OVER
from storage.people import Person
from storage.projects import Project

# Who holds one of these is asked who succeeds whom.
DECIDING = ("pm", "sponsor")


def replace(work: Work, project: Project, name: str, old: str, new: Person, *, did: str = HAND_OVER) -> None:
    """Give that post (see `kernel/posts`) of one person to another, in a project that is held; both hear of it, once.

    Who has not heard by their morning that they lost it, or got it, and has it again or not any more, hears neither.
    """
    post = next(one for one in posts.held(work, project, old) if one.name == name)
    lines = give(work, project, post, old, new.user_id, did=did)
    welcome(work, project, new)
    known = people.people(work.session, work.team_id, [old])
    gone = known.get(old, new)
    if not work.unsay(passed_of(project, new.user_id), "they have it again"):
        told = {"project": project, "gone": gone, "posts": [post], "total": 0}
        told["lines"] = once(lines + of_post(work, project, post.name))
        quiet.tell_each(work, [new], "handovers/pack", about=pack_of(project, new.user_id), is_urgent=True, **told)
    was_unheard = not posts.held(work, project, old) and work.unsay(pack_of(project, old), "it is somebody else's")
    if not gone.is_deactivated and not was_unheard:
        tell_passed(work, project, gone, [post], [new])
    row = handovers.of_person(work.session, work.team_id, project.id, old)
    if row is not None and row.settled_at is None:
        settle(work, row, project)


def give(work: Work, project: Project, post: Post, old: str, new: str, *, did: str = HAND_OVER) -> list[Text]:
    """Name another person for the post; what runs of it, in lines, is theirs."""
    posts.give(project, post, new)
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, did, {post.name: (old, new)})
    go_on(work, project, post.name)
    return with_post(work, project, post, old, new)


def go_on(work: Work, project: Project, name: str) -> None:
    """Questions of succession are asked of who decides now; to be called when a post has changed hands."""
    if name in DECIDING:
        for row in handovers.open_in(work.session, work.team_id, project.id):
            work.wake(reminders.ASK, row.id, work.now)


def welcome(work: Work, project: Project, successor: Person) -> None:
    """The successor may see the project, and is brought into its channel."""
    if membership.is_member(work.session, project, successor.user_id):
        return
    stored.add_members(work.session, project, [successor.user_id])
    if project.channel_id is not None:
        arguments = {"channel": project.channel_id, "users": successor.user_id, "force": True}
        about = f"handovers:{project.id}:{successor.user_id}"
        work.call("conversations.invite", arguments, lane=project.channel_id, about=about)
