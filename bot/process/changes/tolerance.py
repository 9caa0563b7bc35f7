"""How far dates of a confirmed plan move without a change (容差): the PM says so for the project."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.projects import Project

TOLERATE = "changes.tolerate"
DAYS_AT_MOST = 365
SLACK = ("slack", "all", "浮动", "时差", "全部")


def tolerate(work: Work, project_id: int, said: str) -> Project:
    """Let a task move by at most so many working days without a change, or ("slack") by all of its slack.

    Raises Refused for others than the PM, and for what is no number of days.
    """
    project = rights.seen(work, project_id)
    why = _("How far dates of %(project)s move without a change is not yours to say.", project=project.number)
    rights.must(work, TOLERATE, project, why)
    held = projects.project(work.session, work.team_id, project_id, to_change=True) or project
    days = _days(said)
    if days != held.tolerance:
        work.record("projects", held.id, "tolerate", {"tolerance": (held.tolerance, days)})
        held.tolerance = days
        work.session.add(held)
        work.session.flush()
    return held


def _days(said: str) -> int | None:
    words = said.strip().lower()
    if words in SLACK:
        return None
    digits = "".join(one for one in words if one.isdecimal())
    if not digits or int(digits) > DAYS_AT_MOST:
        raise Refused(
            _("Say a number of working days, for example `/change tolerance 3`, or `slack` for all of a task's slack.")
        )
    return int(digits)
