"""The rows of a table of departments, read against who and what there is; what cannot be read is said cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.documents.headings import Column, Row
from bot.process.departments import editing
from bot.process.departments.naming import Described
from bot.process.kernel import calendars, members, namesakes
from bot.process.kernel.work import Work
from bot.words.language import Name, Reader, Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.typed import MENTION
from storage import departments as kept
from storage import people
from storage.departments import Department
from storage.people import Person

LONGEST_NAME = 60
MOST_DEPUTIES = 20
COLUMNS = (
    Column(
        "name_en",
        ("Name in English", "英文名称", "English name", "Department", "Department name", "Name", "英文名", "英文名稱"),
    ),
    Column(
        "name_zh",
        ("Name in Chinese", "中文名称", "部门", "部门名称", "名称", "中文名", "中文名稱", "部門", "部門名稱", "名稱"),
    ),
    Column(
        "head",
        ("Head", "负责人", "Head of the department", "Department head", "部门负责人", "負責人", "部門負責人"),
        is_required=True,
    ),
    Column("liaison", ("Liaison", "接口人", "部门接口人", "部門接口人", "联络人", "聯絡人", "窗口"), is_required=True),
    Column("deputies", ("Deputies", "副负责人", "Deputy", "Deputy head", "副职", "副負責人", "副職")),
    Column("calendar", ("Working days", "工作日历", "Calendar", "日历", "工作日曆", "日曆", "行事曆")),
)
BY_KEY: Mapping[str, Column] = {one.key: one for one in COLUMNS}
_READERS = (Reader("en-US"), Reader("zh-CN"))
_BETWEEN_PEOPLE = Pattern(r"[,，、;；\n]")


class Wrong(NamedTuple):
    """What is wrong in a cell: the row as the spreadsheet numbers it, its column, and why."""

    row: int
    column: Name
    why: Text


class Meant(NamedTuple):
    """A row that makes a department, or changes the one that is `known`."""

    said: Described
    known: Department | None


class Reading:
    """The rows of a table, read against who and what there is; `wrong` gathers what cannot be taken."""

    def __init__(self, work: Work, rows: Sequence[Row]) -> None:
        self._work = work
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
        can = [one for one in found if members.cannot_be_named(one) is None]
        if len(can) == 1:
            self.named[can[0].user_id] = can[0]
            return can[0].user_id
        if can:
            why = _(
                "%(number)s people are called “%(word)s”; give one of these instead: %(people)s.",
                number=len(can),
                word=shown,
                people=namesakes.apart(self._work, can, by_email=True),
            )
        elif found:
            why = members.cannot_be_named(found[0]) or _("Please check this.")
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
