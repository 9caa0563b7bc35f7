"""Opening, pushing, updating and closing of modals, and App Home: one stack a person, at most three high.

Used by the Web API (views.*) and by acks (`response_action`) alike. Raises SlackError in Slack's words.
"""

from typing import Any, Literal

from bot.sandbox.blockkit.checks import VIEW_BYTES, check_view
from bot.sandbox.errors import SlackError
from bot.sandbox.world import shapes
from bot.sandbox.world.records import App, Payload, Trigger, View
from bot.sandbox.world.state import Slack
from bot.sandbox.world.viewstate import initial_values

# Slack: "A modal can hold up to 3 views in a view stack."
STACK_HEIGHT = 3


def take_trigger(slack: Slack, app: App, trigger_id: str) -> Trigger:
    """Use up a trigger: once, in the 3 seconds of its life, by the app it was given to."""
    trigger = slack.triggers.get(trigger_id)
    if trigger is None or trigger.app_id != app.id:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if slack.now() > trigger.expires:
        raise SlackError("expired_trigger_id")
    return trigger


def open_modal(slack: Slack, app: App, trigger_id: str, view: Payload) -> View:
    """views.open: a new stack in place of whatever the person had open."""
    refuse_bad_view(slack, view, "modal")
    trigger = take_trigger(slack, app, trigger_id)
    _refuse_duplicate(slack, view)
    trigger.used = True
    for old in slack.stacks.pop(trigger.user, []):
        _forget(slack, old)
    return _put_on_top(slack, app, trigger.user, view)


def push_modal(slack: Slack, app: App, trigger_id: str, view: Payload) -> View:
    """views.push: on top of the modal from which the trigger came."""
    refuse_bad_view(slack, view, "modal")
    trigger = take_trigger(slack, app, trigger_id)
    if not slack.stacks.get(trigger.user) or trigger.view_id not in slack.stacks[trigger.user]:
        raise SlackError("not_found")
    pushed = push_for(slack, app, trigger.user, view)
    trigger.used = True
    return pushed


def push_for(slack: Slack, app: App, user: str, view: Payload) -> View:
    """Put a further modal on top of the person's stack (views.push, or the ack `response_action: push`)."""
    refuse_bad_view(slack, view, "modal")
    _refuse_duplicate(slack, view)
    if len(slack.stacks.get(user, [])) >= STACK_HEIGHT:
        raise SlackError("push_limit_reached")
    return _put_on_top(slack, app, user, view)


def update_view(
    slack: Slack, app: App, view: Payload, *, view_id: str = "", external_id: str = "", hash: str = ""
) -> View:
    """views.update: replace the content of an open modal; with `hash` only if nothing changed it meanwhile."""
    old = slack.views.get(view_id)
    if old is None and external_id:
        old = next((one for one in slack.views.values() if one.external_id == external_id), None)
    if old is None or old.app_id != app.id or old.type != "modal":
        raise SlackError("not_found")
    refuse_bad_view(slack, view, "modal")
    if hash and hash != old.hash:
        raise SlackError("hash_conflict")
    _refuse_duplicate(slack, view, except_for=old.id)
    return fill(slack, old, view)


def publish_home(slack: Slack, app: App, user: str, view: Payload, hash: str = "") -> View:
    """views.publish: the App Home of one person."""
    refuse_bad_view(slack, view, "home")
    old = slack.homes.get((app.id, user))
    if hash and old is not None and hash != old.hash:
        raise SlackError("hash_conflict")
    _refuse_duplicate(slack, view, except_for=old.id if old else None)
    if old is None:
        old = _new(slack, app, user, "home")
        slack.homes[app.id, user] = slack.views[old.id] = old
    _set_content(slack, old, view)
    slack.changed("home_published", view=old.id, user=user)
    return old


def refuse_bad_view(slack: Slack, view: Any, kind: Literal["modal", "home"]) -> None:
    """Raise invalid_arguments (or view_too_large) with everything that is wrong."""
    problems = check_view(view, slack.workspace.lacks)
    if any(f"{VIEW_BYTES} bytes" in words for words in problems):
        raise SlackError("view_too_large")
    if not problems and view["type"] != kind:
        problems = ["[ERROR] must be a valid enum value [json-pointer:/view/type]"]
    if problems:
        raise SlackError("invalid_arguments", messages=problems)


def fill(slack: Slack, view: View, content: Payload) -> View:
    """Replace what an open modal shows; the person keeps what they typed into inputs that remain."""
    _set_content(slack, view, content)
    slack.changed("view_updated", view=view.id, user=view.user)
    return view


def close(slack: Slack, user: str, view_id: str, *, all_of_them: bool = False) -> list[View]:
    """Take the top modal (or the whole stack) away; answers those closed, the top one first."""
    stack = slack.stacks.get(user, [])
    place = 0 if all_of_them else stack.index(view_id)
    closed = [slack.views[one] for one in reversed(stack[place:])]
    slack.stacks[user] = stack[:place]
    for view in closed:
        _forget(slack, view.id)
    return closed


def _new(slack: Slack, app: App, user: str, kind: Literal["modal", "home"]) -> View:
    view_id = slack.new_id("V")
    return View(view_id, kind, app.id, app.bot_id, user, {}, "", view_id)


def _put_on_top(slack: Slack, app: App, user: str, content: Payload) -> View:
    stack = slack.stacks.setdefault(user, [])
    view = _new(slack, app, user, "modal")
    if stack:
        view.previous_view_id, view.root_view_id = stack[-1], slack.views[stack[-1]].root_view_id
    slack.views[view.id] = view
    stack.append(view.id)
    _set_content(slack, view, content)
    slack.changed("view_opened", view=view.id, user=user)
    return view


def _set_content(slack: Slack, view: View, content: Payload) -> None:
    view.content = {**content, "blocks": shapes.with_ids(slack, content["blocks"])}
    view.external_id = content.get("external_id") or ""
    view.hash = slack.new_hash()
    view.values = initial_values(view.content["blocks"], kept=view.values)


def _refuse_duplicate(slack: Slack, view: Payload, except_for: str | None = None) -> None:
    wanted = view.get("external_id")
    if wanted and any(one.external_id == wanted and one.id != except_for for one in slack.views.values()):
        raise SlackError("duplicate_external_id")


def _forget(slack: Slack, view_id: str) -> None:
    view = slack.views.pop(view_id, None)
    if view is not None:
        slack.changed("view_closed", view=view_id, user=view.user)
