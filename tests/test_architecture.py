"""What the architecture promises and no type checker sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.process.callbacks import FOLLOW_UPS, TIMERS

ROOT = Path(__file__).resolve().parent.parent
# The sandbox has a clock of its own and speaks of real time where it waits for an answer.
OURS = [path for folder in ("bot", "handlers", "storage") for path in sorted((ROOT / folder).rglob("*.py"))]
WITHOUT_SANDBOX = [path for path in OURS if "sandbox" not in path.parts]
# The clock itself; the doctor, which compares this machine's clock with Slack's.
MAY_ASK_THE_MACHINE = {"clock.py", "doctor.py"}
LONGEST_FILE = 400


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every `something.name(...)` of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield f"{ast.unparse(node.func)}", node.lineno


@pytest.mark.parametrize("path", WITHOUT_SANDBOX, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_clock_asks_what_time_it_is(path: Path) -> None:
    if path.name in MAY_ASK_THE_MACHINE:
        return
    asked = [
        name
        for name, _line in calls(path)
        if name.endswith(("datetime.now", "datetime.utcnow", "date.today", "time.time"))
    ]
    assert asked == []


def test_what_people_uploaded_is_read_in_a_process_apart() -> None:
    for path in WITHOUT_SANDBOX:
        assert not [name for name, _line in calls(path) if name in ("tables.read", "calendar_files.read")], path


def test_only_the_database_commits() -> None:
    for path in WITHOUT_SANDBOX:
        if path.parts[-2] == "migrations" or path.name in ("db.py", "postgres.py"):
            continue
        assert not [name for name, _line in calls(path) if name.endswith(("session.commit", ".rollback"))], path


def test_blocks_are_written_in_templates_alone() -> None:
    for path in WITHOUT_SANDBOX:
        if path.name == "messages.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                is_block = {"type", "text"} <= keys or {"type", "elements"} <= keys
                assert not is_block, f"{path}:{node.lineno}"


def test_no_file_grows_beyond_what_one_reads() -> None:
    # The tables of the first revision are written by a machine.
    read = [path for path in OURS if path.parts[-2] != "versions"]
    long = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in read}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_whatever_is_set_or_asked_has_somebody_who_answers() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "process").glob("*.py"))
    tree = ast.parse(source.replace("from __future__ import annotations", ""))
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr == "wake" and isinstance(node.args[0], ast.Constant):
            assert node.args[0].value in TIMERS
        for keyword in node.keywords:
            if keyword.arg == "then" and isinstance(keyword.value, ast.Constant):
                assert keyword.value.value in FOLLOW_UPS
