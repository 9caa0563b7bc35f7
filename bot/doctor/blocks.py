"""Whether Slack itself takes what every template makes: natively and plainly, in both languages, by `blocks.validate`.

Nothing of a workspace is sent: the templates are filled with the data of the tests, which stand beside the sources.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.doctor.findings import Finding, as_table
from bot.settings import SLACK_API
from bot.words import native
from bot.words.language import Reader
from bot.words.messages import MESSAGE_BLOCKS, VIEW_BLOCKS, Templates

METHOD = "blocks.validate"
# Its rate is "special", and no figure is named: one a second is a channel's pace.
PAUSE_SECONDS = 1.0
CALL_SECONDS = 10
# Where Slack says that it was too fast, and not for how long.
LONGER_SECONDS = 30
READERS = (Reader("en-US", "Europe/Berlin"), Reader("zh-CN", "Asia/Shanghai"))
# Test data, by template: with lists of so many lines.
CONTEXTS, LINES = "tests.contexts.every", 3

Sleep = Callable[[float], Awaitable[object]]


class Given(NamedTuple):
    """One thing to be looked at: of which template, for whom, in which form; its kind for Slack, and itself."""

    template: str
    language: str
    form: str
    kind: str
    content: dict[str, Any]

    @property
    def name(self) -> str:
        """All that tells it from the others."""
        return f"{self.template} · {self.language} · {self.form}"


class NoTestData(Exception):
    """The tests, whose data the templates are filled with, are not beside the sources."""


def test_data() -> tuple[Mapping[str, Mapping[str, Any]], datetime]:
    """What the tests give each template, and when that is. Raises NoTestData."""
    try:
        every = importlib.import_module(CONTEXTS)
    except ModuleNotFoundError as error:
        raise NoTestData from error
    return every.contexts("x", LINES), every.NOW


def given(contexts: Mapping[str, Mapping[str, Any]], now: datetime) -> Iterator[Given]:
    """Every template that the data are for, in each language and form; plainly where that is another one."""
    templates = Templates()
    for name, context in sorted(contexts.items()):
        for reader in READERS:
            kind, content, most = _made(templates, name, reader, now, context)
            blocks = content["blocks"]
            forms = {"native": frozenset[str]()} if native.kinds(blocks) else {}
            for form, lacking in (forms | {"plain": native.NATIVE}).items():
                settled = {**content, "blocks": native.settled(blocks, lacking, most)}
                yield Given(name, reader.language, form, kind, settled)


def _made(
    templates: Templates, name: str, reader: Reader, now: datetime, context: Mapping[str, Any]
) -> tuple[str, dict[str, Any], int]:
    try:
        return "view", templates.view(name, reader, now, **context), VIEW_BLOCKS
    except ValueError:
        return "message", templates.message(name, reader, now, **context).as_arguments(), MESSAGE_BLOCKS


async def validated(
    address: str, of: Iterator[Given] | list[Given], sleep: Sleep = asyncio.sleep
) -> AsyncIterator[Finding]:
    """What Slack at that address says of each: one finding a problem, one where there is none. No token is sent."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS)) as session:
        client = AsyncWebClient(base_url=address, session=session, retry_handlers=[])
        for one in of:
            problems = await _asked(client, one, sleep)
            for seen in problems:
                yield Finding(one.name, "wrong", seen)
            if not problems:
                yield Finding(one.name, "ok", "Slack takes it")
            await sleep(PAUSE_SECONDS)


async def _asked(client: AsyncWebClient, one: Given, sleep: Sleep) -> list[str]:
    """What is wrong with it; asked again as often as Slack says that this is too fast."""
    while True:
        try:
            # As a form: the client's own method puts it into the address, which is too short for a message.
            await client.api_call(METHOD, data={one.kind: json.dumps(one.content, ensure_ascii=False)})
        except SlackApiError as error:
            answer: Any = error.response.data
            if error.response.status_code == 429 or answer.get("error") == "ratelimited":
                wait = str(error.response.headers.get("Retry-After", ""))
                await sleep(int(wait) if wait.isdecimal() else LONGER_SECONDS)
                continue
            described = [each for each in answer.get("errors") or () if isinstance(each, dict)]
            said = [f"{each.get('pointer', '?')}: {each.get('message', each.get('code', '?'))}" for each in described]
            return said or [str(answer.get("error", "?"))]
        return []


async def report(tell: Callable[[str], object], sleep: Sleep = asyncio.sleep) -> int:
    """Tell what Slack says of every template, as it says it; the exit code. `SLACK_API_URL` is another Slack."""
    try:
        contexts, now = test_data()
    except NoTestData:
        tell("The templates are filled with the tests' data, which are not here: run this in a copy of the sources.")
        return 1
    wanted, wrong = list(given(contexts, now)), set[str]()
    tell(f"Slack looks at {len(wanted)} messages and forms made of test data, one a second …")
    async for one in validated(os.environ.get("SLACK_API_URL") or SLACK_API, wanted, sleep):
        if one.state == "wrong":
            tell(as_table([one]))
            wrong.add(one.subject)
    tell(f"Slack takes {len(wanted) - len(wrong)} of {len(wanted)}.")
    return int(bool(wrong))
