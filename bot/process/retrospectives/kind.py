"""What the kernel has to know of retrospectives to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.projects import numbering
from bot.process.retrospectives import reminders, shown
from bot.process.retrospectives.states import TRANSITIONS
from bot.words.language import text as _
from storage.retrospectives import Retrospective

RETROSPECTIVES = Kind(
    "retrospectives",
    "P",
    "/project",
    Retrospective,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    # It has no card: what is posted of it stands.
    draw=shown.one,
    unknown=_("There is no such retrospective here. `/project retrospective` shows the one of a project."),
    not_yours=_("The retrospective of %(matter)s is not yours to do that with."),
    harmless=frozenset({"change", "write", "withdraw"}),
    named=numbering.label,
)
