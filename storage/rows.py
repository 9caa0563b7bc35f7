"""Rows read and written by plain statements that are objects of the session all the same.

Making objects of a query over eight tables costs the session five times what the query does; these few lines do what it
would: an object is in the session's identity map, is found by `session.get`, and what is changed of it is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Update, bindparam, inspect, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import instance_dict, instance_state
from sqlmodel import SQLModel

from storage.db import remember


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

    def of(self, session: Session, values: Sequence[Any]) -> Any:
        """The session's object of these columns of a row, made where there is none; None of an outer join's nothing."""
        key = tuple([values[index] for index in self._key])
        if key[0] is None:
            return None
        identity = (self._model, key, None)
        known = session.identity_map.get(identity)
        if known is not None:
            return known
        made = self._manager.new_instance()
        instance_dict(made).update(zip(self._names, values, strict=True))
        state = instance_state(made)
        state.key, state.session_id = identity, session.hash_key
        session.identity_map.add(state)
        remember(session, made)
        return made


def saving(model: type[SQLModel]) -> Update:
    """The statement of `save`; the model's primary key is `id`."""
    table = inspect(model).local_table
    return update(table).where(table.c.id == bindparam("row_id"))


def save(session: Session, row: Any, statement: Update) -> None:
    """Write what was changed of a row now. The session lets go of it: what is changed later wants another `save`."""
    state = instance_state(row)
    changed = {name: state.dict[name] for name in state.committed_state}
    session.connection().execute(statement, {"row_id": row.id, **changed})
    session.expunge(row)
