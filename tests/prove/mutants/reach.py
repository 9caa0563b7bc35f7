"""Which tests run which lines: the suite runs once under coverage.py, each test being a context of its own.

A template is reached by what runs a line that names it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.prove.mutants.faults import Fault

FOLDERS = ("bot", "handlers", "storage")
# What tests the code as it is written, or the tools, tells nothing of what a fault does.
NOT_ASKED = ("tests/test_architecture.py", "tests/test_setup.py", "tests/test_readme.py", "tests/test_bench.py")


def environment(root: Path) -> dict[str, str]:
    """That of a run in which the modules of that tree are found before any other."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])}


def run_once(root: Path, data: Path, tests: Iterable[str]) -> None:
    """Run the suite and keep what reached what in the file `data`. Raises RuntimeError where it did not run."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-p", "no:cacheprovider",
            *(f"--cov={folder}" for folder in FOLDERS), "--cov-context=test", "--cov-report=", *tests,
            *(f"--ignore={one}" for one in NOT_ASKED),
        ],
        cwd=root,
        env=environment(root) | {"COVERAGE_FILE": str(data.absolute()), "COVERAGE_CORE": "ctrace"},
        check=False,
    )  # fmt: skip
    # A test that fails has run all the same.
    if done.returncode not in (0, 1):
        raise RuntimeError("the suite did not run")


class Reach:
    """What the suite's run has shown."""

    def __init__(self, root: Path, data: Path) -> None:
        from coverage import CoverageData

        self._root = root
        self._data = CoverageData(str(data))
        self._data.read()
        self._lines: dict[str, dict[int, list[str]]] = {}

    def tests_of(self, fault: Fault) -> list[str]:
        """The tests that reach the place of the fault, those of few before those of many lines."""
        if fault.path.endswith(".j2"):
            return sorted(set(self._of_template(fault.path)))
        lines = self._of_file(fault.path)
        last = fault.line + fault.before.count("\n")
        found = {test for line in range(fault.line, last + 1) for test in lines.get(line, [])}
        return sorted(found)

    def _of_file(self, named: str) -> dict[int, list[str]]:
        if named not in self._lines:
            found = self._data.contexts_by_lineno(str(self._root / named))
            self._lines[named] = {
                line: [one.split("|")[0] for one in tests if one.endswith("|run")] for line, tests in found.items()
            }
        return self._lines[named]

    def _of_template(self, named: str) -> Iterable[str]:
        name = named.removeprefix("templates/").removesuffix(".j2")
        for path in sorted(one for folder in FOLDERS for one in (self._root / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if f'"{name}"' not in source:
                continue
            lines = self._of_file(path.relative_to(self._root).as_posix())
            for number, line in enumerate(source.splitlines(), 1):
                if f'"{name}"' in line:
                    yield from lines.get(number, [])
