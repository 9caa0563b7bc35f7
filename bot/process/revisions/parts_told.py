"""Who hears that a department joins a project, leaves it, or is a part of another: its channel, and who it concerns."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import quiet, substitutes
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.revisions.shifted import JOIN, MERGE, Shifted
from bot.words.language import Text
from storage import people, projects
from storage.projects import ProjectDepartment

# What a message names of what came to somebody.
LINES_AT_MOST = 7


def tell(work: Work, shifted: Shifted) -> None:
    """Tell the channel; who stood for a department that is gone; and head, liaison and owner with what came to them."""
    project = shifted.project
    about = f"projects:{project.id}:departments"
    said: dict[str, Any] = {"shifted": shifted, "hand": substitutes.hand(work.person, work.acting_for)}
    room = room_of(project)
    if room is not None:
        work.say("revisions/parts_told", to=room, about=f"{about}:{shifted.department.id}", **said)
    if shifted.did == JOIN or shifted.looked is None:
        return
    gone = _named(shifted.looked.part)
    taking = projects.part(work.session, project.id, shifted.heir.id) if shifted.heir is not None else None
    having = {*(_named(taking) if taking is not None else ()), shifted.choice.owner_id} - {""}
    lines = _given(shifted)
    known = people.people(work.session, work.team_id, gone | having)
    for user_id in sorted(gone - having):
        told = {"lines": [], "is_gone": True, "most": LINES_AT_MOST, **said}
        quiet.tell_each(work, [known.get(user_id)], "revisions/parts_yours", about=about, is_farewell=True, **told)
    for user_id in sorted(having) if lines or shifted.did == MERGE else ():
        told = {"lines": lines, "is_gone": False, "most": LINES_AT_MOST, **said}
        quiet.tell_each(work, [known.get(user_id)], "revisions/parts_yours", about=about, **told)


def _named(part: ProjectDepartment) -> set[str]:
    return {part.head_id, part.liaison_id}


def _given(shifted: Shifted) -> list[Text]:
    """What came to the heir, in lines."""
    given = (group for group, what in shifted.settled if what == "given")
    return [Text("%(what)s", {"what": one.named}) for group in given for one in group.found]
