"""What waits for a person, whatever the flow: the inbox (收件箱), App Home, and the message of a working morning.

A flow takes part by a line in the tables below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.process import nudges, quiet
from bot.process.waiting import Waiting, by_urgency
from bot.process.work import Work
from storage import nudges as stored
from storage import people

# By kind of reminder: whether the matter still stands for that person, and how it is shown.
NUDGES: Mapping[str, Callable[[Work, str, int], Waiting | None]] = {}

# What waits for a person in each flow.
WAITING: tuple[Callable[[Work, str], list[Waiting]], ...] = ()


def of(work: Work, user_id: str) -> list[Waiting]:
    """Everything that waits for the person, most urgent first."""
    return by_urgency(one for waits_for in WAITING for one in waits_for(work, user_id))


def tell_morning(work: Work, desk_id: int) -> None:
    """Tell a person, in one message, what they are to be reminded of now; nothing where all of it is settled.

    A timer's operation: it looks at the state as it is now, and sets itself for what is next.
    """
    desk = stored.desk_numbered(work.session, work.team_id, desk_id)
    person = people.person(work.session, work.team_id, desk.user_id) if desk else None
    if desk is None or person is None:
        return
    if quiet.hold(work, person) > work.now:
        # Too late in the day after a standstill, or the person has moved: not now.
        nudges.look_again(work, person.user_id)
        return
    due = nudges.due(work, person.user_id)
    standing = [(one, NUDGES[one.kind](work, person.user_id, one.subject_id)) for one in due if one.kind in NUDGES]
    for one, waiting in standing:
        if waiting is None:
            nudges.forget(work, one.kind, one.subject_id, person.user_id)
    found = [waiting for _one, waiting in standing if waiting is not None]
    found = [one for one in found if one.is_major or one.kind not in desk.muted]
    if found:
        work.say("home/morning", to=person, about=f"desks:{desk_id}", found=by_urgency(found))
    nudges.told(work, due)
    nudges.look_again(work, person.user_id)
