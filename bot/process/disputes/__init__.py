"""Disputes between departments, settled within a day or decided by whoever stands above both."""
