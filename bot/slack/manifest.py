"""The Slack app's registration, `manifest.yml`, and whether it says what the code does: no more, no less."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bot.slack.dispatch import NOTHING, Dispatch

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / "manifest.yml"
# Where the code is that calls Slack. The sandbox is the other side.
CODE, OTHER_SIDE = ("bot", "handlers", "storage"), "bot/sandbox"
# Tables about methods: what they name is not thereby called.
TABLES = frozenset({"bot/slack/manifest.py", "bot/slack/errors.py", "bot/outbox/pace.py"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Why a scope is asked for: a reason an administrator can judge, and what does not work without it.

    `tell_more` are methods that work without it too, but tell less.
    """

    reason: str
    methods: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    tell_more: tuple[str, ...] = ()


SCOPES: Mapping[str, Scope] = MappingProxyType(
    {
        "app_mentions:read": Scope("Answer `@Liaison task …` in channels and threads", events=("app_mention",)),
        "channels:history": Scope(
            "Offer an update to who replies “done” under a task's card, and look whether a message arrived before "
            "sending it again; only messages of Liaison's own, replies to them, and Slack's word that a channel is "
            "private or public now are read",
            ("conversations.history", "conversations.replies"),
            ("message",),
        ),
        "channels:join": Scope("Come into a public channel that was chosen for a project", ("conversations.join",)),
        "channels:manage": Scope(
            "Create a project's public channel, invite its members, say in its topic what it is for",
            ("conversations.create", "conversations.invite", "conversations.setTopic"),
        ),
        "channels:read": Scope(
            "Find a project's public channel, and notice who comes and goes, that it is open again or called otherwise",
            ("conversations.info", "conversations.list", "conversations.members"),
            ("channel_rename", "channel_unarchive", "member_joined_channel", "member_left_channel"),
        ),
        "chat:write": Scope(
            "Post cards, alerts and answers, and keep the cards current",
            ("chat.postEphemeral", "chat.postMessage", "chat.update"),
        ),
        "commands": Scope("Answer slash commands and shortcuts"),
        "files:read": Scope(
            "Read a table that somebody chose in a form of Liaison's; ask whether Slack has taken in a picture that "
            "Liaison sent",
            ("files.info",),
        ),
        "files:write": Scope(
            "Send tables and templates as files to those who ask for them, and the picture of a digest",
            ("files.completeUploadExternal", "files.getUploadURLExternal"),
        ),
        "groups:history": Scope(
            "The same as channels:history in private channels that Liaison was invited to",
            ("conversations.history", "conversations.replies"),
            ("message",),
        ),
        "groups:read": Scope(
            "The same as channels:read in private channels that Liaison was invited to, and notice that one has "
            "another id, as where it is shared with another workspace",
            ("conversations.info", "conversations.list", "conversations.members"),
            ("channel_id_changed", "group_rename", "group_unarchive", "member_joined_channel", "member_left_channel"),
        ),
        "groups:write": Scope(
            "Create a private project's channel, invite its members, say in its topic what it is for",
            ("conversations.create", "conversations.invite", "conversations.setTopic"),
        ),
        "im:history": Scope(
            "Read what is written to Liaison in the conversation with it, and the same as channels:history there",
            ("conversations.history", "conversations.replies"),
            ("message",),
        ),
        "im:write": Scope("Open the conversation in which Liaison writes to a person", ("conversations.open",)),
        "pins:write": Scope(
            "Pin a project's basic information and its signed charter in its channel", ("pins.add", "pins.remove")
        ),
        "usergroups:read": Scope(
            "Let a department follow a user group: its members are the department's",
            ("usergroups.list", "usergroups.users.list"),
            ("subteam_members_changed", "subteam_updated"),
        ),
        "users:read": Scope(
            "Know people's names, languages and time zones, who is a guest or an administrator, and who has left",
            ("users.info", "users.list"),
            ("team_join", "user_change"),
        ),
        "users:read.email": Scope(
            "Know whom an imported list means by an email address", tell_more=("users.info", "users.list")
        ),
    }
)
# Called and received without any scope.
FREE_METHODS = frozenset(
    {
        "api.test",
        "apps.connections.open",
        "auth.test",
        "blocks.validate",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    }
)
FREE_EVENTS = frozenset({"app_home_opened", "app_uninstalled", "tokens_revoked"})


def read(path: Path = MANIFEST) -> dict[str, Any]:
    """The manifest. Raises ValueError where it is none."""
    import yaml  # only who reads the file needs it

    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path.name} cannot be read: {' '.join(str(error).split())}") from None
    if not isinstance(found, dict):
        raise ValueError(f"{path.name} is not a manifest")
    return found


def over_http(manifest: Mapping[str, Any], url: str) -> dict[str, Any]:
    """The manifest for an app to which Slack delivers at `url` (…/slack/events) instead of over a socket."""
    changed = deepcopy(dict(manifest))
    for command in changed["features"].get("slash_commands", []):
        command["url"] = url
    settings = changed["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"]["request_url"] = url
    settings["interactivity"] |= {"request_url": url, "message_menu_options_url": url}
    return changed


def scopes(manifest: Mapping[str, Any]) -> set[str]:
    """The bot's scopes that the manifest asks for."""
    return set(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))


def lacking(granted: Collection[str]) -> list[str]:
    """The scopes that Liaison asks for and an installed app was not granted; none where Slack did not say which."""
    return sorted(SCOPES.keys() - granted) if granted else []


def events(manifest: Mapping[str, Any]) -> set[str]:
    """The events that the manifest subscribes to, as they are dispatched: every `message.…` is a `message`."""
    subscribed = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
    return {name.partition(".")[0] for name in subscribed}


def scopes_table() -> str:
    """The scopes as a table of Markdown, for the README."""
    lines = ["| scope | what for | used by |", "|---|---|---|"]
    for name, scope in SCOPES.items():
        used_by = (
            ", ".join(f"`{one}`" for one in (*scope.methods, *scope.events, *scope.tell_more))
            or "slash commands, shortcuts"
        )
        lines.append(f"| `{name}` | {scope.reason} | {used_by} |")
    return "\n".join(lines)


def differences(manifest: Mapping[str, Any], dispatch: Dispatch, called: Iterable[str]) -> list[str]:
    """Where manifest and code disagree, a line each; `called` are the Web API methods that the code calls."""
    return [
        *_of_commands(manifest, dispatch),
        *_of_shortcuts(manifest, dispatch),
        *_of_events(manifest, dispatch),
        *_of_scopes(manifest, set(called), bool(dispatch.names("command") or dispatch.names("shortcut"))),
    ]


def _of_commands(manifest: Mapping[str, Any], dispatch: Dispatch) -> Iterator[str]:
    described = {one["command"]: one for one in manifest["features"].get("slash_commands", [])}
    answered = dispatch.names("command")
    yield from _uneven("command", set(described), answered)
    for name in sorted(described.keys() & answered):
        known = dispatch.words(name)
        for example in described[name].get("usage_hint", "").split("|"):
            word = example.split()[0].lower() if example.strip() else ""
            if word and word not in known:
                yield f"the usage hint of {name} shows “{word}”, which no handler answers"
        if dispatch("command", f"{name} {NOTHING}") is None:
            yield f"no handler answers {name} without words"


def _of_shortcuts(manifest: Mapping[str, Any], dispatch: Dispatch) -> Iterator[str]:
    described = {one["callback_id"] for one in manifest["features"].get("shortcuts", [])}
    yield from _uneven("shortcut", described, dispatch.names("shortcut"))
    is_interactive = manifest["settings"].get("interactivity", {}).get("is_enabled", False)
    if not is_interactive and any(dispatch.names(kind) for kind in ("action", "view", "options", "shortcut")):
        yield "settings.interactivity.is_enabled is off, but handlers answer buttons and modals"


def _of_events(manifest: Mapping[str, Any], dispatch: Dispatch) -> Iterator[str]:
    yield from _uneven("event", events(manifest), dispatch.names("event"))
    has_home = manifest["features"].get("app_home", {}).get("home_tab_enabled", False)
    if has_home != ("app_home_opened" in dispatch.names("event")):
        yield "features.app_home.home_tab_enabled and a handler of app_home_opened go together"


def _of_scopes(manifest: Mapping[str, Any], called: set[str], has_commands: bool) -> Iterator[str]:
    asked, subscribed = scopes(manifest), events(manifest)
    for name in sorted(asked - SCOPES.keys()):
        yield f"the scope {name} has no reason in bot/slack/manifest.py"
    for name in sorted(SCOPES.keys() - asked):
        yield f"the scope {name} has a reason in bot/slack/manifest.py, but manifest.yml does not ask for it"
    for kind, used, free in (("method", called, FREE_METHODS), ("event", subscribed, FREE_EVENTS)):
        with_scope = {one for scope in SCOPES.values() for one in (scope.methods if kind == "method" else scope.events)}
        for name in sorted(used - with_scope - free):
            yield f"the {kind} {name} has no scope in bot/slack/manifest.py"
        for name in sorted(with_scope - used):
            yield f"bot/slack/manifest.py gives scopes to the {kind} {name}, which is not used"
    for name, scope in SCOPES.items():
        is_used = (
            has_commands
            if name == "commands"
            else {*scope.methods, *scope.events, *scope.tell_more} & (called | subscribed)
        )
        if not is_used:
            yield f"nothing uses the scope {name}"


def _uneven(kind: str, described: set[str], answered: set[str]) -> Iterator[str]:
    for name in sorted(described - answered):
        yield f"manifest.yml has the {kind} {name}, which no handler answers"
    for name in sorted(answered - described):
        yield f"a handler answers the {kind} {name}, which manifest.yml does not have"


def methods_called(root: Path = ROOT) -> set[str]:
    """The Web API methods that the code under `root` calls: by the SDK's names, or by Slack's for the outbox."""
    from slack_sdk.web.async_client import AsyncWebClient

    methods = {
        name.replace("_", "."): name for name in dir(AsyncWebClient) if re.fullmatch(r"[a-z]+(_[a-zA-Z]+)+", name)
    }
    by_sdk = {name: method for method, name in methods.items()}
    found = set()
    for path in _sources(root):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in by_sdk:
                found.add(by_sdk[node.attr])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in methods:
                found.add(node.value)
    return found - {"api.call"}


def _sources(root: Path) -> Iterator[Path]:
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            if path.relative_to(root).as_posix() not in TABLES and not path.is_relative_to(root / OTHER_SIDE):
                yield path
