"""How many matters stand so or so in each of some projects, and since when: read at once, whatever flows there are.

A flow names its figures in its `flow.py`, each a query of one of the shapes here; `of_led`, `of_project` and
`of_projects` run all of them in one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import bindparam as bound
from sqlalchemy import union as either
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.asks import Ask
from storage.dependencies import Dependency
from storage.history import Change
from storage.moments import UtcDateTime
from storage.projects import Project, ProjectDepartment
from storage.statements import Among
from storage.tasks import IS_OPEN, Task

_TEAM: BindParameter[str] = bound("team_id")
_NOW: BindParameter[datetime] = bound("now", type_=UtcDateTime)
_SINCE: BindParameter[datetime] = bound("since", type_=UtcDateTime)
# The figure of a project that is led, so that it is known of one where nothing else is to be counted.
_LED = ""

# Given what the figure is called, the query of it: project, name, number, and since when the oldest of them stands so.
Query = Callable[[str], Select[Any]]


class Figure(NamedTuple):
    """How many, and since when at least one; None for what has happened, and for what is planned so."""

    number: int
    since: datetime | None


Figures = Mapping[str, Figure]


def asked(*kinds: str) -> Query:
    """The matters about which anybody is asked by one of these kinds."""
    stands = (
        col(Ask.team_id) == _TEAM,
        col(Ask.kind).in_(kinds),
        col(Ask.since) <= _NOW,
        or_(col(Ask.until).is_(None), col(Ask.until) > _NOW),
    )

    def query(name: str) -> Select[Any]:
        number, since = func.count(distinct(col(Ask.subject_id))), func.min(col(Ask.since))
        return _counted(col(Ask.project_id), name, number, since).where(*stands)

    return query


def happened(table: Any, moment: str, *only: ColumnElement[bool]) -> Query:
    """The rows of the table that have had that moment since then."""

    def query(name: str) -> Select[Any]:
        return _counted(table.project_id, name, func.count(), None).where(
            table.team_id == _TEAM, getattr(table, moment) >= _SINCE, *only
        )

    return query


def stands(table: Any, since: str, *only: ColumnElement[bool]) -> Query:
    """The rows of the table that stand so, and since which of their moments the oldest of them does."""

    def query(name: str) -> Select[Any]:
        return _counted(table.project_id, name, func.count(), func.min(getattr(table, since))).where(
            table.team_id == _TEAM, *only
        )

    return query


def tasks_moved() -> Query:
    """The tasks whose planned end was moved since then."""
    is_move = (
        col(Change.team_id) == _TEAM,
        col(Change.subject) == "tasks",
        col(Change.subject_id) == col(Task.id),
        col(Change.at) >= _SINCE,
        col(Change.action) != "add",
        cast(col(Change.changes), String).like('%"due_on"%'),
    )
    was_moved = (
        col(Task.team_id) == _TEAM,
        col(Task.moves) > 0,
        col(Task.changed_at) >= _SINCE,
        col(Task.deleted_at).is_(None),
        select(col(Change.id)).where(*is_move).exists(),
    )
    return lambda name: _counted(col(Task.project_id), name, func.count(), None).where(*was_moved)


def tasks_too_early() -> Query:
    """The tasks that have not begun, planned before what they wait for lets them begin, or be done.

    By calendar days, and without those that may overlap (a lead): what is counted so is too early in any calendar.
    """
    before = aliased(Task)
    begins, kind = func.coalesce(col(Task.starts_on), col(Task.due_on)), col(Dependency.kind)
    has_not_begun = col(before.status) == literal_column("'not started'")
    # What ends on a day is followed on the next one, but a milestone may stand at the end of the same.
    overlaps = case((col(Task.is_milestone), col(before.due_on) > begins), else_=col(before.due_on) >= begins)
    waits = (
        # By this the links of a task are found, whatever else there is.
        col(Dependency.team_id) == _TEAM,
        col(Dependency.successor_id) == col(Task.id),
        col(Dependency.lag) >= 0,
        col(before.id) == col(Dependency.predecessor_id),
        col(before.deleted_at).is_(None),
        col(before.status) != literal_column("'done'"),
        col(before.is_at_start).is_(False),
        or_(
            and_(kind == "FS", overlaps),
            and_(kind == "SS", has_not_begun, col(Task.is_milestone).is_(False), col(before.starts_on) > begins),
            and_(kind == "FF", col(before.due_on) > col(Task.due_on)),
            and_(kind == "SF", has_not_begun, col(before.starts_on) > col(Task.due_on)),
        ),
    )
    stands = (
        col(Task.team_id) == _TEAM,
        col(Task.deleted_at).is_(None),
        col(Task.status) == literal_column("'not started'"),
        select(literal(1)).select_from(Dependency).join(before, true()).where(*waits).exists(),
    )
    return lambda name: _counted(col(Task.project_id), name, func.count(), None).where(*stands)


def tasks_after_the_end() -> Query:
    """The open tasks that are due after their project ends."""
    stands = (
        col(Task.team_id) == _TEAM,
        col(Task.deleted_at).is_(None),
        IS_OPEN,
        col(Project.id) == col(Task.project_id),
        col(Task.due_on) > col(Project.ends_on),
    )
    return lambda name: _counted(col(Task.project_id), name, func.count(), None).where(*stands)


def _counted(project_id: Any, name: str, number: Any, since: Any) -> Select[Any]:
    moment = since if since is not None else literal(None, UtcDateTime)
    return select(project_id, literal(name), number, moment).group_by(project_id)


class Counting:
    """The statement of all figures, by name."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self._of_led = _all(queries, _led())
        one = select(col(Project.id)).where(col(Project.team_id) == _TEAM, col(Project.id) == bound("project_id"))
        self._of_one = _all(queries, one.cte("led"))
        self._of_many = Among(lambda is_one: _all(queries, _these(is_one)))

    def of_led(
        self, session: Session, team_id: str, user_id: str, *, now: datetime, since: datetime
    ) -> dict[int, Figures]:
        """The figures of every project that the person runs: as PM, sponsor, or head of a department in it."""
        return _read(session, self._of_led, team_id=team_id, user_id=user_id, now=now, since=since)

    def of_project(self, session: Session, team_id: str, project_id: int, *, now: datetime, since: datetime) -> Figures:
        """The figures of one project of the workspace."""
        found = _read(session, self._of_one, team_id=team_id, project_id=project_id, now=now, since=since)
        return found.get(project_id, {})

    def of_projects(
        self, session: Session, team_id: str, project_ids: Collection[int], *, now: datetime, since: datetime
    ) -> dict[int, Figures]:
        """The figures of these projects of the workspace, however many."""
        return _told(self._of_many.run(session, project_ids, team_id=team_id, now=now, since=since))


def _these(is_one: Callable[[Any], Any]) -> CTE:
    return select(col(Project.id)).where(col(Project.team_id) == _TEAM, is_one(col(Project.id))).cte("led")


def _led() -> CTE:
    user: BindParameter[str] = bound("user_id")
    leads = or_(col(Project.pm_id) == user, col(Project.sponsor_id) == user)
    parts = (col(ProjectDepartment.team_id) == _TEAM, col(ProjectDepartment.head_id) == user)
    return either(
        select(col(Project.id)).where(col(Project.team_id) == _TEAM, leads),
        select(col(ProjectDepartment.project_id)).where(*parts),
    ).cte("led")


def _all(queries: Mapping[str, Query], led: CTE) -> Any:
    of_each: Sequence[Select[Any]] = [query(name) for name, query in queries.items()]
    its = select(led.c[0])
    known = select(led.c[0], literal(_LED), literal(0), literal(None, UtcDateTime))
    return union_all(known, *(one.where(one.selected_columns[0].in_(its)) for one in of_each))


def _read(session: Session, statement: Any, **values: Any) -> dict[int, Figures]:
    return _told(session.execute(statement, values))


def _told(rows: Iterable[Any]) -> dict[int, Figures]:
    found: dict[int, dict[str, Figure]] = {}
    for project_id, name, number, since in rows:
        figures = found.setdefault(project_id, {})
        if name != _LED:
            figures[name] = Figure(number, since)
    return dict(found)
