"""conversations.*: finding and reading."""

from collections.abc import Mapping
from itertools import takewhile
from types import MappingProxyType

from bot.sandbox.errors import RateLimited, SlackError
from bot.sandbox.limits import DISTRIBUTED_PAGE, TIER_2, TIER_3, TIER_4
from bot.sandbox.webapi.call import KIND_OF_TYPE, SCOPE_OF_KIND, Call, Method
from bot.sandbox.world import shapes
from bot.sandbox.world.records import Channel, Message, Payload

READ_SCOPES = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY_SCOPES = ("channels:history", "groups:history", "im:history", "mpim:history")


async def info(call: Call) -> Payload:
    """conversations.info."""
    channel = call.channel()
    call.need_for(channel, "read")
    body = shapes.channel(call.slack, channel, call.app.bot_user, num_members=call.flag("include_num_members"))
    if call.flag("include_locale"):
        body["locale"] = "en-US"
    return {"channel": body}


async def list_conversations(call: Call) -> Payload:
    """conversations.list: public channels, and what else the app is in."""
    visible = [channel for channel in wanted(call) if channel.kind == "public" or call.app.bot_user in channel.members]
    page, metadata = call.page(visible)
    shown = [shapes.channel(call.slack, channel, call.app.bot_user, num_members=True) for channel in page]
    return {"channels": shown, "response_metadata": metadata}


async def of_person(call: Call) -> Payload:
    """users.conversations: those that a person is in and the app may see."""
    user = call.text("user") or call.app.bot_user
    call.person(user)
    visible = [
        channel
        for channel in wanted(call)
        if user in channel.members and (channel.kind == "public" or call.app.bot_user in channel.members)
    ]
    page, metadata = call.page(visible)
    shown = [shapes.channel(call.slack, channel, call.app.bot_user) for channel in page]
    return {"channels": shown, "response_metadata": metadata}


async def members(call: Call) -> Payload:
    """conversations.members."""
    channel = call.channel()
    call.need_for(channel, "read")
    page, metadata = call.page(channel.members, default=100)
    return {"members": page, "response_metadata": metadata}


async def history(call: Call) -> Payload:
    """conversations.history: the newest first, without replies."""
    channel = readable(call)
    oldest = seconds(call.text("oldest", "0"))
    newest_first = takewhile(lambda m: float(m.ts) >= oldest, reversed(channel.messages.values()))
    shown = (m for m in newest_first if (not m.is_reply or m.broadcast) and within(call, m))
    page, metadata = call.page(shown, most=999, cap=at_a_time(call))
    body: Payload = {
        "messages": [shapes.message(call.slack, m, metadata=call.flag("include_all_metadata")) for m in page],
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    for bound in ("latest", "oldest"):
        if call.text(bound):
            body[bound] = call.text(bound)
    return body | ({"response_metadata": metadata} if metadata["next_cursor"] else {})


async def replies(call: Call) -> Payload:
    """conversations.replies: the message that began the thread, then the replies, the oldest first."""
    channel = readable(call)
    named = channel.messages.get(call.required("ts"))
    if named is None:
        raise SlackError("thread_not_found")
    first = channel.messages.get(named.thread_ts or named.ts, named)
    rest = [channel.messages[ts] for ts in channel.threads.get(first.ts, [])]
    shown = [first, *(m for m in rest if within(call, m))]
    page, metadata = call.page(shown, default=1000, cap=at_a_time(call))
    return {
        "messages": [shapes.message(call.slack, m, metadata=call.flag("include_all_metadata")) for m in page],
        "has_more": bool(metadata["next_cursor"]),
        **({"response_metadata": metadata} if metadata["next_cursor"] else {}),
    }


def at_a_time(call: Call) -> int | None:
    """How many messages Slack gives at most, whatever was asked for; raises what it answers where that is too often."""
    if wait := call.sandbox.limits.take_history(call.app.id, call.method):
        raise RateLimited(wait)
    return DISTRIBUTED_PAGE if call.sandbox.limits.is_distributed else None


def readable(call: Call) -> Channel:
    """A channel whose messages the app may read: it must be in it."""
    channel = call.channel()
    call.need_for(channel, "history")
    call.must_be_in(channel)
    return channel


def within(call: Call, message: Message) -> bool:
    """Whether a message lies between `oldest` and `latest`; the bounds themselves only with `inclusive`."""
    oldest, latest = seconds(call.text("oldest", "0")), seconds(call.text("latest") or "inf")
    at = float(message.ts)
    if call.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def seconds(bound: str) -> float:
    """A `ts` as a number; raises invalid_ts_oldest as Slack does."""
    try:
        return float(bound)
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None


def wanted(call: Call) -> list[Channel]:
    """The conversations of the kinds asked for; each kind needs its scope, raises missing_scope, invalid_types."""
    kinds = []
    for name in call.names("types") or ["public_channel"]:
        if name not in KIND_OF_TYPE:
            raise SlackError("invalid_types")
        kinds.append(KIND_OF_TYPE[name])
    for kind in kinds:
        call.need(f"{SCOPE_OF_KIND[kind]}:read")
    archived = not call.flag("exclude_archived")
    return [each for each in call.slack.channels.values() if each.kind in kinds and (archived or not each.is_archived)]


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "conversations.info": Method(info, TIER_3, READ_SCOPES),
        "conversations.list": Method(list_conversations, TIER_2, READ_SCOPES),
        "conversations.members": Method(members, TIER_4, READ_SCOPES),
        "conversations.history": Method(history, TIER_3, HISTORY_SCOPES),
        "conversations.replies": Method(replies, TIER_3, HISTORY_SCOPES),
        "users.conversations": Method(of_person, TIER_3, READ_SCOPES),
    }
)
