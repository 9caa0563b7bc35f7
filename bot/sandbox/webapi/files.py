"""files.*: the upload in three steps (address, bytes, completion), and the addresses themselves."""

import mimetypes
from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.blockkit import checks
from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_4
from bot.sandbox.parts import Parts
from bot.sandbox.webapi import chat
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.webapi.pictures import may_see
from bot.sandbox.world import shapes
from bot.sandbox.world.records import Exchange, File, Payload
from bot.sandbox.world.state import Slack

# Slack takes 1 GB; the sandbox keeps files in memory.
MOST_BYTES = 64 * 1024 * 1024
# Uploads are completed before Slack has looked at them; how long that takes is not promised.
TAKING_IN_SECONDS = 1


async def get_upload_url(call: Call) -> Payload:
    """files.getUploadURLExternal."""
    name, length = call.text("filename"), call.number("length", 0)
    if not name or length <= 0:
        raise SlackError("invalid_arguments", messages=["[ERROR] filename and a positive length are required"])
    if length > MOST_BYTES:
        raise SlackError("file_upload_size_restricted")
    file = new_file(call.slack, name, call.app.bot_user, length)
    file.alt_text = call.text("alt_txt")
    file.upload_token = call.slack.new_id("U", 32)
    call.slack.files[file.id] = file
    return {
        "upload_url": f"{call.slack.uploads_at or call.slack.url}/upload/v1/{file.upload_token}",
        "file_id": file.id,
    }


async def complete_upload(call: Call) -> Payload:
    """files.completeUploadExternal: share what was uploaded, in one message a channel."""
    wanted = call.structure("files")
    if not isinstance(wanted, list) or not wanted:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: files"])
    files = [uploaded(call, each) for each in wanted]
    where = call.names("channel_id") or call.names("channels")
    channels = [call.visible(each) for each in where]
    for channel in channels:
        call.must_be_in(channel)
        if channel.is_archived:
            raise SlackError("is_archived")
    blocks = chat.listed(call, "blocks", "invalid_blocks_format")
    if blocks and (problems := checks.check_message({"blocks": blocks}, call.slack.workspace.lacks)):
        raise SlackError("invalid_blocks", messages=problems)
    for file, each in zip(files, wanted, strict=True):
        file.complete = True
        file.title = str(each.get("title") or file.name)
        file.upload_token = ""
        # The message that shares a file comes when Slack has looked at it; here both come at once.
        file.taken_in_at = 0 if channels else call.slack.seconds() + TAKING_IN_SECONDS
    for channel in channels:
        for file in files:
            file.channels.append(channel.id)
        parent = channel.messages.get(call.text("thread_ts"))
        call.slack.post(
            channel.id,
            call.app.bot_user,
            call.text("initial_comment"),
            bot_id=call.app.bot_id,
            app_id=call.app.id,
            blocks=shapes.with_ids(call.slack, blocks),
            subtype="file_share",
            files=[file.id for file in files],
            thread_ts=(parent.thread_ts or parent.ts) if parent else None,
        )
    share(call.slack, files)
    return {"files": [shapes.file(call.slack, file) for file in files]}


async def info(call: Call) -> Payload:
    """files.info: files that the app uploaded, or in a conversation that it is in."""
    file = call.slack.files.get(call.required("file"))
    if file is None or not file.complete or not may_see(call.slack, file, call.app.bot_user):
        raise SlackError("file_not_found")
    return {
        "file": shapes.file(call.slack, file, in_full=True),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def uploaded(call: Call, each: Any) -> File:
    """The file of `{"id": …}`, its bytes arrived; raises file_not_found, upload_not_finished."""
    file = call.slack.files.get(str(each.get("id"))) if isinstance(each, dict) else None
    if file is None or file.user != call.app.bot_user or file.complete:
        raise SlackError("file_not_found")
    if not file.uploaded:
        raise SlackError("file_not_found")
    return file


def new_file(slack: Slack, name: str, user: str, length: int) -> File:
    """A file without its bytes; the name's ending says what it is."""
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    filetype = PurePosixPath(name).suffix.removeprefix(".").lower() or "binary"
    return File(
        slack.new_id("F"), name, name, user, length, mimetype=mimetype, filetype=filetype, created=slack.seconds()
    )


def share(slack: Slack, files: list[File]) -> None:
    """Tell the change feed that files can be seen in their channels."""
    for file in files:
        for channel in file.channels:
            slack.changed("file_shared", file=file.id, channel=channel, user=file.user)


def routes(sandbox: Parts) -> list[web.RouteDef]:
    """The addresses to which bytes go and from which they come."""
    slack = sandbox.slack

    async def receive(request: web.Request) -> web.Response:
        token = request.match_info["token"]
        file = next((file for file in slack.files.values() if token and file.upload_token == token), None)
        if file is None:
            return web.Response(status=404, text="No such upload")
        body = await read_upload(request)
        if len(body) != file.length:
            return web.Response(status=400, text=f"expected {file.length} bytes, got {len(body)}")
        file.content, file.uploaded = body, True
        slack.record(
            Exchange(slack.now(), "from_app", "upload", file.name, f"{len(body)} bytes", f"OK - {len(body)}", 200)
        )
        return web.Response(text=f"OK - {len(body)}")

    async def give(request: web.Request) -> web.Response:
        file = slack.files.get(request.match_info["file"])
        if file is None or not file.complete or not reader_may(sandbox, request, file):
            return web.Response(status=404, text="No such file")
        if file.held is not None:
            await file.held.wait()
        if file.leads_to:
            return web.Response(status=302, headers={"Location": file.leads_to})
        kind = "attachment" if request.query.get("download") or not file.mimetype.startswith("image/") else "inline"
        headers = {
            "Content-Disposition": f"{kind}; filename*=UTF-8''{quoted(file.name)}",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        }
        return web.Response(body=file.content, content_type=file.mimetype, headers=headers)

    return [web.post("/upload/v1/{token}", receive), web.get("/files/{file}/{name}", give)]


async def read_upload(request: web.Request) -> bytes:
    """The bytes as they are, or the first file of a multipart form."""
    if request.content_type != "multipart/form-data":
        return await request.read()
    form = await request.post()
    parts = [part for part in form.values() if isinstance(part, web.FileField)]
    return parts[0].file.read() if parts else b""


def reader_may(sandbox: Parts, request: web.Request, file: File) -> bool:
    """An app shows its token; without one it is the page, on which anybody may be anyone."""
    header = request.headers.get("Authorization", "")
    if not header:
        return True
    app = sandbox.slack.app_of_token(header.removeprefix("Bearer ").strip())
    return app is not None and "files:read" in app.scopes and may_see(sandbox.slack, file, app.bot_user)


def quoted(name: str) -> str:
    """A file name for a header."""
    return quote(name, safe="")


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "files.getUploadURLExternal": Method(get_upload_url, TIER_4, ("files:write",)),
        "files.completeUploadExternal": Method(complete_upload, TIER_4, ("files:write",)),
        "files.info": Method(info, TIER_4, ("files:read",)),
    }
)
