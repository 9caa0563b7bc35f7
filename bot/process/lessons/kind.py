"""What the kernel has to know of lessons to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.lessons import reminders, shown
from bot.process.lessons.states import TRANSITIONS
from bot.words.language import text as _
from storage.lessons import Lesson

LESSONS = Kind(
    "lessons",
    "L",
    "/lesson",
    Lesson,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    # A lesson has no card.
    draw=shown.one,
    unknown=_("There is no L-%(number)s here. `/lesson list` shows the lessons."),
    not_yours=_("That is not yours to do with L-%(number)s."),
    harmless=frozenset({"change", "release", "hide", "keep", "retire", "bring back", "withdraw", "template"}),
    is_readable=shown.is_readable,
)
