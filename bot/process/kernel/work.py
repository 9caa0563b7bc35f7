"""A unit of work: what one act changes, sets timers for and wants said, committed together or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.calendars import Calendar
from bot.process.kernel.outgoing import Outgoing
from bot.process.kernel.rooms import Signed
from bot.process.kernel.rules import Rules
from bot.words.messages import Templates
from storage import events, history, people, timers
from storage.people import Person
from storage.sending import Lane


class Work(Outgoing):
    """The unit of work that every operation of the process is given.

    `actor_id` is who acts; None is Liaison itself, at a time that came. `cause` names what led to it (a view, a
    trigger, an event, a timer) and is the same when that comes again. `acting_for` is whom the actor substitutes in
    what is done now, and is written into the audit trail; `rights.must` sets it.
    """

    def __init__(
        self,
        session: Session,
        templates: Templates,
        rules: Rules,
        team_id: str,
        actor_id: str | None,
        now: datetime,
        cause: str,
    ) -> None:
        self.session = session
        self.templates = templates
        self.rules = rules
        self.team_id = team_id
        self.actor_id = actor_id
        self._actor: Person | None = None
        self.acting_for: Person | None = None
        self.now = now
        self.cause = cause
        # Whether what is done here is something that nobody is to do a second time; see `does_nothing`.
        self.is_something = True
        # Where something was queued to go out.
        self.lanes: set[Lane] = set()
        # What bot.process.kernel.calendars has read so far: calendars by key, the key of the organisation's.
        self.calendars: dict[str, Calendar] = {}
        self.main_calendar: str | None = None
        # The keys of people's calendars, by their id; empty: the organisation's.
        self.calendars_of: dict[str, str] = {}
        # What bot.process.kernel.substitutes has read so far: for whom somebody acts, by their id.
        self.principals_of: dict[str, list[str]] = {}

    @property
    def actor(self) -> Person | None:
        """Who acts, where somebody known does. Read when first asked for: an earlier query may bring them along."""
        if self._actor is None and self.actor_id is not None:
            self._actor = people.person(self.session, self.team_id, self.actor_id)
        return self._actor

    @actor.setter
    def actor(self, actor: Person | None) -> None:
        self._actor, self.actor_id = actor, actor.user_id if actor else None

    @property
    def person(self) -> Person:
        """Who acts; only where a person does."""
        assert self.actor is not None, "Liaison itself acts here"  # noqa: S101 - a mistake of ours, not of a user
        return self.actor

    def does_nothing(self) -> None:
        """Nothing is done by this after all, as where all of it was refused: what was typed may be sent again."""
        self.is_something = False

    def note_done(self, part: str) -> None:
        """Note that this part of what the cause holds is done, as one row of a form that is saved row by row."""
        events.note_anew(self.session, self.team_id, f"{self.cause}:{part}", self.now)

    def was_done(self, part: str, subject: str, subject_id: int) -> bool:
        """Whether this part was done before, for the same cause, and the subject is as that left it."""
        at = events.noted_at(self.session, self.team_id, f"{self.cause}:{part}")
        by = self.person.user_id
        return at is not None and history.stands(self.session, self.team_id, by, at, subject, subject_id)

    @contextmanager
    def within(self, part: str) -> Iterator[None]:
        """Do one of several things that one act does: its cause is the whole's, and `part` behind that.

        Whom the actor substitutes in one of them says nothing of the next.
        """
        cause, acting_for = self.cause, self.acting_for
        self.cause = f"{cause}:{part}"
        try:
            yield
        finally:
            self.cause, self.acting_for = cause, acting_for

    @contextmanager
    def acting_as(self, actor: Person | None, *, on_behalf_of: Person | None = None) -> Iterator[None]:
        """Have somebody else do what is done within; None is Liaison itself."""
        was, acting_for = (self._actor, self.actor_id), self.acting_for
        self.actor, self.acting_for = actor, on_behalf_of
        try:
            yield
        finally:
            (self._actor, self.actor_id), self.acting_for = was, acting_for

    def today(self, zone: str) -> date:
        """The calendar day in that zone."""
        return self.now.astimezone(ZoneInfo(zone)).date()

    def sign(self, changed: Signed) -> None:
        """Note on a row who changes it now, and for whom."""
        changed.changed_at, changed.changed_by = self.now, self.person.user_id
        changed.changed_for = self.acting_for.user_id if self.acting_for else None

    def record(
        self,
        subject: str,
        subject_id: int,
        action: str,
        changes: Mapping[str, tuple[Any, Any]] | None = None,
        because: str = "",
    ) -> None:
        """Write an act into the audit trail; `changes` maps fields to before and after."""
        history.add(
            self.session,
            self.team_id,
            subject,
            subject_id,
            action,
            self.now,
            actor_id=self.actor.user_id if self.actor else None,
            on_behalf_of=self.acting_for.user_id if self.acting_for else None,
            changes={name: [_kept(before), _kept(after)] for name, (before, after) in (changes or {}).items()},
            because=because,
        )

    def wake(self, kind: str, subject_id: int, at: datetime) -> None:
        """Look at the subject again at that moment."""
        timers.set_timer(self.session, self.team_id, kind, subject_id, at)

    def let_sleep(self, kind: str, subject_id: int) -> None:
        """Take that timer away."""
        timers.cancel(self.session, self.team_id, kind, subject_id)


def _kept(value: Any) -> Any:
    """A value as the audit trail keeps it."""
    return value.isoformat() if isinstance(value, date | datetime) else value
