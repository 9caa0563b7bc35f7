"""`/_control/files/<id>`, `/_control/uploads`: files that lie elsewhere, lead elsewhere, or are slow to come."""

import asyncio

from aiohttp import web

from bot.sandbox.parts import Parts


def routes(sandbox: Parts) -> list[web.RouteDef]:
    """Change how a file is described and handed over, and where uploads go.

    A file: `described` (fields in place of the sandbox's own), `is_of_others` (shared from another workspace),
    `leads_to` (its address redirects there), `is_held` (its bytes come when it no longer is). Uploads: `at`, a host.
    """

    async def change(request: web.Request) -> web.Response:
        file = sandbox.slack.files.get(request.match_info["file"])
        if file is None:
            return web.json_response({"ok": False, "error": "there is no such file"}, status=404)
        wish = await request.json()
        file.described = wish.get("described", file.described)
        file.is_of_others = bool(wish.get("is_of_others", file.is_of_others))
        file.leads_to = str(wish.get("leads_to", file.leads_to))
        if wish.get("is_held"):
            file.held = asyncio.Event()
        elif "is_held" in wish and file.held is not None:
            file.held.set()
        return web.json_response({"ok": True})

    async def move_uploads(request: web.Request) -> web.Response:
        sandbox.slack.uploads_at = str((await request.json()).get("at", ""))
        return web.json_response({"ok": True})

    return [web.post("/_control/files/{file}", change), web.post("/_control/uploads", move_uploads)]
