"""What waits for a person, whatever the flow: the inbox (收件箱), App Home, and the message of a working morning.

A flow takes part by a line in the tables below.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from bot.process.disputes import reminders as dispute_deadlines
from bot.process.handovers import asking
from bot.process.kernel import calendars, nudges, phrases, quiet, substitutes
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.process.minutes import reminders as minutes_asking
from bot.process.reports import causes, filing
from bot.process.reports import reminders as report_reminders
from bot.process.requests import reminders as request_deadlines
from bot.process.tasks import delays
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import nudges as stored
from storage import people, projects
from storage.disputes import Dispute
from storage.meetings import Meeting
from storage.nudges import Nudge
from storage.people import Person
from storage.reports import Report
from storage.requests import Request
from storage.rows import read_ahead
from storage.tasks import Task

# By kind of reminder: whether the matter still stands for that person, and how it is shown.
NUDGES: Mapping[str, Callable[[Work, str, int], Waiting | None]] = {
    delays.LATE: delays.late,
    delays.DUE_SOON: delays.due_soon,
    asking.ASK: asking.nudge,
    filing.DUE: report_reminders.nudge,
    causes.CAUSE: causes.nudge,
    minutes_asking.WRITE: minutes_asking.nudge,
    **dict.fromkeys(request_deadlines.KINDS, request_deadlines.nudge),
    **{kind: dispute_deadlines.nudge_of(kind) for kind in dispute_deadlines.KINDS},
}

# What their subjects are rows of, where there can be very many.
ABOUT: Mapping[str, type[SQLModel]] = {
    delays.LATE: Task,
    delays.DUE_SOON: Task,
    filing.DUE: Report,
    **dict.fromkeys(request_deadlines.KINDS, Request),
    **dict.fromkeys(dispute_deadlines.KINDS, Dispute),
}

# What a person is asked, who chooses the kinds that they want.
KINDS: Mapping[str, Text] = {
    delays.LATE: _("A task of mine or of my department is late"),
    delays.DUE_SOON: _("A task of mine is due in 2 working days"),
    asking.ASK: _("Somebody in my project is gone, and a successor is to be chosen"),
    filing.DUE: _("The status report of my department is due before the weekly meeting"),
    causes.CAUSE: _("A report names my department as the cause of something"),
    minutes_asking.WRITE: _("A meeting of my project is over, and its minutes are to be written"),
    request_deadlines.ANSWER: _("A collaboration request waits for our answer"),
    request_deadlines.DELIVER: _("A collaboration request waits for our delivery"),
    request_deadlines.DECIDE: _("A department objects to my request"),
    request_deadlines.CONFIRM: _("What I asked for was delivered"),
    request_deadlines.SILENCE: _("A request to my department or in my project is overdue"),
    dispute_deadlines.POSITION: _("A dispute waits for our position"),
    dispute_deadlines.CONFIRM: _("A dispute waits for a text, or for us to confirm one"),
    dispute_deadlines.CALL: _("A dispute in my project waits for the PM"),
    dispute_deadlines.DECIDE: _("A dispute waits for my decision"),
}

# The flows by which those are grouped: a group of boxes holds ten.
FLOWS: Mapping[str, Text] = {
    "tasks": _("Tasks"),
    "handovers": _("People"),
    "reports": _("Weekly meeting"),
    "requests": _("Collaboration requests"),
    "disputes": _("Disputes"),
}

# What waits for a person in each flow.
WAITING: tuple[Callable[[Work, str], list[Waiting]], ...] = (
    delays.waits_for,
    asking.waits_for,
    report_reminders.waits_for,
    causes.waits_for,
    minutes_asking.waits_for,
    request_deadlines.waits_for,
    dispute_deadlines.waits_for,
)


def groups() -> list[tuple[str, Text, list[tuple[str, Text]]]]:
    """The kinds that can be chosen, by flow: its name, what it is called, and each kind with its words."""
    found: dict[str, list[tuple[str, Text]]] = {}
    for kind, words in KINDS.items():
        found.setdefault(kind.partition(".")[0], []).append((kind, words))
    return [(flow, FLOWS[flow], kinds) for flow, kinds in found.items()]


def of(work: Work, user_id: str) -> list[Waiting]:
    """Everything that waits for the person, and for whom they stand in for now; most urgent first."""
    found: dict[tuple[str, int], Waiting] = {}
    for whose, principal in _hats(work, user_id):
        for waits_for in WAITING:
            for one in waits_for(work, whose):
                found.setdefault((one.kind, one.subject_id), one.instead_of(principal))
    return by_urgency(found.values())


def tell_morning(work: Work, desk_id: int) -> None:
    """Tell a person, in one message, what they are to be reminded of now; nothing where all of it is settled.

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
    due = [*nudges.due(work, person.user_id), *nudges.stand_in(work, person.user_id, principals)]
    _read_ahead(work, due)
    found = []
    for nudge in due:
        waiting = _look(work, nudge.kind, nudge.subject_id, nudge.principal_id or person.user_id, hats)
        if waiting is None:
            nudges.forget(work, nudge.kind, nudge.subject_id, person.user_id)
        elif waiting.is_major or nudge.kind not in desk.muted:
            found.append(waiting)
    if found:
        work.say("home/morning", to=person, about=f"desks:{desk_id}", found=by_urgency(found), kinds=NUDGES)
    nudges.told(work, due)
    nudges.look_again(work, person.user_id)
    for substitute in substitutes.covering(work, person.user_id) if due else ():
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
    zone = ZoneInfo(work.person.zone)
    if words:
        day, clock = _read(work, words)
    elif day is not None:
        clock = quiet.HOURS.start
    else:
        raise Refused(_("Say when, in words or by a day."), field="words")
    until = datetime.combine(day, clock, zone)
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


def _look(work: Work, kind: str, subject_id: int, whose: str, hats: Mapping[str, Person | None]) -> Waiting | None:
    """What waits for that person under this name; None where it is settled, or is not the reader's any more."""
    look = NUDGES.get(kind)
    waiting = look(work, whose, subject_id) if look is not None and whose in hats else None
    return waiting.instead_of(hats[whose]) if waiting is not None else None


def _read_ahead(work: Work, due: Collection[Nudge]) -> None:
    """Read what the reminders are about at once, with its projects: who has a thousand waits no longer for each."""
    found: list[SQLModel] = []
    for model in dict.fromkeys(ABOUT.values()):
        subjects = [one.subject_id for one in due if ABOUT.get(one.kind) is model]
        found += read_ahead(work.session, model, subjects)
    read_ahead(work.session, Task, [one.task_id for one in found if isinstance(one, Request)])
    read_ahead(work.session, Meeting, [one.meeting_id for one in found if isinstance(one, Report)])
    projects.read_ahead(
        work.session, [one.project_id for one in found if isinstance(one, Task | Request | Dispute | Report)]
    )


def _put_off(work: Work, kind: str, subject_id: int, until: datetime) -> tuple[Waiting, datetime, str]:
    waiting = find(work, kind, subject_id)
    before = nudges.standing(work, kind, subject_id)
    principal_id = waiting.principal.user_id if waiting.principal else None
    return waiting, nudges.snooze(work, kind, subject_id, until, principal_id=principal_id), before


def _tomorrow(work: Work) -> datetime:
    zone = ZoneInfo(work.person.zone)
    midnight = datetime.combine(work.today(work.person.zone) + timedelta(days=1), time(), zone)
    return quiet.morning(work, work.person, midnight)


def _read(work: Work, words: str) -> tuple[date, time]:
    """A moment in words, in the actor's zone; a day alone means its morning."""
    calendar = calendars.of_person(work, work.person)
    due = phrases.read(work, words, zone=work.person.zone, calendar=calendar, field="words")
    return due.day, due.time or quiet.HOURS.start
