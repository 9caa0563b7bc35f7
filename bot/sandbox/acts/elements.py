"""What people do with elements: press buttons, choose from menus, pick dates, type – in messages, modals and Home."""

from typing import Any

from bot.sandbox.acts.base import ActsBase, CannotAct, Outcome, Watch, act, action_ts, trouble
from bot.sandbox.blockkit.shapes import Findings, array, option, option_group
from bot.sandbox.delivery.ways import Ack
from bot.sandbox.webapi import response_urls
from bot.sandbox.world import shapes
from bot.sandbox.world.records import App, Message, Payload, Person, View
from bot.sandbox.world.viewstate import FIELDS, Place, UnfitValue, Values, chosen, find, initial_values, with_value

Where = Message | View

# Slack shows at most 100 suggestions.
SUGGESTIONS = 100

_PEOPLE = ("users_select", "multi_users_select")
_ROOMS = ("channels_select", "multi_channels_select", "conversations_select", "multi_conversations_select")
_INITIAL_IN_ACTION = ("static_select", "external_select", "datepicker", "timepicker", "datetimepicker", "radio_buttons")


class Elements(ActsBase):
    """Blocks that can be acted on."""

    @act
    async def press(
        self,
        who: str,
        where: Any,
        action_id: str | None,
        block_id: str | None = None,
        value: Any = None,
        seen: Payload | None = None,
    ) -> Outcome:
        """Use an element; `value` is what is chosen or typed (options by their value or text).

        `where` is {"channel": …, "ts": …}, {"view": id} or {"home": app id}. `seen` is the block as the person still
        has it on the screen, where it has been changed meanwhile.
        """
        person = self.actor(who)
        surface = self.surface(person, where)
        place = find([seen], action_id, block_id) if seen else self.place(surface, action_id, block_id)
        if place is None:
            raise CannotAct(f"There is nothing called {action_id or block_id} here.")
        app = self.app(surface.app_id or "")
        if place.element["type"] != "button":
            value = await self._value(person, surface, place, value)
        if place.block["type"] == "input" and not place.block.get("dispatch_action"):
            return Outcome(view=self.top(person))
        if not app.interactive:
            raise CannotAct("This app is not configured to handle interactive responses.")
        with Watch(self.slack, person) as watch:
            payload = self._actions_payload(app, person, surface, place, value)
            ack = await self.delivery.ask(app, "interactive", payload)
        more = {}
        if isinstance(surface, View) and surface.type == "home":
            more["view"] = self.top(person) or shapes.view(self.slack, surface)
        return self.outcome(person, watch, ack, trouble(ack), **more)

    @act
    async def suggests(
        self, who: str, where: Any, action_id: str, query: str = "", block_id: str | None = None
    ) -> Outcome:
        """Type into an external select; the outcome's `options` are what the app offers."""
        person = self.actor(who)
        surface = self.surface(person, where)
        place = self.place(surface, action_id, block_id)
        if not place.element["type"].endswith("external_select"):
            raise CannotAct(f"{action_id} asks no app for its options.")
        # Slack's default: three characters before it asks.
        if len(query) < place.element.get("min_query_length", 3):
            return Outcome(view=self.top(person))
        app = self.app(surface.app_id or "")
        payload = {
            **self.envelope(app, "block_suggestion", person if isinstance(surface, View) else None),
            "user": self.user(person),
            "container": self.container(surface),
            "action_id": place.action_id,
            "block_id": place.block_id,
            "value": query,
            **self._shown_in(surface),
        }
        ack = await self.delivery.ask(app, "interactive", payload)
        options = offered(ack)
        if options is None:
            return Outcome(False, "Result could not be loaded.", view=self.top(person), ack=ack.body)
        self._offered[self._menu(person, surface, place)] = options
        return Outcome(options=options, view=self.top(person), ack=ack.body)

    # finding

    def surface(self, person: Person, where: Any) -> Where:
        """The message or view that `where` names, if the person sees it."""
        if isinstance(where, str):
            where = {"view": where}
        if "home" in where:
            home = self.slack.homes.get((where["home"] or next(iter(self.slack.apps)), person.id))
            if home is None:
                raise CannotAct("The Home tab is empty.")
            return home
        if "view" in where:
            home = next((view for view in self.slack.homes.values() if view.id == where["view"]), None)
            return home if home and home.user == person.id else self.modal(person, where["view"])
        return self.message(person, where["channel"], where["ts"])

    def place(self, surface: Where, action_id: str | None, block_id: str | None) -> Place:
        """The element of these ids."""
        place = find(blocks_of(surface), action_id, block_id)
        if place is None:
            raise CannotAct(f"There is nothing called {action_id or block_id} here.")
        return place

    def values_of(self, person: Person, surface: Where) -> Values:
        """What stands in the inputs for this person."""
        if isinstance(surface, View):
            return surface.values
        return surface.typed.setdefault(person.id, initial_values(surface.blocks, conversation=surface.channel))

    # values

    async def _value(self, person: Person, surface: Where, place: Place, value: Any) -> Any:
        """Choose in the element; answers the value in Slack's shape and keeps it as the person's."""
        kind = place.element["type"]
        if kind == "file_input" and value:
            value = self._files(place, value if isinstance(value, list) else [value])
        if kind.endswith("external_select") and value is not None:
            value = await self._found_outside(person, surface, place, value)
        try:
            value = chosen(place.element, self._named(kind, value))
        except UnfitValue as unfit:
            raise CannotAct(str(unfit)) from None
        if kind == "overflow" and value is None:
            raise CannotAct("Nothing was chosen from the menu.")
        if kind in FIELDS:
            self.values_of(person, surface).setdefault(place.block_id, {})[place.action_id] = with_value(
                place.element, value
            )
        return value

    async def _found_outside(self, person: Person, surface: Where, place: Place, value: Any) -> Any:
        wanted = value if isinstance(value, list) else [value]
        found = []
        for one in wanted:
            option = self._match(self._offered.get(self._menu(person, surface, place), []), one)
            if option is None:
                where: Payload = {"view": surface.id} if isinstance(surface, View) else {}
                where = where or {"channel": surface.channel, "ts": surface.ts}  # type: ignore[union-attr]
                query = "" if place.element.get("min_query_length") == 0 else str(one)
                asked = await self.suggests(person.id, where, place.action_id, query, place.block_id)
                option = self._match(asked.options, one)
            if option is None:
                raise CannotAct(f"{one} was not found in the menu.")
            found.append(option)
        return found if isinstance(value, list) else found[0]

    @staticmethod
    def _match(options: list[Payload], wanted: Any) -> Payload | None:
        if isinstance(wanted, dict):
            wanted = wanted.get("value")
        return next((one for one in options if wanted in (one["value"], one["text"]["text"])), None)

    def _menu(self, person: Person, surface: Where, place: Place) -> tuple[str, ...]:
        at = surface.id if isinstance(surface, View) else f"{surface.channel} {surface.ts}"
        return person.id, at, place.block_id, place.action_id

    def _files(self, place: Place, ids: list[Any]) -> list[Payload]:
        files = [self.slack.files.get(str(one)) for one in ids]
        allowed = place.element.get("filetypes")
        for file in files:
            if file is None:
                raise CannotAct("This file was not found.")
            if allowed and file.filetype not in allowed:
                raise CannotAct(f"{file.name}: only {', '.join(allowed)} files can be uploaded here.")
        return [shapes.file(self.slack, file) for file in files if file is not None]

    def _named(self, kind: str, value: Any) -> Any:
        """People and conversations may be named instead of given by id."""
        if kind not in _PEOPLE + _ROOMS or value in (None, "", []):
            return value
        several = value if isinstance(value, list) else [value]
        ids = [self._id(kind, str(one)) for one in several]
        return ids if isinstance(value, list) else ids[0]

    def _id(self, kind: str, name: str) -> str:
        person = self.slack.person(name.removeprefix("@"))
        if kind in _PEOPLE:
            if person is None:
                raise CannotAct(f"{name} was not found in the menu.")
            return person.id
        channel = self.slack.channel(name)
        if channel is not None and (kind not in _ROOMS[:2] or channel.kind == "public"):
            return channel.id
        if person is None or kind in _ROOMS[:2]:
            raise CannotAct(f"{name} was not found in the menu.")
        return person.id

    # payloads

    def container(self, surface: Where) -> Payload:
        """Where it happened."""
        if isinstance(surface, View):
            return {"type": "view", "view_id": surface.id}
        container: Payload = {
            "type": "message",
            "message_ts": surface.ts,
            "channel_id": surface.channel,
            "is_ephemeral": surface.ephemeral_to is not None,
        }
        if surface.is_reply:
            container["thread_ts"] = surface.thread_ts
        return container

    def _shown_in(self, surface: Where) -> Payload:
        if isinstance(surface, View):
            return {"view": shapes.view(self.slack, surface)}
        shown: Payload = {"channel": self.channel_json(self.slack.channels[surface.channel])}
        if surface.ephemeral_to is None:
            shown["message"] = shapes.message(self.slack, surface)
        return shown

    def _actions_payload(self, app: App, person: Person, surface: Where, place: Place, value: Any) -> Payload:
        view_id = surface.id if isinstance(surface, View) and surface.type == "modal" else None
        payload: Payload = {
            **self.envelope(app, "block_actions", person if isinstance(surface, View) else None),
            "user": self.user(person),
            "container": self.container(surface),
            "trigger_id": self.slack.new_trigger(app.id, person.id, view_id).id,
            **self._shown_in(surface),
            "actions": [action(place, value)],
        }
        if isinstance(surface, Message):
            payload["state"] = {"values": self.values_of(person, surface)}
            url = self.slack.new_response_url(
                app.id,
                person.id,
                surface.channel,
                message_ts=surface.ts,
                ephemeral=surface.ephemeral_to is not None,
                thread_ts=surface.thread_ts,
            )
            payload["response_url"] = response_urls.address(self.slack, url, "actions")
        return payload


def blocks_of(surface: Where) -> list[Payload]:
    """What can be acted on."""
    if isinstance(surface, View):
        blocks: list[Payload] = surface.content["blocks"]
        return blocks
    return surface.blocks + [block for one in surface.attachments for block in one.get("blocks") or []]


def action(place: Place, value: Any) -> Payload:
    """One entry of `actions`."""
    element = place.element
    entry: Payload = {"type": element["type"], "action_id": place.action_id, "block_id": place.block_id}
    if element["type"] == "button":
        entry |= {name: element[name] for name in ("text", "value", "style", "url") if name in element}
    elif element["type"] == "overflow":
        entry["selected_option"] = value
    else:
        entry |= with_value(element, value)
        _field, source, _empty = FIELDS[element["type"]]
        if element["type"] in _INITIAL_IN_ACTION and element.get(source) is not None:
            entry[source] = element[source]
        if element.get("placeholder"):
            entry["placeholder"] = element["placeholder"]
    if element.get("confirm"):
        entry["confirm"] = element["confirm"]
    return {**entry, "action_ts": action_ts()}


def offered(ack: Ack) -> list[Payload] | None:
    """The options of a suggestion's answer, groups flattened; None where it is none or breaks Slack's limits."""
    if not ack.ok or not isinstance(ack.body, dict):
        return None
    findings = Findings()
    groups = ack.body.get("option_groups")
    if groups is not None:
        array(option_group(), 0, SUGGESTIONS)(findings, groups, "/option_groups")
    else:
        array(option(), 0, SUGGESTIONS)(findings, ack.body.get("options"), "/options")
    if findings.messages:
        return None
    if groups is not None:
        return [one for group in groups for one in group["options"]]
    options: list[Payload] = ack.body["options"]
    return options
