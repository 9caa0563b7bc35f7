"""Registering an app from its manifest: commands, shortcuts, events, scopes, tokens."""

from pathlib import Path
from typing import Any

from bot.sandbox.world.records import App, Command, Payload, Person, Shortcut
from bot.sandbox.world.state import Slack

# Fixed, so that an app started by hand finds them in its settings. They open nothing but the sandbox.
BOT_TOKEN = "xoxb-sandbox-1-liaison"  # noqa: S105
APP_TOKEN = "xapp-sandbox-1-liaison"  # noqa: S105
SIGNING_SECRET = "sandbox0signing0secret0liaison00"  # noqa: S105


# Slack's limits for a manifest: characters of a field, and how many of a kind.
LONGEST = {"name": 35, "description": 140, "command": 32, "command description": 2000, "usage_hint": 1000}
LONGEST_SHORTCUT_NAME = 24
MOST_COMMANDS, MOST_SHORTCUTS = 50, 10


def read_manifest(manifest: Payload | Path | str | None) -> Payload:
    """A manifest as given, or read from a YAML or JSON file; raises ValueError for what Slack would not take."""
    read = _read(manifest)
    if problems := problems_of(read):
        raise ValueError("; ".join(problems))
    return read


def problems_of(manifest: Payload) -> list[str]:
    """What Slack would refuse in a manifest, in words."""
    about, features = manifest.get("display_information", {}), manifest.get("features", {})
    commands, shortcuts = features.get("slash_commands", []), features.get("shortcuts", [])
    fields = [("name", about.get("name", "")), ("description", about.get("description", ""))]
    for each in commands:
        fields += [
            ("command", each["command"]),
            ("command description", each.get("description", "")),
            ("usage_hint", each.get("usage_hint", "")),
        ]
    problems = [f"{field} longer than {LONGEST[field]}: {text}" for field, text in fields if len(text) > LONGEST[field]]
    problems += [f"a command begins with /: {each['command']}" for each in commands if each["command"][:1] != "/"]
    problems += [
        f"shortcut name longer than {LONGEST_SHORTCUT_NAME}: {each['name']}"
        for each in shortcuts
        if len(each["name"]) > LONGEST_SHORTCUT_NAME
    ]
    if len(commands) > MOST_COMMANDS:
        problems.append(f"more than {MOST_COMMANDS} slash commands")
    if len(shortcuts) > MOST_SHORTCUTS:
        problems.append(f"more than {MOST_SHORTCUTS} shortcuts")
    return problems


def _read(manifest: Payload | Path | str | None) -> Payload:
    if isinstance(manifest, dict):
        return manifest
    if manifest is None:
        return {}
    import yaml  # only who reads a file needs it

    read = yaml.safe_load(Path(manifest).read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise ValueError(f"{manifest} is no manifest")
    return read


def register(slack: Slack, manifest: Payload, name: str = "liaison") -> App:
    """Install an app in the workspace; a second one of another `name` gets its own ids and tokens."""
    first = name == "liaison"
    tail = "LIAISON1" if first else slack.new_id("", 8)[1:9]
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    home, events = features.get("app_home", {}), settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    app = App(
        id=f"A0{tail}",
        name=manifest.get("display_information", {}).get("name", "Liaison"),
        bot_id=f"B0{tail}",
        bot_user=f"U0{tail}",
        bot_token=BOT_TOKEN if first else f"xoxb-sandbox-{tail}",
        app_token=APP_TOKEN if first else f"xapp-sandbox-{tail}",
        signing_secret=SIGNING_SECRET,
        scopes=list(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=list(events.get("bot_events", [])),
        commands=[command(each) for each in features.get("slash_commands", [])],
        shortcuts=[shortcut(each) for each in features.get("shortcuts", [])],
        delivery="socket" if settings.get("socket_mode_enabled", True) else "http",
        request_url=events.get("request_url") or interactivity.get("request_url") or "",
        interactive=bool(interactivity.get("is_enabled", True)),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        messages_tab_read_only=bool(home.get("messages_tab_read_only_enabled")),
    )
    slack.apps[app.id] = app
    display = features.get("bot_user", {}).get("display_name", app.name)
    slack.add_person(
        Person(
            id=app.bot_user,
            key=name,
            real_name=display,
            display_name=display,
            tz="America/Los_Angeles",  # as Slack says of every bot
            is_bot=True,
            bot_id=app.bot_id,
            app_id=app.id,
            color="1f4e5f",
        )
    )
    return app


def command(described: dict[str, Any]) -> Command:
    """A slash command of the manifest."""
    return Command(
        command=described["command"],
        description=described.get("description", ""),
        usage_hint=described.get("usage_hint", ""),
        should_escape=bool(described.get("should_escape")),
        url=described.get("url", ""),
    )


def shortcut(described: dict[str, Any]) -> Shortcut:
    """A shortcut of the manifest."""
    return Shortcut(
        name=described["name"],
        type="message" if described["type"] == "message" else "global",
        callback_id=described["callback_id"],
        description=described.get("description", ""),
    )
