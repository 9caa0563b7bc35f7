"""Taking rows out of the outbox to send them, and writing down what became of them.

A row is leased while it is being sent; its fence makes sure that only the holder of the newest lease may finish it. A
lease that ran out belonged to a sender that stalled or died, so nobody knows whether that call happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    and_,
    bindparam,
    case,
    delete,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.cards import REMOVED, Card
from storage.dead_targets import DeadTarget, revive
from storage.outbox import IS_DUE, SENT, Outgoing
from storage.people import Person
from storage.projects import Project
from storage.refusals import Refusal
from storage.returning import MissingScope
from storage.statements import insert

_rows = Outgoing.__table__  # type: ignore[attr-defined]


class Lane(NamedTuple):
    """Rows that go out one after another: those for one channel, one person, one project's set-up."""

    team_id: str
    lane: str


class Claimed(NamedTuple):
    """A leased row; for a card, where it stands already."""

    id: int
    team_id: str
    lane: str
    method: str
    arguments: str
    template: str
    token: str
    card: str | None
    under: str | None
    then: str | None
    subject_id: int | None
    project_id: int | None
    due_at: datetime
    expires_at: datetime | None
    attempts: int
    is_unsure: bool
    tried_at: datetime
    leased_until: datetime
    fence: int
    card_channel: str | None
    card_ts: str | None
    # Where the card stands in whose thread it goes.
    thread_ts: str | None
    # Slack said before that nobody can be reached there; it is tried all the same.
    is_dead: bool
    # The app was not granted every scope that it needs.
    is_lacking: bool
    # Slack refuses calls for the workspace for a while.
    is_refused: bool
    # Its reader may not be one any more: they have left, the project is private to others, or lives elsewhere.
    is_in_doubt: bool


_FIELDS = [_rows.c[name] for name in Claimed._fields[:-7]]
_thread: Any = aliased(Card)
_NOW = bindparam("now", type_=_rows.c.due_at.type)


def _is_first(row: Any) -> Any:
    """It may go out, or it was tried and holds up what comes after it in its lane."""
    return and_(row.state == literal_column("'due'"), or_(row.due_at <= _NOW, row.tried_at.is_not(None)))


def _earlier_row() -> Any:
    earlier = _rows.alias("earlier")
    return exists(
        select(1).where(
            earlier.c.team_id == _rows.c.team_id,
            earlier.c.lane == _rows.c.lane,
            tuple_(earlier.c.is_patient, earlier.c.id) < tuple_(_rows.c.is_patient, _rows.c.id),
            _is_first(earlier.c),
        )
    )


def _is_under_way() -> Any:
    """A patient row of the lane is out: what overtakes it waits for it all the same, so that one call is made at once.

    Others hold their lane up themselves.
    """
    out = _rows.alias("out")
    return exists(
        select(1).where(
            out.c.team_id == _rows.c.team_id,
            out.c.lane == _rows.c.lane,
            out.c.state == literal_column("'due'"),
            out.c.is_patient.is_(True),
            out.c.leased_until > _NOW,
        )
    )


_is_free = and_(IS_DUE, _rows.c.due_at <= _NOW, or_(_rows.c.leased_until.is_(None), _rows.c.leased_until <= _NOW))
_WAITING = (
    select(_rows.c.team_id, _rows.c.lane)
    .where(_is_free, ~_earlier_row(), ~_is_under_way())
    .order_by(_rows.c.due_at, _rows.c.id)
    .limit(bindparam("limit"))
)
_HEAD = (
    select(_rows.c.id)
    .where(_rows.c.team_id == bindparam("team_id"), _rows.c.lane == bindparam("lane"), _is_first(_rows.c))
    .order_by(_rows.c.is_patient, _rows.c.id)
    .limit(1)
)
_LEASE = (
    update(_rows)
    .where(
        _rows.c.id.in_(
            select(_rows.c.id)
            .where(_rows.c.id.in_(bindparam("ids", expanding=True)), _is_free, ~_is_under_way())
            .with_for_update(skip_locked=True)
        )
    )
    .values(
        is_unsure=case((_rows.c.leased_until.is_not(None), true()), else_=_rows.c.is_unsure),
        leased_until=bindparam("until", type_=_rows.c.due_at.type),
        tried_at=func.coalesce(_rows.c.tried_at, _NOW),
        fence=_rows.c.fence + 1,
    )
    .returning(_rows.c.id)
)
_is_lacking = exists(select(1).where(col(MissingScope.team_id) == _rows.c.team_id))
_is_refused = exists(select(1).where(col(Refusal.team_id) == _rows.c.team_id))
# Of a project that is open to all only a person's own state, or another channel, puts a row in doubt.
_is_to_person = col(Person.user_id).is_not(None)
_is_in_doubt = func.coalesce(
    case(
        (col(Person.is_deactivated), true()),
        (col(Project.id).is_(None), false()),
        (_is_to_person, or_(col(Project.is_private), col(Person.is_guest))),
        else_=or_(col(Project.channel_id).is_(None), col(Project.channel_id) != _rows.c.lane),
    ),
    false(),
)
_CLAIMED = (
    select(
        *_FIELDS,
        col(Card.channel_id),
        col(Card.ts),
        _thread.ts,
        col(DeadTarget.target).is_not(None),
        _is_lacking,
        _is_refused,
        _is_in_doubt,
    )
    .outerjoin(
        Card,
        and_(
            col(Card.team_id) == _rows.c.team_id,
            col(Card.card) == _rows.c.card,
            col(Card.target) == _rows.c.lane,
        ),
    )
    .outerjoin(
        _thread,
        and_(
            _thread.team_id == _rows.c.team_id,
            _thread.card == _rows.c.under,
            _thread.target == _rows.c.lane,
            _thread.ts != REMOVED,
        ),
    )
    .outerjoin(DeadTarget, and_(col(DeadTarget.team_id) == _rows.c.team_id, col(DeadTarget.target) == _rows.c.lane))
    .outerjoin(Person, and_(col(Person.team_id) == _rows.c.team_id, col(Person.user_id) == _rows.c.lane))
    .outerjoin(Project, col(Project.id) == _rows.c.project_id)
    .where(_rows.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(_rows.c.due_at, _rows.c.id)
)


def waiting(session: Session, now: datetime, limit: int) -> Sequence[Lane]:
    """Up to `limit` lanes whose first row is due by `now` and held by nobody, the longest due first."""
    return [Lane(*row) for row in session.execute(_WAITING, {"now": now, "limit": limit})]


def claim(session: Session, now: datetime, until: datetime, lanes: Iterable[Lane]) -> Sequence[Claimed]:
    """Lease the first row of each of these lanes that is due by `now` and held by nobody, longest due first."""
    heads = (session.execute(_HEAD, {"now": now, **lane._asdict()}).scalar() for lane in lanes)
    ids = [head for head in heads if head is not None]
    if not ids:
        return []
    leased = list(session.execute(_LEASE, {"now": now, "until": until, "ids": ids}).scalars())
    if not leased:
        return []
    return [Claimed._make(row) for row in session.execute(_CLAIMED, {"ids": leased})]


def next_due(session: Session, now: datetime) -> datetime | None:
    """The earliest moment after `now` at which a row comes due or a lease runs out."""
    due = select(func.min(_rows.c.due_at)).where(IS_DUE, _rows.c.due_at > _NOW)
    leased = select(func.min(_rows.c.leased_until)).where(IS_DUE, _rows.c.leased_until > _NOW)
    moments = [session.execute(query, {"now": now}).scalar() for query in (due, leased)]
    return min((moment for moment in moments if moment is not None), default=None)


def renew(session: Session, claimed: Claimed, until: datetime) -> bool:
    """Hold a row longer that takes long; False where another holder has taken it over."""
    is_ours = (_rows.c.id == claimed.id, _rows.c.fence == claimed.fence, _rows.c.leased_until.is_not(None), IS_DUE)
    result = session.execute(update(_rows).where(*is_ours).values(leased_until=until))
    return bool(result.rowcount)  # type: ignore[attr-defined]


def keep(session: Session, claimed: Claimed, arguments: str) -> bool:
    """Have other arguments in a row that is being sent, for who sends it next; False where somebody does already."""
    is_ours = (_rows.c.id == claimed.id, _rows.c.fence == claimed.fence, _rows.c.leased_until.is_not(None), IS_DUE)
    result = session.execute(update(_rows).where(*is_ours).values(arguments=arguments))
    return bool(result.rowcount)  # type: ignore[attr-defined]


def _settle(session: Session, claimed: Claimed, **values: Any) -> bool:
    """Change a leased row; False when the lease was lost to another holder."""
    result = session.execute(
        update(_rows)
        .where(_rows.c.id == claimed.id, _rows.c.fence == claimed.fence, IS_DUE)
        .values(leased_until=None, **values)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def finish(session: Session, claimed: Claimed, now: datetime, *, channel: str | None, ts: str | None) -> bool:
    """The call happened. A card remembers where it stands."""
    if not _settle(session, claimed, state=SENT, finished_at=now, sent_channel=channel, sent_ts=ts):
        return False
    if claimed.card and channel and ts and (channel, ts) != (claimed.card_channel, claimed.card_ts):
        _keep_card(session, claimed, channel, ts)
    if claimed.is_dead:
        revive(session, claimed.team_id, claimed.lane)
    return True


def _keep_card(session: Session, claimed: Claimed, channel: str, ts: str) -> None:
    session.execute(
        insert(session, Card)
        .values(team_id=claimed.team_id, card=claimed.card, target=claimed.lane, channel_id=channel, ts=ts)
        .on_conflict_do_update(index_elements=["team_id", "card", "target"], set_={"channel_id": channel, "ts": ts})
    )


def leave_card(session: Session, claimed: Claimed, *, is_removed: bool) -> None:
    """What stands there is not the card of the row any more; or nothing is: somebody wanted it away."""
    its = (col(Card.team_id) == claimed.team_id, col(Card.card) == claimed.card, col(Card.target) == claimed.lane)
    session.execute(update(Card).where(*its).values(ts=REMOVED) if is_removed else delete(Card).where(*its))


def release(session: Session, claimed: Claimed) -> bool:
    """Nothing was done: it may be taken again at once."""
    return _settle(session, claimed)


def retry(
    session: Session, claimed: Claimed, due_at: datetime, *, note: str, unsure: bool = False, counts: bool = True
) -> bool:
    """The call did not happen, or nobody knows (`unsure`): again at `due_at`. Without `counts` it was no failure."""
    return _settle(
        session,
        claimed,
        due_at=due_at,
        attempts=claimed.attempts + (1 if counts else 0),
        is_unsure=claimed.is_unsure or unsure,
        note=note,
    )


def give_up(session: Session, claimed: Claimed, now: datetime, *, state: str, note: str) -> bool:
    """The call will not happen: DROPPED (pointless), PARKED (for an admin), DEAD (nobody there), HELD (for now)."""
    return _settle(session, claimed, state=state, note=note, finished_at=now)
