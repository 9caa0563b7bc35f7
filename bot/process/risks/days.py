"""The days on which the owner of a high risk is asked how it stands: each of their working days, by their own clock.

Nothing is written down because a day passes: which days went without an answer follows from the last one that has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, first_instant
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from storage import people
from storage.people import Person
from storage.risks import Risk

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of a high risk go: `asked_on` is the first working day after the last word, `until` the day by the
    end of which there should be one, `missed` the working days between that went without.
    """

    calendar: Calendar
    zone: ZoneInfo
    today: date
    heard_on: date

    @property
    def asked_on(self) -> date:
        """The first day on which the owner is asked again."""
        return self.calendar.next_working_day(self.heard_on)

    @property
    def is_asked(self) -> bool:
        """Whether that has come."""
        return self.asked_on <= self.today

    @property
    def until(self) -> date:
        """Today, or the next working day where today is none."""
        return self.calendar.next_working_day(max(self.today, self.asked_on), inclusive=True)

    @property
    def missed(self) -> int:
        """How many working days before today went without a word."""
        return max(0, self.calendar.working_days_between(self.heard_on, self.today - A_DAY))

    def beginning(self, day: date) -> datetime:
        """The first moment of that day, in UTC."""
        return first_instant(datetime.combine(day, time()), self.zone)

    @property
    def next_look(self) -> datetime:
        """The beginning of the next working day."""
        return self.beginning(self.calendar.next_working_day(self.today))


def owner_of(work: Work, risk: Risk) -> Person | None:
    """Whose it is."""
    return people.person(work.session, work.team_id, risk.owner_id) if risk.owner_id else None


def today_of(work: Work, owner: Person | None) -> date | None:
    """What day it is where the owner is."""
    return work.today(owner.zone) if owner is not None else None


def of(work: Work, risk: Risk) -> Days | None:
    """The days of a risk that is tracked; None of any other."""
    owner = owner_of(work, risk)
    if not risk.is_tracked or owner is None or risk.heard_on is None:
        return None
    return Days(calendars.of_person(work, owner), ZoneInfo(owner.zone), work.today(owner.zone), risk.heard_on)
