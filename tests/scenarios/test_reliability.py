"""A small size of each proof of `make prove`: what people were told holds, whatever happens meanwhile."""

from __future__ import annotations

from pathlib import Path

from tests.prove import kill, soak, storm
from tests.prove.audit import Verdict

SEED = 7


def broken(verdict: Verdict) -> list[str]:
    return [f"lost: {one}" for one in verdict.lost] + [f"twice: {one}" for one in verdict.twice]


async def test_whoever_was_told_it_is_done_finds_it_done_after_every_kill(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await kill.prove(tmp_path, sqlite_url, acts=60, kills=3, seed=SEED)
    assert not broken(verdict)
    assert verdict.acts >= 60
    assert "3 times" in verdict.what, "the kills did not happen"


async def test_in_a_storm_everything_is_told_once(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await storm.prove(tmp_path, sqlite_url, acts=40, seed=SEED)
    assert not broken(verdict)
    assert verdict.acts >= 40


async def test_a_late_project_is_told_so_once_a_working_day(sqlite_url: str) -> None:
    verdict = await soak.prove(sqlite_url, days=8, seed=SEED)
    assert not broken(verdict)
    assert verdict.acts == 6, "Tuesday to Friday, Monday and Tuesday"
