"""What comes in from Slack: one file a flow, or a package; parse, one call into bot.process, answer."""

from handlers import (
    admins,
    baselines,
    charters,
    digests,
    handovers,
    home,
    inbox,
    kickoffs,
    mentions,
    minutes,
    parts,
    people,
    phases,
    portfolio,
    projects,
    proposals,
    reliability,
    reports,
    requests,
    retrospectives,
    revisions,
    scenarios,
    standing,
    substitutes,
)
from handlers.acceptance import judging as acceptance_judging
from handlers.acceptance import running as acceptance_running
from handlers.calendars import importing as calendar_imports
from handlers.calendars import screen as calendars
from handlers.changes import moves as change_moves
from handlers.changes import register as change_register
from handlers.departments import choosing
from handlers.departments import editing as departments
from handlers.departments import importing as department_lists
from handlers.disputes import moves as dispute_moves
from handlers.disputes import raising
from handlers.lessons import offers as lesson_offers
from handlers.lessons import register as lessons
from handlers.meetings import moves as meeting_moves
from handlers.meetings import settings as meeting_settings
from handlers.meetings import weekly
from handlers.plans import checking as plan_checks
from handlers.plans import driving, gantt
from handlers.plans import exporting as plan_exports
from handlers.plans import importing as plan_imports
from handlers.reviews import moves as review_moves
from handlers.reviews import planning as review_plans
from handlers.risks import moves as risk_moves
from handlers.risks import register
from handlers.risks import threads as risk_threads
from handlers.tasks import (
    attachments,
    batches,
    comments,
    pins,
    plans,
    shifting,
    showing,
    table,
    threads,
    trees,
    updates,
)
from handlers.tasks import lists as task_lists

FLOWS = (
    calendars.routes,
    calendar_imports.routes,
    handovers.routes,
    admins.routes,
    acceptance_running.routes,
    acceptance_judging.routes,
    baselines.routes,
    change_register.routes,
    change_moves.routes,
    charters.routes,
    choosing.routes,
    departments.routes,
    department_lists.routes,
    home.routes,
    inbox.routes,
    weekly.routes,
    meeting_settings.routes,
    meeting_moves.routes,
    digests.routes,
    minutes.routes,
    mentions.routes,
    parts.routes,
    people.routes,
    phases.routes,
    portfolio.routes,
    projects.routes,
    standing.routes,
    proposals.routes,
    reliability.routes,
    kickoffs.routes,
    plan_imports.routes,
    gantt.routes,
    plan_exports.routes,
    driving.routes,
    plan_checks.routes,
    scenarios.routes,
    substitutes.routes,
    showing.routes,
    attachments.routes,
    batches.routes,
    comments.routes,
    task_lists.routes,
    pins.routes,
    plans.routes,
    shifting.routes,
    table.routes,
    threads.routes,
    trees.routes,
    updates.routes,
    reports.routes,
    requests.routes,
    retrospectives.routes,
    revisions.routes,
    register.routes,
    risk_moves.routes,
    risk_threads.routes,
    review_plans.routes,
    review_moves.routes,
    lessons.routes,
    lesson_offers.routes,
    raising.routes,
    dispute_moves.routes,
)
