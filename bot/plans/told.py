"""What the command line says of a plan: one object of JSON, or a table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.plans import asked
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow, Question
from bot.plans.scheduled import broken_links, day_of
from bot.plans.scheduling import Place
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _

# By a row's id where it is; None where the plan was only read.
Places = Mapping[str, Place] | None


def as_json(plan: Plan, name: str, reader: Reader, places: Places = None) -> dict[str, Any]:
    """Days are ISO, a lag is in working days; `id` is the file's own."""
    return {
        "file": name,
        "format": plan.format,
        "sheet": plan.sheet,
        "heading_row": plan.heading_row,
        "columns": [{"column": one.letter, "heading": one.heading, "field": one.meaning} for one in plan.columns],
        "start": _iso(plan.begins),
        "end": _iso(plan.ends),
        "tasks": [_row(row, (places or {}).get(row.id)) for row in plan.rows],
        "links": [{"from": one.before, "to": one.after, "type": one.kind.value, "lag": one.lag} for one in plan.links],
        "broken": [{"from": one.before, "to": one.after} for one in broken_links(plan)],
        "problems": [
            {"row": one.row, "column": one.column, "value": one.value, "why": one.why.words.for_(reader)}
            for one in plan.problems
        ],
        "asked": [_question(one) for one in plan.asked],
        "left_out": [{"what": one.what, "why": one.why.words.for_(reader)} for one in plan.left_out],
    }


def as_table(plan: Plan, reader: Reader, places: Places = None) -> list[str]:
    """Lines for a terminal: what was read, each row, and what was not taken."""
    lines = [
        _(
            "%(format)s: %(rows)s rows, %(links)s links, %(first)s – %(last)s",
            format=plan.format,
            rows=len(plan.rows),
            links=len(plan.links),
            first=_iso(plan.begins) or "?",
            last=_iso(plan.ends) or "?",
        )
    ]
    if places is None:
        lines += _columns(plan)
    waits: dict[str, list[PlanLink]] = {}
    for one in plan.links:
        waits.setdefault(one.after, []).append(one)
    lines += [_line(row, waits.get(row.id, ()), (places or {}).get(row.id)) for row in plan.rows]
    lines += [told for row in plan.rows if (told := _elsewhere(row, (places or {}).get(row.id))) is not None]
    lines += [
        _(
            "row %(row)s, %(column)s: %(value)s – %(why)s",
            row=one.row,
            column=one.column,
            value=one.value,
            why=one.why.words,
        )
        for one in plan.problems
    ]
    lines += [
        _("its dates break %(before)s → %(after)s (%(kind)s)", before=one.before, after=one.after, kind=one.kind.value)
        for one in broken_links(plan)
    ]
    lines += [asked.line(one) for one in plan.asked]
    lines += [_("left out: %(what)s – %(why)s", what=one.what, why=one.why.words) for one in plan.left_out]
    return [one.for_(reader) for one in lines]


def _columns(plan: Plan) -> list[Text]:
    """Where a table was found, and as what its columns were read."""
    if not plan.columns:
        return []
    read = [
        _("%(heading)s = %(meaning)s", heading=one.heading, meaning=asked.MEANINGS[one.meaning]) for one in plan.columns
    ]
    columns = joined(read, _("%(one)s; %(rest)s"))
    if plan.sheet:
        return [
            _(
                "sheet %(sheet)s, headings in row %(row)s: %(columns)s",
                sheet=plan.sheet,
                row=plan.heading_row,
                columns=columns,
            )
        ]
    return [_("headings in row %(row)s: %(columns)s", row=plan.heading_row, columns=columns)]


def _line(row: PlanRow, waits: Sequence[PlanLink], place: Place | None) -> Text:
    told = _row(row, place)
    start, end = ("early_start", "early_end") if place else ("start", "end")
    indent = "  " * (row.level - 1)
    said: Text | str = f"{row.id:>6}  {told[start] or '?':10}  {told[end] or '?':10}  {indent}{row.title}"
    more: list[Text | str] = [f"{row.progress}%"] if row.progress is not None else []
    more += [one for one in (row.owner, row.department) if one]
    more += [_("after %(links)s", links=", ".join(map(_link, waits)))] if waits else []
    said = joined((said, *more), Text("%(one)s  %(rest)s")) or ""
    if place is None:
        return Text("%(row)s", {"row": said})
    if place.is_critical:
        return _("%(row)s  slack %(days)s  critical", row=said, days=place.slack)
    return _("%(row)s  slack %(days)s", row=said, days=place.slack)


def _elsewhere(row: PlanRow, place: Place | None) -> Text | None:
    """Of a milestone that the plan has on another day than it could be on: both days."""
    own = row.end or row.start
    if place is None or own is None or not row.is_milestone:
        return None
    computed = day_of(place.early_start, is_end=not row.is_at_start)
    if computed == own:
        return None
    return _(
        "%(title)s: on %(own)s in the plan, on %(computed)s by the schedule",
        title=row.title,
        own=own.isoformat(),
        computed=computed.isoformat(),
    )


def _link(one: PlanLink) -> str:
    """3, 3 SS, 3 FS+2."""
    lag = f"{one.lag:+g}" if one.lag else ""
    return f"{one.before} {one.kind}{lag}" if lag or one.kind is not Kind.FS else one.before


def _question(one: Question) -> dict[str, Any]:
    told: dict[str, Any] = {"about": one.about.value}
    if one.column:
        told["column"] = one.column
    if one.rows:
        told["rows"] = one.rows
    return told | ({"choices": one.choices} if one.choices else {})


def _row(row: PlanRow, place: Place | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": row.id,
        "code": row.code,
        "level": row.level,
        "title": row.title,
        "parent": row.parent,
        "summary": row.is_summary,
        "milestone": row.is_milestone,
        "pinned": row.is_pinned,
        "start": _iso(row.start),
        "end": _iso(row.end),
        "days": row.days,
        "progress": row.progress,
        "owner": row.owner,
        "department": row.department,
    }
    if row.is_milestone:
        told["at"] = "start" if row.is_at_start else "end"
    if place is not None:
        # What takes no time has one day, whichever edge of it it stands at; a stage of milestones, too.
        is_moment = place.early_start == place.early_end
        for name in ("early_start", "early_end", "late_start", "late_end"):
            is_end = not row.is_at_start if is_moment else name.endswith("end")
            told[name] = _iso(day_of(getattr(place, name), is_end=is_end))
        told |= {"slack": place.slack, "free_slack": place.free_slack, "critical": place.is_critical}
    return told


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
