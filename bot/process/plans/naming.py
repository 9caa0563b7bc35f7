"""Whom and which departments a plan file means: by mention, e-mail and name, or as somebody has said before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bot.process.kernel.work import Work
from bot.words.patterns import Pattern
from bot.words.typed import MENTION
from storage import people, plans, projects
from storage.departments import members as members_of
from storage.people import Person
from storage.plans import DEPARTMENT, PERSON
from storage.projects import Project

_BETWEEN = Pattern(r"\s*[,，、;；/\n|]\s*")
# MS Project writes how much of somebody is meant: Sam[50%].
_UNITS = Pattern(r"\s*[\[(（]\s*\d+(?:[.,]\d+)?\s*%\s*[\])）]")
_EMAIL = Pattern(r"[^\s<>,;()]+@[^\s<>,;()]+\.[^\s<>,;()]+", re.ASCII)


class Names:
    """The people and departments that words in a file may mean; `chosen` is what is said of words just now."""

    def __init__(
        self,
        work: Work,
        project: Project,
        cells: Iterable[str],
        *,
        people_chosen: Mapping[str, str],
        departments_chosen: Mapping[str, str],
    ) -> None:
        self._said = plans.names(work.session, project.id, PERSON) | dict(people_chosen)
        self._departments_said = plans.names(work.session, project.id, DEPARTMENT) | dict(departments_chosen)
        self.departments = [made for _part, made in projects.taking_part(work.session, project)]
        self._members = {one.user_id for one in projects.members(work.session, project)}
        words = {word for cell in set(cells) for word in _words(cell)}
        words |= set(self._said.values())
        found = [one for one in people.known_as(work.session, work.team_id, words) if one.is_there]
        self._by_id = {one.user_id: one for one in found}
        self._by_word: dict[str, list[Person]] = {}
        for one in found:
            called = (one.user_id, one.name, one.real_name, one.username, one.email)
            for word in {name.casefold() for name in called if name}:
                self._by_word.setdefault(word, []).append(one)
        self._homes = {one.id: frozenset(members_of(work.session, one)) for one in self.departments}
        # What nobody is called by, and how often it stands there.
        self.unknown_people: Counter[str] = Counter()
        self.unknown_departments: Counter[str] = Counter()
        # Those of whom more than one is called so.
        self.several: dict[str, list[Person]] = {}

    def person(self, cell: str) -> tuple[str | None, list[str]]:
        """The id of the first whom a cell names, and the names of the others that stand there."""
        meant = self._one(cell)
        if meant is not None:
            return meant.user_id, []
        pieces = [one for one in _BETWEEN.split(cell.strip()) if one]
        for at, piece in enumerate(pieces):
            meant = self._one(piece)
            if meant is not None:
                return meant.user_id, [one for place, one in enumerate(pieces) if place != at]
        if pieces:
            self.unknown_people[_plain(pieces[0])] += 1
        return None, pieces[1:]

    def department(self, cell: str) -> int | None:
        """The id of the project's department that a cell names, in either language."""
        name = " ".join(cell.split())
        if not name:
            return None
        said = self._departments_said.get(name.casefold(), "")
        for one in self.departments:
            called = [known.casefold() for known in (one.name_en, one.name_zh) if known]
            if name.casefold() in called or str(one.id) == said:
                return one.id
        self.unknown_departments[name] += 1
        return None

    def cooperating(self, cell: str) -> dict[int, str]:
        """The departments that a cell names, each with what it provides: one a line, "Design: key visual"."""
        found: dict[int, str] = {}
        for line in cell.splitlines():
            name, _colon, provides = line.replace("：", ":", 1).partition(":")
            for piece in _BETWEEN.split(name.strip()) if name.strip() else ():
                known = self.department(piece)
                if known is not None:
                    found.setdefault(known, provides.strip())
        return found

    def home(self, user_id: str | None) -> int | None:
        """The department of the project to which somebody belongs, where that is one alone."""
        found = [department_id for department_id, ids in self._homes.items() if user_id in ids]
        return found[0] if len(found) == 1 else None

    def _one(self, typed: str) -> Person | None:
        """The one whom these words mean; None where that is nobody, or more than one."""
        said = self._said.get(_plain(typed).casefold())
        if said is not None:
            return self._by_id.get(said)
        for word in _words(typed):
            found = self._by_word.get(word.casefold(), [])
            near = [one for one in found if one.user_id in self._members]
            if len(near or found) == 1:
                return (near or found)[0]
            if found:
                self.several.setdefault(_plain(typed), near or found)
        return None


def _plain(typed: str) -> str:
    return " ".join(_UNITS.sub("", typed).split())


def _words(cell: str) -> list[str]:
    """What of a cell may name somebody: mentions and addresses, the whole, and its pieces."""
    found = [one[1] for one in MENTION.finditer(cell)] + _EMAIL.findall(cell)
    plain = _plain(cell)
    found += [plain.lstrip("@＠"), *(_plain(one).lstrip("@＠") for one in _BETWEEN.split(cell.strip()))]
    return [one for one in dict.fromkeys(found) if one]
