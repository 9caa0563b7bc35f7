"""Lessons: `/lesson`, and what was offered to somebody."""
