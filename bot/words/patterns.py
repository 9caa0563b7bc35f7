"""Regular expressions that are compiled when they are first needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any


class Pattern:
    """Like `re.compile`, at first use: the grammars of what people type have a hundred, and no start needs one."""

    def __init__(self, form: str, flags: int = 0) -> None:
        self._form, self._flags = form, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        return re.compile(self._form, self._flags)

    def ready(self) -> None:
        """Compile it now, so that nobody waits for it later."""
        _ = self.compiled

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """At the beginning of the text, or where it is to start."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text."""
        return self.compiled.fullmatch(text)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Anywhere in the text."""
        return self.compiled.search(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Wherever it is in the text."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[Any]:
        """What each match holds: its groups, or itself where it has none."""
        return self.compiled.findall(text)

    def sub(self, new: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with something new for what matches."""
        return self.compiled.sub(new, text, count)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """The text cut where it matches."""
        return self.compiled.split(text, maxsplit)
