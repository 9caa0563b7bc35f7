"""Who is away (请假) and who acts for them: a dated window is set, shown and ended.

Days are whole days of the principal, in their zone. A window never restarts a clock: what waits for the principal waits
for the substitute too, with the same dates. No window leads to another (no chains), nor overlaps one of its principal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.process.kernel import members, nudges, quiet, rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.substitutes.timers import BEGINS, OVER
from bot.words.language import Near, Text, Zone
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack
from storage import departments, people, substitutes, task_owners
from storage.people import Person
from storage.substitutes import Substitution

# Whoever is away for longer is succeeded, not substituted.
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class NewWindow:
    """What is asked for: who is away from the first to the last day, both included, and who acts for them."""

    principal_id: str
    substitute_id: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Window:
    """A window as it is shown: its people, whether it is open now, and whether the actor may end it."""

    id: int
    principal: Person
    substitute: Person
    substitution: Substitution
    is_open: bool
    can_end: bool

    def span(self, zone: str, today: date) -> Text:
        """The days, for somebody in that zone; where the principal's days are other ones there, theirs is named."""
        window = self.substitution
        for local in (zone, self.principal.zone):
            begins, ends = (one.astimezone(ZoneInfo(local)) for one in (window.begins_at, window.ends_at))
            if begins.time() == time() and ends.time() == time():
                days = _days(begins.date(), ends.date() - timedelta(days=1), today)
                return days if local == zone else _("%(days)s (%(zone)s)", days=days, zone=Zone(local))
        # The principal has moved since.
        return _("%(first)s – %(last)s", first=Near(window.begins_at, today), last=Near(window.ends_at, today))

    def is_in_days_of(self, zone: str) -> bool:
        """Whether its days are whole days there, too."""
        moments = (self.substitution.begins_at, self.substitution.ends_at)
        return all(one.astimezone(ZoneInfo(zone)).time() == time() for one in moments)


def _days(first: date, last: date, today: date) -> Text:
    if first == last:
        return Text("%(day)s", {"day": Near(first, today)})
    return _("%(first)s – %(last)s", first=Near(first, today), last=Near(last, today))


def name(work: Work, asked: NewWindow) -> Window:
    """Name a substitute; a second submit of the same form finds the first window.

    Raises Refused for people who cannot be one, days that cannot be, an overlap, a chain, and who may not.
    """
    known = substitutes.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.ended_by is not None:
            raise TakenBack
        return _window(work, known)
    principal = members.there(work, asked.principal_id, "principal_id")
    rights.must(
        work,
        "substitutes.set",
        None,
        _("You cannot name a substitute for %(name)s.", name=principal.name),
        department_id=_departments_of(work, principal.user_id),
        who={Role.SELF: principal.user_id},
    )
    substitute = _able_to_substitute(work, principal, asked.substitute_id)
    begins_at, ends_at = _moments(work, principal, asked)
    people.hold(work.session, work.team_id, [principal.user_id, substitute.user_id])
    _must_stand_alone(work, principal, substitute, begins_at, ends_at)
    window = Substitution(
        team_id=work.team_id,
        cause=work.cause,
        principal_id=principal.user_id,
        substitute_id=substitute.user_id,
        first_on=asked.first_on,
        last_on=asked.last_on,
        zone=principal.zone,
        begins_at=begins_at,
        ends_at=ends_at,
        created_at=work.now,
        created_by=work.person.user_id,
    )
    work.session.add(window)
    work.session.flush()
    named = {"substitute": (None, substitute.user_id), "first_on": (None, asked.first_on)}
    work.record("substitutions", window.id, "name", {**named, "last_on": (None, asked.last_on)})
    work.wake(BEGINS, window.id, begins_at)
    work.wake(OVER, window.id, ends_at)
    return _told(work, window, "substitutes/named")


def end(work: Work, window_id: int) -> Window:
    """End a window at once, or cancel one to come; one that is over already stays as it is.

    Raises Refused when there is none, and for who may not.
    """
    window = substitutes.substitution(work.session, work.team_id, window_id, to_change=True)
    if window is None or not _may_look(work, window):
        raise Refused(_("There is no such substitution here. `/liaison away` shows all of them."))
    if window.ended_at is not None or window.ends_at <= work.now:
        return _window(work, window)
    principal = people.person(work.session, work.team_id, window.principal_id)
    rights.must(
        work,
        "substitutes.set",
        None,
        _("You cannot end this for %(name)s.", name=principal.name if principal else "?"),
        department_id=_departments_of(work, window.principal_id),
        who={Role.SELF: window.principal_id},
    )
    window.ended_at, window.ended_by = work.now, work.person.user_id
    work.session.add(window)
    work.session.flush()
    work.record("substitutions", window_id, "end", {"ended_at": (None, work.now)})
    work.let_sleep(BEGINS, window_id)
    work.let_sleep(OVER, window_id)
    nudges.back(work, window.principal_id, window.begins_at)
    return _told(work, window, "substitutes/ended")


def shown(work: Work) -> list[Window]:
    """The windows that are open and to come, soonest first; a guest sees those that they have a part in."""
    found = substitutes.not_over(work.session, work.team_id, work.now)
    known = people.people(
        work.session, work.team_id, {one for each in found for one in (each.principal_id, each.substitute_id)}
    )
    return [
        _window(work, one)
        for one in found
        if one.principal_id in known and one.substitute_id in known and _may_look(work, one)
    ]


def _may_look(work: Work, window: Substitution) -> bool:
    return not work.person.is_guest or work.person.user_id in (window.principal_id, window.substitute_id)


def _window(work: Work, window: Substitution) -> Window:
    known = people.people(work.session, work.team_id, {window.principal_id, window.substitute_id})
    its, who = _departments_of(work, window.principal_id), {Role.SELF: window.principal_id}
    may_end = work.actor is not None and rights.may(work, "substitutes.set", None, department_id=its, who=who)
    return Window(
        id=window.id,
        principal=known[window.principal_id],
        substitute=known[window.substitute_id],
        substitution=window,
        is_open=window.begins_at <= work.now < window.ends_at and window.ended_at is None,
        can_end=may_end and window.ended_at is None,
    )


def _told(work: Work, window: Substitution, template: str) -> Window:
    """Tell both, each in their own working hours; whoever did it at once.

    Who has not heard yet of what was set need not hear that it has ended.
    """
    work.principals_of.clear()
    shown, about = _window(work, window), f"substitutions:{window.id}"
    for person in (shown.principal, shown.substitute):
        is_actor = person.user_id == work.actor_id
        was_untold = bool(work.unsay(about, "it has ended", to=[person.user_id]))
        if not person.is_deactivated and (is_actor or not was_untold):
            work.say(
                template,
                to=person,
                about=about,
                due_at=work.now if is_actor else quiet.due(work, person),
                window=shown,
                span=shown.span(person.zone, work.today(person.zone)),
                is_principal=person.user_id == window.principal_id,
            )
    return shown


def _departments_of(work: Work, user_id: str) -> list[int]:
    """The departments whose head answers for the person: where they belong, and for which they have work to do."""
    own = [one.id for one in departments.of_person(work.session, work.team_id, user_id)]
    at_work = [one.department_id for one in task_owners.open_for(work.session, work.team_id, user_id)]
    return list(dict.fromkeys([*own, *at_work]))


def _able_to_substitute(work: Work, principal: Person, user_id: str) -> Person:
    substitute = members.there(work, user_id, "substitute_id")
    if substitute.user_id == principal.user_id:
        raise Refused(_("Nobody stands in for themselves. Choose somebody else."), field="substitute_id")
    if substitute.is_guest:
        raise Refused(_("A guest cannot stand in for others. Choose a full member."), field="substitute_id")
    return substitute


def _moments(work: Work, principal: Person, asked: NewWindow) -> tuple[datetime, datetime]:
    """The moments at which the days begin and end in the principal's zone."""
    if asked.last_on < asked.first_on:
        raise Refused(_("The last day must not be before the first."), field="last_on")
    if asked.last_on < work.today(principal.zone):
        raise Refused(_("That day has passed."), field="last_on")
    if asked.last_on - asked.first_on > timedelta(days=MOST_DAYS):
        raise Refused(_("That is more than a year. Choose a nearer day, or name a successor."), field="last_on")
    zone = ZoneInfo(principal.zone)
    return (
        datetime.combine(asked.first_on, time(), zone),
        datetime.combine(asked.last_on + timedelta(days=1), time(), zone),
    )


def _must_stand_alone(
    work: Work, principal: Person, substitute: Person, begins_at: datetime, ends_at: datetime
) -> None:
    """Refuse an overlap of the principal's windows, and what would be a chain."""
    both = [principal.user_id, substitute.user_id]
    for one in substitutes.overlapping(work.session, work.team_id, both, begins_at, ends_at):
        named = _window(work, one)
        said = {
            "principal": named.principal.name,
            "substitute": named.substitute.name,
            "span": named.span(work.person.zone, work.today(work.person.zone)),
        }
        if one.principal_id == principal.user_id:
            why = _("%(substitute)s already stands in for %(principal)s: %(span)s. End that first.", **said)
            raise Refused(why, field="first_on")
        if one.principal_id == substitute.user_id:
            why = _("%(principal)s is away too: %(span)s. Choose somebody who is there.", **said)
            raise Refused(why, field="substitute_id")
        if one.substitute_id == principal.user_id:
            why = _(
                "%(substitute)s stands in for %(principal)s: %(span)s. Let somebody else do that first: "
                "`/liaison away` shows it.",
                **said,
            )
            raise Refused(why, field="first_on")
