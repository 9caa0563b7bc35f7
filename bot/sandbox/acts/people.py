"""What people do besides writing: join and leave, react, upload, read; and what befalls their accounts."""

from typing import Any

from bot.sandbox.acts.base import ActsBase, CannotAct, Outcome, Watch, act, seen_message
from bot.sandbox.webapi.files import MOST_BYTES, new_file, share
from bot.sandbox.world import composer, connect, shapes
from bot.sandbox.world.records import Channel, Person

# What Slack says in the channel.
CONVERTED = {
    "private": "made this channel *private*. Now, it can only be viewed or joined by invitation.",
    "public": "made this channel *public*. Any member in this workspace can see and join it.",
}


class People(ActsBase):
    """Membership, reactions, files, accounts."""

    @act
    async def joins(self, who: str, where: str) -> Outcome:
        """Become a member of a public channel."""
        person = self.actor(who)
        channel = self.room(person, where)
        if channel.kind != "public":
            raise CannotAct(f"{where} was not found.")
        return await self._joined(person, channel, person, None)

    @act
    async def invites(self, who: str, where: str, whom: str) -> Outcome:
        """Bring another person, or an app's bot, into a channel that one is in."""
        person = self.actor(who)
        channel = self.room(person, where)
        if person.id not in channel.members:
            raise CannotAct("You can only invite people to channels you are in.")
        other_id = self._other(whom.removeprefix("@"))
        if other_id is None or self.slack.people[other_id].deleted:
            raise CannotAct(f"{whom} was not found.")
        return await self._joined(person, channel, self.slack.people[other_id], person.id)

    async def _joined(self, person: Person, channel: Channel, who: Person, inviter: str | None) -> Outcome:
        if channel.is_archived:
            raise CannotAct("This channel has been archived.")
        if who.id in channel.members:
            raise CannotAct(f"{who.display_name or who.real_name} is already in this channel.")
        with Watch(self.slack, person) as watch:
            with self.delivery.noting() as told:
                self.slack.join(channel.id, who.id, inviter)
            await self.first_attempts(told)
        return self.outcome(person, watch)

    @act
    async def leaves(self, who: str, where: str) -> Outcome:
        """End one's membership."""
        person = self.actor(who)
        channel = self.room(person, where)
        if person.id not in channel.members or channel.kind in ("im", "mpim") or channel.is_general:
            raise CannotAct("You can’t leave this conversation.")
        with self.delivery.noting() as told:
            self.slack.leave(channel.id, person.id)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def archives(self, who: str, where: str, *, is_over: bool = False) -> Outcome:
        """Archive a channel, or (`is_over`) open it again."""
        person = self.actor(who)
        channel = self.room(person, where)
        channel.is_archived = not is_over
        with self.delivery.noting() as told:
            kind = "channel_unarchived" if is_over else "channel_archived"
            self.slack.changed(kind, channel=channel.id, user=person.id)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def converts(self, who: str, where: str, *, is_private: bool) -> Outcome:
        """Make a channel private, or public."""
        person = self.actor(who)
        channel = self.room(person, where)
        channel.kind = "private" if is_private else "public"
        with self.delivery.noting() as told:
            self.slack.post(
                channel.id, person.id, CONVERTED[channel.kind], subtype=f"channel_convert_to_{channel.kind}"
            )
        await self.first_attempts(told)
        return Outcome()

    @act
    async def renames(self, who: str, where: str, name: str) -> Outcome:
        """Give a channel another name."""
        channel = self.room(self.actor(who), where)
        channel.previous_names.insert(0, channel.name)
        channel.name = name
        with self.delivery.noting() as told:
            self.slack.changed("channel_renamed", channel=channel.id)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def shares(self, who: str, where: str) -> Outcome:
        """Begin to share a private channel with another workspace: Slack gives it another id, for good."""
        old = self.room(self.actor(who), where).id
        with self.delivery.noting() as told:
            self.slack.readdress(old, f"C{old[1:]}9")
        await self.first_attempts(told)
        return Outcome()

    @act
    async def reacts(self, who: str, where: str, ts: str, name: str) -> Outcome:
        """Add a reaction to a message, or take one's own away."""
        person = self.actor(who)
        record = self.message(person, where, ts)
        people = record.reactions.setdefault(name.strip(":"), [])
        kind = "reaction_removed" if person.id in people else "reaction_added"
        if kind == "reaction_added":
            people.append(person.id)
        else:
            people.remove(person.id)
            if not people:
                del record.reactions[name.strip(":")]
        with self.delivery.noting() as told:
            self.slack.changed(kind, channel=record.channel, ts=ts, user=person.id, name=name.strip(":"))
        await self.first_attempts(told)
        return Outcome(message=seen_message(self.slack, record))

    @act
    async def uploads(
        self, who: str, where: str, name: str, content: bytes, text: str = "", thread_ts: str | None = None
    ) -> Outcome:
        """Post a file with an optional message beside it."""
        person = self.actor(who)
        channel = self.room(person, where)
        if channel.is_archived or person.id not in channel.members:
            raise CannotAct("You can’t post files here.")
        if not 0 < len(content) <= MOST_BYTES:
            raise CannotAct("This file is empty or too large.")
        file = self.keep_file(person, name, content)
        with Watch(self.slack, person) as watch:
            with self.delivery.noting() as told:
                file.channels.append(channel.id)
                record = self.slack.post(
                    channel.id,
                    person.id,
                    composer.stored(self.slack, text),
                    subtype="file_share",
                    files=[file.id],
                    thread_ts=thread_ts,
                    blocks=composer.rich_text(self.slack, text) if text else [],
                )
                share(self.slack, [file])
            await self.first_attempts(told)
        described = shapes.file(self.slack, file)
        return self.outcome(person, watch, message=seen_message(self.slack, record), file=described)

    def keep_file(self, person: Person, name: str, content: bytes) -> Any:
        """Store a file that a person chose, in a channel or a file input."""
        file = new_file(self.slack, name, person.id, len(content))
        file.content, file.uploaded, file.complete = content, True, True
        self.slack.files[file.id] = file
        return file

    @act
    async def attaches(self, who: str, name: str, content: bytes) -> Outcome:
        """Choose a file for a file input; its id is then the value to fill in."""
        file = self.keep_file(self.actor(who), name, content)
        return Outcome(file=shapes.file(self.slack, file))

    @act
    async def reads(self, who: str, where: str) -> Outcome:
        """See everything in a conversation."""
        person = self.actor(who)
        self.slack.mark_read(self.room(person, where).id, person.id)
        return Outcome()

    # accounts

    @act
    async def arrives(self, **fields: Any) -> Outcome:
        """A new member: key, real_name, and any other field of a person.

        With the `team_id` of another workspace (connect.PARTNER) somebody there, who comes into channels by invitation.
        """
        key = str(fields.pop("key"))
        if self.slack.person(key) is not None:
            raise CannotAct(f"{key} is taken.")
        name = str(fields.pop("real_name", key))
        person = Person(
            str(fields.pop("id", "") or self.slack.new_id("U")), key, name, fields.pop("display_name", name)
        )
        for field, value in fields.items():
            if not hasattr(person, field):
                raise CannotAct(f"A person has no {field}.")
            setattr(person, field, value)
        with self.delivery.noting() as told:
            self.slack.add_person(person)
            for channel in list(self.slack.channels.values()):
                if channel.is_general and not connect.is_outside(self.slack, person.id):
                    self.slack.join(channel.id, person.id)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def changes(self, who: str, **fields: Any) -> Outcome:
        """Change one's language, time zone, name, or whether one is an admin, a guest, deactivated."""
        person = self.slack.person(who)
        if person is None:
            raise CannotAct(f"There is nobody called {who} in this workspace.")
        unknown = [name for name in fields if not hasattr(person, name)]
        if unknown:
            raise CannotAct(f"A person has no {', '.join(unknown)}.")
        with self.delivery.noting() as told:
            self.slack.change_person(person.id, **fields)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def regroups(self, handle: str, members: list[str], *, is_disabled: bool = False) -> Outcome:
        """Give a user group these members, by key or id, or disable it."""
        group = next((one for one in self.slack.groups.values() if one.handle == handle.removeprefix("@")), None)
        if group is None:
            raise CannotAct(f"There is no user group {handle}.")
        people = [self.slack.person(one) for one in members]
        if None in people:
            raise CannotAct("A member of the group is not of this workspace.")
        with self.delivery.noting() as told:
            self.slack.change_group(group.id, [one.id for one in people if one], is_disabled=is_disabled)
        await self.first_attempts(told)
        return Outcome()

    @act
    async def deactivates(self, who: str) -> Outcome:
        """End an account: out of every channel, its modals gone, unable to act."""
        person = self.actor(who)
        for channel in self.slack.channels.values():
            if channel.kind in ("public", "private") and person.id in channel.members:
                channel.members.remove(person.id)
        for view_id in self.slack.stacks.pop(person.id, []):
            self.slack.views.pop(view_id, None)
        return await self.changes(person.id, deleted=True)
