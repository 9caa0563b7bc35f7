"""What people were told, written down by those who were told it; it knows nothing of Liaison's database."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path


class Answer(StrEnum):
    """What somebody learned of their act."""

    TOLD = "told"  # it is done
    DENIED = "denied"  # it is not done, says the answer
    SILENCE = "silence"  # no answer: it may be done or not


@dataclass(frozen=True)
class Entry:
    """One act and its answer. `mark` is found in no other act; `task` is 0 where one was added.

    `step` is what was done with the `matter` (R-3, D-1); `by` is an "event", a "button" or a "report", where it was
    neither a command nor a form.
    """

    mark: str
    answer: Answer
    task: int = 0
    progress: int = 0
    matter: str = ""
    step: str = ""
    by: str = ""
    words: str = ""
    # When it was sent and when it was answered, in real seconds as the chronicle counts them.
    began: float = 0.0
    ended: float = 0.0


class Ledger:
    """A file of entries, only ever added to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.touch(exist_ok=False)

    def write(self, entry: Entry) -> None:
        """Add an entry."""
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")

    def read(self) -> list[Entry]:
        """Every entry, in the order written."""
        lines = (json.loads(line) for line in self._path.read_text("utf-8").splitlines())
        return [Entry(**{**line, "answer": Answer(line["answer"])}) for line in lines]
