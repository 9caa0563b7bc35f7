"""《风险清单》: the register of a project as a workbook's rows, and as the matrix of likelihood and impact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books, rights
from bot.process.kernel.work import Work
from bot.process.risks import shown as risk_shown
from bot.process.risks.shown import Shown
from bot.process.risks.states import MATRIX, TRENDS, State, Trend
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import risks
from storage.projects import Project

NAME = _("Risk register")
HEADINGS = (
    _("No."),
    _("What may go wrong"),
    _("Level"),
    _("Likelihood"),
    _("Impact"),
    _("Owner"),
    _("Response"),
    _("Threatens"),
    _("State"),
    _("Owner's last word"),
    _("Next step"),
    _("By"),
    _("Became"),
    _("Noted on"),
    _("Noted by"),
    _("Closed on"),
)

# What stands in a cell before it is worded for a reader.
Value = str | int | date | Text | None


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register: a row of values a risk, closed ones last, in the order of HEADINGS; `high` are the places of
    high ones.
    """

    project: Project
    today: date
    rows: list[list[Value]]
    high: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The open risks of a project by likelihood and impact; `others` are those of which one is not said, or whose
    level was set otherwise.
    """

    project: Project
    today: date
    cells: Mapping[tuple[int, int], list[int]]
    others: list[int]
    total: int


def register(work: Work, project_id: int) -> Register:
    """The register. Raises Refused for a project that the actor may not see."""
    project = rights.seen(work, project_id)
    every = [one for one in risks.of_projects(work.session, work.team_id, [project_id]) if one.state != risks.WITHDRAWN]
    every.sort(key=lambda one: one.state == risks.CLOSED)
    found = risk_shown.many(work, every)
    return Register(
        project=project,
        today=work.today(project.zone),
        rows=[_row(one, ZoneInfo(project.zone)) for one in found],
        high=frozenset(place for place, one in enumerate(found) if one.risk.is_tracked),
    )


def sheet(work: Work, project: Project) -> Sheet | None:
    """The register as a sheet of the project's workbook; None where nothing was noted."""
    found = register(work, project.id)
    if not found.rows:
        return None
    rows: list[list[Cell]] = [list(row) for row in found.rows]
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), red=found.high)


def matrix(work: Work, project_id: int) -> Matrix:
    """The matrix. Raises Refused for a project that the actor may not see, and where no risk is open."""
    project = rights.seen(work, project_id)
    found = risks.in_register(work.session, work.team_id, project_id)
    if not found:
        raise Refused(_("No risk of %(project)s is open: there is nothing to draw.", project=project.number))
    cells: dict[tuple[int, int], list[int]] = {}
    others = []
    for one in found:
        if one.likelihood and one.impact and one.level == MATRIX[one.likelihood, one.impact]:
            cells.setdefault((one.likelihood, one.impact), []).append(one.number)
        else:
            others.append(one.number)
    return Matrix(project, work.today(project.zone), cells, others, len(found))


def _row(shown: Shown, zone: ZoneInfo) -> list[Value]:
    risk = shown.risk
    return [
        f"K-{risk.number}",
        risk.title,
        shown.level,
        shown.likelihood,
        shown.impact,
        shown.owner.name if shown.owner else "",
        risk.response,
        f"T-{shown.task.number} {shown.task.title}" if shown.task else shown.stage.name if shown.stage else "",
        shown.words,
        _last_word(shown),
        risk.next_step,
        risk.next_on,
        ", ".join(one.label for one in shown.became),
        risk.created_at.astimezone(zone).date(),
        shown.noted_by.name if shown.noted_by else "",
        risk.closed_at.astimezone(zone).date() if risk.closed_at and shown.state is State.CLOSED else None,
    ]


def _last_word(shown: Shown) -> Value:
    if not shown.risk.trend:
        return shown.risk.note
    said = TRENDS[Trend(shown.risk.trend)]
    return _("%(what)s · %(note)s", what=said, note=shown.risk.note) if shown.risk.note else said
