"""Head and liaison of a department in its projects: each project has its own; a change is carried into running ones."""

from __future__ import annotations

from typing import NamedTuple

from bot.process.handovers import parts as handover_parts
from bot.process.handovers import replacing
from bot.process.kernel import posts, quiet
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from storage import people, projects
from storage.departments import Department
from storage.projects import Project, ProjectDepartment


class Replaced(NamedTuple):
    """A running project, and which posts of the department somebody else takes there."""

    project: Project
    part: ProjectDepartment
    has_head: bool
    has_liaison: bool


def held(work: Work, one: Department, *, head_id: str, liaison_id: str) -> list[Replaced]:
    """The running projects whose head or liaison of the department is the present one, and is to be another.

    A project that was given somebody else keeps them.
    """
    found = []
    for project, part in projects.with_department(work.session, work.team_id, one.id):
        has_head = part.head_id == one.head_id != head_id
        has_liaison = part.liaison_id == one.liaison_id != liaison_id
        if not project.is_over and (has_head or has_liaison):
            found.append(Replaced(project, part, has_head, has_liaison))
    return found


def pass_on(work: Work, one: Department, old_head: str, old_liaison: str) -> list[Project]:
    """Give the department's new head and liaison the posts that the old ones held in running projects."""
    changed = []
    for project, part in projects.with_department(work.session, work.team_id, one.id, to_change=True):
        if project.is_over:
            continue
        changes = {}
        if part.head_id == old_head != one.head_id:
            changes["head_id"] = (old_head, one.head_id)
            part.head_id = one.head_id
        if part.liaison_id == old_liaison != one.liaison_id:
            changes["liaison_id"] = (old_liaison, one.liaison_id)
            part.liaison_id = one.liaison_id
        # The head of the initiating department is the sponsor.
        if "head_id" in changes and project.initiating_department_id == one.id and project.sponsor_id == old_head:
            changes["sponsor_id"] = (old_head, one.head_id)
            project.sponsor_id = one.head_id
        if changes:
            work.session.add_all([project, part])
            work.record("projects", project.id, "change posts", {**changes, "department": (None, one.key)})
            _welcome(work, project, sorted({after for _before, after in changes.values()}))
            _go_on(work, project, one, changes)
            for before in sorted({before for before, _after in changes.values()}):
                handover_parts.drop_pack(work, project, before)
            _tell(work, project, one, changes)
            changed.append(project)
    return changed


def _go_on(work: Work, project: Project, one: Department, changes: dict[str, tuple[str, str]]) -> None:
    """What runs of each post goes on with it."""
    for field, (before, after) in changes.items():
        name = "sponsor" if field == "sponsor_id" else f"{field.removesuffix('_id')}_{one.id}"
        for post in posts.held(work, project, after):
            if post.name == name:
                handover_parts.with_post(work, project, post, before, after)
                replacing.go_on(work, project, name)


def _tell(work: Work, project: Project, one: Department, changes: dict[str, tuple[str, str]]) -> None:
    """Each new one learns what they are in the project now."""
    known = people.people(work.session, work.team_id, {person for pair in changes.values() for person in pair})
    for new in {after for _before, after in changes.values()}:
        taken = {f"{field.removesuffix('_id')}_{one.id}" for field, (_before, after) in changes.items() if after == new}
        taken |= {"sponsor"} if changes.get("sponsor_id", ("", ""))[1] == new else set()
        gone = known.get(next(before for before, after in changes.values() if after == new))
        mine = [post for post in posts.held(work, project, new) if post.name in taken]
        lines = [line for post in mine for line in handover_parts.of_post(work, project, post.name)]
        if new in known and gone is not None:
            about = handover_parts.pack_of(project, new)
            quiet.tell(
                work,
                known[new],
                "handovers/pack",
                about=about,
                project=project,
                gone=gone,
                posts=mine,
                lines=handover_parts.once(lines),
                total=0,
            )


def _welcome(work: Work, project: Project, user_ids: list[str]) -> None:
    """The new ones may see the project and are asked into its channel; its card names them."""
    projects.add_members(work.session, project, user_ids)
    room = room_of(project)
    if room is not None:
        invitation = {"channel": room.channel_id, "users": ",".join(user_ids), "force": True}
        work.call("conversations.invite", invitation, lane=room.channel_id, about=f"projects:{project.id}")
    work.session.flush()
    project_cards.draw(work, project)
