"""Tasks: added, updated, split, linked, listed, reminded of when they are late."""
