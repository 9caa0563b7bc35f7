"""Occasions: something begins in a project to which what was learnt in others may fit.

A flow says what it is (`arise`) when somebody proposes a project, calls its kickoff meeting, takes a template, notes a
risk, or submits a deliverable for review; whoever keeps lessons offers them to who did it (`Flow.arises`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.process.kernel.work import Work
from storage import projects, proposals
from storage.projects import Project

PROPOSAL, KICKOFF, TEMPLATE, RISK, REVIEW = "proposal", "kickoff", "template", "risk", "review"


class Occasion(NamedTuple):
    """What begins, and what is known of it: what kind of project it is (empty: not known), which departments are in it,
    which stages by their names, in which words it is said, and from which template it comes.
    """

    name: str
    project: Project
    scenario: str
    department_ids: frozenset[int]
    stages: tuple[str, ...] = ()
    words: str = ""
    template: str = ""


def arise(
    work: Work,
    name: str,
    project: Project,
    *,
    department_ids: Sequence[int] = (),
    stages: Sequence[str] = (),
    words: str = "",
    template: str = "",
) -> None:
    """Let whoever keeps lessons know; of no departments that are named, all of the project are meant."""
    proposal = proposals.of_project(work.session, work.team_id, project.id)
    found = set(department_ids)
    if not found:
        found = {made.id for _part, made in projects.taking_part(work.session, project)}
        if project.is_unbegun and proposal is not None:
            found = {one.id for one in proposals.departments_of(work.session, proposal)}
    scenario = proposal.scenario if proposal is not None else ""
    occasion = Occasion(name, project, scenario, frozenset(found), tuple(stages), words, template)
    for arises in work.rules.arises:
        arises(work, occasion)
