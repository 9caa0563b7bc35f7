"""The manner in which Slack words things: the same payload or answer, as workspaces differ in it.

| manner | what differs |
|---|---|
| slack | nothing: every field that a workspace of its own has |
| lean | optional fields are missing, fields come in another order |
| null | optional fields are null (in a command: empty) |
| grid | an organisation's workspace, the app installed org-wide: `enterprise…`, `team: null`, fields of tomorrow |

What a person of the story would notice (names, language, zone, words) stays.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Literal, get_args

from bot.sandbox.world.records import Payload

Name = Literal["slack", "lean", "null", "grid"]
ORGANISATION: Payload = {"id": "E0HOLDING01", "name": "Holding 控股"}

# Optional in a payload by Slack's reference; "*" is every entry of a list.
OF_PAYLOADS: tuple[str, ...] = (
    *("token", "api_app_id", "team_domain", "channel_name", "user_name", "is_enterprise_install", "enterprise"),
    *("team.domain", "user.username", "user.name", "user.team_id", "channel.name", "response_urls", "action_ts"),
    *("container.is_ephemeral", "actions.*.action_ts", "actions.*.placeholder", "actions.*.block_id"),
    *("message.team", "message.bot_profile", "message.app_id", "message.client_msg_id"),
    *("view.bot_id", "view.app_id", "view.external_id", "view.previous_view_id", "view.root_view_id", "view.hash"),
    *("context_team_id", "context_enterprise_id", "event_context", "is_ext_shared_channel"),
    *("authorizations.*.enterprise_id", "authorizations.*.is_bot", "authorizations.*.is_enterprise_install"),
    *("event.team", "event.client_msg_id", "event.parent_user_id", "event.bot_profile", "event.blocks"),
    *("event.cache_ts", "event.inviter", "event.user.color", "event.user.updated"),
    *("event.user.profile.email", "event.user.tz_label", "event.user.profile.title"),
)
# Optional in an answer of the Web API.
OF_ANSWERS: tuple[str, ...] = (
    *("warning", "response_metadata", "cache_ts", "message.team", "message.bot_profile"),
    *("message.app_id", "channel.topic", "channel.purpose", "channel.previous_names", "channel.creator"),
    *("channel.context_team_id", "user.profile.email", "user.profile.title", "user.color", "user.updated"),
    *("members.*.profile.email", "members.*.profile.title", "members.*.color", "members.*.tz_label"),
    *("usergroups.*.description", "usergroups.*.prefs", "view.bot_id", "view.external_id", "view.root_view_id"),
)


class Manner:
    """The manner in force."""

    def __init__(self, name: Name = "slack") -> None:
        self.name: Name = name

    def use(self, name: str) -> None:
        """Speak so from now on; raises ValueError for a manner that nobody has."""
        known = next((one for one in get_args(Name) if one == name), None)
        if known is None:
            raise ValueError(f"no manner is called {name}; there are {', '.join(get_args(Name))}")
        self.name = known

    def payload(self, body: Payload) -> Payload:
        """A payload for an app."""
        if self.name == "grid":
            return _of_an_organisation(deepcopy(body))
        return self._without(body, OF_PAYLOADS, "" if "command" in body else None)

    def answer(self, body: Any) -> Any:
        """An answer of the Web API. A page of a list keeps the way to the next one."""
        if not isinstance(body, dict) or self.name == "grid":
            return body
        paths = OF_ANSWERS
        if (body.get("response_metadata") or {}).get("next_cursor"):
            paths = tuple(one for one in OF_ANSWERS if one != "response_metadata")
        return self._without(body, paths, None)

    def _without(self, body: Payload, paths: tuple[str, ...], empty: str | None) -> Payload:
        if self.name == "slack":
            return body
        changed = deepcopy(body)
        for path in paths:
            *above, last = path.split(".")
            for holder in list(_holders(changed, above)):
                if last in holder and self.name == "lean":
                    del holder[last]
                elif last in holder:
                    holder[last] = empty
        return _turned_round(changed) if self.name == "lean" else changed


def _holders(part: Any, above: list[str]) -> Iterator[Payload]:
    """The objects that a path leads to."""
    if not above:
        if isinstance(part, dict):
            yield part
    elif above[0] == "*" and isinstance(part, list):
        for one in part:
            yield from _holders(one, above[1:])
    elif isinstance(part, dict) and above[0] in part:
        yield from _holders(part[above[0]], above[1:])


def _turned_round(body: Payload) -> Payload:
    """The fields in the opposite order."""
    return dict(reversed(body.items()))


def _of_an_organisation(body: Payload) -> Payload:
    body["unheard_of"] = {"since": "tomorrow"}
    if "command" in body:
        named = {"enterprise_id": ORGANISATION["id"], "enterprise_name": ORGANISATION["name"]}
        return body | named | {"is_enterprise_install": "true", "unheard_of": "tomorrow"}
    if "event" not in body:
        return body | {"team": None, "enterprise": dict(ORGANISATION), "is_enterprise_install": True}
    for one in body.get("authorizations") or ():
        one |= {"enterprise_id": ORGANISATION["id"], "is_enterprise_install": True}
    return body | {"enterprise_id": ORGANISATION["id"], "context_enterprise_id": ORGANISATION["id"]}
