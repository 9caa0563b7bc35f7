"""Status reports in the soak: filed by most before the weekly meeting, by some after it, by some not at all.

Of what is not done, some is put down to another department, which confirms it, sees it otherwise, or says nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.process.kernel.work import Work
from bot.process.reports import causes, filing
from bot.process.reports.shown import Shown
from storage import meetings
from storage.meetings import Meeting
from tests.prove.quarter.company import Company, Part, Project
from tests.prove.quarter.hands import Agenda, Hands

# Of a hundred reports: filed after the meeting has begun, never; of those with something that is not done: put down to
# another department. Of those departments: how many contest it, and how many say nothing.
LATE, MISSING, BLAMED = 15, 10, 20
CONTESTED, SILENT = 25, 20
# The next meeting is there by then.
AFTER = timedelta(hours=3)
WRITTEN_BEFORE_HOURS = (1, 20)


class Reports:
    """The reports of every project, week by week."""

    def __init__(self, company: Company, hands: Hands, agenda: Agenda, chance: random.Random, team_id: str) -> None:
        self._company = company
        self._hands = hands
        self._agenda = agenda
        self._chance = chance
        self._team_id = team_id

    def plan(self, now: datetime) -> None:
        """From the first meeting on."""
        for project in self._company.projects:
            self._agenda.at(now + timedelta(hours=1), self._week(project))

    def _hit(self, of_a_hundred: int) -> bool:
        return self._chance.randrange(100) < of_a_hundred

    def _week(self, project: Project) -> Callable[[], None]:
        """Who writes when, for the meeting that is next."""

        def act() -> None:
            meeting: Meeting | None = self._hands.look(self._upcoming, project.id)
            if meeting is None:
                return
            for part in project.parts:
                fate = self._chance.randrange(100)
                if fate < LATE:
                    at = meeting.starts_at + timedelta(hours=self._chance.randint(1, 6))
                    self._agenda.at(at, self._file(project, part, meeting.id))
                elif fate >= LATE + MISSING:
                    at = meeting.starts_at - timedelta(hours=self._chance.randint(*WRITTEN_BEFORE_HOURS))
                    self._agenda.at(at, self._file(project, part, meeting.id))
            self._agenda.at(meeting.starts_at + AFTER, self._week(project))

        return act

    def _upcoming(self, session: Session, project_id: int) -> Meeting | None:
        return meetings.upcoming(session, self._team_id, project_id)

    def _file(self, project: Project, part: Part, meeting_id: int) -> Callable[[], None]:
        def act() -> None:
            others = [one for one in project.parts if one is not part]
            blamed = self._chance.choice(others) if self._hit(BLAMED) else None
            cause_id = blamed.department.id if blamed else None
            shown = self._hands.do(part.liaison, _write, meeting_id, part.department.id, cause_id)
            lines = [one.id for one in shown.lines if one.cause_department_id] if shown is not None else []
            if blamed is not None and lines and not self._hit(SILENT):
                self._agenda.within(self._chance.randint(0, 1), blamed.liaison, self._answer(lines[0], blamed))

        return act

    def _answer(self, line_id: int, blamed: Part) -> Callable[[], None]:
        def act() -> None:
            if self._hit(CONTESTED):
                self._hands.do(blamed.liaison, causes.contest, line_id, "It was delivered on Monday")
            else:
                self._hands.do(blamed.liaison, causes.confirm, line_id)

        return act


def _write(work: Work, meeting_id: int, department_id: int, cause_id: int | None) -> Shown:
    """What the forms do, one after the other."""
    filling = filing.begin(work, meeting_id, department_id)
    rows = {row.key: {"reason": row.reason or "It takes longer", "cause": cause_id} for row in filling.rows}
    filling = filing.keep(work, filling.report.id, {"rows": rows, "next": "Go on"})
    return filing.file(work, filling.report.id)
