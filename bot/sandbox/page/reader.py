"""The person who looks at the page: their language, their zone, the names they may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.page.sentences import reworded
from bot.sandbox.page.words import field_error, say


@dataclass(frozen=True)
class Reader:
    """Whoever the page is drawn for.

    `name_of` gives the name shown for the id of a person, channel or user group, or None where the reader may not
    see it. `now` is the sandbox's time, aware.
    """

    user_id: str
    locale: str
    zone: ZoneInfo
    now: datetime
    name_of: Callable[[str], str | None]

    @property
    def chinese(self) -> bool:
        """Whether the page speaks 简体中文 to this person."""
        return self.locale.lower().startswith("zh")

    @property
    def lang(self) -> str:
        """The value of the page's `lang` attribute; it decides the shape of Han characters too."""
        return "zh-Hans" if self.chinese else "en"

    def local(self, moment: datetime) -> datetime:
        """The moment on this person's wall clock."""
        return moment.astimezone(self.zone)

    def say(self, text: str, **values: object) -> str:
        """One of the page's own words in this person's language."""
        return say(text, chinese=self.chinese, **values)

    def reworded(self, text: str) -> str:
        """A sentence of Slack's own in this person's language; any other as it is."""
        return reworded(text, chinese=self.chinese)

    def field_error(self, text: str) -> str:
        """What stands under a field, in this person's language where it is Slack's own."""
        return field_error(text, chinese=self.chinese)
