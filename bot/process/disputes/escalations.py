"""Escalation (上报): when the hours of a dispute are over, or at once when it is major, it is the decider's.

A timer's operation looks at the state as it is when it fires: found late, after a standstill, it is escalated once,
with the moment at which its hours ended.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.disputes import cards, clock, reminders
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import State, Turn
from bot.process.kernel import matters, notes, nudges
from bot.process.kernel.work import Work
from storage import disputes
from storage import nudges as stored_nudges
from storage import projects as stored_projects
from storage.disputes import Dispute
from storage.matters import by_id


def look(work: Work, dispute_id: int) -> None:
    """A timer's operation: an hour of the clock has passed, or a morning of who decides has begun."""
    dispute = by_id(work.session, Dispute, work.team_id, dispute_id, to_change=True)
    if dispute is None or dispute.state not in disputes.RUNNING:
        return
    if dispute.state == State.ESCALATED:
        remind(work, dispute_shown.one(work, dispute))
        return
    if if_over(work, dispute):
        return
    passed = [hours for hours in clock.WARNED_AT if reminders.moment(work, dispute, hours) <= work.now]
    if passed and passed[-1] > dispute.warned:
        dispute.warned = passed[-1]
        work.session.add(dispute)
        work.session.flush()
        _warn(work, dispute_shown.one(work, dispute))
    reminders.watch(work, dispute)
    cards.draw(work, dispute)


def if_over(work: Work, dispute: Dispute) -> bool:
    """Escalate it if its hours are over, in nobody's name; says whether that was so."""
    if not reminders.is_over(work, dispute):
        return False
    with work.acting_as(None):
        escalate(work, dispute)
    return True


def escalate(work: Work, dispute: Dispute) -> Shown:
    """It is the decider's now: they get the decision pack, and the sides and the PM hear of it."""
    over = {"deadline_at": (None, dispute.deadline_at)}
    matters.move(work, DISPUTES, dispute, "escalate", noted=over, escalated_at=work.now)
    for what in (Turn.WARNING, Turn.CONFIRM, Turn.MAJOR):
        work.unsay(dispute_shown.turn_of(dispute, what), "it is escalated")
    shown = matters.changed(work, DISPUTES, dispute)
    notes.note(work, DISPUTES, dispute, "escalate")
    hand_to_decider(work, shown)
    told = [*(side.liaison for side in shown.sides), dispute_shown.manager(work, shown)]
    others = [one for one in told if one != shown.decider]
    cards.tell(work, shown, others, "disputes/escalated", Turn.ESCALATED)
    return shown


def hand_to_decider(work: Work, shown: Shown) -> None:
    """Let who decides see the project; their pack is a card. Where nobody can decide, ask for somebody to be named."""
    if shown.decider is None:
        cards.ask(work, shown, reminders.namers(work, shown), Turn.NAME)
    else:
        work.unsay(dispute_shown.turn_of(shown.dispute, Turn.NAME), "somebody decides")
        stored_projects.add_members(work.session, shown.project, [shown.decider.user_id])


def remind(work: Work, shown: Shown) -> None:
    """Remind who decides, or who names them, when that is due; not where they have put it off."""
    dispute_id = shown.dispute.id
    persons = [shown.decider] if shown.decider else reminders.namers(work, shown)
    kind = reminders.DECIDE if shown.decider else reminders.CALL
    for person in persons:
        if not _has_put_off(work, person.user_id, kind, dispute_id):
            nudges.remind(work, person.user_id, kind, dispute_id, is_exact=True)
    reminders.watch(work, shown.dispute)


def _warn(work: Work, shown: Shown) -> None:
    """Warn whoever can act, of how much is left; a warning that waits for their morning is dropped at the end."""
    persons = [*(one for side in shown.unconfirmed for one in side.people), dispute_shown.manager(work, shown)]
    is_major = shown.dispute.is_major
    wanted = [one for one in persons if one and (is_major or not _is_unwanted(work, one.user_id, shown.dispute.id))]
    until = _next_moment(work, shown.dispute)
    cards.tell(work, shown, wanted, "disputes/warning", Turn.WARNING, expires_at=until)


def _next_moment(work: Work, dispute: Dispute) -> datetime:
    """When the next warning comes, or the hours end: by then this one is pointless."""
    later = [hours for hours in clock.WARNED_AT if hours > dispute.warned]
    return reminders.moment(work, dispute, later[0]) if later else dispute.deadline_at


def _is_unwanted(work: Work, user_id: str, dispute_id: int) -> bool:
    kind = reminders.CONFIRM
    muted = stored_nudges.muted(work.session, work.team_id, user_id)
    return kind in muted or _has_put_off(work, user_id, kind, dispute_id)


def _has_put_off(work: Work, user_id: str, kind: str, dispute_id: int) -> bool:
    nudge = stored_nudges.nudge(work.session, work.team_id, user_id, kind, dispute_id)
    return nudge is not None and nudge.is_exact and nudge.told_at is None and nudge.due_at > work.now
