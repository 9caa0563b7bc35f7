"""How long it takes until Liaison is ready, against importing everything it depends on."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.calls import house
from tests.bench.figures import Row, compared

DEPENDENCIES = (
    "aiohttp, alembic.config, apscheduler.schedulers.asyncio, babel.dates, cryptography.fernet, dateparser, holidays, "
    "icalendar, jinja2, openpyxl, prometheus_client, psycopg, pydantic, pydantic_settings, yaml, slack_bolt.async_app, "
    "slack_sdk, sqlalchemy.ext.asyncio, sqlmodel, structlog, tzdata, typer, uvloop, xlsxwriter"
)
READY = "Liaison is "
# Set where it is measured, it would have our own modules compiled at each start, as no installation does.
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def start(folder: Path, rounds: int) -> Row:
    """From the command to the line that says it is at work, on a database that is up to date."""
    with house("slack") as slack:
        environment = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
        environment |= slack | {"DATABASE_URL": f"sqlite:///{folder / 'start.db'}", "PORT": "0", "LOG_LEVEL": "error"}
        _until_ready(environment)
        measured = [([_until_ready(environment)], [_importing()]) for _ in range(rounds)]
    return compared("start to ready", "importing every dependency", measured, 0.6)


def _until_ready(environment: dict[str, str]) -> float:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "run"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    with process:
        try:
            said = process.stdout.readline()
            took = time.perf_counter() - started
            if not said.startswith(READY):
                raise RuntimeError(f"Liaison did not start: {said}")
            return took
        finally:
            process.terminate()


def _importing() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", f"import {DEPENDENCIES}"], check=True)
    return time.perf_counter() - started
