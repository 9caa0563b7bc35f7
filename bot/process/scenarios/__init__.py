"""Scenario templates (场景模板): a plan to begin with, one of the four built in or one made of a project."""
