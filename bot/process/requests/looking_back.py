"""What of the collaboration requests is told to who looks back on a project: how each department answered and gave."""

from __future__ import annotations

from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.process.requests import figures
from bot.process.requests.figures import Figures
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from storage.projects import Project

ORDER = 40
_SEVERAL = _("%(one)s, %(rest)s")


def facts(work: Work, project: Project) -> list[Fact]:
    """A line a department that was asked for something; late notices are named."""
    return [Fact(ORDER, _("Collaboration requests"), [_line(one) for one in figures.by_department(work, project)])]


def _line(one: Figures) -> Text:
    said = [plural("%(number)s request", "%(number)s requests", one.asked)]
    if one.answered:
        said.append(_("%(done)s of %(number)s answered in time", done=one.answered_in_time, number=one.answered))
    if one.delivered:
        said.append(_("%(done)s of %(number)s delivered in time", done=one.delivered_in_time, number=one.delivered))
    if one.late_notices:
        said.append(plural("%(number)s late notice", "%(number)s late notices", one.late_notices))
    return _("%(label)s: %(words)s", label=one.department, words=joined(said, _SEVERAL))
