"""To what a portfolio is narrowed: `late`, a phase, a department, a word of the name; in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.process.kernel.gates import PHASES
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.words.language import CHINESE, Reader, Text, joined
from bot.words.language import text as _
from bot.words.typed import tidy
from storage import departments
from storage.departments import Department

LATE = ("late", "troubled", "overdue", "延期", "逾期", "异常")
# Those of which there is a portfolio; what is closed is in it where that is asked for.
WITHIN = (Phase.INITIATION, Phase.PLANNING, Phase.EXECUTION, Phase.CLOSING, Phase.SUSPENDED, Phase.CLOSED)
OTHERS = tuple(one for one in Phase if one not in WITHIN)
TEXT_AT_MOST = 80
_SEVERAL = Text("%(one)s · %(rest)s")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; everything given must hold. `typed` is the line as it came, which buttons keep."""

    typed: str = ""
    is_late: bool = False
    phase: Phase | None = None
    department: Department | None = None
    words: tuple[str, ...] = ()

    @property
    def said(self) -> Text | None:
        """That in words; None where all are asked for."""
        parts = [
            *([_("something late, overdue or undecided")] if self.is_late else []),
            *([PHASES[self.phase]] if self.phase is not None else []),
            *([self.department.name] if self.department is not None else []),
            *([_("“%(words)s”", words=" ".join(self.words))] if self.words else []),
        ]
        return joined(parts, _SEVERAL)


def read(work: Work, line: str) -> Asked:
    """What somebody has typed behind `/project portfolio`. What is no phase and no department is a word of the name."""
    typed = tidy(line)[:TEXT_AT_MOST]
    is_late, phase, rest = False, None, []
    for word in typed.split():
        if not is_late and word.lower() in LATE:
            is_late = True
        elif phase is None and word.lower() in _BY_WORD:
            phase = _BY_WORD[word.lower()]
        else:
            rest.append(word)
    department = departments.named(work.session, work.team_id, " ".join(rest).removeprefix("#")) if rest else None
    words = () if department is not None else tuple(one.lower() for one in rest)
    return Asked(typed, is_late, phase, department, words)


def _words() -> Mapping[str, Phase]:
    readers = Reader(), Reader(CHINESE)
    return {PHASES[phase].for_(reader).lower(): phase for phase in WITHIN for reader in readers}


_BY_WORD = _words()
