"""The question who succeeds somebody, as it waits for whoever was asked until it is decided."""

from __future__ import annotations

from collections.abc import Sequence

from bot.process.kernel import asks
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import handovers, people
from storage import projects as stored
from storage.handovers import Handover

# The timer that asks and the reminder have the same name.
ASK = "handovers.ask"
KINDS = (ASK,)


def settle(work: Work, row: Handover) -> None:
    """To be called whenever somebody else was asked, or nobody is any more."""
    asks.settle(work, KINDS, row.id, _asks(row))


def asked(work: Work, handover_id: int) -> list[Asked]:
    """A question waits for whoever was asked, until it is settled."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    return _asks(row) if row is not None else []


def lines(work: Work, user_id: str, handover_ids: Sequence[int]) -> list[Waiting]:
    """Those of these questions that wait for the person."""
    found = (nudge(work, user_id, one) for one in handover_ids)
    return [one for one in found if one is not None]


def nudge(work: Work, user_id: str, handover_id: int) -> Waiting | None:
    """The question as it waits for that person; None where it does not (any more)."""
    row = handovers.handover(work.session, work.team_id, handover_id)
    return _waiting(work, row) if row is not None and row.asked_id == user_id and row.settled_at is None else None


def _asks(row: Handover) -> list[Asked]:
    if row.settled_at is not None or row.asked_id is None:
        return []
    return [Asked(ASK, row.project_id, row.opened_at, user_id=row.asked_id)]


def _waiting(work: Work, row: Handover) -> Waiting | None:
    project = stored.project(work.session, work.team_id, row.project_id)
    person = people.person(work.session, work.team_id, row.person_id)
    if project is None or person is None:
        return None
    line = _("Who succeeds %(name)s in %(project)s?", name=person.name, project=project.name)
    button = Offer(_("Choose successors"), "handovers.open", f"{project.id}:{person.user_id}")
    return Waiting(ASK, row.id, line, row.opened_at, (button,))
