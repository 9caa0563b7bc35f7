"""What Slack refuses in a workspace for a reason that may pass: tried again every ten minutes, after an hour hourly.

Admins are told once if it lasts an hour; where they cannot be told either, when it is over.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.process.kernel import quiet
from bot.process.kernel.work import Work
from bot.process.people.accounts import ADMINS_TOLD
from storage import people, refusals, timers
from storage.refusals import PAUSE, Refusal

log = structlog.get_logger()

# The timer.
TRY = "workspaces.refused"
LASTING = timedelta(hours=1)


def refused(work: Work, error: str) -> None:
    """Slack refused a call so, which is parked: see to it that it is tried again."""
    refusals.note(work.session, work.team_id, error, work.now)
    timers.set_missing(work.session, work.team_id, TRY, 0, work.now + PAUSE)


def try_again(work: Work, _subject_id: int) -> None:
    """A timer's operation: of what is parked for each refusal one call is made; where it is taken, all go out."""
    found, are_all = refusals.to_try(work.session, work.team_id)
    if not are_all:
        timers.set_missing(work.session, work.team_id, TRY, 0, work.now + PAUSE)
    for one in found:
        if not refusals.try_one(work.session, one):
            work.session.delete(one)
            work.unsay(_about(one), "it is over")
            continue
        lasts = work.now - one.since >= LASTING
        if lasts and not one.is_told:
            _tell(work, one)
        timers.set_missing(work.session, work.team_id, TRY, 0, work.now + (LASTING if lasts else PAUSE))


def _tell(work: Work, one: Refusal) -> None:
    one.is_told = True
    log.error(
        "Slack refuses calls for this workspace", team_id=work.team_id, error=one.error, since=one.since.isoformat()
    )
    for admin in people.admins(work.session, work.team_id)[:ADMINS_TOLD]:
        quiet.tell(work, admin, "admins/refused", about=_about(one), error=one.error, since=one.since)


def _about(one: Refusal) -> str:
    """What admins are told of it is filed under."""
    return f"refusals:{one.error}"
