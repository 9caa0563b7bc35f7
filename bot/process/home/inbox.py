"""What waits for a person, whatever the flow: the inbox (收件箱), App Home, and the message of a working morning.

A flow takes part by the reminders and the asks of its `flow.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.process.flows import FLOWS
from bot.process.handovers import flow as handovers
from bot.process.kernel import asks, calendars, nudges, phrases, quiet, readers, substitutes
from bot.process.kernel.flow import Asking, Flow, Reminder
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import asks as kept_asks
from storage import nudges as stored
from storage import people, project_reading
from storage.asks import Standing
from storage.people import Person

EVERY: tuple[Flow, ...] = (*FLOWS, handovers.FLOW)
REMINDERS: Mapping[str, Reminder] = {kind: reminder for one in EVERY for kind, reminder in one.reminders.items()}
ASKINGS: tuple[Asking, ...] = tuple(asking for one in EVERY for asking in one.asks)
NAMES: Mapping[str, str] = {kind: asking.name for asking in ASKINGS for kind in asking.kinds}
# The words of each kind, by which a person chooses those that they want.
KINDS: Mapping[str, Text] = {kind: reminder.words for kind, reminder in REMINDERS.items()}


def groups() -> list[tuple[str, Text, list[tuple[str, Text]]]]:
    """The kinds that can be chosen, by flow: its name, what it is called, and each kind with its words."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for kind, words in KINDS.items():
        found.setdefault(kind.partition(".")[0], []).append((kind, words))
    called = {one.name: one.words for one in EVERY if one.words is not None}
    # A group of boxes holds ten.
    return [(flow, called[flow], kinds) for flow, kinds in found.items()]


def of(work: Work, user_id: str) -> list[Waiting]:
    """Everything that waits for the person, and for whom they stand in for now; most urgent first."""
    hats = hats_of(work, user_id)
    found: dict[tuple[str, int], Waiting] = {}
    asked = _asked(work, [whose for whose, _principal in hats])
    for whose, principal in hats:
        for asking in ASKINGS:
            subjects = asked.get((whose, asking.name))
            for one in asking.lines(work, whose, list(subjects)) if subjects else ():
                if one.can_be_given_by(user_id, principal):
                    found.setdefault((one.kind, one.subject_id), one.instead_of(principal))
    return by_urgency(found.values(), work.now)


def find(work: Work, kind: str, subject_id: int) -> Waiting:
    """What waits for the actor under that name.

    Raises Refused where it is settled, or never was theirs.
    """
    hats = dict(hats_of(work, work.person.user_id))
    for whose in hats:
        waiting = look(work, kind, subject_id, whose, hats)
        if waiting is not None:
            return waiting
    raise Refused(_("That is settled: nothing reminds you of it any more. `/liaison inbox` shows what waits for you."))


def snooze(work: Work, kind: str, subject_id: int, span: timedelta | None) -> tuple[Waiting, datetime, str]:
    """Put this reminder off by a span, or (None) to the next working morning after today.

    Returns what it is about, when it comes, and how it stood before, for `unsnooze`. Raises Refused where it is
    settled.
    """
    return _put_off(work, kind, subject_id, work.now + span if span is not None else _tomorrow(work))


def snooze_to(work: Work, kind: str, subject_id: int, words: str, day: date | None) -> tuple[Waiting, datetime, str]:
    """Put this reminder off to a moment in words, or to the morning of a day.

    Raises Refused where it is settled, and for a moment that was not understood, or has passed.
    """
    if words:
        until = _read(work, words)
    elif day is not None:
        until = _morning(work, day)
    else:
        raise Refused(_("Say when, in words or by a day."), field="words")
    if until <= work.now:
        raise Refused(_("That has passed. Choose a later moment."), field="words" if words else "day")
    return _put_off(work, kind, subject_id, until)


def unsnooze(work: Work, kind: str, subject_id: int, before: str) -> Waiting:
    """Take back that this reminder was put off; `before` is what putting it off said."""
    waiting = find(work, kind, subject_id)
    nudges.unsnooze(work, kind, subject_id, before)
    return waiting


def wanted(work: Work) -> list[str]:
    """The kinds of reminder that the actor wants."""
    muted = stored.muted(work.session, work.team_id, work.person.user_id)
    return [kind for kind in KINDS if kind not in muted]


def want(work: Work, kinds: Collection[str]) -> list[str]:
    """Send the actor reminders of these kinds only, besides what is major; returns the kinds they get."""
    desk = stored.desk(work.session, work.team_id, work.person.user_id)
    before, desk.muted = desk.muted, [kind for kind in KINDS if kind not in kinds]
    work.session.add(desk)
    if before != desk.muted:
        work.record("desks", desk.id, "choose reminders", {"muted": (before, desk.muted)})
    return [kind for kind in KINDS if kind in kinds]


def hats_of(work: Work, user_id: str) -> list[tuple[str, Person | None]]:
    """The person, and those for whom they stand in now."""
    return [(user_id, None), *((one.user_id, one) for one in substitutes.principals(work, user_id))]


def _asked(work: Work, user_ids: Sequence[str]) -> dict[tuple[str, str], dict[int, None]]:
    """The matters that may wait for these people, by who it is and by the sort of matter."""
    known = people.people(work.session, work.team_id, user_ids)
    admins = [one for one in user_ids if one in known and known[one].may_administer]
    standing = kept_asks.standing(work.session, work.team_id, [*user_ids, *([asks.ADMINS] if admins else [])], work.now)
    project_reading.read_whole(work.session, {one.project_id for one in standing})
    by_person: dict[str, list[Standing]] = {}
    for one in standing:
        for whose in admins if one.user_id == asks.ADMINS else [one.user_id]:
            by_person.setdefault(whose, []).append(one)
    found: dict[tuple[str, str], dict[int, None]] = {}
    for whose, its in by_person.items():
        person, of = known.get(whose), {one.project_id for one in its}
        hidden = readers.hidden_from(work, person, of) if person is not None else of
        for one in its:
            if one.project_id not in hidden:
                found.setdefault((whose, NAMES[one.kind]), {})[one.subject_id] = None
    return found


def look(work: Work, kind: str, subject_id: int, whose: str, hats: Mapping[str, Person | None]) -> Waiting | None:
    """What waits for that person under this name; None where it is settled, or is not the reader's any more."""
    reminder = REMINDERS.get(kind)
    waiting = reminder.nudge(work, whose, subject_id) if reminder is not None and whose in hats else None
    reader = next((one for one, principal in hats.items() if principal is None), whose)
    if waiting is None or not waiting.can_be_given_by(reader, hats[whose]):
        return None
    return waiting.instead_of(hats[whose])


def _put_off(work: Work, kind: str, subject_id: int, until: datetime) -> tuple[Waiting, datetime, str]:
    waiting = find(work, kind, subject_id)
    before = nudges.standing(work, kind, subject_id)
    principal_id = waiting.principal.user_id if waiting.principal else None
    return waiting, nudges.snooze(work, kind, subject_id, until, principal_id=principal_id), before


def _tomorrow(work: Work) -> datetime:
    zone = ZoneInfo(work.person.zone)
    midnight = datetime.combine(work.today(work.person.zone) + timedelta(days=1), time(), zone)
    return quiet.morning(work, work.person, midnight)


def _read(work: Work, words: str) -> datetime:
    """A moment in words, in the actor's zone; a day alone means its morning."""
    calendar = calendars.of_person(work, work.person)
    due = phrases.read(work, words, zone=work.person.zone, calendar=calendar, field="words")
    return due.moment if due.time else _morning(work, due.day)


def _morning(work: Work, day: date) -> datetime:
    return datetime.combine(day, quiet.HOURS.start, ZoneInfo(work.person.zone))
