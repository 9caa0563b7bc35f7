"""Departments that somebody looks for by a part of their name, where there are more than a menu holds."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from storage import departments, projects
from storage.departments import Department


def named(work: Work, typed: str) -> list[Department]:
    """Those of the workspace whose name, in either language, has what was typed in it."""
    return _with(typed, departments.all_of(work.session, work.team_id))


def taking_part(work: Work, project_id: int, typed: str) -> list[Department]:
    """The same of those that take part in a project. Raises Refused for one that the actor may not see."""
    project = rights.seen(work, project_id)
    return _with(typed, [made for _part, made in projects.taking_part(work.session, project)])


def outside(work: Work, project_id: int, typed: str) -> list[Department]:
    """The same of those that do not."""
    inside = {one.id for one in taking_part(work, project_id, "")}
    return [one for one in named(work, typed) if one.id not in inside]


def fits(typed: str, *names: str | None) -> bool:
    """Whether what was typed is a part of one of the names."""
    wanted = " ".join(typed.split()).casefold()
    return any(wanted in name.casefold() for name in names if name)


def _with(typed: str, found: list[Department]) -> list[Department]:
    return [one for one in found if fits(typed, one.name_en, one.name_zh)]
