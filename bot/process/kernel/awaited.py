"""Signatures that are waited for: who is reminded when, what waits for whom, and who hears of silence.

Whoever is asked has the card from the beginning, is reminded at half time and on the last working day, and again and
again once that has passed (`asks`). The PM and the sponsor, who may go on without a signature, hear of silence then.
A flow says once of its matters what the lines are (`Awaited`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.process.kernel import asks, calendars, nudges, quiet, substitutes
from bot.process.kernel.asks import Asked
from bot.process.kernel.matters import project_of
from bot.process.kernel.places import PM, Paged, Place
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Near, Text, joined
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import matters
from storage import nudges as kept
from storage.projects import Project
from storage.rounds import RETURNED, Rounded
from storage.rows import read_ahead

# Silence is told once a round; it stands under one mark.
_SILENT = "silent"
_SEVERAL = _("%(one)s, %(rest)s")


class Late(Paged, Protocol):
    """A matter that is signed, as it is shown, with how late the signatures are."""

    @property
    def counted(self) -> Text | None: ...
    @property
    def working_days_late(self) -> int: ...
    @property
    def is_late(self) -> bool: ...
    @property
    def returner(self) -> Text: ...


M = TypeVar("M", bound=Rounded)
S = TypeVar("S", bound=Late)


@dataclass(frozen=True, slots=True)
class Awaited(Generic[M, S]):
    """The signatures of the matters of a flow: `sign`, `revise` and `silence` are its kinds of reminders, `look` its
    timer.

    The lines have these places: `returned` %(number)s (of the project, or what `called` makes of it) and %(name)s;
    `asked` %(number)s, %(places)s, %(day)s and %(calendar)s; `silent` %(number)s, %(missing)s and %(names)s. `read` is
    on the button of who is asked, and `missing` says how many are missing. What nobody can return has no
    `revise`.
    """

    sign: str
    revise: str
    silence: str
    look_timer: str
    table: type[M]
    one: Callable[[Work, M], S]
    of_project: Callable[[Work, Project], M | None]
    show: str
    returned: Text
    asked_line: Callable[[S], Text]
    silent: Callable[[S], Text]
    read: Callable[[S], Text]
    missing: Callable[[int], Text]
    # What is to be written before somebody who has come to it since can sign it, by place; and the line of that.
    to_write: Callable[[S], Sequence[Place]] = lambda _shown: ()
    unsaid: Callable[[S], Text] = lambda _shown: Text("")
    called: Callable[[S], str] = lambda shown: shown.project.number
    # Whose it is to change what was returned, by id: the PM's, unless the flow says otherwise.
    reviser: Callable[[S], str] | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """All its kinds of reminders."""
        return tuple(one for one in (self.sign, self.revise, self.silence) if one)

    def watch(self, work: Work, matter: M) -> None:
        """After every change: forget what was to be said of the state before, and look again when something is due."""
        shown = self.one(work, matter)
        asks.settle(work, self.kinds, matter.id, self._asked(work, shown))
        if matter.is_asking:
            missing = {one.holder.user_id for one in shown.to_sign if one.holder is not None}
            still = missing | {one.user_id for who in missing for one in substitutes.covering(work, who)}
            nudges.forget(work, self.sign, matter.id, but=still)
            nudges.forget(work, self.revise, matter.id)
        else:
            for kind in self.kinds:
                nudges.forget(work, kind, matter.id)
        if matter.state == RETURNED or self.to_write(shown):
            revising = self._reviser(shown)
            nudges.remind(work, revising, self.revise, matter.id, quiet.after_news(work, revising))
        self._wake(work, matter)

    def recount(self, work: Work, project: Project) -> None:
        """A calendar has changed: look at it again on the days that it makes of its; the day itself stays."""
        matter = self.of_project(work, project)
        if matter is not None:
            self.recount_of(work, matter)

    def recount_of(self, work: Work, matter: M) -> None:
        """The same for one matter, where a project has many."""
        if matter.is_asking:
            self._wake(work, matter)

    def look(self, work: Work, matter_id: int) -> None:
        """A timer's operation: remind those who are asked, and tell of their silence, as the day says."""
        matter = matters.by_id(work.session, self.table, work.team_id, matter_id, to_change=True)
        if matter is None or not matter.is_asking:
            return
        shown = self.one(work, matter)
        for place in shown.to_sign:
            if place.holder is not None:
                nudges.remind(work, place.holder.user_id, self.sign, matter_id)
        if shown.is_late:
            for user_id in sorted({shown.project.pm_id, shown.project.sponsor_id}):
                nudges.remind(work, user_id, self.silence, matter_id, mark=_SILENT)
        self._wake(work, matter)

    def look_at(self, work: Work, matter_id: int) -> datetime | None:
        """When it is looked at again; now, where nobody was told that its day has passed in silence."""
        matter = matters.by_id(work.session, self.table, work.team_id, matter_id)
        if matter is None or not matter.is_asking:
            return None
        upcoming = [moment for moment in self._moments(work, matter) if moment > work.now]
        if upcoming:
            return min(upcoming)
        return None if kept.is_known(work.session, work.team_id, self.silence, matter_id) else work.now

    def nudge_of(self, kind: str) -> Callable[[Work, str, int], Waiting | None]:
        """The line of a reminder of that kind, if the matter still waits for that person: who is asked to sign may hear
        of the silence of others, too.
        """

        def nudge(work: Work, user_id: str, matter_id: int) -> Waiting | None:
            return next((one for one in self.lines(work, user_id, [matter_id]) if one.kind == kind), None)

        return nudge

    def asked(self, work: Work, matter_id: int) -> list[Asked]:
        """Whose signature is missing, whose it is to change what was returned, who sees that one is late."""
        matter = matters.by_id(work.session, self.table, work.team_id, matter_id)
        return self._asked(work, self.one(work, matter)) if matter is not None else []

    def lines(self, work: Work, user_id: str, matter_ids: Sequence[int]) -> list[Waiting]:
        """What waits for the person of these matters: a signature, what was returned, signatures that are late."""
        found = []
        for matter in read_ahead(work.session, self.table, matter_ids):
            shown = self.one(work, matter)
            of_it = (self._waiting(work, shown, user_id), self._silence(work, shown, user_id))
            found += [one for one in of_it if one is not None]
        return found

    def _asked(self, work: Work, shown: S) -> list[Asked]:
        matter, project_id = shown.matter, shown.project.id
        if matter.state == RETURNED:
            back = Asked(self.revise, project_id, matter.changed_at)
            is_pms = self.reviser is None
            return [back._replace(post=asks.PM) if is_pms else back._replace(user_id=self._reviser(shown))]
        unsaid = self.to_write(shown)[:1]
        found = [Asked(self.revise, project_id, one.signer.asked_at or work.now, post=asks.PM) for one in unsaid]
        if not matter.is_asking:
            return found
        found += [self._asked_in(work, shown, place) for place in shown.to_sign]
        silent = Asked(self.silence, project_id, _silent_from(matter, shown.project))
        return [*found, silent._replace(post=asks.PM), silent._replace(user_id=shown.project.sponsor_id)]

    def _asked_in(self, work: Work, shown: S, place: Place) -> Asked:
        """Whoever heads the department; the PM or whoever holds the place, where it is that of none."""
        one = Asked(self.sign, shown.project.id, place.signer.asked_at or work.now)
        if place.signer.role == PM:
            return one._replace(post=asks.PM)
        if place.signer.department_id is None:
            return one._replace(user_id=place.holder.user_id if place.holder else shown.project.sponsor_id)
        return one._replace(post=asks.HEAD, department_id=place.signer.department_id)

    def _waiting(self, work: Work, shown: S, user_id: str) -> Waiting | None:
        matter, number = shown.matter, self.called(shown)
        if matter.state == RETURNED and user_id == self._reviser(shown):
            line = Text(self.returned.message, {"number": number, "name": shown.returner})
            return Waiting(self.revise, matter.id, line, None, (self._show(matter, _("Show it")),))
        if self.to_write(shown) and user_id == shown.project.pm_id:
            return Waiting(self.revise, matter.id, self.unsaid(shown), None, (self._show(matter, _("Show it")),))
        own = [one for one in shown.to_sign if one.holder is not None and one.holder.user_id == user_id]
        if not matter.is_asking or not own or matter.sign_by is None:
            return None
        said: dict[str, Any] = {
            "number": number,
            "places": joined([one.label for one in own], _SEVERAL),
            "day": Near(matter.sign_by, work.today(shown.project.zone)),
            "calendar": shown.counted,
        }
        line = asks.with_days_overdue(Text(self.asked_line(shown).message, said), shown.working_days_late)
        until = _silent_from(matter, shown.project)
        return Waiting(self.sign, matter.id, line, until, (self._show(matter, self.read(shown)),))

    def _silence(self, work: Work, shown: S, user_id: str) -> Waiting | None:
        """That signatures are late, for the PM and the sponsor; None for others, and before."""
        if not shown.is_late or user_id not in (shown.project.pm_id, shown.project.sponsor_id):
            return None
        others = [one for one in shown.to_sign if one.holder is None or one.holder.user_id != user_id]
        if not others:
            return None
        said: dict[str, Any] = {
            "number": self.called(shown),
            "missing": self.missing(len(others)),
            "names": joined((one.holder.name if one.holder else "?" for one in others), _SEVERAL),
        }
        line = asks.with_days_overdue(Text(self.silent(shown).message, said), shown.working_days_late)
        end = _silent_from(shown.matter, shown.project)
        button = self._show(shown.matter, _("Show it"))
        return Waiting(self.silence, shown.matter.id, line, end, (button,), is_to_do=False)

    def _reviser(self, shown: S) -> str:
        return shown.project.pm_id if self.reviser is None else self.reviser(shown)

    def _show(self, matter: Rounded, words: Text) -> Offer:
        return Offer(words, self.show, str(matter.number))

    def _wake(self, work: Work, matter: M) -> None:
        """Look again on the next day that asks for it; never once nobody has to sign, or the project stands still."""
        upcoming = [moment for moment in self._moments(work, matter) if moment > work.now]
        if not matter.is_asking or not upcoming or project_of(work, matter).is_still:
            work.let_sleep(self.look_timer, matter.id)
        else:
            work.wake(self.look_timer, matter.id, min(upcoming))

    def _moments(self, work: Work, matter: M) -> list[datetime]:
        """Whenever it is to be looked at: on the days of its reminders, and when the last of its days is over."""
        if matter.sent_at is None or matter.sign_by is None:
            return []
        project = project_of(work, matter)
        calendar = calendars.of_project(work, project)
        since = calendar.next_working_day(matter.sent_at.astimezone(ZoneInfo(project.zone)).date(), inclusive=True)
        days = asks.half_and_last(since, matter.sign_by, calendar)
        return [*(asks.beginning(day, project) for day in days), _silent_from(matter, project)]


def _silent_from(matter: Rounded, project: Project) -> datetime:
    """The end of the day to sign by, in the project's zone."""
    assert matter.sign_by is not None, "it was sent"  # noqa: S101 - a mistake of ours, not of a user
    return asks.beginning(matter.sign_by + timedelta(days=1), project)
