"""What could not be told where nobody could be reached, and what becomes of it when somebody can be again.

Of a card only that its drawing died is of use: it is drawn as things are by then. Messages of the last day are said,
the newest MOST_A_LANE of them; what is older stands in cards, inbox and Home. What else was never tried (an invitation,
a pin, a file) is done; whoever asked for what was tried has heard that it failed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import literal_column, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.outbox import DEAD, DROPPED, DUE, Outgoing
from storage.returning import MOST_A_LANE

NEWS = timedelta(days=1)

_IS_MESSAGE = col(Outgoing.method) == "chat.postMessage"
_NOTE = "drawn anew"


def take_cards(session: Session, team_id: str, target: str, now: datetime) -> list[str]:
    """The cards there of which a drawing died, by their keys; whoever takes them draws them."""
    died = [*_died(team_id, target), col(Outgoing.method) == "card"]
    cards = session.scalars(select(col(Outgoing.card)).where(*died).order_by(col(Outgoing.id)))
    taken = [card for card in dict.fromkeys(cards) if card is not None]
    _change(session, died, state=DROPPED, note=_NOTE, finished_at=now)
    return taken


def bring_back(session: Session, team_id: str, target: str, now: datetime) -> None:
    """Have said what is still news there, and have done what was never tried."""
    died = [*_died(team_id, target), or_(col(Outgoing.expires_at).is_(None), col(Outgoing.expires_at) > now)]
    news = select(col(Outgoing.id)).where(*died, _IS_MESSAGE, col(Outgoing.due_at) > now - NEWS)
    newest = news.order_by(col(Outgoing.id).desc()).limit(MOST_A_LANE)
    untried = select(col(Outgoing.id)).where(
        *died, ~_IS_MESSAGE, col(Outgoing.card).is_(None), col(Outgoing.tried_at).is_(None)
    )
    wanted = list(session.scalars(newest)) + list(session.scalars(untried))
    if wanted:
        _change(session, [col(Outgoing.id).in_(wanted)], state=DUE, note="", finished_at=None, attempts=0)


def _died(team_id: str, target: str) -> list[Any]:
    # Written out, because neither database uses a partial index for a bound value.
    is_dead = col(Outgoing.state) == literal_column(f"'{DEAD}'")
    return [col(Outgoing.team_id) == team_id, col(Outgoing.lane) == target, is_dead]


def _change(session: Session, which: list[Any], **values: Any) -> None:
    session.execute(update(Outgoing).where(*which).values(**values).execution_options(synchronize_session=False))
