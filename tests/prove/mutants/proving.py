"""`make prove ARGS=mutants`: a seeded sample of small faults, each given to the tests that reach it, one after another.

The table says by area how many were noticed; every fault that was not is printed with how many tests ran its line: each
names a story that is missing, or is set aside in `equivalent.txt`, with its reason.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.prove.mutants import faults
from tests.prove.mutants.faults import AREAS, Fault
from tests.prove.mutants.reach import Reach, environment, run_once

ROOT = Path(__file__).resolve().parents[3]
COPIED = ("bot", "handlers", "storage", "templates", "tests", "manifest.yml", "pyproject.toml", "README.md")
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
# What the whole and each area must notice, in percent.
NOTICED, NOTICED_IN_AN_AREA = 85, 75
# So many tests are asked of a fault that very many reach, and so long they may take, in seconds.
ASKED, PATIENCE = 40, 900
AT_ONCE = 2


@dataclass(frozen=True)
class Tried:
    """What became of a fault: "noticed", "survived", "not reached", or "set aside" with a reason."""

    fault: Fault
    outcome: str
    reaching: int
    reason: str = ""


def prove(size: int, seed: int, data: Path, tests: Sequence[str] = ("tests",)) -> bool:
    """Draw, try, print; whether enough was noticed. `data` is where it is kept what reaches what."""
    if not data.exists():
        print("What reaches what is found out first: the whole suite runs once.", flush=True)
        run_once(ROOT, data, tests)
    reach = Reach(ROOT, data)
    drawn = draw(faults.all_in(ROOT), size, seed)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tried = list(pool.map(lambda fault: _try(fault, reach, seed), drawn))
    return _show(tried, seed)


def draw(found: Sequence[Fault], size: int, seed: int) -> list[Fault]:
    """As many of each area, by the seed."""
    chance = random.Random(seed)
    drawn = []
    for area in AREAS:
        own = [one for one in found if one.area == area]
        drawn += chance.sample(own, min(size // len(AREAS), len(own)))
    return drawn


def _try(fault: Fault, reach: Reach, seed: int) -> Tried:
    reason = set_aside().get(_name(fault))
    reaching = reach.tests_of(fault)
    if reason is not None:
        return Tried(fault, "set aside", len(reaching), reason)
    if not reaching:
        return _told(Tried(fault, "not reached", 0))
    # The same for the same seed; those of the flow's own folder first, they are likeliest to notice.
    order = random.Random(f"{seed}{fault}").sample(reaching, len(reaching))
    flow = Path(fault.path).parts[-2]
    asked = sorted(order, key=lambda test: flow not in test)[:ASKED]
    with _copy(fault) as root:
        try:
            done = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *asked],
                cwd=root,
                env=environment(root),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
            is_noticed = done.returncode != 0
        except subprocess.TimeoutExpired:
            is_noticed = True
    return _told(Tried(fault, "noticed" if is_noticed else "survived", len(reaching)))


@contextmanager
def _copy(fault: Fault) -> Iterator[Path]:
    """The tree with the fault in it."""
    with tempfile.TemporaryDirectory(prefix="liaison-mutant-") as folder:
        root = Path(folder)
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, root / name)
        path = root / fault.path
        path.write_text(fault.into(path.read_text(encoding="utf-8")), encoding="utf-8")
        yield root


def set_aside() -> dict[str, str]:
    """Faults that change nothing that anybody could see, by name, each with its reason."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines() if EQUIVALENT.exists() else []
    pairs = [line.split(" # ", 1) for line in lines if line and not line.startswith("#")]
    return {name.strip(): reason for name, reason in pairs}


def _name(fault: Fault) -> str:
    """What names it while the lines above it change."""
    return f"{fault.path} {' '.join(fault.before.split())} → {fault.after}"


def _told(tried: Tried) -> Tried:
    if tried.outcome != "noticed":
        print(f"    {tried.outcome:<11} {tried.fault}  ({tried.reaching} tests run it)", flush=True)
    return tried


def _show(tried: Sequence[Tried], seed: int) -> bool:
    print(f"{f'mutants, seed {seed}':<30} {'drawn':>6} {'noticed':>8} {'aside':>6} {'share':>6}")
    holds = True
    for area in (*AREAS, "all"):
        own = [one for one in tried if area in ("all", one.fault.area)]
        aside = sum(one.outcome == "set aside" for one in own)
        noticed = sum(one.outcome == "noticed" for one in own)
        share = 100 * noticed // max(len(own) - aside, 1)
        print(f"{area:<30} {len(own):>6} {noticed:>8} {aside:>6} {share:>5} %")
        holds = holds and share >= (NOTICED if area == "all" else NOTICED_IN_AN_AREA) and aside * 10 <= max(len(own), 1)
    return holds
