"""How Slack describes people and their groups in its answers and events."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.world import connect
from bot.sandbox.world.records import App, Payload, Person, UserGroup
from bot.sandbox.world.state import Slack


def user(slack: Slack, person: Person, *, email: bool = False, locale: bool = False, to: App | None = None) -> Payload:
    """A person as users.info shows them to an app; `email` needs the scope users:read.email.

    Of people of other workspaces Slack shows neither their rights there nor their language.
    """
    offset = person.tz_offset
    if offset is None:
        there = datetime.fromtimestamp(slack.seconds(), ZoneInfo(person.tz))
        offset = int((there.utcoffset() or timedelta()).total_seconds())
    profile: Payload = {
        "title": person.title,
        "phone": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "status_text": "",
        "status_emoji": "",
        "avatar_hash": "g" + person.id.lower(),
        "team": connect.team_of(slack, person.id),
    }
    for size in (24, 32, 48, 72, 192, 512):
        profile[f"image_{size}"] = f"https://{slack.workspace.domain}.slack.invalid/avatars/{person.id}_{size}.png"
    if email and person.email:
        profile["email"] = person.email
    if person.is_bot:
        profile |= {"bot_id": person.bot_id, "api_app_id": person.app_id, "always_active": True}
    body: Payload = {
        "id": person.id,
        "team_id": connect.team_of(slack, person.id),
        "name": person.key,
        "deleted": person.deleted,
        "profile": profile,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": person.updated,
    }
    if person.deleted:
        return body
    body |= {
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": offset,
    }
    if connect.is_outside(slack, person.id):
        return body | {"is_stranger": connect.is_stranger(slack, person.id, to.bot_user if to else None)}
    body |= {
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_primary_owner": person.is_owner,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_email_confirmed": bool(person.email),
        "who_can_share_contact_card": "EVERYONE",
    }
    if locale:
        body["locale"] = person.locale
    return body


def usergroup(slack: Slack, record: UserGroup, *, users: bool, count: bool) -> Payload:
    """A user group as usergroups.list shows it."""
    body: Payload = {
        "id": record.id,
        "team_id": slack.workspace.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": record.name,
        "description": record.description,
        "handle": record.handle,
        "is_external": False,
        "date_create": record.created,
        "date_update": record.updated or record.created,
        "date_delete": record.disabled_at,
        "auto_type": None,
        "auto_provision": False,
        "created_by": record.created_by,
        "updated_by": record.created_by,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
    }
    if users:
        body["users"] = list(record.members)
    if count:
        body["user_count"] = len(record.members)
    return body
