"""The chart in the cells of a spreadsheet: a column a week, a month or a quarter, and what of each line lies in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.documents.workbooks import Mark
from bot.plans.gantt.lines import Chart, Line, Span
from bot.plans.gantt.scale import Unit
from bot.words.language import Reader

# So many columns of time are still read on one page; of more the unit is a larger one, and what is beyond is not drawn.
MOST_TICKS, CUT_AT = 60, 200
DONE, TO_COME, LATE = "◆", "◇", "!"
# Percent.
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Grid:
    """The headings of time, the place of the one in which today is, and the marks of each line by the place of both."""

    ticks: list[str]
    now: int | None
    marks: dict[int, dict[int, Mark]]


def grid(chart: Chart, lines: Sequence[Line], reader: Reader) -> Grid:
    """What is drawn of these lines of the chart."""
    unit, begins = _ticks(lines)
    ends = [*begins[1:], unit.after(begins[-1])]
    edges = [(one.toordinal(), after.toordinal()) for one, after in zip(begins, ends, strict=True)]
    marks = {place: found for place, line in enumerate(lines) if (found := dict(_marks(line, edges)))}
    today = chart.today.toordinal()
    now = next((place for place, (first, after) in enumerate(edges) if first <= today < after), None)
    return Grid([_label(unit, one, reader) for one in begins], now, marks)


def _ticks(lines: Sequence[Line]) -> tuple[Unit, list[date]]:
    """In what time is counted, and where each of them begins."""
    days = [day for line in lines if line.span for day in (line.span.first, line.span.last)]
    days += [day for line in lines for day in line.row.baseline if day is not None]
    first, last = min(days), max(days)
    for unit in Unit:
        begins = [unit.begin(first)]
        while (after := unit.after(begins[-1])) <= last and len(begins) < CUT_AT:
            begins.append(after)
        if len(begins) <= MOST_TICKS:
            break
    return unit, begins


def _label(unit: Unit, tick: date, reader: Reader) -> str:
    if unit is Unit.WEEK:
        return reader.short_day(tick)
    return f"{tick:%Y-%m}" if unit is Unit.MONTH else f"{tick.year} Q{(tick.month + 2) // 3}"


def _marks(line: Line, edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Mark]]:
    bar, planned = _bar(line.span), _bar(Span(*days) if (days := _baseline(line)) else None)
    for place, (first, after) in enumerate(edges):
        is_planned = planned is not None and planned[0] < after and planned[1] > first
        if bar is None or bar[0] >= after or bar[1] <= first:
            if is_planned:
                yield place, Mark("baseline", is_underlined=True)
            continue
        if line.row.is_milestone:
            sign = DONE if line.progress == WHOLE else TO_COME
            yield place, Mark("milestone", sign, line.is_critical, is_planned)
        else:
            middle = (max(first, bar[0]) + min(after, bar[1])) / 2
            look = _look(line, middle)
            yield place, Mark(look, LATE if look == "late" else "", line.is_critical, is_planned)


def _bar(span: Span | None) -> tuple[int, int] | None:
    """From the morning of the first day to the evening of the last."""
    return (span.first.toordinal(), span.last.toordinal() + 1) if span is not None else None


def _baseline(line: Line) -> tuple[date, date] | None:
    first, last = line.row.baseline
    return (first, last) if first is not None and last is not None else None


def _look(line: Line, middle: float) -> str:
    if line.row.is_summary:
        return "stage"
    if line.done is not None and middle < line.done:
        return "done"
    return "late" if line.late_until is not None and middle < line.late_until else "planned"
