"""Looking for disputes: lists by scope, and one with its timeline."""

from __future__ import annotations

from typing import Any

from bot.process.disputes import shown as dispute_shown
from bot.process.disputes import sides
from bot.process.disputes.shown import Shown
from bot.process.kernel import rights
from bot.process.kernel.lists import paged
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.tasks import shown as standings
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, history
from storage import disputes as stored
from storage import projects as stored_projects
from storage.disputes import Dispute
from storage.tasks import Task

_SCOPES = {
    "mine": ("mine", "my", "ours", "us", "我的", "我们的"),
    "all": ("all", "全部"),
    "open": ("", "open", "running", "未解决", "进行中"),
}
_TITLES = {
    "mine": _("Disputes of your department"),
    "all": _("Disputes"),
    "open": _("Running disputes"),
}
_EMPTY = _("No such disputes. `/dispute new` raises one.")


def find(work: Work, number: int) -> Shown:
    """D-`number` as it stands.

    Raises Refused when there is no such dispute in a project that the actor may see.
    """
    dispute = stored.numbered(work.session, work.team_id, number)
    if dispute is None:
        raise sides.unknown(str(number))
    home = stored_projects.project(work.session, work.team_id, dispute.project_id)
    rights.see(work, home, sides.unknown(str(number)).why)
    return dispute_shown.one(work, dispute)


def timeline(work: Work, number: int) -> dict[str, Any]:
    """D-`number` with all that happened to it, oldest first, and the moves that the reader may make."""
    shown = find(work, number)
    changes = history.of(work.session, work.team_id, "disputes", shown.dispute.id)
    names = departments.names(work.session, work.team_id, shown.dispute.sides)
    return {
        "shown": shown,
        "happened": standings.happenings(work, changes, lambda change: dispute_shown.told(change, names)),
        "offered": sides.offered(work, shown),
    }


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/dispute list` asks for, as a scope for `page`: `open/3`, `mine`.

    Raises Refused for words that name nothing.
    """
    words = " ".join(words.split()).lower()
    here = finding.here(work, channel_id)
    for kind, names in _SCOPES.items():
        if words in names:
            return f"{kind}/{here.id}" if here else kind
    raise Refused(_("`/dispute list` knows `open`, `mine` and `all`; “%(word)s” it does not.", word=words[:40]))


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the disputes in a scope, with what its template wants to know."""
    kind, _slash, rest = scope.partition("/")
    found, place = paged(_in_scope(work, kind, rest), scope, number)
    return {"found": dispute_shown.many(work, found), "title": _title(kind), "empty": _EMPTY, **place}


def numbers_of_task(work: Work, task: Task) -> list[int]:
    """The numbers of the running disputes that the task is a matter of."""
    return [one.number for one in stored.running_of_task(work.session, work.team_id, task.id)]


def _in_scope(work: Work, kind: str, rest: str) -> list[Dispute]:
    seen = [rights.seen(work, int(rest))] if rest else finding.mine(work)
    states = () if kind == "all" else stored.RUNNING
    found = stored.of_projects(work.session, work.team_id, [one.id for one in seen], states=states)
    if kind == "mine":
        stored_projects.read_ahead(work.session, [one.project_id for one in found])
        found = [one for one in found if dispute_shown.is_party(work, one, work.person.user_id)]
    return found


def _title(kind: str) -> Text:
    return _TITLES.get(kind, _TITLES["open"])
