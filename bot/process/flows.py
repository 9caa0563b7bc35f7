"""The flows: what people do with each other. Whatever speaks of all of them folds this table, and names none."""

from __future__ import annotations

from bot.process.acceptance import flow as acceptance
from bot.process.baselines import flow as baselines
from bot.process.changes import flow as changes
from bot.process.charters import flow as charters
from bot.process.disputes import flow as disputes
from bot.process.kernel.flow import Flow
from bot.process.kickoffs import flow as kickoffs
from bot.process.lessons import flow as lessons
from bot.process.meetings import flow as meetings
from bot.process.minutes import flow as minutes
from bot.process.plans import flow as plans
from bot.process.projects import flow as projects
from bot.process.proposals import flow as proposals
from bot.process.reports import flow as reports
from bot.process.requests import flow as requests
from bot.process.retrospectives import flow as retrospectives
from bot.process.reviews import flow as reviews
from bot.process.risks import flow as risks
from bot.process.scenarios import flow as scenarios
from bot.process.substitutes import flow as substitutes
from bot.process.tasks import flow as tasks

# In the order in which a line without a command is tried on them, and in which they are shown.
FLOWS: tuple[Flow, ...] = (
    tasks.FLOW,
    projects.FLOW,
    proposals.FLOW,
    kickoffs.FLOW,
    charters.FLOW,
    plans.FLOW,
    baselines.FLOW,
    changes.FLOW,
    scenarios.FLOW,
    reports.FLOW,
    minutes.FLOW,
    requests.FLOW,
    meetings.FLOW,
    disputes.FLOW,
    risks.FLOW,
    reviews.FLOW,
    acceptance.FLOW,
    retrospectives.FLOW,
    lessons.FLOW,
    substitutes.FLOW,
)
