"""Handing over: who is gone leaves posts, tasks and what waits to a successor."""
