"""`/_control/faults`, `…/limits`, `…/manner`, `…/rollout`, `…/reset`: bad days, strictness, words, a new first day."""

from aiohttp import web

from bot.sandbox.parts import Parts


def routes(sandbox: Parts) -> list[web.RouteDef]:
    """Read, add (one rule or a list) and clear faults; read and set limits; start over."""

    async def show(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "faults": sandbox.faults.as_json()})

    async def add(request: web.Request) -> web.Response:
        rules = await request.json()
        try:
            for rule in rules if isinstance(rules, list) else [rules]:
                sandbox.faults.add(**rule)
        except (TypeError, ValueError) as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        return await show(request)

    async def clear(request: web.Request) -> web.Response:
        sandbox.faults.clear()
        return await show(request)

    async def set_limits(request: web.Request) -> web.Response:
        wish = await request.json()
        limits = sandbox.limits
        limits.enabled = bool(wish.get("enabled", limits.enabled))
        limits.scale = float(wish.get("scale", limits.scale))
        limits.workspace_posts = int(wish.get("workspace_posts", limits.workspace_posts))
        limits.is_distributed = bool(wish.get("is_distributed", limits.is_distributed))
        limits.clear()
        return await show_limits(request)

    async def show_limits(_: web.Request) -> web.Response:
        limits = sandbox.limits
        names = ("enabled", "scale", "workspace_posts", "is_distributed")
        shown = {name: getattr(limits, name) for name in names}
        return web.json_response({"ok": True, **shown})

    async def set_manner(request: web.Request) -> web.Response:
        try:
            sandbox.manner.use(str((await request.json()).get("name")))
        except ValueError as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        return web.json_response({"ok": True, "name": sandbox.manner.name})

    async def roll_out(request: web.Request) -> web.Response:
        wish = await request.json()
        change = sandbox.slack.workspace.lacks
        (change.difference_update if wish.get("is_on") else change.update)(map(str, wish.get("types") or ()))
        return web.json_response({"ok": True, "lacks": sorted(change)})

    async def reset(_: web.Request) -> web.Response:
        sandbox.reset()
        return web.json_response({"ok": True})

    return [
        web.post("/_control/reset", reset),
        web.get("/_control/faults", show),
        web.post("/_control/faults", add),
        web.delete("/_control/faults", clear),
        web.post("/_control/manner", set_manner),
        web.post("/_control/rollout", roll_out),
        web.get("/_control/limits", show_limits),
        web.post("/_control/limits", set_limits),
    ]
