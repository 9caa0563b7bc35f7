"""The answer to a proposal: who is reminded of it when, what waits for whom, and who hears of silence.

Whoever decides has the card from the beginning, is reminded at half time and on the last working day, and again and
again once that has passed (`asks`). Whoever proposed hears of silence then, and some days later the deputies.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.kernel import asks, calendars, nudges, partners, quiet
from bot.process.kernel.asks import Asked
from bot.process.kernel.matters import project_of
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.proposals import cards, content
from bot.process.proposals import shown as proposal_shown
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import State
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import matters, people, proposals
from storage import nudges as kept
from storage.projects import Project
from storage.proposals import Proposal
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
DECIDE, REVISE, SILENCE = "proposals.decide", "proposals.revise", "proposals.silence"
KINDS = (DECIDE, REVISE, SILENCE)
LOOK = "proposals.look"
# Silence is told once; it stands under one mark.
_SILENT = "silent"


def watch(work: Work, proposal: Proposal) -> None:
    """After every change: forget what was to be said of the state before, and look again when something is due."""
    asks.settle(work, KINDS, proposal.id, asked(work, proposal.id))
    for kind in KINDS:
        nudges.forget(work, kind, proposal.id)
    if proposal.state == State.RETURNED:
        nudges.remind(work, proposal.created_by, REVISE, proposal.id, quiet.after_news(work, proposal.created_by))
    _wake(work, proposal)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: the day by which an answer is asked for is counted anew, and what is said of it."""
    proposal = proposals.of_project(work.session, work.team_id, project.id)
    if proposal is None or proposal.state != State.WAITING:
        return
    decide_by = content.decide_by(work, project, proposal.sent_at)
    if decide_by != proposal.decide_by:
        proposal.decide_by = decide_by
        work.session.add(proposal)
        work.session.flush()
        if decide_by >= work.today(project.zone):
            # It is no silence any more, and is told of when that day has passed.
            nudges.forget(work, SILENCE, proposal.id)
        cards.draw(work, proposal)
    asks.settle(work, KINDS, proposal.id, asked(work, proposal.id))
    _wake(work, proposal)


def look(work: Work, proposal_id: int) -> None:
    """A timer's operation: remind whoever decides, or tell of their silence, as the day says."""
    proposal = matters.by_id(work.session, Proposal, work.team_id, proposal_id, to_change=True)
    if proposal is None or proposal.state != State.WAITING:
        return
    project = project_of(work, proposal)
    shown = proposal_shown.one(work, proposal)
    for person in shown.deciders:
        nudges.remind(work, person.user_id, DECIDE, proposal_id)
    if proposal.decide_by < work.today(project.zone) and not shown.is_of_one:
        nudges.remind(work, proposal.created_by, SILENCE, proposal_id, mark=_SILENT)
        if _deputies_from(work, proposal, project) <= work.now:
            for user_id in _deputies(shown):
                nudges.remind(work, user_id, SILENCE, proposal_id, mark=_SILENT)
    _wake(work, proposal)


def look_at(work: Work, proposal_id: int) -> datetime | None:
    """When the proposal is looked at again; now, where nobody was told that its day has passed in silence."""
    proposal = matters.by_id(work.session, Proposal, work.team_id, proposal_id)
    if proposal is None or proposal.state != State.WAITING:
        return None
    moments = _moments(work, proposal)
    upcoming = [moment for moment in moments if moment > work.now]
    if upcoming:
        return min(upcoming)
    return None if kept.is_known(work.session, work.team_id, SILENCE, proposal_id) else work.now


def nudge(work: Work, user_id: str, proposal_id: int) -> Waiting | None:
    """The line of a reminder, if the matter still waits for that person."""
    return next(iter(lines(work, user_id, [proposal_id])), None)


def asked(work: Work, proposal_id: int) -> list[Asked]:
    """Who may have the next word in a proposal, and who sees that it is not said.

    Who of a head and the deputies it is, the lines say: they look at who is there.
    """
    proposal = matters.by_id(work.session, Proposal, work.team_id, proposal_id)
    if proposal is None:
        return []
    project = project_of(work, proposal)
    if proposal.state == State.RETURNED:
        return [Asked(REVISE, project.id, proposal.changed_at, user_id=proposal.created_by)]
    if proposal.state != State.WAITING:
        return []
    initiating = partners.named(work, project.initiating_department_id)
    deciding = Asked(DECIDE, project.id, proposal.sent_at)
    silent = Asked(SILENCE, project.id, _silent_from(proposal, project))
    return [
        *(deciding._replace(user_id=one) for one in dict.fromkeys((initiating.head_id, *initiating.deputies))),
        deciding._replace(user_id=asks.ADMINS),
        silent._replace(user_id=proposal.created_by),
        *(
            silent._replace(user_id=one, since=_deputies_from(work, proposal, project))
            for one in dict.fromkeys(initiating.deputies)
            if one != proposal.created_by
        ),
    ]


def lines(work: Work, user_id: str, proposal_ids: Sequence[int]) -> list[Waiting]:
    """Those of these proposals in which the person has the next word, or waits for one that is overdue."""
    found = read_ahead(work.session, Proposal, proposal_ids)
    waiting = (
        _waiting(work, shown, user_id) or _silence(work, shown, user_id) for shown in proposal_shown.many(work, found)
    )
    return [one for one in waiting if one is not None]


def _waiting(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    """What the person has to do about it now; None where it is another's turn."""
    proposal, number = shown.proposal, shown.project.number
    if shown.state == State.RETURNED and user_id == proposal.created_by:
        line = _(
            "%(number)s · %(name)s · returned with comments by %(decider)s",
            number=number,
            name=shown.project.name,
            decider=shown.decider,
        )
        edit = Offer(_("Edit and send again"), "proposals.edit", str(proposal.id))
        return Waiting(REVISE, proposal.id, line, None, (edit, _show(shown)))
    if shown.state != State.WAITING:
        return None
    if user_id in {one.user_id for one in shown.deciders}:
        line = _line(work, shown, _("read the proposal and answer"))
        read = Offer(_("Read and decide"), "proposals.show", str(proposal.number))
        return Waiting(DECIDE, proposal.id, line, _end(shown), (read,), own_of=proposal.created_by)
    person = people.person(work.session, work.team_id, user_id)
    if not shown.deciders and person is not None and person.may_administer:
        line = _(
            "%(number)s · %(name)s waits for the head of %(department)s, who has left: name another",
            number=number,
            name=shown.project.name,
            department=shown.initiating.name,
        )
        departments = Offer(_("Departments"), "departments.settings", "")
        return Waiting(DECIDE, proposal.id, line, _end(shown), (departments, _show(shown)))
    return None


def _silence(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    """That no answer came, for who proposed and the deputies; None before, and for others."""
    concerned = {shown.proposal.created_by}
    if _deputies_from(work, shown.proposal, shown.project) <= work.now:
        concerned.update(_deputies(shown))
    if not shown.is_late or shown.is_of_one or user_id not in concerned:
        return None
    line = _line(work, shown, _("no answer yet"))
    return Waiting(SILENCE, shown.proposal.id, line, _end(shown), (_show(shown),), is_to_do=False)


def _deputies(shown: Shown) -> list[str]:
    """The deputies, who may decide as the head may and are not asked yet."""
    asked_already = {one.user_id for one in shown.deciders} | {shown.proposal.created_by}
    return [one for one in shown.initiating.deputies if one not in asked_already]


def _line(work: Work, shown: Shown, what: Text) -> Text:
    line = _(
        "%(number)s · %(name)s · %(what)s by %(day)s (%(calendar)s)",
        number=shown.project.number,
        name=shown.project.name,
        what=what,
        day=Near(shown.proposal.decide_by, work.today(shown.project.zone)),
        calendar=shown.counted,
    )
    return asks.with_days_overdue(line, shown.working_days_late)


def _show(shown: Shown) -> Offer:
    return Offer(_("Show it"), "proposals.show", str(shown.proposal.number))


def _end(shown: Shown) -> datetime:
    """The deadline: the end of its day in the project's zone."""
    return _silent_from(shown.proposal, shown.project)


def _silent_from(proposal: Proposal, project: Project) -> datetime:
    return asks.beginning(proposal.decide_by + timedelta(days=1), project)


def _deputies_from(work: Work, proposal: Proposal, project: Project) -> datetime:
    """When the deputies are told that no answer came."""
    calendar = calendars.of_department(work, partners.named(work, project.initiating_department_id))
    return asks.beginning(calendar.add_working_days(proposal.decide_by, asks.HEAD_DAY), project)


def _wake(work: Work, proposal: Proposal) -> None:
    """Look again on the next day that asks for it; never, once nobody has to decide."""
    upcoming = [moment for moment in _moments(work, proposal) if moment > work.now]
    if proposal.state != State.WAITING or not upcoming:
        work.let_sleep(LOOK, proposal.id)
    else:
        work.wake(LOOK, proposal.id, min(upcoming))


def _moments(work: Work, proposal: Proposal) -> list[datetime]:
    """Whenever the proposal is to be looked at: on the days of its reminders, and when the last of its days is over."""
    project = project_of(work, proposal)
    calendar = calendars.of_department(work, partners.named(work, project.initiating_department_id))
    # Who is asked on a day off reads it on the next working day, and need not be reminded on the same.
    since = calendar.next_working_day(proposal.sent_at.astimezone(ZoneInfo(project.zone)).date(), inclusive=True)
    days = asks.half_and_last(since, proposal.decide_by, calendar)
    return [
        *(asks.beginning(day, project) for day in days),
        _silent_from(proposal, project),
        _deputies_from(work, proposal, project),
    ]
