"""What is so of a project when somebody looks back on it: facts that each flow fills in (`Flow.looks_back`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.process.kernel.work import Work
from bot.words.language import Text
from storage.projects import Project


class Fact(NamedTuple):
    """One thing that is so, a line or several; `order` is that in which they are read, whatever flow each is of."""

    order: int
    label: Text
    lines: Sequence[Text]


def facts(work: Work, project: Project) -> list[Fact]:
    """All that the flows say of the project, but for what they have nothing to say of."""
    found = [fact for looks_back in work.rules.looks_back for fact in looks_back(work, project)]
    return sorted((one for one in found if one.lines), key=lambda one: one.order)
