"""Taking back what one has just done with a project (撤销): one place for every act of its life."""

from __future__ import annotations

from bot.process.kernel import rights, undoing
from bot.process.kernel.matters import to_undo
from bot.process.kernel.undoing import Way
from bot.process.kernel.work import Work
from bot.process.phases import undoing as phases
from bot.process.phases.moved import Moved
from bot.process.proposals import deciding
from bot.process.proposals import lists as proposal_lists
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.shown import Shown
from bot.process.revisions import returning
from bot.process.revisions import undoing as revisions
from bot.process.revisions.edited import Edited
from bot.process.revisions.shifted import Shifted

WAYS: tuple[Way, ...] = (phases.WAY, revisions.WAY, returning.WAY)


def undo(work: Work, project_id: int) -> Moved | Edited | Shifted | Shown:
    """Take back what the actor did last with the project, or with its proposal while it has not begun.

    Raises Refused where nothing was done, and where that is not undone.
    """
    project = rights.seen(work, project_id)
    if project.is_unbegun:
        proposal = proposal_lists.by_which(work, project)
        assert proposal is not None, "it is nothing else"  # noqa: S101 - a mistake of ours, not of a user
        matter = to_undo(work, PROPOSALS, proposal.number)
        return deciding.undo(work, matter.id, matter.version)
    found = undoing.way_of(work, project, WAYS)
    if found is None:
        raise phases.nothing(project)
    way, last = found
    undone: Moved | Edited | Shifted = way.undo(work, project_id, last.id)
    return undone
