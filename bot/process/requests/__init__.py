"""Collaboration requests (协作需求单): one department asks another, as a contract between two parties.

The asked department accepts, or objects with a reason and an alternative. An objection after acceptance counts as
late notice inside NOTICE_DAYS working days. What was accepted is delivered, then confirmed or returned with reasons.
"""
