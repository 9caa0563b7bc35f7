"""What a dispute waits for, whom it waits for, and when it is looked at again.

While it is open it is looked at every hour of its clock, so that its cards tell what is left, and whoever can act is
warned at half time, at three quarters and one hour before the end. Once it is escalated, who decides is reminded
each working morning; in the afternoon, too, where time runs out: it is major, or what it is about is due that day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.calendars import first_instant
from bot.process.disputes import cards
from bot.process.disputes import clock as dispute_clock
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.clock import Clock
from bot.process.disputes.shown import Shown, Side
from bot.process.disputes.states import State
from bot.process.kernel import asks, calendars, nudges, quiet
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import disputes, matters, people, projects
from storage.disputes import Dispute
from storage.people import Person
from storage.projects import Project
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
POSITION, CONFIRM, CALL, DECIDE = "disputes.position", "disputes.confirm", "disputes.call", "disputes.decide"
KINDS = (POSITION, CONFIRM, CALL, DECIDE)
LOOK = "disputes.look"
# The second half of a working day begins after lunch.
HALVES = (quiet.HOURS.start, time(14))
# Where the PM cannot be asked to name who decides, a few admins are.
ADMINS_ASKED = 3


def watch(work: Work, dispute: Dispute) -> None:
    """After every change: look again when something is due; once it is over, never."""
    dispute_id = dispute.id
    asks.settle(work, KINDS, dispute_id, _asks(dispute))
    if dispute.state not in disputes.RUNNING:
        for kind in KINDS:
            nudges.forget(work, kind, dispute_id)
        work.let_sleep(LOOK, dispute_id)
    elif (at := look_at(work, dispute_id)) is not None:
        work.wake(LOOK, dispute_id, at)


def look_at(work: Work, dispute_id: int) -> datetime | None:
    """When the dispute is looked at again: each hour of its clock, then when who decides is reminded."""
    dispute = matters.by_id(work.session, Dispute, work.team_id, dispute_id)
    if dispute is None or dispute.state not in disputes.RUNNING:
        return None
    if dispute.state == State.OPEN:
        return next_hour(work, dispute)
    return next_reminder(work, dispute_shown.one(work, dispute))


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: the working hours of the project's open disputes end when it says, and who decides on an
    escalated one is reminded on the mornings that are theirs now.
    """
    for dispute in disputes.of_projects(work.session, work.team_id, [project.id], states=disputes.RUNNING):
        if dispute.state == State.OPEN and dispute.clock == Clock.WORKING:
            clock, since = Clock(dispute.clock), dispute.created_at
            dispute.deadline_at = dispute_shown.deadline_of(work, project, since, clock)
            work.session.add(dispute)
            work.session.flush()
            cards.draw(work, dispute)
        watch(work, dispute)


def is_over(work: Work, dispute: Dispute) -> bool:
    """Whether it is open although its hours have passed."""
    return dispute.state == State.OPEN and dispute.deadline_at <= work.now


def moment(work: Work, dispute: Dispute, hours: int) -> datetime:
    """When so many hours of its clock have passed."""
    project = projects.project(work.session, work.team_id, dispute.project_id)
    assert project is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    calendar = calendars.of_project(work, project)
    return dispute_clock.after(Clock(dispute.clock), dispute.created_at, hours, calendar, project.zone)


def next_hour(work: Work, dispute: Dispute) -> datetime:
    """The next moment at which a whole hour of its clock has passed."""
    for hours in range(1, dispute_clock.HOURS):
        if (at := moment(work, dispute, hours)) > work.now:
            return min(at, dispute.deadline_at)
    return dispute.deadline_at


def next_reminder(work: Work, shown: Shown) -> datetime:
    """When who decides is reminded next: not on a morning on which they are told that it is theirs."""
    person, told_at = _reminded(work, shown), shown.dispute.escalated_at or work.now
    zone = ZoneInfo(person.zone if person else "UTC")
    since = max(quiet.hold(work, person, told_at), work.now) if person else work.now
    calendar = calendars.of_person(work, person) if person else calendars.of_key(work, calendars.main_key(work))
    day = calendar.next_working_day(since.astimezone(zone).date(), inclusive=True)
    while True:
        for half in HALVES if _runs_out(shown, day) else HALVES[:1]:
            if (at := first_instant(datetime.combine(day, half), zone)) > since:
                return at
        day = calendar.next_working_day(day)


def _runs_out(shown: Shown, day: date) -> bool:
    """Whether it cannot wait for the morning after that day."""
    due = [*(one.due_on for one in shown.tasks), shown.request.needed_by if shown.request is not None else None]
    return shown.dispute.is_major or day in due


def namers(work: Work, shown: Shown) -> list[Person]:
    """Who names a second decider where there is none: the PM; an admin where the PM is a party, or gone."""
    manager = people.person(work.session, work.team_id, shown.project.pm_id)
    if manager and not manager.is_deactivated and not dispute_shown.is_party(work, shown.dispute, manager.user_id):
        return [manager]
    return people.admins(work.session, work.team_id)[:ADMINS_ASKED]


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """The line of a reminder of that kind, if the matter still waits for that person."""

    def nudge(work: Work, user_id: str, dispute_id: int) -> Waiting | None:
        dispute = matters.by_id(work.session, Dispute, work.team_id, dispute_id)
        if dispute is None or dispute.state not in disputes.RUNNING:
            return None
        found = _waiting(work, dispute_shown.one(work, dispute), user_id)
        return next((one for one in found if one.kind == kind), None)

    return nudge


def asked(work: Work, dispute_id: int) -> list[Asked]:
    """Whom a dispute may wait for."""
    dispute = matters.by_id(work.session, Dispute, work.team_id, dispute_id)
    return _asks(dispute) if dispute is not None else []


def lines(work: Work, user_id: str, dispute_ids: Sequence[int]) -> list[Waiting]:
    """What of these disputes waits for the person."""
    found = read_ahead(work.session, Dispute, dispute_ids)
    shown = dispute_shown.many(work, found, with_tasks=False)
    return [waiting for one in shown for waiting in _waiting(work, one, user_id)]


def _asks(dispute: Dispute) -> list[Asked]:
    """Everybody whose word it may be; whose it is, hangs on what the sides have said, and on who is a party."""
    if dispute.state not in disputes.RUNNING:
        return []
    asked = Asked("", dispute.project_id, dispute.created_at)
    of_sides = [asked._replace(kind=CONFIRM, post=asks.LIAISON, department_id=one) for one in dispute.sides]
    found = [*of_sides, of_sides[1]._replace(kind=POSITION), asked._replace(kind=CALL, post=asks.PM)]
    if dispute.state == State.ESCALATED:
        # Where nobody is named who decides, an admin names one.
        found += [asked._replace(kind=DECIDE, post=asks.DECIDER), asked._replace(kind=CALL, user_id=asks.ADMINS)]
    return found


def _waiting(work: Work, shown: Shown, user_id: str) -> list[Waiting]:
    """What the person has to do about it now."""
    if shown.state == State.ESCALATED:
        return [*_of_decider(work, shown, user_id), *_of_position(shown, user_id)]
    if shown.state == State.OPEN:
        return [*_of_position(shown, user_id), *_of_text(shown, user_id), *_of_manager(shown, user_id)]
    return []


def _of_position(shown: Shown, user_id: str) -> list[Waiting]:
    # With a text to confirm, that is the next word; the position may be said beside it.
    has_text = shown.state == State.OPEN and shown.proposal is not None and shown.other.confirmed_by is None
    if shown.other.position or has_text or not _is_liaison(shown.other, user_id):
        return []
    return [_one(POSITION, shown, _("state your department's position"), _state(shown))]


def _of_text(shown: Shown, user_id: str) -> list[Waiting]:
    if not any(_is_liaison(side, user_id) for side in shown.unconfirmed):
        return []
    if shown.proposal is not None:
        button = Offer(_("Confirm the text"), "disputes.confirm", str(shown.proposal.id))
        is_silent = _is_liaison(shown.other, user_id) and not shown.other.position
        more = (_state(shown),) if is_silent else ()
        return [_one(CONFIRM, shown, _("read the text and confirm it"), button, *more)]
    if not shown.other.position:
        return []
    button = Offer(_("Propose a text"), "disputes.propose", str(shown.dispute.id))
    return [_one(CONFIRM, shown, _("propose a text that both sides can confirm"), button)]


def _of_manager(shown: Shown, user_id: str) -> list[Waiting]:
    number = str(shown.dispute.id)
    if user_id != shown.project.pm_id:
        return []
    if shown.dispute.major_asked_by:
        both = (
            Offer(_("Mark as major"), "disputes.major", number),
            Offer(_("Leave it normal"), "disputes.normal", number),
        )
        return [_one(CALL, shown, _("a head asks to mark it as major"), *both)]
    if shown.dispute.meeting_at is not None:
        return []
    return [_one(CALL, shown, _("call the special meeting"), Offer(_("Call the meeting"), "disputes.meeting", number))]


def _of_decider(work: Work, shown: Shown, user_id: str) -> list[Waiting]:
    if shown.decider is not None:
        button = Offer(_("Decide"), "disputes.decide", str(shown.dispute.id))
        since = Near(shown.dispute.escalated_at or shown.dispute.deadline_at, shown.dispute.created_at.date())
        what = _("decide; waiting since %(moment)s", moment=since)
        return [_one(DECIDE, shown, what, button)] if user_id == shown.decider.user_id else []
    if user_id not in {one.user_id for one in namers(work, shown)}:
        return []
    button = Offer(_("Name who decides"), "disputes.settings", str(shown.project.id))
    return [_one(CALL, shown, _("the sponsor is a party: name who decides"), button)]


def _one(kind: str, shown: Shown, what: Text, *buttons: Offer) -> Waiting:
    dispute = shown.dispute
    if shown.state == State.OPEN:
        line = _(
            "⚖️ D-%(number)s · %(subject)s · %(what)s · consensus by %(moment)s (%(left)s)",
            number=dispute.number,
            subject=dispute.subject,
            what=what,
            moment=Near(dispute.deadline_at, dispute.created_at.date()),
            left=shown.left,
        )
    else:
        line = _("⚖️ D-%(number)s · %(subject)s · %(what)s", number=dispute.number, subject=dispute.subject, what=what)
    offers = (*buttons, Offer(_("Show it"), "disputes.show", str(dispute.number)))
    due_at = dispute.deadline_at if shown.state == State.OPEN else dispute.escalated_at
    return Waiting(kind, dispute.id, line, due_at, offers, is_major=dispute.is_major)


def _state(shown: Shown) -> Offer:
    return Offer(_("State our position"), "disputes.position", str(shown.dispute.id))


def _is_liaison(side: Side, user_id: str) -> bool:
    return side.liaison is not None and side.liaison.user_id == user_id


def _reminded(work: Work, shown: Shown) -> Person | None:
    """By whose working hours the reminders come."""
    return shown.decider or next(iter(namers(work, shown)), None)


def tell_outcome(work: Work, shown: Shown) -> None:
    """Tell both liaisons, who raised it, and a head who was asked what it came to; not who has just done it."""
    asked = {one.target for one in cards.asked_in(work, shown.dispute)}
    heads = [side.head for side in shown.sides if side.head is not None and side.head.user_id in asked]
    persons = [one for one in (shown.raising.liaison, shown.other.liaison, shown.raised_by, *heads) if one is not None]
    for person in {one.user_id: one for one in persons}.values():
        if person.user_id != work.actor_id:
            quiet.tell(
                work,
                person,
                "disputes/outcome",
                about=dispute_shown.about(shown.dispute),
                is_major=shown.dispute.is_major,
                shown=shown,
            )
