"""`liaison doctor --blocks`: Slack itself looks at what every template makes, and at nothing of a workspace."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from bot.doctor import blocks
from bot.doctor.blocks import Given
from bot.sandbox.server import Sandbox
from bot.slack import manifest
from bot.words.messages import Templates
from tests.world import World

BAD = Given("tasks/bad", "en", "native", "message", {"text": "x", "blocks": [{"type": "divider"}, {"type": "section"}]})


@pytest.fixture
async def world() -> AsyncIterator[World]:
    sandbox = Sandbox(manifest=manifest.MANIFEST)
    await sandbox.start()
    async with World(sandbox.url) as world:
        yield world
    await sandbox.stop()


def test_every_template_is_looked_at_in_both_languages_and_forms() -> None:
    looked = {(one.template, one.language, one.form) for one in blocks.given(*blocks.test_data())}
    plain = {template for template, _language, form in looked if form == "plain"}
    assert plain == {name.removesuffix(".j2") for name in Templates().names()}
    languages = {language for _template, language, _form in looked}
    assert len(languages) == 2
    for language in languages:
        for form in ("native", "plain"):
            assert {("tasks/table", language, form), ("tasks/alert", language, form)} <= looked
        assert ("refused", language, "native") not in looked, "it has no form of its own"


async def test_what_slack_refuses_is_named_by_template_and_place_and_asked_for_at_its_pace(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, naps = list[str](), list[float]()

    async def sleep(seconds: float) -> None:
        naps.append(seconds)

    some = [one for one in blocks.given(*blocks.test_data()) if one.template in ("tasks/table", "requests/form_new")]
    monkeypatch.setattr(blocks, "given", lambda *_: iter([*some, BAD]))
    monkeypatch.setenv("SLACK_API_URL", f"{world.url}/api/")
    await world.faults.add("429", "blocks.validate", times=1, retry_after=7)
    assert await blocks.report(told.append, sleep) == 1
    assert told[1:] == [
        "WRONG  tasks/bad · en · native  /blocks/1: missing required field: text",
        f"Slack takes {len(some)} of {len(some) + 1}.",
    ]
    assert naps == [7.0, *[1.0] * (len(some) + 1)]
    asked = await world.traffic("blocks.validate")
    assert all("token" not in json.dumps(one["request"]) for one in asked)


async def test_without_the_tests_data_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    told = list[str]()
    monkeypatch.setattr(blocks, "CONTEXTS", "tests.of_another_copy")
    assert await blocks.report(told.append) == 1
    assert "run this in a copy of the sources" in told[0]
