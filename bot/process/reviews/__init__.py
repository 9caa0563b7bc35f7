"""Milestone reviews (节点质量评审): a stage is submitted with its deliverables, reviewed from several perspectives, and
passes, passes with conditions, or is returned. Until it has passed, the stages that were chosen for it are locked.

The PM plans a review with its perspectives and reviewers; the lead department submits; opinions are hidden until all
are in or their day has come. Nobody reviews what they submitted. In an emergency the sponsor lets a task begin.
"""
