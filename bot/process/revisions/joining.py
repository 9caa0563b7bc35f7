"""A department joins a project: its head and liaison hear what is expected of them, as at the beginning.

Of those who have left the workspace, who succeeds them is asked, as of everybody who leaves it later.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.process.flows import FLOWS
from bot.process.handovers import asking
from bot.process.handovers.asking import Why
from bot.process.kernel import members
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.meetings.series import LOOK_AT_REPORTS
from bot.process.projects import cards
from bot.process.proposals.starting import tell_named
from bot.process.revisions import parts, parts_told
from bot.process.revisions.shifted import JOIN, Shifted
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, meetings, people, projects
from storage.departments import Department
from storage.projects import Project, ProjectDepartment


def to_join(work: Work, project_id: int) -> tuple[Project, list[Department]]:
    """The project and who could join it, for a form. Raises Refused where everybody takes part."""
    project = parts.must(work, project_id)
    found = parts.outside(work, project)
    if not found:
        raise Refused(
            _(
                "Every department takes part in %(number)s. Workspace admins add one with `/liaison settings`.",
                number=project.number,
            )
        )
    return project, found


def join(work: Work, project_id: int, department_id: int, liaison_id: str = "") -> Shifted:
    """Let a department of the workspace take part; without a liaison its own is that.

    A second time changes nothing. Raises Refused for one that is not there, and for a liaison who cannot be one.
    """
    project = parts.must(work, project_id, to_change=True)
    department = departments.department(work.session, work.team_id, department_id)
    if department is None:
        raise Refused(_("That department is no longer there."), field="department_id")
    shifted = Shifted(project, JOIN, department)
    if projects.part(work.session, project.id, department_id) is not None:
        work.does_nothing()
        return shifted
    liaison = members.there(work, liaison_id or department.liaison_id, "liaison_id")
    if liaison.is_guest:
        raise Refused(_("%(name)s is a guest; name a full member.", name=liaison.name), field="liaison_id")
    add(work, project, department, liaison.user_id)
    work.record("projects", project.id, JOIN, {"department": (None, department.key)})
    tell_named(work, project, [department.head_id, liaison.user_id])
    parts_told.tell(work, shifted)
    cards.draw(work, project)
    return shifted


def add(
    work: Work,
    project: Project,
    department: Department,
    liaison_id: str,
    *,
    head_id: str = "",
    position: int | None = None,
) -> ProjectDepartment:
    """The department takes part, and is asked for a report from the next meeting on.

    Without more its own head is that there, and it is the last of them.
    """
    taking = projects.taking_part(work.session, project)
    head_id = head_id or department.head_id
    part = ProjectDepartment(
        team_id=work.team_id,
        project_id=project.id,
        department_id=department.id,
        position=max((one.position for one, _made in taking), default=-1) + 1 if position is None else position,
        head_id=head_id,
        liaison_id=liaison_id,
    )
    work.session.add(part)
    work.session.flush()
    named = people.people(work.session, work.team_id, {head_id, liaison_id})
    _welcome(work, project, [one for one in named if not named[one].is_deactivated])
    for gone in sorted(one for one in named if named[one].is_deactivated):
        asking.gone(work, project, gone, Why.DEACTIVATED)
    for flow in FLOWS:
        flow.joined(work, project, department)
    for meeting in meetings.ahead(work.session, work.team_id, project.id, work.now):
        work.wake(LOOK_AT_REPORTS, meeting.id, work.now)
    return part


def _welcome(work: Work, project: Project, user_ids: Sequence[str]) -> None:
    projects.add_members(work.session, project, user_ids)
    room = room_of(project)
    if room is not None and user_ids:
        invitation = {"channel": room.channel_id, "users": ",".join(sorted(set(user_ids))), "force": True}
        work.call("conversations.invite", invitation, lane=room.channel_id, about=f"projects:{project.id}")
