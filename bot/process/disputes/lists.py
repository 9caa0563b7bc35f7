"""Looking for disputes: lists by scope, and one with its timeline."""

from __future__ import annotations

from typing import Any

from bot.process.disputes import moves
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.kind import DISPUTES
from bot.process.kernel import matters, rights
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import disputes as stored
from storage import project_reading
from storage.disputes import Dispute
from storage.tasks import Task

SCOPES = {
    "mine": Scope(("mine", "my", "ours", "us", "我的", "我们的"), _("Disputes of your department")),
    "all": Scope(("all", "全部"), _("Disputes")),
    "open": Scope(("", "open", "running", "未解决", "进行中"), _("Running disputes")),
}
_EMPTY = _("No such disputes. `/dispute new` raises one.")
_NONE = _("No such disputes. `/dispute list all` shows those that are over.")


def timeline(work: Work, number: int) -> dict[str, Any]:
    """D-`number` with all that happened to it, oldest first, and the moves that the reader may make."""
    shown, told = matters.timeline(work, DISPUTES, number)
    return {**told, "offered": moves.offered(work, shown)}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/dispute list` asks for, as a scope for `page`: `open/3`, `mine`.

    Raises Refused for words that name nothing.
    """
    here, kind = finding.here(work, channel_id), meant(SCOPES, words)
    if kind is None:
        words = " ".join(words.lower().split())[:40]
        raise Refused(_("`/dispute list` knows `open`, `mine` and `all`; “%(word)s” it does not.", word=words))
    return f"{kind}/{here.id}" if here else kind


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the disputes in a scope, with what its template wants to know."""
    kind, _slash, rest = scope.partition("/")
    found = page_of(_in_scope(work, kind, rest), number)
    title = SCOPES.get(kind, SCOPES["open"]).title
    shown = found.of(dispute_shown.many(work, found.lines))
    empty = _EMPTY if finding.invites(work, "disputes.raise", int(rest) if rest else None) else _NONE
    return {"page": shown, "title": title, "empty": empty, "scope": scope}


def numbers_of_task(work: Work, task: Task) -> list[int]:
    """The numbers of the running disputes that the task is a matter of."""
    return [one.number for one in stored.running_of_task(work.session, work.team_id, task.id)]


def _in_scope(work: Work, kind: str, rest: str) -> list[Dispute]:
    seen = [rights.seen(work, int(rest))] if rest else finding.mine(work)
    states = () if kind == "all" else stored.RUNNING
    found = stored.of_projects(work.session, work.team_id, [one.id for one in seen], states=states)
    if kind == "mine":
        project_reading.read_ahead(work.session, [one.project_id for one in found])
        found = [one for one in found if dispute_shown.is_party(work, one, work.person.user_id)]
    return found
