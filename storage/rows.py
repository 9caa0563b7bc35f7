"""Rows read and written by plain statements that are objects of the session all the same.

Making objects of a query over eight tables costs the session five times what the query does; these few lines do what it
would: an object is in the session's identity map, is found by `session.get`, and what is changed of it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict, instance_state
from sqlmodel import SQLModel

from storage.db import remember
from storage.statements import Among, Prepared

Row = TypeVar("Row", bound=SQLModel)
Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


class Part:
    """The columns of a model in a statement, read from its table or from an alias of it."""

    def __init__(self, model: type[SQLModel], source: FromClause | None = None) -> None:
        mapper = inspect(model)
        table: FromClause = mapper.local_table
        self.source = table if source is None else source
        self.columns: list[ColumnElement[Any]] = [self.source.c[column.key] for column in table.c]
        self._model = model
        self._manager = mapper.class_manager
        self._names = [mapper.get_property_by_column(column).key for column in table.c]
        self._key = [index for index, column in enumerate(table.c) if column.primary_key]

    def of(self, session: Session, values: Sequence[Any], *, is_held: bool = False) -> Any:
        """The session's object of these columns of a row, made where there is none; None of an outer join's nothing.

        One that is held is as it is now, whatever was read of it before; nothing of it may be left to write.
        """
        key = tuple([values[index] for index in self._key])
        if key[0] is None:
            return None
        identity = (self._model, key, None)
        known = session.identity_map.get(identity)
        if known is not None:
            if is_held:
                instance_dict(known).update(zip(self._names, values, strict=True))
            return known
        made = self._manager.new_instance()
        instance_dict(made).update(zip(self._names, values, strict=True))
        state = instance_state(made)
        state.key, state.session_id = identity, session.hash_key
        session.identity_map.add(state)
        remember(session, made)
        return made


def kept(session: Session, model: type[Row], *key: Any, to_change: bool = False) -> Row | None:
    """The row of that primary key, as `session.get` has it, which takes ten times as long over what was read before.

    `to_change` holds it until the transaction ends: as it is then, whatever was read of it before.
    """
    if to_change:
        return session.get(model, key, with_for_update=True, populate_existing=True)
    known = read_before(session, model, *key)
    return session.get(model, key) if known is None else known


def to_hold(query: Query, **how: Any) -> Query:
    """The same query, whose rows are held until the transaction ends: as they are then, whatever was read before.

    Else whoever waited for another's change would go on with what it had read before that change.
    """
    return query.with_for_update(**how).execution_options(populate_existing=True)


def read_before(session: Session, model: type[Row], *key: Any) -> Row | None:
    """The row of that primary key, if the session has read it."""
    known: Row | None = session.identity_map.get((model, key, None))
    return known


def read_ahead(session: Session, model: type[Row], ids: Iterable[int | None]) -> list[Row]:
    """These rows, read at once, so that asking for each of them asks the session alone; the primary key is `id`."""
    wanted = {one for one in ids if one is not None}
    unread = [one for one in wanted if read_before(session, model, one) is None]
    if unread:
        _by_id(model).run(session, unread).all()
    found = (read_before(session, model, one) for one in wanted)
    return [one for one in found if one is not None]


@cache
def _by_id(model: type[SQLModel]) -> Among:
    key: Any = inspect(model).local_table.c.id
    return Among(lambda is_one: select(model).where(is_one(key)))


def saving(model: type[SQLModel]) -> Prepared:
    """The statement of `save`; the model's primary key is `id`."""
    table = inspect(model).local_table
    return Prepared(lambda _dialect: update(table).where(table.c.id == bindparam("row_id")))


def save(session: Session, row: Any, statement: Prepared) -> None:
    """Write what was changed of a row now; the session has nothing left to write of it."""
    state = instance_state(row)
    changed = {name: state.dict[name] for name in state.committed_state}
    statement.put(session, {"row_id": row.id, **changed})
    state._commit_all(state.dict, session.identity_map)
