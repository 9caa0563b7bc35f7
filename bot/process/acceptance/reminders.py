"""What of an acceptance waits for whom: verdicts and signatures (`kernel/awaited.py`), evidence of what is put right,
the PM's word on it, the re-acceptance to be called, and what is open in a project that is accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.process.acceptance import shown as acceptance_shown
from bot.process.acceptance import signed
from bot.process.acceptance.shown import Remedy, Shown
from bot.process.acceptance.states import State
from bot.process.kernel import asks, calendars, matters, nudges, substitutes
from bot.process.kernel.asks import Asked
from bot.process.kernel.awaited import Awaited
from bot.process.kernel.rules import Phase
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer
from storage import acceptances, projects
from storage.acceptances import Acceptance, Rectification
from storage.projects import Project
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
SIGN, SILENCE = "acceptance.sign", "acceptance.silence"
PROVE, AGREE, CALL, SETTLE = "acceptance.prove", "acceptance.agree", "acceptance.call", "acceptance.settle"
AFTER = (PROVE, AGREE, CALL, SETTLE)
LOOK, DUE = "acceptance.look", "acceptance.due"
# A line that leaves room on a phone for what is said of it.
TITLE = 60

AWAITED: Awaited[Acceptance, Shown] = Awaited(
    SIGN,
    "",
    SILENCE,
    LOOK,
    Acceptance,
    one=acceptance_shown.one,
    of_project=signed.of_project,
    show="acceptance.show",
    returned=Text(""),
    asked_line=lambda shown: (
        _("%(number)s · acceptance: judge the checklist as %(places)s by %(day)s (%(calendar)s)")
        if shown.state is State.JUDGING
        else _("%(number)s · acceptance: sign the report as %(places)s by %(day)s (%(calendar)s)")
    ),
    silent=lambda _shown: _("%(number)s · acceptance: %(missing)s (%(names)s)"),
    read=lambda shown: _("Read and judge") if shown.state is State.JUDGING else _("Read and sign"),
    missing=lambda number: plural("%(number)s word missing", "%(number)s words missing", number),
)
KINDS = (*AWAITED.kinds, *AFTER)


def watch(work: Work, acceptance: Acceptance) -> None:
    """After every change: what waits for whom, and when it is looked at again."""
    AWAITED.watch(work, acceptance)
    wanted = _after(work, acceptance)
    asks.settle(work, AFTER, acceptance.id, wanted)
    standing = {one.kind for one in wanted}
    for kind in AFTER:
        if kind not in standing:
            nudges.forget(work, kind, acceptance.id)
    _keep_proving(work, acceptance)
    _wake(work, acceptance)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: look again on the days that it makes of those of the round and of what is put right."""
    for acceptance in acceptances.of_project(work.session, work.team_id, project.id):
        AWAITED.recount_of(work, acceptance)
        _wake(work, acceptance)


def asked(work: Work, acceptance_id: int) -> list[Asked]:
    """Who has the next word in an acceptance, whatever that is."""
    acceptance = acceptances.by_id(work.session, work.team_id, acceptance_id)
    if acceptance is None:
        return []
    return [*AWAITED.asked(work, acceptance_id), *_after(work, acceptance)]


def lines(work: Work, user_id: str, acceptance_ids: Sequence[int]) -> list[Waiting]:
    """What waits for the person of these acceptances."""
    found = AWAITED.lines(work, user_id, acceptance_ids)
    for acceptance in read_ahead(work.session, Acceptance, acceptance_ids):
        project = matters.project_of(work, acceptance)
        found += _to_prove(work, acceptance, project, user_id)
        if user_id == project.pm_id:
            found += _of_manager(work, acceptance, project)
    return found


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """The line of a reminder of that kind, if it still waits for that person."""

    def nudge(work: Work, user_id: str, acceptance_id: int) -> Waiting | None:
        return next((one for one in lines(work, user_id, [acceptance_id]) if one.kind == kind), None)

    return nudge


def remind_of_evidence(work: Work, acceptance: Acceptance, found: Sequence[Rectification]) -> None:
    """Those whose departments are to put something right are reminded of it."""
    project = matters.project_of(work, acceptance)
    for one in found:
        for user_id in _provers(work, project, one)[:1]:
            nudges.remind(work, user_id, PROVE, acceptance.id)


def next_look(work: Work, acceptance: Acceptance) -> datetime | None:
    """When what is to be put right is looked at next: at half time, on the last working day, when a day is over."""
    project = matters.project_of(work, acceptance)
    upcoming = [
        moment
        for one in acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])
        if one.is_open
        for moment in _moments(work, project, one)
        if moment > work.now
    ]
    return min(upcoming, default=None)


def over_at(one: Rectification, project: Project) -> datetime:
    """The end of the day until which something is put right, in the project's zone."""
    return asks.beginning(one.due_on + timedelta(days=1), project)


def _moments(work: Work, project: Project, one: Rectification) -> list[datetime]:
    calendar = calendars.of_project(work, project)
    since = calendar.next_working_day(one.made_at.date(), inclusive=True)
    days = asks.half_and_last(since, max(one.due_on, since), calendar)
    return [*(asks.beginning(day, project) for day in days), over_at(one, project)]


def _wake(work: Work, acceptance: Acceptance) -> None:
    at = next_look(work, acceptance)
    if at is None or matters.project_of(work, acceptance).is_still:
        work.let_sleep(DUE, acceptance.id)
    else:
        work.wake(DUE, acceptance.id, at)


def _keep_proving(work: Work, acceptance: Acceptance) -> None:
    """Whose department has nothing to put right any more is reminded of it no more."""
    project = matters.project_of(work, acceptance)
    found = acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])
    still = {user_id for one in found if one.is_open for user_id in _provers(work, project, one)}
    still |= {one.user_id for who in still for one in substitutes.covering(work, who)}
    nudges.forget(work, PROVE, acceptance.id, but=still)


def _provers(work: Work, project: Project, one: Rectification) -> list[str]:
    """Who sees to it: the liaison of the department, then its head."""
    part = projects.part(work.session, project.id, one.department_id)
    return [part.liaison_id, part.head_id] if part is not None else []


def _after(work: Work, acceptance: Acceptance) -> list[Asked]:
    """What waits when all have signed, or before a re-acceptance is called."""
    project = matters.project_of(work, acceptance)
    found = acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])
    of_project = (project.id, acceptance.changed_at)
    asked = [
        Asked(PROVE, project.id, one.made_at, post=post, department_id=one.department_id)
        for one in {one.department_id: one for one in found if one.is_open}.values()
        for post in (asks.LIAISON,)
    ]
    if any(one.holds_up and one.proved_at is not None for one in found):
        asked.append(Asked(AGREE, *of_project, post=asks.PM))
    if is_to_be_called(work, acceptance):
        asked.append(Asked(CALL, *of_project, post=asks.PM))
    if is_to_be_closed(work, acceptance, project):
        asked.append(Asked(SETTLE, project.id, project.accepted_at or work.now, post=asks.PM))
    return asked


def is_to_be_called(work: Work, acceptance: Acceptance) -> bool:
    """Whether all is put right that it is to judge again, and it is still to be called."""
    ids = {one["of"] for one in acceptance.items}
    if acceptance.state != State.DRAFT or acceptance.ordinal == 1:
        return False
    found = acceptances.in_project(work.session, work.team_id, acceptance.project_id)
    return all(one.proved_at is not None for one in found if one.id in ids)


def is_to_be_closed(work: Work, acceptance: Acceptance, project: Project) -> bool:
    """Whether the project is accepted, by this as the last, and what is open in it is still to be settled."""
    last = signed.of_project(work, project)
    is_last = last is not None and last.id == acceptance.id
    return is_last and project.accepted_at is not None and project.phase == Phase.CLOSING


def _to_prove(work: Work, acceptance: Acceptance, project: Project, user_id: str) -> list[Waiting]:
    """What the person's department is still to put right, in one line."""
    its = [
        one
        for one in acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])
        if one.is_open and user_id in _provers(work, project, one)
    ]
    if not its:
        return []
    first, *others = acceptance_shown.remedies_of(work, project, its)
    said = {
        "number": project.number,
        "words": truncate(first.row.title, TITLE),
        "day": Near(first.row.due_on, work.today(project.zone)),
        "calendar": calendars.named(calendars.of_project(work, project), work.today(project.zone), first.row.due_on),
    }
    line = _("%(number)s · give evidence that this is put right by %(day)s (%(calendar)s): %(words)s", **said)
    if others:
        more = plural("%(number)s more", "%(number)s more", len(others))
        line = _("%(line)s · %(more)s", line=line, more=more)
    line = asks.with_days_overdue(line, first.working_days_late)
    return [Waiting(PROVE, acceptance.id, line, over_at(first.row, project), _buttons(first, acceptance))]


def _buttons(first: Remedy, acceptance: Acceptance) -> tuple[Offer, ...]:
    show = Offer(_("Show it"), "acceptance.show", str(acceptance.number))
    return (Offer(_("Give evidence"), "acceptance.prove", str(first.row.id)), show)


def _of_manager(work: Work, acceptance: Acceptance, project: Project) -> list[Waiting]:
    """What waits for the PM."""
    found = []
    show = Offer(_("Show it"), "acceptance.show", str(acceptance.number))
    proved = [
        one
        for one in acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])
        if one.holds_up and one.proved_at is not None
    ]
    if proved:
        line = _(
            "%(number)s · evidence of a remainder waits for your word: %(words)s",
            number=project.number,
            words=truncate(proved[0].title, TITLE),
        )
        found.append(Waiting(AGREE, acceptance.id, line, None, (show,)))
    if is_to_be_called(work, acceptance):
        line = _("%(number)s · all is put right: call the re-acceptance", number=project.number)
        found.append(Waiting(CALL, acceptance.id, line, None, (show,)))
    if is_to_be_closed(work, acceptance, project):
        line = _("%(number)s is accepted: say what becomes of what is open, and close it", number=project.number)
        close = Offer(_("Settle and close"), "projects.close", str(project.id))
        found.append(Waiting(SETTLE, acceptance.id, line, None, (close, show)))
    return found
