"""What a person types, turned into what Slack stores and sends: mentions, links, escaped characters, rich text."""

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.world.state import Slack

Part = dict[str, Any]

_TOKEN = re.compile(
    r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^>]*)?>|<#(?P<channel>[CG][A-Z0-9]+)(?:\|[^>]*)?>|<!(?P<range>here|channel|everyone)>"
    r"|(?P<url>https?://[^\s<>]+)|(?<![\w@])@(?=\S)|(?<![\w#&])#(?P<room>[\w-]+)"
)


def parts(slack: Slack, text: str) -> Iterator[Part]:
    """The typed text as rich text parts: text, user, usergroup, broadcast, channel, link."""
    plain, place = "", 0
    while match := _TOKEN.search(text, place):
        plain += text[place : match.start()]
        part, end = _part(slack, text, match)
        if part is None:
            plain += text[match.start() : end]
        else:
            if plain:
                yield {"type": "text", "text": plain}
            plain = ""
            yield part
        place = end
    plain += text[place:]
    if plain:
        yield {"type": "text", "text": plain}


def _part(slack: Slack, text: str, match: "re.Match[str]") -> tuple[Part | None, int]:
    found, end = match.groupdict(), match.end()
    if found["user"]:
        return {"type": "user", "user_id": found["user"]}, end
    if found["channel"]:
        return {"type": "channel", "channel_id": found["channel"]}, end
    if found["range"]:
        return {"type": "broadcast", "range": found["range"]}, end
    if found["url"]:
        return {"type": "link", "url": found["url"]}, end
    if found["room"]:
        room = slack.channel(found["room"])
        return ({"type": "channel", "channel_id": room.id} if room and room.kind == "public" else None), end
    return _mention(slack, text, end)


def _mention(slack: Slack, text: str, start: int) -> tuple[Part | None, int]:
    names: dict[str, Part] = {one: {"type": "broadcast", "range": one} for one in ("here", "channel", "everyone")}
    for group in slack.groups.values():
        names[group.handle] = {"type": "usergroup", "usergroup_id": group.id}
    for person in slack.people.values():
        for name in (person.real_name, person.display_name, person.key):
            names[name] = {"type": "user", "user_id": person.id}
    for app in slack.apps.values():
        names[app.name] = {"type": "user", "user_id": app.bot_user}
    for name in sorted(filter(None, names), key=len, reverse=True):
        after = text[start + len(name) : start + len(name) + 1]
        ends = not (after.isascii() and (after.isalnum() or after == "_"))
        if ends and text[start : start + len(name)].casefold() == name.casefold():
            return names[name], start + len(name)
    return None, start


def stored(slack: Slack, text: str) -> str:
    """The `text` of the message: mentions and links in angle brackets, the rest escaped."""
    return "".join(_stored_part(slack, part, named=False) for part in parts(slack, text))


def command_text(slack: Slack, text: str, *, should_escape: bool) -> str:
    """The `text` of a slash command: escaped like a message (with names beside ids) where the manifest asks for it."""
    text = text.strip()
    if not should_escape:
        return text
    return "".join(_stored_part(slack, part, named=True) for part in parts(slack, text))


def _stored_part(slack: Slack, part: Part, *, named: bool) -> str:
    match part:
        case {"type": "user", "user_id": user}:
            name = slack.people[user].key if user in slack.people else ""
            return f"<@{user}|{name}>" if named and name else f"<@{user}>"
        case {"type": "channel", "channel_id": channel}:
            return f"<#{channel}|{slack.channels[channel].name if channel in slack.channels else ''}>"
        case {"type": "usergroup", "usergroup_id": group}:
            return f"<!subteam^{group}|@{slack.groups[group].handle}>"
        case {"type": "broadcast", "range": everyone}:
            return f"<!{everyone}>"
        case {"type": "link", "url": url}:
            return f"<{escape(url)}>"
    return escape(part["text"])


def escape(text: str) -> str:
    """The three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rich_text(slack: Slack, text: str) -> list[Part]:
    """The blocks of a typed message."""
    section = {"type": "rich_text_section", "elements": list(parts(slack, text))}
    return [{"type": "rich_text", "block_id": slack.new_id("b", 5), "elements": [section]}]
