"""Imports of plan files (计划导入): what each made and changed; what was answered about a file, whom its names mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Integer, UniqueConstraint, delete, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.cooperation import CooperatingPart
from storage.db import UtcDateTime
from storage.dependencies import Dependency
from storage.history import Change
from storage.stages import Stage
from storage.statements import among, insert
from storage.tasks import Task

# What a name in a file means: somebody, or a department of the project.
PERSON, DEPARTMENT = "person", "department"


class PlanImport(SQLModel, table=True):
    """A plan that was taken into a project, whole: of a file, or of a scenario template.

    `links_before` says of each link that it set how it was: the ids of what is waited for and of what waits, kind and
    lag; both None where there was none.
    """

    __tablename__ = "plan_imports"
    __table_args__ = (UniqueConstraint("team_id", "cause"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    file_name: str
    format: str
    made: int
    changed: int
    links: int
    # The key of the scenario template that it came of; None: of a file.
    template: str | None = None
    links_before: list[list[Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    created_for: str | None = None
    undone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class PlanRowKept(SQLModel, table=True):
    """A task that an import made or changed; `key` is the id that its row has in the file."""

    __tablename__ = "plan_rows"

    import_id: int = Field(sa_column=Column(Integer, ForeignKey("plan_imports.id"), primary_key=True))
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str
    key: str
    is_made: bool


class PlanAnswers(SQLModel, table=True):
    """What somebody answered about the last file that they brought to a project."""

    __tablename__ = "plan_answers"

    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    user_id: str = Field(primary_key=True)
    team_id: str
    file_id: str
    answers: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class PlanName(SQLModel, table=True):
    """Whom, or which department, some words of a plan file mean in a project, as somebody said."""

    __tablename__ = "plan_names"

    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    kind: str = Field(primary_key=True)
    words: str = Field(primary_key=True)
    team_id: str
    meant: str


_tasks = Task.__table__  # type: ignore[attr-defined]


def caused_by(session: Session, team_id: str, cause: str) -> PlanImport | None:
    """The import that this form has already made."""
    return session.scalar(select(PlanImport).where(col(PlanImport.team_id) == team_id, col(PlanImport.cause) == cause))


def last_by(session: Session, team_id: str, user_id: str) -> PlanImport | None:
    """What that person imported last."""
    query = select(PlanImport).where(col(PlanImport.team_id) == team_id, col(PlanImport.created_by) == user_id)
    return session.scalar(query.order_by(col(PlanImport.id).desc()).limit(1))


def by_id(session: Session, team_id: str, import_id: int, *, to_change: bool = False) -> PlanImport | None:
    """One import of the workspace; `to_change` holds it until the transaction ends."""
    found = session.get(PlanImport, import_id, with_for_update=to_change, populate_existing=to_change)
    return found if found is not None and found.team_id == team_id else None


def rows_of(session: Session, import_id: int) -> list[PlanRowKept]:
    """What an import made and changed, in the order of the tasks."""
    found = select(PlanRowKept).where(col(PlanRowKept.import_id) == import_id)
    return list(session.scalars(found.order_by(col(PlanRowKept.task_id))))


def made_by(session: Session, import_id: int) -> list[tuple[bool, bool]]:
    """Of each task that an import made whether it has subtasks, and whether it is a milestone; deleted ones too."""
    query = select(col(Task.subtasks) > 0, col(Task.is_milestone))
    query = query.join(PlanRowKept, col(PlanRowKept.task_id) == col(Task.id))
    found = session.execute(query.where(col(PlanRowKept.import_id) == import_id, col(PlanRowKept.is_made)))
    return [(bool(row[0]), bool(row[1])) for row in found]


def known_rows(session: Session, team_id: str, project_id: int, file_name: str) -> dict[str, int]:
    """The ids of the tasks that came of the rows of a file of that name, by the rows' own ids; the newest of several.

    What was undone does not count.
    """
    found = (
        select(col(PlanRowKept.key), col(PlanRowKept.task_id))
        .join(PlanImport, col(PlanImport.id) == col(PlanRowKept.import_id))
        .where(
            col(PlanImport.team_id) == team_id,
            col(PlanImport.project_id) == project_id,
            col(PlanImport.file_name) == file_name,
            col(PlanImport.template).is_(None),
            col(PlanImport.undone_at).is_(None),
        )
        .order_by(col(PlanImport.id))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def answers(session: Session, project_id: int, user_id: str) -> PlanAnswers | None:
    """What the person answered about the last file that they brought to the project."""
    return session.get(PlanAnswers, (project_id, user_id))


def keep_answers(session: Session, kept: PlanAnswers) -> None:
    """The same, instead of what was answered before."""
    session.merge(kept)
    session.flush()


def names(session: Session, project_id: int, kind: str) -> dict[str, str]:
    """What names mean in the project, as somebody said: by the words, without regard to case."""
    found = select(col(PlanName.words), col(PlanName.meant))
    rows = session.execute(found.where(col(PlanName.project_id) == project_id, col(PlanName.kind) == kind))
    return {row[0]: row[1] for row in rows}


def keep_names(session: Session, team_id: str, project_id: int, kind: str, meant: Mapping[str, str]) -> None:
    """These words mean that from now on."""
    rows = [
        {"team_id": team_id, "project_id": project_id, "kind": kind, "words": words, "meant": one}
        for words, one in meant.items()
    ]
    if rows:
        said = insert(session, PlanName)
        key = ["project_id", "kind", "words"]
        session.execute(said.on_conflict_do_update(index_elements=key, set_={"meant": said.excluded.meant}), rows)


def add_tasks(session: Session, rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Make these tasks at once; their ids by number."""
    if not rows:
        return {}
    session.execute(_tasks.insert(), list(rows))
    numbers = [row["number"] for row in rows]
    its = (_tasks.c.team_id == rows[0]["team_id"], among(session, _tasks.c.number, numbers))
    return {row[0]: row[1] for row in session.execute(select(_tasks.c.number, _tasks.c.id).where(*its))}


def add_rows(
    session: Session,
    *,
    links: Sequence[Mapping[str, Any]] = (),
    parts: Sequence[Mapping[str, Any]] = (),
    acts: Sequence[Mapping[str, Any]] = (),
    kept: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Make these at once: links, cooperating parts, acts of the audit trail, and what an import keeps of its rows."""
    made = ((Dependency, links), (CooperatingPart, parts), (Change, acts), (PlanRowKept, kept))
    for table, rows in made:
        if rows:
            session.execute(table.__table__.insert(), list(rows))  # type: ignore[union-attr]


def link(session: Session, before_id: int, after_id: int) -> Dependency | None:
    """The link between two tasks."""
    return session.get(Dependency, (before_id, after_id))


def links_among(session: Session, team_id: str, project_id: int) -> dict[tuple[int, int], Dependency]:
    """Every link of the project, by the ids of what is waited for and of what waits."""
    found = select(Dependency).join(Task, col(Task.id) == col(Dependency.successor_id))
    rows = session.scalars(found.where(col(Dependency.team_id) == team_id, col(Task.project_id) == project_id))
    return {(one.predecessor_id, one.successor_id): one for one in rows}


def delete_tasks(session: Session, task_ids: Sequence[int], now: datetime, by: str) -> None:
    """Take these tasks away at once; they keep their rows and numbers."""
    gone = update(Task).where(among(session, col(Task.id), task_ids))
    session.execute(
        gone.values(deleted_at=now, changed_at=now, changed_by=by, version=Task.version + 1),
        execution_options={"synchronize_session": False},
    )
    session.expire_all()


def parents_of(session: Session, task_ids: Sequence[int]) -> dict[int, int]:
    """How many of these tasks are parts of which task, by its id."""
    its = (among(session, col(Task.id), task_ids), col(Task.parent_id).is_not(None))
    found = select(col(Task.parent_id), func.count()).where(*its).group_by(col(Task.parent_id))
    return {int(row[0] or 0): int(row[1]) for row in session.execute(found)}


def drop_stages(session: Session, team_id: str, project_id: int, by: str, at: datetime) -> None:
    """Take away the stages that somebody made at that moment and in which no task stands any more."""
    made = select(col(Change.subject_id)).where(
        col(Change.team_id) == team_id,
        col(Change.subject) == "stages",
        col(Change.action) == "add",
        col(Change.actor_id) == by,
        col(Change.at) == at,
    )
    stands = select(col(Task.stage_id)).where(
        col(Task.project_id) == project_id, col(Task.deleted_at).is_(None), col(Task.stage_id).is_not(None)
    )
    empty = list(session.scalars(select(col(Stage.id)).where(col(Stage.id).in_(made), col(Stage.id).not_in(stands))))
    if empty:
        # What was deleted in them stands in none.
        left = update(Task).where(among(session, col(Task.stage_id), empty))
        session.execute(left.values(stage_id=None), execution_options={"synchronize_session": False})
        session.execute(delete(Stage).where(among(session, col(Stage.id), empty)))
        session.expire_all()
