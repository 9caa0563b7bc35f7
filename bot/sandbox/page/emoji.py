"""Emoji: a small table of shortcodes, and the characters that the page draws itself.

A machine without an emoji font (a server, a build machine) would show boxes for the status marks; the characters in
`DRAWN` therefore have a picture in `static/emoji.css`. The character stays in the text, to be read and copied.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from markupsafe import Markup, escape

SHORTCODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "+1": "👍",
        "-1": "👎",
        "alarm_clock": "⏰",
        "arrow_right": "➡️",
        "arrows_counterclockwise": "🔄",
        "balloon": "🎈",
        "bar_chart": "📊",
        "bell": "🔔",
        "bulb": "💡",
        "calendar": "📅",
        "chart_with_upwards_trend": "📈",
        "clap": "👏",
        "clipboard": "📋",
        "clock3": "🕒",
        "construction": "🚧",
        "date": "📅",
        "exclamation": "❗",
        "eyes": "👀",
        "file_folder": "📁",
        "fire": "🔥",
        "gear": "⚙️",
        "grey_question": "❔",
        "hand": "✋",
        "handshake": "🤝",
        "heart": "❤️",
        "heavy_check_mark": "✔️",
        "hourglass": "⌛",
        "hourglass_flowing_sand": "⏳",
        "information_source": "ℹ️",
        "large_blue_circle": "🔵",
        "large_green_circle": "🟢",
        "large_orange_circle": "🟠",
        "large_yellow_circle": "🟡",
        "link": "🔗",
        "lock": "🔒",
        "mag": "🔍",
        "memo": "📝",
        "muscle": "💪",
        "no_entry": "⛔",
        "ok": "🆗",
        "ok_hand": "👌",
        "page_facing_up": "📄",
        "paperclip": "📎",
        "pencil2": "✏️",
        "pray": "🙏",
        "pushpin": "📌",
        "question": "❓",
        "raised_hands": "🙌",
        "red_circle": "🔴",
        "rocket": "🚀",
        "rotating_light": "🚨",
        "scales": "⚖️",
        "slightly_smiling_face": "🙂",
        "smile": "😄",
        "smiley": "😃",
        "sparkles": "✨",
        "speech_balloon": "💬",
        "star": "⭐",
        "tada": "🎉",
        "thinking_face": "🤔",
        "thumbsdown": "👎",
        "thumbsup": "👍",
        "triangular_flag_on_post": "🚩",
        "trophy": "🏆",
        "warning": "⚠️",
        "wave": "👋",
        "white_check_mark": "✅",
        "white_circle": "⚪",
        "x": "❌",
        "zap": "⚡",
    }
)

# character (without its variation selector) → class in static/emoji.css
DRAWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "⚪": "white",
        "🔵": "blue",
        "🟢": "green",
        "🟡": "yellow",
        "🟠": "orange",
        "🔴": "red",
        "✅": "check",
        "✔": "tick",
        "❌": "cross",
        "⏳": "hourglass",
        "⌛": "hourglass",
        "⚖": "scales",
        "⚠": "warning",
        "👍": "thumb",
        "👀": "eyes",
        "🎉": "tada",
        "📌": "pin",
        "🔒": "lock",
        "🚩": "flag",
        "❤": "heart",
        "📅": "calendar",
        "📄": "page",
        "📊": "chart",
    }
)

# What the page offers as one-click reactions.
QUICK_REACTIONS: Final = ("white_check_mark", "eyes", "+1", "tada", "heart")

_DRAWN_RE: Final = re.compile("([" + "".join(DRAWN) + "])\ufe0f?")
_SHORTCODE_RE: Final = re.compile(r":([a-z0-9_+'-]{1,100}):")


def text(plain: str) -> Markup:
    """Text as inert HTML; drawn characters get their picture, line ends become `<br>`."""
    pieces = _DRAWN_RE.split(plain)
    drawn = (_picture(piece) if index % 2 else escape(piece) for index, piece in enumerate(pieces))
    return Markup("").join(drawn).replace("\n", Markup("<br>"))


def with_shortcodes(plain: str) -> Markup:
    """The same, with `:shortcode:` replaced where the table knows it."""
    return text(replace_shortcodes(plain))


def replace_shortcodes(plain: str) -> str:
    """Put characters in the place of the shortcodes that are known; leave all others as they stand."""
    return _SHORTCODE_RE.sub(lambda found: SHORTCODES.get(found[1], found[0]), plain)


def of(name: str) -> Markup:
    """One emoji by its shortcode, as a reaction shows it."""
    return text(SHORTCODES.get(name.split("::")[0], f":{name}:"))


def _picture(character: str) -> Markup:
    return Markup('<span class="emoji e-{}">{}</span>').format(DRAWN[character], character)
