"""The departments of a project among which one turns to another, for help or in a dispute."""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.departments import Department
from storage.projects import Project


def among(work: Work, project: Project) -> list[Department]:
    """The departments that take part. Raises Refused where one takes part alone."""
    parts = [made for _part, made in projects.taking_part(work.session, project)]
    if len(parts) == 1:
        raise Refused(
            _(
                "%(department)s is the only department in %(project)s: there is no other one to turn to.",
                department=parts[0].name,
                project=project.number,
            )
        )
    return parts
