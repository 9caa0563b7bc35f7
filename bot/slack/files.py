"""Files between people and Liaison: sent into a conversation in Slack's three steps, fetched from a form."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import transfers
from bot.slack.errors import PASSES, Meaning, failure_of
from bot.slack.transfers import NotMoved, Why
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

FETCH_SECONDS, SEND_SECONDS = 20, 30
# Where a conversation cannot take the file, the person gets it in theirs with Liaison.
NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "is_archived", "invalid_channel"})


NOT_TAKEN = _("Slack did not take the file just now, so it was not sent. Please try again in a moment.")
MAY_STAND = _("Slack did not say whether it has taken the file. Look whether it is there before you try again.")


@dataclass(frozen=True, slots=True)
class File:
    """A file as somebody chose it in a form."""

    name: str
    content: bytes
    file_id: str = ""


async def send(
    client: AsyncWebClient, user_id: str, name: str, content: bytes, beside: str, channel_id: str | None = None
) -> str:
    """Send a file into a channel, else to the person alone, with mrkdwn beside it; the id of where it went.

    A channel that Liaison cannot write to is as none.

    Raises Refused where Slack does not take the file, or does not say that it has; SlackApiError for want of a scope.
    """
    try:
        address = await client.files_getUploadURLExternal(filename=name, length=len(content))
        await transfers.upload(client, address["upload_url"], content, SEND_SECONDS)
    except Exception as problem:
        raise _not_sent(problem, NOT_TAKEN) from problem
    files = [{"id": address["file_id"], "title": name}]
    try:
        return await _share(client, user_id, files, beside, channel_id)
    except Exception as problem:
        raise _not_sent(problem, MAY_STAND) from problem


def _not_sent(problem: Exception, otherwise: Text) -> Exception:
    """Why a file was not sent: what no other try mends stays what it is; else that it was not taken, or `otherwise`."""
    failure = failure_of("files.completeUploadExternal", problem)
    if failure.meaning not in (*PASSES, Meaning.UNKNOWN):
        return problem
    return Refused(otherwise if failure.meaning in (Meaning.UNSURE, Meaning.UNKNOWN) else NOT_TAKEN)


async def _share(
    client: AsyncWebClient, user_id: str, files: list[dict[str, Any]], beside: str, channel_id: str | None
) -> str:
    if channel_id is not None and not channel_id.startswith("D"):
        try:
            await client.files_completeUploadExternal(files=files, channel_id=channel_id, initial_comment=beside)
        except SlackApiError as error:
            if error.response["error"] not in NOT_THERE:
                raise
        else:
            return channel_id
    own: str = (await client.conversations_open(users=user_id))["channel"]["id"]
    await client.files_completeUploadExternal(files=files, channel_id=own, initial_comment=beside)
    return own


async def fetch(client: AsyncWebClient, file_id: str, most: int) -> File:
    """The bytes of a file that somebody handed over.

    Raises Refused for one that is larger than `most` bytes or lies outside Slack, and where Slack does not hand it
    over in time.
    """
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            described: dict[str, Any] = (await client.files_info(file=file_id))["file"]
            content = await transfers.download(client, described, most, FETCH_SECONDS)
    except NotMoved as refusal:
        raise _not_read(refusal.why, described, most) from None
    except (aiohttp.ClientError, SlackApiError, TimeoutError, OSError) as error:
        raise _not_handed_over() from error
    return File(str(described.get("name") or ""), content, file_id)


def must_be_readable(described: Mapping[str, Any], most: int, field: str) -> None:
    """Raises Refused, beside the input, for a file of which Slack says already that it will not be read."""
    must_be_in_slack(described, field)
    if int(described.get("size") or 0) > most:
        raise Refused(_too_large(most), field=field)


def must_be_in_slack(described: Mapping[str, Any], field: str | None = None) -> None:
    """Raises Refused, beside the input of that name, for a file of which Slack holds only the address."""
    if transfers.is_external(described):
        raise Refused(_outside(described), field=field)


async def described(client: AsyncWebClient, one: Mapping[str, Any]) -> Mapping[str, Any]:
    """A file as Slack describes it: what comes of another workspace's says only that one may ask."""
    if one.get("file_access") != "check_file_info":
        return one
    try:
        found: dict[str, Any] = (await client.files_info(file=one["id"]))["file"]
    except SlackApiError:
        return one
    return found


def _not_read(why: Why, described: Mapping[str, Any], most: int) -> Refused:
    match why:
        case Why.EXTERNAL | Why.FOREIGN:
            return Refused(_outside(described))
        case Why.TOO_LARGE:
            return Refused(_too_large(most))
    return _not_handed_over()


def _too_large(most: int) -> Text:
    return _("The file is too large; at most %(number)s MB are read.", number=most // 1_000_000)


def _outside(described: Mapping[str, Any]) -> Text:
    return _(
        "“%(name)s” lies outside Slack, where Liaison cannot read it. Download it, and choose the file itself.",
        name=str(described.get("title") or described.get("name") or "?")[:80],
    )


def _not_handed_over() -> Refused:
    return Refused(_("Slack did not hand the file over. Choose it again, or try in a moment."))
