"""What is sent where Slack refuses what it draws itself: all of it, at once, and what is learnt by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from bot.clock import SystemClock
from bot.slack.errors import Failure, Meaning
from bot.slack.natives import Natives
from storage import schema
from storage.db import Database

Block = Mapping[str, Any]

PLAIN = {"type": "section", "text": {"type": "mrkdwn", "text": "T-1"}}
TABLE: Block = {"type": "data_table", "plain": [PLAIN]}
FOLD: Block = {"type": "container", "plain": [PLAIN, PLAIN]}
BUTTONS: Block = {"type": "actions", "of": "data_table", "plain": []}
BLOCKS = [PLAIN, TABLE, BUTTONS, FOLD]


class Slack:
    """Takes messages without what it lacks; where it refuses one, it names the first of it, or nothing at all."""

    def __init__(self, *lacks: str, says: str = "pointer") -> None:
        self.lacks = lacks
        self._says = says
        self.got: list[list[str]] = []

    async def send(self, blocks: list[Block]) -> str:
        self.got.append([one["type"] for one in blocks])
        assert not [one for one in blocks if "plain" in one or "of" in one], "Slack knows no such field"
        wrong = [place for place, one in enumerate(blocks) if one["type"] in self.lacks]
        if not wrong:
            return "taken"
        kind = blocks[wrong[0]]["type"]
        words = {"pointer": f"bad [json-pointer:/blocks/{wrong[0]}/type]", "name": f"unsupported type: {kind}"}
        said = {"response_metadata": {"messages": [f"[ERROR] {words[self._says]}"]}} if self._says in words else {}
        raise Failure(Meaning.OUR_MISTAKE, "invalid_blocks", answer={"error": "invalid_blocks", **said})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'liaison.db'}")
    schema.upgrade(made)
    yield made
    made.close()


@pytest.mark.parametrize("says", ["pointer", "name"])
async def test_one_type_after_the_other_is_left_out_and_nothing_is_lost(database: Database, says: str) -> None:
    natives, slack = Natives(database, SystemClock()), Slack("data_table", "container", says=says)
    assert await natives.sent("T1", BLOCKS, 50, slack.send) == "taken"
    assert slack.got == [
        ["section", "data_table", "actions", "container"],
        ["section", "section", "container"],
        ["section"] * 4,
    ]
    again = Slack("data_table", "container")
    assert await Natives(database, SystemClock()).sent("T1", BLOCKS, 50, again.send) == "taken"
    assert len(again.got) == 1, "another process, or the next start, knows it"
    assert await natives.sent("T2", BLOCKS, 50, Slack().send) == "taken"


async def test_where_slack_does_not_say_which_all_goes_plainly_and_nothing_is_learnt(database: Database) -> None:
    natives, slack = Natives(database, SystemClock()), Slack("container", says="nothing")
    assert await natives.sent("T1", BLOCKS, 50, slack.send) == "taken"
    assert slack.got[1:] == [["section"] * 4]
    assert await natives.lacking("T1") == frozenset()


async def test_what_has_nothing_to_do_with_the_blocks_is_told_and_not_tried_again(database: Database) -> None:
    natives, tries = Natives(database, SystemClock()), []

    async def send(blocks: list[Block]) -> str:
        tries.append(blocks)
        raise Failure(Meaning.NOT_NOW, "service_unavailable", answer={"error": "service_unavailable"})

    with pytest.raises(Failure, match="service_unavailable"):
        await natives.sent("T1", BLOCKS, 50, send)
    assert len(tries) == 1


async def test_it_goes_out_before_what_was_learnt_is_written(database: Database) -> None:
    natives, slack = Natives(database, SystemClock()), Slack("data_table")
    sent_by_then: list[int] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO native_blocks"):
            sent_by_then.append(len(slack.got))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await natives.sent("T1", BLOCKS, 50, slack.send)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert set(sent_by_then) == {2}, "who waits for a form has three seconds"


async def test_an_answer_of_which_nobody_hears_goes_natively_only_where_that_was_taken_before(
    database: Database,
) -> None:
    natives = Natives(database, SystemClock())
    assert [one["type"] for one in await natives.surely("T1", BLOCKS, 50)] == ["section"] * 4
    await natives.sent("T1", BLOCKS, 50, Slack("container").send)
    assert [one["type"] for one in await natives.surely("T1", BLOCKS, 50)] == [
        "section", "data_table", "actions", "section", "section",
    ]  # fmt: skip
