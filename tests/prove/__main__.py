"""`python -m tests.prove [--full | --small] [--on DATABASE] [NAME]`: run the proofs, print what they found.

Exit code 1 when a promise was broken, or a proof broke off.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.machine import logs
from tests.prove import (
    clock_steps,
    exchange,
    full_disk,
    half_open,
    hanging,
    kill,
    offline,
    schedulers,
    soak,
    storm,
    unheard,
)
from tests.prove.audit import Verdict
from tests.prove.databases import POSTGRES, SQLITE, NotHere, new_database
from tests.prove.evidence import folder_of_a_proof
from tests.prove.mutants import proving as mutants
from tests.prove.quarter import company, living

SEED = 20261123
# Whether the tests notice small faults: hours, and no promise of Liaison's, so it is not among the others.
MUTANTS = "mutants"
FAULTS_A_SAMPLE = 60
# Whether ours agrees with the scheduler of another program, which it installs: on no database.
SCHEDULERS = "schedulers"
RANDOM_PLANS, FEW_PLANS = 1_000, 100
# Whether that program reads what we write as it is; of fewer plans, since each is read twice.
EXCHANGE = "exchange"


@dataclass(frozen=True)
class Proof:
    """`prove` is told a folder, a database, a seed and a size; the small size is proved on one database alone."""

    prove: Callable[..., Awaitable[Verdict]]
    full: Mapping[str, Any]
    small: Mapping[str, Any]
    small_on: str = SQLITE


PROOFS = {
    "kill": Proof(kill.prove, {"acts": 2_000, "kills": 20}, {"acts": 60, "kills": 3}),
    "full_disk": Proof(full_disk.prove, {"acts": 500}, {"acts": 40}),
    "hanging": Proof(hanging.prove, {"acts": 300}, {"acts": 20}, small_on=POSTGRES),
    "storm": Proof(storm.prove, {"acts": 500}, {"acts": 40}),
    "distributed": Proof(partial(storm.prove, is_distributed=True), {"acts": 120}, {"acts": 40}),
    "unheard": Proof(unheard.prove, {"acts": 300}, {"acts": 30}),
    "offline": Proof(offline.prove, {"acts": 200}, {"acts": 10}),
    "soak": Proof(soak.prove, {"days": 30}, {"days": 8}),
    "half_open": Proof(half_open.prove, {"acts": 200}, {"acts": 10}),
    "quarter": Proof(living.prove, {"size": company.FULL}, {"size": company.SMALL}),
    "clock": Proof(clock_steps.prove, {"acts": 300}, {"acts": 20}),
}


def main() -> int:
    """The table; every broken promise on a line beneath."""
    arguments = _arguments()
    # What the sender logs of a storm is expected, and would bury the table.
    logs.set_up("error", "text")
    holds = True
    print(f"{'proof':<80} {'told':>6} {'lost':>5} {'twice':>6} {'seconds':>8}", flush=True)
    if arguments.proof == MUTANTS:
        return 0 if mutants.prove(FAULTS_A_SAMPLE, arguments.seed, arguments.reach) else 1
    if arguments.proof == SCHEDULERS:
        return 0 if schedulers.prove(FEW_PLANS if arguments.small else RANDOM_PLANS, arguments.seed) else 1
    if arguments.proof == EXCHANGE:
        return 0 if exchange.prove(FEW_PLANS if arguments.small else RANDOM_PLANS, arguments.seed) else 1
    for name in [arguments.proof] if arguments.proof else list(PROOFS):
        proof = PROOFS[name]
        for kind in [arguments.on] if arguments.on else [proof.small_on] if arguments.small else [SQLITE, POSTGRES]:
            size = proof.small if arguments.small else proof.full
            try:
                verdict = asyncio.run(_proved(proof, kind, seed=arguments.seed, **size))
            except NotHere as lacking:
                print(f"{name} is not proved on {kind}: {lacking}", flush=True)
                continue
            except Exception:
                # What did not come to its end proves nothing; what comes after it may.
                print(f"{name} broke off on {kind}:\n{traceback.format_exc()}", flush=True)
                holds = False
                continue
            _show(verdict, kind)
            holds = holds and verdict.holds
    return 0 if holds else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.prove", description="Proofs that nothing is lost or told twice.")
    parser.add_argument(
        "proof",
        nargs="?",
        choices=[*PROOFS, MUTANTS, SCHEDULERS, EXCHANGE],
        help="only this one; the last three run only so",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--full", action="store_true", help="full size, on both databases (the default)")
    size.add_argument("--small", action="store_true", help="as small as in the tests, each on one database")
    parser.add_argument("--on", choices=(SQLITE, POSTGRES), help="only on this database")
    parser.add_argument("--seed", type=int, default=SEED, help="another course of events")
    parser.add_argument("--reach", type=Path, default=Path(".mutants"), help="where mutants keeps what tests run")
    return parser.parse_args()


async def _proved(proof: Proof, kind: str, **size: Any) -> Verdict:
    with folder_of_a_proof() as (folder, verdicts), new_database(kind, folder) as url:
        verdicts.append(await proof.prove(folder, url, **size))
        return verdicts[-1]


def _show(verdict: Verdict, kind: str) -> None:
    figures = f"{verdict.acts:>6} {len(verdict.lost):>5} {len(verdict.twice):>6} {verdict.seconds:>8.1f}"
    print(f"{f'{verdict.what}, {kind}':<80} {figures}", flush=True)
    for line in (*verdict.broken, *verdict.report):
        print(f"    {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
