"""users.*, usergroups.*, team.info, bots.info, dnd.teamInfo: who there is."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_2, TIER_3, TIER_4
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world import connect, shapes, shapes_people
from bot.sandbox.world.records import Payload, Person

# The sandbox's people are not disturbed from 22:00 to 8:00 of their own zone, Slack's proposal for a workspace.
DND_FROM, DND_TO = 22, 8


async def info(call: Call) -> Payload:
    """users.info; locale with include_locale."""
    return {"user": described(call, call.person(call.text("user")))}


async def list_users(call: Call) -> Payload:
    """users.list: deactivated people and bots too, but nobody of other workspaces."""
    own = [one for one in call.slack.people.values() if not connect.is_outside(call.slack, one.id)]
    page, metadata = call.page(own, default=1000)
    members = [described(call, person) for person in page]
    return {"members": members, "cache_ts": call.slack.seconds(), "response_metadata": metadata}


async def lookup_by_email(call: Call) -> Payload:
    """users.lookupByEmail: active people only."""
    email = call.text("email").lower()
    for person in call.slack.people.values():
        if email and person.email.lower() == email and not person.deleted:
            return {"user": described(call, person)}
    raise SlackError("users_not_found")


async def usergroups(call: Call) -> Payload:
    """usergroups.list."""
    shown = [
        shapes_people.usergroup(call.slack, group, users=call.flag("include_users"), count=call.flag("include_count"))
        for group in call.slack.groups.values()
        if call.flag("include_disabled") or not group.disabled_at
    ]
    return {"usergroups": shown}


async def usergroup_users(call: Call) -> Payload:
    """usergroups.users.list."""
    group = call.slack.groups.get(call.required("usergroup"))
    if group is None or (group.disabled_at and not call.flag("include_disabled")):
        raise SlackError("no_such_subteam")
    return {"users": [user for user in group.members if not call.slack.people[user].deleted]}


async def team(call: Call) -> Payload:
    """team.info."""
    workspace = call.slack.workspace
    return {
        "team": {
            "id": workspace.id,
            "name": workspace.name,
            "url": f"https://{workspace.domain}.slack.com/",
            "domain": workspace.domain,
            "email_domain": "aurora.example",
            "icon": {"image_default": True},
            "avatar_base_url": "",
            "is_verified": False,
        }
    }


async def bot(call: Call) -> Payload:
    """bots.info."""
    wanted = call.text("bot") or call.app.bot_id
    app = next((app for app in call.slack.apps.values() if app.bot_id == wanted), None)
    if app is None:
        raise SlackError("bot_not_found")
    return {
        "bot": {
            "id": app.bot_id,
            "deleted": not app.installed,
            "name": app.name,
            "updated": 0,
            "app_id": app.id,
            "user_id": app.bot_user,
            "icons": shapes.icons(call.slack),
        }
    }


async def do_not_disturb(call: Call) -> Payload:
    """dnd.teamInfo: when each of these people is next not to be disturbed."""
    users = call.names("users")
    if not users:
        call.required("users")
    return {"users": {user: quiet_hours(call, call.person(user)) for user in users}}


def quiet_hours(call: Call, person: Person) -> Payload:
    """The present or next night of a person; seconds since the epoch."""
    if person.is_bot:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    now = call.slack.now().astimezone(ZoneInfo(person.tz))
    evening = now.replace(hour=DND_FROM, minute=0, second=0, microsecond=0)
    if now.hour < DND_TO:
        evening -= timedelta(days=1)
    morning = (evening + timedelta(days=1)).replace(hour=DND_TO)
    return {"dnd_enabled": True, "next_dnd_start_ts": stamp(evening), "next_dnd_end_ts": stamp(morning)}


def stamp(moment: datetime) -> int:
    """Whole seconds since the epoch."""
    return int(moment.timestamp())


def described(call: Call, person: Person) -> Payload:
    """A person, with the email address only for those who may read it."""
    email = "users:read.email" in call.app.scopes
    return shapes_people.user(call.slack, person, email=email, locale=call.flag("include_locale"), to=call.app)


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "users.info": Method(info, TIER_4, ("users:read",)),
        "users.list": Method(list_users, TIER_2, ("users:read",)),
        "users.lookupByEmail": Method(lookup_by_email, TIER_3, ("users:read.email",)),
        "usergroups.list": Method(usergroups, TIER_2, ("usergroups:read",)),
        "usergroups.users.list": Method(usergroup_users, TIER_2, ("usergroups:read",)),
        "team.info": Method(team, TIER_3, ("team:read",)),
        "bots.info": Method(bot, TIER_3, ("users:read",)),
        "dnd.teamInfo": Method(do_not_disturb, TIER_2, ("dnd:read",)),
    }
)
