"""A person's desk: when it is looked at for the message of their morning, and how much they were told today."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.process.kernel.work import Work
from storage import nudges
from storage.nudges import Desk
from storage.people import Person

# The timer of a desk.
MORNING = "nudges.morning"
# So long after the beginning of the working day, so that what other timers find at its beginning is in the message.
LAG = timedelta(seconds=2)
# A person is told at most so many things a day. What can wait leaves one of them to what cannot.
MOST_A_DAY = 4


def wake_at(work: Work, user_id: str, moment: datetime) -> None:
    """See to it that the person's desk is looked at at that moment, or before."""
    desk = nudges.desk(work.session, work.team_id, user_id)
    if desk.wakes_at is None or moment < desk.wakes_at:
        desk.wakes_at = moment
        work.session.add(desk)
        work.wake(MORNING, desk.id, moment + LAG)


def has_room(work: Work, person: Person) -> bool:
    """Whether the person can be told today of something that can wait."""
    desk = nudges.desk(work.session, work.team_id, person.user_id)
    return _told(work, person, desk) < MOST_A_DAY - 1


def count(work: Work, person: Person, number: int = 1) -> None:
    """The person is told so many things now."""
    if not number:
        return
    desk = nudges.desk(work.session, work.team_id, person.user_id)
    desk.told = _told(work, person, desk) + number
    desk.told_on = work.today(person.zone)
    work.session.add(desk)


def _told(work: Work, person: Person, desk: Desk) -> int:
    return desk.told if desk.told_on == work.today(person.zone) else 0
