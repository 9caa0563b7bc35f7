"""What the templates of the portfolio are shown with in tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.process.health import Health
from bot.process.kernel.gates import PHASES
from bot.process.kernel.rules import Phase
from bot.process.portfolio.filters import Asked
from bot.process.portfolio.rows import Portfolio, Row
from bot.words.language import Text
from storage.portfolio import Milestone
from storage.projects import Project

DAY = date(2026, 12, 14)


def contexts(text: str, many: int, project: Project) -> dict[str, dict[str, object]]:
    """By template; with one project there is one that stands still, and nothing of it is known."""
    words = Text("%(name)s", {"name": text})
    asked = Asked(text[:80], is_late=True, phase=Phase.EXECUTION, words=(text[:80],)) if many > 1 else Asked()
    found = Portfolio(asked, [_row(project, text, words, [words] * 3)] * many if many > 1 else _still(project, many))
    return {
        "portfolio/table": {"portfolio": found, "number": 2},
        "portfolio/lines": {"portfolio": found, "number": 2},
        "portfolio/file": {"portfolio": found},
        "portfolio/file_sent": {"portfolio": found, "is_picture": many > 1, "is_more": many > 1},
    }


def _row(project: Project, text: str, words: Text, troubles: list[Text]) -> Row:
    milestone = Milestone(project.id, 14, text, DAY, is_done=False)
    health, phase = Health(troubles, []), PHASES[Phase.EXECUTION]
    return Row(project, phase, health, True, DAY, DAY, (DAY, DAY), 3, milestone, 1_000, words)


def _still(project: Project, many: int) -> Sequence[Row]:
    return [Row(project, PHASES[Phase.SUSPENDED], None, False, DAY, None, None, None, None, 0, None)] * many
