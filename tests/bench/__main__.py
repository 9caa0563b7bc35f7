"""`python -m tests.bench [--quick]`: measure everything and print the table."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.machine import logs
from tests import postgres
from tests.bench import commands, digests, home, lists, messages, plans, portfolio, sender, start, timers, updates
from tests.bench.figures import Row, table


def main(arguments: Sequence[str]) -> None:
    """Measure and print; the goals that are missed are marked, and counted in the last line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test: few times, small sizes")
    parser.add_argument(
        "only",
        nargs="*",
        help="commands, postgres, timers, messages, home, lists, updates, digests, portfolio, plans, sender, start",
    )
    chosen = parser.parse_args(arguments)
    logs.set_up("error", "text")
    found = [*_rows(chosen.only, is_quick=chosen.quick)]
    print(table(found))
    missed = sum(row.is_missed for row in found)
    print(f"{sum(row.goal is not None for row in found)} goals, {missed} missed")


def _rows(only: Sequence[str], *, is_quick: bool) -> list[Row]:
    rounds, times = (1, 20) if is_quick else (5, 200)
    set_and_due = (10_000, 100) if is_quick else (1_000_000, 10_000)
    found: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as name:
        folder = Path(name)
        parts: dict[str, Callable[[], list[Row]]] = {
            "commands": lambda: commands.on_sqlite(folder, rounds, times),
            "postgres": lambda: _on_postgres(rounds, times),
            "timers": lambda: asyncio.run(timers.ticks(folder, rounds, times, *set_and_due)),
            "messages": lambda: [messages.large_message(folder, rounds, times)],
            "home": lambda: home.of_many(folder, rounds, times),
            "lists": lambda: lists.of_project(folder, rounds, times),
            "updates": lambda: updates.of_project(folder, rounds, times),
            "digests": lambda: digests.of_project(folder, rounds, times),
            "portfolio": lambda: portfolio.of_many(folder, rounds, times, 200 if is_quick else 2_000),
            "plans": lambda: plans.of_plans(folder, rounds, 1_000 if is_quick else 10_000),
            "sender": lambda: _sender(folder, is_quick=is_quick),
            "start": lambda: [start.start(folder, rounds)],
        }
        for part, measure in parts.items():
            if not only or part in only:
                print(f"measuring {part} …", file=sys.stderr, flush=True)
                found += measure()
    return found


def _sender(folder: Path, *, is_quick: bool) -> list[Row]:
    if is_quick:
        return [asyncio.run(sender.pace(folder, 10, 2, None))]
    sizes = ((10, None), (100, None), (1_000, 0.93))
    return [asyncio.run(sender.pace(folder, channels, 10, goal)) for channels, goal in sizes]


def _on_postgres(rounds: int, times: int) -> list[Row]:
    binaries = postgres.binaries()
    if binaries is None:
        print("PostgreSQL is not installed here: its row is left out", file=sys.stderr)
        return []
    with postgres.running_server(binaries, *postgres.DURABLE) as server:
        server.run("CREATE DATABASE bench")
        found = commands.on_postgres(server.url("bench"), rounds, times)
        pooler = postgres.pooler_binary()
        if pooler is None:
            print("PgBouncer is not installed here: its row is left out", file=sys.stderr)
            return found
        server.run("CREATE DATABASE pooled")
        with postgres.running_pooler(server, pooler):
            url = postgres.by_pooler(server.url("pooled"))
            return found + commands.on_postgres(url, rounds, times, "PostgreSQL through a pooler", 13)


if __name__ == "__main__":
    main(sys.argv[1:])
