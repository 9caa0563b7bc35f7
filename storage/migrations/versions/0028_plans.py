"""Tasks without owner, without days, or without length; links of four kinds; an order of tasks.

Every stage that has tasks gets a milestone at its end, on the day on which the last of them is due. One without tasks
gets none: nothing says when it ends, nor which department would see to it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.moments import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

KEPT, OPEN = "deleted_at IS NULL", "status != 'done' AND deleted_at IS NULL"
INDEXES = {
    "ix_tasks_all": (["team_id", "project_id", "due_on", "number"], KEPT),
    "ix_tasks_open": (["team_id", "project_id", "due_on", "number"], OPEN),
    "ix_tasks_owner": (["team_id", "owner_id", "due_on", "number"], OPEN),
}
# What a task need not have any more.
OPTIONAL: dict[str, Any] = {"owner_id": sa.String(), "due_on": sa.Date()}
FLAGS = ("is_milestone", "is_at_start", "is_pinned")
# In the language of the project; the name of a stage has 60 characters, a title 150.
TITLES = {"zh": "“{}”完成"}
TITLE = "“{}” finished"
DONE = "done"

stages = sa.table("stages", *(sa.column(one) for one in ("id", "team_id", "project_id", "name", "created_by")))
projects = sa.table("projects", sa.column("id"), sa.column("locale"), sa.column("ends_on", sa.Date))
counters = sa.table("counters", *(sa.column(one) for one in ("team_id", "series", "value")))
dependencies = sa.table("dependencies", *(sa.column(one) for one in ("predecessor_id", "successor_id", "kind")))
history = sa.table(
    "history",
    *(sa.column(one) for one in ("team_id", "subject", "subject_id", "action", "because")),
    sa.column("changes", sa.JSON),
    sa.column("at", UtcDateTime),
)
NOTHING_YET = ("moves", "subtasks", "predecessors", "successors", "parts", "requests")
NO_WORDS = ("description", "output", "format", "quality", "note", "delay_reason")
NAMES = ("id", "team_id", "project_id", "cause", "number", "title", "stage_id", "position", "department_id", "owner_id")
tasks = sa.table(
    "tasks",
    *(sa.column(one) for one in (*NAMES, *NOTHING_YET, *NO_WORDS)),
    *(sa.column(one) for one in ("status", "progress", "version", "created_by", "changed_by")),
    sa.column("is_milestone", sa.Boolean),
    sa.column("due_on", sa.Date),
    *(sa.column(one, UtcDateTime) for one in ("done_at", "deleted_at", "created_at", "changed_at")),
)


def upgrade() -> None:
    """Every link is of the kind that there was, and tasks stand in the order in which they were made."""
    _without_indexes()
    for name, kind in OPTIONAL.items():
        _change(name, kind, is_optional=True)
    op.add_column("tasks", sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("tasks", sa.Column("days", sa.Integer(), nullable=True))
    for flag in FLAGS:
        op.add_column("tasks", sa.Column(flag, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("dependencies", sa.Column("kind", sa.String(), nullable=False, server_default="FS"))
    op.execute(tasks.update().values(position=tasks.c.number))
    _with_indexes()
    _milestones()


def downgrade() -> None:
    """What has no owner is the liaison's, what has no day is due when its project ends, a milestone is a task.

    Links of other kinds are taken away: they would count as finish-to-start.
    """
    _links_of_one_kind()
    _without_indexes()
    part = sa.table("project_departments", *map(sa.column, ("project_id", "department_id", "liaison_id")))
    its_part = (part.c.project_id == tasks.c.project_id, part.c.department_id == tasks.c.department_id)
    department = sa.table("departments", sa.column("id"), sa.column("liaison_id"))
    liaison = sa.func.coalesce(
        sa.select(part.c.liaison_id).where(*its_part).scalar_subquery(),
        sa.select(department.c.liaison_id).where(department.c.id == tasks.c.department_id).scalar_subquery(),
    )
    end = sa.select(projects.c.ends_on).where(projects.c.id == tasks.c.project_id).scalar_subquery()
    op.execute(tasks.update().where(tasks.c.owner_id.is_(None)).values(owner_id=liaison))
    op.execute(tasks.update().where(tasks.c.due_on.is_(None)).values(due_on=end))
    for name, kind in OPTIONAL.items():
        _change(name, kind, is_optional=False)
    for name in ("position", "days", *FLAGS):
        op.drop_column("tasks", name)
    op.drop_column("dependencies", "kind")
    _with_indexes()


def _change(name: str, kind: Any, *, is_optional: bool) -> None:
    """Let a column be empty, or not. SQLite cannot: there another column takes its place and its name."""
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("tasks", name, existing_type=kind, nullable=is_optional)
        return
    op.add_column("tasks", sa.Column("new", kind, nullable=is_optional, server_default=None if is_optional else ""))
    op.execute(f"UPDATE tasks SET new = {name}")
    op.drop_column("tasks", name)
    op.execute(f"ALTER TABLE tasks RENAME COLUMN new TO {name}")


def _without_indexes() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name="tasks")


def _with_indexes() -> None:
    for name, (columns, rows) in INDEXES.items():
        op.create_index(name, "tasks", columns, sqlite_where=sa.text(rows), postgresql_where=sa.text(rows))


def _milestones() -> None:
    """Each stage has one; what was one before a downgrade is it again."""
    connection = op.get_bind()
    op.execute(tasks.update().where(tasks.c.cause.like("milestone:%")).values(is_milestone=True))
    known = set(connection.scalars(sa.select(tasks.c.cause).where(tasks.c.cause.like("milestone:%"))))
    found = sa.select(stages, projects.c.locale).join_from(stages, projects, projects.c.id == stages.c.project_id)
    for stage in connection.execute(found.order_by(stages.c.id)).all():
        if f"milestone:{stage.id}" not in known:
            _milestone(stage)


def _milestone(stage: Any) -> None:
    its = (tasks.c.stage_id == stage.id, tasks.c.deleted_at.is_(None))
    last_first = sa.select(tasks).where(*its).order_by(tasks.c.due_on.desc(), tasks.c.number.desc())
    found = op.get_bind().execute(last_first).all()
    if not found:
        return
    number, is_done = _number(stage.team_id), all(one.status == DONE for one in found)
    now = max(one.changed_at for one in found)
    row = {name: getattr(stage, name) for name in ("team_id", "project_id", "created_by")} | {
        **dict.fromkeys(NOTHING_YET, 0),
        **dict.fromkeys(NO_WORDS, ""),
        "cause": f"milestone:{stage.id}",
        "number": number,
        "position": number,
        "title": TITLES.get(stage.locale[:2], TITLE).format(stage.name),
        "stage_id": stage.id,
        "department_id": found[0].department_id,
        "due_on": found[0].due_on,
        "is_milestone": True,
        "status": DONE if is_done else "not started",
        "progress": 100 if is_done else 0,
        "done_at": max((one.done_at for one in found if one.done_at), default=now) if is_done else None,
        "version": 1,
        "created_at": now,
        "changed_at": now,
        "changed_by": stage.created_by,
    }
    made = op.get_bind().scalar(tasks.insert().values(row).returning(tasks.c.id))
    added = {"title": [None, row["title"]], "due_on": [None, row["due_on"].isoformat()]}
    act = {"team_id": stage.team_id, "subject": "tasks", "subject_id": made, "action": "add", "because": ""}
    op.execute(history.insert().values({**act, "changes": added, "at": now}))


def _number(team_id: str) -> int:
    """The next number of a task; the workspace has some."""
    its = (counters.c.team_id == team_id, counters.c.series == "T")
    op.execute(counters.update().where(*its).values(value=counters.c.value + 1))
    return int(op.get_bind().scalar(sa.select(counters.c.value).where(*its)) or 0)


def _links_of_one_kind() -> None:
    op.execute(dependencies.delete().where(dependencies.c.kind != "FS"))
    for name, end in (("predecessors", "successor_id"), ("successors", "predecessor_id")):
        left = sa.select(sa.func.count()).where(dependencies.c[end] == tasks.c.id).scalar_subquery()
        op.execute(tasks.update().values({name: left}))
