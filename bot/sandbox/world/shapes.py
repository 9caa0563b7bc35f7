"""How Slack describes things in its answers and events."""

from copy import deepcopy
from typing import Any
from urllib.parse import quote

from bot.sandbox.blockkit.checks import elements_of, every
from bot.sandbox.world import connect
from bot.sandbox.world.records import App, Channel, File, Message, Payload, ScheduledMessage, View
from bot.sandbox.world.state import Slack


def with_ids(slack: Slack, blocks: list[Any]) -> list[Payload]:
    """A copy of the blocks in which every block has its block_id, every element its action_id, as Slack gives them."""
    blocks = deepcopy(blocks)
    for block, _where in every(blocks):
        block.setdefault("block_id", slack.short_id())
        for _pointer, element in elements_of(block):
            element.setdefault("action_id", slack.short_id())
    return blocks


def message(slack: Slack, record: Message, *, metadata: bool = False) -> Payload:
    """A message as history shows it; `metadata` as include_all_metadata asks."""
    body: Payload = {"type": "message", "ts": record.ts, "text": record.text}
    optional = {
        "subtype": record.subtype,
        "user": record.user,
        "username": record.username,
        "bot_id": record.bot_id,
        "app_id": record.app_id,
        "client_msg_id": record.client_msg_id,
        "blocks": record.blocks,
        "attachments": record.attachments,
        "thread_ts": record.thread_ts,
    }
    body.update({name: value for name, value in optional.items() if value})
    if record.user != "USLACKBOT":
        body["team"] = connect.team_of(slack, record.user)
    app = slack.apps.get(record.app_id or "")
    if app and record.bot_id:
        body["bot_profile"] = bot_profile(slack, app)
    if record.edited_ts:
        body["edited"] = {"user": record.edited_by, "ts": record.edited_ts}
    if record.files:
        body["files"] = [file(slack, slack.files[each]) for each in record.files if each in slack.files]
        body["upload"] = record.subtype == "file_share"
    if record.reactions:
        body["reactions"] = [
            {"name": name, "users": users, "count": len(users)} for name, users in record.reactions.items()
        ]
    if record.ts in slack.channels[record.channel].pins:
        body["pinned_to"] = [record.channel]
    body.update(record.extra)
    body.update(_thread_facts(slack, record))
    if metadata and record.metadata:
        body["metadata"] = record.metadata
    return deepcopy(body)


def _thread_facts(slack: Slack, record: Message) -> Payload:
    room = slack.channels[record.channel]
    if record.is_reply:
        parent = room.messages.get(record.thread_ts or "")
        if parent and record.broadcast:
            return {"root": message(slack, parent)}
        return {"parent_user_id": parent.user} if parent and parent.user else {}
    replies = room.threads.get(record.ts)
    if not replies:
        return {}
    authors = list(dict.fromkeys(user for ts in replies if (user := room.messages[ts].user)))
    return {
        "reply_count": len(replies),
        "reply_users_count": len(authors),
        "reply_users": authors[:5],
        "latest_reply": replies[-1],
        "is_locked": False,
        "subscribed": False,
    }


def bot_profile(slack: Slack, app: App) -> Payload:
    """The short description of an app beside its messages."""
    return {
        "id": app.bot_id,
        "app_id": app.id,
        "user_id": app.bot_user,
        "name": app.name,
        "icons": icons(slack),
        "deleted": not app.installed,
        "updated": 0,
        "team_id": slack.workspace.id,
    }


def icons(slack: Slack) -> Payload:
    """Addresses of an app's pictures; nothing answers there."""
    return {
        f"image_{size}": f"https://{slack.workspace.domain}.slack.invalid/avatars/bot_{size}.png"
        for size in (36, 48, 72)
    }


def channel(slack: Slack, record: Channel, viewer: str, *, num_members: bool = False) -> Payload:
    """A conversation as the `viewer` sees it in conversations.info and lists."""
    body: Payload = {
        "id": record.id,
        "created": record.created,
        "is_archived": record.is_archived,
        "is_im": record.is_im,
        "is_org_shared": False,
        "context_team_id": slack.workspace.id,
        "updated": record.created * 1000,
    }
    if record.is_im:
        other = next((user for user in record.members if user != viewer), viewer)
        deleted = slack.people[other].deleted if other in slack.people else False
        return body | {"user": other, "is_user_deleted": deleted, "is_open": record.is_open, "priority": 0}
    teams = connect.teams_in(slack, record)
    body |= {
        "name": record.name,
        "name_normalized": record.name,
        "is_channel": record.kind == "public",
        "is_group": record.kind == "private",
        "is_mpim": record.kind == "mpim",
        "is_private": record.is_private,
        "is_general": record.is_general,
        "unlinked": 0,
        "is_shared": len(teams) > 1,
        "is_frozen": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "parent_conversation": None,
        "creator": record.creator,
        "is_ext_shared": len(teams) > 1,
        "shared_team_ids": teams,
        "pending_connected_team_ids": [],
        "is_member": viewer in record.members,
        "topic": {"value": record.topic, "creator": record.topic_by, "last_set": record.topic_at},
        "purpose": {"value": record.purpose, "creator": record.purpose_by, "last_set": record.purpose_at},
        "previous_names": list(record.previous_names),
    }
    if num_members:
        body["num_members"] = len(record.members)
    return body


def view(slack: Slack, record: View) -> Payload:
    """A view with its ids, hash and state, as views.* answer and as submissions carry."""
    content = record.content
    body: Payload = {
        "id": record.id,
        "team_id": connect.team_of(slack, record.user),
        "type": record.type,
        "blocks": content.get("blocks", []),
        "private_metadata": content.get("private_metadata") or "",
        "callback_id": record.callback_id,
        "state": {"values": record.values},
        "hash": record.hash,
        "title": content.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(content.get("clear_on_close")),
        "notify_on_close": bool(content.get("notify_on_close")),
        "close": content.get("close"),
        "submit": content.get("submit"),
        "previous_view_id": record.previous_view_id,
        "root_view_id": record.root_view_id,
        "app_id": record.app_id,
        "external_id": record.external_id,
        "app_installed_team_id": slack.workspace.id,
        "bot_id": record.bot_id,
    }
    if record.type == "modal":
        body["submit_disabled"] = bool(content.get("submit_disabled"))
    return deepcopy(body)


def file(slack: Slack, record: File, *, in_full: bool = False) -> Payload:
    """A file as files.info shows it (`in_full`: also one of another workspace); its addresses are the sandbox's own."""
    if record.is_of_others and not in_full:
        access = {"mode": "file_access", "file_access": "check_file_info"}
        return {"id": record.id, "created": record.created, "timestamp": record.created, "user": record.user, **access}
    url = f"{slack.url}/files/{record.id}/{quote(record.name, safe='')}"
    rooms = [slack.channels[each] for each in record.channels]
    is_taken_in = slack.seconds() >= record.taken_in_at
    return {
        "id": record.id,
        "created": record.created,
        "timestamp": record.created,
        "name": record.name,
        "title": record.title or record.name,
        "mimetype": record.mimetype if is_taken_in else "",
        "filetype": record.filetype if is_taken_in else "",
        "pretty_type": record.filetype.upper() if is_taken_in else "",
        "user": record.user,
        "user_team": connect.team_of(slack, record.user),
        "editable": False,
        "size": record.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": any(room.kind == "public" for room in rooms),
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": url,
        "url_private_download": f"{url}?download=1",
        "permalink": url,
        "has_rich_preview": False,
        "file_access": "visible",
        "alt_txt": record.alt_text,
        "channels": [room.id for room in rooms if room.kind == "public"],
        "groups": [room.id for room in rooms if room.kind == "private"],
        "ims": [room.id for room in rooms if room.kind in ("im", "mpim")],
        "shares": {
            name: {room: [{"ts": ts} for ts in shown] for room, shown in shares.items()}
            for name, private in (("public", False), ("private", True))
            if (shares := {c: ts for c, ts in record.shares.items() if slack.channels[c].is_private is private})
        },
        **record.described,
    }


def scheduled(record: ScheduledMessage) -> dict[str, Any]:
    """A message that waits, as chat.scheduledMessages.list shows it."""
    return {
        "id": record.id,
        "channel_id": record.channel,
        "post_at": record.post_at,
        "date_created": record.created,
        "text": record.text,
    }
