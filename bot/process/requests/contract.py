"""What is done to a request, in the order of its life: accepted or objected to, delivered, confirmed or returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import matters, members, phrases, quiet
from bot.process.kernel.lines import read_line
from bot.process.kernel.work import Work
from bot.process.requests import cards, reminders
from bot.process.requests import shown as request_shown
from bot.process.requests.kind import REQUESTS
from bot.process.requests.shown import Shown
from bot.process.requests.states import NOTICE_DAYS, STATES, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, projects, requests
from storage.projects import Project
from storage.requests import Request

ANSWER, SETTLE = "requests.answer", "requests.settle"

# Of what may be taken back, what the asked department is told at once: it is told as well that it was taken back.
TOLD_TO_ASKED = frozenset({"take the alternative", "withdraw"})


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not, and what instead; `by` where the alternative would come at another day."""

    reason: str
    alternative: str
    by: date | None = None


def accept(work: Work, request_id: int) -> Shown:
    """The asked department will do it as asked."""
    request = matters.held(work, REQUESTS, request_id, to=ANSWER)
    return _move(work, request, "accept", answered_at=request.answered_at or work.now, accepted_at=work.now)


def object_to(work: Work, request_id: int, objection: Objection, version: int | None = None) -> Shown:
    """The asked department cannot do it as asked, and says what it can do.

    Raises Refused without a reason and an alternative, and where it was changed since it was looked at.
    """
    request = matters.held(work, REQUESTS, request_id, to=ANSWER, version=version)
    if not objection.reason or not objection.alternative:
        raise Refused(_("An objection needs a reason and an alternative."), field="alternative")
    project = matters.project_of(work, request)
    phrases.must_be_ahead(objection.by, work.today(project.zone), "by")
    by = objection.by or _by_its_words(work, project, request, objection.alternative)
    is_late = is_late_notice(work, request)
    shown = _move(
        work,
        request,
        "object",
        because=objection.reason,
        reason=objection.reason,
        alternative=objection.alternative,
        alternative_by=by,
        answered_at=request.answered_at or work.now,
        late_notices=request.late_notices + is_late,
    )
    cards.tell_requester(work, shown)
    if is_late:
        cards.tell_late_notice(work, shown)
    return shown


def _by_its_words(work: Work, project: Project, request: Request, alternative: str) -> date | None:
    """The day that an alternative names in words, where none was chosen beside it.

    Raises Refused for words that may be another day than the one on which the help is needed.
    """
    for words in filter(None, map(str.strip, alternative.splitlines())):
        line = read_line(work, project, words)
        if line.due_on is not None:
            return line.due_on
        if line.near not in (None, request.needed_by):
            raise Refused(
                _("“%(words)s” may be the day (%(day)s): choose it here.", words=line.left, day=line.near), field="by"
            )
    return None


def is_late_notice(work: Work, request: Request) -> bool:
    """Whether an objection now would come after acceptance, and later than the process allows."""
    project = matters.project_of(work, request)
    calendar = request_shown.calendar_of(work, request)
    days_left = calendar.working_days_between(work.today(project.zone), request.needed_by)
    return request.state != State.SUBMITTED and days_left < NOTICE_DAYS


def take(work: Work, request_id: int) -> Shown:
    """The asking side takes the alternative: its day and words become those of the contract."""
    request = matters.held(work, REQUESTS, request_id, to=SETTLE)
    standard = "\n".join(part for part in (request.alternative, request.standard) if part)
    shown = _move(
        work,
        request,
        "take the alternative",
        needed_by=request.alternative_by or request.needed_by,
        standard=standard[:3000],
        accepted_at=work.now,
    )
    cards.tell_asked(work, shown)
    return shown


def deliver(work: Work, request_id: int, note: str = "") -> Shown:
    """The asked department has done it."""
    request = matters.held(work, REQUESTS, request_id, to=ANSWER)
    shown = _move(work, request, "deliver", because=note, note=note, delivered_at=work.now)
    cards.tell_requester(work, shown)
    return shown


def confirm(work: Work, request_id: int) -> Shown:
    """What was delivered is what was asked for."""
    request = matters.held(work, REQUESTS, request_id, to=SETTLE)
    return _move(work, request, "confirm", closed_at=work.now)


def send_back(work: Work, request_id: int, reason: str) -> Shown:
    """What was delivered is not yet what was asked for.

    Raises Refused without a reason.
    """
    request = matters.held(work, REQUESTS, request_id, to=SETTLE)
    if not reason:
        raise Refused(_("Say what is missing, so that it can be put right."), field="reason")
    shown = _move(work, request, "return", because=reason, note=reason, delivered_at=None)
    cards.tell_asked(work, shown)
    return shown


def withdraw(work: Work, request_id: int) -> Shown:
    """The asking side needs it no longer."""
    request = matters.held(work, REQUESTS, request_id, to=SETTLE)
    shown = _move(work, request, "withdraw", closed_at=work.now)
    cards.tell_asked(work, shown)
    return shown


def dispute(work: Work, request: Request, subject: str) -> None:
    """The alternative is not taken, or no answer comes: the two departments differ. Who may say so is the dispute's to
    know.
    """
    _move(work, request, "dispute", because=subject)


def resolve(work: Work, request: Request, text: str, needed_by: date | None) -> None:
    """The dispute came to an end: what it came to is now part of the contract, by that day."""
    standard = "\n".join(part for part in (text, request.standard) if part)
    _move(
        work,
        request,
        "resolve",
        because=text,
        needed_by=needed_by or request.alternative_by or request.needed_by,
        standard=standard[:3000],
        answered_at=request.answered_at or work.now,
        accepted_at=work.now,
    )


def drop(work: Work, request: Request, text: str) -> None:
    """The dispute came to an end: the help is needed no longer."""
    _move(work, request, "drop", because=text, closed_at=work.now)


def undispute(work: Work, request: Request) -> None:
    """The dispute was withdrawn: the objection stands again, and waits for who asked; without one, an answer is due."""
    _move(work, request, "withdraw the dispute" if request.answered_at is not None else "wait again")


def escalate(work: Work, request_id: int) -> Shown:
    """The asking side turns to the asked department's head, and to the PM, because nothing comes; a second time nothing
    more is said.

    Raises Refused where nothing is overdue.
    """
    request = matters.held(work, REQUESTS, request_id, to=SETTLE)
    shown = request_shown.one(work, request)
    if not shown.is_late:
        raise Refused(_("R-%(number)s is not overdue: nobody has to be asked to hurry.", number=request.number))
    if history.of(work.session, work.team_id, REQUESTS.flow, request.id)[-1].action == "escalate":
        return shown
    matters.alter(work, REQUESTS, request, "escalate")
    shown = matters.changed(work, REQUESTS, request)
    reminders.tell_now(work, request, shown.project)
    return shown


def assign(work: Work, request_id: int, user_id: str) -> Shown:
    """The asked department's liaison or head names who does it.

    Raises Refused for somebody who is not there any more, and for a request that is settled.
    """
    request = matters.held(work, REQUESTS, request_id, to="requests.assign")
    members.there(work, user_id, "assignee")
    if request.state not in requests.OPEN:
        raise Refused(_("That is not possible now. It stands at: %(state)s.", state=STATES[State(request.state)]))
    before = request.assignee_id
    projects.add_members(work.session, matters.project_of(work, request), [user_id])
    matters.alter(work, REQUESTS, request, "assign", assignee_id=user_id)
    shown = matters.changed(work, REQUESTS, request)
    told = quiet.readers(work, (one for one in (shown.liaison, shown.assignee) if one is not None))
    if before is not None and before not in told:
        work.unsay(cards.turn_of(request), "somebody else does it", to=[before])
    return shown


def undo(work: Work, request_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    request, last = matters.take_back(work, REQUESTS, request_id, version)
    was_untold = bool(work.unsay(cards.turn_of(request), "it was taken back"))
    shown = matters.changed(work, REQUESTS, request)
    if last.action in TOLD_TO_ASKED and not was_untold:
        cards.tell_asked(work, shown)
    elif last.action == "object" and not was_untold:
        cards.tell_taken_back(work, shown)
    return shown


def to_object(work: Work, request_id: int) -> tuple[Shown, bool]:
    """The request, for a form in which the actor will object; and whether that would be late notice."""
    shown = matters.to_act(work, REQUESTS, request_id, ANSWER, "object")
    return shown, is_late_notice(work, shown.request)


def _move(work: Work, request: Request, move: str, **fields: Any) -> Shown:
    """Make a move of the table; whoever was still to hear whose turn it had been need not any more."""
    matters.move(work, REQUESTS, request, move, **fields)
    work.unsay(cards.turn_of(request), "it has gone on")
    return matters.changed(work, REQUESTS, request)
