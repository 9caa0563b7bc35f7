"""A document: a file that Liaison makes of what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Document(NamedTuple):
    """A file as things are.

    `make` gives its bytes, of what was read before: it asks no database, and may take a second. `beside` is the mrkdwn
    that stands beside it where it is shared; `title` is what Slack calls it, its name without one.
    """

    name: str
    make: Callable[[], bytes]
    beside: str = ""
    title: str = ""
