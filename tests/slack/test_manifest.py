"""The app that an administrator creates from `manifest.yml` is the one that the code is."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.app import dispatch
from bot.sandbox import webapi
from bot.sandbox.world.registration import read_manifest
from bot.slack import manifest
from bot.slack.dispatch import ANY, NOTHING, Dispatch, Routes
from bot.slack.turn import Turn

URL = "https://liaison.example/slack/events"
README = manifest.ROOT / "README.md"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Slack's own, of manifests of version 2."""
    read = json.loads((Path(__file__).resolve().parents[1] / "data" / "slack-manifest.schema.2.0.0.json").read_text())
    assert isinstance(read, dict)
    return read


def test_the_manifest_says_what_the_code_does() -> None:
    found = manifest.differences(manifest.read(), dispatch(), manifest.methods_called())

    assert found == []


def test_slack_takes_the_manifest(schema: dict[str, Any]) -> None:
    jsonschema.validate(manifest.read(), schema)
    assert read_manifest(manifest.MANIFEST) == manifest.read()


def test_slack_takes_the_manifest_of_an_app_at_a_url(schema: dict[str, Any]) -> None:
    changed = manifest.over_http(manifest.read(), URL)

    jsonschema.validate(changed, schema)
    assert {command["url"] for command in changed["features"]["slash_commands"]} == {URL}
    assert changed["settings"]["event_subscriptions"]["request_url"] == URL
    assert changed["settings"]["interactivity"]["request_url"] == URL
    assert changed["settings"]["socket_mode_enabled"] is False
    assert manifest.read()["settings"]["socket_mode_enabled"] is True


def test_the_schema_refuses_what_slack_refuses(schema: dict[str, Any]) -> None:
    wrong = manifest.read()
    del wrong["features"]["slash_commands"][0]["description"]

    with pytest.raises(jsonschema.ValidationError, match="'description' is a required property"):
        jsonschema.validate(wrong, schema)


def test_a_scope_is_what_the_sandbox_asks_for_too() -> None:
    """The sandbox keeps a list of its own; a method with a fixed scope there has it here."""
    theirs = {name: set(method.scopes) for name, method in webapi.methods().items() if method.scopes}
    for name, scope in manifest.SCOPES.items():
        for method in scope.methods:
            assert name in theirs.get(method, {name}), f"{method} needs one of {theirs[method]}, not {name}"


def test_the_readme_gives_the_reason_of_every_scope() -> None:
    """The table is printed by `liaison manifest --scopes`."""
    assert manifest.scopes_table() in README.read_text(encoding="utf-8")


# A small application, its manifest, and what it calls: then one thing at a time goes wrong.

APP: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [{"command": "/task", "usage_hint": "add | [list]"}],
        "shortcuts": [{"callback_id": "make", "type": "message", "name": "Make", "description": "Make"}],
    },
    "oauth_config": {"scopes": {"bot": list(manifest.SCOPES)}},
    "settings": {
        "event_subscriptions": {
            "bot_events": sorted(
                {event for scope in manifest.SCOPES.values() for event in scope.events} | {"app_home_opened"}
            )
        },
        "interactivity": {"is_enabled": True},
    },
}
CALLED = {method for scope in manifest.SCOPES.values() for method in scope.methods} | {"views.open"}


def answering(**changes: tuple[str, ...]) -> Dispatch:
    """The application's handlers; `changes` replace the names of a kind."""
    names = {
        "command": ("add", "[list]", ANY, NOTHING),
        "shortcut": ("make",),
        "event": tuple(manifest.events(APP)),
        "action": ("press",),
    } | changes

    async def handle(_turn: object) -> None:
        """Nothing."""

    routes = Routes[Turn]()
    routes.command("/task", *names["command"])(handle)
    for kind in ("shortcut", "event", "action"):
        getattr(routes, kind)(*names[kind])(handle)
    return Dispatch([routes])


def with_change(path: str, value: Any) -> dict[str, Any]:
    """The application's manifest with one place changed."""
    changed = deepcopy(APP)
    *way, last = path.split("/")
    place: Any = changed
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return changed


def test_a_manifest_that_fits_has_no_differences() -> None:
    assert manifest.differences(APP, answering(), CALLED) == []


@pytest.mark.parametrize(
    ("changed", "handlers", "called", "said"),
    [
        (with_change("features/slash_commands", []), {}, CALLED, "a handler answers the command /task"),
        (
            with_change("features/slash_commands/0/command", "/job"),
            {},
            CALLED,
            "manifest.yml has the command /job, which no handler answers",
        ),
        (
            with_change("features/slash_commands/0/usage_hint", "add | remove T-3"),
            {},
            CALLED,
            "the usage hint of /task shows “remove”",
        ),
        (APP, {"command": ("add", "[list]", ANY)}, CALLED, "no handler answers /task without words"),
        (with_change("features/shortcuts", []), {}, CALLED, "a handler answers the shortcut make"),
        (APP, {"shortcut": ()}, CALLED, "manifest.yml has the shortcut make"),
        (with_change("settings/interactivity/is_enabled", False), {}, CALLED, "interactivity"),
        (APP, {"event": ("app_home_opened",)}, CALLED, "manifest.yml has the event user_change"),
        (
            APP,
            {"event": (*manifest.events(APP), "reaction_added")},
            CALLED,
            "a handler answers the event reaction_added",
        ),
        (with_change("features/app_home/home_tab_enabled", False), {}, CALLED, "home_tab_enabled"),
        (
            with_change("oauth_config/scopes/bot", [*manifest.SCOPES, "reminders:write"]),
            {},
            CALLED,
            "the scope reminders:write has no reason",
        ),
        (
            with_change("oauth_config/scopes/bot", sorted(manifest.SCOPES)[1:]),
            {},
            CALLED,
            "the scope app_mentions:read has a reason",
        ),
        (APP, {}, CALLED | {"chat.delete"}, "the method chat.delete has no scope"),
        (APP, {}, CALLED - {"pins.add", "pins.remove"}, "nothing uses the scope pins:write"),
        (APP, {}, CALLED - {"conversations.setTopic"}, "gives scopes to the method conversations.setTopic"),
    ],
)
def test_each_difference_is_told(
    changed: dict[str, Any], handlers: dict[str, tuple[str, ...]], called: set[str], said: str
) -> None:
    assert said in "\n".join(manifest.differences(changed, answering(**handlers), called))


def test_every_kind_of_message_event_is_one_event() -> None:
    subscribed = with_change("settings/event_subscriptions/bot_events", ["message.im", "message.channels"])

    assert manifest.events(subscribed) == {"message"}


def test_calls_are_found_in_the_code_however_they_are_written(tmp_path: Path) -> None:
    for folder in ("bot/sandbox", "bot/outbox", "handlers", "storage"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "bot" / "turn.py").write_text("async def f(c):\n    await c.views_open(view={})\n")
    (tmp_path / "storage" / "rows.py").write_text("METHOD = 'files.getUploadURLExternal'\nEVENT = 'tasks.update'\n")
    (tmp_path / "bot" / "outbox" / "pace.py").write_text("TIER_2 = {'bookmarks.add'}\n")
    (tmp_path / "bot" / "sandbox" / "chat.py").write_text("METHODS = {'chat.delete': 1}\n")

    assert manifest.methods_called(tmp_path) == {"views.open", "files.getUploadURLExternal"}


def test_a_broken_manifest_is_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "manifest.yml"
    for words, said in (("a: [1\nb: 2", "cannot be read"), ("- a", "is not a manifest")):
        broken.write_text(words)
        with pytest.raises(ValueError, match=said) as refusal:
            manifest.read(broken)
        assert "\n" not in str(refusal.value)
