"""A strict local Slack to try Liaison in. It imports nothing of the bot."""
