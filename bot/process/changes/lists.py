"""Looking at changes: lists by scope, one with its timeline, and what they have cost by what brought them about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.process.changes import asking, cards
from bot.process.changes import shown as change_shown
from bot.process.changes.kind import CHANGES
from bot.process.changes.states import REASONS, Reason, State
from bot.process.kernel import matters, rights, substitutes
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Refused
from storage import baselines, changes
from storage.changes import OPEN, ChangeRequest
from storage.projects import Project

SCOPES = {
    "mine": Scope(("mine", "my", "我的"), _("Your changes")),
    "approved": Scope(("approved", "applied", "已批准", "已生效"), _("Approved changes")),
    "all": Scope(("all", "全部", "所有"), _("Changes, decided ones too")),
    "open": Scope(("", "open", "未关闭", "未完成", "待批"), _("Open changes")),
}
_EMPTY = _("No such changes. `/change new` asks for one.")
_NONE = _("No such changes. `/change list all` shows those that are decided.")
WORDS_AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """Of what brought changes about: how many were approved, and by how many working days they moved the end."""

    reason: Text
    number: int
    days: int


def timeline(work: Work, number: int) -> dict[str, Any]:
    """C-`number` with all that happened to it, oldest first, and what of it is the reader's to do."""
    shown, told = matters.timeline(work, CHANGES, number)
    return {**told, **standing(work, shown)}


def standing(work: Work, shown: change_shown.Shown) -> dict[str, Any]:
    """Where it stands, for the template `show`; to who only looks at it, the parts of all departments."""
    told = cards.of_person(work, shown, work.person)
    if not told["mine"]:
        found = [
            (one.label, change_shown.lines_of(work, shown, one.signer.department_id or 0)) for one in shown.assessing
        ]
        told["parts"] = found
    is_given = any(one.is_given for one in told["mine"])
    return {**told, **cards.may(work, shown), "can_withdraw": is_given and shown.state is State.SIGNING}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/change list` asks for, as a scope for `page`: `open/3`, `word/3/printer`."""
    words = " ".join(words.split())[:WORDS_AT_MOST]
    here = finding.here(work, channel_id)
    if kind := meant(SCOPES, words):
        return f"{kind}/{here.id}" if here else kind
    return f"word/{here.id if here else ''}/{words.replace(':', ' ')}"


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the changes in a scope, with what its template wants to know."""
    kind, _slash, rest = scope.partition("/")
    project_id, _slash, what = rest.partition("/")
    if project_id and not project_id.isdecimal():
        raise Refused(rights.UNKNOWN)
    seen = [rights.seen(work, int(project_id))] if project_id else finding.mine(work)
    found = page_of(_in_scope(work, kind, seen, what), number)
    invites = finding.invites(work, asking.REQUEST, seen[0].id if project_id else None)
    title = SCOPES.get(kind, SCOPES["open"]).title
    if kind == "word":
        title = _("Changes with “%(word)s”", word=truncate(what, WORDS_AT_MOST))
    return {
        "page": found.of(change_shown.many(work, found.lines)),
        "title": title,
        "empty": _EMPTY if invites else _NONE,
        "scope": scope,
        **(figures(work, seen[0]) if project_id else {"costs": [], "tolerated": 0, "baseline": None}),
    }


def figures(work: Work, project: Project) -> dict[str, Any]:
    """What approved changes have cost, and how often dates moved without one since the last baseline."""
    found = changes.caused(work.session, work.team_id, project.id)
    baseline = baselines.newest(work.session, work.team_id, project.id)
    return {
        "costs": [Cost(REASONS[Reason(one.reason)], one.number, one.days) for one in found],
        "tolerated": changes.moved_since(work.session, baseline) if baseline is not None else 0,
        "baseline": baseline,
    }


def _in_scope(work: Work, kind: str, seen: list[Project], what: str) -> list[ChangeRequest]:
    states: tuple[str, ...] = OPEN
    if kind in ("all", "word"):
        states = ()
    elif kind == "approved":
        states = (changes.SIGNED,)
    found = changes.of_projects(work.session, work.team_id, [one.id for one in seen], states=states)
    if kind == "mine":
        hats = set(substitutes.hats(work, work.person.user_id))
        return [one for one in found if one.created_by in hats or _is_asked(work, one)]
    if kind == "word":
        return [one for one in found if what.casefold() in f"C-{one.number} {one.title} {one.why}".casefold()]
    return found


def _is_asked(work: Work, change: ChangeRequest) -> bool:
    """Whether a word of the actor is asked for, or was given."""
    if change.state == State.DRAFT:
        return False
    shown = change_shown.one(work, change)
    return bool(change_shown.of_person(work, shown, work.person.user_id))
