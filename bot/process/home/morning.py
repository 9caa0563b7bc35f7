"""The message of a working morning: what a person is to be reminded of, drawn when it goes out.

It may wait for hours, where Slack takes nothing: what is settled by then, or belongs to a project that the reader may
not see any more, is left out of it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import SQLModel

from bot.process.home import gathered, inbox
from bot.process.home.gathered import TakenUp
from bot.process.kernel import asks, desks, nudges, quiet, readers, substitutes
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.waiting import Waiting, by_urgency
from bot.process.kernel.work import Work
from bot.words.markup import as_it_was
from storage import belonging, people, project_reading
from storage import nudges as stored
from storage.nudges import Nudge
from storage.outbox import GATHERING
from storage.people import Person
from storage.rows import read_ahead
from storage.tasks import Task

# The template of the message.
MORNING = GATHERING
# Of so many things it says what they are; of the others, how many there are.
LINES = 7
A_DAY = timedelta(days=1)


def tell(work: Work, desk_id: int) -> None:
    """Tell a person, in one message, what they are to be reminded of now; nothing where all of it is settled.

    What else waited for this morning is in it, too.

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
        gathered.put_off(work, person)
        nudges.look_again(work, person.user_id)
        return
    hats = dict(inbox.hats_of(work, person.user_id))
    principals = [whose for whose in hats if whose != person.user_id]
    waits = {(one.kind, one.subject_id): one for one in inbox.of(work, person.user_id)}
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
    if not substitutes_now:
        wanted = {key: one for key, one in waits.items() if one.is_major or key[0] not in desk.muted}
        taken = gathered.take_up(work, person, wanted, found)
        is_said = _say(work, person, desk_id, [*taken.lines, *(key for key in found if key not in taken.lines)], taken)
        desks.count(work, person, taken.beside + is_said)
    nudges.told(work, told)
    nudges.look_again(work, person.user_id)
    for substitute in substitutes_now:
        nudges.look_in(work, substitute.user_id)


def _say(work: Work, person: Person, desk_id: int, keys: Sequence[tuple[str, int]], taken: TakenUp) -> bool:
    """Say these lines, those that were taken up before all others, and behind them the rows that were; whether there
    is anything to say.
    """
    if not keys and not taken.rows:
        return False
    of = json.dumps([{"keys": keys, "first": len(taken.lines), "said": taken.rows}], ensure_ascii=False)
    work.say_as_it_is(MORNING, desk_id, to=person, about=f"desks:{desk_id}", of=of)
    return True


def drawn(work: Work, wanted: Wanted) -> Drawing | None:
    """What of those reminders the person is still told; None where nothing is left."""
    person = people.person(work.session, work.team_id, wanted.lane)
    if person is None:
        return None
    hats = dict(inbox.hats_of(work, person.user_id))
    waits = {(one.kind, one.subject_id): one for one in inbox.of(work, person.user_id)}
    [of] = json.loads(wanted.of)
    looked = [_waiting(work, kind, subject_id, waits, hats) for kind, subject_id in of["keys"]]
    found = _one_a_matter(_readable(work, person, [one for one in looked if one is not None]))
    said = gathered.said(work, person, of["said"])
    if not found and not said:
        return None
    lines = in_order(found, {(kind, subject_id) for kind, subject_id in of["keys"][: of["first"]]}, work.now)
    lines = _one_a_matter([*lines, *_due_today(work, person, lines, waits)])
    waiting = {(one.kind, one.subject_id) for one in found if not one.is_news}
    shown = {
        "found": [one for one in lines if not one.is_news],
        "news": [one for one in lines if one.is_news],
        "number": len(waits.keys() | waiting),
        "kinds": inbox.REMINDERS,
        "most": LINES,
        "said": [[as_it_was(block) for block in blocks] for blocks in said],
    }
    return Drawing(quiet.room_of(person), shown)


def _due_today(
    work: Work, person: Person, found: Sequence[Waiting], waits: Mapping[tuple[str, int], Waiting]
) -> list[Waiting]:
    """What stands in the lines that are free: what is due today, though it was told earlier; but for what the person
    has put off, or does not want to be reminded of. What is late is told again on days of its own.
    """
    to_do = {(one.kind, one.subject_id) for one in found if not one.is_news}
    midnight = _midnight(work, person)
    its = [one for key, one in waits.items() if key not in to_do and one.is_due(midnight, midnight + A_DAY)]
    room = LINES - len(to_do)
    if not to_do or room <= 0 or not its:
        return []
    put_off = stored.put_off(work.session, work.team_id, person.user_id, work.now)
    muted = stored.muted(work.session, work.team_id, person.user_id)
    wanted = [
        one for one in its if (one.kind, one.subject_id) not in put_off and (one.is_major or one.kind not in muted)
    ]
    return _readable(work, person, by_urgency(wanted, work.now)[:room])


def not_said(work: Work, of: str) -> None:
    """Slack does not take a message that was to be drawn by this: what was taken up into it is said by itself."""
    [kept] = json.loads(of)
    gathered.not_said(work, kept["said"])


def in_order(found: Sequence[Waiting], said_by_it: Collection[tuple[str, int]], now: datetime) -> list[Waiting]:
    """Most urgent first; but what a message says nowhere else is among those that stand in this one."""
    ordered = by_urgency(found, now)
    shown = sorted(ordered, key=lambda one: (one.kind, one.subject_id) not in said_by_it)[:LINES]
    return by_urgency(shown, now) + [one for one in ordered if one not in shown]


def _waiting(
    work: Work,
    kind: str,
    subject_id: int,
    waits: Mapping[tuple[str, int], Waiting],
    hats: Mapping[str, Person | None],
) -> Waiting | None:
    """What waits under that name for the person, or for somebody they stand in for; None where it is settled."""
    if kind in inbox.NAMES:
        return waits.get((kind, subject_id))
    looked = (inbox.look(work, kind, subject_id, whose, hats) for whose in hats)
    return next((one for one in looked if one is not None), None)


def _readable(work: Work, person: Person, found: Sequence[Waiting]) -> list[Waiting]:
    """Those of them whose project the person may still be told of."""
    by_table: dict[type[SQLModel], list[Waiting]] = {}
    for one in found:
        if (about := _about(one.kind)) is not None:
            by_table.setdefault(about, []).append(one)
    projects: dict[tuple[str, int], int | None] = {}
    for about, its in by_table.items():
        of = belonging.projects_of(work.session, about, {one.subject_id for one in its})
        projects.update(((one.kind, one.subject_id), of.get(one.subject_id)) for one in its)
    hidden = {one for one in set(projects.values()) if readers.why_not(work, person.user_id, one) is not None}
    return [one for one in found if projects.get((one.kind, one.subject_id)) not in hidden]


def _one_a_matter(found: Sequence[Waiting]) -> list[Waiting]:
    """The same without the news of what the reader is told to do something about in the same message."""
    to_do = {one.matter for one in found if not one.is_news}
    return [one for one in found if not one.is_news or one.matter not in to_do]


def _overdue(work: Work, person: Person, waits: Mapping[tuple[str, int], Waiting]) -> list[tuple[str, int]]:
    """What of it the person should have done themselves before today."""
    midnight = _midnight(work, person)
    return [key for key, one in waits.items() if one.principal is None and one.is_overdue(midnight)]


def _midnight(work: Work, person: Person) -> datetime:
    """When the person's day began."""
    return datetime.combine(work.today(person.zone), time(), ZoneInfo(person.zone))


def _stands(
    work: Work, due: Sequence[Nudge], waits: Mapping[tuple[str, int], Waiting], hats: Mapping[str, Person | None]
) -> list[Waiting | None]:
    """What each reminder is about, as it waits; None where it is settled. What is no ask is looked at one by one."""
    others = [one.subject_id for one in due if one.kind not in inbox.NAMES and _about(one.kind) is Task]
    project_reading.read_ahead(work.session, [one.project_id for one in read_ahead(work.session, Task, others)])
    return [
        waits.get((one.kind, one.subject_id))
        if one.kind in inbox.NAMES
        else inbox.look(work, one.kind, one.subject_id, one.principal_id or one.user_id, hats)
        for one in due
    ]


def _of_running(work: Work, unsure: Sequence[Nudge], due: Sequence[Nudge]) -> list[Nudge]:
    """What is due but for what belongs to a project that stands still, which is put aside; only those may."""
    by_table: dict[type[SQLModel], list[Nudge]] = {}
    for one in unsure:
        if one.kind in inbox.REMINDERS:
            by_table.setdefault(inbox.REMINDERS[one.kind].about, []).append(one)
    still: list[tuple[Nudge, int]] = []
    for about, found in by_table.items():
        of_still = belonging.in_still_projects(work.session, about, {one.subject_id for one in found})
        still += [(one, of_still[one.subject_id]) for one in found if one.subject_id in of_still]
    if not still:
        return list(due)
    nudges.put_aside(work, still)
    aside = {one.id for one, _project in still}
    return [one for one in due if one.id not in aside]


def _about(kind: str) -> type[SQLModel] | None:
    """What the subjects of the reminders of that kind are rows of."""
    return inbox.REMINDERS[kind].about if kind in inbox.REMINDERS else None
