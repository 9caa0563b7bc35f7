"""Substitutes (代理人): who is away, and who acts meanwhile."""
