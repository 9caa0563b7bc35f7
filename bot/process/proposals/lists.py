"""Looking for proposals: `/project proposals`, and one with its timeline."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters, rights
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.proposals import shown as proposal_shown
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.states import State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import proposals
from storage.projects import Project
from storage.proposals import Proposal

SCOPES = {
    "open": Scope(("", "open", "未完成", "进行中"), _("Open proposals")),
    State.WAITING: Scope(("waiting", "待审批", "待批准"), _("Proposals that wait to be approved")),
    State.RETURNED: Scope(("returned", "退回", "已退回"), _("Returned proposals")),
    State.APPROVED: Scope(("approved", "批准", "已批准"), _("Approved proposals")),
    State.REJECTED: Scope(("rejected", "驳回", "已驳回"), _("Rejected proposals")),
    State.WITHDRAWN: Scope(("withdrawn", "撤回", "已撤回"), _("Withdrawn proposals")),
    "all": Scope(("all", "全部"), _("Proposals")),
}
EMPTY = _("No such proposals. `/project propose` proposes a project, `/project proposals all` shows every one.")


def timeline(work: Work, number: int) -> dict[str, Any]:
    """The proposal of that number with all that happened to it, oldest first, and what the reader may do with it."""
    shown, told = matters.timeline(work, PROPOSALS, number)
    return {
        **told,
        "decides": matters.may(work, PROPOSALS, "proposals.decide", shown.proposal)
        and not proposal_shown.is_own(work, shown),
        "revises": matters.may(work, PROPOSALS, "proposals.revise", shown.proposal),
    }


def by_which(work: Work, project: Project) -> Proposal | None:
    """The proposal by which the project came to be, or is to."""
    return proposals.of_project(work.session, work.team_id, project.id)


def scope_of(_work: Work, words: str) -> str:
    """What a line after `/project proposals` asks for. Raises Refused for words that name nothing."""
    scope = meant(SCOPES, words)
    if scope is None:
        raise Refused(
            _(
                "`/project proposals` knows `waiting`, `returned`, `approved`, `rejected`, `withdrawn` and `all`; "
                "“%(word)s” it does not.",
                word=words[:40],
            )
        )
    return scope


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the proposals in a scope that the actor may see, the newest first."""
    states = {"open": proposals.OPEN, "all": ()}.get(scope, (scope,))
    seen = [one for one in proposals.listed(work.session, work.team_id, states) if _may_see(work, one)]
    found = page_of(seen, number)
    title = SCOPES.get(scope, SCOPES["open"]).title
    return {"page": found.of(proposal_shown.many(work, found.lines)), "title": title, "empty": EMPTY, "scope": scope}


def _may_see(work: Work, proposal: Proposal) -> bool:
    return rights.may_see(work, matters.project_of(work, proposal))
