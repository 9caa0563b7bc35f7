"""Lessons (经验教训): when … then …, learnt in one project, offered in others where their trigger comes up.

What brings one to mind is a kind of project, a department, a stage, or a kind of risk, in words. Whoever it is offered
to took it, or found it not relevant; both are counted. One that nobody took for a year is proposed for retirement.
"""
