"""App Home and `/liaison`: what is mine, and help."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.process.home import inbox, steps
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.kernel import gates
from bot.process.people import accounts, greeting
from bot.slack import manifest
from bot.slack.came import as_number
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.errors import scopes_of
from bot.slack.turn import Turn

routes = Routes[Turn]()

# Slack's bound on the blocks of a Home.
BLOCKS = 100


@routes.command("/liaison", NOTHING, "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what Liaison can do."""
    await turn.answer("home/help")


@routes.event("app_home_opened")
async def opened(turn: Turn) -> None:
    """Somebody opened App Home: show what is theirs now."""
    if turn.event.get("tab") == "home":
        kept = json.loads((turn.event.get("view") or {}).get("private_metadata") or "{}")
        # The words still stand in the input; the lists begin anew.
        if await _publish(turn, looking := Looking(words=kept.get("words", ""))) and await _has_been_granted(turn):
            await _publish(turn, looking)
    elif await turn.see(greeting.is_to_be_greeted):
        await turn.do(greeting.greet)


@routes.command("/liaison", "setup", "start", "begin", "引导", "初始设置", "开始")
@routes.action("home.steps")
async def show_steps(turn: Turn) -> None:
    """How far the workspace is set up, and what is next."""
    if (await turn.see(steps.look)).may_set_up:
        await turn.answer("home/steps", steps=await turn.do(steps.show_again))
    else:
        await turn.answer("home/steps", steps=await turn.see(steps.look))


@routes.action("home.steps.aside")
async def put_steps_aside(turn: Turn) -> None:
    """An admin wants them no more."""
    await turn.do(steps.put_aside)
    await turn.answer("home/aside")


@routes.action("home.page.next", "home.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of a list."""
    name, _colon, number = turn.value.partition(":")
    looking = _looking(turn)
    if number.isdecimal():
        looking = looking.at(name, as_number(number))
    await _publish(turn, looking)


@routes.action("home.search")
async def search(turn: Turn) -> None:
    """Words were typed into the search."""
    await _publish(turn, replace(_looking(turn), words=turn.value[: home.WORDS_AT_MOST]))


@routes.home
async def acted(turn: Turn) -> None:
    """Something was done on App Home: show what is theirs now, and the answer above it."""
    await _publish(turn, _looking(turn))


def _looking(turn: Turn) -> Looking:
    """Where the reader was; the first pages after a form, which does not say."""
    view = turn.body.get("view") or {}
    kept: dict[str, Any] = turn.target if view.get("type") == "home" else {}
    return Looking(**{name: kept[name] for name in asdict(Looking()) if name in kept})


async def _has_been_granted(turn: Turn) -> bool:
    """Whether the app has been granted some of the scopes that it lacked at the start."""
    before = await turn.see(accounts.lacks)
    try:
        still = manifest.lacking(scopes_of((await turn.client.auth_test()).headers))
    except SlackApiError:
        # Asked again the next time.
        return False
    if still != before:
        await turn.do(accounts.still_lacks, still)
    return still != before


async def _publish(turn: Turn, looking: Looking) -> bool:
    """Show their Home; returns whether it says that scopes are lacking."""
    shown = await turn.see(home.look, looking)
    target = json.dumps(asdict(shown.looking), ensure_ascii=False)
    view = turn.rendered_view("home/home", home=shown, phases=gates.PHASES, kinds=inbox.REMINDERS, target=target)
    answered = [block for message in turn.notices for block in message.plainly()["blocks"]]
    if answered:
        view["blocks"] = [*answered, {"type": "divider"}, *view["blocks"]][:BLOCKS]
    await turn.show(view, lambda one: turn.client.views_publish(user_id=turn.user_id, view=one))
    return bool(shown.lacks)
