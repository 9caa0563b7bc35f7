"""The words of the demo stand in both languages; a channel in Chinese reads the Chinese ones alone."""

from __future__ import annotations

from bot.words.language import CHINESE, Reader
from bot.words.patterns import Pattern

# "Pilot production run 小批量试产": what stands before the Chinese half. Words in one language have none.
_ENGLISH = Pattern(r"^[^\u4e00-\u9fff]*\s(?=[\u4e00-\u9fff])")


def said(words: str, locale: str) -> str:
    """The words as a channel of that locale reads them."""
    return _ENGLISH.sub("", words) if Reader(locale).language == CHINESE else words
