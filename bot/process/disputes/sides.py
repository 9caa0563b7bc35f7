"""The two sides of a dispute: finding it as somebody who may see it, and for which department they speak."""

from __future__ import annotations

from typing import Any

from bot.process.disputes import escalations
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.shown import Shown
from bot.process.kernel import rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.refused import Refused, overtaken
from storage import departments, disputes
from storage.disputes import Dispute
from storage.projects import Project

# The buttons of a dispute, and the actions of which each is one; who confirms a text is asked for each side.
MOVES = {
    "decide": ("disputes.decide",),
    "position": ("disputes.state",),
    "propose": ("disputes.propose",),
    "meeting": ("disputes.call",),
    "major": ("disputes.mark_major", "disputes.ask_major"),
    "withdraw": ("disputes.withdraw",),
}


def must(work: Work, action: str, dispute: Dispute, project: Project) -> None:
    """Raises Refused, naming who can, when that action on the dispute is not the actor's."""
    why = _("D-%(number)s is not yours to act on in that way.", number=dispute.number)
    rights.must(work, action, project, why, **_matter(work, action, dispute, project))


def offered(work: Work, shown: Shown) -> set[str]:
    """The moves that the actor may make, as the template names their buttons; the state is looked at there."""
    dispute, project = shown.dispute, shown.project
    found = {name for name, actions in MOVES.items() if any(_may(work, one, dispute, project) for one in actions)}
    mine = sides_of(work, dispute, project)
    if any((side.department.id) in mine for side in shown.unconfirmed):
        found.add("confirm")
    return found


def _may(work: Work, action: str, dispute: Dispute, project: Project) -> bool:
    return rights.may(work, action, project, **_matter(work, action, dispute, project))


def _matter(work: Work, action: str, dispute: Dispute, project: Project) -> dict[str, Any]:
    """What an action on the dispute is a matter of, for the table of rights."""
    chosen = dispute_shown.decider(work, dispute, project) if action == "disputes.decide" else None
    who = {
        Role.OWNER: dispute.raised_by if action == "disputes.withdraw" else None,
        Role.DECIDER: chosen.user_id if chosen else None,
    }
    return {"department_id": dispute.sides, "who": who}


def held(work: Work, dispute_id: int, version: int | None = None) -> tuple[Dispute, Project]:
    """The dispute to be changed; escalated before that, where its hours are over and nobody has looked yet.

    Raises Refused where there is none, and where it was changed since that version.
    """
    dispute, project = found(work, dispute_id)
    if version is not None and version != dispute.version:
        shown = dispute_shown.one(work, dispute)
        raise overtaken(shown.hand, "D", dispute.number, shown.words, flow="disputes")
    escalations.if_over(work, dispute)
    return dispute, project


def found(work: Work, dispute_id: int) -> tuple[Dispute, Project]:
    """The dispute and its project. Raises Refused where there is none that the actor may see."""
    dispute = disputes.dispute(work.session, work.team_id, dispute_id, to_change=True)
    if dispute is None:
        raise unknown("")
    return dispute, rights.seen(work, dispute.project_id, unknown("").why)


def unknown(number: str) -> Refused:
    """There is no such dispute, or it is none of theirs."""
    return Refused(_("There is no D-%(number)s here. `/dispute list` shows the disputes.", number=number))


def is_manager(work: Work, project: Project) -> bool:
    """Whether the actor is the PM here, or acts for them."""
    return project.pm_id in (work.person.user_id, work.acting_for.user_id if work.acting_for else None)


def sides_of(work: Work, dispute: Dispute, project: Project) -> list[int]:
    """The sides for which the actor may speak, their own first."""
    sides = [one for one in dispute.sides if rights.may(work, "disputes.state", project, department_id=one)]
    return sorted(sides, key=lambda one: not rights.is_own(work, "disputes.state", project, department_id=one))


def side_of(work: Work, dispute: Dispute, project: Project, wanted: int | None) -> int:
    """The side for which the actor speaks now; sets whom they stand in for there."""
    sides = sides_of(work, dispute, project)
    side = wanted if wanted in sides else sides[0]
    rights.must(work, "disputes.state", project, _("That is not yours to say."), department_id=side)
    return side


def called(dispute: Dispute, side: int) -> str:
    """What the fields of that side begin with."""
    return "raising" if side == dispute.raising_department_id else "other"


def other(called: str) -> str:
    """What the fields of the other side begin with."""
    return "other" if called == "raising" else "raising"


def name_of(work: Work, department_id: int) -> Name:
    """What that department is called."""
    return departments.names(work.session, work.team_id, [department_id])[department_id]
