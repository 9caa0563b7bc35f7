"""A list of departments from a table: read whole, shown, then stored whole or not at all.

A row whose name is known changes that department, any other makes one; departments that the table does not name stay
as they are. A column that is not there leaves what was; an empty cell empties, but for names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import NamedTuple

from bot.documents.tables import Column, Row
from bot.process.departments import editing, posts
from bot.process.departments.editing import Described
from bot.process.departments.posts import Replaced
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.words.language import Name, Reader, Text, plural
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import MENTION
from storage import departments as kept
from storage import people
from storage.departments import Department
from storage.people import Person

# The largest organisations have a few hundred; a longer list is another list.
MOST_ROWS = 500
LONGEST_NAME = 60
MOST_DEPUTIES = 20
COLUMNS = (
    Column("name_en", ("Name in English", "英文名称", "English name", "Department", "Name", "英文名")),
    Column("name_zh", ("Name in Chinese", "中文名称", "Chinese name", "部门", "部门名称", "名称", "中文名")),
    Column("head", ("Head", "负责人", "Head of the department", "部门负责人"), is_required=True),
    Column("liaison", ("Liaison", "接口人", "部门接口人"), is_required=True),
    Column("deputies", ("Deputies", "副负责人", "Deputy", "副职")),
    Column("calendar", ("Working days", "工作日历", "Calendar", "日历")),
)
BY_KEY: Mapping[str, Column] = {one.key: one for one in COLUMNS}
_READERS = (Reader("en-US"), Reader("zh-CN"))
_BETWEEN_PEOPLE = Pattern(r"[,，、;；\n]")


class Wrong(NamedTuple):
    """What is wrong in a cell: the row as the spreadsheet numbers it, its column, and why."""

    row: int
    column: Name
    why: Text


class BadRows(Refused):
    """The table cannot be taken; nothing of it was."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(
            plural(
                "%(number)s cell cannot be taken, so nothing was imported.",
                "%(number)s cells cannot be taken, so nothing was imported.",
                len(wrong),
            ),
            field="file",
        )
        self.wrong = wrong


class Meant(NamedTuple):
    """A row that makes a department, or changes the one that is `known`."""

    said: Described
    known: Department | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table does if it is taken; `held` are the running projects with a head or liaison that it replaces."""

    added: list[Meant] = field(default_factory=list)
    changed: list[Meant] = field(default_factory=list)
    unchanged: int = 0
    held: list[Replaced] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """What was shown, in short: whoever confirms another plan than they saw is shown that one first."""
        rows = [
            (asdict(one.said), one.known.id if one.known else 0, one.known.version if one.known else 0)
            for one in (*self.added, *self.changed)
        ]
        return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:32]


def must_import(work: Work) -> None:
    """Raises Refused for everybody but workspace admins; before a file of theirs is read."""
    editing.must_edit(work)


def plan(work: Work, rows: Sequence[Row]) -> Plan:
    """What the rows would do; nothing is changed yet.

    Raises Refused for everybody but workspace admins, and BadRows with every cell that cannot be taken.
    """
    must_import(work)
    if len(rows) > MOST_ROWS:
        raise Refused(_("At most %(number)s departments are read from a file.", number=MOST_ROWS), field="file")
    reading = _Reading(work, rows)
    meant = [reading.meant(row) for row in rows]
    if reading.wrong:
        raise BadRows(reading.wrong)
    added = [one for one in meant if one.known is None]
    changed = [one for one in meant if one.known is not None and editing.described(one.known) != one.said]
    held = [
        post
        for said, known in changed
        if known is not None
        for post in posts.held(work, known, head_id=said.head_id, liaison_id=said.liaison_id)
    ]
    return Plan(added, changed, len(rows) - len(added) - len(changed), held, reading.named)


def take(work: Work, rows: Sequence[Row], *, seen: str, also_in_projects: bool) -> Plan | None:
    """Store what the rows say, all of it; `seen` is the digest of the plan that was shown.

    Answers None where that is another plan by now, and nothing was done. Raises Refused as `plan` does.
    """
    wanted = plan(work, rows)
    # A second submit finds everything as it should be.
    if not wanted.added and not wanted.changed:
        return wanted
    if wanted.digest != seen:
        work.does_nothing()
        return None
    for said, _known in wanted.added:
        editing.made(work, said)
    for said, known in wanted.changed:
        assert known is not None, "that is what makes it a change"  # noqa: S101 - a mistake of ours
        editing.changed(work, known, said, also_in_projects=also_in_projects)
    return wanted


def outline(work: Work) -> list[tuple[str, str, str, str, str, str]]:
    """The departments there are, in the order of COLUMNS, for the template; an example where there is none.

    Raises Refused for everybody but workspace admins.
    """
    found = [
        (
            one.department.name_en or "",
            one.department.name_zh or "",
            _word(one.head),
            _word(one.liaison),
            ", ".join(map(_word, one.deputies)),
            one.department.calendar if "own" not in one.department.calendar else _calendar_word(one.calendar),
        )
        for one in editing.listed(work)
    ]
    return found or [("Marketing", "市场部", _word(work.person), _word(work.person), "", "")]


def _word(person: Person | None) -> str:
    return (person.email or f"@{person.name}") if person else ""


def _calendar_word(called: Text | None) -> str:
    return called.for_(_READERS[0]) if called else ""


class _Reading:
    """The rows of a table, read against who and what there is; `wrong` gathers what cannot be taken."""

    def __init__(self, work: Work, rows: Sequence[Row]) -> None:
        self.wrong: list[Wrong] = []
        self.named: dict[str, Person] = {}
        self._by_name: dict[str, Department] = {
            name.lower(): one
            for one in kept.all_of(work.session, work.team_id)
            for name in (one.name_en, one.name_zh)
            if name
        }
        self._rows_of: dict[str, int] = {}
        words = {word for row in rows for key in ("head", "liaison", "deputies") for word in _people_in(row[key])}
        self._people = people.known_as(work.session, work.team_id, words)
        self._calendars: dict[str, str] = {}
        for key, called in calendars.choices(work):
            self._calendars[key.lower()] = key
            self._calendars.update({called.for_(reader).lower(): key for reader in _READERS})

    def meant(self, row: Row) -> Meant:
        """What the row means, as far as it can be read."""
        known = self._department(row)
        before = editing.described(known) if known else Described(None, None, "", "")
        head = self._one(row, "head") or before.head_id
        liaison = self._one(row, "liaison") or before.liaison_id
        said = replace(
            before,
            name_en=_single(row["name_en"]) or before.name_en,
            name_zh=_single(row["name_zh"]) or before.name_zh,
            head_id=head,
            liaison_id=liaison,
            deputies=self._deputies(row) if "deputies" in row.cells else before.deputies,
            calendar=self._calendar(row) if "calendar" in row.cells else before.calendar,
        )
        return Meant(said, known)

    def _department(self, row: Row) -> Department | None:
        """The department that the row names, if there is one; its names must be free, and no other row's."""
        names = {key: _single(row[key]) for key in ("name_en", "name_zh")}
        if not any(names.values()):
            self._is_wrong(row, "name_en", _("Give the department a name, in English or in Chinese."))
        for key, name in names.items():
            if len(name) > LONGEST_NAME:
                self._is_wrong(row, key, _("Please shorten this to %(number)s characters.", number=LONGEST_NAME))
        found = [self._by_name.get(name.lower()) for name in names.values() if name]
        first = next((one for one in found if one is not None), None)
        if any(one is not None and one is not first for one in found):
            self._is_wrong(row, "name_zh", _("The two names are those of two departments."))
        meant = {name.lower() for name in names.values() if name} | ({f"id {first.id}"} if first else set())
        earlier = next((self._rows_of[one] for one in meant if one in self._rows_of), None)
        if earlier is not None:
            key = "name_en" if names["name_en"] else "name_zh"
            self._is_wrong(row, key, _("Row %(number)s names the same department.", number=earlier))
        self._rows_of |= dict.fromkeys(meant - self._rows_of.keys(), row.number)
        return first

    def _one(self, row: Row, key: str) -> str:
        words = _people_in(row[key])
        if not words:
            self._is_wrong(row, key, _("Please fill this in."))
        elif len(words) > 1:
            self._is_wrong(row, key, _("Name one person here."))
        else:
            return self._person(row, key, words[0])
        return ""

    def _deputies(self, row: Row) -> tuple[str, ...]:
        words = _people_in(row["deputies"])
        if len(words) > MOST_DEPUTIES:
            self._is_wrong(row, "deputies", _("Please choose at most %(number)s.", number=MOST_DEPUTIES))
            return ()
        return tuple(dict.fromkeys(filter(None, (self._person(row, "deputies", word) for word in words))))

    def _person(self, row: Row, key: str, word: str) -> str:
        """The id of the one whom a word means; empty where that is nobody, or more than one."""
        found, shown = _fitting(self._people, word), word[:60]
        can = [one for one in found if editing.cannot_be_named(one) is None]
        if len(can) == 1:
            self.named[can[0].user_id] = can[0]
            return can[0].user_id
        if can:
            why = _("%(number)s people are called “%(word)s”; give the email address.", number=len(can), word=shown)
        elif found:
            why = editing.cannot_be_named(found[0]) or _("Please check this.")
        else:
            why = _(
                "Nobody here is called “%(word)s”. Give a @name, an email address or a name as in Slack.", word=shown
            )
        self._is_wrong(row, key, why)
        return ""

    def _calendar(self, row: Row) -> str:
        word = row["calendar"].strip().lower()
        found = self._calendars.get("" if word in ("", "-") else word)
        if found is None:
            self._is_wrong(row, "calendar", _("There is no such calendar. `/liaison calendar` shows those there are."))
        return found or ""

    def _is_wrong(self, row: Row, key: str, why: Text) -> None:
        self.wrong.append(Wrong(row.number, _heading(key), why))


def _heading(key: str) -> Name:
    return BY_KEY[key].heading


def _single(cell: str) -> str:
    return " ".join(cell.split())


def _people_in(cell: str) -> list[str]:
    return [word for word in (_plain(one) for one in _BETWEEN_PEOPLE.split(cell)) if word]


def _plain(word: str) -> str:
    """How somebody is called: without the sign before it, or the id of a mention."""
    mention = MENTION.fullmatch(word.strip())
    return mention[1] if mention else _single(word).lstrip("@＠").strip()


def _fitting(found: Iterable[Person], word: str) -> list[Person]:
    wanted = word.lower()
    return [one for one in found if wanted in set(_called(one))]


def _called(one: Person) -> Iterator[str]:
    for name in (one.user_id, one.name, one.real_name, one.username, one.email):
        if name:
            yield name.lower()
