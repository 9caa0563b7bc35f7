"""Slack's own library as Liaison uses it: its client of the Web API, and Bolt."""

from __future__ import annotations

import aiohttp
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped, warning_token_skipped
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.machine import logs
from bot.settings import Settings

# Bolt finds the token in the environment too, and warns that it takes the client's instead, and of that nothing.
TOKEN_UNUSED = (warning_client_prioritized_and_token_skipped(), warning_token_skipped())


def client(settings: Settings, session: aiohttp.ClientSession, seconds: int) -> AsyncWebClient:
    """The Web API with the settings' token, over a session of ours; a call may take so many seconds."""
    token = settings.slack_bot_token
    return AsyncWebClient(
        token=token.get_secret_value() if token else None,
        base_url=settings.slack_api_url,
        timeout=seconds,
        session=session,
        # The outbox owns retries: the default ones send a message twice when a connection drops.
        retry_handlers=[],
    )


def bolt(client: AsyncWebClient, identity: AsyncSlackResponse) -> AsyncApp:
    """A new Bolt, with nobody attached to it yet. `identity` is what Slack said at the start of whom the token is.

    Bolt would ask again when the first payload comes, and tell its sender that nothing is installed where Slack does
    not answer that.
    """
    ours = AuthorizeResult.from_auth_test_response(bot_token=client.token, auth_test_response=identity)

    async def authorize() -> AuthorizeResult:
        return ours

    with logs.without(*TOKEN_UNUSED):
        return AsyncApp(
            authorize=authorize,
            # Without it Bolt looks through every file of the program's stack for one.
            name="liaison",
            client=client,
            process_before_response=True,
            # The door checks signatures, on our clock.
            request_verification_enabled=False,
            # Liaison is no step in somebody's workflow.
            attaching_function_token_enabled=False,
        )
