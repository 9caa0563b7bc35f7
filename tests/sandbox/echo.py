"""A small app that does one of everything, to prove the sandbox against the real framework."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncApp

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Liaison"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False},
        "bot_user": {"display_name": "Liaison"},
        "slash_commands": [
            {"command": "/echo", "description": "Says it again", "should_escape": True},
            {"command": "/raw", "description": "Unescaped", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "Ask anything", "type": "global", "callback_id": "ask", "description": "Ask"},
            {"name": "Make this a task", "type": "message", "callback_id": "make", "description": "Make"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "app_mentions:read",
                "channels:history",
                "channels:read",
                "chat:write",
                "commands",
                "files:read",
                "groups:history",
                "groups:read",
                "im:history",
                "im:write",
                "reactions:read",
                "users:read",
                "users:read.email",
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened",
                "app_mention",
                "app_uninstalled",
                "channel_created",
                "file_shared",
                "member_joined_channel",
                "member_left_channel",
                "message.channels",
                "message.groups",
                "message.im",
                "reaction_added",
                "reaction_removed",
                "subteam_members_changed",
                "subteam_updated",
                "team_join",
                "tokens_revoked",
                "user_change",
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def plain(words: str) -> dict[str, Any]:
    """A plain text object."""
    return {"type": "plain_text", "text": words}


def option(value: str) -> dict[str, Any]:
    """A choice whose words are its value, capitalised."""
    return {"text": plain(value.capitalize()), "value": value}


def field(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An input whose block_id and action_id are its name."""
    element = {**element, "action_id": name}
    return {"type": "input", "block_id": name, "label": plain(name.capitalize()), "element": element, **more}


def modal(blocks: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A modal."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Send"),
        "blocks": blocks,
    } | more


class Echo:
    """The app, and every payload that it received, oldest first."""

    def __init__(self, app: AsyncApp) -> None:
        self.app = app
        self.received: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = {}  # kind of payload → what its listener does
        app.use(self._note)
        app.command("/echo")(self._command)
        app.command("/raw")(self._command)
        for kind in ("action", "view", "view_closed", "options", "shortcut"):
            self._listen(kind)
        app.event({"type": "app_home_opened"})(self._home)
        for event in ("app_mention", "team_join", "user_change", "member_joined_channel", "member_left_channel"):
            app.event(event)(self._event)
        for event in ("file_shared", "reaction_added", "reaction_removed", "channel_created"):
            app.event(event)(self._event)
        for event in ("tokens_revoked", "app_uninstalled", "message"):
            app.event(event)(self._event)

    def last(self, kind: str) -> dict[str, Any]:
        """The newest payload of a type (of an event, or "command")."""
        return [body for body in self.received if kind_of(body) == kind][-1]

    def count(self, kind: str) -> int:
        """How many payloads of a type came."""
        return sum(1 for body in self.received if kind_of(body) == kind)

    def _listen(self, kind: str) -> None:
        import re

        everything = re.compile(".*", re.DOTALL)
        register: Any = {
            "action": self.app.action(everything),
            "view": self.app.view_submission(everything),
            "view_closed": self.app.view_closed(everything),
            "options": self.app.options(everything),
            "shortcut": self.app.shortcut(everything),
        }[kind]

        async def listener(ack: Any, body: dict[str, Any], client: Any, respond: Any) -> None:
            await self._do(kind, ack, body, client, respond)

        register(listener)

    async def _note(self, body: dict[str, Any], next: Any) -> None:
        self.received.append(body)
        await next()

    async def _command(self, ack: Any, body: dict[str, Any], client: Any, respond: Any) -> None:
        if "command" in self.answer:
            await self._do("command", ack, body, client, respond)
        else:
            await ack(f"echo: {body['text']}")

    async def _do(self, kind: str, ack: Any, body: dict[str, Any], client: Any, respond: Any) -> None:
        answer = self.answer.get(kind)
        if answer is None:
            await ack()
        else:
            await answer(ack=ack, body=body, client=client, respond=respond)

    async def _home(self, event: dict[str, Any], client: Any) -> None:
        blocks = [
            {"type": "header", "text": plain("Home of Echo")},
            {"type": "actions", "elements": [{"type": "button", "action_id": "hello", "text": plain("Hello")}]},
        ]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})

    async def _event(self, event: dict[str, Any], client: Any) -> None:
        answer = self.answer.get(event["type"])
        if answer is not None:
            await answer(event=event, client=client)


def kind_of(body: dict[str, Any]) -> str:
    """ "command", the event's type, or the interaction's."""
    if "command" in body:
        return "command"
    return str(body["event"]["type"] if body.get("type") == "event_callback" else body["type"])


async def too_slow(ack: Any, **_: Any) -> None:
    """Never acknowledges."""
    await asyncio.Event().wait()
