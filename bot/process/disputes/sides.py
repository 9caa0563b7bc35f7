"""The two sides of a dispute: finding it as somebody who may see it, and for which department they speak."""

from __future__ import annotations

from bot.process.disputes import escalations
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.moves import sides_of
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from bot.words.language import Reader
from bot.words.language import text as _
from storage.disputes import Dispute
from storage.projects import Project
from storage.requests import Request


def held(work: Work, dispute_id: int, to: str, version: int | None = None) -> Dispute:
    """The dispute to be changed; escalated before that, where its hours are over and nobody has looked yet.

    Raises Refused like `matters.held`.
    """
    dispute = matters.held(work, DISPUTES, dispute_id, version=version)
    escalations.if_over(work, dispute)
    matters.must(work, DISPUTES, to, dispute)
    return dispute


def objection_of(work: Work, project: Project, request: Request | None, side: int) -> str:
    """How the asked department sees it: its objection says why not and what instead; empty where that is not the side.

    In the language of the project, in whose channel it is read.
    """
    if request is None or request.asked_department_id != side or not request.reason:
        return ""
    reader = Reader(project.locale, project.zone)
    instead = (
        _("Instead, by %(day)s: %(text)s", day=request.alternative_by, text=request.alternative)
        if request.alternative_by
        else _("Instead: %(text)s", text=request.alternative)
    )
    return "\n".join((request.reason, instead.for_(reader)))


def is_manager(work: Work, dispute: Dispute) -> bool:
    """Whether the actor is the PM here, or acts for them."""
    manager_id = matters.project_of(work, dispute).pm_id
    return manager_id in (work.person.user_id, work.acting_for.user_id if work.acting_for else None)


def side_of(work: Work, dispute: Dispute, wanted: int | None = None) -> int:
    """The side for which the actor speaks now; sets whom they stand in for there."""
    sides = sides_of(work, dispute)
    side = wanted if wanted in sides else sides[0]
    project = matters.project_of(work, dispute)
    rights.must(work, "disputes.state", project, _("That is not yours to say."), department_id=side)
    return side


def called(dispute: Dispute, side: int) -> str:
    """What the fields of that side begin with."""
    return "raising" if side == dispute.raising_department_id else "other"
