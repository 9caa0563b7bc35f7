"""A window opens, and ends by itself: who is told of that, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.process.kernel import nudges, quiet
from bot.process.kernel.desks import LAG
from bot.process.kernel.work import Work
from storage import people, substitutes
from storage.substitutes import Substitution

BEGINS, OVER = "substitutes.begins", "substitutes.over"
# So long somebody may not be written to, over the longest holidays.
LONGEST_QUIET = timedelta(days=21)


def begins(work: Work, window_id: int) -> None:
    """The window opens: what waits for the principal is in the substitute's next message of a morning, too."""
    window = substitutes.substitution(work.session, work.team_id, window_id)
    if window is not None and window.ended_at is None and window.ends_at > work.now:
        nudges.look_in(work, window.substitute_id)


def over(work: Work, window_id: int) -> None:
    """The window has ended by itself: say so, in one line. A timer's operation; nothing depends on it."""
    window = substitutes.substitution(work.session, work.team_id, window_id)
    if window is not None and window.ended_at is None and window.ends_at <= work.now:
        nudges.back(work, window.principal_id, window.begins_at)
        for user_id in (window.principal_id, window.substitute_id):
            _tell_over(work, user_id, window)


def begins_at(work: Work, window_id: int) -> datetime | None:
    """When the window opens; an open one needs no timer: its substitute is told with the principal's mornings."""
    window = substitutes.substitution(work.session, work.team_id, window_id)
    return window.begins_at if window and window.ended_at is None and window.begins_at > work.now else None


def over_at(work: Work, window_id: int) -> datetime | None:
    """When the window ends by itself; of one that has ended it was told."""
    window = substitutes.substitution(work.session, work.team_id, window_id)
    return window.ends_at if window and window.ended_at is None and window.ends_at > work.now else None


def _tell_over(work: Work, user_id: str, window: Substitution) -> None:
    """Tell one of the two, in one message with all that was to be told at the same moment.

    The heads who cover a whole department on the same days are told once.
    """
    person = people.person(work.session, work.team_id, user_id)
    if person is None or person.is_deactivated:
        return
    moment = quiet.hold(work, person, window.ends_at)
    found = substitutes.over_between(work.session, work.team_id, user_id, work.now - LONGEST_QUIET, work.now)
    together = [one for one in found if quiet.hold(work, person, one.ends_at) == moment]
    known = people.people(work.session, work.team_id, {id_ for one in together for id_ in _both(one)})
    about = f"substitutions:over:{user_id}:{moment.isoformat()}"
    work.unsay(about, "more of them are over")
    work.say(
        "substitutes/over",
        to=person,
        about=about,
        due_at=max(quiet.due(work, person), work.now + LAG),
        covered=[known[one.principal_id] for one in together if one.substitute_id == user_id],
        covering=[known[one.substitute_id] for one in together if one.principal_id == user_id],
    )


def _both(window: Substitution) -> tuple[str, str]:
    return window.principal_id, window.substitute_id
