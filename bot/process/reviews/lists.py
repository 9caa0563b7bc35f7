"""Looking at reviews: lists by scope, and one with its timeline and what of it is the reader's to do."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters, rights
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.reviews import cards, opinions
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.states import State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import reviews
from storage.reviews import AHEAD, Review

SCOPES = {
    "mine": Scope(("mine", "my", "我的"), _("Reviews that wait for you")),
    "all": Scope(("all", "全部", "所有"), _("All reviews")),
    "open": Scope(("", "open", "未完成", "进行中"), _("Reviews")),
}
_EMPTY = _("No reviews here. `/review plan` plans one; where none is planned, nothing is locked.")
_NONE = _("No such reviews. `/review list all` shows those that have passed.")


def timeline(work: Work, number: int) -> dict[str, Any]:
    """Q-`number` with all that happened to it, oldest first, and what of it is the reader's to do."""
    shown, told = matters.timeline(work, REVIEWS, number)
    shown = cards.with_against(work, shown)
    review = shown.review
    may = {name: matters.may(work, REVIEWS, right, review) for name, right in _RIGHTS.items()}
    mine = opinions.own(work, shown) if shown.state is State.SUBMITTED else []
    return {**told, **may, "shown": shown, "mine": mine}


_RIGHTS = {"plans": "reviews.plan", "submits": "reviews.submit", "passes": "reviews.pass"}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/review list` asks for, as a scope for `page`: `open/3`. Raises Refused for other words."""
    kind = meant(SCOPES, " ".join(words.split()))
    if kind is None:
        raise Refused(_("`/review list` shows those that are open; with `mine` or `all` behind it others."))
    here = finding.here(work, channel_id)
    return f"{kind}/{here.id}" if here else kind


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the reviews in a scope, with what its template wants to know."""
    kind, _slash, project_id = scope.partition("/")
    if kind not in SCOPES or (project_id and not project_id.isdecimal()):
        raise Refused(rights.UNKNOWN)
    seen = [rights.seen(work, int(project_id))] if project_id else finding.mine(work)
    found = reviews.of_projects(work.session, work.team_id, [one.id for one in seen])
    if kind == "mine":
        found = [one for one in found if _is_mine(work, one)]
    elif kind == "open":
        found = [one for one in found if one.state in AHEAD or _has_conditions(work, one)]
    listed = page_of(found, number)
    invites = finding.invites(work, "reviews.plan", int(project_id) if project_id else None)
    shown = listed.of(review_shown.many(work, listed.lines))
    return {"page": shown, "title": SCOPES[kind].title, "empty": _EMPTY if invites else _NONE, "scope": scope}


def _is_mine(work: Work, review: Review) -> bool:
    """Whether the actor is to submit it, or to give an opinion."""
    if review.state in (State.PLANNED, State.RETURNED):
        return matters.may(work, REVIEWS, "reviews.submit", review)
    if review.state != State.SUBMITTED:
        return False
    return any(one.word is None for one in opinions.own(work, review_shown.one(work, review)))


def _has_conditions(work: Work, review: Review) -> bool:
    """Whether it has passed with conditions that are not met yet."""
    conditions = review_shown.one(work, review).conditions if review.state == State.PASSED else []
    return any(not one.is_met for one in conditions)
