"""`liaison doctor`: what is configured, reachable, missing; each line that is wrong says what to do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot import manifest
from bot.settings import SLACK_API, Settings
from storage import schema
from storage.db import Database, DatabaseInUse

# Slack refuses, and we refuse, requests signed more than five minutes away; a minute is time to mend it.
SKEW_SECONDS = 60

Say = Callable[[str], None]


class Wrong(Exception):
    """A check found something; the message says what to do."""


async def examine(settings: Settings, say: Say) -> bool:
    """Run every check, saying a line for each; returns whether all is well."""
    checks: list[tuple[str, Callable[[], Awaitable[str]]]] = [("database", lambda: _database(settings))]
    if settings.has_slack:
        checks.append(("Slack", lambda: _slack(settings)))
    if settings.slack_app_token:
        checks.append(("Socket Mode", lambda: _socket(settings)))
    is_well = True
    if not settings.has_slack:
        say("--  Slack: no SLACK_* is set; `liaison run` brings the sandbox")
    for name, check in checks:
        try:
            say(f"ok  {name}: {await check()}")
        except Wrong as wrong:
            is_well = False
            for line in str(wrong).splitlines():
                say(f"!!  {name}: {line}")
    return is_well


async def _database(settings: Settings) -> str:
    def look() -> str:
        try:
            database = Database(settings.database_url)
        except DatabaseInUse:
            return "in use by a running Liaison"
        try:
            schema.check(database)
        finally:
            database.close()
        return f"reachable, tables at revision {schema.HEAD}"

    try:
        return await asyncio.to_thread(look)
    except schema.Behind:
        raise Wrong("its tables are not up to date: `liaison db upgrade` (or `liaison run`) makes them so") from None
    except schema.WrongSchema as error:
        raise Wrong(str(error)) from None
    except (SQLAlchemyError, OSError) as error:
        raise Wrong(f"does not answer ({type(error).__name__}): check DATABASE_URL, and that the server runs") from None


async def _slack(settings: Settings) -> str:
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else "",
        base_url=settings.slack_api_url,
        retry_handlers=[],
    )
    try:
        identity = await client.auth_test()
    except SlackApiError as error:
        raise Wrong(
            f"refuses the token ({error.response['error']}): reinstall the app and set SLACK_BOT_TOKEN again"
        ) from None
    except Exception as error:
        raise Wrong(f"{settings.slack_api_url} does not answer ({type(error).__name__}): check the network") from None
    found = [*_missing_scopes(identity.headers), *_skew(settings, identity.headers)]
    if found:
        raise Wrong("\n".join(found))
    return f"{identity['team']} as {identity['user']}, every scope granted"


async def _socket(settings: Settings) -> str:
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    client = AsyncWebClient(base_url=settings.slack_api_url, retry_handlers=[])
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        raise Wrong(
            f"refused ({error.response['error']}): SLACK_APP_TOKEN needs the scope connections:write, "
            "and the app Socket Mode switched on"
        ) from None
    except Exception as error:
        raise Wrong(f"does not answer ({type(error).__name__}): check the network") from None
    return "opens"


def _missing_scopes(headers: object) -> list[str]:
    granted = _header(headers, "x-oauth-scopes")
    if granted is None:
        return []
    missing = sorted(manifest.SCOPES.keys() - {one.strip() for one in granted.split(",")})
    if not missing:
        return []
    return [f"scopes are missing: {', '.join(missing)}; add them under OAuth & Permissions and reinstall the app"]


def _skew(settings: Settings, headers: object) -> list[str]:
    said = _header(headers, "date")
    if said is None or settings.slack_api_url != SLACK_API:
        return []
    seconds = abs((datetime.now(UTC) - parsedate_to_datetime(said)).total_seconds())
    if seconds <= SKEW_SECONDS:
        return []
    return [f"this machine's clock is {seconds:.0f} s away from Slack's: switch on time synchronisation"]


def _header(headers: object, name: str) -> str | None:
    if not isinstance(headers, Mapping):
        return None
    return next((str(value) for key, value in headers.items() if str(key).lower() == name), None)
