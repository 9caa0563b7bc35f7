"""Every form that Liaison has, sent empty and with nothing to fill in: the answer is one that Slack takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.app import dispatch
from bot.sandbox.acts.base import Outcome
from bot.sandbox.server import Sandbox
from bot.sandbox.world import viewstack
from bot.words import native
from bot.words.language import Reader
from bot.words.messages import VIEW_BLOCKS, Templates
from tests.contexts.every import NOW, contexts
from tests.world import World

ZHAO = "U0ZHAO0001"
# Forms of one template: the one that it is shown as in tests, and the other.
TWINS = {
    "projects.suspend": ("projects.archive",),
    "projects.resume": ("projects.reopen",),
    "tasks.edit": ("tasks.add",),
    "tasks.add.more": ("tasks.edit.more",),
    "requests.new": ("reports.ask", "risks.request"),
    "disputes.new": ("risks.dispute",),
    "changes.new": ("changes.edit",),
    "requests.return": (
        "requests.deliver",
        "proposals.return",
        "proposals.reject",
        "charters.return",
        "baselines.return",
        "changes.return",
        "changes.reject",
        "risks.worse",
        "risks.decline",
        "risks.dismiss",
        "risks.reopen",
        "reviews.withdraw",
        "acceptance.decline",
    ),
    "charters.pass": ("baselines.pass", "acceptance.pass"),
}


def all_of_them() -> Iterator[dict[str, Any]]:
    """Every form that can be sent, without anything to choose from and with a choice."""
    templates, reader = Templates(), Reader("en-US", "Asia/Shanghai")
    for many in (0, 3):
        shown = contexts("x", many)
        shown["calendars/form_country"] = {**shown["calendars/form_country"], "is_new": bool(many)}
        for name, context in shown.items():
            if "/form" in name:
                view = templates.view(name, reader, NOW, **context)
                view["blocks"] = native.settled(view["blocks"], (), VIEW_BLOCKS)
                if "submit" in view:
                    yield view
                    for twin in TWINS.get(view["callback_id"], ()):
                        yield {**view, "callback_id": twin}


def emptied(view: dict[str, Any]) -> dict[str, Any]:
    """The form as Slack lets it be sent although nothing is filled in."""
    return {**view, "blocks": [_bare(block) if block["type"] == "input" else block for block in view["blocks"]]}


def without_inputs(view: dict[str, Any]) -> dict[str, Any]:
    """The form when nothing exists of what it asks for."""
    blocks = [block for block in view["blocks"] if block["type"] != "input"]
    return {**view, "blocks": blocks or [{"type": "divider"}]}


def _bare(block: dict[str, Any]) -> dict[str, Any]:
    element = {name: value for name, value in block["element"].items() if not name.startswith("initial_")}
    return {**block, "optional": True, "element": element}


# What Liaison keeps in its forms of what they are about.
KEPT = {
    **dict.fromkeys(
        (
            "department",
            "id",
            "line",
            "meeting",
            "page",
            "project",
            "raising",
            "sequence",
            "subject",
            "version",
            "signer",
            "edition",
            "number",
        ),
        1,
    ),
    **dict.fromkeys(("file", "form", "key", "kind", "mark", "name", "person"), "x"),
    "shift": {"project": 1},
    "keys": [1],
    **{"seen": {}, "time": "10:00:00", "below": "", "country": "CN"},
}


async def sent(company: Sandbox, view: dict[str, Any]) -> Outcome:
    """The form was open, and is sent."""
    view = {**view, "private_metadata": json.dumps(KEPT | json.loads(view.get("private_metadata") or "{}"))}
    trigger = company.slack.new_trigger(company.app.id, ZHAO).id
    return await company.acts.submits("zhao", viewstack.open_modal(company.slack, company.app, trigger, view).id)


async def test_whatever_is_missing_the_answer_is_taken_and_says_something(company: Sandbox, world: World) -> None:
    tried = set()
    for view in all_of_them():
        for shown in (emptied(view), without_inputs(view)):
            out = await sent(company, shown)
            assert out.ok, f"{view['callback_id']}: {out.error}"
            top = out.view["blocks"][0].get("text", {}).get("text", "") if out.view else ""
            assert out.errors or out.said or top.startswith("⚠️"), view["callback_id"]
            tried.add(view["callback_id"])
        await world.clock.plus("2s")
    assert dispatch().names("view") == tried, "every form was tried"
