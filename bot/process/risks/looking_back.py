"""What of the risks is told to who looks back on a project: how many there were, and which of them happened."""

from __future__ import annotations

from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.process.risks import shown as risk_shown
from bot.process.risks.shown import Shown
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import risks
from storage.projects import Project

ORDER, NAMED, TITLE = 70, 8, 100
_SEVERAL = _("%(one)s, %(rest)s")


def facts(work: Work, project: Project) -> list[Fact]:
    """How many stood in the register, and a line for each that has happened."""
    found = risks.of_projects(work.session, work.team_id, [project.id])
    found = [one for one in found if one.state != risks.WITHDRAWN]
    if not found:
        return []
    happened = [one for one in found if one.happened_at is not None]
    lines = [
        plural(
            "%(happened)s of %(number)s risk happened", "%(happened)s of %(number)s risks happened", len(found),
            happened=len(happened),
        )
    ]  # fmt: skip
    return [Fact(ORDER, _("Risks"), lines + [_line(one) for one in risk_shown.many(work, happened[:NAMED])])]


def _line(shown: Shown) -> Text:
    said = {"number": shown.risk.number, "title": truncate(shown.risk.title, TITLE)}
    became = joined((one.label for one in shown.became), _SEVERAL)
    if became is None:
        return _("K-%(number)s %(title)s", **said)
    return _("K-%(number)s %(title)s · became %(what)s", what=became, **said)
