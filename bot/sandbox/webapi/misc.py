"""api.test, auth.test, blocks.validate, apps.connections.open."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.blockkit import checks
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


async def blocks_validate(call: Call) -> Payload:
    """blocks.validate: what Slack would say of blocks, a message or a view. It asks for no token.

    A pointer is that of what was given, without its name; of a workspace that lacks a type it knows nothing.
    """
    given = [name for name in ("blocks", "message", "view") if call.args.get(name) is not None]
    if len(given) != 1:
        raise SlackError("invalid_arguments", messages=["[ERROR] must define one of blocks, message, view"])
    [name] = given
    value = call.structure(name, f"invalid_{name}")
    if name == "view":
        problems = checks.check_view(value)
    else:
        problems = checks.check_message({"blocks": value} if name == "blocks" else value)
    if not problems:
        return {}
    raise SlackError(f"invalid_{name}", errors=[_described(one) for one in problems])


def _described(problem: str) -> Payload:
    """A problem as that method says it."""
    words, _bracket, pointer = problem.removeprefix("[ERROR] ").rpartition(" [json-pointer:")
    code = "missing_field" if words.startswith("missing required") else "failed_constraint"
    return {"pointer": pointer.rstrip("]"), "code": code, "message": words}


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "api.test": Method(api_test, TIER_4, open=True),
        # "Special tier": hundreds a minute.
        # "Special tier", which names no figure.
        "blocks.validate": Method(blocks_validate, 60, open=True),
        "auth.test": Method(auth_test, 600),
        "apps.connections.open": Method(connections_open, 60, app_token=True),
    }
)
