"""How minutes (会议纪要) stand: who was there, what was decided, and how the actions are."""

from __future__ import annotations

from dataclasses import dataclass

from bot.process.kernel import substitutes
from bot.process.kernel.work import Work
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.words import marked
from bot.words.language import Text
from storage import minutes, people
from storage.meetings import Meeting
from storage.minutes import Minutes
from storage.people import Person
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Shown:
    """Minutes as they are shown; `actions` as their tasks stand now, `open` those that are not done."""

    project: Project
    meeting: Meeting
    minutes: Minutes
    attended: list[Person]
    decisions: list[str]
    actions: list[Standing]
    hand: Text

    @property
    def open_actions(self) -> int:
        """How many actions are not done; a deleted task is none any more."""
        return sum(one.task.status != Status.DONE and one.task.deleted_at is None for one in self.actions)


def of(work: Work, project: Project, meeting: Meeting, kept: Minutes) -> Shown:
    """The minutes of a meeting as they stand now."""
    known = people.people(work.session, work.team_id, set(kept.attended))
    return Shown(
        project=project,
        meeting=meeting,
        minutes=kept,
        attended=[known[one] for one in kept.attended if one in known],
        decisions=marked.lines(kept.decisions),
        actions=standings.many(work, [task for _action, task in minutes.actions_of(work.session, kept.id)]),
        hand=hand(work, kept),
    )


def hand(work: Work, kept: Minutes) -> Text:
    """Who wrote them last, and for whom."""
    named = people.people(work.session, work.team_id, {one for one in (kept.changed_by, kept.changed_for) if one})
    return substitutes.hand(named.get(kept.changed_by), named.get(kept.changed_for or ""))
