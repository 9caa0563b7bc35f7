"""What became of one attempt to deliver a row, and how that is written down."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

import structlog
from sqlalchemy.orm import Session

from bot.documents.document import Document
from storage import dead_targets, outbox, refusals, returning, sending
from storage.db import outage
from storage.sending import Claimed

log = structlog.get_logger()


class Lack(NamedTuple):
    """A scope that the app was not granted, and the method that needs it."""

    scope: str
    method: str


class Barred(NamedTuple):
    """Why whom a row is for may not read it, and what a card that stands with them says instead; None: it is left."""

    why: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class Sent:
    """It happened; `channel` and `ts` are where a message stands. `was_found`: an earlier attempt had done it.

    `lacks` is what could not be looked at on the way. `granted` are the app's scopes, told where some were lacking.
    """

    answer: dict[str, Any]
    channel: str | None = None
    ts: str | None = None
    was_found: bool = False
    lacks: Lack | None = None
    granted: frozenset[str] = frozenset()
    # It is the last that this card says there.
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """It did not happen, or nobody knows (`is_unsure`): again at `at`. `counts`: as a failure."""

    at: datetime
    error: str
    is_unsure: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing was done, because Slack may not be called so before `until`, in steady seconds."""

    until: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """It is pointless by now; or (`is_removed`) somebody has removed the card that it would draw anew."""

    note: str
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack's answer to this call, which no repetition changes."""

    error: str


@dataclass(frozen=True, slots=True)
class Withheld(Refused):
    """Nobody was asked: whoever it is for may not read it any more."""


@dataclass(frozen=True, slots=True)
class Parked:
    """It waits for an administrator: it is our mistake, or (`is_to_allow`) they have to allow it, as by a scope."""

    error: str
    is_to_allow: bool = False
    lacks: Lack | None = None


@dataclass(frozen=True, slots=True)
class TargetGone:
    """Nobody can be reached at this channel or person."""

    target: str
    error: str


@dataclass(frozen=True, slots=True)
class WorkspaceGone:
    """Slack knows neither us nor our token there, for now or for good."""

    error: str


Outcome = Sent | Later | Held | Dropped | Refused | Parked | TargetGone | WorkspaceGone
# After these the next row of the lane may go.
FINAL = (Sent, Dropped, Refused, Parked)


class FollowUps(Protocol):
    """Who draws what is not drawn yet and makes documents, says who may read it, and is told, inside the transaction
    that finishes the row, what became of it.

    What they raise then is undone alone and logged; the row stays finished.
    """

    def draw(self, session: Session, claimed: Claimed) -> str | None:
        """The arguments of a card as it is now; None where there is nothing left to show."""
        ...

    def document(self, session: Session, claimed: Claimed) -> Document | None:
        """A document as it is now; None where there is nothing left to show."""
        ...

    def why_not(self, session: Session, claimed: Claimed) -> Barred | None:
        """Why whom the row is for is not to read it any more; None where they are. Asked of what is in doubt."""
        ...

    def sent(self, session: Session, claimed: Claimed, answer: dict[str, Any]) -> None:
        """Slack's answer to a row that names a follow-up (`claimed.then`)."""
        ...

    def failed(self, session: Session, claimed: Claimed, error: str) -> None:
        """The row will not be delivered: Slack refused it, or it is parked."""
        ...

    def gone(self, session: Session, team_id: str, target: str, error: str) -> None:
        """Nobody can be reached there; told once until somebody can."""
        ...

    def reached(self, session: Session, claimed: Claimed) -> None:
        """Slack took this where nobody could be reached before."""
        ...

    def workspace_gone(self, session: Session, team_id: str, error: str) -> None:
        """Slack takes no call for the workspace: hold back what is meant for it."""
        ...

    def refused(self, session: Session, team_id: str, error: str) -> None:
        """Slack refused a call for a reason that may pass, and may be that of all calls; told each time."""
        ...

    def lacks(self, session: Session, team_id: str, scope: str, method: str) -> None:
        """The app was not granted a scope; told once until it is."""
        ...


def write_down(session: Session, claimed: Claimed, outcome: Outcome, now: datetime, follow_ups: FollowUps) -> bool:
    """Write an outcome into the outbox and tell the follow-ups; False when another sender has taken the row over."""
    match outcome:
        case Sent(answer, channel, ts, _, lacks, granted, is_last):
            is_ours = sending.finish(session, claimed, now, channel=channel, ts=ts)
            if is_ours and is_last:
                sending.leave_card(session, claimed, is_removed=False)
            if is_ours and claimed.is_dead:
                _tell(session, claimed, lambda: follow_ups.reached(session, claimed))
            if is_ours and claimed.then and not is_last:
                _tell(session, claimed, lambda: follow_ups.sent(session, claimed, answer))
            if is_ours and claimed.is_refused:
                refusals.taken(session, claimed.team_id, now)
            if is_ours and granted:
                returning.granted(session, claimed.team_id, granted, now)
            if is_ours and lacks is not None:
                _tell_lack(session, claimed, lacks, now, follow_ups)
        case Later(at, error, is_unsure, counts):
            is_ours = sending.retry(session, claimed, at, note=error, unsure=is_unsure, counts=counts)
        case Held():
            is_ours = sending.release(session, claimed)
        case Dropped(note, is_removed):
            is_ours = sending.give_up(session, claimed, now, state=outbox.DROPPED, note=note)
            if is_ours and is_removed:
                sending.leave_card(session, claimed, is_removed=True)
        case Parked(error, is_to_allow=True, lacks=lacks):
            # Not told to the flow: it has not failed for good.
            note = f"{outbox.TO_ALLOW}{error}"
            is_ours = sending.give_up(session, claimed, now, state=outbox.PARKED, note=note)
            if is_ours and lacks is not None:
                _tell_lack(session, claimed, lacks, now, follow_ups)
            elif is_ours:
                _tell(session, claimed, lambda: follow_ups.refused(session, claimed.team_id, error))
        case Refused(error) | Parked(error):
            state = outbox.PARKED if isinstance(outcome, Parked) else outbox.DROPPED
            is_ours = sending.give_up(session, claimed, now, state=state, note=error)
            if is_ours:
                _tell(session, claimed, lambda: follow_ups.failed(session, claimed, error))
        case TargetGone(target, error):
            is_ours = sending.give_up(session, claimed, now, state=outbox.DEAD, note=error)
            if is_ours:
                _tell(session, claimed, lambda: follow_ups.failed(session, claimed, error))
            if is_ours and dead_targets.mark_dead(session, claimed.team_id, target, error, now):
                _tell(session, claimed, lambda: follow_ups.gone(session, claimed.team_id, target, error))
        case WorkspaceGone(error):
            # The first of several that hear it holds back the others, so it is told once.
            is_ours = sending.give_up(session, claimed, now, state=outbox.HELD, note=error)
            if is_ours:
                returning.hold(session, claimed.team_id, error)
                _tell(session, claimed, lambda: follow_ups.workspace_gone(session, claimed.team_id, error))
    return is_ours


def _tell_lack(session: Session, claimed: Claimed, lacks: Lack, now: datetime, follow_ups: FollowUps) -> None:
    if returning.note_lack(session, claimed.team_id, lacks.scope, lacks.method, now):
        _tell(session, claimed, lambda: follow_ups.lacks(session, claimed.team_id, lacks.scope, lacks.method))


def _tell(session: Session, claimed: Claimed, follow_up: Callable[[], None]) -> None:
    try:
        with session.begin_nested():
            follow_up()
    except Exception as error:
        if outage(error) is not None:
            # The database, not the follow-up: the whole transaction is tried again.
            raise
        log.exception("outbox.follow_up_failed", error_id=secrets.token_hex(4), row=claimed.id, then=claimed.then)
