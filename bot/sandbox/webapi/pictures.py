"""Files that blocks show: which of them an app may name in a message."""

from typing import Any

from bot.sandbox.webapi.call import Call
from bot.sandbox.world.records import File
from bot.sandbox.world.state import Slack

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif"})


def bad_pictures(call: Call, blocks: list[Any]) -> list[str]:
    """What is wrong with the files that image blocks name: Slack must have taken them in, and the app see them."""
    found = []
    for number, block in enumerate(blocks):
        named = block.get("slack_file") if isinstance(block, dict) else None
        if isinstance(named, dict) and "id" in named and not _is_picture(call, str(named["id"])):
            found.append(f"invalid slack file [json-pointer:/blocks/{number}/slack_file]")
    return found


def _is_picture(call: Call, file_id: str) -> bool:
    file = call.slack.files.get(file_id)
    return (
        file is not None
        and file.complete
        and call.slack.seconds() >= file.taken_in_at
        and file.mimetype in PICTURES
        and may_see(call.slack, file, call.app.bot_user)
    )


def may_see(slack: Slack, file: File, user: str) -> bool:
    """Whether a person or bot may see it: their own, handed over in a form, or shared where they can read."""
    rooms = [slack.channels[each] for each in file.channels]
    return user in {file.user, *file.handed_to} or any(user in room.members or room.kind == "public" for room in rooms)
