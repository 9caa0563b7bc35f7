"""Working days: their screen, and the import of days off from a file."""
