"""`python -m tests.prove [--full | --small] [NAME]`: run the proofs, print what they found.

Exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import logs
from tests.postgres import binaries, running_server
from tests.prove import clock_steps, full_disk, half_open, hanging, kill, offline, soak, storm, unheard
from tests.prove.audit import Verdict
from tests.prove.evidence import folder_of_a_proof
from tests.prove.quarter import company, living

SEED = 20261123


def main() -> int:
    """The table; every broken promise on a line beneath."""
    arguments = _arguments()
    # What the sender logs of a storm is expected, and would bury the table.
    logs.set_up("error", "text")
    is_full = not arguments.small
    verdicts: list[Verdict] = []
    print(f"{'proof':<68} {'told':>6} {'lost':>5} {'twice':>6} {'seconds':>8}")
    for name in [arguments.proof] if arguments.proof else list(PROOFS):
        for verdict in PROOFS[name](is_full, arguments.seed):
            verdicts.append(verdict)
            figures = f"{verdict.acts:>6} {len(verdict.lost):>5} {len(verdict.twice):>6} {verdict.seconds:>8.1f}"
            print(f"{verdict.what:<68} {figures}", flush=True)
            for line in (*verdict.broken, *verdict.report):
                print(f"    {line}")
    return 0 if all(one.holds for one in verdicts) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.prove", description="Proofs that nothing is lost or told twice.")
    parser.add_argument("proof", nargs="?", choices=list(PROOFS), help="only this one")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="full size (the default)")
    size.add_argument("--small", action="store_true", help="as small as in the tests")
    parser.add_argument("--seed", type=int, default=SEED, help="another course of events")
    return parser.parse_args()


def _kill(is_full: bool, seed: int) -> list[Verdict]:
    acts, kills = (2_000, 20) if is_full else (60, 3)

    def on(url: str) -> Callable[[Path], Awaitable[Verdict]]:
        return lambda folder: kill.prove(folder, url or _sqlite(folder), acts=acts, kills=kills, seed=seed)

    verdicts = [_run(on(""))]
    if is_full and (found := binaries()) is not None:
        # As a server is that people rely on, not as the tests have it.
        with running_server(found, "fsync=on", "synchronous_commit=on", "full_page_writes=on") as server:
            server.run("CREATE DATABASE proof")
            verdicts.append(_run(on(server.url("proof"))))
    elif is_full:
        print("PostgreSQL is not installed here: kill is proved on SQLite only")
    return verdicts


def _storm(is_full: bool, seed: int) -> list[Verdict]:
    acts = 500 if is_full else 40
    return [_run(lambda folder: storm.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _unheard(is_full: bool, seed: int) -> list[Verdict]:
    acts = 300 if is_full else 30
    return [_run(lambda folder: unheard.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _full_disk(is_full: bool, seed: int) -> list[Verdict]:
    acts = 500 if is_full else 40
    return [_run(lambda folder: full_disk.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _hanging(is_full: bool, seed: int) -> list[Verdict]:
    acts = 300 if is_full else 20
    if (found := binaries()) is None:
        print("PostgreSQL is not installed here: a database that hangs is not proved")
        return []
    with running_server(found) as server:
        server.run("CREATE DATABASE proof")
        return [_run(lambda folder: hanging.prove(folder, server.url("proof"), acts=acts, seed=seed))]


def _offline(is_full: bool, seed: int) -> list[Verdict]:
    acts = 200 if is_full else 10
    return [_run(lambda folder: offline.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _soak(is_full: bool, seed: int) -> list[Verdict]:
    days = 30 if is_full else 8
    return [_run(lambda folder: soak.prove(folder, _sqlite(folder), days=days, seed=seed))]


def _half_open(is_full: bool, seed: int) -> list[Verdict]:
    acts = 200 if is_full else 10
    return [_run(lambda folder: half_open.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _quarter(is_full: bool, seed: int) -> list[Verdict]:
    size = company.FULL if is_full else company.SMALL
    return [_run(lambda folder: living.prove(folder, _sqlite(folder), size=size, seed=seed))]


def _clock(is_full: bool, seed: int) -> list[Verdict]:
    acts = 300 if is_full else 20
    return [_run(lambda folder: clock_steps.prove(folder, _sqlite(folder), acts=acts, seed=seed))]


def _run(proof: Callable[[Path], Awaitable[Verdict]]) -> Verdict:
    async def in_folder() -> Verdict:
        with folder_of_a_proof() as (folder, verdicts):
            verdicts.append(await proof(folder))
            return verdicts[-1]

    return asyncio.run(in_folder())


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/liaison.db"


PROOFS = {
    "kill": _kill,
    "full_disk": _full_disk,
    "hanging": _hanging,
    "storm": _storm,
    "unheard": _unheard,
    "offline": _offline,
    "soak": _soak,
    "half_open": _half_open,
    "quarter": _quarter,
    "clock": _clock,
}

if __name__ == "__main__":
    sys.exit(main())
