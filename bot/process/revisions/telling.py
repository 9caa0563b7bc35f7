"""Who hears that a project is otherwise: its channel, and of another period the heads and liaisons, each once."""

from __future__ import annotations

from bot.process.kernel import quiet, substitutes
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.revisions import effects
from bot.process.revisions.edited import Edited
from storage import people, projects

# What a message names of what lies outside.
LINES_AT_MOST = 7


def tell(work: Work, edited: Edited) -> None:
    """Tell of it, once; who had not heard yet of what is taken back hears of neither."""
    project, hand = edited.project, substitutes.hand(work.person, work.acting_for)
    about = f"projects:{project.id}:edited"
    room = room_of(project)
    if room is not None:
        sponsors = people.people(work.session, work.team_id, edited.changes.get("sponsor_id", ()))
        work.say("revisions/told", to=room, about=about, edited=edited, hand=hand, people=sponsors)
    if edited.is_period:
        _tell_period(work, edited, f"{about}:period")


def _tell_period(work: Work, edited: Edited, about: str) -> None:
    """Heads and liaisons, with what of their departments lies outside the period now."""
    project = edited.project
    parts = [part for part, _made in projects.taking_part(work.session, project)]
    left = effects.outside(work, project, project.starts_on, project.ends_on)
    known = people.people(
        work.session, work.team_id, {one for part in parts for one in (part.head_id, part.liaison_id)}
    )
    for user_id, person in known.items():
        was_unheard = work.unsay(about, "it is another by now", to=quiet.readers(work, [person]))
        if was_unheard and edited.is_undo:
            continue
        mine = {part.department_id for part in parts if user_id in (part.head_id, part.liaison_id)}
        lines = [f"T-{one.number} · {one.title}" for one in left if one.department_id in mine]
        told = {"edited": edited, "hand": substitutes.hand(work.person, work.acting_for), "lines": lines}
        quiet.tell_each(work, [person], "revisions/period", about=about, most=LINES_AT_MOST, **told)
