"""The working days of a calendar, numbered, so that counting over them is a subtraction.

Days are ordinals (`date.toordinal`). A plan is counted in *instants*: the morning of a day is its ordinal, its evening
the ordinal of the day after. So what ends on a Friday and what starts on the Saturday meet in one instant.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from bot.calendars import Calendar


class Workdays:
    """The working days of one calendar from a day on: the first working day on or after it has number 0, the one before
    it −1.

    Raises OverflowError beyond the years 1 to 9999.
    """

    def __init__(self, calendar: Calendar, origin: date) -> None:
        self.calendar = calendar
        self._first_year = self._last_year = origin.year
        self._days = list(calendar.working_days_of(origin.year))
        # The place of number 0 in the list.
        self._zero = bisect_left(self._days, origin.toordinal())

    def number(self, instant: int) -> int:
        """How many working days lie between the origin and that instant: the number of the first one after it."""
        while not self._days or instant > self._days[-1]:
            self._grow_later()
        while instant < self._days[0]:
            self._grow_earlier()
        return bisect_left(self._days, instant) - self._zero

    def day(self, number: int) -> int:
        """The working day of that number, as an ordinal: the morning on which it begins."""
        place = number + self._zero
        while place >= len(self._days):
            self._grow_later()
        while place < 0:
            self._grow_earlier()
            place = number + self._zero
        return self._days[place]

    def _grow_later(self) -> None:
        self._last_year += 1
        self._days += self.calendar.working_days_of(self._last_year)

    def _grow_earlier(self) -> None:
        self._first_year -= 1
        earlier = self.calendar.working_days_of(self._first_year)
        self._days[:0] = earlier
        self._zero += len(earlier)
