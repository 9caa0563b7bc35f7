"""What is done in the process because of what came, and what is looked at, whoever is told of it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from bot.process.kernel import drafts
from bot.process.kernel.work import Work
from bot.slack.came import Came
from bot.slack.machine import Machine
from storage import events, history
from storage.db import Clash, Unavailable
from storage.drivers import while_committing
from storage.sending import Lane

P = ParamSpec("P")
T = TypeVar("T")
# The same was made by somebody else, as by a form that is sent twice at once, and is found the next time; or it was
# taken away, and is not; or two were in each other's way, and the other is through.
AT_THE_SAME_MOMENT = (IntegrityError, StaleDataError, Clash)


class AlreadyDone(Exception):
    """It was delivered before and dealt with; or, of an event, something later has been heard."""


class BrokenOff(Exception):
    """Liaison stops, and what was not committed by then is not done."""


@dataclass(slots=True, kw_only=True)
class Deeds(Came):
    """What came, and what is done of it and looked at: each deed once, noted in the transaction that does it."""

    machine: Machine
    # Something was done in this turn; more may follow.
    is_begun: bool = False
    # Something is being committed; and nothing is to be any more: Liaison stops. Whoever commits sets the first before
    # they look at the second, whoever stops the other way round: so one of them sees the other.
    is_saving: bool = False
    is_broken_off: bool = False
    # That this was dealt with is noted.
    _is_noted: bool = False
    # What an event tells of.
    _subject: str = ""

    async def do(self, operation: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something in one unit of work; returns when it is committed.

        An operation that did nothing after all says so to its unit of work: `Work.does_nothing`.
        """
        return await self._written(lambda work: operation(work, *args, **kwargs), is_whole=True)

    async def keep(self, operation: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Keep what was typed into a form that is not whole yet: nothing is done by it."""
        return await self._written(lambda work: operation(work, *args, **kwargs), is_whole=False)

    async def _written(self, operation: Callable[[Work], T], *, is_whole: bool) -> T:
        try:
            result, lanes = await self.machine.database.write(self._commit, operation, is_whole=is_whole)
        except AT_THE_SAME_MOMENT:
            result, lanes = await self.machine.database.write(self._commit, operation, is_whole=is_whole)
        self._wake(lanes)
        return result

    def _wake(self, lanes: set[Lane]) -> None:
        if lanes:
            self.machine.wake_sender(lanes)

    async def hear(
        self, subject: str, operation: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do what an event tells of a subject, unless something later has been told of it: events overtake each other.

        Who left and came back must not be gone because the leaving is heard last.
        """
        self._subject = subject
        return await self.do(operation, *args, **kwargs)

    async def see(self, operation: Callable[Concatenate[Work, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Look at something, changing nothing."""
        return await self.machine.database.read(lambda: self._look(operation, *args, **kwargs))

    def _commit(
        self, operation: Callable[[Work], T], hand_over: Callable[[T], None] | None = None, *, is_whole: bool = True
    ) -> tuple[T, set[Lane]]:
        try:
            with self.machine.database.transaction() as session:
                work = self._work(session)
                if not self._is_noted:
                    self._must_be_first(work)
                result = operation(work)
                is_done = is_whole and work.is_something
                if is_done and self.pressed is not None:
                    events.note_anew(work.session, self.team_id, self.pressed.noted_as(), work.now)
                if is_done and self.kind == "view":
                    events.note_anew(work.session, self.team_id, self.sending, work.now)
                    if self.draft:
                        drafts.settle(work, self.draft, self.opened)
                self.is_saving = True
                if self.is_broken_off:
                    raise BrokenOff
                if hand_over is not None:
                    while_committing(session, partial(hand_over, result))
            self._is_noted = True
            self.is_begun = self.is_begun or is_done
        finally:
            self.is_saving = False
        return result, work.lanes

    def _must_be_first(self, work: Work) -> None:
        """Note that this was dealt with, in the transaction that deals with it.

        Where it was before, AlreadyDone is raised: here, by what is read first, or by the commit.
        """
        if self.delivery is not None:
            events.must_be_first(work.session, self.team_id, self.delivery, work.now, AlreadyDone())
        if self._subject and not events.is_news(work.session, self.team_id, self._subject, self.happened_at):
            raise AlreadyDone

    def _note(self) -> None:
        """Only note that this was dealt with. Raises AlreadyDone where it was before."""
        with self.machine.database.transaction() as session:
            self._must_be_first(self._work(session))
        self._is_noted = True

    async def was_sent_before(self) -> bool:
        """Whether this form was dealt with before this turn, with the same in it, and all is as that left it.

        As far as anybody can tell.
        """
        if self.kind != "view" or self.is_begun:
            return False
        with contextlib.suppress(Unavailable):
            return await self.see(self._is_done)
        return False

    def _is_done(self, work: Work) -> bool:
        at = events.noted_at(work.session, self.team_id, self.sending)
        return at is not None and history.stands(work.session, self.team_id, self.user_id, at)

    def _look(self, operation: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        with self.machine.database.snapshot() as session:
            return operation(self._work(session), *args, **kwargs)

    def _work(self, session: Any) -> Work:
        machine = self.machine
        return Work(
            session, machine.templates, machine.rules, self.team_id, self.user_id, machine.clock.now(), self.cause
        )
