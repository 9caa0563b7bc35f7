"""Due dates that move (延期): a phrase is read or refused, a move has a reason, and every move is counted."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.due.phrases import NotADate, Reason, examples_in
from bot.process.kernel import calendars, phrases, rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.tasks import confirmed, impact
from bot.process.tasks.said import Cut, Shift, Update
from bot.process.tasks.states import Status
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from bot.words.typed import quoted
from storage.projects import Project
from storage.tasks import Task

# A milestone's date is the project manager's.
MOVE, MILESTONE = "tasks.move", "tasks.milestone"
# What goes on in these words is still about the day: "fri, or monday", "12月1日，左右". Half a date is no date.
STILL_A_DATE = Pattern(
    r"\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|(?:after|before|next|this|last|or|and|in|at|from|of|latest|morning|evening|noon|ish)\b"
    r"|[一二三四五六七八九十下上本这這][周週个個月年]|[周週][一二三四五六日天末]|星期|礼拜|禮拜|或|左右|前后|之[前后後]|以[前后後]|[前后後]",
    re.IGNORECASE,
)
# A length is counted from the morning of the day that is planned.
_MORNING = time(9)
# Slack's bound on a button's value is 2,000 characters, as JSON writes them: what is around a draft is small.
DRAFT_IN_A_BUTTON = 1_700


class Read(NamedTuple):
    """What a line says of the planned end: the day and an hour, the note, whether working days were counted for it."""

    due_on: date
    note: str
    is_counted: bool = False
    hour: time | None = None


def read(work: Work, task: Task, project: Project, said: Update) -> Read:
    """The day that a line names, in the project's zone by the project's calendar; and the note of the line.

    A day of a project is one of its zone, wherever somebody writes: on Sunday night in New York it is Monday in
    Shanghai, and "next fri" is the Friday of the week after.

    Raises Refused with examples, and with a button that opens the form, for a phrase that it is not sure of.
    """
    for cut in said.due_words:
        try:
            due = phrases.meant(work, cut.phrase, zone=project.zone, calendar=calendars.of_project(work, project))
        except NotADate as wrong:
            refused = wrong
            if wrong.reason is not Reason.UNKNOWN:
                break
            continue
        if cut.note and STILL_A_DATE.match(cut.note):
            refused = NotADate(Reason.VAGUE, examples_in(work.person.locale))
            break
        note = " ".join(one for one in (cut.note, said.note) if one)
        return Read(due.day, note, due.counted_in is not None, due.time)
    raise _unread(task, said, refused)


def asked(work: Work, task: Task, project: Project, said: Update, shift: Shift) -> Refused:
    """延期两天: the day moves, or the task is late? Only who says it knows; the form is offered with the day moved.

    The planned end moves by so long; where it has passed, it is so long from today.
    """
    if task.due_on is None:
        return Refused(
            _(
                "T-%(number)s is not scheduled yet, so nothing can be put off. Say a day, for example "
                "`T-%(number)s due next fri`.",
                number=task.number,
            )
        )
    today = work.today(project.zone)
    was = datetime.combine(max(task.due_on, today), _MORNING, ZoneInfo(project.zone))
    calendar = calendars.of_project(work, project)
    try:
        due = phrases.meant(work, shift.length, zone=project.zone, calendar=calendar, now=was)
    except NotADate as wrong:
        return _unread(task, replace(said, due_words=(Cut(shift.length, ""),)), wrong)
    return Refused(
        _(
            "“%(words)s”: is the planned end of T-%(number)s to move from %(was)s to %(day)s? "
            "If it is only late, say how far it is: it shows as delayed by itself.",
            words=quoted(shift.words),
            number=task.number,
            was=task.due_on,
            day=due.day,
        ),
        offer=Offer(_("Move it to %(day)s", day=due.day), "tasks.draft", draft(task, said, due.day)),
    )


def move(
    work: Work,
    task: Task,
    project: Project,
    due_on: date | None,
    because: str,
    offer: Offer,
    *,
    said: Update,
    status: Status | None,
) -> None:
    """Move the planned end; a move to the day it is due already is none. `status` is what is said with it.

    Scheduling what was not is no move: it needs no reason and does not count. None: it is not scheduled any more.

    Raises Refused without a reason (with `offer`, to give one), for a task that is done, and for a day that cannot be;
    Weighed once, where others would be too late by it.
    """
    if due_on == task.due_on:
        return
    if not said.is_decided:
        must_move(work, task, project)
    confirmed.must_be_free(work, project, task, due_on, draft(task, said, due_on, because))
    _check(work, task, project, due_on, status)
    is_first = task.due_on is None
    if not because and not is_first:
        raise _without_reason(task, due_on, offer)
    if due_on is not None and not (said.is_decided or said.is_weighed):
        all_the_same = Offer(_("Move it all the same"), "tasks.move", draft(task, said, due_on))
        impact.weigh(work, task, project, due_on, all_the_same)
    was, task.due_on = task.due_on, due_on
    if was is not None:
        counted(task, was, because)


def must_move(work: Work, task: Task, project: Project) -> None:
    """Raises Refused, naming who can, for who may not move the date of the task, or of the milestone."""
    why = _("You cannot move the date of T-%(number)s.", number=task.number)
    if task.is_milestone:
        why = _(
            "T-%(number)s is a milestone: its date is moved for the whole project, and told to all.", number=task.number
        )
    action = MILESTONE if task.is_milestone else MOVE
    rights.must(work, action, project, why, department_id=task.department_id, who={Role.OWNER: task.owner_id})


def must_mark(work: Work, project: Project, department_id: int) -> None:
    """Raises Refused beside `traits`, naming who can, for who may not say what a milestone of the project is."""
    try:
        why = _("You cannot say which task is a milestone.")
        rights.must(work, MILESTONE, project, why, department_id=department_id)
    except Refused as refused:
        refused.field = refused.field or "traits"
        raise


def counted(task: Task, was: date, because: str) -> None:
    """The planned end has moved from that day, for that reason."""
    task.first_due_on = task.first_due_on or was
    task.delay_reason = because
    task.moves += 1


def taken_back(task: Task, before: object) -> None:
    """A move from that day was undone: it does not count."""
    if before is None:
        return
    task.moves -= 1
    if task.moves == 0:
        task.first_due_on, task.delay_reason = None, ""


def draft(task: Task, said: Update, due_on: date | None = None, note: str = "") -> str:
    """What a line said, for the button that opens the form with it; of a note too long for that, its beginning."""
    note = note or said.note
    typed = {
        "number": task.number,
        "status": said.status,
        "progress": said.progress,
        "owner_id": said.owner_id,
        "due_on": due_on.isoformat() if due_on else None,
        "note": note,
    }
    over = len(_written(typed)) - DRAFT_IN_A_BUTTON
    return _written({**typed, "note": f"{note[: -over - 1]}…"} if over > 0 else typed)


def _written(typed: dict[str, Any]) -> str:
    return json.dumps({name: one for name, one in typed.items() if one not in (None, "")}, ensure_ascii=False)


def _check(work: Work, task: Task, project: Project, due_on: date | None, status: Status | None) -> None:
    """Raises Refused for a task that is done, and stays so, and for a day that cannot be."""
    if task.status == Status.DONE and status in (None, Status.DONE):
        raise Refused(
            _(
                "T-%(number)s is done, so its date cannot move. "
                "Set it back first, for example `T-%(number)s in progress`.",
                number=task.number,
            ),
            field="due_on",
        )
    if due_on is None:
        return
    if task.starts_on is not None and due_on < task.starts_on:
        raise Refused(_("The task must end on or after the day it starts."), field="due_on")
    if due_on < work.today(project.zone):
        raise Refused(phrases.NOT_A_DATE[Reason.PAST], field="due_on")


def _without_reason(task: Task, due_on: date | None, offer: Offer) -> Refused:
    if due_on is None:
        return Refused(
            _(
                "Why has T-%(number)s no date any more? Taking it away needs a reason, "
                "for example `T-%(number)s not scheduled because the hall is not booked`.",
                number=task.number,
            ),
            field="note",
        )
    return Refused(
        _(
            "Why does T-%(number)s move from %(was)s to %(day)s? Moving a date needs a reason, "
            "for example `T-%(number)s due %(iso)s because the proofs are late`.",
            number=task.number,
            was=task.due_on,
            day=due_on,
            iso=due_on.isoformat(),
        ),
        field="note",
        offer=offer,
    )


def _unread(task: Task, said: Update, wrong: NotADate) -> Refused:
    longest = said.due_words[0].phrase
    return Refused(
        _(
            "%(why)s Say for example %(examples)s, with a comma or “because” before the reason, "
            "or choose the day with the button.",
            why=phrases.why_not(longest, wrong),
            examples=phrases.to_type(wrong.examples),
        ),
        offer=Offer(_("Choose the day"), "tasks.draft", draft(task, said, note=said.note or longest)),
    )
