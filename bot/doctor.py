"""What `liaison doctor` looks at: is everything configured, reachable and allowed, and what to do where it is not.

It only looks: nothing is created, upgraded or sent.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import zones
from bot.settings import Settings
from bot.slack import manifest
from bot.slack.answers import NOT_SLACK, reason, slacks_word
from bot.slack.errors import MISSING_SCOPE
from bot.words.language import CHINESE, DOMAIN, LOCALES
from storage import people, returning, schema
from storage.db import Database, DatabaseInUse

if TYPE_CHECKING:
    from babel.messages.catalog import Message
    from sqlalchemy.orm import Session

# Slack is either quick or not to be reached.
CALL_SECONDS = 10
# Slack's requests are refused when the clocks are five minutes apart; well before that somebody should look.
SKEW_SECONDS = 60

State = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was seen, and what to do."""

    subject: str
    state: State
    seen: str
    to_do: str = ""


async def examine(settings: Settings, older_zones: Sequence[zones.Source] = ()) -> list[Finding]:
    """Look at everything, in the order in which a newcomer sets it up.

    `older_zones` are the zone files that were passed over at the start.
    """
    findings = [_mode(settings), *_unknown_names(Path(".env"))]
    findings += await asyncio.to_thread(_stored, settings.database_url)
    if settings.has_slack:
        findings += await _slack(settings)
    findings.append(_zones(older_zones))
    findings.append(await asyncio.to_thread(_catalogue))
    return findings


def as_table(findings: Iterable[Finding]) -> str:
    """The findings for a terminal; what is to be done stands below its line."""
    found = list(findings)
    width = max(len(one.subject) for one in found)
    lines = []
    for one in found:
        mark = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}[one.state]
        lines.append(f"{mark}  {one.subject:<{width}}  {one.seen}")
        if one.to_do:
            lines.append(f"{' ' * (width + 7)}  → {one.to_do}")
    return "\n".join(lines)


def _mode(settings: Settings) -> Finding:
    if not settings.has_slack:
        return Finding(
            "settings", "note", "no Slack is set: `liaison run` brings its sandbox", "for a real one see .env.example"
        )
    if settings.is_socket_mode:
        return Finding("settings", "ok", "Socket Mode: Liaison opens the connection to Slack")
    where = f"{settings.host}:{settings.port}"
    seen = f"Slack's requests are taken at {where}, /slack/events"
    problem = _cannot_listen(settings.host, settings.port)
    if problem is None:
        return Finding("settings", "ok", seen)
    return Finding("settings", "note", f"{seen}; now {problem}", "unless that is Liaison itself, set HOST and PORT")


def _cannot_listen(host: str, port: int) -> str | None:
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        return f"one cannot listen there ({error.strerror or error})"
    return None


def _unknown_names(path: Path) -> list[Finding]:
    """Names in `.env` that look like settings of ours and are none."""
    from dotenv import dotenv_values

    known = [name.upper() for name in Settings.model_fields]
    if not path.is_file():
        return []
    findings = []
    for name in dotenv_values(path):
        near = get_close_matches(name.upper(), known, n=1, cutoff=0.8)
        if name.upper() not in known and near:
            findings.append(Finding("settings", "note", f"{name} in .env is no setting", f"did you mean {near[0]}?"))
    return findings


def _stored(url: str) -> list[Finding]:
    """The database, and what in it waits for somebody to look."""
    found = _database(url)
    if found.state != "ok" or not _is_there(url):
        return [found]
    database = Database(url)
    try:
        with database.snapshot() as session:
            return [found, *_gone(session), *_parked(session)]
    finally:
        database.close()


def _is_there(url: str) -> bool:
    parsed = make_url(url)
    return parsed.get_backend_name() != "sqlite" or Path(parsed.database or "").exists()


def _gone(session: Session) -> list[Finding]:
    """The workspaces for which everything is held back."""
    to_do = "install the app again; Liaison asks Slack every few minutes, and goes on by itself"
    return [
        Finding("workspace", "wrong", f"{one.name} is gone since {one.gone_at:%Y-%m-%d %H:%M} UTC", to_do)
        for one in people.gone(session)
    ]


def _parked(session: Session) -> list[Finding]:
    """Calls that Slack will not take as things are."""
    to_allow = "put manifest.yml into your app's manifest (`liaison manifest`), then install the app again"
    findings = []
    for method, note, times in returning.parked_for(session):
        seen = f"{times} × {method}: {note}"
        findings.append(Finding("parked", "wrong", seen, to_allow if MISSING_SCOPE in note else "see the log"))
    return findings


def _database(url: str) -> Finding:
    parsed = make_url(url)
    name = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() == "sqlite":
        path = Path(parsed.database or "")
        if not path.exists():
            return _future_file(path)
    try:
        database = Database(url)
    except DatabaseInUse as error:
        return Finding("database", "note", str(error).partition(";")[0], "leave it if that one should run")
    except OSError as error:
        return Finding("database", "wrong", f"{name}: {error.strerror}", "let this user read and write it")
    try:
        schema.check(database)
    except schema.Behind as error:
        return Finding("database", "note", f"{name}: {error}", "or start Liaison, which does the same")
    except schema.Ahead as error:
        return Finding("database", "wrong", f"{name}: {error}")
    except SQLAlchemyError as error:
        why = str(getattr(error, "orig", error)).strip().splitlines()[0]
        return Finding("database", "wrong", f"{name} cannot be reached: {why}", "check DATABASE_URL and the server")
    finally:
        database.close()
    return Finding("database", "ok", f"{name}, tables at revision {schema.HEAD}")


def _future_file(path: Path) -> Finding:
    folder = path.parent
    while not folder.exists():
        folder = folder.parent
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Finding("database", "ok", f"{path} will be made at the first start")
    return Finding("database", "wrong", f"{path} cannot be made", f"let this user write to {folder}")


# Slack.


async def _slack(settings: Settings) -> list[Finding]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        client = AsyncWebClient(base_url=settings.slack_api_url, session=session, retry_handlers=[])
        findings = await _bot_token(client, settings)
        if settings.slack_app_token is not None and findings[0].subject != "Slack":
            findings.append(await _app_token(client, settings.slack_app_token.get_secret_value()))
        if settings.clock_url:
            findings.append(await followed_clock(settings.clock_url))
    return findings


async def _bot_token(client: AsyncWebClient, settings: Settings) -> list[Finding]:
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    try:
        answer = await client.auth_test(token=token)
    except SlackApiError as error:
        why = slacks_word(error)
        if why == NOT_SLACK:
            return [Finding("Slack", "wrong", f"{settings.slack_api_url} gives {why}", "check SLACK_API_URL")]
        to_do = "copy the Bot User OAuth Token again (your app's OAuth & Permissions); install the app if there is none"
        return [Finding("bot token", "wrong", f"Slack says {why}", to_do)]
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        seen = f"{settings.slack_api_url} cannot be reached: {reason(error)}"
        return [Finding("Slack", "wrong", seen, "check the network, and SLACK_API_URL if you set it")]
    findings = [Finding("bot token", "ok", f"{answer['user']} in the workspace {answer['team']}"), _scopes(answer)]
    if not settings.clock_url:
        findings.append(_clock(answer))
    return findings


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        to_do = "make an App-Level Token with connections:write (Basic Information), and switch Socket Mode on"
        return Finding("app token", "wrong", f"Slack says {slacks_word(error)}", to_do)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding("app token", "wrong", f"no answer: {reason(error)}", "try again")
    return Finding("app token", "ok", "a connection may be opened")


def _scopes(answer: AsyncSlackResponse) -> Finding:
    granted = {name.strip() for name in str(_header(answer, "x-oauth-scopes")).split(",")} - {""}
    asked = manifest.scopes(manifest.read())
    missing, idle = sorted(asked - granted), sorted(granted - asked)
    if missing:
        to_do = "put manifest.yml into your app's manifest (`liaison manifest`), then install the app again"
        return Finding("scopes", "wrong", f"not granted: {', '.join(missing)}", to_do)
    if idle:
        return Finding("scopes", "note", f"all granted; not needed: {', '.join(idle)}", "you may take these away")
    return Finding("scopes", "ok", f"all {len(asked)} granted")


def _clock(answer: AsyncSlackResponse) -> Finding:
    try:
        theirs = parsedate_to_datetime(str(_header(answer, "date")))
    except ValueError:
        return Finding("clock", "note", "Slack did not say what time it is")
    apart = (datetime.now(UTC) - theirs).total_seconds()
    if abs(apart) > SKEW_SECONDS:
        seen = f"{abs(apart):.0f} s {'ahead of' if apart > 0 else 'behind'} Slack's"
        return Finding("clock", "wrong", seen, "set this machine's clock (NTP): Slack's requests would be refused")
    return Finding("clock", "ok", "this machine's and Slack's agree")


async def followed_clock(url: str) -> Finding:
    """Whether a sandbox's clock can be followed there."""
    timeout = aiohttp.ClientTimeout(total=CALL_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(url.replace("ws://", "http://", 1)) as answer,
        ):
            now = datetime.fromtimestamp((await answer.json())["now"], UTC)
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        return Finding("clock", "wrong", f"{url} does not answer with a time", "start the sandbox, or unset CLOCK_URL")
    return Finding("clock", "note", f"follows the sandbox's: {now:%Y-%m-%d %H:%M} UTC", "unset CLOCK_URL for real time")


def _header(answer: AsyncSlackResponse, name: str) -> str:
    headers: Any = answer.headers
    return next((str(value) for key, value in headers.items() if key.lower() == name), "")


# Time zones.


def _zones(older: Sequence[zones.Source]) -> Finding:
    """Which rules of time zones count, and how old they are."""
    counts = next(iter(zones.folders()), zones.package())
    where = counts.folder or "the package tzdata"
    passed_over = [f"{one.folder} has {one.version or 'no version'} and is not read" for one in older]
    seen = "; ".join([f"{counts.version or 'of an unknown version'}, from {where}", *passed_over])
    if counts.version is None:
        return Finding("zones", "note", seen, "unset PYTHONTZPATH unless these files are new")
    if int(counts.version[:4]) < datetime.now(UTC).year - 1:
        return Finding("zones", "note", seen, "install a newer tzdata: some countries have changed their rules")
    return Finding("zones", "ok", seen)


# Words.


def _catalogue() -> Finding:
    """Whether every sentence can be read in Chinese too."""
    from babel.messages.pofile import read_po

    path = LOCALES / CHINESE / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        with path.open("rb") as lines:
            sentences = [one for one in read_po(lines, locale=CHINESE) if one.id]
    except (OSError, ValueError) as error:
        return Finding("languages", "wrong", f"the Chinese catalogue cannot be read: {error}", "install Liaison again")
    bare = [one for one in sentences if one.fuzzy or not all(_translations(one))]
    if bare:
        return Finding("languages", "wrong", f"{len(bare)} sentences have no Chinese", f"translate them in {path.name}")
    return Finding("languages", "ok", f"English, 简体中文: {len(sentences)} sentences")


def _translations(message: Message) -> list[str]:
    """The sentence in Chinese; of a plural each of its forms."""
    said = message.string
    return [str(one or "") for one in said] if isinstance(said, list | tuple) else [str(said or "")]
