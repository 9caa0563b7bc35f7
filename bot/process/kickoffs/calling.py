"""The kickoff meeting is called, moved and cancelled: who is invited, and what they are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.calendars import first_instant
from bot.process.kernel import calendars, occasions, posts, quiet, rights
from bot.process.kernel.weighing import Weighed, must_be_known
from bot.process.kernel.work import Work
from bot.process.kickoffs import cards, reminders
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.shown import Shown
from bot.process.kickoffs.states import TRANSITIONS, State
from bot.process.projects import finding
from bot.words.language import joined
from bot.words.language import text as _
from bot.words.refused import Refused, overtaken
from storage import kickoffs, people, projects
from storage.kickoffs import Kickoff
from storage.people import Person
from storage.projects import Project

# What the form begins with: long enough for the three questions of the agenda, and in most working days.
MINUTES, CLOCK = 60, time(10)
# It is called some working days ahead, so that heads of several departments can come.
DAYS_AHEAD = 3
# Of these hours one is proposed.
HOURS = tuple(time(hour) for hour in range(8, 19))
# Who is invited to what begins so soon after their next working hour hears of it at once.
SOON = timedelta(hours=1)
# So many people are named of those who do not work then.
NAMED_AT_MOST = 10
# As many as a menu of people shows.
INVITED_AT_MOST = 100
RUN = "kickoffs.run"
# What of it the audit trail keeps.
KEPT = (
    "state", "starts_at", "minutes", "place", "invited", "declined", "attended", "alignment", "risks", "questions",
    "decisions", "task_ids",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Called:
    """What the form says: the day and time by the project's clock, and who is to come."""

    day: date
    clock: time
    minutes: int
    place: str
    invited: Sequence[str]

    @property
    def mark(self) -> str:
        """What tells it from others."""
        return f"{self.day}:{self.clock}:{self.minutes}:{','.join(sorted(self.invited))}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form begins with; `kickoff` is what stands already, and `version` 0 where nothing does."""

    project: Project
    kickoff: Kickoff | None
    day: date
    clock: time
    minutes: int
    place: str
    invited: Sequence[str]
    version: int


def here(work: Work, words: str, channel_id: str) -> tuple[Project, Shown | None]:
    """The kickoff meeting of the project that words or channel name; None where none was called."""
    project = finding.only(work, channel_id, words.partition(" ")[0])
    kickoff = kickoffs.of_project(work.session, work.team_id, project.id)
    return project, kickoff_shown.of(work, project, kickoff) if kickoff is not None else None


def to_call(work: Work, project_id: int) -> Draft:
    """The form in which it is called, or moved. Raises Refused for everybody but who runs the project."""
    project = _must(work, project_id)
    kickoff = kickoffs.of_project(work.session, work.team_id, project_id)
    if kickoff is None:
        calendar = calendars.of_project(work, project)
        day = calendar.add_working_days(work.today(project.zone), DAYS_AHEAD)
        invited = posts.expected_at(work, project, is_with_sponsor=True)[:INVITED_AT_MOST]
        return Draft(project, None, day, _clock(work, project, day, invited), MINUTES, "", invited, 0)
    TRANSITIONS.after(State(kickoff.state), "call")
    local = kickoff.starts_at.astimezone(ZoneInfo(project.zone))
    return Draft(
        project, kickoff, local.date(), local.time(), kickoff.minutes, kickoff.place, kickoff.invited, kickoff.version
    )


def _clock(work: Work, project: Project, day: date, invited: Sequence[str]) -> time:
    """The usual hour; where that is outside the hours of some, the one nearest to it that suits most of them."""
    known = people.people(work.session, work.team_id, set(invited))

    def off(clock: time) -> int:
        at = datetime.combine(day, clock, ZoneInfo(project.zone))
        return sum(quiet.hold(work, one, at) > at for one in known.values())

    if not off(CLOCK):
        return CLOCK
    return min(HOURS, key=lambda clock: (off(clock), abs(clock.hour - CLOCK.hour), clock))


def call(work: Work, project_id: int, called: Called, version: int = 0) -> Shown:
    """Call the meeting, or move it: everybody invited is told, and the channel has its card. A second submit finds the
    first.

    Raises Refused for a time that has passed, nobody to invite, and where somebody has changed it meanwhile; and once,
    before anybody is invited, for a time at which some of them do not work.
    """
    project = _must(work, project_id)
    projects.project(work.session, work.team_id, project_id, to_change=True)
    # Somebody may have let it stand still at that moment.
    rights.must_be_open(work, RUN, project)
    kickoff = kickoffs.of_project(work.session, work.team_id, project_id, to_change=True)
    if kickoff is not None and kickoff.cause == work.cause:
        return kickoff_shown.of(work, project, kickoff)
    at = first_instant(datetime.combine(called.day, called.clock), ZoneInfo(project.zone))
    if at <= work.now:
        raise Refused(_("That has passed. Choose a later moment."), field="clock")
    invited = _invited(work, called.invited)
    must_stand(work, project, kickoff, version)
    _weigh(work, project, at, invited, called)
    before = kickoff.invited if kickoff and kickoff.state == kickoffs.CALLED else []
    said = said_of(work, kickoff) if kickoff is not None else {}
    if kickoff is None:
        kickoff = _begun(work, project, at, called)
    else:
        state = TRANSITIONS.after(State(kickoff.state), "call")
        kickoff.state, kickoff.calls = state, kickoff.calls + 1
    # Who could not come at another time is asked anew.
    kickoff.declined = {one: why for one, why in kickoff.declined.items() if one in invited and kickoff.starts_at == at}
    kickoff.starts_at, kickoff.minutes, kickoff.place, kickoff.invited = at, called.minutes, called.place, invited
    changed(work, kickoff, "move" if said else "call", said)
    shown = kickoff_shown.of(work, project, kickoff)
    cards.draw(work, shown)
    work.unsay(_turn(kickoff), "it was moved")
    invite(work, shown)
    spared = people.people(work.session, work.team_id, set(before) - set(invited))
    tell(work, shown, [spared[one] for one in before if one in spared], "kickoffs/spared")
    if not said:
        occasions.arise(work, occasions.KICKOFF, project, words=project.objective)
    return shown


def invite(work: Work, shown: Shown) -> None:
    """Tell everybody who is to come."""
    tell(work, shown, shown.invited, "kickoffs/invited")


def _weigh(work: Work, project: Project, at: datetime, invited: Sequence[str], called: Called) -> None:
    """Raises Weighed where somebody who is invited does not work at that time, unless the actor has read so."""
    known = people.people(work.session, work.team_id, set(invited))
    off = [known[one].name for one in invited if quiet.hold(work, known[one], at) > at]
    names = joined(off[:NAMED_AT_MOST], _("%(one)s, %(rest)s"))
    if names is None:
        return
    why = _(
        "Nobody is invited yet: that is outside the working hours, or a day off, of %(names)s. Send it again to "
        "invite them all the same.",
        names=names,
    )
    must_be_known(work, Weighed(why, f"kickoffs:{project.id}:{called.mark}", field="clock"))


def untold(work: Work, shown: Shown) -> list[Person]:
    """Who of those invited is told nothing of it, since they may not know of the project: somebody has to tell them."""
    return [one for one in shown.invited if not may_read(work, shown, one)]


def cancel(work: Work, kickoff_id: int, because: str, version: int) -> Shown:
    """Let it not take place: whoever was invited hears why.

    Raises Refused without a reason, once its minutes are written, and where somebody has changed it meanwhile.
    """
    shown = held(work, kickoff_id)
    kickoff = shown.kickoff
    if kickoff.cause == work.cause:
        return shown
    must_stand(work, shown.project, kickoff, version)
    if not because.strip():
        raise Refused(_("Say why, in a word or two."), field="reason")
    said = said_of(work, kickoff)
    kickoff.state = TRANSITIONS.after(shown.state, "cancel")
    changed(work, kickoff, "cancel", said, because)
    shown = kickoff_shown.of(work, shown.project, kickoff)
    cards.draw(work, shown)
    if not shown.is_over:
        work.unsay(_turn(kickoff), "it was cancelled")
        tell(work, shown, shown.invited, "kickoffs/cancelled", because=because)
    return shown


def held(work: Work, kickoff_id: int) -> Shown:
    """The meeting, held to be changed by who runs its project."""
    shown = kickoff_shown.found(work, kickoff_id, to_change=True)
    _must(work, shown.project.id)
    return shown


def must_stand(work: Work, project: Project, kickoff: Kickoff | None, version: int) -> None:
    """Raises Refused where it was changed since that version of it was looked at."""
    if kickoff is None or kickoff.version == version:
        return
    shown = kickoff_shown.of(work, project, kickoff)
    is_own = kickoff.changed_by == work.person.user_id
    what = _("the kickoff meeting of %(number)s", number=project.number)
    hand = None if is_own else shown.hand
    raise overtaken(hand, what, kickoff.id, TRANSITIONS.words[shown.state], flow="kickoffs")


def said_of(work: Work, kickoff: Kickoff) -> dict[str, Any]:
    """What the audit trail keeps of it: when, where, who, and what was said."""
    contributions = {str(one): said for one, said in kickoffs.contributions(work.session, kickoff.id).items()}
    return {**{name: getattr(kickoff, name) for name in KEPT}, "contributions": contributions}


def changed(work: Work, kickoff: Kickoff, did: str, before: Mapping[str, Any], because: str = "") -> None:
    """What follows from every change of it; `before` is what was said of it until then, nothing of a new one."""
    kickoff.version += 1 if before else 0
    kickoff.cause = work.cause
    work.sign(kickoff)
    work.session.add(kickoff)
    work.session.flush()
    now = said_of(work, kickoff)
    noted = {name: (before.get(name), what) for name, what in now.items() if what != before.get(name)}
    work.record("kickoffs", kickoff.id, did, noted, because=because)
    reminders.watch(work, kickoff)


def _must(work: Work, project_id: int) -> Project:
    project = rights.seen(work, project_id)
    rights.must(work, RUN, project, _("You cannot call the kickoff meeting of this project."))
    return project


def _begun(work: Work, project: Project, at: datetime, called: Called) -> Kickoff:
    by = work.person.user_id
    kickoff = Kickoff(
        team_id=work.team_id, project_id=project.id, starts_at=at, minutes=called.minutes, cause=work.cause,
        created_at=work.now, created_by=by, changed_at=work.now, changed_by=by,
    )  # fmt: skip
    work.session.add(kickoff)
    work.session.flush()
    return kickoff


def _invited(work: Work, wanted: Sequence[str]) -> list[str]:
    """Those of these people who are there; guests too, who are then named."""
    known = people.people(work.session, work.team_id, set(wanted))
    found = [one for one in dict.fromkeys(wanted) if one in known and not known[one].is_deactivated]
    if not found:
        raise Refused(_("Say who is invited: one person at least."), field="invited")
    must_be_shown(found, "invited")
    return found


def must_be_shown(found: Sequence[str], field: str) -> None:
    """Raises Refused beside that menu for more people than it shows: the next change would lose who is beyond."""
    if len(found) > INVITED_AT_MOST:
        raise Refused(
            _("%(number)s people are too many; at most %(most)s.", number=len(found), most=INVITED_AT_MOST), field=field
        )


def tell(work: Work, shown: Shown, persons: Sequence[Person], template: str, **context: object) -> None:
    """Tell these of it while it is ahead, as far as they may know of the project; not who acts."""
    about, at = _turn(shown.kickoff), shown.kickoff.starts_at
    for person in persons:
        if person.user_id != work.actor_id and may_read(work, shown, person):
            is_soon = at <= quiet.hold(work, person) + SOON
            quiet.tell(
                work, person, template, about=about, is_major=is_soon, is_urgent=True, expires_at=at, shown=shown,
                project=shown.project, **context,
            )  # fmt: skip


def may_read(work: Work, shown: Shown, person: Person) -> bool:
    """Whether they may know of the project: who was invited to a private one from outside is not told by Liaison."""
    with work.acting_as(person):
        return rights.may_see(work, shown.project)


def _turn(kickoff: Kickoff) -> str:
    """What is said to those invited; when it is moved or cancelled, what was not said yet is dropped."""
    return f"{kickoff_shown.about(kickoff.id)}:invited"
