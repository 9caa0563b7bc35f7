"""Numbers by which things are known (P-2026-001, T-3, R-7), a series a workspace and kind."""

from __future__ import annotations

from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.statements import insert


class Counter(SQLModel, table=True):
    """The last number given in a series of a workspace (`T`, `P-2026`)."""

    __tablename__ = "counters"

    team_id: str = Field(primary_key=True)
    series: str = Field(primary_key=True)
    value: int


def next_number(session: Session, team_id: str, series: str) -> int:
    """The next number of the series, starting with 1; never given twice."""
    return next_numbers(session, team_id, series, 1)[0]


def next_numbers(session: Session, team_id: str, series: str, many: int) -> range:
    """So many numbers of the series, in a row."""
    statement = (
        insert(session, Counter)
        .values(team_id=team_id, series=series, value=many)
        .on_conflict_do_update(index_elements=["team_id", "series"], set_={"value": Counter.value + many})
        .returning(col(Counter.value))
    )
    last = int(session.execute(statement).scalar_one())
    return range(last - many + 1, last + 1)
