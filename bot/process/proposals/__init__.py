"""A project begins: its form, and what is made of it."""
