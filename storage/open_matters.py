"""Which matters are open, flow by flow. Nothing else of them is read.

Each function answers a query for ids, of those that may have to be looked at again some time after `now`. What belongs
to a project that stands still is not among them: it is there again when the project goes on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, or_, select
from sqlmodel import SQLModel, col

from storage.acceptances import JUDGING, Acceptance, Rectification
from storage.baselines import Confirmation
from storage.belonging import PROJECTS, Ids
from storage.calendars import CalendarNotice
from storage.changes import ChangeRequest
from storage.charters import OPEN as WRITTEN
from storage.charters import SIGNING, Charter
from storage.departments import Department
from storage.disputes import RUNNING, Dispute
from storage.handovers import Handover, Run
from storage.kickoffs import CALLED, Kickoff
from storage.meetings import CANCELLED, HELD, PLANNED, Meeting, Series
from storage.minutes import Minutes
from storage.nudges import Desk
from storage.projects import IS_STILL, IS_UNBEGUN, Project
from storage.proposals import OPEN as PROPOSED
from storage.proposals import WAITING, Proposal
from storage.reports import FILED, NAMED, Report, ReportLine
from storage.requests import DELIVERED, OBJECTED, UNANSWERED, UNDELIVERED, Request
from storage.reviews import AHEAD as REVIEWS_AHEAD
from storage.reviews import PASSED, Condition, Review
from storage.risks import IN_REGISTER, IS_TRACKED, Risk
from storage.substitutes import Substitution
from storage.tasks import IS_OPEN, Task

# Nobody writes minutes of what was longer ago, nor is asked for them; a long holiday lies well within.
MINUTES_ASKED_FOR = timedelta(days=31)


def projects(team_id: str, _now: datetime) -> Ids:
    """Every project that runs."""
    return _ids(Project, col(Project.id)).where(col(Project.team_id) == team_id, ~IS_UNBEGUN)


def projects_without_meeting(team_id: str, _now: datetime) -> Ids:
    """The projects that meet and have no next meeting."""
    planned = (col(Meeting.project_id) == col(Series.project_id), col(Meeting.state) == PLANNED)
    is_running = (col(Series.team_id) == team_id, col(Series.is_paused).is_(False))
    return _ids(Series, col(Series.project_id)).where(*is_running, ~exists().where(*planned))


def projects_paused_until(team_id: str, _now: datetime) -> Ids:
    """The projects whose meeting is paused until a day."""
    return _ids(Series, col(Series.project_id)).where(
        col(Series.team_id) == team_id, col(Series.paused_until).is_not(None)
    )


def projects_to_recount(team_id: str, _now: datetime) -> Ids:
    """The projects whose calendar has changed."""
    return _ids(CalendarNotice, col(CalendarNotice.project_id)).where(col(CalendarNotice.team_id) == team_id)


def meetings_planned(team_id: str, _now: datetime) -> Ids:
    """The meetings that are to be, or going on."""
    return _ids(Meeting, col(Meeting.id)).where(col(Meeting.team_id) == team_id, col(Meeting.state) == PLANNED)


def meetings_ahead(team_id: str, now: datetime) -> Ids:
    """The meetings that are ahead, or would have been."""
    states = col(Meeting.state).in_((PLANNED, CANCELLED))
    return _ids(Meeting, col(Meeting.id)).where(col(Meeting.team_id) == team_id, states, col(Meeting.starts_at) > now)


def meetings_held(team_id: str, now: datetime) -> Ids:
    """The meetings that were held lately."""
    is_held = (col(Meeting.state) == HELD, col(Meeting.starts_at) > now - MINUTES_ASKED_FOR)
    return _ids(Meeting, col(Meeting.id)).where(col(Meeting.team_id) == team_id, *is_held)


def meetings_unwritten(team_id: str, now: datetime) -> Ids:
    """Of those the ones whose minutes are not written."""
    return meetings_held(team_id, now).where(~exists().where(col(Minutes.meeting_id) == col(Meeting.id)))


def kickoffs(team_id: str, now: datetime) -> Ids:
    """The kickoff meetings that are ahead, or were lately and have no minutes."""
    is_called = (col(Kickoff.state) == CALLED, col(Kickoff.starts_at) > now - MINUTES_ASKED_FOR)
    return _ids(Kickoff, col(Kickoff.id)).where(col(Kickoff.team_id) == team_id, *is_called)


def tasks(team_id: str, _now: datetime) -> Ids:
    """The tasks that are not done and are due on a day."""
    is_due = (col(Task.team_id) == team_id, IS_OPEN, col(Task.deleted_at).is_(None), col(Task.due_on).is_not(None))
    return _ids(Task, col(Task.id)).where(*is_due)


def reports(team_id: str, now: datetime) -> Ids:
    """The reports that are to be filed before a meeting."""
    is_planned = (col(Meeting.state) == PLANNED, col(Meeting.starts_at) > now)
    found = _ids(Report, col(Report.id)).join(Meeting, col(Meeting.id) == col(Report.meeting_id))
    return found.where(col(Report.team_id) == team_id, col(Report.state) != FILED, *is_planned)


def causes(team_id: str, _now: datetime) -> Ids:
    """The lines of reports that name a department which has not answered."""
    return _ids(ReportLine, col(ReportLine.id)).where(
        col(ReportLine.team_id) == team_id, col(ReportLine.cause_state) == NAMED
    )


def requests(team_id: str, _now: datetime) -> Ids:
    """The requests that wait to be answered or delivered."""
    states = col(Request.state).in_((*UNANSWERED, *UNDELIVERED))
    return _ids(Request, col(Request.id)).where(col(Request.team_id) == team_id, states)


def requests_open(team_id: str, _now: datetime) -> Ids:
    """The requests in which somebody has the next word: not those that wait for a dispute."""
    states = col(Request.state).in_((*UNANSWERED, *UNDELIVERED, OBJECTED, DELIVERED))
    return _ids(Request, col(Request.id)).where(col(Request.team_id) == team_id, states)


def disputes(team_id: str, _now: datetime) -> Ids:
    """The disputes that are not settled."""
    return _ids(Dispute, col(Dispute.id)).where(col(Dispute.team_id) == team_id, col(Dispute.state).in_(RUNNING))


def proposals(team_id: str, _now: datetime) -> Ids:
    """The proposals that wait for an answer."""
    return _ids(Proposal, col(Proposal.id)).where(col(Proposal.team_id) == team_id, col(Proposal.state) == WAITING)


def proposals_open(team_id: str, _now: datetime) -> Ids:
    """The proposals in which somebody has the next word."""
    return _ids(Proposal, col(Proposal.id)).where(col(Proposal.team_id) == team_id, col(Proposal.state).in_(PROPOSED))


def charters(team_id: str, _now: datetime) -> Ids:
    """The charters that wait for signatures."""
    return _ids(Charter, col(Charter.id)).where(col(Charter.team_id) == team_id, col(Charter.state) == SIGNING)


def charters_open(team_id: str, _now: datetime) -> Ids:
    """The charters in which somebody has the next word."""
    return _ids(Charter, col(Charter.id)).where(col(Charter.team_id) == team_id, col(Charter.state).in_(WRITTEN))


def confirmations(team_id: str, _now: datetime) -> Ids:
    """The plans that wait for confirmation."""
    its = (col(Confirmation.team_id) == team_id, col(Confirmation.state) == SIGNING)
    return _ids(Confirmation, col(Confirmation.id)).where(*its)


def confirmations_open(team_id: str, _now: datetime) -> Ids:
    """The confirmations in which somebody has the next word."""
    its = (col(Confirmation.team_id) == team_id, col(Confirmation.state).in_(WRITTEN))
    return _ids(Confirmation, col(Confirmation.id)).where(*its)


def changes(team_id: str, _now: datetime) -> Ids:
    """The changes that wait for a word."""
    its = (col(ChangeRequest.team_id) == team_id, col(ChangeRequest.state) == SIGNING)
    return _ids(ChangeRequest, col(ChangeRequest.id)).where(*its)


def changes_open(team_id: str, _now: datetime) -> Ids:
    """The changes in which somebody has the next word."""
    its = (col(ChangeRequest.team_id) == team_id, col(ChangeRequest.state).in_(WRITTEN))
    return _ids(ChangeRequest, col(ChangeRequest.id)).where(*its)


def acceptances(team_id: str, _now: datetime) -> Ids:
    """The acceptances that wait for verdicts or signatures."""
    its = (col(Acceptance.team_id) == team_id, col(Acceptance.state).in_((JUDGING, SIGNING)))
    return _ids(Acceptance, col(Acceptance.id)).where(*its)


def acceptances_open(team_id: str, _now: datetime) -> Ids:
    """The acceptances in which somebody may have the next word: all of what is not closed yet."""
    return _ids(Acceptance, col(Acceptance.id)).where(col(Acceptance.team_id) == team_id)


def acceptances_to_rectify(team_id: str, _now: datetime) -> Ids:
    """The acceptances of which something is still to be put right."""
    due = select(Rectification).where(
        col(Rectification.acceptance_id) == col(Acceptance.id),
        col(Rectification.proved_at).is_(None),
        col(Rectification.agreed_at).is_(None),
    )
    return acceptances_open(team_id, _now).where(due.exists())


def risks(team_id: str, _now: datetime) -> Ids:
    """The risks that stand in a register."""
    return _ids(Risk, col(Risk.id)).where(col(Risk.team_id) == team_id, col(Risk.state).in_(IN_REGISTER))


def risks_tracked(team_id: str, _now: datetime) -> Ids:
    """The risks of which the owner is asked each working day."""
    return _ids(Risk, col(Risk.id)).where(col(Risk.team_id) == team_id, IS_TRACKED)


def reviews_open(team_id: str, _now: datetime) -> Ids:
    """The reviews in which somebody has the next word."""
    its = (col(Review.team_id) == team_id, col(Review.state).in_(REVIEWS_AHEAD))
    return _ids(Review, col(Review.id)).where(*its)


def reviews(team_id: str, now: datetime) -> Ids:
    """The reviews that have not passed, or have with conditions that are open."""
    of_it = (col(Condition.review_id) == col(Review.id), col(Condition.edition) == col(Review.edition))
    is_open = exists().where(*of_it, col(Task.id) == col(Condition.task_id), IS_OPEN)
    is_ahead = col(Review.state).in_(REVIEWS_AHEAD)
    its = (col(Review.team_id) == team_id, or_(is_ahead, (col(Review.state) == PASSED) & is_open))
    return _ids(Review, col(Review.id)).where(*its)


def substitutions(team_id: str, now: datetime) -> Ids:
    """The windows of substitutes that are open or to come."""
    is_ahead = (col(Substitution.ended_at).is_(None), col(Substitution.ends_at) > now)
    return _rows(col(Substitution.id)).where(col(Substitution.team_id) == team_id, *is_ahead)


def handovers(team_id: str, _now: datetime) -> Ids:
    """The handovers that are not decided."""
    return _ids(Handover, col(Handover.id)).where(col(Handover.team_id) == team_id, col(Handover.settled_at).is_(None))


def runs(team_id: str, _now: datetime) -> Ids:
    """What is being handed over in portions."""
    return _rows(col(Run.id)).where(col(Run.team_id) == team_id, col(Run.ended_at).is_(None))


def departments(team_id: str, _now: datetime) -> Ids:
    """The departments that follow a user group."""
    return _rows(col(Department.id)).where(col(Department.team_id) == team_id, col(Department.group_id).is_not(None))


def desks(team_id: str, _now: datetime) -> Ids:
    """The desks with reminders that are still to be told."""
    return _rows(col(Desk.id)).where(col(Desk.team_id) == team_id, col(Desk.wakes_at).is_not(None))


def _ids(about: type[SQLModel], column: Any) -> Ids:
    """The ids of what belongs to projects that run."""
    return _rows(column).where(PROJECTS[about].not_in(select(col(Project.id)).where(IS_STILL)))


def _rows(column: Any) -> Ids:
    return select(column)
