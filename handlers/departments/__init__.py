"""Departments, as they come in."""
