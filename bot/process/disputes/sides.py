"""The two sides of a dispute: finding it as somebody who may see it, and for which department they speak."""

from __future__ import annotations

from bot.process.disputes import escalations
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage.disputes import Dispute

# The buttons of a dispute, and the actions of which each is one; who confirms a text is asked for each side.
MOVES = {
    "decide": ("disputes.decide",),
    "position": ("disputes.state",),
    "propose": ("disputes.propose",),
    "meeting": ("disputes.call",),
    "major": ("disputes.mark_major", "disputes.ask_major"),
    "withdraw": ("disputes.withdraw",),
}


def offered(work: Work, shown: Shown) -> set[str]:
    """The moves that the actor may make, as the template names their buttons; the state is looked at there."""
    dispute = shown.dispute
    found = {name for name, all_ in MOVES.items() if any(matters.may(work, DISPUTES, one, dispute) for one in all_)}
    mine = sides_of(work, dispute)
    if any((side.department.id) in mine for side in shown.unconfirmed):
        found.add("confirm")
    return found


def held(work: Work, dispute_id: int, to: str, version: int | None = None) -> Dispute:
    """The dispute to be changed; escalated before that, where its hours are over and nobody has looked yet.

    Raises Refused like `matters.held`.
    """
    dispute = matters.held(work, DISPUTES, dispute_id, version=version)
    escalations.if_over(work, dispute)
    matters.must(work, DISPUTES, to, dispute)
    return dispute


def is_manager(work: Work, dispute: Dispute) -> bool:
    """Whether the actor is the PM here, or acts for them."""
    manager_id = matters.project_of(work, dispute).pm_id
    return manager_id in (work.person.user_id, work.acting_for.user_id if work.acting_for else None)


def sides_of(work: Work, dispute: Dispute) -> list[int]:
    """The sides for which the actor may speak, their own first."""
    project = matters.project_of(work, dispute)
    sides = [one for one in dispute.sides if rights.may(work, "disputes.state", project, department_id=one)]
    return sorted(sides, key=lambda one: not rights.is_own(work, "disputes.state", project, department_id=one))


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
