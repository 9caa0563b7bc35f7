"""Slack's payloads in every documented form, and each again with one optional field left out or null.

The forms in `tests/data/payloads` are written after Slack's reference; Slack's own SDKs show more of them than a
sandbox of ours would think of. What must be answered is answered, nothing breaks.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.sandbox.world.connect import PARTNER
from bot.sandbox.world.records import Person
from bot.slack import door, guard
from tests.conftest import settings_for
from tests.written import written_log

FORMS = Path(__file__).resolve().parents[1] / "data" / "payloads"
# What Slack's reference calls required, and what Liaison itself put there and gets back; a list counts as its entries.
REQUIRED = {
    "commands": {"command", "team_id", "user_id", "trigger_id"},
    "actions": {
        *("type", "trigger_id", "user", "user.id", "channel.id", "message.ts", "container", "actions"),
        *(
            "actions.type",
            "actions.action_id",
            "actions.value",
            "actions.selected_option",
            "actions.selected_option.value",
        ),
        *("view", "view.id", "view.type", "view.private_metadata", "view.state", "view.blocks", "view.callback_id"),
    },
    "views": {
        *("type", "trigger_id", "user", "user.id"),
        *("view", "view.id", "view.type", "view.private_metadata", "view.blocks", "view.callback_id"),
        *("view.state", "view.state.values"),
    },
    "suggestions": {"type", "user", "user.id", "action_id", "view", "view.id", "view.private_metadata"},
    "shortcuts": {
        *("type", "callback_id", "trigger_id", "user", "user.id"),
        *("channel", "channel.id", "message", "message.ts", "message.type"),
    },
    "events": {
        *("type", "event", "event_id", "event.type", "event.user", "event.user.id", "event.channel", "event.ts"),
        *("event.thread_ts", "event.subteam", "event.subteam.id", "event.subteam_id", "event.files.id"),
        # Without it a message to Liaison is one in any channel.
        *("event.channel_type", "event.subtype"),
    },
}
# What somebody filled in or wrote: not Slack's to leave out.
CONTENT = ("blocks", "values", "title", "submit", "close", "label", "text", "icons", "message", "previous_message")
NEWCOMER, NORA = "W0NEWHERE1", "U0NORA0001"
BROKEN = ("Traceback", "failed", "Unhandled")


@dataclass
class Post:
    """Slack's side of the door."""

    app: App
    sandbox: Sandbox
    http: aiohttp.ClientSession
    names: dict[str, str]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def send(self, kind: str, form: dict[str, Any]) -> tuple[int, str]:
        """Deliver a payload as it is; the status and the words that came back."""
        number = next(self.numbers)
        numbered = {"{event}": f"Ev{number}", "{trigger}": f"{number}.1.unknown", "a-token": f"token-{number}"}
        written = json.dumps(form, ensure_ascii=False)
        for name, value in {**self.names, **numbered}.items():
            written = written.replace(name, value)
        said = json.loads(written)
        if kind == "events":
            body, content_type = written, "application/json"
        else:
            body = urlencode(said if kind == "commands" else {"payload": written})
            content_type = "application/x-www-form-urlencoded"
        stamp = str(int(self.sandbox.clock.now().timestamp()))
        made = hmac.new(self.sandbox.app.signing_secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
        headers = {guard.TIMESTAMP: stamp, guard.SIGNATURE: f"v0={made.hexdigest()}", "Content-Type": content_type}
        address = f"http://127.0.0.1:{self.app.door.port}{door.EVENTS}"
        async with self.http.post(address, data=body.encode(), headers=headers) as answer:
            return answer.status, await answer.text()


@pytest.fixture
async def post(company: Sandbox, sqlite_url: str) -> AsyncIterator[Post]:
    """Liaison behind its door, with the demo project."""
    company.limits.enabled = False
    app = App(settings_for(company, sqlite_url, slack_app_token=None, port=0), with_demo=True)
    await app.start()
    await app.settle()
    async with aiohttp.ClientSession() as http:
        yield Post(app, company, http, names_in(company))
    await app.stop()


def names_in(sandbox: Sandbox) -> dict[str, str]:
    """What the forms call the things of this sandbox. Of the newcomer Slack does not tell."""
    slack, bot = sandbox.slack, sandbox.app.bot_user
    slack.people[NEWCOMER] = Person(NEWCOMER, "newcomer", "New Comer", "")
    slack.people[NORA] = Person(NORA, "nora", "Nora Lund", "", team_id=PARTNER.id)
    slack.channels["C0LAUNCH01"].members.append(NORA)
    sandbox.faults.add(kind="error:user_not_found", method="users.info")
    talks = {"D0WITHLIN1": "U0LIN00001", "D0WITHNEW1": NEWCOMER}
    return {
        "{slack}": sandbox.url,
        "U0BOTUSER1": bot,
        **{name: slack.direct_message(bot, user).id for name, user in talks.items()},
    }


def forms_of(kind: str) -> list[dict[str, Any]]:
    """The payloads of a kind: what each is about, and its body."""
    found: list[dict[str, Any]] = json.loads((FORMS / f"{kind}.json").read_text(encoding="utf-8"))
    return found


# A change is tried on so many forms; the next ones of a kind hardly differ in it.
TRIED = 2
AS_IT_IS = "as it is"


def variants(kind: str, body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The payload as it is, then without each optional field, then with each null (in a form: empty)."""
    yield AS_IT_IS, body
    for path in places(body):
        if ".".join(one for one in path if isinstance(one, str)) in REQUIRED[kind]:
            continue
        for how in ("without", "with null in"):
            changed = deepcopy(body)
            holder: Any = changed
            for step in path[:-1]:
                holder = holder[step]
            if how == "without":
                del holder[path[-1]]
            else:
                holder[path[-1]] = "" if kind == "commands" else None
            if changed != body:
                yield f"{how} {'.'.join(map(str, path))}", changed


def places(part: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where each field stands; of a list the first entry is looked into."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield (*above, name)
            if name not in CONTENT:
                yield from places(value, (*above, name))
    elif isinstance(part, list) and part:
        yield from places(part[0], (*above, 0))


def unanswered(kind: str, status: int, said: str) -> bool:
    """Whether Slack would show its own error instead of an answer."""
    if status != 200:
        return True
    return (kind == "commands" and not said) or (kind == "suggestions" and "options" not in json.loads(said or "{}"))


@pytest.mark.parametrize("kind", REQUIRED)
async def test_no_payload_of_a_documented_form_breaks_anything(post: Post, kind: str) -> None:
    broken = []
    tried: Counter[str] = Counter()
    for form in forms_of(kind):
        for what, body in variants(kind, form["body"]):
            tried[what] += 1
            if what != AS_IT_IS and tried[what] > TRIED:
                continue
            with written_log() as logged:
                status, said = await post.send(kind, body)
                lines = [line for line in logged() if any(word in line for word in BROKEN)]
            if lines or unanswered(kind, status, said):
                broken.append((form["about"], what, status, lines[-1:]))
    assert broken == [], "\n".join(map(str, broken))


def test_there_are_forms_of_every_kind() -> None:
    assert sum(len(forms_of(kind)) for kind in REQUIRED) >= 60
