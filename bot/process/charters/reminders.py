"""The signatures of a charter: who is reminded when, what waits for whom, and who hears of silence.

Whoever is asked has the card from the beginning, is reminded at half time and on the last working day, and again and
again once that has passed (`asks`). The PM and the sponsor, who may go on without a signature, hear of silence then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.charters import shown as charter_shown
from bot.process.charters.shown import Shown
from bot.process.charters.signed import HEAD
from bot.process.charters.states import State
from bot.process.kernel import asks, calendars, nudges, quiet, substitutes
from bot.process.kernel.asks import Asked
from bot.process.kernel.matters import project_of
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Near, joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import charters, matters
from storage import nudges as kept
from storage.charters import Charter
from storage.projects import Project
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
SIGN, REVISE, SILENCE = "charters.sign", "charters.revise", "charters.silence"
KINDS = (SIGN, REVISE, SILENCE)
LOOK = "charters.look"
# Silence is told once a round; it stands under one mark.
_SILENT = "silent"


def watch(work: Work, charter: Charter) -> None:
    """After every change: forget what was to be said of the state before, and look again when something is due."""
    shown = charter_shown.one(work, charter)
    asks.settle(work, KINDS, charter.id, _asked(work, shown))
    if charter.state == State.SIGNING:
        missing = {one.holder.user_id for one in shown.missing if one.holder is not None}
        still = missing | {one.user_id for who in missing for one in substitutes.covering(work, who)}
        nudges.forget(work, SIGN, charter.id, but=still)
        nudges.forget(work, REVISE, charter.id)
    else:
        for kind in KINDS:
            nudges.forget(work, kind, charter.id)
    if charter.state == State.RETURNED:
        pm_id = shown.project.pm_id
        nudges.remind(work, pm_id, REVISE, charter.id, quiet.after_news(work, pm_id))
    _wake(work, charter)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: look at the charter again on the days that it makes of its; the day itself stays."""
    charter = charters.of_project(work.session, work.team_id, project.id)
    if charter is not None and charter.state == State.SIGNING:
        _wake(work, charter)


def look(work: Work, charter_id: int) -> None:
    """A timer's operation: remind those who are asked, and tell of their silence, as the day says."""
    charter = matters.by_id(work.session, Charter, work.team_id, charter_id, to_change=True)
    if charter is None or charter.state != State.SIGNING:
        return
    shown = charter_shown.one(work, charter)
    for place in shown.missing:
        if place.holder is not None:
            nudges.remind(work, place.holder.user_id, SIGN, charter_id)
    if shown.is_late:
        for user_id in dict.fromkeys((shown.project.pm_id, shown.project.sponsor_id)):
            nudges.remind(work, user_id, SILENCE, charter_id, mark=_SILENT)
    _wake(work, charter)


def look_at(work: Work, charter_id: int) -> datetime | None:
    """When the charter is looked at again; now, where nobody was told that its day has passed in silence."""
    charter = matters.by_id(work.session, Charter, work.team_id, charter_id)
    if charter is None or charter.state != State.SIGNING:
        return None
    upcoming = [moment for moment in _moments(work, charter) if moment > work.now]
    if upcoming:
        return min(upcoming)
    return None if kept.is_known(work.session, work.team_id, SILENCE, charter_id) else work.now


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """The line of a reminder of that kind, if the matter still waits for that person: who is asked to sign may hear of
    the silence of others, too.
    """

    def nudge(work: Work, user_id: str, charter_id: int) -> Waiting | None:
        return next((one for one in lines(work, user_id, [charter_id]) if one.kind == kind), None)

    return nudge


def asked(work: Work, charter_id: int) -> list[Asked]:
    """Whose signature is missing, whose it is to change what was returned, and who sees that a signature is late."""
    charter = matters.by_id(work.session, Charter, work.team_id, charter_id)
    return _asked(work, charter_shown.one(work, charter)) if charter is not None else []


def _asked(work: Work, shown: Shown) -> list[Asked]:
    charter, project_id = shown.charter, shown.project.id
    if shown.state == State.RETURNED:
        return [Asked(REVISE, project_id, charter.changed_at, post=asks.PM)]
    if shown.state != State.SIGNING:
        return []
    found = []
    for place in shown.missing:
        one = Asked(SIGN, project_id, place.signer.asked_at or work.now)
        if place.signer.role == HEAD:
            found.append(one._replace(post=asks.HEAD, department_id=place.signer.department_id or 0))
        else:
            found.append(one._replace(user_id=shown.project.sponsor_id))
    silent = Asked(SILENCE, project_id, _silent_from(charter, shown.project))
    return [*found, silent._replace(post=asks.PM), silent._replace(user_id=shown.project.sponsor_id)]


def lines(work: Work, user_id: str, charter_ids: Sequence[int]) -> list[Waiting]:
    """What waits for the person of these charters: a signature, a section to be changed, signatures that are late."""
    found = []
    for shown in charter_shown.many(work, read_ahead(work.session, Charter, charter_ids)):
        found += [one for one in (_waiting(work, shown, user_id), _silence(work, shown, user_id)) if one is not None]
    return found


def _waiting(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    charter, number = shown.charter, shown.project.number
    if shown.state == State.RETURNED and user_id == shown.project.pm_id:
        line = _("%(number)s · the charter was returned by %(name)s", number=number, name=shown.returner)
        return Waiting(REVISE, charter.id, line, None, (_show(shown),))
    own = [one for one in shown.missing if one.holder is not None and one.holder.user_id == user_id]
    if shown.state != State.SIGNING or not own or charter.sign_by is None:
        return None
    line = _(
        "%(number)s · sign the charter as %(places)s by %(day)s (%(calendar)s)",
        number=number,
        places=joined([one.label for one in own], _("%(one)s, %(rest)s")),
        day=Near(charter.sign_by, work.today(shown.project.zone)),
        calendar=shown.counted,
    )
    line = asks.with_days_overdue(line, shown.working_days_late)
    read = Offer(_("Read and sign"), "charters.show", str(charter.number))
    return Waiting(SIGN, charter.id, line, _silent_from(charter, shown.project), (read,))


def _silence(work: Work, shown: Shown, user_id: str) -> Waiting | None:
    """That signatures are late, for the PM and the sponsor; None for others, and before."""
    if not shown.is_late or user_id not in (shown.project.pm_id, shown.project.sponsor_id):
        return None
    others = [one for one in shown.missing if one.holder is None or one.holder.user_id != user_id]
    if not others:
        return None
    line = _(
        "%(number)s · charter: %(missing)s (%(names)s)",
        number=shown.project.number,
        missing=plural("%(number)s signature missing", "%(number)s signatures missing", len(others)),
        names=joined((one.holder.name if one.holder else "?" for one in others), _("%(one)s, %(rest)s")),
    )
    line = asks.with_days_overdue(line, shown.working_days_late)
    end = _silent_from(shown.charter, shown.project)
    return Waiting(SILENCE, shown.charter.id, line, end, (_show(shown),), is_to_do=False)


def _show(shown: Shown) -> Offer:
    return Offer(_("Show it"), "charters.show", str(shown.charter.number))


def _silent_from(charter: Charter, project: Project) -> datetime:
    """The end of the day to sign by, in the project's zone."""
    assert charter.sign_by is not None, "it was sent"  # noqa: S101 - a mistake of ours, not of a user
    return asks.beginning(charter.sign_by + timedelta(days=1), project)


def _wake(work: Work, charter: Charter) -> None:
    """Look again on the next day that asks for it; never once nobody has to sign, or while the project stands still."""
    upcoming = [moment for moment in _moments(work, charter) if moment > work.now]
    if charter.state != State.SIGNING or not upcoming or project_of(work, charter).is_still:
        work.let_sleep(LOOK, charter.id)
    else:
        work.wake(LOOK, charter.id, min(upcoming))


def _moments(work: Work, charter: Charter) -> list[datetime]:
    """Whenever the charter is to be looked at: on the days of its reminders, and when the last of its days is over."""
    if charter.sent_at is None or charter.sign_by is None:
        return []
    project = project_of(work, charter)
    calendar = calendars.of_project(work, project)
    since = calendar.next_working_day(charter.sent_at.astimezone(ZoneInfo(project.zone)).date(), inclusive=True)
    days = asks.half_and_last(since, charter.sign_by, calendar)
    return [*(asks.beginning(day, project) for day in days), _silent_from(charter, project)]
