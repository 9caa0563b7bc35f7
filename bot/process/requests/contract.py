"""What is done to a request, in the order of its life: accepted or objected to, delivered, confirmed or returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.process.kernel import members, quiet, rights
from bot.process.kernel.work import Work
from bot.process.requests import cards, reminders
from bot.process.requests import shown as request_shown
from bot.process.requests.shown import Shown
from bot.process.requests.states import NOTICE_DAYS, STATES, TRANSITIONS, State
from bot.words.language import text as _
from bot.words.refused import Refused, overtaken
from storage import history, projects, requests
from storage.projects import Project
from storage.requests import Request

# A slip of the finger is seen at once; later, others have acted on it.
UNDO_WITHIN = timedelta(minutes=10)

# Moves that nobody else was asked to act on at once.
HARMLESS = frozenset({"accept", "take the alternative", "deliver", "confirm", "withdraw"})
# Of these, what the asked department is told at once: it is told as well that one was taken back.
TOLD_TO_ASKED = frozenset({"take the alternative", "withdraw"})


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not, and what instead; `by` where the alternative would come at another day."""

    reason: str
    alternative: str
    by: date | None = None


def accept(work: Work, request_id: int) -> Shown:
    """The asked department will do it as asked."""
    request, project = _to_answer(work, request_id)
    return _move(work, request, project, "accept", answered_at=request.answered_at or work.now, accepted_at=work.now)


def object_to(work: Work, request_id: int, objection: Objection, version: int | None = None) -> Shown:
    """The asked department cannot do it as asked, and says what it can do.

    Raises Refused without a reason and an alternative, and where it was changed since it was looked at.
    """
    request, project = _to_answer(work, request_id, version)
    if not objection.reason or not objection.alternative:
        raise Refused(_("An objection needs a reason and an alternative."), field="alternative")
    if objection.by is not None and objection.by < work.today(project.zone):
        raise Refused(_("That day has passed."), field="by")
    is_late = request.state != State.SUBMITTED and is_late_notice(work, request, project)
    shown = _move(
        work,
        request,
        project,
        "object",
        because=objection.reason,
        reason=objection.reason,
        alternative=objection.alternative,
        alternative_by=objection.by,
        answered_at=request.answered_at or work.now,
        late_notices=request.late_notices + is_late,
    )
    cards.tell_requester(work, shown)
    if is_late:
        cards.tell_late_notice(work, shown)
    return shown


def is_late_notice(work: Work, request: Request, project: Project) -> bool:
    """Whether an objection now, after acceptance, comes later than the process allows."""
    calendar = request_shown.calendar_of(work, request, project)
    return calendar.working_days_between(work.today(project.zone), request.needed_by) < NOTICE_DAYS


def take(work: Work, request_id: int) -> Shown:
    """The asking side takes the alternative: its day and words become those of the contract."""
    request, project = _to_settle(work, request_id)
    standard = "\n".join(part for part in (request.alternative, request.standard) if part)
    shown = _move(
        work,
        request,
        project,
        "take the alternative",
        needed_by=request.alternative_by or request.needed_by,
        standard=standard[:3000],
        accepted_at=work.now,
    )
    cards.tell_asked(work, shown)
    return shown


def deliver(work: Work, request_id: int, note: str = "") -> Shown:
    """The asked department has done it."""
    request, project = _to_answer(work, request_id)
    shown = _move(work, request, project, "deliver", because=note, note=note, delivered_at=work.now)
    cards.tell_requester(work, shown)
    return shown


def confirm(work: Work, request_id: int) -> Shown:
    """What was delivered is what was asked for."""
    request, project = _to_settle(work, request_id)
    return _move(work, request, project, "confirm", closed_at=work.now)


def send_back(work: Work, request_id: int, reason: str) -> Shown:
    """What was delivered is not yet what was asked for.

    Raises Refused without a reason.
    """
    request, project = _to_settle(work, request_id)
    if not reason:
        raise Refused(_("Say what is missing, so that it can be put right."), field="reason")
    shown = _move(work, request, project, "return", because=reason, note=reason, delivered_at=None)
    cards.tell_asked(work, shown)
    return shown


def withdraw(work: Work, request_id: int) -> Shown:
    """The asking side needs it no longer."""
    request, project = _to_settle(work, request_id)
    shown = _move(work, request, project, "withdraw", closed_at=work.now)
    cards.tell_asked(work, shown)
    return shown


def dispute(work: Work, request: Request, project: Project, subject: str) -> None:
    """The alternative is not taken: the two departments differ. Who may say so is the dispute's to know."""
    _move(work, request, project, "dispute", because=subject)


def resolve(work: Work, request: Request, project: Project, text: str, needed_by: date | None) -> None:
    """The dispute came to an end: what it came to is now part of the contract, by that day."""
    standard = "\n".join(part for part in (text, request.standard) if part)
    _move(
        work,
        request,
        project,
        "resolve",
        because=text,
        needed_by=needed_by or request.alternative_by or request.needed_by,
        standard=standard[:3000],
        answered_at=request.answered_at or work.now,
        accepted_at=work.now,
    )


def drop(work: Work, request: Request, project: Project, text: str) -> None:
    """The dispute came to an end: the help is needed no longer."""
    _move(work, request, project, "drop", because=text, closed_at=work.now)


def undispute(work: Work, request: Request, project: Project) -> None:
    """The dispute was withdrawn: the objection stands again, and waits for who asked."""
    _move(work, request, project, "withdraw the dispute")


def assign(work: Work, request_id: int, user_id: str) -> Shown:
    """The asked department's liaison or head names who does it.

    Raises Refused for somebody who is not there any more, and for a request that is settled.
    """
    request, project = _found(work, request_id)
    _must(work, "requests.assign", request, project)
    members.there(work, user_id, "assignee")
    if request.state not in requests.OPEN:
        raise Refused(_("That is not possible now: it is %(state)s.", state=STATES[State(request.state)]))
    before, request.assignee_id = request.assignee_id, user_id
    projects.add_members(work.session, project, [user_id])
    work.record("requests", request.id, "assign", {"assignee_id": (before, user_id)})
    shown = moved(work, request, project)
    told = quiet.readers(work, (one for one in (shown.liaison, shown.assignee) if one is not None))
    if before is not None and before not in told:
        work.unsay(cards.turn_of(request), "somebody else does it", to=[before])
    return shown


def undo(work: Work, request_id: int, version: int) -> Shown:
    """Take back the actor's own last move.

    Raises Refused when somebody has acted since, when others were asked to act on it, and after UNDO_WITHIN.
    """
    request, project = _found(work, request_id)
    last = history.of(work.session, work.team_id, "requests", request.id)[-1]
    if last.is_undone_by(work.person.user_id) and request.version == version + 1:
        raise Refused(
            _(
                "That is undone already. `/request show R-%(number)s` shows where it stands.",
                number=request.number,
            )
        )
    is_mine = last.actor_id == work.person.user_id and last.action in HARMLESS
    if request.version != version or not is_mine or work.now - last.at > UNDO_WITHIN:
        raise Refused(
            _(
                "That can no longer be undone. `/request show R-%(number)s` shows where it stands.",
                number=request.number,
            )
        )
    for name, (before, _after) in last.changes.items():
        setattr(request, name, _restored(name, before))
    work.record("requests", request.id, "undo", {name: (then, was) for name, (was, then) in last.changes.items()})
    was_untold = bool(work.unsay(cards.turn_of(request), "it was taken back"))
    shown = moved(work, request, project)
    if last.action in TOLD_TO_ASKED and not was_untold:
        cards.tell_asked(work, shown)
    return shown


def to_object(work: Work, request_id: int) -> tuple[Shown, bool]:
    """The request, for a form in which the actor will object; and whether that would be late notice.

    Raises Refused when it is not theirs to answer, and when it cannot be objected to now.
    """
    request, project = _to_answer(work, request_id)
    TRANSITIONS.after(State(request.state), "object")
    is_late = request.state != State.SUBMITTED and is_late_notice(work, request, project)
    return request_shown.one(work, request), is_late


def to_deliver(work: Work, request_id: int) -> Shown:
    """The request, for a form in which the actor will deliver it; refused like `deliver` itself."""
    request, _project = _to_answer(work, request_id)
    TRANSITIONS.after(State(request.state), "deliver")
    return request_shown.one(work, request)


def to_return(work: Work, request_id: int) -> Shown:
    """The request, for a form in which the actor will return it; refused like `send_back` itself."""
    request, _project = _to_settle(work, request_id)
    TRANSITIONS.after(State(request.state), "return")
    return request_shown.one(work, request)


def to_assign(work: Work, request_id: int) -> Shown:
    """The request, for a form in which the actor names who does it; refused like `assign` itself."""
    request, project = _found(work, request_id)
    _must(work, "requests.assign", request, project)
    return request_shown.one(work, request)


def _move(work: Work, request: Request, project: Project, move: str, *, because: str = "", **fields: Any) -> Shown:
    """Make a move of the table, with what changes besides the state."""
    fields["state"] = TRANSITIONS.after(State(request.state), move)
    changes = {name: (getattr(request, name), after) for name, after in fields.items()}
    for name, after in fields.items():
        setattr(request, name, after)
    changed = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    work.record("requests", request.id, move, changed, because=because)
    work.unsay(cards.turn_of(request), "it has gone on")
    return moved(work, request, project)


def moved(work: Work, request: Request, project: Project) -> Shown:
    """Everything that follows from a change: the cards, and the moments at which it is looked at again."""
    request.version += 1
    work.sign(request)
    work.session.add(request)
    work.session.flush()
    reminders.watch(work, request, project)
    return cards.draw(work, request)


def _restored(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name.endswith("_at"):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if name in ("needed_by", "alternative_by") else value


def _to_answer(work: Work, request_id: int, version: int | None = None) -> tuple[Request, Project]:
    request, project = _found(work, request_id)
    _must(work, "requests.answer", request, project)
    if version is not None and version != request.version:
        hand, state = request_shown.one(work, request).hand, STATES[State(request.state)]
        raise overtaken(hand, "R", request.number, state, flow="requests")
    return request, project


def _to_settle(work: Work, request_id: int) -> tuple[Request, Project]:
    request, project = _found(work, request_id)
    _must(work, "requests.settle", request, project)
    return request, project


def _must(work: Work, action: str, request: Request, project: Project) -> None:
    rights.must(
        work,
        action,
        project,
        _("R-%(number)s is not yours to decide.", number=request.number),
        **request_shown.side(work, action, request),
    )


def _found(work: Work, request_id: int) -> tuple[Request, Project]:
    request = requests.request(work.session, work.team_id, request_id, to_change=True)
    if request is None:
        raise _unknown("")
    return request, rights.seen(work, request.project_id, _unknown("").why)


def _unknown(number: str) -> Refused:
    return Refused(_("There is no R-%(number)s here. `/request list` shows the requests.", number=number))
