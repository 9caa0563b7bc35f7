"""Retrospectives with their answers and actions; lessons, and where they were offered."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def _matter() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_for", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_for", sa.String(), nullable=True),
    ]


def upgrade() -> None:
    """Make the tables; nothing was looked back on yet."""
    _lessons()
    _retrospectives()


def _lessons() -> None:
    op.create_table(
        "lessons",
        *_matter(),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("templates", sa.JSON(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alive_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "number"),
        sa.UniqueConstraint("team_id", "cause"),
    )
    op.create_index("ix_lessons_project", "lessons", ["team_id", "project_id", "state"], unique=False)
    op.create_index("ix_lessons_state", "lessons", ["team_id", "state", "scenario"], unique=False)
    op.create_table(
        "lesson_offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_for", sa.String(), nullable=True),
        sa.Column("made", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lessons.id"]),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("lesson_id", "project_id"),
    )
    op.create_index("ix_lesson_offers_project", "lesson_offers", ["team_id", "project_id", "user_id"], unique=False)


def _retrospectives() -> None:
    op.create_table(
        "retrospectives",
        *_matter(),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gathered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("team_id", "number"),
        sa.UniqueConstraint("team_id", "cause"),
        sa.UniqueConstraint("project_id"),
    )
    op.create_index("ix_retrospectives_project", "retrospectives", ["team_id", "project_id", "state"], unique=False)
    op.create_table(
        "retrospective_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("retrospective_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("goal_words", sa.Text(), nullable=False),
        sa.Column("cooperation", sa.Integer(), nullable=True),
        sa.Column("cooperation_words", sa.Text(), nullable=False),
        sa.Column("causes", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["retrospective_id"], ["retrospectives.id"]),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("retrospective_id", "user_id"),
    )
    op.create_index(
        "ix_retrospective_answers_project",
        "retrospective_answers",
        ["team_id", "project_id", "user_id"],
        unique=False,
    )
    op.create_table(
        "retrospective_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("retrospective_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["retrospective_id"], ["retrospectives.id"]),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_retrospective_actions_project", "retrospective_actions", ["team_id", "project_id", "state"], unique=False
    )
    op.create_index(
        "ix_retrospective_actions_owner", "retrospective_actions", ["team_id", "owner_id", "state"], unique=False
    )


def downgrade() -> None:
    """Forget them, with what waits for somebody."""
    for table in ("asks", "nudges", "timers"):
        op.execute(f"DELETE FROM {table} WHERE kind LIKE 'retrospectives.%' OR kind LIKE 'lessons.%'")
    for table in (
        "retrospective_actions", "retrospective_answers", "retrospectives", "lesson_offers", "lessons",
    ):  # fmt: skip
        op.drop_table(table)
