"""Small faults that could be made anywhere: a comparison the other way, a call left out, a condition turned round.

Each is a piece of source text and what stands in its place; what only types, logs or documents is left alone.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Whose code it is, by the first folders that match.
AREAS = {
    "rules": ("bot/process",),
    "queries": ("storage",),
    "outbox": ("bot/outbox",),
    "handlers": ("handlers", "bot/slack"),
    "templates": ("templates",),
}
NOT_MUTATED = ("storage/migrations", "templates/locales", "bot/process/demo")
COMPARED = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
}
# Names that are easily taken for each other.
CONFUSED = {
    "asking": "asked", "raising": "other", "starts_on": "ends_on", "created_at": "changed_at", "min": "max",
    "head_id": "liaison_id", "pm_id": "sponsor_id", "principal_id": "substitute_id", "all": "any",
}  # fmt: skip
SWAPPED = CONFUSED | {right: left for left, right in CONFUSED.items()}
LOGS = ("log", "logger", "logging", "metrics")
JINJA_IF = re.compile(r"(\{%-?\s*(?:el)?if\s+)(.+?)(\s*-?%\})")
JINJA_BLOCK = re.compile(r"^\s*\{\{\s*\w+\.\w+\(.*\)\s*\}\}\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """One fault: in `path`, from `start` to `end` (in characters), `after` stands instead of `before`."""

    area: str
    path: str
    line: int
    start: int
    end: int
    before: str
    after: str

    def into(self, text: str) -> str:
        """The source with the fault in it."""
        return text[: self.start] + self.after + text[self.end :]

    def __str__(self) -> str:
        """Where it is, and what it does, on one line."""
        before, after = (" ".join(one.split())[:70] for one in (self.before, self.after))
        return f"{self.path}:{self.line}  {before}  →  {after or '(left out)'}"


def all_in(root: Path) -> list[Fault]:
    """Every fault that could be made in the tree, area by area, in the order of its files."""
    found = []
    for area, folders in AREAS.items():
        for folder in folders:
            for path in sorted((root / folder).rglob("*")):
                named = path.relative_to(root).as_posix()
                if named.startswith(NOT_MUTATED) or path.suffix not in (".py", ".j2"):
                    continue
                text = path.read_text(encoding="utf-8")
                made = _in_python(text) if path.suffix == ".py" else _in_template(text)
                found += [
                    Fault(area, named, text.count("\n", 0, start) + 1, start, end, text[start:end], after)
                    for start, end, after in made
                ]
    return found


def _in_python(text: str) -> Iterator[tuple[int, int, str]]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    lines = text.splitlines()

    def at(line: int, column: int) -> int:
        """The place of a node, whose columns are counted in bytes, in characters."""
        return starts[line - 1] + len(lines[line - 1].encode()[:column].decode())

    def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None  # noqa: PT018 - as parsed
        return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)

    for node in _that_act(ast.parse(text)):
        if isinstance(node, ast.Compare):
            for operator, left, right in zip(node.ops, [node.left, *node.comparators], node.comparators, strict=False):
                between = span(left)[1], span(right)[0]
                before, after = COMPARED[type(operator)]
                yield *between, text[slice(*between)].replace(before, after, 1)
        elif isinstance(node, ast.BoolOp):
            before, after = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
            between = span(node.values[0])[1], span(node.values[1])[0]
            yield *between, text[slice(*between)].replace(before, after, 1)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield span(node)[0], span(node.operand)[0], ""
        elif isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1:
            yield *span(node), str(node.value + 1 if node.value < 10 else node.value // 2)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield *span(node), str(not node.value)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await):
            yield *span(node), "pass"
        elif isinstance(node, ast.Attribute) and node.attr in SWAPPED:
            end = span(node)[1]
            yield end - len(node.attr), end, SWAPPED[node.attr]
        elif isinstance(node, ast.Name) and node.id in ("min", "max", "all", "any"):
            yield *span(node), SWAPPED[node.id]


def _that_act(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node but those of annotations, columns, docstrings, logs and assertions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _logs(node)):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _logs(node.value):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        passed_over = {"annotation", "returns", "decorator_list", "bases", "keywords" if _is_table(node) else ""}
        for name, child in ast.iter_fields(node):
            if name not in passed_over and not (_is_table(node) and isinstance(child, list)):
                waiting += [one for one in (child if isinstance(child, list) else [child]) if isinstance(one, ast.AST)]


def _is_table(node: ast.AST) -> bool:
    """A class that says what is stored: a column that is another would be another schema."""
    return isinstance(node, ast.ClassDef) and any(one.arg == "table" for one in node.keywords)


def _logs(call: ast.Call) -> bool:
    return ast.unparse(call.func).split(".")[0].strip("_") in LOGS or ".log" in ast.unparse(call.func)


def _in_template(text: str) -> Iterator[tuple[int, int, str]]:
    for found in JINJA_IF.finditer(text):
        yield *found.span(2), f"not ({found[2]})"
    for found in JINJA_BLOCK.finditer(text):
        yield *found.span(), ""
