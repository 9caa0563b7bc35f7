"""The minutes of a kickoff meeting wait for the PM from its end on; its card offers then to write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.process.kernel import asks
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.kickoffs import cards
from bot.words.language import Near
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import kickoffs, project_reading, projects
from storage import nudges as kept
from storage.kickoffs import CALLED, Kickoff
from storage.open_matters import MINUTES_ASKED_FOR as ASKED_FOR
from storage.rows import read_ahead

NOTE = "kickoffs.note"
KINDS = (NOTE,)
# The timer, which is set for the end of the meeting.
LOOK = "kickoffs.look"


def watch(work: Work, kickoff: Kickoff) -> None:
    """After every change: whether its minutes are asked for, and when that is looked at."""
    asks.settle(work, KINDS, kickoff.id, asked(work, kickoff.id))
    if kickoff.state == CALLED and kickoff.ends_at > work.now:
        work.wake(LOOK, kickoff.id, kickoff.ends_at)
    else:
        work.let_sleep(LOOK, kickoff.id)


def look(work: Work, kickoff_id: int) -> None:
    """A timer's operation: the meeting is over, and the PM is asked for its minutes, on the card, too."""
    asks.settle(work, KINDS, kickoff_id, asked(work, kickoff_id))
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id)
    project = projects.project(work.session, work.team_id, kickoff.project_id) if kickoff is not None else None
    if project is not None and nudge(work, project.pm_id, kickoff_id) is not None:
        asks.remind_now(work, project.pm_id, NOTE, kickoff_id)
        cards.draw_anew(work, kickoff_id)


def look_at(work: Work, kickoff_id: int) -> datetime | None:
    """When it is over; now, where that has passed and nobody was asked yet."""
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id)
    if kickoff is None or kickoff.state != CALLED:
        return None
    if kickoff.ends_at > work.now:
        return kickoff.ends_at
    is_asked_for = kickoff.ends_at + ASKED_FOR >= work.now
    return work.now if is_asked_for and not kept.is_known(work.session, work.team_id, NOTE, kickoff_id) else None


def nudge(work: Work, user_id: str, kickoff_id: int) -> Waiting | None:
    """The minutes as they wait for that person; None where they are written, or nobody asks for them any more."""
    return next(iter(lines(work, user_id, [kickoff_id])), None)


def asked(work: Work, kickoff_id: int) -> list[Asked]:
    """The minutes of one that is over wait for the PM until they are written, or nobody asks any more."""
    kickoff = kickoffs.kickoff(work.session, work.team_id, kickoff_id)
    if kickoff is None or kickoff.state != CALLED:
        return []
    until = kickoff.ends_at + ASKED_FOR
    return [Asked(NOTE, kickoff.project_id, kickoff.ends_at, until=until, post=asks.PM)]


def lines(work: Work, user_id: str, kickoff_ids: Sequence[int]) -> list[Waiting]:
    """Those of these meetings whose minutes the person is to write."""
    found = []
    kept_ones = [one for one in read_ahead(work.session, Kickoff, kickoff_ids) if one.team_id == work.team_id]
    project_reading.read_ahead(work.session, [one.project_id for one in kept_ones])
    for kickoff in kept_ones:
        project = projects.project(work.session, work.team_id, kickoff.project_id)
        if project is None or project.pm_id != user_id or kickoff.state != CALLED:
            continue
        if not kickoff.ends_at <= work.now <= kickoff.ends_at + ASKED_FOR:
            continue
        line = _(
            "Kickoff meeting of %(project)s · %(moment)s: what each department contributes, risks, decisions",
            project=project.number,
            moment=Near(kickoff.starts_at, work.today(project.zone)),
        )
        offer = Offer(_("Write the minutes"), "kickoffs.note", str(kickoff.id))
        found.append(Waiting(NOTE, kickoff.id, line, None, (offer,)))
    return found
