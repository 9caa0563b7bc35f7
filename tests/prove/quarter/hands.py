"""Doing what people do, at the moments at which they do it, through the operations of the process."""

from __future__ import annotations

import heapq
import itertools
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App
from bot.process.kernel.work import Work
from bot.slack.deeds import AT_THE_SAME_MOMENT
from bot.words.refused import Refused
from tests.prove.quarter.company import Company

# People act between these hours of their day, on five days a week.
FIRST_HOUR, LAST_HOUR = 9, 17
SATURDAY = 5
# Acts come in spans of so many minutes, so that the clock need not stop for each.
GRAIN_MINUTES = 10

Act = Callable[[], object]


class Agenda:
    """What people will do, by the moment; `now` is the moment at which it is."""

    def __init__(self, company: Company, now: Callable[[], datetime], chance: random.Random) -> None:
        self._company = company
        self._now = now
        self._chance = chance
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()
        # Who does not act on which days: on leave, or gone.
        self.away: dict[str, list[tuple[date, date]]] = {}

    @property
    def next(self) -> datetime | None:
        """When the next act is due."""
        return self._acts[0][0] if self._acts else None

    def within(self, working_days: int, user_id: str, act: Act) -> None:
        """In so many working days of that person (0: today, if there is time), at a random moment of the day."""
        zone = ZoneInfo(self._company.zone(user_id))
        now = self._now().astimezone(zone)
        day = now.date()
        if now.hour >= LAST_HOUR or not self._works(user_id, day):
            working_days = max(working_days, 1)
        while working_days:
            day += timedelta(days=1)
            working_days -= self._works(user_id, day)
        first = (
            max(FIRST_HOUR * 60, now.hour * 60 + now.minute + GRAIN_MINUTES) if day == now.date() else FIRST_HOUR * 60
        )
        minute = self._chance.randrange(first, max(LAST_HOUR * 60 + GRAIN_MINUTES, first + 1), GRAIN_MINUTES)
        self.at(datetime.combine(day, time(minute // 60 % 24, minute % 60), zone), act)

    def at(self, moment: datetime, act: Act) -> None:
        """At that moment."""
        heapq.heappush(self._acts, (moment.astimezone(UTC), next(self._order), act))

    def goes(self, user_id: str) -> None:
        """The person has left for good."""
        self.away[user_id] = [(date.min, date.max)]

    def is_gone(self, user_id: str) -> bool:
        """Whether the person has left for good."""
        return (date.min, date.max) in self.away.get(user_id, ())

    def do_due(self) -> int:
        """Do what is due; answers how much was."""
        done, now = 0, self._now()
        while self._acts and self._acts[0][0] <= now:
            heapq.heappop(self._acts)[2]()
            done += 1
        return done

    def _works(self, user_id: str, day: date) -> bool:
        spans = self.away.get(user_id, ())
        return day.weekday() < SATURDAY and not any(first <= day <= last for first, last in spans)


class Hands:
    """Does operations for people, each in a unit of work of its own."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._causes = itertools.count(1)
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()

    def do(self, who: str, operation: Callable[..., Any], *arguments: Any) -> Any:
        """What the operation answers; None where it was refused, which is counted."""
        try:
            return self.make(who, operation, *arguments)
        except Refused as refused:
            self.refused[f"{_name(operation)}: {refused.why.message}"] += 1
            return None

    def make(self, who: str, operation: Callable[..., Any], *arguments: Any) -> Any:
        """What the operation answers; it is done again where another was in its way, as in Slack. Raises Refused."""
        try:
            answer = self._made(who, operation, *arguments)
        except AT_THE_SAME_MOMENT:
            answer = self._made(who, operation, *arguments)
        self.done[_name(operation)] += 1
        return answer

    def _made(self, who: str, operation: Callable[..., Any], *arguments: Any) -> Any:
        app = self._app
        with app.database.transaction() as session:
            cause = f"soak:{next(self._causes)}"
            return operation(
                Work(session, app.templates, app.rules, app.team_id, who, app.clock.now(), cause), *arguments
            )

    def look(self, read: Callable[..., Any], *arguments: Any) -> Any:
        """Something that is stored, by a named query."""
        with self._app.database.snapshot() as session:
            return read(session, *arguments)


def _name(operation: Callable[..., Any]) -> str:
    return f"{operation.__module__.rpartition('.')[2]}.{operation.__name__}"
