"""Countries change their clocks: whose hour is shown follows the newest zone data, and Slack's word is heard."""

from __future__ import annotations

import ast
import os
import struct
import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar.timezone import tzp

from bot import zones
from bot.app import App
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from tests.conftest import MANIFEST
from tests.prove import kill
from tests.prove.stage import stage
from tests.test_architecture import WITHOUT_SANDBOX
from tests.world import World

VANCOUVER = "America/Vancouver"
# As it was until 2026: an hour less in winter.
OLD_RULE = "PST8PDT,M3.2.0,M11.1.0"
DIFFERS = "offset of a zone is not ours"


def stale_files(folder: Path, version: str | None = "2025b") -> Path:
    """Zone files of that version, with Vancouver as it was."""
    (folder / "America").mkdir(parents=True)
    kind, names = struct.pack(">lbb", -8 * 3600, 0, 0), b"PST\0"
    block = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, len(names)) + kind + names
    (folder / VANCOUVER).write_bytes(block + block + f"\n{OLD_RULE}\n".encode())
    if version:
        (folder / "tzdata.zi").write_text(f"# version {version}\n", "utf-8")
    return folder


@pytest.fixture
def _as_it_was() -> Iterator[None]:
    """Zones are read afterwards from where they were before."""
    before, named = zoneinfo.TZPATH, os.environ.get("PYTHONTZPATH")
    yield
    os.environ.pop("PYTHONTZPATH")
    if named is not None:
        os.environ["PYTHONTZPATH"] = named
    zoneinfo.reset_tzpath(before)
    ZoneInfo.clear_cache()


async def test_people_in_vancouver_read_the_right_hour_on_a_system_with_old_zone_files(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with stage(tmp_path, sqlite_url, seed=7) as on:
        bot = kill.Bot(on.sandbox, sqlite_url, tmp_path, PYTHONTZPATH=str(stale_files(tmp_path / "zoneinfo")))
        await bot.start()
        await on.world.act("changes", who="lin", tz=VANCOUVER, locale="en-GB")
        await on.world.settle()
        form = await on.world.lin.types("/dispute new")
        out = await on.world.lin.submits(form, other="Design", subject="Colours", position="As agreed")
        await bot.stop()
    assert "23 Nov, 18:3" in out.text, "24 hours from Sunday, half past six in the evening there"


def test_the_doctor_says_which_zone_data_counts_and_how_old_the_other_is(tmp_path: Path) -> None:
    stale = stale_files(tmp_path / "zoneinfo")
    environment = {name: value for name, value in os.environ.items() if name.lower() not in Settings.model_fields}
    said = subprocess.run(
        [sys.executable, "-c", kill.RUN, "doctor"],
        env=environment | {"PYTHONTZPATH": str(stale), "PYTHONPATH": str(MANIFEST.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    counts = f"{zones.package().version}, from the package tzdata; {stale} has 2025b and is not read"
    assert counts in said


@pytest.mark.usefixtures("_as_it_was")
@pytest.mark.parametrize(
    ("version", "is_named", "is_read"),
    [("2025b", False, False), ("2025b", True, False), ("2099a", False, True), (None, False, False), (None, True, True)],
)
def test_a_folder_is_read_where_it_is_newer_or_an_operator_named_it_and_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str | None, is_named: bool, is_read: bool
) -> None:
    folder = str(stale_files(tmp_path / "zoneinfo", version))
    monkeypatch.setenv("PYTHONTZPATH", folder if is_named else "")
    zoneinfo.reset_tzpath([folder])
    ZoneInfo.clear_cache()
    assert [one.folder for one in zones.set_up()] == ([] if is_read else [folder])
    at = datetime(2026, 12, 1, tzinfo=UTC).astimezone(ZoneInfo(VANCOUVER))
    assert at.utcoffset() == timedelta(hours=-8 if is_read else -7)
    if not is_read:
        assert os.environ["PYTHONTZPATH"] == "", "children read what we read"


async def test_where_slack_says_another_offset_it_is_logged_once_a_zone_without_names(
    company: Sandbox, liaison: App, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    assert DIFFERS not in caplog.text
    for who in ("lin", "chen"):
        await world.act("changes", who=who, tz=VANCOUVER, tz_offset=-8 * 3600)
    await world.settle()
    assert caplog.text.count(DIFFERS) == 1
    assert VANCOUVER in caplog.text
    assert "U0LIN00001" in caplog.text
    assert "林涛" not in caplog.text


def test_what_reads_calendars_reads_the_same_zones() -> None:
    moments = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=14 * number) for number in range(52)]
    for name in sorted(zoneinfo.available_timezones()):
        theirs, ours = tzp.timezone(name), ZoneInfo(name)
        read, known = ([one.astimezone(zone).utcoffset() for one in moments] for zone in (theirs, ours))
        assert read == known, name


def test_nothing_of_ours_reads_zones_elsewhere() -> None:
    """These bring files of their own, or read the system's whatever their age."""
    elsewhere = {"pytz", "tzlocal", "dateutil.tz", "dateutil.zoneinfo", "babel.localtime"}
    for path in WITHOUT_SANDBOX:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {one.name for one in node.names} if isinstance(node, ast.Import) else set()
            if isinstance(node, ast.ImportFrom) and node.module:
                names = {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
            assert not names & (elsewhere | {"babel.dates.get_timezone"}), path
