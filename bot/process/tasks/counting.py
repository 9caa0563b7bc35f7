"""How many tasks there are (任务数), counted in one way wherever that is said.

A task with subtasks is counted by them, a milestone apart, since there is no work in it; a stage is no task.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bot.words.language import Text, plural
from bot.words.language import text as _
from storage.tasks import Task


class Counted(NamedTuple):
    """Tasks, milestones, and the tasks that are counted by their subtasks."""

    tasks: int = 0
    milestones: int = 0
    wholes: int = 0

    @property
    def words(self) -> Text:
        """The tasks and the milestones in words."""
        said = plural("%(number)s task", "%(number)s tasks", self.tasks)
        if self.milestones:
            more = plural("%(number)s milestone", "%(number)s milestones", self.milestones)
            return _("%(one)s, %(rest)s", one=said, rest=more)
        return said

    @property
    def explained(self) -> Text:
        """The same, and what is not counted among them."""
        said = self.words
        if not self.wholes:
            return said
        return plural(
            "%(counted)s; %(number)s more is counted by its subtasks",
            "%(counted)s; %(number)s more are counted by their subtasks", self.wholes, counted=said,
        )  # fmt: skip


NOTHING = Counted()


def count(found: Iterable[tuple[bool, bool]]) -> Counted:
    """How many these are: of each whether it has subtasks, and whether it is a milestone."""
    tasks = milestones = wholes = 0
    for has_parts, is_milestone in found:
        milestones += is_milestone
        wholes += has_parts and not is_milestone
        tasks += not has_parts and not is_milestone
    return Counted(tasks, milestones, wholes)


def of_tasks(found: Iterable[Task]) -> Counted:
    """How many tasks these are."""
    return count((one.subtasks > 0, one.is_milestone) for one in found)
