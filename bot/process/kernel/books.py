"""The workbook of a project's documents: what each flow says in it, as a sheet of its own or as lines of the first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage.people import Person
from storage.projects import Project

_LINES, _NOTHING = Text("%(one)s\n%(rest)s"), Text("–")


class Fact(NamedTuple):
    """One thing that 《项目基本信息表》 says of a project, a line or several."""

    label: Text
    lines: Sequence[Text]

    @property
    def whole(self) -> Text:
        """All of it, a line below the other; a dash where it says nothing."""
        return below(self.lines) or _NOTHING


def below(lines: Iterable[Text | str]) -> Text | None:
    """Lines in one cell, each below the other; None where there are none."""
    return joined(lines, _LINES)


def title(name: Text, work: Work, project: Project) -> Text:
    """What stands above a sheet: what it is, of which project, and as of which day."""
    return _(
        "%(table)s · %(number)s %(name)s · %(day)s",
        table=name,
        number=project.number,
        name=project.name,
        day=work.today(project.zone),
    )


def named(person: Person | None) -> str:
    """Who it is; empty for nobody."""
    return person.name if person is not None else ""
