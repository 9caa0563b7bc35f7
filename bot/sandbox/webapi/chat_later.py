"""chat.scheduleMessage and its kin: posts that wait for the sandbox's clock."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_3
from bot.sandbox.webapi import chat
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world import shapes
from bot.sandbox.world.records import Payload, ScheduledMessage

# "post_at: up to 120 days in the future"; a message less than 60 seconds away can no longer be deleted.
FURTHEST = 120 * 24 * 3600
TOO_LATE_TO_DELETE = 60
# "Too many messages were scheduled in the channel for the same 5-minute window": 30.
WINDOW, MOST_IN_WINDOW = 300, 30


async def schedule_message(call: Call) -> Payload:
    """chat.scheduleMessage."""
    channel = chat.target(call)
    post_at = call.number("post_at", 0)
    now = call.slack.seconds()
    if post_at <= now:
        raise SlackError("time_in_past")
    if post_at > now + FURTHEST:
        raise SlackError("time_too_far")
    fields = chat.content(call)
    near = [one for one in call.slack.scheduled.values() if one.channel == channel.id and same_window(one, post_at)]
    if len(near) >= MOST_IN_WINDOW:
        raise SlackError("restricted_too_many")
    waiting = ScheduledMessage(
        call.slack.new_id("Q"),
        channel.id,
        call.app.id,
        post_at,
        fields["text"],
        now,
        {**call.args, "channel": channel.id},
    )
    call.slack.scheduled[waiting.id] = waiting
    call.slack.changed("message_scheduled", channel=channel.id, id=waiting.id)
    body = {name: fields[name] for name in ("text", "blocks", "attachments") if fields[name]}
    message = {"type": "delayed_message", "bot_id": call.app.bot_id, "user": call.app.bot_user, **body}
    return {
        "channel": channel.id,
        "scheduled_message_id": waiting.id,
        "post_at": post_at,
        "message": {**message, "team": call.slack.workspace.id},
    }


async def delete_scheduled_message(call: Call) -> Payload:
    """chat.deleteScheduledMessage."""
    channel = call.channel()
    waiting = call.slack.scheduled.get(call.required("scheduled_message_id"))
    if waiting is None or waiting.app_id != call.app.id or waiting.channel != channel.id:
        raise SlackError("invalid_scheduled_message_id")
    if waiting.post_at - call.slack.seconds() < TOO_LATE_TO_DELETE:
        raise SlackError("invalid_scheduled_message_id")
    del call.slack.scheduled[waiting.id]
    return {}


async def list_scheduled_messages(call: Call) -> Payload:
    """chat.scheduledMessages.list: the app's own, the earliest first."""
    channel = call.text("channel")
    waiting = [
        each for each in call.slack.scheduled.values() if each.app_id == call.app.id and channel in ("", each.channel)
    ]
    page, metadata = call.page(sorted(waiting, key=lambda each: each.post_at))
    return {"scheduled_messages": [shapes.scheduled(each) for each in page], "response_metadata": metadata}


def same_window(waiting: ScheduledMessage, post_at: int) -> bool:
    """Whether both fall into the same five minutes."""
    return waiting.post_at // WINDOW == post_at // WINDOW


def post_due(call: Call, waiting: ScheduledMessage) -> None:
    """Post a message whose time has come; where the channel is gone by now it is dropped, as Slack does."""
    del call.slack.scheduled[waiting.id]
    try:
        chat.post(call, chat.target(call), chat.content(call))
    except SlackError as refusal:
        call.slack.changed("scheduled_message_dropped", id=waiting.id, error=refusal.error)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "chat.scheduleMessage": Method(schedule_message, TIER_3, ("chat:write",)),
        "chat.deleteScheduledMessage": Method(delete_scheduled_message, TIER_3, ("chat:write",)),
        "chat.scheduledMessages.list": Method(list_scheduled_messages, TIER_3),
    }
)
