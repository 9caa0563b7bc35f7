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
# Why what was said before is not told any more.
TAKEN_BACK = "it was taken back"


def tell(work: Work, shifted: Shifted) -> None:
    """Tell the channel; who stood for a department that is gone; and head, liaison and owner with what came to them."""
    project = shifted.project
    about = _about(shifted)
    said: dict[str, Any] = {"shifted": shifted, "hand": substitutes.hand(work.person, work.acting_for)}
    room = room_of(project)
    if room is not None:
        work.say("revisions/parts_told", to=room, about=about, **said)
    if shifted.did == JOIN or shifted.looked is None:
        return
    about = f"{about}:yours"
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


def tell_back(work: Work, shifted: Shifted, posts: set[str]) -> None:
    """It is taken back: tell the channel and those who know; who had not heard of it yet hears of neither.

    `posts` are those who stand for the department that is there again.
    """
    project, about = shifted.project, _about(shifted)
    said: dict[str, Any] = {"shifted": shifted, "hand": substitutes.hand(work.person, work.acting_for)}
    room = room_of(project)
    if not work.unsay(about, TAKEN_BACK) and room is not None:
        work.say("revisions/parts_told", to=room, about=about, **said)
    taking = projects.part(work.session, project.id, shifted.heir.id) if shifted.heir is not None else None
    having = {*(_named(taking) if taking is not None else ()), shifted.choice.owner_id} - {""}
    known = people.people(work.session, work.team_id, posts | having)
    for user_id in sorted(known):
        person = known[user_id]
        if not work.unsay(f"{about}:yours", TAKEN_BACK, to=quiet.readers(work, [person])):
            told = {"lines": [], "is_gone": user_id in posts, "most": LINES_AT_MOST, **said}
            quiet.tell_each(work, [person], "revisions/parts_yours", about=f"{about}:yours", **told)


def _about(shifted: Shifted) -> str:
    """What is told of it is filed under."""
    return f"projects:{shifted.project.id}:departments:{shifted.department.id}"


def _named(part: ProjectDepartment) -> set[str]:
    return {part.head_id, part.liaison_id}


def _given(shifted: Shifted) -> list[Text]:
    """What came to the heir, in lines."""
    given = (group for group, what in shifted.settled if what == "given")
    return [Text("%(what)s", {"what": one.named}) for group in given for one in group.found]
