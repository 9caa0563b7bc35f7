"""What somebody may do with a dispute: for which side they speak, and which buttons they are offered."""

from __future__ import annotations

from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.shown import Shown
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from storage.disputes import Dispute
from storage.people import Person

# The buttons of a dispute, and the actions of which each is one; who confirms a text is asked for each side.
MOVES = {
    "decide": ("disputes.decide",),
    "position": ("disputes.state",),
    "propose": ("disputes.propose",),
    "meeting": ("disputes.call",),
    "major": ("disputes.mark_major", "disputes.ask_major"),
    "name": ("disputes.settings",),
    "withdraw": ("disputes.withdraw",),
    # What it came to may be a change of a confirmed plan.
    "change": ("disputes.raise",),
}


def offered(work: Work, shown: Shown) -> set[str]:
    """The moves that the actor may make, as the template names their buttons; the state is looked at there."""
    found = {name for name, actions in MOVES.items() if any(_may(work, one, shown) for one in actions)}
    if dispute_shown.is_party(work, shown.dispute, work.person.user_id) and not work.person.may_administer:
        # Who decides is not for a party to say.
        found.discard("name")
    mine = sides_of(work, shown.dispute)
    if any(side.department.id in mine for side in shown.unconfirmed):
        found.add("confirm")
    return found


def offered_in_channel(work: Work, shown: Shown) -> set[str]:
    """Those of the card that everybody reads; who decides is not named there where the PM is a party."""
    found = {*MOVES, "confirm"} - {"change"}
    return found - {"name"} if dispute_shown.is_party(work, shown.dispute, shown.project.pm_id) else found


def offered_to(work: Work, person: Person, shown: Shown) -> set[str]:
    """The same for somebody else."""
    with work.acting_as(person):
        return offered(work, shown)


def sides_of(work: Work, dispute: Dispute) -> list[int]:
    """The sides for which the actor may speak, their own first."""
    project = matters.project_of(work, dispute)
    sides = [one for one in dispute.sides if rights.may(work, "disputes.state", project, department_id=one)]
    return sorted(sides, key=lambda one: not rights.is_own(work, "disputes.state", project, department_id=one))


def _may(work: Work, action: str, shown: Shown) -> bool:
    return rights.may(work, action, shown.project, **dispute_shown.concerns(work, action, shown.dispute))
