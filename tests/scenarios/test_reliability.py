"""A small size of each proof of `make prove`: what people were told holds, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.db import Database
from tests.prove import clock_steps, full_disk, half_open, hanging, kill, offline, soak, stored, storm, unheard
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything, says_it_is_done
from tests.prove.evidence import folder_of_a_proof
from tests.prove.ledger import Ledger
from tests.prove.quarter import company, living
from tests.prove.shift import Shift
from tests.prove.stage import at_work, stage

SEED = 7


async def test_whoever_was_told_it_is_done_finds_it_done_after_every_kill(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await kill.prove(tmp_path, sqlite_url, acts=60, kills=3, seed=SEED)
    assert not verdict.broken
    assert verdict.acts >= 60
    assert "3 times" in verdict.what, "the kills did not happen"


async def test_a_disk_that_was_full_costs_nobody_what_they_were_told(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await full_disk.prove(tmp_path, sqlite_url, acts=40, seed=SEED)
    assert not verdict.broken
    assert verdict.acts >= 40


@pytest.mark.postgres
async def test_a_database_that_hung_costs_nobody_what_they_were_told(postgres_url: str, tmp_path: Path) -> None:
    verdict = await hanging.prove(tmp_path, postgres_url, acts=20, seed=SEED)
    assert not verdict.broken
    assert verdict.acts >= 20


async def test_a_file_that_was_locked_costs_nobody_what_they_were_told(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await hanging.prove(tmp_path, sqlite_url, acts=20, seed=SEED, times=1)
    assert not verdict.broken
    assert verdict.acts >= 20


async def test_in_a_storm_everything_is_told_once(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await storm.prove(tmp_path, sqlite_url, acts=40, seed=SEED)
    assert not verdict.broken
    assert " 0 deliveries" not in verdict.what
    assert verdict.acts >= 40


async def test_what_is_saved_is_told_though_answers_fail(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await unheard.prove(tmp_path, sqlite_url, acts=30, seed=SEED)
    assert not verdict.broken
    assert verdict.acts == 30
    assert " 0 calls" not in verdict.what


async def test_three_days_offline_lose_nothing_and_flood_nobody(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await offline.prove(tmp_path, sqlite_url, acts=10, seed=SEED)
    assert not verdict.broken
    assert verdict.acts > 10


async def test_a_clock_that_is_set_back_and_forth_holds_nothing_up(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await clock_steps.prove(tmp_path, sqlite_url, acts=20, seed=SEED)
    assert not verdict.broken
    assert verdict.acts >= 20
    assert " 2 times" not in verdict.what, "it was set only at the end"


async def test_a_late_project_is_told_so_once_a_working_day(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await soak.prove(tmp_path, sqlite_url, days=8, seed=SEED)
    assert not verdict.broken
    assert verdict.acts == 6, "Tuesday to Friday, Monday and Tuesday"


async def test_heads_that_never_end_keep_nobody_waiting(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await half_open.prove(tmp_path, sqlite_url, acts=10, seed=SEED, held=200)
    assert not verdict.broken
    assert verdict.acts >= 10


async def test_a_company_lives_through_its_working_days_in_quiet(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await living.prove(tmp_path, sqlite_url, size=company.SMALL, seed=SEED)
    assert not verdict.broken
    assert verdict.acts > 100
    assert not [line for line in verdict.report if line.startswith("refused")]


async def test_a_kill_that_meets_liaison_at_its_start_is_one_start_more(sqlite_url: str, tmp_path: Path) -> None:
    async with stage(tmp_path, sqlite_url, SEED) as on:
        bot = kill.Bot(on.sandbox, sqlite_url, tmp_path)
        starting = asyncio.create_task(bot.start())
        await until(lambda: bot.is_alive)
        bot.kill()
        await starting
        assert bot.is_alive
        await bot.stop()


async def test_a_card_that_shows_the_same_is_no_answer(database_url: str, tmp_path: Path) -> None:
    """The ledger once took a card for the answer, and blamed Liaison for the loss of what nobody had acknowledged."""
    async with stage(tmp_path, database_url, SEED) as on:
        bot = kill.Bot(on.sandbox, database_url, tmp_path)
        await bot.start()
        await on.world.faults.add("503", "chat.update", times=1)
        # A machine with much else to do may be late with the first answer.
        while not says_it_is_done(first := await on.world.maria.types("/task update T-1 25% first"), 1, 25):
            assert "operation_timeout" in first.text or "takes longer than usual" in first.text
        await on.world.settle()
        # The card's second attempt is on its way to Slack when Liaison stands still, and somebody speaks.
        await on.world.faults.add("latency", "chat.update", times=1, seconds=1.0)
        moving = asyncio.create_task(on.world.clock.plus("5s"))
        await until(lambda: not on.sandbox.faults.rules)
        bot.freeze()
        drawn = asyncio.Event()
        on.sandbox.slack.subscribe(lambda kind, _ids: drawn.set() if kind == "message_changed" else None)
        trying = asyncio.create_task(on.world.maria.types("/task update T-1 25% second"))
        await drawn.wait()
        bot.kill()
        await bot.ended()
        second = await trying
        await moving
    assert "T-1 ·" in second.text
    assert "25%" in second.text
    assert not says_it_is_done(second, 1, 25)
    assert [note for _number, note in stored.read(database_url).said if note == "second"] == []


async def until(is_so: Callable[[], bool]) -> None:
    """Let everything else go on until it is so."""
    while not is_so():  # noqa: ASYNC110 - nobody tells when it is
        await asyncio.sleep(0)


async def test_a_broken_promise_leaves_what_one_needs_to_find_out_why(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with folder_of_a_proof() as (folder, verdicts):
        ledger = Ledger(folder / "ledger.jsonl")
        async with stage(folder, database_url, SEED) as on:
            async with at_work(on.sandbox, database_url):
                await Crew(Shift(on, ledger, 3, chance=random.Random(SEED))).work()
            forget(database_url)
            verdicts.append(Verdict("an update is lost on purpose"))
            audit_everything(verdicts[0], ledger.read(), stored.read(database_url), on.sandbox)
    assert verdicts[0].lost
    for step in ("deliver", "propose"):
        assert any(f"{step} was acknowledged" in one for one in verdicts[0].lost), step
    assert "was acknowledged" in (folder / "verdict.txt").read_text()
    mark = next(one.mark for one in ledger.read() if one.task)
    assert mark in (folder / "chronicle.jsonl").read_text()
    if database_url.startswith("postgresql"):
        assert mark in (folder / "tasks.csv").read_text()
    assert str(folder) in capsys.readouterr().out


def test_a_promise_that_was_kept_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with folder_of_a_proof() as (folder, verdicts):
        verdicts.append(Verdict("all is well", acts=1))
    assert not folder.exists()
    assert capsys.readouterr().out == ""


def forget(url: str) -> None:
    """What people said, as if it had never been committed."""
    database = Database(url)
    with database.transaction() as session:
        session.execute(text("DELETE FROM history WHERE because <> ''"))
    database.close()
