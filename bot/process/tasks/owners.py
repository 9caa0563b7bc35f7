"""Who a task belongs to (责任人): another owner takes part in the project from then on."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import membership, people, projects
from storage.projects import Project
from storage.tasks import Task


def check(work: Work, task: Task, project: Project, owner_id: str | None) -> None:
    """Whether the actor may give the task to that person, or take it from its owner.

    Raises Refused for those who may not, and for people who cannot own one: a bot, somebody who has left, a guest
    whom nobody has named in the project.
    """
    if owner_id == task.owner_id:
        return
    rights.must(
        work,
        "tasks.assign",
        project,
        _("You cannot give T-%(number)s to somebody else.", number=task.number),
        department_id=task.department_id,
    )
    if owner_id is None:
        return
    person = people.person(work.session, work.team_id, owner_id)
    if person is None or person.is_bot:
        raise Refused(_("The owner must be a person of this workspace."), field="owner_id")
    if person.is_deactivated:
        raise Refused(_("%(name)s has left the workspace and cannot own a task.", name=person.name), field="owner_id")
    if person.is_guest and not membership.is_member(work.session, project, owner_id):
        raise Refused(
            _(
                "%(name)s is a guest and takes no part in %(project)s. Invite them to its channel first.",
                name=person.name,
                project=project.number,
            ),
            field="owner_id",
        )


def assign(work: Work, task: Task, project: Project, owner_id: str | None) -> None:
    """Give the task to that person, who may see the project from now on and is invited to its channel; or to nobody."""
    if owner_id is None or owner_id == task.owner_id:
        task.owner_id = owner_id
        return
    takes_part = membership.is_member(work.session, project, owner_id)
    task.owner_id = owner_id
    if not takes_part:
        let_in(work, project, owner_id, f"tasks:{task.id}:owner:{owner_id}")


def let_in(work: Work, project: Project, user_id: str, about: str) -> None:
    """That person has something of the project: they may see it from now on, and are invited to its channel."""
    projects.add_members(work.session, project, [user_id])
    if project.channel_id is not None:
        invitation = {"channel": project.channel_id, "users": user_id, "force": True}
        work.call("conversations.invite", invitation, lane=project.channel_id, about=about)


def may_assign(work: Work, shown: Standing) -> bool:
    """Whether the actor may give the task to somebody else; for forms."""
    return rights.may(work, "tasks.assign", shown.project, department_id=shown.task.department_id)
