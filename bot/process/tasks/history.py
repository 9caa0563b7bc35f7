"""What changed in the plan of a task, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.words.language import Text, joined
from bot.words.language import text as _
from storage.history import Change

# Short enough to be told from what to what.
TOLD_WHOLE = {
    "title": _("title"),
    "stage": _("stage"),
    "parent": _("part of"),
    "waits_for": _("waits for"),
}
TOLD_BY_NAME = {
    "department_id": _("lead department"),
    "starts_on": _("planned start"),
    "description": _("description"),
    "output": _("output"),
    "format": _("format"),
    "quality": _("quality"),
    "parts": _("cooperating departments"),
    "is_pinned": _("whether its dates are pinned"),
}
VALUE_AT_MOST = 80


def planned(change: Change) -> Text | None:
    """An edit, a split, a deletion or a restoration in words; None for anything else."""
    match change.action:
        case "delete":
            return _("deleted")
        case "restore":
            return _("restored")
        case "cancel":
            return _("cancelled · %(what)s", what=_value(change.because))
        case "split":
            return _("split into %(subtasks)s", subtasks=_value(change.changes["subtasks"][1]))
        case "edit" | "part":
            return _edited(change)
        case "dispute withdrawn":
            return _("dispute %(what)s withdrawn", what=_value(change.because))
        case "dispute":
            return _("dispute %(what)s", what=_value(change.because))
        case "comment":
            return _("commented · %(what)s", what=_value(change.because))
        case "attach":
            return _("attached %(what)s", what=_value(change.changes["attachments"][1]))
        case "detach":
            return _("removed %(what)s", what=_value(change.changes["attachments"][0]))
    return None


def added(change: Change) -> Text:
    """That a task was added, and for when."""
    day = change.changes["due_on"][1]
    return _("added, due %(day)s", day=date.fromisoformat(day)) if day else _("added, not scheduled yet")


def shifted(change: Change) -> Text:
    """That a date moved because another did, and whose."""
    _before, by = change.changes.get("moved_by", ("", ""))
    if change.action == "change":
        return _("moved by the approved change %(change)s", change=by)
    if change.action == "pull":
        return _("pulled forward after %(task)s", task=by) if by else _("pulled to the earliest")
    return _("pushed by %(task)s", task=by) if by else _("pushed by what it waits for")


def dated(what: Text, was: date | None, became: date | None) -> Text:
    """From what day to what it was moved; None where it was on none."""
    if was is None:
        return _("%(what)s, due %(day)s", what=what, day=became)
    if became is None:
        return _("%(what)s, not scheduled any more instead of due %(was)s", what=what, was=was)
    return _("%(what)s, due %(day)s instead of %(was)s", what=what, day=became, was=was)


def given(what: Text, was: str | None, became: str | None) -> Text:
    """From whom to whom it went; None where it was nobody's."""
    if was is None:
        return _("%(what)s, owner %(name)s", what=what, name=became)
    if became is None:
        return _("%(what)s, no owner instead of %(was)s", what=what, was=was)
    return _("%(what)s, owner %(name)s instead of %(was)s", what=what, name=became, was=was)


def _edited(change: Change) -> Text:
    said: list[Text] = []
    for name, (before, after) in change.changes.items():
        if name in TOLD_WHOLE:
            one = _(
                "%(field)s %(after)s instead of %(before)s",
                field=TOLD_WHOLE[name],
                after=_value(after),
                before=_value(before),
            )
        else:
            one = TOLD_BY_NAME.get(name, _("plan"))
        said.append(one)
    return _("plan changed: %(what)s", what=joined(said, _("%(one)s, %(rest)s")) or "–")


def _value(kept: Any) -> str:
    shown = ", ".join(str(one) for one in kept) if isinstance(kept, list) else str(kept or "")
    return (shown[:VALUE_AT_MOST] + "…" if len(shown) > VALUE_AT_MOST else shown) or "–"
