"""A channel, or a person, who can be reached again: what could not be told there meanwhile.

Slack takes something there again, the channel was opened again, or Liaison was invited back. Every card whose drawing
died is drawn from the state as it is now, and posted where it never stood; for the rest see `storage/reaching.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.process.every import EVERY
from bot.process.kernel.work import Work
from bot.process.people import comings
from bot.process.projects import channel
from storage import cards as kept_cards
from storage import dead_targets, people, reaching
from storage.projects import Project
from storage.sending import Lane

# How the cards of a flow are drawn as things are, by how their keys begin.
CARDS_OF: Mapping[str, Callable[[Work, int], None]] = {
    one.name: one.draw_anew for one in EVERY if one.draw_anew is not None
}
# What has one card for good; of others an old one is not posted elsewhere.
NUMBERED = frozenset({"tasks", "requests", "disputes"})


def reached(work: Work, target: str) -> None:
    """Draw the cards there that could not be drawn, and say what is still news."""
    dead_targets.revive(work.session, work.team_id, target)
    channel.reached(work, target)
    for flow, row_id in dict.fromkeys(map(_matter, reaching.take_cards(work.session, work.team_id, target, work.now))):
        CARDS_OF[flow](work, row_id)
    reaching.bring_back(work.session, work.team_id, target, work.now)
    work.lanes.add(Lane(work.team_id, target))


def came(work: Work, channel_id: str, user_id: str) -> None:
    """Somebody joined a channel; where it is Liaison, it can be reached again."""
    comings.joined(work, channel_id, user_id)
    workspace = people.workspace(work.session, work.team_id)
    if workspace is not None and workspace.bot_user_id == user_id:
        reached(work, channel_id)


def readdressed(work: Work, old: str, new: str) -> None:
    """Slack has given a channel another id; what was said there before that was heard of did not arrive."""
    channel.readdressed(work, old, new)
    reached(work, new)


def move_home(work: Work, number: str, channel_id: str, channel_name: str, is_private: bool) -> Project:
    """Make another channel the project's home, which may have been it before. Raises Refused as `channel` does.

    Where it was, the cards that stand there tell how things are by now, and what was made meanwhile gets its own.
    """
    away = channel.to_move(work, number).channel_id
    project = channel.move_home(work, number, channel_id, channel_name, is_private)
    standing = _matters_in(work, channel_id)
    if standing:
        made = {one for one in _matters_in(work, away or "") if one[0] in NUMBERED}
        for flow, row_id in sorted(standing | made):
            CARDS_OF[flow](work, row_id)
    reached(work, channel_id)
    return project


def _matters_in(work: Work, channel_id: str) -> set[tuple[str, int]]:
    """What has a card in that channel."""
    keys = kept_cards.cards_in(work.session, work.team_id, channel_id)
    return {matter for matter in map(_matter, keys) if matter[0] in CARDS_OF}


def _matter(card: str) -> tuple[str, int]:
    """The flow and the row that a card is of: its key begins with them."""
    flow, row_id = card.split(":")[:2]
    return flow, int(row_id)
