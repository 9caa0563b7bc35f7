"""What a call that failed says about why: Slack's word, or the network's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

NOT_SLACK = "something that is no answer of Slack's Web API"


def slacks_word(error: SlackApiError) -> str:
    """Slack's word for what is wrong; something that is not Slack has none."""
    response: Any = error.response
    said = getattr(response, "data", response)
    return str(said["error"]) if isinstance(said, Mapping) and "error" in said else NOT_SLACK


def reason(error: BaseException) -> str:
    """Why there was no answer."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    return str(cause) or type(error).__name__
