"""The digest of a weekly meeting, and its agenda."""
