"""What of the charter is told to who looks back on a project: the goal, and what was expected of it."""

from __future__ import annotations

from bot.process.charters import signed
from bot.process.charters.sections import GOAL, OUTCOMES
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import proposals
from storage.projects import Project

GOAL_ORDER, OUTCOMES_ORDER = 10, 11


def facts(work: Work, project: Project) -> list[Fact]:
    """The core objective and the expected outcomes, as all have signed them, else as they were proposed."""
    charter = signed.of_project(work, project)
    said = (charter.signed or charter.content) if charter is not None else {}
    objective = str(said.get(GOAL, {}).get("objective") or project.objective)
    outcomes = list(said.get(OUTCOMES, {}).get("lines") or ())
    if not outcomes:
        proposal = proposals.of_project(work.session, work.team_id, project.id)
        outcomes = list(proposal.outcomes) if proposal is not None else []
    goal = [Text("%(words)s", {"words": one}) for one in objective.splitlines() if one.strip()]
    return [
        Fact(GOAL_ORDER, _("Goal"), goal),
        Fact(OUTCOMES_ORDER, _("Expected outcomes"), [Text("%(words)s", {"words": one}) for one in outcomes]),
    ]
