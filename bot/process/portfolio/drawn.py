"""A portfolio as a picture: a bar a project, from the first day of its plan to the last, with its milestones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.plans.gantt.lines import Chart, Line, Mark, Span
from bot.plans.plan import PlanRow
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.portfolio.rows import Portfolio, Row
from bot.words.language import Reader, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import portfolio
from storage.portfolio import Milestone

NAME = _("Portfolio")
HEADS = (_("No."), _("Project"), _("PM"), _("Dates"))
_SEVERAL = Text("%(one)s · %(rest)s")


def chart(work: Work, found: Portfolio) -> Chart:
    """What is drawn of it. Raises Refused where there is no project to draw."""
    if not found.rows:
        raise Refused(_("No project fits that, so there is nothing to draw."))
    ids = [one.project.id for one in found.rows]
    starts = portfolio.starts(work.session, work.team_id, ids)
    milestones = portfolio.milestones(work.session, work.team_id, ids)
    reader = Reader(work.person.locale, work.person.zone)
    lines = [_line(one, starts, milestones.get(one.project.id, ())) for one in found.rows]
    today = work.today(work.person.zone)
    calendar = calendars.of_key(work, calendars.main_key(work))
    title = joined([NAME, *([found.asked.said] if found.asked.said is not None else [])], _SEVERAL) or NAME
    return Chart(title.for_(reader), today, calendar, lines, heads=HEADS)


def _line(row: Row, starts: Mapping[int, date], milestones: Sequence[Milestone]) -> Line:
    project = row.project
    first, last = starts.get(project.id, project.starts_on), row.ends or project.ends_on
    plan = PlanRow(
        str(project.id),
        project.name,
        start=first,
        end=last,
        owner=row.pm.name if row.pm is not None else "",
        baseline=row.baseline or (None, None),
    )
    marks = [
        Mark(one.day, one.is_done, not one.is_done and not project.is_still and one.day < row.today)
        for one in milestones
    ]
    late = [plural("%(number)s late", "%(number)s late", row.late)] if row.late else []
    said = joined([row.phase, *late], _SEVERAL)
    return Line(plan, project.number, Span(first, max(first, last)), late=row.late, said=said, marks=marks)
