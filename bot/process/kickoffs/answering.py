"""Whoever is invited to a kickoff meeting says that they cannot come, or can after all: the PM sees it, and who stands
in for them then is invited instead.
"""

from __future__ import annotations

from bot.process.kernel import quiet
from bot.process.kernel.work import Work
from bot.process.kickoffs import calling, cards
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.calling import INVITED_AT_MOST
from bot.process.kickoffs.shown import Shown
from bot.process.kickoffs.states import State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people, projects, substitutes
from storage.people import Person


def to_decline(work: Work, kickoff_id: int) -> Shown:
    """The meeting, for the form in which who is invited says why they cannot come; refused like `decline`."""
    shown = kickoff_shown.found(work, kickoff_id)
    _must_be_invited(work, shown)
    return shown


def decline(work: Work, kickoff_id: int, because: str) -> tuple[Shown, list[Person]]:
    """The actor cannot come: who stands in for them then is invited too, and the PM hears it. Those are returned.

    Raises Refused without a word, for who is not invited, and for a meeting that is over or was cancelled.
    """
    shown = kickoff_shown.found(work, kickoff_id, to_change=True)
    _must_be_invited(work, shown)
    if not because.strip():
        raise Refused(_("Say why, in a word or two."), field="reason")
    kickoff, me = shown.kickoff, work.person.user_id
    if kickoff.declined.get(me) == because:
        work.does_nothing()
        return shown, []
    said, instead = calling.said_of(work, kickoff), _instead(work, shown)
    kickoff.declined = {**kickoff.declined, me: because}
    kickoff.invited = [*kickoff.invited, *(one.user_id for one in instead)]
    calling.changed(work, kickoff, "decline", said, because)
    shown = kickoff_shown.of(work, shown.project, kickoff)
    cards.draw(work, shown)
    calling.tell(work, shown, instead, "kickoffs/invited")
    _tell_manager(work, shown, "kickoffs/declined", because=because, instead=instead)
    return shown, instead


def come(work: Work, kickoff_id: int) -> Shown:
    """The actor can come after all; who was invited in their stead stays so. Refused like `decline`."""
    shown = kickoff_shown.found(work, kickoff_id, to_change=True)
    _must_be_invited(work, shown)
    kickoff, me = shown.kickoff, work.person.user_id
    if me not in kickoff.declined:
        work.does_nothing()
        return shown
    said = calling.said_of(work, kickoff)
    kickoff.declined = {one: why for one, why in kickoff.declined.items() if one != me}
    calling.changed(work, kickoff, "come", said)
    shown = kickoff_shown.of(work, shown.project, kickoff)
    cards.draw(work, shown)
    if not work.unsay(_declined(shown, me), "they can come after all"):
        _tell_manager(work, shown, "kickoffs/comes")
    return shown


def _must_be_invited(work: Work, shown: Shown) -> None:
    number = shown.project.number
    if work.person.user_id not in shown.kickoff.invited:
        raise Refused(_("You are not invited to the kickoff meeting of %(number)s.", number=number))
    if shown.state != State.CALLED or shown.kickoff.starts_at <= work.now:
        raise Refused(_("The kickoff meeting of %(number)s is not ahead any more.", number=number))


def _instead(work: Work, shown: Shown) -> list[Person]:
    """Who stands in for the actor when the meeting begins; else the deputies of the department that they head. Those
    who are invited already need no invitation.
    """
    me, kickoff = work.person.user_id, shown.kickoff
    windows = substitutes.of_principals(work.session, work.team_id, [me], kickoff.starts_at)
    parts = projects.taking_part(work.session, shown.project)
    wanted = [one.substitute_id for one in windows]
    wanted = wanted or [one for part, made in parts if part.head_id == me for one in made.deputies]
    known = people.people(work.session, work.team_id, wanted)
    found = [known[one] for one in dict.fromkeys(wanted) if one in known and known[one].is_there]
    left = INVITED_AT_MOST - len(kickoff.invited)
    return [one for one in found if one.user_id not in kickoff.invited][:left]


def _tell_manager(work: Work, shown: Shown, template: str, **context: object) -> None:
    pm = people.person(work.session, work.team_id, shown.project.pm_id)
    about = _declined(shown, work.person.user_id)
    quiet.tell_each(work, [pm], template, about=about, by=work.person, shown=shown, **context)


def _declined(shown: Shown, user_id: str) -> str:
    """What the PM is told of one who cannot come; taken back before they read it, it is not said."""
    return f"{kickoff_shown.about(shown.kickoff.id)}:declined:{user_id}"
