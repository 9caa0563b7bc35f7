"""One command sets everything up, from pinned and hashed packages, and says in a line what a machine lacks."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests import needs

ROOT = Path(__file__).resolve().parent.parent
BASH = shutil.which("bash") or "bash"

Make = Callable[..., subprocess.CompletedProcess[str]]


RUNNING, TESTING = "requirements.lock", "requirements-dev.lock"


def locked(name: str) -> dict[str, tuple[str, list[str]]]:
    """What that file pins: the name, its version, its hashes."""
    entries = re.split(r"\n(?=\S)", (ROOT / name).read_text().replace("\\\n", " ").strip())
    found: dict[str, tuple[str, list[str]]] = {}
    for entry in entries:
        name, version = re.split(r"==|\s", entry, maxsplit=2)[:2]
        found[canonicalize_name(name)] = (version, re.findall(r"--hash=sha256:([0-9a-f]{64})(?=\s|$)", entry))
    return found


@pytest.mark.parametrize("name", [RUNNING, TESTING])
def test_every_package_is_pinned_with_hashes_and_from_nowhere_in_particular(name: str) -> None:
    lock = (ROOT / name).read_text()

    assert [one for one, (version, hashes) in locked(name).items() if not re.match(r"\d", version) or not hashes] == []
    assert re.findall(r"https?:|--(?:extra-)?index-url|--find-links|@ file", lock) == []


@pytest.mark.parametrize(("name", "groups"), [(RUNNING, ["setup"]), (TESTING, ["setup", "dev"])])
def test_everything_that_is_asked_for_is_in_the_lock(name: str, groups: list[str]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *project["build-system"]["requires"],
        *(one for group in groups for one in project["dependency-groups"][group]),
    ]
    pinned = locked(name)
    wrong = []
    for requirement in map(Requirement, asked):
        version, _hashes = pinned.get(canonicalize_name(requirement.name), ("", []))
        if not version or not requirement.specifier.contains(version, prereleases=True):
            wrong.append(str(requirement))

    assert wrong == [], "run `make lock`"
    assert {"greenlet", "psycopg-binary"} <= pinned.keys(), "the extras are missing: run `make lock`"


def test_tests_run_on_the_very_packages_that_liaison_runs_on_and_running_needs_no_test_tool() -> None:
    running, testing = locked(RUNNING), locked(TESTING)

    assert {name: testing.get(name) for name in running} == running, "run `make lock`"
    assert {"pytest", "playwright", "mypy", "ruff"} & running.keys() == set()


# make


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Runs make in a fresh copy, in which no environment has been set up."""
    for name in ("Makefile", "pyproject.toml", RUNNING, TESTING):
        shutil.copy(ROOT / name, tmp_path)

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        # These tests run under make themselves: what it hands down would make this one speak as its child.
        alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        return subprocess.run(["make", *words], cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)

    return run


def stub(path: Path, *lines: str) -> str:
    """A program made of these lines of shell."""
    path.write_text("\n".join([f"#!{BASH}", *lines, ""]))
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("target", "locks"),
    [("run", [RUNNING]), *((target, [RUNNING, TESTING]) for target in ("test", "check", "bench", "prove"))],
)
def test_each_command_sets_up_what_it_needs_once(make: Make, tmp_path: Path, target: str, locks: list[str]) -> None:
    first = make("-n", target).stdout
    ready = [tmp_path / ".venv" / ".ready", tmp_path / ".venv" / ".ready-dev"]
    ready[0].parent.mkdir()
    for one in ready:
        one.touch()
    second = make("-n", target).stdout
    os.utime(tmp_path / RUNNING, (ready[0].stat().st_mtime + 1,) * 2)
    changed = make("-n", target).stdout

    assert re.findall(r"--require-hashes --requirement (\S+)", first) == locks
    assert "pip" not in second
    assert second.strip() != ""
    assert second.strip() in first
    assert changed == first


def test_no_target_at_all_runs_it(make: Make) -> None:
    assert make("-n").stdout == make("-n", "run").stdout


def test_an_old_python_is_one_line(make: Make, tmp_path: Path) -> None:
    said = make("run", "PYTHON=" + stub(tmp_path / "python3.9", "exit 1"))

    assert said.stdout == (
        "Liaison needs Python 3.11 or newer: install it, or say which to use: make PYTHON=python3.12\n"
    )
    assert said.returncode != 0
    assert not (tmp_path / ".venv").exists()


def test_a_python_without_venv_is_one_line(make: Make, tmp_path: Path) -> None:
    bare = stub(tmp_path / "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    said = make("run", f"PYTHON={bare}")

    assert said.stdout == "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv)\n"
    assert said.returncode != 0


# .ci/run


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[..., tuple[int, list[str], str]]:
    """Runs .ci/run on a machine that has only the programs named; gives exit code, what it ran, and stderr."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    programs, ran = tmp_path / "bin", tmp_path / "ran"
    programs.mkdir()
    for name in ("bash", "dirname", "env"):
        (programs / name).symlink_to(shutil.which(name) or "")
    stub(programs / "apt-get", f'echo "apt-get $* ${{DEBIAN_FRONTEND:-}}" >> {ran}')
    stub(programs / "make", f'echo "make $* strict=$LIAISON_CI_STRICT" >> {ran}')

    def run(*has: str, user: int = 0) -> tuple[int, list[str], str]:
        stub(programs / "id", f"echo {user}")
        for name in has:
            stub(programs / name, 'if [ "${0##*/}" = sudo ]; then exec "$@"; fi; echo found')
        done = subprocess.run(
            [BASH, tmp_path / ".ci" / "run"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False
        )
        return done.returncode, ran.read_text().splitlines() if ran.exists() else [], done.stderr

    return run


def test_ci_installs_what_is_missing_and_checks_everything(fresh: Callable[..., tuple[int, list[str], str]]) -> None:
    code, ran, _errors = fresh("initdb")

    assert (code, ran) == (
        0,
        [
            "apt-get update -qq ",
            "apt-get install -y -qq --no-install-recommends chromium fonts-wqy-microhei noninteractive",
            "make check test strict=1",
        ],
    )


def test_ci_installs_nothing_where_all_is_there(fresh: Callable[..., tuple[int, list[str], str]]) -> None:
    assert fresh("chromium", "initdb", "fc-list") == (0, ["make check test strict=1"], "")


def test_ci_uses_sudo_where_it_is_not_root(fresh: Callable[..., tuple[int, list[str], str]]) -> None:
    code, ran, errors = fresh("initdb", "fc-list", user=1000)
    assert (code, ran, errors) == (1, [], "install these first, as root: chromium\n")

    code, ran, _errors = fresh("initdb", "fc-list", "sudo", user=1000)
    assert (code, ran[1]) == (0, "apt-get install -y -qq --no-install-recommends chromium noninteractive")


def test_ci_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


# Nothing skipped in silence.


def test_a_test_that_lacks_something_is_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(needs.STRICT, raising=False)

    with pytest.raises(pytest.skip.Exception, match="no browser found"):
        needs.missing("no browser found")


def test_where_nothing_may_be_skipped_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(needs.STRICT, "1")

    with pytest.raises(pytest.fail.Exception, match=r"no browser found.*allows no test to be skipped"):
        needs.missing("no browser found")


def test_no_test_is_skipped_in_another_way() -> None:
    ways = {"skip", "skipif", "xfail", "importorskip"}
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ways
                and path.name not in ("needs.py", Path(__file__).name)
            ):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert found == [], "leave a test with tests.needs.missing"
