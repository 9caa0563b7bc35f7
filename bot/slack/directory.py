"""Who writes to us and how they read: kept in the database, remembered here for a while, asked of Slack if unknown.

Whoever acts is answered: where Slack does not tell of somebody now, they are kept as a guest whom Slack is asked about
again, and read as most people of the workspace do.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.exc import DataError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.clock import Clock
from bot.slack.accounts import account_of
from bot.slack.answers import reason, slacks_word
from bot.slack.offsets import Offsets
from bot.words.language import Reader
from storage import people
from storage.db import Database, Unavailable
from storage.people import Account

# Another instance may have heard of a change of language or zone; after this long it is seen here too.
REMEMBERED_FOR = timedelta(minutes=5)
# Of whom Slack did not tell, it is asked again after this long.
GUESSED_FOR = timedelta(seconds=30)
# An answer is due within three seconds; there is more to do in them than to look somebody up.
LOOKUP_SECONDS = 1.0
# One page of users.list; Slack takes twenty calls of it a minute, and says when to come back.
PAGE = 200
# What a call may come to that is no answer. ValueError: an answer that is no JSON.
NO_ANSWER = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, ValueError)
# What reading or writing may come to while the database is away.
DATABASE_AWAY = (Unavailable, SQLAlchemyError, OSError, UnicodeError)
# What it comes to where a text cannot be stored.
UNFIT = (DataError, UnicodeError)
NOTHING: Mapping[str, Any] = {}

# Told, in the transaction that keeps it, whose accounts were deactivated, or are there again.
Turned = Callable[[Session, str, list[Account]], None]
Ask = Callable[[Callable[[], Awaitable[AsyncSlackResponse]]], Awaitable[AsyncSlackResponse]]

log = structlog.get_logger()


class Stored(NamedTuple):
    """How somebody reads by the database, and whether Slack has told of them or it is a guess."""

    reader: Reader
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Known:
    """How somebody reads, since when (seconds since the epoch), and for how long that is taken as it is."""

    reader: Reader
    at: float
    lasts: timedelta = REMEMBERED_FOR

    def holds(self, now: float) -> bool:
        """Whether nobody has to be asked."""
        return abs(now - self.at) < self.lasts.total_seconds()


class Directory:
    """People of every workspace, by id."""

    def __init__(
        self, database: Database, clock: Clock, turned: Turned = lambda _session, _team_id, _accounts: None
    ) -> None:
        self._database = database
        self._clock = clock
        self._turned = turned
        self._known: dict[tuple[str, str], Known] = {}
        self.offsets = Offsets(clock)

    async def reader(
        self, team_id: str, user_id: str, client: AsyncWebClient, told: Mapping[str, Any] = NOTHING
    ) -> Reader:
        """How the person reads; somebody not known yet is looked up in Slack and kept. Raises nothing.

        `told` is what the payload tells of them: a user object of Slack's, whole or in parts.
        """
        known = self._known.get((team_id, user_id))
        now = self._clock.now().timestamp()
        if known is not None and known.holds(now):
            return known.reader
        try:
            found = await self._found(team_id, user_id, client, told, now)
        except DATABASE_AWAY as error:
            log.warning("people cannot be read or kept", user_id=user_id, why=type(error).__name__)
            found = known or Known(await self._read_without(user_id, client, told), now, GUESSED_FOR)
        self._known[team_id, user_id] = found
        return found.reader

    async def heard(self, team_id: str, users: Iterable[Mapping[str, Any]]) -> None:
        """Keep what Slack tells of people (user objects), and forget how they read before.

        What cannot be kept of one of them is passed over.
        """
        users = list(users)
        self.offsets.compare(team_id, users)
        accounts = [account_of(user, team_id) for user in users if isinstance(user, Mapping) and user.get("id")]
        try:
            await self._database.write(self._keep, team_id, accounts)
        except UNFIT:
            await self._keep_one_by_one(team_id, accounts)
        self.forget(team_id, (one.user_id for one in accounts))

    def forget(self, team_id: str, user_ids: Iterable[str]) -> None:
        """How these people read has changed."""
        for user_id in user_ids:
            self._known.pop((team_id, user_id), None)

    async def read_all(self, team_id: str, client: AsyncWebClient, ask: Ask) -> None:
        """Learn of everybody in the workspace, page by page; `ask` makes a call as often as it takes."""
        cursor = ""
        while True:
            answer = await ask(partial(client.users_list, limit=PAGE, cursor=cursor, include_locale=True))
            await self.heard(team_id, answer.get("members") or [])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _found(
        self, team_id: str, user_id: str, client: AsyncWebClient, told: Mapping[str, Any], now: float
    ) -> Known:
        stored = await self._database.read(self._stored, team_id, user_id)
        if stored is not None and stored.is_sure:
            return Known(stored.reader, now)
        user = told if _is_whole(told) else await _looked_up(client, user_id)
        if user is not None:
            await self.heard(team_id, [{**user, "id": user_id}])
        elif stored is None:
            await self._database.write(self._guess, team_id, user_id, told)
        kept = await self._database.read(self._stored, team_id, user_id)
        return Known(kept.reader if kept else Reader(), now, GUESSED_FOR if user is None else REMEMBERED_FOR)

    async def _read_without(self, user_id: str, client: AsyncWebClient, told: Mapping[str, Any]) -> Reader:
        """How the person reads, by Slack's word alone: the database is away."""
        user = told if _is_whole(told) else await _looked_up(client, user_id) or told
        account = account_of({**user, "id": user_id}, "")
        return Reader(account.locale or Reader().locale, account.zone or Reader().zone)

    async def _keep_one_by_one(self, team_id: str, accounts: list[Account]) -> None:
        for account in accounts:
            try:
                await self._database.write(self._keep, team_id, [account])
            except UNFIT as error:
                log.warning("somebody cannot be kept", user_id=account.user_id, why=type(error).__name__)

    def _stored(self, team_id: str, user_id: str) -> Stored | None:
        with self._database.snapshot() as session:
            person = people.person(session, team_id, user_id)
            return Stored(Reader(person.locale, person.zone), not person.is_provisional) if person else None

    def _keep(self, team_id: str, accounts: list[Account]) -> None:
        with self._database.transaction() as session:
            user_ids = [one.user_id for one in accounts]
            people.hold(session, team_id, user_ids)
            known = people.people(session, team_id, user_ids)
            was_deactivated = {user_id: one.is_deactivated for user_id, one in known.items()}
            kept = people.keep(
                session, team_id, [one if one.user_id in known else _filled(session, team_id, one) for one in accounts]
            )
            turned = [one for one in kept if one.is_deactivated != was_deactivated.get(one.user_id, one.is_deactivated)]
            if turned:
                self._turned(session, team_id, turned)

    def _guess(self, team_id: str, user_id: str, told: Mapping[str, Any]) -> None:
        """Keep somebody of whom only their payload tells: as a guest, who may do least, and as most others read."""
        with self._database.transaction() as session:
            if people.person(session, team_id, user_id) is not None:
                # Somebody knew more in the meantime.
                return
            account = _filled(session, team_id, account_of({**told, "id": user_id}, team_id))
            people.keep(session, team_id, [replace(account, is_guest=True, username="")])


def _filled(session: Session, team_id: str, account: Account) -> Account:
    """Somebody new, reading as most of the workspace do where Slack does not say how they do."""
    if account.locale and account.zone:
        return account
    locale, zone = people.commonest(session, team_id) or (Reader().locale, Reader().zone)
    return replace(account, locale=account.locale or locale, zone=account.zone or zone)


def _is_whole(told: Mapping[str, Any]) -> bool:
    """Whether this is how users.info describes somebody, not only a name."""
    return bool(told.get("id") and told.get("profile") and told.get("tz"))


async def _looked_up(client: AsyncWebClient, user_id: str) -> Mapping[str, Any] | None:
    """What Slack says of the person; None where it does not say so in time."""
    try:
        async with asyncio.timeout(LOOKUP_SECONDS):
            answer = await client.users_info(user=user_id, include_locale=True)
    except NO_ANSWER as error:
        log.warning("could not look somebody up; asked again later", user_id=user_id, why=_why(error))
        return None
    user = answer.get("user")
    return user if isinstance(user, Mapping) else None


def _why(error: BaseException) -> str:
    return slacks_word(error) if isinstance(error, SlackApiError) else reason(error)
