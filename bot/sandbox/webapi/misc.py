"""api.test, auth.test, apps.connections.open."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_4
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world.records import Payload


async def api_test(call: Call) -> Payload:
    """api.test: says back what was said; `error` is answered as one."""
    if call.text("error"):
        raise SlackError(call.text("error"), args=call.args)
    return {"args": call.args} if call.args else {}


async def auth_test(call: Call) -> Payload:
    """auth.test."""
    workspace = call.slack.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": call.slack.people[call.app.bot_user].key,
        "team_id": workspace.id,
        "user_id": call.app.bot_user,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


async def connections_open(call: Call) -> Payload:
    """apps.connections.open: where Socket Mode connects to."""
    if call.app.delivery != "socket":
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.sandbox.sockets.address_for(call.app)}


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "api.test": Method(api_test, TIER_4, open=True),
        # "Special tier": hundreds a minute.
        "auth.test": Method(auth_test, 600),
        "apps.connections.open": Method(connections_open, 60, app_token=True),
    }
)
