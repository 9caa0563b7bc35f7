"""A channel in which something is to live: looked up in Slack, and joined where Liaison may."""

from __future__ import annotations

from typing import NamedTuple

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.answers import slacks_word
from bot.words.language import text as _
from bot.words.refused import Refused

# How the ids of direct messages begin; and what a command calls the conversation in which it was typed, where that is
# one between two, or between several. Of neither may Liaison ask: it has no `im:read` and no `mpim:read`.
DIRECT_ID, DIRECT_NAME, GROUP_NAMES = "D", "directmessage", "mpdm-"
DIRECT_SCOPES = ("im:read", "mpim:read")
NOT_SEEN = ("channel_not_found", "not_in_channel", "method_not_supported_for_channel_type")

DIRECT = _("A direct message cannot be used for this. Choose a channel, or type it in one.")
INVITE = _("Liaison cannot see that channel. Type `/invite @Liaison` there, then try again.")
ARCHIVED = _("That channel is archived. Choose another one, or have it unarchived.")


class Channel(NamedTuple):
    """A channel that Liaison is in."""

    id: str
    name: str
    is_private: bool


async def enter(client: AsyncWebClient, channel_id: str, named: str = "", field: str | None = None) -> Channel:
    """The channel, which Liaison joins where it is public; `named` is what a command calls it.

    Raises Refused, beside the input where it was chosen, for a direct message, and for a channel that cannot be seen
    or is archived.
    """
    try:
        return await _entered(client, channel_id, named)
    except Refused as refused:
        raise Refused(refused.why, field=field) from None


async def _entered(client: AsyncWebClient, channel_id: str, named: str) -> Channel:
    if channel_id.startswith(DIRECT_ID) or named == DIRECT_NAME or named.startswith(GROUP_NAMES):
        raise Refused(DIRECT)
    try:
        found = (await client.conversations_info(channel=channel_id))["channel"]
        if found.get("is_im") or found.get("is_mpim"):
            raise Refused(DIRECT)
        if found.get("is_archived"):
            raise Refused(ARCHIVED)
        is_private = bool(found.get("is_private"))
        if not found.get("is_member"):
            if is_private:
                raise Refused(INVITE)
            await client.conversations_join(channel=channel_id)
    except SlackApiError as error:
        word = slacks_word(error)
        if word in NOT_SEEN:
            raise Refused(INVITE) from None
        if word == "is_archived":
            raise Refused(ARCHIVED) from None
        if word == "missing_scope" and error.response["needed"] in DIRECT_SCOPES:
            raise Refused(DIRECT) from None
        raise
    return Channel(channel_id, found["name"], is_private)
