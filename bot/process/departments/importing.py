"""A list of departments from a table: read whole, shown, then stored whole or not at all.

A row whose name is known changes that department, any other makes one; departments that the table does not name stay
as they are. A column that is not there leaves what was; an empty cell empties, but for names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from bot.documents.headings import Row
from bot.process.departments import editing, naming, posts
from bot.process.departments.naming import Described
from bot.process.departments.posts import Replaced
from bot.process.departments.reading import Meant, Reading, Wrong
from bot.process.kernel.work import Work
from bot.words.language import Reader, Text, plural
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.departments import Department
from storage.people import Person

# The largest organisations have a few hundred; a longer list is another list.
MOST_ROWS = 500
ENGLISH = Reader("en-US")


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
    reading = Reading(work, rows)
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
    named: list[tuple[Department, Described | None]] = [
        (editing.made(work, said), None) for said, _known in wanted.added
    ]
    told: set[str] = set()
    for said, known in wanted.changed:
        assert known is not None, "that is what makes it a change"  # noqa: S101 - a mistake of ours
        named.append((known, editing.described(known)))
        told |= editing.changed(work, known, said, also_in_projects=also_in_projects)
    naming.tell(work, named, but=told)
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
    return called.for_(ENGLISH) if called else ""
