"""The words with which plans go out and come in: the same in a form, in our own tables and in other people's."""

from __future__ import annotations

import re
from typing import Final

from bot.plans.network import Kind
from bot.words.language import Reader
from bot.words.language import text as _

# What stands in our own tables where a task has nobody who does it, or no days yet.
NO_OWNER, UNSCHEDULED = _("no owner yet"), _("not scheduled yet")
# Above the column, not seen, by which our own tables know their rows when they come back.
OWN_ID = _("Liaison ID")
# As ends are said: 完成-开始, 开始到开始, 完成完成, finish-to-start.
_ENDS = {
    "完成": "F", "结束": "F", "結束": "F", "开始": "S", "開始": "S", "finish": "F", "end": "F", "start": "S",
}  # fmt: skip
_END = "|".join(_ENDS)
_KIND = (
    r"(?:(?P<kind>FS|SS|FF|SF)(?![a-z])"
    rf"|(?P<before>{_END})(?:[\s\-—–－到至后後]|to)*(?P<after>{_END})(?![a-z]){{single}})"
)
# The kind of a link, for a larger expression; and the same where one end alone may be named: 1完成.
KIND: Final = _KIND.replace("{single}", "")
KIND_OR_END: Final = _KIND.replace("{single}", rf"|(?P<only>{_END})(?![a-z])(?:之?后)?")


def kind_of(found: re.Match[str]) -> Kind:
    """The kind that was found by an expression with one of those in it; what names none begins when the other ends."""
    said = found.groupdict()
    if said["kind"]:
        return Kind(said["kind"].upper())
    if said["before"]:
        return Kind(_ENDS[said["before"].lower()] + _ENDS[said["after"].lower()])
    return Kind(_ENDS[said["only"].lower()] + "S") if said.get("only") else Kind.FS


def is_own_id(heading: str) -> bool:
    """Whether a heading is that of our own tables alone, in any language."""
    return heading in {OWN_ID.for_(Reader(locale)) for locale in ("en-US", "zh-CN")}


def says_nothing(text: str) -> bool:
    """Whether it is what our own tables say in place of nothing, in any language."""
    return text in {one.for_(Reader(locale)) for one in (NO_OWNER, UNSCHEDULED) for locale in ("en-US", "zh-CN")}
