"""Plans by themselves: tasks, links and calendars, without Slack and without a database."""
