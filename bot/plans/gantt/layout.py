"""Where everything of a Gantt picture lies: pages by rows and by time, with their headings repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.documents import pictures
from bot.plans.gantt import arrows, scale
from bot.plans.gantt.arrows import End
from bot.plans.gantt.beside import beside
from bot.plans.gantt.columns import DESK, GAP, Columns, Sheet, cells, columns, cut, headings
from bot.plans.gantt.explained import legend
from bot.plans.gantt.lines import Chart, Line, Mark
from bot.plans.gantt.page import Arrow, Bar, Page, Row, Shape, Stretch, Tick, Tone, Words
from bot.plans.gantt.scale import Unit, Window
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.refused import Refused

MOST_PAGES = 100
# A tick has room for its label, a day is no wider than it needs to be, and what is short can still be seen.
TICK_EMS, DAY_AT_MOST, TIME_AT_LEAST, BAR_AT_LEAST = 2.6, 40, 420, 3.0
RADIUS = 0.3
# How high a task's bar is, as a part of its row.
BAR = 0.54
UNSCHEDULED = ""


@dataclass(frozen=True, slots=True)
class _Cut:
    """What one page shows: some lines (None is the heading of those without dates) within a window of time."""

    lines: Sequence[Line | None]
    window: Window


def pages(chart: Chart, reader: Reader, sheet: Sheet = DESK) -> Iterator[Page]:
    """The pages, one after another, each as it is asked for. Raises Refused, before the first, for too many."""
    cuts = list(_cuts(chart, sheet))
    at = columns(chart, sheet, reader)
    return (_Drawing(chart, one, at, sheet, reader).page(number, len(cuts)) for number, one in enumerate(cuts, start=1))


def _cuts(chart: Chart, sheet: Sheet) -> Iterator[_Cut]:
    whole: list[Line | None] = [*chart.lines]
    if chart.undated:
        whole += [None, *chart.undated]
    chunks = [whole[place : place + sheet.rows] for place in range(0, len(whole), sheet.rows)]
    most = int(sheet.time // (TICK_EMS * sheet.size))
    spans = [_days(chunk) or _days(whole) for chunk in chunks]
    if any(first.year < 2 or last.year > 9990 for first, last in filter(None, spans)):
        raise _too_many(chart)
    number = 0
    for chunk, span in zip(chunks, spans, strict=True):
        assert span is not None, "a chart has dates"  # noqa: S101 - a mistake of ours, not of a user
        found = scale.windows(*span, most)
        for window in found if _days(chunk) else found[:1]:
            number += 1
            if number > MOST_PAGES:
                raise _too_many(chart)
            yield _Cut(chunk, window)


def _days(lines: Sequence[Line | None]) -> tuple[date, date] | None:
    """The first and the last day of what is drawn."""
    days = [day for line in lines if line is not None and line.span for day in (line.span.first, line.span.last)]
    days += [day for line in lines if line is not None for day in line.row.baseline if day is not None and line.span]
    return (min(days), max(days)) if days else None


def _too_many(chart: Chart) -> Refused:
    span = _days(chart.lines)
    assert span is not None, "a chart has dates"  # noqa: S101 - a mistake of ours, not of a user
    return Refused(
        _(
            "The picture would have more than %(number)s pages, from %(first)s to %(last)s. "
            "Split the plan, or look for a mistyped year.",
            number=MOST_PAGES,
            first=span[0],
            last=span[1],
        )
    )


class _Drawing:
    """One page in the making."""

    def __init__(self, chart: Chart, shown: _Cut, at: Columns, sheet: Sheet, reader: Reader) -> None:
        self.chart, self.shown, self.at, self.sheet, self.reader = chart, shown, at, sheet, reader
        window = shown.window
        self.per_day = min(sheet.time / window.days, DAY_AT_MOST)
        self.time = Stretch(at.end, max(self.per_day * window.days, TIME_AT_LEAST))
        self.per_day = self.time.width / window.days
        self.top = sheet.row_height * 3.5

    def page(self, number: int, of: int) -> Page:
        """The page of that number."""
        height, lines = self.sheet.row_height, self.shown.lines
        ys = [self.top + height * (place + 0.5) for place in range(len(lines))]
        bars = {line.row.id: bar for line in lines if line is not None and (bar := self._bar(line)) is not None}
        places = {line.row.id: y for line, y in zip(lines, ys, strict=True) if line is not None}
        rows = [self._row(line, y, bars) for line, y in zip(lines, ys, strict=True)]
        bottom, width = self.top + height * len(lines), self.time.end + GAP
        found = Page(
            width=width,
            height=bottom,
            size=self.sheet.size,
            row_height=height,
            time=self.time,
            top=self.top,
            bottom=bottom,
            headings=[*self._title(number, of, width), *self._scale()],
            rows=rows,
            ticks=self._ticks(),
            days_off=list(self._days_off()),
            today=self._today(),
            arrows=list(self._arrows(bars, places)),
        )
        return legend(found, self.reader)

    def _x(self, instant: float) -> float:
        """Where an instant lies; what is before or after the page, at its edge."""
        start = self.shown.window.start.toordinal()
        return self.time.x + min(max((instant - start) * self.per_day, 0), self.time.width)

    def _stretch(self, start: float, end: float) -> Stretch | None:
        """What of that lies on the page."""
        window = self.shown.window
        if end <= window.start.toordinal() or start >= window.end.toordinal():
            return None
        x = self._x(start)
        return Stretch(x, self._x(end) - x)

    def _bar(self, line: Line) -> Bar | None:
        if line.span is None:
            return None
        start, end = line.span.first.toordinal(), line.span.last.toordinal() + 1
        if line.row.is_milestone:
            return self._milestone(line, start if line.row.is_at_start else end)
        place = self._stretch(start, end)
        if place is None:
            return None
        if place.width < BAR_AT_LEAST:
            place = Stretch(min(place.x, self.time.end - BAR_AT_LEAST), BAR_AT_LEAST)
        done = line.done if line.done is not None else start
        first, last = line.row.baseline
        return Bar(
            Shape.STAGE if line.row.is_summary else Shape.TASK,
            place,
            is_critical=line.is_critical,
            done=self._stretch(start, done) if done > start else None,
            late=self._stretch(done, line.late_until) if line.late_until is not None else None,
            baseline=self._stretch(first.toordinal(), last.toordinal() + 1) if first and last else None,
            goes_on_before=line.span.first < self.shown.window.start,
            goes_on_after=line.span.last >= self.shown.window.end,
        )

    def _milestone(self, line: Line, instant: int) -> Bar | None:
        place = self._diamond(instant)
        if place is None:
            return None
        is_done = line.progress == 100
        late = place if line.late_until is not None else None
        return Bar(Shape.MILESTONE, place, line.is_critical, done=place if is_done else None, late=late)

    def _marks(self, marks: Sequence[Mark]) -> Iterator[Bar]:
        for one in marks:
            place = self._diamond(one.day.toordinal() + 1)
            if place is not None:
                done, late = place if one.is_done else None, place if one.is_late else None
                yield Bar(Shape.MILESTONE, place, done=done, late=late)

    def _diamond(self, instant: int) -> Stretch | None:
        """Where the diamond of a milestone is, if it is on the page."""
        window = self.shown.window
        if not window.start.toordinal() < instant <= window.end.toordinal():
            return None
        radius = RADIUS * self.sheet.row_height
        x = min(max(self._x(instant) - radius, self.time.x), self.time.end - 2 * radius)
        return Stretch(x, 2 * radius)

    def _row(self, line: Line | None, y: float, bars: dict[str, Bar]) -> Row:
        if line is None:
            said = _("Not scheduled").for_(self.reader)
            return Row(UNSCHEDULED, y, [self._words(GAP, y, said, Tone.LOUD)])
        words = cells(line, self.at, y, self.sheet, self.reader, self.chart.today)
        bar = bars.get(line.row.id)
        if bar is not None:
            waits = [
                one
                for one in self.chart.before.get(line.row.id, ())
                if not arrows.is_here(one.kind, bars.get(one.before), bar)
            ]
            elsewhere = [cut(self.chart.called[one.before], 8 * self.sheet.size, self.sheet.size) for one in waits]
            words += beside(line, bar, elsewhere, y, self.time, self.sheet, self.reader)
        return Row(line.row.id, y, words, bar, list(self._marks(line.marks)))

    def _arrows(self, bars: dict[str, Bar], ys: dict[str, float]) -> Iterator[Arrow]:
        for after, links in self.chart.before.items():
            for link in links:
                if arrows.is_here(link.kind, bars.get(link.before), bars.get(after)):
                    half = self.sheet.row_height * BAR / 2
                    ends = (End(bars[link.before], ys[link.before]), End(bars[after], ys[after]))
                    way = arrows.corners(link.kind, *ends, half)
                    yield Arrow(link.before, after, [(min(max(x, self.time.x), self.time.end), y) for x, y in way])

    def _title(self, number: int, of: int, width: float) -> list[Words]:
        y = self.sheet.row_height * 0.85
        said = _("Today: %(day)s", day=self.chart.today).for_(self.reader)
        if of > 1:
            paged = _("Page %(number)s of %(of)s", number=number, of=of).for_(self.reader)
            said = f"{said} · {paged}"
        said = pictures.drawable(said)
        wide = pictures.width(said, self.sheet.size)
        title = cut(self.chart.title, width - wide - 4 * GAP, self.sheet.size)
        return [
            self._words(GAP, y, title, Tone.LOUD),
            self._words(width - GAP - wide, y, said, Tone.QUIET),
        ]

    def _scale(self) -> list[Words]:
        """The headings of the columns, and two lines of the time: months over weeks, years over the rest."""
        height, window = self.sheet.row_height, self.shown.window
        upper, lower = self.top - 1.5 * height, self.top - 0.5 * height
        found = headings(self.chart, self.at, lower, self.sheet, self.reader)
        for place, tick in enumerate(window.ticks):
            found.append(self._words(self._tick_x(place) + 3, lower, scale.label(window.unit, tick, self.reader)))
        begins = [place for place in range(len(window.ticks)) if self._is_long(place)]
        for place, until in zip(begins, [*begins[1:], len(window.ticks)], strict=True):
            x, end = self._tick_x(place), self._tick_x(until)
            for said in scale.group_labels(window.unit, window.ticks[place], self.reader):
                if pictures.width(pictures.drawable(said), self.sheet.size) <= end - x - 6:
                    found.append(self._words(x + 3, upper, said))
                    break
        return found

    def _ticks(self) -> list[Tick]:
        return [Tick(self._tick_x(place), self._is_long(place)) for place in range(len(self.shown.window.ticks))]

    def _is_long(self, place: int) -> bool:
        unit, ticks = self.shown.window.unit, self.shown.window.ticks
        return not place or scale.group(unit, ticks[place]) != scale.group(unit, ticks[place - 1])

    def _tick_x(self, place: int) -> float:
        ticks = self.shown.window.ticks
        return self._x(ticks[place].toordinal()) if place < len(ticks) else self.time.end

    def _days_off(self) -> Iterator[Stretch]:
        # In months and quarters a day is too narrow to be seen.
        if self.shown.window.unit is not Unit.WEEK:
            return
        for first, after in self.shown.window.days_off(self.chart.calendar):
            x = self._x(first.toordinal())
            yield Stretch(x, self._x(after.toordinal()) - x)

    def _today(self) -> float | None:
        window, today = self.shown.window, self.chart.today
        # In the middle of the day: in the morning nothing of it is late yet.
        return self._x(today.toordinal() + 0.5) if window.start <= today < window.end else None

    def _words(self, x: float, y: float, text: str, tone: Tone = Tone.QUIET) -> Words:
        text = pictures.drawable(text)
        return Words(x, y, pictures.width(text, self.sheet.size), text, tone)
