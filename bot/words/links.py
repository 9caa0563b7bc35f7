"""Web addresses that people hand over: only http and https, and nothing in them that a reader would not see."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from bot.words.language import text as _
from bot.words.refused import Refused

# Slack's bound on the address of a link is 3,000 together with its label.
MOST_CHARACTERS = 2_000
# In a line: up to the next space, or a sign that Chinese sets behind it.
ADDRESS = re.compile(r"https?://[^\s<>，。；、！？（）“”《》]+", re.IGNORECASE)
_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


def checked(typed: str) -> str:
    """The address, with what is no plain letter or sign in it percent-encoded.

    Raises Refused for anything but an http or https address with a host and without a name or password before it.
    """
    try:
        parts = urlsplit(typed.strip())
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        raise _no_link() from None
    is_plain = parts.scheme.lower() in ("http", "https") and "." in host and "@" not in parts.netloc
    if not is_plain or re.search(r"\s", typed.strip()) or len(typed) > MOST_CHARACTERS:
        raise _no_link()
    shown = [quote(part, safe=_SAFE.replace("#", "")) for part in (parts.path, parts.query, parts.fragment)]
    address = urlunsplit((parts.scheme.lower(), host + port, *shown))
    if len(address) > MOST_CHARACTERS:
        raise _no_link()
    return address


def _no_link() -> Refused:
    return Refused(_("That is no link that can be kept: give one that begins with https:// or http://."), field="link")
