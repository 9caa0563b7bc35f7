"""Departments: edited, imported, their posts and groups."""
