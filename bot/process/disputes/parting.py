"""Disputes of a department that is to take part no more: one that runs is settled or decided first."""

from __future__ import annotations

from bot.process.disputes import life
from bot.process.kernel.flow import Open, Parting
from bot.process.kernel.work import Work
from storage import disputes
from storage.projects import Project


def is_open(work: Work, project: Project, department_id: int) -> list[Open]:
    """The running disputes to which it is a side."""
    running = disputes.running(work.session, work.team_id, project.id)
    its = {one.id for one in running if department_id in one.sides}
    return [one for one in life.is_open(work, project) if one.id in its]


PARTING = Parting(words=life.LIFE.words, open=is_open, is_settled_first=True)
