"""The language in which Block Kit's rules are written down: small checks that combine into shapes.

A check looks at one JSON value and notes, in Slack's own words and with a JSON pointer, whatever Slack would refuse.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

Json = dict[str, object]


class Findings:
    """Everything Slack would complain about, in the order found."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def note(self, words: str, at: str) -> None:
        """Record one refusal at a JSON pointer such as /blocks/0/text."""
        self.messages.append(f"[ERROR] {words} [json-pointer:{at}]")


Check = Callable[[Findings, object, str], None]
Rule = Callable[[Findings, Json, str], None]


def string(least: int = 1, most: int | None = None, pattern: str = "", meant: str = "") -> Check:
    """A string of `least` to `most` characters which, if a pattern is given, fully matches it."""
    wanted = re.compile(pattern) if pattern else None

    def check(findings: Findings, value: object, at: str) -> None:
        if not isinstance(value, str):
            findings.note("must be a string", at)
        elif len(value) < least:
            findings.note(f"must be more than {least - 1} characters", at)
        elif most is not None and len(value) > most:
            findings.note(f"must be less than {most + 1} characters", at)
        elif wanted and not wanted.fullmatch(value):
            findings.note(f"must be a valid {meant}" if meant else "failed to match the pattern", at)

    return check


def boolean(findings: Findings, value: object, at: str) -> None:
    """True or false."""
    if not isinstance(value, bool):
        findings.note("must be a boolean", at)


def integer(least: int, most: int | None = None) -> Check:
    """A whole number between both, the ends included."""

    def check(findings: Findings, value: object, at: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            findings.note("must be an integer", at)
        elif value < least:
            findings.note(f"must be greater than {least - 1}", at)
        elif most is not None and value > most:
            findings.note(f"must be less than {most + 1}", at)

    return check


def one_of(*values: str) -> Check:
    """One of a fixed set of words."""

    def check(findings: Findings, value: object, at: str) -> None:
        if value not in values:
            findings.note("must be a valid enum value", at)

    return check


def calendar_day(findings: Findings, value: object, at: str) -> None:
    """A date written YYYY-MM-DD that exists."""
    try:
        exists = isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        exists = False
    if not exists:
        findings.note("must be a valid date (YYYY-MM-DD)", at)


def array(check_each: Check, least: int = 1, most: int | None = None) -> Check:
    """A list of `least` to `most` items, each of which passes the check."""

    def check(findings: Findings, value: object, at: str) -> None:
        if not isinstance(value, list):
            findings.note("must be an array", at)
            return
        if len(value) < least:
            findings.note(f"no fewer than {least} items allowed", at)
        if most is not None and len(value) > most:
            findings.note(f"no more than {most} items allowed", at)
            return
        for place, item in enumerate(value):
            check_each(findings, item, f"{at}/{place}")

    return check


def record(fields: Mapping[str, Check], needs: tuple[str, ...] = (), rules: tuple[Rule, ...] = ()) -> Check:
    """An object with these fields only, those in `needs` present; the rules look across the fields."""

    def check(findings: Findings, value: object, at: str) -> None:
        if not isinstance(value, dict):
            findings.note("must be an object", at)
            return
        for name in needs:
            if value.get(name) is None:
                findings.note(f"missing required field: {name}", at)
        for name, inner in value.items():
            if name not in fields:
                findings.note(f"invalid additional property: {name}", at)
            elif inner is not None:
                fields[name](findings, inner, f"{at}/{name}")
        for rule in rules:
            rule(findings, cast(Json, value), at)

    return check


def typed(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` chooses its shape."""

    def check(findings: Findings, value: object, at: str) -> None:
        if not isinstance(value, dict):
            findings.note("must be an object", at)
        elif "type" not in value:
            findings.note("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in shapes:
            findings.note(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            shapes[value["type"]](findings, value, at)

    return check


def anything(findings: Findings, value: object, at: str) -> None:
    """Accepted as it is."""


def text(most: int, *kinds: str, least: int = 1) -> Check:
    """A text object; `kinds` are plain_text and mrkdwn, plain_text alone if none is named."""
    content = string(least, most)
    shapes = {
        "plain_text": record({"type": anything, "text": content, "emoji": boolean}, ("text",)),
        "mrkdwn": record({"type": anything, "text": content, "verbatim": boolean}, ("text",)),
    }
    return typed({kind: shapes[kind] for kind in kinds or ("plain_text",)})


PLAIN_OR_MRKDWN = ("plain_text", "mrkdwn")
IDENTIFIER = string(1, 255)
LINK = string(1, 3000, r"(?s)\w[\w+.-]*:.+", "url")

CONFIRM = record(
    {
        "title": text(100),
        "text": text(300, *PLAIN_OR_MRKDWN),
        "confirm": text(30),
        "deny": text(30),
        "style": one_of("primary", "danger"),
    },
    ("title", "text", "confirm", "deny"),
)


def option(*kinds: str, url: bool = False) -> Check:
    """One choice of a select, overflow, radio or checkbox group."""
    fields: dict[str, Check] = {"text": text(75, *kinds), "value": string(1, 150), "description": text(75, *kinds)}
    return record({**fields, "url": LINK} if url else fields, ("text", "value"))


def option_group(*kinds: str) -> Check:
    """Choices under a heading."""
    return record({"label": text(75), "options": array(option(*kinds), 1, 100)}, ("label", "options"))


DISPATCH_CONFIG = record(
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}, ("trigger_actions_on",)
)


def _some_filter(findings: Findings, value: Json, at: str) -> None:
    if not value:
        findings.note("must define at least one property", at)


CONVERSATION_FILTER = record(
    {
        "include": array(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rules=(_some_filter,),
)
