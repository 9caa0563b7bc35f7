"""The running disputes that a post brings with it."""

from __future__ import annotations

from datetime import datetime

from bot.process.disputes import cards, escalations
from bot.process.disputes.kind import DISPUTES
from bot.process.kernel import matters
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import disputes, history
from storage.history import HAND_OVER
from storage.projects import Project


def with_post(work: Work, project: Project, post: Post, old: str, new: str) -> list[Text]:
    """They are the successor's, in lines; what waits for a decision goes to who decides now."""
    lines = []
    for dispute in disputes.running(work.session, work.team_id, project.id):
        is_side = post.part is not None and post.part.department_id in dispute.sides
        is_decision = dispute.state == disputes.ESCALATED and post.name in ("sponsor", "decider")
        if not (is_side or is_decision or post.name == "pm"):
            continue
        if dispute.raised_by == old:
            matters.alter(work, DISPUTES, dispute, HAND_OVER, raised_by=new)
        shown = matters.changed(work, DISPUTES, dispute)
        if is_decision and shown.decider is not None and shown.decider.user_id == new:
            escalations.hand_to_decider(work, shown)
        cards.let_go(work, shown, old)
        lines.append(
            _(
                "⚖️ D-%(number)s · %(subject)s · %(state)s",
                number=dispute.number,
                subject=dispute.subject,
                state=shown.words,
            )
        )
    return lines


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment was raised by the person again; how much that was.

    Of what a post had brought with it the successor is told no more, where they have no part in it now.
    """
    count = 0
    for dispute in disputes.running(work.session, work.team_id, project.id):
        done = history.at_once(
            work.session, work.team_id, DISPUTES.flow, dispute.id, HAND_OVER, actor_id=work.person.user_id, at=at
        )
        if dispute.raised_by == new and any(one.changes.get("raised_by") == [old, new] for one in done):
            matters.alter(work, DISPUTES, dispute, "undo", raised_by=old)
            count += 1
        cards.let_go(work, matters.changed(work, DISPUTES, dispute), new)
    return count
