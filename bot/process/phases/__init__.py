"""The life of a project (所处阶段): suspended and resumed, closed, archived and reopened.

Each is looked at before, told once, and what can be taken back can be undone for a while. What becomes of the matters
of a flow is said in its `life.py`.
"""
