"""A scenario template: what it is made of, whether built in or made of a project; and the same as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from bot.plans.network import Kind
from bot.process.tasks.counting import Counted, count
from bot.words.language import Name, Text


class Offset(NamedTuple):
    """A day, counted from the first day of a plan: the number of the last working day up to it (0 is the first), and
    how many days off later it is.
    """

    number: int
    after: int = 0


@dataclass(frozen=True, slots=True)
class Role:
    """A department as a template knows it: by its names, by others that it goes by, and by its id where it was one of
    this workspace.
    """

    key: str
    en: str = ""
    zh: str = ""
    known_as: tuple[str, ...] = ()
    department_id: int | None = None

    @property
    def name(self) -> Name:
        """In the reader's language."""
        return Name(self.en, zh=self.zh)


@dataclass(frozen=True, slots=True)
class Row:
    """A stage, a task, a subtask or a milestone; `parent` is the key of what it stands under.

    `days` are working days of the lead department. What was planned for no day has no offsets.
    """

    key: str
    title: str
    parent: str | None = None
    is_stage: bool = False
    role: str = ""
    is_milestone: bool = False
    is_at_start: bool = False
    days: int | None = None
    start: Offset | None = None
    end: Offset | None = None
    output: str = ""
    format: str = ""
    quality: str = ""
    description: str = ""
    # Role and what it provides, in their order.
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """`after` waits for `before`, by keys; `lag` in working days of `after`. `is_kept`: the plan's own days keep it."""

    before: str
    after: str
    kind: Kind = Kind.FS
    lag: int = 0
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """All of one. `is_computed` where its days follow from lengths and links; else each row has its own.

    Of what a project pinned, `unpinned` says how many rows that were: a template pins nothing.
    """

    key: str
    name: Text
    roles: tuple[Role, ...]
    rows: tuple[Row, ...]
    ties: tuple[Tie, ...]
    is_computed: bool = False
    unpinned: int = 0

    @property
    def holding(self) -> frozenset[str]:
        """The keys of the rows that others stand under."""
        return frozenset(row.parent for row in self.rows if row.parent is not None)

    @property
    def tasks(self) -> int:
        """How many tasks they become, as tasks are counted everywhere."""
        return self.counted.tasks

    @property
    def counted(self) -> Counted:
        """What the rows become."""
        holding = self.holding
        return count((row.key in holding, row.is_milestone) for row in self.rows if not row.is_stage)

    @property
    def stages(self) -> int:
        """How many are stages."""
        return sum(row.is_stage for row in self.rows)

    @property
    def milestones(self) -> int:
        """How many are milestones."""
        return sum(row.is_milestone for row in self.rows)


def as_kept(template: Template) -> dict[str, Any]:
    """Plain data, without what is empty; key and name are kept beside it."""
    return {
        "roles": [_bare(asdict(one)) for one in template.roles],
        "rows": [_bare(asdict(one)) for one in template.rows],
        "ties": [[one.before, one.after, one.kind.value, one.lag, one.is_kept] for one in template.ties],
        "unpinned": template.unpinned,
    }


def read_back(key: str, name: Text, content: Mapping[str, Any]) -> Template:
    """The template that was kept so."""
    roles = [{**one, "known_as": tuple(one.get("known_as", ()))} for one in content["roles"]]
    return Template(
        key,
        name,
        tuple(Role(**one) for one in roles),
        tuple(Row(**_row(one)) for one in content["rows"]),
        tuple(Tie(before, after, Kind(kind), lag, is_kept) for before, after, kind, lag, is_kept in content["ties"]),
        unpinned=content.get("unpinned", 0),
    )


def _row(kept: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: Offset(*kept[name]) for name in ("start", "end") if name in kept}
    return {**kept, **days, "parts": tuple((role, provides) for role, provides in kept.get("parts", ()))}


def _bare(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", False, (), [])}
