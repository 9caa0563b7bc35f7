"""Who may still read what was written for them.

It is asked when that goes out: much of it waits for a morning, or until Slack takes it.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from storage import meetings, membership, people, projects
from storage.people import Person
from storage.projects import Project

LEFT = "whom it was for has left"
NOT_THEIRS = "whom it was for may not see its project any more"
ELSEWHERE = "its project is at home elsewhere"


def why_not(work: Work, lane: str, project_id: int | None) -> str | None:
    """Why the person, or the channel, is told nothing more of that project; None where they are.

    Whoever holds a post in it is, also from outside its channel, and a channel that was chosen for its meetings.
    """
    person = people.person(work.session, work.team_id, lane)
    project = projects.project(work.session, work.team_id, project_id) if project_id is not None else None
    if person is not None and person.is_deactivated:
        return LEFT
    if project is None:
        return None
    if person is not None:
        return None if _is_theirs(work, project, person) else NOT_THEIRS
    series = meetings.series(work.session, work.team_id, project.id)
    homes = {project.channel_id, series.channel_id if series is not None else None}
    return None if lane in homes else ELSEWHERE


def hidden_from(work: Work, person: Person, project_ids: Collection[int]) -> set[int]:
    """Those of these projects, which have been read, of which the person is told nothing; one statement at most."""
    if person.may_administer:
        return set()
    found = [projects.project(work.session, work.team_id, one) for one in project_ids]
    shut = {
        one.id
        for one in found
        # What is only proposed is asked of those whom the proposal concerns, and of nobody else.
        if one is not None and not one.is_unbegun and (one.is_private or not rights.is_full_member(person))
    }
    if not shut:
        return set()
    return shut - membership.read_by(work.session, work.team_id, person.user_id, shut, work.now)


def _is_theirs(work: Work, project: Project, person: Person) -> bool:
    with work.acting_as(person):
        return rights.may_see(work, project) or person.user_id in membership.holders(work.session, project)
