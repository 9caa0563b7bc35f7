"""Slack does not show a form or App Home: the person reads so in time, and nothing breaks."""

from __future__ import annotations

import pytest

from bot.sandbox.server import Sandbox
from bot.slack import showing
from tests.conftest import ACK_SECONDS
from tests.scenarios.cards import card_of
from tests.world import World
from tests.written import written_log

LATE = "Slack no longer lets the form open"
NOT_NOW = "Slack does not show this just now"
MAY_BE_OPEN = "it may be open before you already"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "latency", "seconds": 5.0}, MAY_BE_OPEN),
        ({"kind": "500"}, MAY_BE_OPEN),
        ({"kind": "429"}, NOT_NOW),
        ({"kind": "drop_before"}, MAY_BE_OPEN),
        ({"kind": "error:exchanged_trigger_id"}, MAY_BE_OPEN),
        ({"kind": "error:push_limit_reached"}, NOT_NOW),
        ({"kind": "error:invalid_trigger_id"}, LATE),
        ({"kind": "error:expired_trigger_id"}, LATE),
    ],
    ids=lambda one: one["kind"] if isinstance(one, dict) else "",
)
async def test_a_form_that_slack_does_not_open_is_told_in_words(
    world: World, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object], words: str
) -> None:
    monkeypatch.setattr(showing, "SHOW_SECONDS", 0.2)
    await world.faults.add(str(fault["kind"]), "views.open", seconds=fault.get("seconds", 0.0), times=1)
    with written_log() as logged:
        asked = await world.sam.types("/task update T-6")
        assert "failed" not in "\n".join(logged())
    assert words in asked.text
    assert (await world.sam.types("/task update T-6")).view is not None


async def test_a_form_that_is_open_though_slacks_answer_was_lost_is_not_denied(world: World) -> None:
    await world.faults.add("drop_after", "views.open", times=1)
    asked = await world.sam.types("/task update T-6")
    assert await world.sam.view() is not None
    assert MAY_BE_OPEN in asked.text


@pytest.mark.parametrize("kind", ["error:hash_conflict", "error:not_enabled", "500", "drop_before", "latency"])
async def test_a_home_that_slack_does_not_take_is_one_line_in_the_log(
    world: World, company: Sandbox, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(showing, "SHOW_SECONDS", 0.2)
    await world.faults.add(kind, "views.publish", seconds=5.0 if kind == "latency" else 0.0, times=1)
    with written_log() as logged:
        # Nobody acknowledges it, and Slack waits for that.
        company.delivery.ways.ack_seconds = 1.0
        await world.sam.opens_home()
        company.delivery.ways.ack_seconds = ACK_SECONDS
        await world.settle()
        lines = [one for one in logged() if "Slack did not show a view" in one]
        assert len(lines) == 1
        assert "Traceback" not in "\n".join(logged())
    assert "T-6" in (await world.sam.home()).text


async def test_a_form_that_cannot_be_drawn_anew_is_told_in_words(world: World) -> None:
    form = await world.sam.presses("Update", on=await card_of(world, 6))
    assert form.view is not None
    await world.faults.add("error:not_found", "views.update", times=1)
    chosen = await world.sam.chooses("tasks.update.number", "12", on=form.view)
    assert NOT_NOW in chosen.text
