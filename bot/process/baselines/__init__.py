"""Confirmations of plans and baselines (计划确认、基线): the head of each department confirms its part of the plan; a
plan that all have confirmed is a numbered baseline, by which the project is measured from then on.
"""
