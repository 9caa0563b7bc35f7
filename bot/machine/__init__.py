"""What keeps the process itself going: its jobs, its logs, its figures, its waiting."""
