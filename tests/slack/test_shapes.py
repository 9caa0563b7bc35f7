"""Nonsense is refused with a line, whoever signed it; and what Slack sends passes, however little of it there is."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Iterator
from typing import Any

from bot.slack import door
from bot.slack.shapes import flaw
from tests.slack.conftest import Post
from tests.world import World
from tests.written import written_log

SEED = 7
# So many of the some thousand changed payloads are tried.
TRIED = 250
OTHERS: tuple[Any, ...] = (None, 7, "our-secret-plan", [], ["our-secret-plan"], {}, {"our-secret-plan": 1}, True)
NONSENSE: list[Any] = [
    {},
    {"type": "event_callback"},
    {"type": "event_callback", "event": {}},
    {"type": "event_callback", "event": []},
    {"type": "event_callback", "event": {"type": "message"}, "event_id": "Ev1"},
    {"type": "event_callback", "event": {"type": 7}, "event_id": "Ev1"},
    {"type": "block_actions", "actions": []},
    {"type": "block_actions", "user": {"id": "U1"}, "trigger_id": "1", "actions": []},
    {"type": "block_actions", "user": {"id": "U1"}, "trigger_id": "1", "actions": [7]},
    {"type": "block_actions", "user": "U1", "actions": [{"action_id": "a", "type": "button"}]},
    {"type": "view_submission", "user": {"id": "U1"}, "view": None},
    {"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "callback_id": "tasks.add", "blocks": []}},
    {"type": "view_closed", "view": 7},
    {"type": "block_suggestion"},
    {"type": "shortcut"},
    {"type": "message_action", "message": []},
    {"type": "url_verification"},
    {"type": "url_verification", "challenge": {}},
    {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": "soon"},
    {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1e300},
    {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "channel": "C1", "ts": "soon"}},
    {"type": "event_callback", "event_id": "Ev1", "event": {"type": "pin_added", "event_ts": "1e300"}},
    {"command": "/task", "user_id": "U\ud800", "trigger_id": "1"},
    {"type": "something else"},
    {"type": []},
    {"type": None, "event": None},
    {"command": None},
    {"command": 7, "user_id": "U1", "trigger_id": "1"},
    {"command": "/task"},
]


# What a menu asks for while somebody types into it.
MENU = {"action_id": "calendars.country", "block_id": "country", "value": "chi"}


async def test_signed_nonsense_is_a_line_and_no_failure(post: Post) -> None:
    with written_log() as logged:
        for body in NONSENSE:
            before = len(logged())
            assert await post(body) == 400, body
            # The schedule may have something to say, too.
            said = [line for line in logged()[before:] if "apscheduler" not in line]
            assert len(said) == 1, said
            assert "request refused status=400" in said[0]
    for body in NONSENSE:
        assert flaw(body) is not None


async def test_slack_looks_at_the_certificate_without_a_signature(post: Post) -> None:
    url = f"http://127.0.0.1:{post.app.door.port}{door.EVENTS}"
    for form in ({"ssl_check": "1", "token": "abc"}, {"token": "abc", "ssl_check": "1"}):
        async with post.http.post(url, data=form) as answer:
            assert (answer.status, await answer.text()) == (200, "")
    assert await post(None, form={"token": "abc", "ssl_check": "1"}) == 200
    for query, status in (("?ssl_check=1", 200), ("", 405), ("?ssl_check=0", 405)):
        async with post.http.get(url + query) as answer:
            assert answer.status == status, query
    # Nobody gets more with it.
    command = {"command": "/task", "text": "help", "user_id": "U0LIN00001", "ssl_check": "1"}
    async with post.http.post(url, data=command) as answer:
        assert (answer.status, await answer.text()) == (200, "")


async def test_whatever_is_missing_or_odd_in_what_slack_sends_breaks_nothing(post: Post) -> None:
    """One field dropped, nulled or of another type, in a payload of each kind; seeded.

    Which workspace it is for is another story.
    """
    chance = random.Random(SEED)
    payloads = await of_every_kind(post)
    assert {"command", "block_actions", "view_submission", "view_closed", "event_callback"} <= payloads.keys()
    for payload in payloads.values():
        assert flaw(payload) is None, "what Slack sends is of its shape"
    changed = [(kind, one) for kind, payload in payloads.items() for one in changes(payload) if "team" not in one[0]]
    async with World(post.sandbox.url) as world:
        await world.post("limits", {"enabled": False})
    # What was made up opens no form.
    post.sandbox.faults.add(kind="error:expired_trigger_id", method="views.open")
    broken: list[str] = []
    with written_log() as logged:
        for number, (kind, (place, body)) in enumerate(chance.sample(changed, min(TRIED, len(changed)))):
            anew(body, number)
            before = len(logged())
            status = await post(body) if kind != "command" else await post(None, form=as_form(body))
            said = [line for line in logged()[before:] if "request refused" not in line]
            if status >= 500 or any("error" in line or line.startswith("    | ") for line in said):
                broken.append(f"{kind} {place} {status} {said[-1:]}")
            # The name of a command is the app's, not a person's.
            assert "our-secret-plan" not in "".join(logged()[before:]) or place.startswith("('command',"), place
    assert not broken, "\n".join(broken)


async def of_every_kind(post: Post) -> dict[str, dict[str, Any]]:
    """What Slack sends while people work, one payload of each kind, and of each kind of event."""
    async with World(post.sandbox.url) as world:
        await world.clock.plus("1m")
        await world.lin.types("/task list")
        form = await world.zhao.types("/task add")
        await world.zhao.submits(form, title="Poster", department_id="1", due_on="2026-12-01")
        card = (await world.posted())[-1]
        await world.lin.uses("tasks.from_message", card)
        home = await world.lin.home()
        await world.lin.presses(home.elements[0].action_id, home)
        await world.lin.types("@Liaison task list")
        await world.maria.leaves("#product-launch")
        await world.maria.joins("#product-launch")
        await world.act("changes", who="sam", locale="zh-CN")
        await world.settle()
        traffic = [one for one in await world.traffic() if one["direction"] == "to_app"]
    found = {}
    for one in traffic:
        payload = one["request"]
        kind = "command" if "command" in payload else payload.get("type", "")
        found[kind if kind != "event_callback" else payload["event"]["type"]] = payload
    found["event_callback"] = found["app_mention"]
    found["view_closed"] = {**found["view_submission"], "type": "view_closed", "is_cleared": False}
    found["block_suggestion"] = {**found["block_actions"], "type": "block_suggestion", **MENU}
    return found


def changes(value: Any) -> Iterator[tuple[str, Any]]:
    """The payload with one thing in it dropped, or something else."""
    for place in paths(value):
        yield f"{place} dropped", without(value, place)
        for other in OTHERS:
            if type(other) is not type(at(value, place)):
                yield f"{place} {other!r}", replaced(value, place, other)


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, held in inner:
        yield (*path, name)
        yield from paths(held, (*path, name))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        value = value[name]
    return value


def replaced(value: Any, path: tuple[Any, ...], other: Any) -> Any:
    whole = copy.deepcopy(value)
    at(whole, path[:-1])[path[-1]] = other
    return whole


def without(value: Any, path: tuple[Any, ...]) -> Any:
    whole = copy.deepcopy(value)
    del at(whole, path[:-1])[path[-1]]
    return whole


def anew(body: dict[str, Any], number: int) -> None:
    """Something that was not delivered before."""
    for name in ("trigger_id", "event_id"):
        if isinstance(body.get(name), str):
            body[name] = f"{number}.{time.monotonic_ns()}"


def as_form(body: dict[str, Any]) -> dict[str, str]:
    """A form holds words alone."""
    return {name: str(value) for name, value in body.items() if value is not None}


# What no button, menu or form of Liaison's says.
NEVER_SAID = ("nonsense", "99999999999999999999", "1:nonsense", "nonsense:1", "1|2|3", "{}", "[7]")


async def test_what_only_liaison_writes_is_refused_where_it_cannot_be_read(post: Post) -> None:
    """Whoever knows the secret still gets no traceback: every button, menu and form, with values that are none."""
    async with World(post.sandbox.url) as world:
        await world.post("limits", {"enabled": False})
    post.sandbox.faults.add(kind="error:expired_trigger_id", method="views.open")
    base = {"user": {"id": "U0WANG0001"}, "team": {"id": post.sandbox.slack.workspace.id}}
    dispatch = post.app.listener._machine.dispatch
    broken, refused, number = [], set(), 0
    with written_log() as logged:
        for said in NEVER_SAID:
            for kind in ("action", "view"):
                for name in sorted(dispatch.names(kind)):
                    number += 1
                    before = len(logged())
                    status = await post({**base, "trigger_id": f"{number}.1", **of(kind, name, said, number)})
                    lines = [line for line in logged()[before:] if "apscheduler" not in line]
                    if status == 400:
                        assert len([line for line in lines if "request refused status=400" in line]) == 1, lines
                        refused.add(name)
                    if status >= 500 or any(" error " in line or line.startswith("    | ") for line in lines):
                        broken.append(f"{kind} {name} {said!r}: {status} {lines[-1:]}")
    assert not broken, "\n".join(broken)
    assert {"tasks.show", "tasks.undo", "requests.accept", "disputes.confirm", "meetings.cancel"} <= refused


def of(kind: str, name: str, said: str, number: int) -> dict[str, Any]:
    """A button that says this, or a form that keeps it."""
    view = {"id": f"V{number}", "type": "modal", "callback_id": name, "private_metadata": said, "hash": "1",
            "blocks": [], "state": {"values": {}}}  # fmt: skip
    if kind == "view":
        return {"type": "view_submission", "view": view}
    pressed = {"action_id": name, "block_id": "b", "type": "button", "value": said}
    return {"type": "block_actions", "actions": [pressed], "view": {**view, "callback_id": "some"}}
