"""Who is told that a project stands still, or goes on: its channel, and once each who has something in it."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import quiet, substitutes
from bot.process.kernel.flow import Open
from bot.process.kernel.rooms import room_of
from bot.process.kernel.rules import RUNNING, Phase
from bot.process.kernel.work import Work
from bot.process.phases.moved import ARCHIVE, CLOSE, Moved
from bot.words.language import Text
from bot.words.language import text as _
from storage import people

# What a message names of what somebody has.
LINES_AT_MOST = 7
# Why what was said before is not told any more.
MOVED_ON = "it has moved on"


def tell(work: Work, moved: Moved) -> None:
    """Tell of it, once.

    Of a project that runs again, who was still to hear that it did not need hear neither; else the last of it is told.
    What is archived was closed before, and its people hear that.
    """
    project = moved.project
    about = f"projects:{project.id}:phase"
    said: dict[str, Any] = {
        "project": project,
        "did": moved.did,
        "hand": substitutes.hand(work.person, work.acting_for),
        "because": moved.because,
    }
    room = room_of(project)
    if room is not None:
        work.say("phases/told", to=room, about=about, **said, numbers=moved.numbers, back=moved.back)
    if moved.did == ARCHIVE:
        return
    of_each = f"{about}:yours"
    known = people.people(work.session, work.team_id, moved.looked.people)
    untold = {user_id for user_id, one in known.items() if _was_untold(work, of_each, one)}
    # Who has nothing in it any more is not in the question, and what they were still to hear is over, too.
    work.unsay(of_each, MOVED_ON)
    need_not_hear = untold if Phase(project.phase) in RUNNING else set()
    for user_id, person in known.items():
        if user_id not in need_not_hear:
            lines = [_line(moved, flow, one) for flow, one in moved.looked.people[user_id]]
            given = {**said, "lines": lines, "most": LINES_AT_MOST}
            quiet.tell_each(work, [person], "phases/yours", about=of_each, **given)


def _was_untold(work: Work, about: str, person: people.Person) -> bool:
    """Whether the person had not heard yet what had been before; they do not any more."""
    return bool(work.unsay(about, MOVED_ON, to=quiet.readers(work, [person])))


def _line(moved: Moved, flow: str, one: Open) -> Text:
    if moved.did != CLOSE:
        return Text("%(what)s", {"what": one.named})
    end = _("done") if one.id in moved.done.get(flow, ()) else _("cancelled")
    return _("%(what)s · %(state)s", what=one.named, state=end)
