"""What waits for a person, whatever the flow: the inbox (收件箱), App Home, and the message of a working morning.

A flow takes part by the reminders and the asks of its `flow.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from bot.process.flows import FLOWS
from bot.process.handovers import flow as handovers
from bot.process.kernel import asks, calendars, nudges, phrases, quiet, substitutes
from bot.process.kernel.flow import Asking, Flow, Reminder
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import asks as kept_asks
from storage import nudges as stored
from storage import open_matters, people, project_reading
from storage.nudges import Nudge
from storage.people import Person
from storage.rows import read_ahead
from storage.tasks import Task

EVERY: tuple[Flow, ...] = (*FLOWS, handovers.FLOW)
REMINDERS: Mapping[str, Reminder] = {kind: reminder for one in EVERY for kind, reminder in one.reminders.items()}
ASKINGS: tuple[Asking, ...] = tuple(asking for one in EVERY for asking in one.asks)
_NAMES: Mapping[str, str] = {kind: asking.name for asking in ASKINGS for kind in asking.kinds}
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
    hats = _hats(work, user_id)
    found: dict[tuple[str, int], Waiting] = {}
    asked = _asked(work, [whose for whose, _principal in hats])
    for whose, principal in hats:
        for asking in ASKINGS:
            subjects = asked.get((whose, asking.name))
            for one in asking.lines(work, whose, list(subjects)) if subjects else ():
                found.setdefault((one.kind, one.subject_id), one.instead_of(principal))
    return by_urgency(found.values())


def tell_morning(work: Work, desk_id: int) -> None:
    """Tell a person, in one message, what they are to be reminded of now; nothing where all of it is settled.

    Who is away hears nothing, and who stands in for them does; what still waits then is told when they are back.

    A timer's operation: it looks at the state as it is now, and sets itself for what is next.
    """
    desk = stored.desk_numbered(work.session, work.team_id, desk_id)
    person = people.person(work.session, work.team_id, desk.user_id) if desk else None
    if desk is None or person is None:
        return
    if person.is_deactivated:
        nudges.look_again(work, person.user_id)
        return
    if quiet.hold(work, person) > work.now:
        # Too late in the day after a standstill, or the person has moved: not now.
        nudges.look_again(work, person.user_id)
        return
    hats = dict(_hats(work, person.user_id))
    principals = [whose for whose in hats if whose != person.user_id]
    waits = {(one.kind, one.subject_id): one for one in of(work, person.user_id)}
    due = [*nudges.due(work, person.user_id), *nudges.stand_in(work, person.user_id, principals)]
    due += nudges.unheard(work, person.user_id, _overdue(work, person, waits), but=due)
    due = _of_running(work, [one for one in due if (one.kind, one.subject_id) not in waits], due)
    substitutes_now = substitutes.covering(work, person.user_id) if due else []
    found: dict[tuple[str, int], Waiting] = {}
    told: list[tuple[Nudge, datetime | None]] = []
    for nudge, waiting in zip(due, _stands(work, due, waits, hats), strict=True):
        if waiting is None:
            nudges.forget(work, nudge.kind, nudge.subject_id, person.user_id)
            continue
        told.append((nudge, asks.again_at(work, person, waiting)))
        is_news = nudge.told_at is None or waiting.is_overdue(work.now)
        if is_news and (waiting.is_major or nudge.kind not in desk.muted):
            found[waiting.kind, waiting.subject_id] = waiting
    if found and not substitutes_now:
        lines = by_urgency(found.values())
        work.say(
            "home/morning",
            to=person,
            about=f"desks:{desk_id}",
            found=[one for one in lines if not one.is_news],
            news=[one for one in lines if one.is_news],
            number=len(waits.keys() | {key for key, one in found.items() if not one.is_news}),
            kinds=REMINDERS,
        )
    nudges.told(work, told)
    nudges.look_again(work, person.user_id)
    for substitute in substitutes_now:
        nudges.look_in(work, substitute.user_id)


def find(work: Work, kind: str, subject_id: int) -> Waiting:
    """What waits for the actor under that name.

    Raises Refused where it is settled, or never was theirs.
    """
    hats = dict(_hats(work, work.person.user_id))
    for whose in hats:
        waiting = _look(work, kind, subject_id, whose, hats)
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


def _hats(work: Work, user_id: str) -> list[tuple[str, Person | None]]:
    """The person, and those for whom they stand in now."""
    return [(user_id, None), *((one.user_id, one) for one in substitutes.principals(work, user_id))]


def _asked(work: Work, user_ids: Sequence[str]) -> dict[tuple[str, str], dict[int, None]]:
    """The matters that may wait for these people, by who it is and by the sort of matter."""
    known = people.people(work.session, work.team_id, user_ids)
    admins = [one for one in user_ids if one in known and known[one].may_administer]
    found: dict[tuple[str, str], dict[int, None]] = {}
    standing = kept_asks.standing(work.session, work.team_id, [*user_ids, *([asks.ADMINS] if admins else [])], work.now)
    for one in standing:
        for whose in admins if one.user_id == asks.ADMINS else [one.user_id]:
            found.setdefault((whose, _NAMES[one.kind]), {})[one.subject_id] = None
    project_reading.read_whole(work.session, {one.project_id for one in standing})
    return found


def _look(work: Work, kind: str, subject_id: int, whose: str, hats: Mapping[str, Person | None]) -> Waiting | None:
    """What waits for that person under this name; None where it is settled, or is not the reader's any more."""
    reminder = REMINDERS.get(kind)
    waiting = reminder.nudge(work, whose, subject_id) if reminder is not None and whose in hats else None
    return waiting.instead_of(hats[whose]) if waiting is not None else None


def _overdue(work: Work, person: Person, waits: Mapping[tuple[str, int], Waiting]) -> list[tuple[str, int]]:
    """What of it the person should have done themselves before today."""
    today = datetime.combine(work.today(person.zone), time(), ZoneInfo(person.zone))
    return [key for key, one in waits.items() if one.principal is None and one.is_overdue(today)]


def _stands(
    work: Work, due: Sequence[Nudge], waits: Mapping[tuple[str, int], Waiting], hats: Mapping[str, Person | None]
) -> list[Waiting | None]:
    """What each reminder is about, as it waits; None where it is settled. What is no ask is looked at one by one."""
    others = [one.subject_id for one in due if one.kind not in _NAMES and _about(one.kind) is Task]
    project_reading.read_ahead(work.session, [one.project_id for one in read_ahead(work.session, Task, others)])
    return [
        waits.get((one.kind, one.subject_id))
        if one.kind in _NAMES
        else _look(work, one.kind, one.subject_id, one.principal_id or one.user_id, hats)
        for one in due
    ]


def _of_running(work: Work, unsure: Sequence[Nudge], due: Sequence[Nudge]) -> list[Nudge]:
    """What is due but for what belongs to a project that stands still, which is put aside; only those may."""
    by_table: dict[type[SQLModel], list[Nudge]] = {}
    for one in unsure:
        if one.kind in REMINDERS:
            by_table.setdefault(REMINDERS[one.kind].about, []).append(one)
    still: list[tuple[Nudge, int]] = []
    for about, found in by_table.items():
        of_still = open_matters.in_still_projects(work.session, about, {one.subject_id for one in found})
        still += [(one, of_still[one.subject_id]) for one in found if one.subject_id in of_still]
    if not still:
        return list(due)
    nudges.put_aside(work, still)
    aside = {one.id for one, _project in still}
    return [one for one in due if one.id not in aside]


def _about(kind: str) -> type[SQLModel] | None:
    """What the subjects of the reminders of that kind are rows of."""
    return REMINDERS[kind].about if kind in REMINDERS else None


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
