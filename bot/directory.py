"""Who writes to us and how they read: kept in the database, remembered here for a while, asked of Slack if unknown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.answers import slacks_word
from bot.clock import Clock
from bot.language import Reader
from storage import people
from storage.db import Database
from storage.people import Account

# Another instance may have heard of a change of language or zone; after this long it is seen here too.
REMEMBERED_FOR = timedelta(minutes=5)
# One page of users.list; Slack takes twenty calls of it a minute, and says when to come back.
PAGE = 200
TOO_FAST = ("ratelimited", "rate_limited")
RETRY_SECONDS = 30


class Directory:
    """People of every workspace, by id."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._readers: dict[tuple[str, str], tuple[float, Reader]] = {}

    async def reader(self, team_id: str, user_id: str, client: AsyncWebClient) -> Reader:
        """How the person reads; somebody not known yet is looked up in Slack and kept."""
        known = self._readers.get((team_id, user_id))
        now = self._clock.now().timestamp()
        if known and abs(now - known[0]) < REMEMBERED_FOR.total_seconds():
            return known[1]
        reader = await self._database.read(self._stored, team_id, user_id)
        if reader is None:
            answer = await client.users_info(user=user_id, include_locale=True)
            await self.heard(team_id, [answer["user"]])
            reader = await self._database.read(self._stored, team_id, user_id) or Reader()
        self._readers[team_id, user_id] = (now, reader)
        return reader

    async def heard(self, team_id: str, users: list[Mapping[str, Any]]) -> None:
        """Keep what Slack tells of people (user objects), and forget how they read before."""
        await self._database.write(self._keep, team_id, [account_of(user) for user in users])
        self.forget(team_id, (user["id"] for user in users))

    def forget(self, team_id: str, user_ids: Iterable[str]) -> None:
        """How these people read has changed."""
        for user_id in user_ids:
            self._readers.pop((team_id, user_id), None)

    async def read_all(self, team_id: str, client: AsyncWebClient) -> None:
        """Learn of everybody in the workspace, at the pace that Slack allows."""
        cursor = ""
        while True:
            answer = await _page(client, cursor)
            await self.heard(team_id, answer["members"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    def _stored(self, team_id: str, user_id: str) -> Reader | None:
        with self._database.snapshot() as session:
            person = people.person(session, team_id, user_id)
            return Reader(person.locale, person.zone) if person else None

    def _keep(self, team_id: str, accounts: list[Account]) -> None:
        with self._database.transaction() as session:
            people.keep(session, team_id, accounts)


async def _page(client: AsyncWebClient, cursor: str) -> AsyncSlackResponse:
    """One page of the list of people; waits in real time where Slack says so."""
    while True:
        try:
            return await client.users_list(limit=PAGE, cursor=cursor, include_locale=True)
        except SlackApiError as refused:
            if slacks_word(refused) not in TOO_FAST:
                raise
            headers = getattr(refused.response, "headers", {})
            await asyncio.sleep(float(headers.get("Retry-After", RETRY_SECONDS)))


def account_of(user: Mapping[str, Any]) -> Account:
    """What is kept of a Slack user object."""
    profile = user.get("profile") or {}
    return Account(
        user_id=user["id"],
        name=profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["name"],
        email=profile.get("email", ""),
        # users.list may leave the locale out; what was known before is then kept by `people.keep`.
        locale=user.get("locale") or "",
        zone=user.get("tz") or "",
        is_admin=bool(user.get("is_admin") or user.get("is_owner")),
        is_guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")),
        is_bot=bool(user.get("is_bot")),
        is_deactivated=bool(user.get("deleted")),
        real_name=profile.get("real_name") or user.get("real_name") or "",
        username=user.get("name") or "",
    )
