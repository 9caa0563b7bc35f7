"""The weekly meeting, as it comes in."""
