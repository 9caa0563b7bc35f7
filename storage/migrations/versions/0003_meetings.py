"""The weekly meeting: its series, which was kept with the project, and a row for each meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Whatever the clock says, this is past: the next meeting of each project is made as soon as Liaison runs.
AT_ONCE = "2000-01-01 00:00:00.000000"


def upgrade() -> None:
    """Make the tables, and a series of what each project has."""
    op.create_table(
        "meeting_series",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=True),
        sa.Column("digest_lead_minutes", sa.Integer(), nullable=False),
        sa.Column("reminder_hours", sa.JSON(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("project_id"),
    )
    op.create_index("ix_meeting_series_team_id", "meeting_series", ["team_id"])
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.Column("changed_for", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("project_id", "planned_on"),
    )
    op.create_index("ix_meetings_project", "meetings", ["team_id", "project_id", "state", "starts_at"])
    op.execute(
        "INSERT INTO meeting_series (project_id, team_id, weekday, time, zone, minutes, digest_lead_minutes,"
        " reminder_hours, is_paused, since, sequence, changed_at)"
        " SELECT id, team_id, meeting_weekday, meeting_time, zone, 60, 120, '[24, 4]', FALSE, starts_on, 0, created_at"
        " FROM projects"
    )
    op.execute(
        "INSERT INTO timers (team_id, kind, subject_id, due_at, attempts)"
        f" SELECT team_id, 'meetings.begin', id, '{AT_ONCE}', 0 FROM projects WHERE phase <> 'closed'"
    )
    op.drop_column("projects", "meeting_weekday")
    op.drop_column("projects", "meeting_time")
