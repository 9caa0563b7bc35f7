"""Whether Slack can be reached, knows our tokens and has granted what we ask for, and whether the clocks agree."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.doctor.findings import Finding
from bot.settings import Settings
from bot.slack import manifest
from bot.slack.answers import NOT_SLACK, reason, slacks_word
from bot.slack.errors import scopes_of

# Slack is either quick or not to be reached.
CALL_SECONDS = 10
# Slack's requests are refused when the clocks are five minutes apart; well before that somebody should look.
SKEW_SECONDS = 60


async def spoken_to(settings: Settings) -> list[Finding]:
    """What Slack says of the tokens, the rights and the time."""
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
    whose = f"{answer['user']} in the workspace {answer['team']}"
    findings = [Finding("bot token", "ok", whose), _scopes(answer), _of_manifest()]
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
    granted, asked = scopes_of(answer.headers), manifest.scopes(manifest.read())
    missing, idle = sorted(asked - granted), sorted(granted - asked)
    if missing:
        to_do = "put manifest.yml into your app's manifest (`liaison manifest`), then install the app again"
        return Finding("scopes", "wrong", f"not granted: {', '.join(missing)}", to_do)
    if idle:
        return Finding("scopes", "note", f"all granted; not needed: {', '.join(idle)}", "you may take these away")
    return Finding("scopes", "ok", f"all {len(asked)} granted")


def _of_manifest() -> Finding:
    """Slack says which scopes the installed app has, and of its commands, shortcuts and events nothing."""
    seen = (
        "whether Slack knows each command, shortcut and event of it cannot be seen from here: after an update of "
        "Liaison, put `liaison manifest` into your app's manifest; until then such a command works as `/liaison task …`"
    )
    return Finding("manifest", "note", seen)


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
