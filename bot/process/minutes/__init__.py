"""Minutes: what a meeting came to."""
