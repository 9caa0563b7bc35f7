"""What people do with modals and App Home: fill in, submit, close, open."""

from typing import Any

from bot.sandbox.acts.base import TROUBLE, CannotAct, Outcome, Watch, act
from bot.sandbox.acts.elements import Elements, blocks_of
from bot.sandbox.delivery.ways import Ack
from bot.sandbox.errors import SlackError
from bot.sandbox.webapi import response_urls
from bot.sandbox.world import connect, shapes, viewstack
from bot.sandbox.world.records import App, Payload, Person, View
from bot.sandbox.world.viewstate import Place, find, places, refusals, submitted


class Modals(Elements):
    """The stack of modals, and Home."""

    @act
    async def fills(self, who: str, view_id: str, values: Payload) -> Outcome:
        """Type and choose in an open view: block_id or action_id → value. Only what dispatches is sent."""
        return await self._fill(who, view_id, values)

    async def _fill(self, who: str, view_id: str, values: Payload, *, is_sent_at_once: bool = False) -> Outcome:
        person = self.actor(who)
        view = self.surface(person, {"view": view_id})
        said: list[Payload] = []
        for name, value in values.items():
            place = find(blocks_of(view), None, name) or find(blocks_of(view), name)
            if place is None:
                known = ", ".join(one.block_id for one in places(blocks_of(view)))
                raise CannotAct(f"There is no field {name} here; the fields are {known}.")
            if is_sent_at_once and tells_at_each_letter(place):
                # Slack waits for the end of what is typed before it tells; the form is sent before that.
                await self._value(person, view, place, value)
                continue
            step = await self.press(person.id, {"view": view_id}, place.action_id, place.block_id, value)
            said += step.said
            if not step.ok:
                return step
        return Outcome(said=said, view=self.top(person))

    @act
    async def submits(self, who: str, view_id: str, values: Payload | None = None) -> Outcome:
        """Fill in `values`, then press the modal's submit button."""
        person = self.actor(who)
        view = self.modal(person, view_id)
        if view.content.get("submit") is None:
            raise CannotAct("This modal has nothing to submit.")
        if values:
            filled = await self._fill(who, view_id, values, is_sent_at_once=True)
            if not filled.ok:
                return filled
        missing = refusals(view.content["blocks"], view.values)
        if missing:
            words = "Slack did not submit the form: some fields need attention."
            return Outcome(False, words, errors=missing, view=self.top(person))
        app = self.app(view.app_id)
        self._hand_over(app, view)
        with Watch(self.slack, person) as watch:
            ack = await self.delivery.ask(app, "interactive", self._submission(app, person, view))
            errors, trouble = self._obey(app, person, view, ack)
        return self.outcome(person, watch, ack, trouble, errors=errors)

    def _hand_over(self, app: App, view: View) -> None:
        """The app may read the files of a form that is sent to it."""
        for elements in view.values.values():
            for element in elements.values():
                for file in element.get("files") or ():
                    self.slack.files[file["id"]].handed_to.add(app.bot_user)

    @act
    async def closes(self, who: str, view_id: str, *, everything: bool = False) -> Outcome:
        """Cancel the modal; `everything` is the cross in the corner, which closes the whole stack."""
        person = self.actor(who)
        view = self.modal(person, view_id)
        cleared = everything or bool(view.content.get("clear_on_close"))
        closed = viewstack.close(self.slack, person.id, view_id, all_of_them=cleared)
        for one in closed:
            app = self.slack.apps[one.app_id]
            if one.content.get("notify_on_close") and app.installed:
                payload = {
                    **self.envelope(app, "view_closed", person),
                    "user": self.user(person),
                    # Slack does not say what stood in it.
                    "view": shapes.view(self.slack, one) | {"state": {"values": {}}},
                    "is_cleared": cleared,
                }
                await self.delivery.ask(app, "interactive", payload)
        return Outcome(view=self.top(person))

    @act
    async def opens_home(self, who: str, app_id: str | None = None, tab: str = "home") -> Outcome:
        """Open the app's Home tab (or its Messages tab); the outcome's `view` is the Home."""
        person = self.actor(who)
        app = self.app(app_id or next(iter(self.slack.apps)))
        if connect.is_outside(self.slack, person.id):
            raise CannotAct(f"{app.name} is not installed in your workspace.")
        if tab == "home" and not app.home_tab:
            raise CannotAct(f"{app.name} has no Home tab.")
        channel = self.slack.direct_message(app.bot_user, person.id)
        with Watch(self.slack, person) as watch:
            with self.delivery.noting() as told:
                self.events.home_opened(app, person.id, channel, tab)
            await self.first_attempts(told)
        home = self.slack.homes.get((app.id, person.id))
        return self.outcome(person, watch, view=shapes.view(self.slack, home) if home else None)

    # a submission and its answer

    def _submission(self, app: App, person: Person, view: View) -> Payload:
        shown = shapes.view(self.slack, view)
        shown["state"] = {"values": submitted(view.content["blocks"], view.values)}
        return {
            **self.envelope(app, "view_submission", person),
            "user": self.user(person),
            "trigger_id": self.slack.new_trigger(app.id, person.id, view.id).id,
            "view": shown,
            "response_urls": self._response_urls(app, person, view),
        }

    def _response_urls(self, app: App, person: Person, view: View) -> list[Payload]:
        found = []
        for place in places(view.content["blocks"]):
            shape = view.values.get(place.block_id, {}).get(place.action_id, {})
            channel = shape.get("selected_channel") or shape.get("selected_conversation")
            if not place.element.get("response_url_enabled") or not channel:
                continue
            if channel in self.slack.people:
                channel = self.slack.direct_message(channel, person.id).id
            url = self.slack.new_response_url(app.id, person.id, channel)
            found.append(
                {
                    "response_url": response_urls.address(self.slack, url, "app"),
                    "channel_id": channel,
                    "block_id": place.block_id,
                    "action_id": place.action_id,
                }
            )
        return found

    def _obey(self, app: App, person: Person, view: View, ack: Ack) -> tuple[dict[str, str], str]:
        """Do what the acknowledgement says; answers the field errors, and the trouble that the person sees."""
        if not ack.ok:
            return {}, TROUBLE
        if view.id not in self.slack.stacks.get(person.id, []):
            return {}, ""  # the app, or another tab, has taken it away meanwhile
        if ack.body is None or ack.body == {}:
            viewstack.close(self.slack, person.id, view.id)
            return {}, ""
        if not isinstance(ack.body, dict):
            return {}, TROUBLE
        try:
            return self._respond(app, person, view, ack.body)
        except SlackError as refusal:
            self.slack.traffic[-1].note = "; ".join([refusal.error, *refusal.messages])
            return {}, TROUBLE

    def _respond(self, app: App, person: Person, view: View, body: Payload) -> tuple[dict[str, str], str]:
        match body.get("response_action"):
            case "clear":
                viewstack.close(self.slack, person.id, view.id, all_of_them=True)
            case "update":
                viewstack.update_view(self.slack, app, body.get("view") or {}, view_id=view.id)
            case "push":
                viewstack.push_for(self.slack, app, person.id, body.get("view") or {})
            case "errors":
                return field_errors(view, body.get("errors")), ""
            case None:
                viewstack.close(self.slack, person.id, view.id)
            case other:
                raise SlackError("invalid_response_action", messages=[f"unknown response_action: {other}"])
        return {}, ""


def tells_at_each_letter(place: Place) -> bool:
    """Whether the app hears of what is typed there while it is typed."""
    return "on_character_entered" in (place.element.get("dispatch_action_config") or {}).get("trigger_actions_on", ())


def field_errors(view: View, errors: Any) -> dict[str, str]:
    """Each must belong to an input block of the view; raises SlackError otherwise."""
    inputs = {block["block_id"] for block in view.content["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError("invalid_errors", messages=["errors must name at least one input block"])
    for block_id, words in errors.items():
        if block_id not in inputs:
            raise SlackError("invalid_errors", messages=[f"no input block is called {block_id}"])
        if not isinstance(words, str) or not words:
            raise SlackError("invalid_errors", messages=[f"the error of {block_id} must be a text"])
    return dict(errors)
