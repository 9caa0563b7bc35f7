"""What comes in from Slack: one file a flow; parse, one call into bot.process, answer."""

from handlers import (
    admins,
    departments,
    handovers,
    home,
    inbox,
    mentions,
    people,
    projects,
    requests,
    substitutes,
    task_lists,
    task_plans,
    task_table,
    task_trees,
    task_updates,
    tasks,
)

FLOWS = (
    handovers.routes,
    admins.routes,
    departments.routes,
    home.routes,
    inbox.routes,
    mentions.routes,
    people.routes,
    projects.routes,
    substitutes.routes,
    tasks.routes,
    task_lists.routes,
    task_plans.routes,
    task_table.routes,
    task_trees.routes,
    task_updates.routes,
    requests.routes,
)
