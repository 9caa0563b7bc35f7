"""The inspector: what went between the sandbox and the app, as it was sent."""

from __future__ import annotations

import json
from typing import Any, Final

from bot.sandbox.page.draw import environment
from bot.sandbox.page.reader import Reader
from bot.sandbox.world.records import Exchange
from bot.sandbox.world.state import Slack

SHOWN: Final = 150
# A value longer than this is not drawn whole.
LONGEST: Final = 200_000


def lines(slack: Slack, reader: Reader) -> str:
    """The newest exchanges, newest first."""
    newest = list(slack.traffic)[-SHOWN:][::-1]
    rows = [(str(id(each)), each, f"{reader.local(each.at):%H:%M:%S}", trouble(each)) for each in newest]
    return environment().get_template("traffic.jinja").render(rows=rows, reader=reader)


def whole(slack: Slack, key: str) -> str:
    """One exchange by its key; empty when it is no longer kept."""
    found = next((each for each in slack.traffic if str(id(each)) == key), None)
    if found is None:
        return ""
    template = environment().get_template("exchange.jinja")
    return template.render(request=written(found.request), answer=written(found.answer))


def trouble(exchange: Exchange) -> bool:
    """Whether it did not go well."""
    refused = isinstance(exchange.answer, dict) and exchange.answer.get("ok") is False
    return refused or (exchange.status or 200) >= 400 or bool(exchange.note and exchange.direction == "to_app")


def written(value: Any) -> str:
    """JSON as people read it."""
    if value is None or isinstance(value, str):
        return (value or "")[:LONGEST]
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)[:LONGEST]
