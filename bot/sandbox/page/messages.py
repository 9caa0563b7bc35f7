"""A room's messages as the page shows them to one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from markupsafe import Markup

from bot.sandbox.page import dates, emoji, people
from bot.sandbox.page.draw import Drawing, Place
from bot.sandbox.page.notifications import Notified, notified
from bot.sandbox.world.records import Channel, File, Message
from bot.sandbox.world.state import Slack

# A conversation shows this many messages at first; "older" doubles it.
SHOWN_AT_FIRST = 60
# Messages of one author within this many seconds share one heading.
ONE_BREATH = 300
SYSTEM = ("channel_join", "group_join", "channel_leave", "group_leave", "channel_topic", "channel_purpose",
          "channel_name", "channel_archive", "channel_unarchive", "group_topic", "group_purpose", "group_name",
          "pinned_item", "bot_add", "channel_convert_to_private", "channel_convert_to_public")  # fmt: skip


@dataclass(frozen=True)
class Reaction:
    """One emoji under a message and who chose it."""

    name: str
    picture: Markup
    count: int
    mine: bool
    who: str


@dataclass(frozen=True)
class Attached:
    """A file under a message."""

    name: str
    address: str
    is_image: bool
    kind: str
    size: str
    alt: str


@dataclass(frozen=True)
class ThreadNote:
    """What stands under a message that has replies."""

    count: int
    last: str
    faces: Sequence[people.Face]


@dataclass(frozen=True)
class Line:
    """One message, ready for the template."""

    key: str
    ts: str
    channel: str
    author: people.Face
    time: str
    moment: str
    caption: str
    day: str  # the caption above it, where a day begins
    body: Markup
    attachments: Markup
    words: str
    system: bool = False
    compact: bool = False
    edited: bool = False
    ephemeral: bool = False
    deleted: bool = False
    broadcast: bool = False
    begins_new: bool = False
    pinned_by: str = ""
    files: Sequence[Attached] = ()
    reactions: Sequence[Reaction] = ()
    thread: ThreadNote | None = None
    notified: Notified | None = None


class Telling:
    """Turns messages of one room into lines for one reader."""

    def __init__(self, slack: Slack, room: Channel, drawing: Drawing, new_from: str = "") -> None:
        self.slack, self.room, self.drawing = slack, room, drawing
        self.reader = drawing.reader
        self.new_from = new_from

    def conversation(self, most: int) -> tuple[list[Line], bool]:
        """The newest messages (no replies), and whether older ones exist."""
        mine = [note for note in self.room.ephemerals if note.ephemeral_to == self.reader.user_id]
        shown = [*self.room.messages.values(), *mine]
        shown = [each for each in shown if not each.is_reply or each.broadcast]
        shown.sort(key=lambda each: each.ts)
        return list(self._lines(shown[-most:])), len(shown) > most

    def thread(self, root: str) -> list[Line]:
        """The first message and its replies; ephemeral replies too."""
        first = self.room.messages.get(root)
        if first is None:
            return []
        replies = [self.room.messages[ts] for ts in self.room.threads.get(root, ())]
        me = self.reader.user_id
        replies += [each for each in self.room.ephemerals if each.thread_ts == root and each.ephemeral_to == me]
        return list(self._lines([first, *sorted(replies, key=lambda each: each.ts)], with_thread_notes=False))

    def pinned(self) -> list[Line]:
        """The pinned messages, the newest pin first."""
        found = [self.room.messages[ts] for ts in reversed(self.room.pins) if ts in self.room.messages]
        return [self._line(each, None, False, False) for each in found]

    def _lines(self, messages: Sequence[Message], with_thread_notes: bool = True) -> Iterator[Line]:
        before: Message | None = None
        new_begun = False
        for message in messages:
            fresh = with_thread_notes and "" < self.new_from < message.ts and message.user != self.reader.user_id
            yield self._line(message, before, with_thread_notes, fresh and not new_begun)
            new_begun = new_begun or fresh
            before = message

    def _line(self, message: Message, before: Message | None, with_thread_note: bool, begins_new: bool) -> Line:
        moment = dates.from_unix(float(message.ts)) or self.reader.now
        first_of_day = before is None or self._date(before.ts) != self._date(message.ts)
        place = Place(message.channel, message.ts, values=message.typed.get(self.reader.user_id, {}))
        is_system = message.subtype in SYSTEM
        words = self.reader.reworded(message.text) if is_system else message.text
        body = self.drawing.blocks(message.blocks, place) if message.blocks else self.drawing.text(words)
        ephemeral = message.ephemeral_to is not None
        return Line(
            key=f"{message.ts}{'-e' if ephemeral else ''}",
            ts=message.ts,
            channel=message.channel,
            author=people.face(self.slack, message.user, message.username),
            time=dates.clock(self.reader.local(moment), self.reader),
            moment=moment.isoformat(),
            caption=dates.moment_caption(moment, self.reader),
            day=dates.day_caption(moment, self.reader) if first_of_day else "",
            body=body,
            attachments=self.drawing.attachments(message.attachments, place),
            words=body.striptags()[:160],
            system=is_system,
            compact=not (is_system or first_of_day or begins_new) and self._in_one_breath(before, message, moment),
            edited=message.edited_ts is not None and not message.bot_id,
            ephemeral=ephemeral,
            deleted=message.subtype == "tombstone",
            broadcast=message.broadcast and with_thread_note,
            begins_new=begins_new,
            pinned_by=self._pinned_by(message),
            files=[self._file(self.slack.files[each]) for each in message.files if each in self.slack.files],
            reactions=[self._reaction(name, users) for name, users in message.reactions.items() if users],
            thread=self._thread_note(message) if with_thread_note else None,
            notified=self._notified(message),
        )

    def _date(self, ts: str) -> object:
        moment = dates.from_unix(float(ts))
        return self.reader.local(moment).date() if moment else None

    @staticmethod
    def _in_one_breath(before: Message | None, message: Message, moment: datetime) -> bool:
        if before is None or before.subtype in SYSTEM or message.broadcast:
            return False
        same = (before.user, before.username, before.ephemeral_to) == (
            message.user,
            message.username,
            message.ephemeral_to,
        )
        return same and moment.timestamp() - float(before.ts) < ONE_BREATH and not message.bot_id

    def _notified(self, message: Message) -> Notified | None:
        """Of what an app says to more than the one who looks."""
        if message.ephemeral_to is not None or not message.bot_id:
            return None
        return notified(message.text, message.blocks, self.drawing)

    def _pinned_by(self, message: Message) -> str:
        return self.reader.say("Pinned") if message.ts in self.room.pins else ""

    def _file(self, file: File) -> Attached:
        return Attached(
            file.title or file.name,
            file_address(file),
            file.mimetype.startswith("image/"),
            file.filetype.upper(),
            size(file.length),
            file.alt_text,
        )

    def _reaction(self, name: str, users: Sequence[str]) -> Reaction:
        who = ", ".join(people.face(self.slack, user).name for user in users)
        return Reaction(name, emoji.of(name), len(users), self.reader.user_id in users, who)

    def _thread_note(self, message: Message) -> ThreadNote | None:
        replies = self.room.threads.get(message.ts)
        if not replies or message.is_reply:
            return None
        authors = dict.fromkeys(self.room.messages[ts].user for ts in replies if ts in self.room.messages)
        last = dates.from_unix(float(replies[-1])) or self.reader.now
        faces = [people.face(self.slack, author) for author in list(authors)[:4]]
        return ThreadNote(len(replies), dates.moment_caption(last, self.reader), faces)


def file_address(file: File) -> str:
    """Where the sandbox gives the file's bytes."""
    return f"/files/{file.id}/{quote(file.name, safe='')}"


def size(length: int) -> str:
    """Bytes in a person's words."""
    return (
        f"{length} B"
        if length < 1024
        else f"{length / 1024:.0f} kB"
        if length < 1 << 20
        else f"{length / (1 << 20):.1f} MB"
    )
