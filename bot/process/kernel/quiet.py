"""Quiet hours: a person is written to on their working days, 09:00 to 18:00 by the clock on their wall.

What is major comes at once, and so does the answer to something a person has just done. What waits for a morning is
gathered there by the one message of it (`bot/process/home/morning.py`), and so is what can wait of what somebody would
be told who was told enough today.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import WorkingHours
from bot.process.kernel import calendars, desks, substitutes
from bot.process.kernel.rooms import Room, reader_of
from bot.process.kernel.work import Work
from storage import cards as kept_cards
from storage import people
from storage.people import Person
from storage.projects import Project

HOURS = WorkingHours()
A_MINUTE = timedelta(minutes=1)
FIRST_MINUTE = WorkingHours(HOURS.start, HOURS.start.replace(minute=HOURS.start.minute + 1))


def hold(work: Work, person: Person, at: datetime | None = None) -> datetime:
    """The next moment, not before `at` (now), in the person's working hours and days; in UTC."""
    return calendars.of_person(work, person).next_working_moment(at or work.now, ZoneInfo(person.zone), HOURS)


def morning(work: Work, person: Person, at: datetime | None = None) -> datetime:
    """The beginning of the person's first working day that begins not before `at` (now); in UTC.

    A moment within the first minute of one is taken as it is.
    """
    return calendars.of_person(work, person).next_working_moment(at or work.now, ZoneInfo(person.zone), FIRST_MINUTE)


def after_news(work: Work, user_id: str) -> datetime:
    """When to remind somebody of what they are told just now: not on the morning on which they hear it."""
    person = people.person(work.session, work.team_id, user_id)
    return hold(work, person) + A_MINUTE if person is not None else work.now


def readers(work: Work, persons: Iterable[Person]) -> set[str]:
    """Who reads what is told to these people: they, and whoever stands in for them."""
    found = {one.user_id: one for one in persons}
    return set(found) | {one.user_id for user_id in found for one in substitutes.covering(work, user_id)}


def due(work: Work, person: Person, *, is_major: bool = False, is_urgent: bool = False) -> datetime:
    """When the person is told something new: in their working hours, or at once if it is major.

    What is not urgent waits for their next morning where they were told enough today.
    """
    at = work.now if is_major else hold(work, person)
    if at <= work.now and not is_major and not is_urgent and not desks.has_room(work, person):
        at = morning(work, person, _tomorrow(work, person))
    if at <= work.now:
        desks.count(work, person)
        return at
    desks.wake_at(work, person.user_id, at)
    return at + A_MINUTE


def tell(
    work: Work,
    person: Person,
    template: str,
    *,
    about: str,
    is_major: bool = False,
    is_urgent: bool = False,
    **context: Any,
) -> None:
    """Have a message sent to a person, when `due` says.

    Whoever stands in for the person gets it too, marked as such; not who has just done it in the person's stead.
    """
    standing_in = [one for one in substitutes.covering(work, person.user_id) if one.user_id != work.actor_id]
    for reader in sorted((person, *standing_in), key=lambda one: one.user_id):
        if not reader.is_deactivated:
            due_at = due(work, reader, is_major=is_major, is_urgent=is_urgent)
            principal = None if reader is person else person
            work.say(template, to=reader, about=about, due_at=due_at, principal=principal, **context)


def tell_each(work: Work, persons: Iterable[Person | None], template: str, *, about: str, **context: Any) -> None:
    """Tell each of these people once, as far as somebody is there; not who has just done it.

    In the order of their ids, as everybody holds more than one desk: two who tell the same people never wait for each
    other.
    """
    found = {one.user_id: one for one in persons if one is not None}
    for _user_id, person in sorted(found.items()):
        if person.user_id != work.actor_id:
            tell(work, person, template, about=about, **context)


def redraw(
    work: Work,
    person: Person,
    template: str,
    subject_id: int,
    *,
    card: str,
    project: Project,
    is_major: bool = False,
    is_urgent: bool = False,
) -> None:
    """Post a card of the project with a person, at first when `due` says, or renew it."""
    is_new = not kept_cards.standing(work.session, work.team_id, [card], person.user_id)
    first_at = due(work, person, is_major=is_major, is_urgent=is_urgent) if is_new else None
    work.redraw(template, subject_id, card=card, room=room_of(person), project=project, first_at=first_at)


def others_with(work: Work, card: str, but: Iterable[Person]) -> list[Person]:
    """Those with whom the card stands besides, from when it was theirs to act: what it says is to stay true there."""
    targets = {one.target for one in kept_cards.cards(work.session, work.team_id, [card])}
    known = people.people(work.session, work.team_id, targets - {one.user_id for one in but})
    return [known[one] for one in sorted(known) if not known[one].is_deactivated]


def room_of(person: Person) -> Room:
    """Where a person is written to."""
    return Room(person.user_id, reader_of(person))


def _tomorrow(work: Work, person: Person) -> datetime:
    return datetime.combine(work.today(person.zone) + timedelta(days=1), time(), ZoneInfo(person.zone))
