"""What of a department's part of a plan is other than what its head has confirmed, a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.process.baselines import facts
from bot.process.baselines.facts import Told
from bot.process.baselines.sections import AWAITED, AWAITS, LED, PROVIDED, RECEIVED, Plan
from bot.process.kernel.rounds import Difference
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _

_NOTHING: Mapping[str, Mapping[str, Any]] = {LED: {}, PROVIDED: {}, RECEIVED: {}, AWAITS: {}, AWAITED: {}}


def lines(work: Work, found: Difference, plan: Plan) -> list[Text]:
    """The differences of a section in words."""
    was, now = found.was or _NOTHING, found.now or _NOTHING
    if LED not in was or LED not in now:
        return []
    ids = {one.get("of") or one.get("by") or one.get("lead") for kind in was.values() for one in kind.values()}
    told = facts.told_with(work, plan, [one for one in ids if isinstance(one, int)])
    return [*_led(was[LED], now[LED], told), *_around(was, now, told)]


def _led(was: Mapping[str, Any], now: Mapping[str, Any], told: Told) -> Iterator[Text]:
    for number in sorted({*was, *now}, key=int):
        before, after = was.get(number), now.get(number)
        if before is None and after is not None:
            yield _("%(task)s is new", task=facts.led(number, after, told.today))
        elif after is None and before is not None:
            yield _("%(task)s is gone", task=facts.led(number, before, told.today))
        elif before is not None and after is not None and before != after:
            yield from _changed(number, before, after, told)


def _changed(number: str, was: Mapping[str, Any], now: Mapping[str, Any], told: Told) -> Iterator[Text]:
    """What is other of one task."""
    said = {"number": number, "title": now["title"][: facts.TITLE]}
    days_were, days_are = facts.days(was, told.today), facts.days(now, told.today)
    if days_were != days_are:
        yield _("T-%(number)s · %(title)s: %(now)s instead of %(was)s", **said, now=days_are, was=days_were)
    if was["title"] != now["title"]:
        was_title = was["title"][: facts.TITLE]
        yield _("T-%(number)s is called “%(title)s” instead of “%(was)s”", **said, was=was_title)
    if was["milestone"] != now["milestone"]:
        yield (
            _("T-%(number)s · %(title)s is a milestone now", **said)
            if now["milestone"]
            else _("T-%(number)s · %(title)s is no milestone any more", **said)
        )
    if was["standard"] != now["standard"]:
        yield _("T-%(number)s · %(title)s: the delivery standard has changed", **said)
    if was["parent"] != now["parent"]:
        yield _("T-%(number)s · %(title)s stands elsewhere in the plan", **said)


def _around(was: Mapping[str, Any], now: Mapping[str, Any], told: Told) -> Iterator[Text]:
    """What is other of what is provided, received, awaited."""
    lines_of: dict[str, Callable[[str, Mapping[str, Any], Told], Text]] = {
        AWAITED: facts.awaited,
        PROVIDED: facts.provided,
        AWAITS: facts.awaits,
        RECEIVED: facts.received,
    }
    for kind, worded in lines_of.items():
        for key in sorted({*was[kind], *now[kind]}):
            before, after = was[kind].get(key), now[kind].get(key)
            if before is None:
                yield _("%(task)s is new", task=worded(key, after, told))
            elif after is None:
                yield _("%(task)s is gone", task=worded(key, before, told))
            elif before != after:
                yield _("%(now)s instead of: %(was)s", now=worded(key, after, told), was=worded(key, before, told))
