"""Disputes, as they come in."""
