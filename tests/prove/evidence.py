"""What a proof leaves behind when a promise was broken: everything one needs to find out why, in one folder.

Besides what lies there anyway (the ledger, Liaison's log, the SQLite file): all that went between Slack and Liaison,
written as it happens so that it is there however the proof ends, and the tables of a PostgreSQL that will be gone.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from bot.sandbox.server import Sandbox
from tests.prove.audit import Verdict
from tests.prove.databases import NotHere

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


class Chronicle:
    """What happened, a line each: traffic of the sandbox, and what the proof did. `at` is in real seconds."""

    def __init__(self, folder: Path, sandbox: Sandbox) -> None:
        self._file = (folder / "chronicle.jsonl").open("w", encoding="utf-8")
        self._end = sandbox.slack.subscribe(self._heard)

    def note(self, what: str, **more: Any) -> None:
        """Write down something that the proof did."""
        line = {"at": time.monotonic(), "what": what, **more}
        self._file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        # A proof may be broken off; what was written must be there.
        self._file.flush()

    def close(self) -> None:
        """No more."""
        self._end()
        self._file.close()

    def _heard(self, kind: str, ids: dict[str, Any]) -> None:
        if kind == "traffic":
            seen = ids["exchange"]
            self.note(
                seen.direction,
                name=seen.name,
                slack_time=seen.at,
                request=seen.request,
                answer=seen.answer,
                status=seen.status,
                took=seen.took,
                note=seen.note,
            )


@contextmanager
def chronicle(folder: Path, sandbox: Sandbox) -> Iterator[Chronicle]:
    """For the time of a proof."""
    written = Chronicle(folder, sandbox)
    try:
        yield written
    finally:
        written.close()


@contextmanager
def folder_of_a_proof() -> Iterator[tuple[Path, list[Verdict]]]:
    """A folder to prove in and a list for the verdict. It is gone afterwards if there is one and it holds."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-proof-"))
    verdicts: list[Verdict] = []
    is_begun = True
    try:
        yield folder, verdicts
    except NotHere:
        is_begun = False
        raise
    finally:
        if not is_begun or (verdicts and all(one.holds for one in verdicts)):
            shutil.rmtree(folder, ignore_errors=True)
        else:
            broken = [line for one in verdicts for line in one.broken] or ["the proof did not end"]
            (folder / "verdict.txt").write_text("\n".join(broken) + "\n", "utf-8")
            print(f"    what happened lies in {folder}", flush=True)


def keep_tables(url: str, folder: Path) -> None:
    """Copy every table of a PostgreSQL database into files; a SQLite file lies there itself."""
    if url.startswith("sqlite"):
        return
    with psycopg.connect(url) as connection:
        for (name,) in connection.execute(TABLES).fetchall():
            query = sql.SQL("COPY {} TO STDOUT WITH CSV HEADER").format(sql.Identifier(name))
            with (folder / f"{name}.csv").open("wb") as file, connection.cursor().copy(query) as rows:
                for row in rows:
                    file.write(row)
