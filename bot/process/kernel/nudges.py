"""Reminders (提醒): each is a line in the one message that a person gets on a working morning.

A flow says whom to remind of what (`remind`) and when that is settled (`forget`); `bot/process/home/inbox.py` forms the
message and looks then whether the matter still stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.process.kernel import desks, quiet, substitutes
from bot.process.kernel.desks import LAG, MORNING
from bot.process.kernel.work import Work
from storage import arrivals, held_back, nudges, people
from storage.nudges import Nudge

# How a reminder stood that is not kept for a moment.
TOLD = "told"


def remind(
    work: Work,
    user_id: str,
    kind: str,
    subject_id: int,
    at: datetime | None = None,
    *,
    mark: str | None = None,
    is_exact: bool = False,
    principal_id: str | None = None,
) -> None:
    """Put a line into the person's message of the first working morning not before `at` (now).

    With `is_exact` it does not wait for a morning: it comes at that moment, or when the person's working hours begin
    next. `principal_id` is whom the person stands in for; who stands in is else told on their next morning.

    There is one a person, kind and subject: a later call moves it. With the `mark` under which it stands already
    nothing happens, so what was told about an unchanged matter is not told again.
    """
    known = nudges.nudge(work.session, work.team_id, user_id, kind, subject_id)
    if known is not None and mark is not None and known.mark == mark:
        return
    nudge = known or Nudge(team_id=work.team_id, user_id=user_id, kind=kind, subject_id=subject_id, due_at=work.now)
    nudge.due_at, nudge.is_exact, nudge.told_at, nudge.mark = at or work.now, is_exact, None, mark or ""
    nudge.principal_id, nudge.held_for = principal_id, None
    # Whoever stands in for the person hears of it anew, too.
    nudges.forget_stand_ins(work.session, work.team_id, kind, subject_id, user_id)
    work.session.add(nudge)
    work.session.flush()
    _wake_for(work, nudge)


class New(NamedTuple):
    """A reminder of a matter that is new: whom, of what, not before when; see `remind`."""

    user_id: str
    kind: str
    subject_id: int
    at: datetime
    mark: str = ""
    is_exact: bool = False
    principal_id: str | None = None


def remind_of_new(work: Work, wanted: Sequence[New]) -> None:
    """Remind of very many matters at once, of which nobody was reminded before."""
    rows = [{"team_id": work.team_id, "due_at": one.at, **one._asdict()} for one in wanted]
    for row in rows:
        del row["at"]
    arrivals.remind(work.session, rows)
    for user_id in sorted({one.user_id for one in wanted}):
        look_again(work, user_id)


def forget(work: Work, kind: str, subject_id: int, user_id: str | None = None, *, but: Collection[str] = ()) -> None:
    """The matter is settled, for that person or for everybody but those named: the reminder is gone."""
    nudges.forget(work.session, work.team_id, kind, subject_id, user_id, but)


def move(work: Work, kind: str, subject_id: int, at: datetime, *, whose: str | None = None) -> None:
    """The day was counted anew: the reminders of it that wait for a morning wait until then; snoozed ones stay, and
    those that are told again.
    """
    for nudge in nudges.waiting(work.session, work.team_id, kind, subject_id, whose):
        is_over = nudge.told_at is not None and at <= work.now
        if nudge.due_at != at and not is_over:
            nudge.due_at = at
            work.session.add(nudge)
            work.session.flush()
            look_again(work, nudge.user_id)


def snooze(work: Work, kind: str, subject_id: int, until: datetime, *, principal_id: str | None = None) -> datetime:
    """Move this reminder of the actor, and no other, to a moment; returns the one within their working hours."""
    until = quiet.hold(work, work.person, until)
    user_id = work.person.user_id
    nudge = nudges.nudge(work.session, work.team_id, user_id, kind, subject_id) or Nudge(
        team_id=work.team_id,
        user_id=user_id,
        kind=kind,
        subject_id=subject_id,
        due_at=until,
        principal_id=principal_id,
    )
    nudge.due_at, nudge.is_exact, nudge.told_at = until, True, None
    work.session.add(nudge)
    work.session.flush()
    _wake_for(work, nudge)
    return until


def standing(work: Work, kind: str, subject_id: int) -> str:
    """How this reminder of the actor stands: the moment for which it is kept, or that it was told; for `unsnooze`."""
    nudge = nudges.nudge(work.session, work.team_id, work.person.user_id, kind, subject_id)
    return nudge.due_at.isoformat() if nudge is not None and nudge.is_coming else TOLD


def unsnooze(work: Work, kind: str, subject_id: int, before: str) -> None:
    """Let this reminder of the actor stand as it did `before` it was put off."""
    nudge = nudges.nudge(work.session, work.team_id, work.person.user_id, kind, subject_id)
    if nudge is None or not nudge.is_exact:
        return
    nudge.is_exact = False
    if before == TOLD:
        nudge.due_at = nudge.told_at = work.now
    else:
        nudge.due_at = datetime.fromisoformat(before)
    work.session.add(nudge)
    work.session.flush()
    look_again(work, work.person.user_id)


def stand_in(work: Work, user_id: str, principal_ids: Collection[str]) -> list[Nudge]:
    """What those people are reminded of and who stands in for them has not heard of yet; to be told now."""
    found = []
    for principal_id in principal_ids:
        for one in nudges.standing(work.session, work.team_id, principal_id, work.now):
            if nudges.nudge(work.session, work.team_id, user_id, one.kind, one.subject_id) is None:
                found.append(
                    Nudge(
                        team_id=work.team_id,
                        user_id=user_id,
                        kind=one.kind,
                        subject_id=one.subject_id,
                        due_at=work.now,
                        principal_id=principal_id,
                    )
                )
    work.session.add_all(found)
    work.session.flush()
    return found


def unheard(work: Work, user_id: str, matters: Collection[tuple[str, int]], *, but: Iterable[Nudge]) -> list[Nudge]:
    """Reminders of those of these matters, by kind and subject, of which the person is to be told nothing; due now.

    Whoever was named for a post hears so of what is overdue there; `but` are those that are due in any case.
    """
    if not matters:
        return []
    coming = nudges.coming(work.session, work.team_id, user_id) | {(one.kind, one.subject_id) for one in but}
    found = [nudges.begun(work.session, work.team_id, user_id, *one, work.now) for one in matters if one not in coming]
    work.session.flush()
    return found


def back(work: Work, user_id: str, since: datetime) -> None:
    """Somebody who was away since then is back: what they would have been told is told on their next morning."""
    if not substitutes.covering(work, user_id):
        nudges.tell_what_was_told(work.session, work.team_id, user_id, since, work.now)
        look_again(work, user_id)


def look_in(work: Work, user_id: str) -> None:
    """See to it that the person's desk is looked at on their next working morning: somebody's reminders came to it."""
    _wake_at(work, user_id, _moment(work, user_id, work.now, is_exact=False))


def moved(work: Work, user_id: str) -> None:
    """The person may have moved to another zone: their mornings are others now."""
    if nudges.has_desk(work.session, work.team_id, user_id):
        look_again(work, user_id)


def told(work: Work, found: Sequence[tuple[Nudge, datetime | None]]) -> None:
    """These have been told; each is told again on the first working morning not before its moment, or never (None)."""
    nudges.mark_told(work.session, [one.id for one, _at in found], work.now)
    moments: dict[datetime, list[int]] = {}
    for one, at in found:
        if at is not None:
            moments.setdefault(at, []).append(one.id)
    for at, nudge_ids in moments.items():
        nudges.tell_again(work.session, nudge_ids, at)


def put_aside(work: Work, still: Iterable[tuple[Nudge, int]]) -> None:
    """What these are about belongs to projects that stand still: they are told when those go on."""
    for nudge, project_id in still:
        nudge.held_for = project_id
        work.session.add(nudge)
    work.session.flush()


def take_up(work: Work, project_id: int) -> None:
    """The project goes on: what was put aside for it is told on each person's next working morning."""
    for user_id in sorted(nudges.release(work.session, work.team_id, project_id)):
        look_again(work, user_id)


def due(work: Work, user_id: str) -> list[Nudge]:
    """The person's reminders whose moment has come, oldest first."""
    return [
        one
        for one in nudges.untold(work.session, work.team_id, user_id, work.now)
        if (moment := _moment(work, user_id, one.due_at, is_exact=one.is_exact)) is not None and moment <= work.now
    ]


def look_again(work: Work, user_id: str) -> None:
    """Set the person's timer for what is next, after a message was formed or the person moved to another zone."""
    morning, exact = nudges.first_untold(work.session, work.team_id, user_id)
    moments = [
        moment
        for at, is_exact in ((morning, False), (exact, True))
        if at is not None and (moment := _moment(work, user_id, max(at, work.now), is_exact=is_exact)) is not None
    ]
    held = held_back.next_after(work.session, work.team_id, user_id, work.now + quiet.A_MINUTE)
    if held is not None:
        moments.append(held - quiet.A_MINUTE)
    desk = nudges.desk(work.session, work.team_id, user_id)
    desk.wakes_at = min(moments, default=None)
    work.session.add(desk)
    if desk.wakes_at is not None:
        work.wake(MORNING, desk.id, desk.wakes_at + LAG)
    else:
        work.let_sleep(MORNING, desk.id)


def morning_at(work: Work, desk_id: int) -> datetime | None:
    """When the desk is looked at: when its person is to be told something next."""
    desk = nudges.desk_numbered(work.session, work.team_id, desk_id)
    return desk.wakes_at + LAG if desk is not None and desk.wakes_at is not None else None


def _wake_for(work: Work, nudge: Nudge) -> None:
    """See to it that the person's desk is looked at when the reminder is due."""
    at = max(nudge.due_at, work.now)
    _wake_at(work, nudge.user_id, _moment(work, nudge.user_id, at, is_exact=nudge.is_exact))


def _wake_at(work: Work, user_id: str, moment: datetime | None) -> None:
    if moment is not None:
        desks.wake_at(work, user_id, moment)


def _moment(work: Work, user_id: str, at: datetime, *, is_exact: bool) -> datetime | None:
    """When a reminder not before `at` is told; None to somebody who is not there (any more)."""
    person = people.person(work.session, work.team_id, user_id)
    if person is None or not person.is_there:
        return None
    return quiet.hold(work, person, at) if is_exact else quiet.morning(work, person, at)
