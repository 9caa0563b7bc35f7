"""views.*: modals and App Homes; the rules are in `viewstack`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_4
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world import shapes, viewstack
from bot.sandbox.world.records import Payload, View


async def open_view(call: Call) -> Payload:
    """views.open."""
    return shown(call, viewstack.open_modal(call.slack, call.app, trigger(call), content(call)))


async def push(call: Call) -> Payload:
    """views.push."""
    return shown(call, viewstack.push_modal(call.slack, call.app, trigger(call), content(call)))


async def update(call: Call) -> Payload:
    """views.update: by view_id or external_id."""
    view_id, external_id = call.text("view_id"), call.text("external_id")
    if not view_id and not external_id:
        call.required("view_id")
    view = viewstack.update_view(
        call.slack, call.app, content(call), view_id=view_id, external_id=external_id, hash=call.text("hash")
    )
    return shown(call, view)


async def publish(call: Call) -> Payload:
    """views.publish."""
    person = call.person(call.required("user_id"))
    if person.deleted:
        raise SlackError("user_not_found")
    if not call.app.home_tab:
        raise SlackError("not_enabled")
    return shown(call, viewstack.publish_home(call.slack, call.app, person.id, content(call), call.text("hash")))


def trigger(call: Call) -> str:
    """The trigger_id (interactivity_pointer is its other name)."""
    return call.text("trigger_id") or call.text("interactivity_pointer") or call.required("trigger_id")


def content(call: Call) -> Any:
    """The view that was sent; raises invalid_arguments."""
    call.required("view")
    view = call.structure("view")
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", messages=["[ERROR] must be a valid object [json-pointer:/view]"])
    return view


def shown(call: Call, view: View) -> Payload:
    """The answer that shows the view."""
    return {"view": shapes.view(call.slack, view)}


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "views.open": Method(open_view, TIER_4),
        "views.push": Method(push, TIER_4),
        "views.update": Method(update, TIER_4),
        "views.publish": Method(publish, TIER_4),
    }
)
