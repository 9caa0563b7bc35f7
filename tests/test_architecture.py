"""What the architecture promises and no type checker sees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from bot.app import dispatch
from bot.process.callbacks import FOLLOW_UPS, TIMERS
from bot.process.every import EVERY
from bot.process.flows import FLOWS
from bot.process.kernel.flow import Flow
from tests.contexts.every import contexts
from tests.process.operations import OPERATIONS

ROOT = Path(__file__).resolve().parent.parent
# The sandbox has a clock of its own and speaks of real time where it waits for an answer.
OURS = [path for folder in ("bot", "handlers", "storage") for path in sorted((ROOT / folder).rglob("*.py"))]
WITHOUT_SANDBOX = [path for path in OURS if "sandbox" not in path.parts]
# The clock itself; the doctor, who compares this machine's clock with Slack's.
MAY_ASK_THE_MACHINE = (ROOT / "bot" / "clock.py", *sorted((ROOT / "bot" / "doctor").glob("*.py")))
LONGEST_FILE = 300


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Every `something.name(...)` of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield f"{ast.unparse(node.func)}", node.lineno


@pytest.mark.parametrize("path", WITHOUT_SANDBOX, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_clock_asks_what_time_it_is(path: Path) -> None:
    if path in MAY_ASK_THE_MACHINE:
        return
    asked = [
        name
        for name, _line in calls(path)
        if name.endswith(("datetime.now", "datetime.utcnow", "date.today", "time.time"))
    ]
    assert asked == []


def test_what_people_uploaded_is_read_in_a_process_apart() -> None:
    readers = ("tables.read", "calendar_files.read", "reading.read")
    for path in WITHOUT_SANDBOX:
        assert not [name for name, _line in calls(path) if name in readers], path


def test_only_the_database_commits() -> None:
    for path in WITHOUT_SANDBOX:
        if path.parts[-2] == "migrations" or path.name in ("db.py", "postgres.py"):
            continue
        assert not [name for name, _line in calls(path) if name.endswith(("session.commit", ".rollback"))], path


def test_blocks_are_written_in_templates_alone() -> None:
    for path in WITHOUT_SANDBOX:
        if path.name in ("messages.py", "markup.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
                is_block = {"type", "text"} <= keys or {"type", "elements"} <= keys
                assert not is_block, f"{path}:{node.lineno}"


def test_no_file_grows_beyond_what_one_reads() -> None:
    # The tables of the first revision are written by a machine.
    read = [path for path in OURS if path.parts[-2] != "versions"]
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in read}
    assert {name: many for name, many in lines.items() if many > LONGEST_FILE} == {}


def asked(function: str, argument: int | str) -> list[tuple[str, object]]:
    """What the process gives that function at that place or under that name: where, and the value that it has there."""
    found = []
    for path in sorted((ROOT / "bot" / "process").rglob("*.py")):
        names = vars(import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if isinstance(argument, int):
                given = [node.args[argument]] if node.func.attr == function and len(node.args) > argument else []
            else:
                given = [one.value for one in node.keywords if one.arg == argument]
            for one in given:
                # What comes as a parameter is named where it comes from.
                if all(part.id in names for part in ast.walk(one) if isinstance(part, ast.Name)):
                    found.append((f"{path.name}:{node.lineno}", eval(ast.unparse(one), names)))  # noqa: S307
    return found


def test_every_timer_that_is_set_has_an_operation() -> None:
    kinds = asked("wake", 0)
    assert len(kinds) > 15, "the calls are seen"
    assert [(where, kind) for where, kind in kinds if kind not in TIMERS] == []


def test_every_answer_that_is_asked_for_has_a_follow_up() -> None:
    names = [(where, name) for where, name in asked("", "then") if name is not None]
    assert len(names) >= 8, "the calls are seen"
    assert [(where, name) for where, name in names if name not in FOLLOW_UPS] == []


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_a_flow_has_its_place_in_every_room(flow: Flow) -> None:
    assert (ROOT / "bot" / "process" / flow.name / "flow.py").exists()
    assert (ROOT / "templates" / flow.name).is_dir(), "what it says"
    assert any((ROOT / "handlers" / f"{flow.name}{end}").exists() for end in (".py", "/__init__.py")), "who hears it"
    shown = {template.partition("/")[0] for template in contexts("x", 1)}
    assert flow.name in shown, "its templates are tried with huge and hostile words"
    if flow.command is not None:
        assert dispatch().command(flow.command.name, "help")[0] is not None, "its help"


def test_what_flows_give_names_to_is_named_once() -> None:
    for table in ("rights", "reminders", "timers", "follow_ups", "cards"):
        names = [name for one in EVERY for name in getattr(one, table)]
        assert len(names) == len(set(names)), table
    assert {right for one in EVERY for right in one.rights} == set(OPERATIONS), "each is tried, role by role"
