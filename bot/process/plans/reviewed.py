"""The reviews of stages in a Gantt picture: a milestone each, at the end of the stage that is reviewed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.plans.plan import Plan, PlanRow
from bot.process.kernel.work import Work
from storage import reviews
from storage.projects import Project
from storage.reviews import AHEAD, PASSED, SUBMITTED, Review

# Percent.
WHOLE = 100


def with_reviews(work: Work, project: Project, plan: Plan, days: tuple[date, date] | None) -> Plan:
    """The plan with the reviews of those of its stages that are there, between these days where some are named."""
    found = reviews.of_projects(work.session, work.team_id, [project.id], states=(*AHEAD, PASSED))
    rows = list(plan.rows)
    for review in found:
        day = day_of(review, project)
        stands = days is None or days[0] <= day <= days[1]
        at = _end_of(rows, f"stage:{review.stage_id}") if stands else None
        if at is not None:
            rows.insert(at, _row(review, day))
    return replace(plan, rows=rows)


def day_of(review: Review, project: Project) -> date:
    """The day on which it is drawn: when it passed, by when opinions are due, or when it is planned."""
    if review.state == PASSED and review.decided_at is not None:
        return review.decided_at.astimezone(ZoneInfo(project.zone)).date()
    return review.opinions_by if review.state == SUBMITTED and review.opinions_by is not None else review.due_on


def _end_of(rows: Collection[PlanRow], stage: str) -> int | None:
    """Behind the last row of the stage; None where it is not there."""
    at, is_in = None, False
    for place, row in enumerate(rows):
        is_in = row.id == stage or (is_in and row.level > 1)
        at = place + 1 if is_in else at
    return at


def _row(review: Review, day: date) -> PlanRow:
    return PlanRow(
        f"review:{review.id}",
        review.title,
        2,
        # It is no task of the stage, whose tasks are counted, and stands there where the stage is folded.
        None,
        f"Q-{review.number}",
        is_milestone=True,
        start=day,
        end=day,
        progress=WHOLE if review.state == PASSED else 0,
    )
