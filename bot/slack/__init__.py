"""What Slack sends and is told: the door, the table of handlers, payloads, answers."""
