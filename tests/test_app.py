"""Starting: what is asked of Slack, and what is said where Slack answers with something else."""

from __future__ import annotations

import asyncio

import pytest
from slack_sdk.errors import SlackApiError

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.slack.starting import Patience, slack_is_away
from storage import people
from tests.conftest import settings_for
from tests.world import World


async def test_a_start_says_nothing_of_the_token_in_the_environment(
    company: Sandbox, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", company.app.bot_token)
    app = App(settings_for(company, sqlite_url))
    await app.start()
    await app.stop()
    assert "will be unused" not in caplog.text


async def test_a_start_asks_for_one_connection(company: Sandbox, sqlite_url: str) -> None:
    app = App(settings_for(company, sqlite_url))
    await app.start()
    await app.stop()
    assert [one.name for one in company.slack.traffic].count("apps.connections.open") == 1


async def test_a_wrong_app_token_ends_the_start(company: Sandbox, sqlite_url: str) -> None:
    settings = settings_for(company, sqlite_url, slack_app_token="xapp-wrong")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        await App(settings).start()
    # The file was let go.
    again = App(settings_for(company, sqlite_url))
    await again.start()
    await again.stop()


async def test_while_people_cannot_be_read_it_is_said_also_where_the_answer_is_no_json(
    company: Sandbox, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    company.faults.add(kind="503", method="users.list")
    app = App(settings_for(company, sqlite_url))
    await app.start()
    async with World(company.url) as world:
        await world.settle()
    await app.stop()
    said = caplog.text
    assert "waiting for the list of people" in said
    assert "no answer of Slack's Web API" in said


async def test_that_slack_keeps_events_back_is_told_and_counted(
    world: World, liaison: App, company: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    limits = company.delivery.limits_of(company.app)
    while limits.take():
        assert limits is not None
    await world.act("changes", who="sam", locale="zh-CN")
    await world.settle()
    told = await world.traffic("app_rate_limited")
    assert [one["note"] for one in told] == [""], "it is acknowledged"
    assert b"liaison_events_limited_total 1.0" in liaison.metrics.exposition()
    assert "Slack keeps events back" in caplog.text


async def test_a_large_workspace_is_read_at_the_pace_that_slack_allows(
    company: Sandbox, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    company.faults.add(kind="429", method="users.list", times=2, retry_after=0)
    app = App(settings_for(company, sqlite_url))
    await app.start()
    patience = Patience(lambda _seconds: asyncio.sleep(0))
    await app.directory.read_all(
        app.team_id, app.client, lambda call: patience.until("the list of people", call, slack_is_away)
    )
    with app.database.snapshot() as session:
        known = people.everybody(session, app.team_id)
    await app.stop()
    assert {"林涛", "Sam Carter"} <= {one.name for one in known}
    assert "could not read who is in the workspace" not in caplog.text


async def test_what_comes_next_is_known_before_anybody_moves_the_clock(company: Sandbox, liaison: App) -> None:
    stirred = asyncio.Event()
    company.slack.subscribe(lambda _kind, _ids: stirred.set())
    assert await liaison.schedule.upcoming() is not None
    while company.timeline.next() != await liaison.schedule.upcoming():
        stirred.clear()
        await asyncio.wait_for(stirred.wait(), 10)
