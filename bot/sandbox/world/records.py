"""What exists in the sandbox: people, channels, messages, views, files, apps.

Records only hold; `state.Slack` keeps and changes them. Times of day are aware UTC datetimes, `ts` are Slack's
strings ("1764000000.000100": seconds since the epoch, the fraction making it unique), `created` and the like are
whole seconds since the epoch, as Slack sends them. Payloads (blocks, views) stay the dictionaries that were sent.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Payload = dict[str, Any]


@dataclass
class Workspace:
    """Slack's team."""

    id: str
    name: str
    domain: str
    lacks: set[str] = field(default_factory=set)  # types of blocks that are not rolled out to it


@dataclass
class Person:
    """A member of the workspace: a human, or an app's bot user (`is_bot`)."""

    id: str
    key: str  # Slack's `name`: the short handle, also how tests and the page address a person
    real_name: str
    display_name: str
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    tz: str = "UTC"
    tz_offset: int | None = None  # in seconds; None: as the zone has it at the moment
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False  # a guest
    is_ultra_restricted: bool = False  # a single-channel guest
    is_bot: bool = False
    bot_id: str | None = None
    app_id: str | None = None
    deleted: bool = False
    color: str = "4bbe2e"  # of the avatar, hexadecimal without #
    updated: int = 0
    team_id: str = ""  # of another workspace, with which channels are shared (Slack Connect); "" for the sandbox's own


@dataclass
class UserGroup:
    """A group of people that can be mentioned as one; here a department."""

    id: str
    handle: str
    name: str
    members: list[str] = field(default_factory=list)
    description: str = ""
    created_by: str = ""
    created: int = 0
    updated: int = 0
    disabled_at: int = 0


@dataclass
class Message:
    """What stands in a channel; an ephemeral one (`ephemeral_to`) is kept apart from the history."""

    ts: str
    channel: str
    user: str | None
    text: str
    blocks: list[Payload] = field(default_factory=list)
    attachments: list[Payload] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    username: str | None = None
    subtype: str | None = None
    thread_ts: str | None = None  # of a reply and of a message with replies
    broadcast: bool = False  # a reply also shown in the channel
    metadata: Payload | None = None
    edited_ts: str | None = None
    edited_by: str | None = None
    files: list[str] = field(default_factory=list)  # file ids
    reactions: dict[str, list[str]] = field(default_factory=dict)  # emoji name → people
    ephemeral_to: str | None = None
    client_msg_id: str | None = None
    extra: Payload = field(default_factory=dict)  # fields of a subtype: inviter, topic, name …
    typed: dict[str, dict[str, dict[str, Payload]]] = field(default_factory=dict)  # person → state.values

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread and is not the message that began it."""
        return self.thread_ts is not None and self.thread_ts != self.ts


@dataclass
class Bookmark:
    """A link at the top of a channel."""

    id: str
    channel: str
    title: str
    link: str
    emoji: str = ""
    created: int = 0


@dataclass
class Channel:
    """A conversation: public or private channel, direct message (`is_im`), group message (`is_mpim`)."""

    id: str
    name: str  # "" for direct messages
    kind: Literal["public", "private", "im", "mpim"]
    creator: str
    created: int
    members: list[str] = field(default_factory=list)  # in the order of joining
    is_general: bool = False
    is_archived: bool = False
    is_open: bool = True  # direct messages: shown in the list
    topic: str = ""
    topic_by: str = ""
    topic_at: int = 0
    purpose: str = ""
    purpose_by: str = ""
    purpose_at: int = 0
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, oldest first
    threads: dict[str, list[str]] = field(default_factory=dict)  # ts of the first message → ts of the replies
    ephemerals: list[Message] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)  # ts
    bookmarks: list[Bookmark] = field(default_factory=list)
    read: dict[str, str] = field(default_factory=dict)  # person → ts of the newest message read

    @property
    def is_im(self) -> bool:
        """A direct message between two."""
        return self.kind == "im"

    @property
    def is_private(self) -> bool:
        """Only members see it."""
        return self.kind != "public"


@dataclass
class View:
    """A modal, or an App Home (`type` "home")."""

    id: str
    type: Literal["modal", "home"]
    app_id: str
    bot_id: str
    user: str  # who sees it
    content: Payload  # as the app sent it, with ids filled in
    hash: str
    root_view_id: str
    previous_view_id: str | None = None
    external_id: str = ""
    values: dict[str, dict[str, Payload]] = field(default_factory=dict)  # state.values: block_id → action_id → value
    response_urls: list[str] = field(default_factory=list)

    @property
    def callback_id(self) -> str:
        """The app's name of the view, "" without."""
        return str(self.content.get("callback_id") or "")


@dataclass
class File:
    """An uploaded file; `upload_token` opens the upload address until the upload is completed."""

    id: str
    name: str
    title: str
    user: str
    length: int
    content: bytes = b""
    mimetype: str = "application/octet-stream"
    filetype: str = "binary"
    created: int = 0
    upload_token: str = ""
    uploaded: bool = False
    complete: bool = False
    channels: list[str] = field(default_factory=list)
    shares: dict[str, list[str]] = field(default_factory=dict)  # channel → ts of the messages that show it
    alt_text: str = ""
    taken_in_at: int = 0  # when Slack will have looked at it (Unix seconds); before, it does not say what it is
    handed_to: set[str] = field(default_factory=set)  # bots that got it in a submitted form
    described: Payload = field(default_factory=dict)  # said of it in place of what the sandbox would say
    is_of_others: bool = False  # from a workspace that shares the channel: only files.info describes it
    leads_to: str = ""  # its address answers with a redirect there
    held: asyncio.Event | None = None  # its bytes are given when this is set


@dataclass
class Command:
    """A slash command of an app."""

    command: str  # with the slash
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False
    url: str = ""


@dataclass
class Shortcut:
    """A global or message shortcut of an app."""

    name: str
    type: Literal["global", "message"]
    callback_id: str
    description: str = ""


@dataclass
class App:
    """A registered app and its installation."""

    id: str
    name: str
    bot_id: str
    bot_user: str
    bot_token: str
    app_token: str
    signing_secret: str
    scopes: list[str]
    events: list[str] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)
    shortcuts: list[Shortcut] = field(default_factory=list)
    delivery: Literal["socket", "http"] = "socket"
    request_url: str = ""  # where "http" delivers
    interactive: bool = True
    home_tab: bool = False
    messages_tab: bool = True
    messages_tab_read_only: bool = False
    installed: bool = True  # False: every call answers account_inactive
    token_revoked: bool = False


@dataclass
class Trigger:
    """What opens a modal: once, within 3 seconds of the sandbox clock."""

    id: str
    app_id: str
    user: str
    expires: datetime
    used: bool = False
    view_id: str | None = None  # the modal from which it came: views.push puts the next one on top of it


@dataclass
class ResponseUrl:
    """An address for later answers: 5 uses in 30 minutes of the sandbox clock."""

    id: str
    app_id: str
    user: str
    channel: str
    expires: datetime
    message_ts: str | None = None  # the message (or ephemeral) that was acted on
    ephemeral: bool = False  # whether that message was ephemeral
    thread_ts: str | None = None
    uses: int = 0


@dataclass
class ScheduledMessage:
    """chat.scheduleMessage: posted when the sandbox clock reaches `post_at` (seconds since the epoch)."""

    id: str
    channel: str
    app_id: str
    post_at: int
    text: str
    created: int
    post: Payload = field(default_factory=dict)  # the arguments of chat.postMessage


@dataclass
class Exchange:
    """One request and its answer, for the inspector."""

    at: datetime
    direction: Literal["from_app", "to_app"]
    via: str  # "api", "socket", "http", "response_url", "upload"
    name: str  # the method or the payload's type
    request: Any
    answer: Any = None
    status: int | None = None
    took: float | None = None  # real seconds
    note: str = ""
