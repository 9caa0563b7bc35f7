"""What comes in from Slack: one file a flow; parse, one call into bot.process, answer."""
