"""Asks: what waits for whom, whatever the flow; one indexed table, a row a matter, kind and whoever is asked.

Somebody is asked by their id, or as the holder of a post in a project. Who holds it is looked up when somebody looks:
whoever is named for a post finds what waits there, and nothing is written for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.people import Person
from storage.projects import Project, ProjectDepartment
from storage.statements import insert

# The posts of a department in a project, and of the project. While a liaison has left, it is the head who is asked; a
# decider is whoever may have to decide, sponsor or second decider.
HEAD, LIAISON, PM, DECIDER = "head", "liaison", "pm", "decider"
# In the place of a person: whoever administers the workspace.
ADMINS = "@admins"


class Ask(SQLModel, table=True):
    """One person or post that is asked about one matter. `subject_id` names the matter, as it does for a reminder."""

    __tablename__ = "asks"
    __table_args__ = (
        UniqueConstraint("team_id", "kind", "subject_id", "post", "department_id", "user_id"),
        Index("ix_asks_person", "team_id", "user_id", "since"),
        Index("ix_asks_post", "project_id", "post", "department_id", "since"),
    )

    id: int = Field(default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    team_id: str
    kind: str
    subject_id: int
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    # Who is asked: a person, or a post; 0 where the post is not a department's.
    user_id: str = ""
    post: str = ""
    department_id: int = 0
    # From when it waits, and until when anybody asks for it.
    since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Asked(NamedTuple):
    """Who is asked what in a project, since when and until when: what `Ask` keeps of it."""

    kind: str
    project_id: int
    since: datetime
    until: datetime | None = None
    user_id: str = ""
    post: str = ""
    department_id: int = 0


class Standing(NamedTuple):
    """What may wait for somebody: the kind and the matter, its project, and who is asked."""

    kind: str
    subject_id: int
    project_id: int
    user_id: str


_asks = Ask.__table__  # type: ignore[attr-defined]
_parts = ProjectDepartment.__table__  # type: ignore[attr-defined]
_projects = Project.__table__  # type: ignore[attr-defined]
_people = Person.__table__  # type: ignore[attr-defined]
_TEAM: BindParameter[str] = bindparam("team_id")
_NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime)
_ASKED = [_asks.c[name] for name in Asked._fields]


def _is_one(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("user_ids", expanding=True))


def _of_part(post: str, holder: ColumnElement[Any], *only: ColumnElement[bool]) -> Any:
    found = select(_parts.c.project_id, _parts.c.department_id, literal(post).label("post"), holder.label("user_id"))
    return found.where(_parts.c.team_id == _TEAM, _is_one(holder), *only)


def _of_project(post: str, holder: ColumnElement[Any]) -> Any:
    found = select(_projects.c.id, literal(0), literal(post), holder)
    return found.where(_projects.c.team_id == _TEAM, _is_one(holder))


def _standing() -> Any:
    """What stands for any of some people: by their names, and by the posts that they hold."""
    of_liaison = (_people.c.team_id == _parts.c.team_id, _people.c.user_id == _parts.c.liaison_id)
    posts = union_all(
        _of_part(HEAD, _parts.c.head_id),
        _of_part(LIAISON, _parts.c.liaison_id),
        _of_part(LIAISON, _parts.c.head_id, exists().where(*of_liaison, _people.c.is_deactivated.is_(True))),
        _of_project(PM, _projects.c.pm_id),
        _of_project(DECIDER, _projects.c.sponsor_id),
        _of_project(DECIDER, _projects.c.second_decider_id),
    ).subquery("posts")
    matter = (_asks.c.kind, _asks.c.subject_id, _asks.c.project_id)
    waits = (
        _asks.c.team_id == _TEAM,
        _asks.c.since <= _NOW,
        or_(_asks.c.until.is_(None), _asks.c.until > _NOW),
    )
    is_there = (_asks.c.project_id == posts.c.project_id, _asks.c.post == posts.c.post)
    of_post = and_(*is_there, _asks.c.department_id == posts.c.department_id)
    return union_all(
        select(*matter, _asks.c.user_id).where(_is_one(_asks.c.user_id), *waits),
        select(*matter, posts.c.user_id).select_from(posts).join(_asks, of_post).where(*waits),
    )


_STANDING = _standing()


def standing(session: Session, team_id: str, user_ids: Collection[str], now: datetime) -> list[Standing]:
    """What may wait for any of these people at that moment; in one statement, whoever they are.

    For who is an admin, ADMINS is one of them.
    """
    given = {"team_id": team_id, "user_ids": list(user_ids), "now": now}
    return [Standing._make(row) for row in session.execute(_STANDING, given)]


def of_project(session: Session, team_id: str, project_id: int, now: datetime, most: int) -> list[Ask]:
    """What stands of a project at that moment, and of whom it is asked: what stands longest, up to `most`."""
    waits = (col(Ask.since) <= now, or_(col(Ask.until).is_(None), col(Ask.until) > now))
    its = (col(Ask.team_id) == team_id, col(Ask.project_id) == project_id, *waits)
    return list(session.scalars(select(Ask).where(*its).order_by(col(Ask.since), col(Ask.id)).limit(most)))


def of_matter(session: Session, team_id: str, kinds: Collection[str], subject_id: int) -> dict[int, Asked]:
    """Who is asked about a matter, by the id of the row."""
    its = (_asks.c.team_id == team_id, _asks.c.kind.in_(kinds), _asks.c.subject_id == subject_id)
    return {row[0]: Asked._make(row[1:]) for row in session.execute(select(_asks.c.id, *_ASKED).where(*its))}


def add(session: Session, team_id: str, subject_id: int, wanted: Sequence[Asked]) -> None:
    """These are asked, too."""
    rows = [{"team_id": team_id, "subject_id": subject_id, **one._asdict()} for one in wanted]
    session.execute(insert(session, Ask).on_conflict_do_nothing(), rows)


def remove(session: Session, ask_ids: Collection[int]) -> None:
    """The asks of these ids are gone."""
    session.execute(delete(_asks).where(_asks.c.id.in_(ask_ids)))


def remove_of_project(session: Session, team_id: str, project_id: int, *, but: Collection[str] = ()) -> None:
    """Nothing of the project waits for anybody, but what is of these kinds."""
    its = (_asks.c.team_id == team_id, _asks.c.project_id == project_id)
    session.execute(delete(_asks).where(*its, _asks.c.kind.not_in(list(but))))


def remove_past(session: Session, team_id: str, kinds: Collection[str], now: datetime) -> None:
    """What nobody asks for any more is gone."""
    session.execute(delete(_asks).where(_asks.c.team_id == team_id, _asks.c.kind.in_(kinds), _asks.c.until <= now))


def without(session: Session, team_id: str, kinds: Collection[str], matters: Any, after: int, most: int) -> list[int]:
    """Those of these matters of which nobody is asked anything: up to `most`, in their order, behind the id `after`."""
    ids = matters.subquery().c[0]
    its = (_asks.c.team_id == team_id, _asks.c.kind.in_(kinds), _asks.c.subject_id == ids)
    return list(session.scalars(select(ids).where(ids > after, ~exists().where(*its)).order_by(ids).limit(most)))
