"""Who is told that a project stands still, or goes on: its channel, and once each who has something in it."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import quiet, substitutes
from bot.process.kernel.flow import Open
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.phases.moved import CLOSE, Moved
from bot.words.language import Text
from bot.words.language import text as _
from storage import people

# What a message names of what somebody has.
LINES_AT_MOST = 7


def tell(work: Work, moved: Moved) -> None:
    """Tell of it, once; who was still to hear what had been before need hear neither."""
    project = moved.project
    about = f"projects:{project.id}:phase"
    said: dict[str, Any] = {
        "project": project,
        "did": moved.did,
        "hand": substitutes.hand(work.person, work.acting_for),
        "because": moved.because,
    }
    known = people.people(work.session, work.team_id, moved.looked.people)
    to_tell = {user_id: one for user_id, one in known.items() if not _was_untold(work, about, one)}
    # Nor who has nothing in it any more, as what was settled with it stays so.
    work.unsay(about, "it has moved on")
    room = room_of(project)
    if room is not None:
        work.say("phases/told", to=room, about=about, **said, numbers=moved.numbers, back=moved.back)
    for user_id, person in to_tell.items():
        lines = [_line(moved, flow, one) for flow, one in moved.looked.people[user_id]]
        quiet.tell_each(work, [person], "phases/yours", about=about, **said, lines=lines, most=LINES_AT_MOST)


def _was_untold(work: Work, about: str, person: people.Person) -> bool:
    """Whether the person had not heard yet what had been before; they do not any more."""
    return bool(work.unsay(about, "it has moved on", to=quiet.readers(work, [person])))


def _line(moved: Moved, flow: str, one: Open) -> Text:
    if moved.did != CLOSE:
        return Text("%(what)s", {"what": one.named})
    end = _("done") if one.id in moved.done.get(flow, ()) else _("cancelled")
    return _("%(what)s · %(state)s", what=one.named, state=end)
