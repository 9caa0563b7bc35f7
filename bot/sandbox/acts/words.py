"""What people write: messages, slash commands; and shortcuts on what was written."""

from bot.sandbox.acts.base import (
    ActsBase,
    CannotAct,
    Outcome,
    Watch,
    act,
    action_ts,
    channel_name,
    seen_message,
    trouble,
)
from bot.sandbox.delivery.signing import verification_token
from bot.sandbox.delivery.ways import Ack
from bot.sandbox.errors import SlackError
from bot.sandbox.webapi import response_urls
from bot.sandbox.world import composer, connect, shapes
from bot.sandbox.world.records import App, Channel, Command, Message, Payload, Person, Shortcut

# Slack's composer: "messages are limited to 12,000 characters".
MESSAGE_LENGTH = 12_000


class Words(ActsBase):
    """Composer and shortcuts."""

    @act
    async def types(
        self, who: str, where: str, text: str, thread_ts: str | None = None, *, also_in_channel: bool = False
    ) -> Outcome:
        """Send what was typed: a message, or a slash command; a reply `also_in_channel` where that was ticked."""
        person = self.actor(who)
        channel = self.room(person, where)
        if not text.strip():
            raise CannotAct("There is nothing to send.")
        if text.startswith("/"):
            return await self._command(person, channel, text, thread_ts)
        return await self._message(person, channel, text, thread_ts, is_broadcast=also_in_channel)

    # messages

    async def _message(
        self, person: Person, channel: Channel, text: str, thread_ts: str | None, *, is_broadcast: bool
    ) -> Outcome:
        self._must_be_able_to_post(person, channel, thread_ts)
        if len(text) > MESSAGE_LENGTH:
            raise CannotAct("Your message is too long. Try shortening it or sending it as a snippet.")
        with Watch(self.slack, person) as watch:
            with self.delivery.noting() as told:
                record = self.slack.post(
                    channel.id,
                    person.id,
                    composer.stored(self.slack, text),
                    blocks=composer.rich_text(self.slack, text),
                    thread_ts=thread_ts,
                    broadcast=is_broadcast and thread_ts is not None,
                    subtype="thread_broadcast" if is_broadcast and thread_ts is not None else None,
                    client_msg_id=self.slack.new_id("M", 32).lower(),
                )
            await self.first_attempts(told)
        return self.outcome(person, watch, message=seen_message(self.slack, record))

    @act
    async def edits(self, who: str, where: str, ts: str, text: str) -> Outcome:
        """Change what one wrote."""
        person = self.actor(who)
        record = self.message(person, where, ts)
        if record.user != person.id:
            raise CannotAct("You can only edit your own messages.")
        with Watch(self.slack, person) as watch:
            with self.delivery.noting() as told:
                fields = {"text": composer.stored(self.slack, text), "blocks": composer.rich_text(self.slack, text)}
                self.slack.edit(record, person.id, **fields)
            await self.first_attempts(told)
        return self.outcome(person, watch, message=seen_message(self.slack, record))

    def _must_be_able_to_post(self, person: Person, channel: Channel, thread_ts: str | None = None) -> None:
        if channel.is_archived:
            raise CannotAct("This channel has been archived.")
        if person.id not in channel.members:
            raise CannotAct(f"You are viewing #{channel.name}. Join the channel to post.")
        if thread_ts is not None and thread_ts not in channel.messages:
            raise CannotAct("This thread is no longer there.")
        app = next((app for user in channel.members if (app := self.slack.app_of_bot(user))), None)
        if channel.is_im and app and (app.messages_tab_read_only or not app.messages_tab or not app.installed):
            raise CannotAct("Sending messages to this app has been turned off.")

    # commands

    async def _command(self, person: Person, channel: Channel, text: str, thread_ts: str | None) -> Outcome:
        word, _, rest = text.partition(" ") if "\n" not in text.split(" ")[0] else text.partition("\n")
        found = self._registered(word)
        if found is None or connect.is_outside(self.slack, person.id):
            raise CannotAct(
                f"{word} is not a valid command. In Slack, all messages that start with the “/” character are "
                "interpreted as commands. If you are trying to send a message and not run a command, try preceding "
                "the “/” with an empty space."
            )
        if thread_ts is not None:
            raise CannotAct(f"{word} is not supported in threads. Sorry!")
        self._must_be_able_to_post(person, channel)
        app, command = found
        with Watch(self.slack, person) as watch:
            payload = self.command_payload(app, person, channel, command, rest)
            ack = await self.delivery.ask(app, "slash_commands", payload)
            error = "" if ack.ok else ack.error
            if ack.ok and ack.body is not None:
                error = self._say_ack(app, person, channel, ack)
        words = f'{command.command} failed with the error "{error}"' if error else ""
        return self.outcome(person, watch, ack, words)

    def _registered(self, word: str) -> tuple[App, Command] | None:
        for app in self.slack.apps.values():
            for command in app.commands:
                if app.installed and command.command == word.lower():
                    return app, command
        return None

    def command_payload(self, app: App, person: Person, channel: Channel, command: Command, text: str) -> Payload:
        """What the app receives of a slash command; a form, so everything is text."""
        url = self.slack.new_response_url(app.id, person.id, channel.id)
        return {
            "token": verification_token(app),
            "team_id": self.slack.workspace.id,
            "team_domain": self.slack.workspace.domain,
            "channel_id": channel.id,
            "channel_name": channel_name(channel),
            "user_id": person.id,
            "user_name": person.key,
            "command": command.command,
            "text": composer.command_text(self.slack, text, should_escape=command.should_escape),
            "api_app_id": app.id,
            "is_enterprise_install": "false",
            "response_url": response_urls.address(self.slack, url, "commands"),
            "trigger_id": self.slack.new_trigger(app.id, person.id).id,
        }

    def _say_ack(self, app: App, person: Person, channel: Channel, ack: Ack) -> str:
        body = ack.body if isinstance(ack.body, dict) else {"text": str(ack.body)}
        if not body:
            return ""
        try:
            fields = response_urls.content(self.slack, body)
        except SlackError as refusal:
            # `{"response_type": "in_channel"}` alone only shows the command to all.
            return "" if refusal.error == "no_text" else "invalid_command_response"
        response_urls.say(self.slack, app, channel.id, person.id, body, fields)
        return ""

    # shortcuts

    @act
    async def shortcut(self, who: str, callback_id: str, where: str | None = None, ts: str | None = None) -> Outcome:
        """Use a global shortcut, or a message shortcut on the message `ts` of the conversation."""
        person = self.actor(who)
        found = self._shortcut(callback_id)
        if found is None or connect.is_outside(self.slack, person.id):
            raise CannotAct(f"There is no shortcut {callback_id}.")
        app, shortcut = found
        if (shortcut.type == "message") != (ts is not None):
            raise CannotAct(f"“{shortcut.name}” is a {shortcut.type} shortcut.")
        record = self.message(person, where or "", ts) if ts is not None else None
        with Watch(self.slack, person) as watch:
            payload = self._shortcut_payload(app, person, shortcut, record)
            ack = await self.delivery.ask(app, "interactive", payload)
        return self.outcome(person, watch, ack, trouble(ack))

    def _shortcut(self, callback_id: str) -> tuple[App, Shortcut] | None:
        for app in self.slack.apps.values():
            for shortcut in app.shortcuts:
                if app.installed and callback_id in (shortcut.callback_id, shortcut.name):
                    return app, shortcut
        return None

    def _shortcut_payload(self, app: App, person: Person, shortcut: Shortcut, record: Message | None) -> Payload:
        trigger = self.slack.new_trigger(app.id, person.id)
        payload: Payload = {
            **self.envelope(app, "shortcut" if record is None else "message_action"),
            "action_ts": action_ts(),
            "user": self.user(person),
            "callback_id": shortcut.callback_id,
            "trigger_id": trigger.id,
        }
        if record is None:
            return payload
        channel = self.slack.channels[record.channel]
        thread = record.thread_ts if record.is_reply else None
        url = self.slack.new_response_url(app.id, person.id, channel.id, message_ts=record.ts, thread_ts=thread)
        return {
            **payload,
            "channel": self.channel_json(channel),
            "response_url": response_urls.address(self.slack, url, "app"),
            "message_ts": record.ts,
            "message": shapes.message(self.slack, record),
        }
