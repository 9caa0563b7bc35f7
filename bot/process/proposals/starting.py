"""A project comes to life: its departments, its people, its meeting, its channel.

It does when its proposal is approved, or at once where one that runs already is told to Liaison.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from bot.process.kernel import calendars, posts, quiet, rights
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.meetings import series
from bot.process.projects import channel, moving, numbering
from bot.process.projects.channel import ask_for_channel, everybody, settle_in
from bot.process.tasks import delays
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import departments, numbers, people, projects
from storage.departments import Department
from storage.posts import holds_one
from storage.projects import Project, ProjectDepartment

NEW = "projects.new"
# A meeting that nobody has set yet has a day and a time all the same, with which the form that sets it begins.
UNSET_WEEKDAY, UNSET_TIME = 0, time(10)
# A name with one of these is a Chinese name.
CHINESE_LETTER = Pattern("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class DepartmentNamed:
    """A department as somebody names it: known by that name, or new. `shown` is what a known one is called."""

    name: str
    head_id: str
    liaison_id: str
    shown: Name | None = None


@dataclass(frozen=True, slots=True)
class NewProject:
    """What is asked for with `/project new`. `channel_id` takes a channel that exists instead of a new one."""

    name: str
    objective: str
    pm_id: str
    starts_on: date
    ends_on: date
    meeting_weekday: int
    meeting_time: time
    initiating: str
    departments: list[DepartmentNamed] = field(default_factory=list)
    is_private: bool = False
    channel_id: str | None = None
    channel_name: str | None = None
    # The country that the organisation is to count in, said with its first project.
    country: str = ""
    # Another calendar than the organisation's.
    calendar: str | None = None
    locale: str | None = None
    zone: str | None = None

    def in_channel(self, channel_id: str, name: str, is_private: bool) -> NewProject:
        """The same in a channel that exists."""
        return replace(self, channel_id=channel_id, channel_name=name, is_private=is_private)


def create(work: Work, asked: NewProject) -> Project:
    """Start a project, and tell everybody who is named in it; a second submit of the same form finds the first one.

    Raises Refused as `begin` does.
    """
    if known := projects.caused_by(work.session, work.team_id, work.cause):
        return known
    project = begin(work, asked)
    tell_named(work, project, sorted(everybody(work, project)))
    return project


def tell_named(work: Work, project: Project, user_ids: Iterable[str]) -> None:
    """Tell these people for what they are named in the project, and what is expected of who is named for the first."""
    for person in people.people(work.session, work.team_id, user_ids).values():
        held = posts.held(work, project, person.user_id)
        about = f"projects:{project.id}:named:{person.user_id}"
        is_known = holds_one(work.session, work.team_id, person.user_id, but_in=project.id)
        expected = [] if is_known else posts.expected(one.name for one in held)
        given = {"project": project, "by": work.person, "posts": held, "expected": expected}
        # Before whatever is asked of them in it, which waits for no other morning.
        quiet.tell_each(work, [person], "projects/named", about=about, is_urgent=True, **given)


def begin(work: Work, asked: NewProject) -> Project:
    """Start a project of which nobody is told; a second submit finds the first one.

    Raises Refused for guests, for a period that ends before it starts, for departments that do not fit, and for a
    channel that has a project already.
    """
    if known := projects.caused_by(work.session, work.team_id, work.cause):
        return known
    if asked.channel_id:
        channel.hold(work, asked.channel_id)
    _check(work, asked)
    calendars.hold(work)
    if asked.country:
        calendars.choose_first(work, asked.country)
    parts = [(_department(work, one), one) for one in asked.departments]
    initiating = next(made for made, one in parts if one.name == asked.initiating)
    project = Project(
        team_id=work.team_id,
        cause=work.cause,
        number=numbering.label(next_number(work, asked.zone or work.person.zone)),
        name=asked.name,
        objective=asked.objective,
        phase=Phase.EXECUTION,
        initiating_department_id=initiating.id,
        pm_id=asked.pm_id,
        sponsor_id=next(one.head_id for one in asked.departments if one.name == asked.initiating),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        zone=asked.zone or work.person.zone,
        locale=asked.locale or work.person.locale,
        calendar=asked.calendar or calendars.main_key(work),
        is_private=asked.is_private,
        created_at=work.now,
        created_by=work.person.user_id,
    )
    work.session.add(project)
    work.session.flush()
    _join(work, project, [(made, one.head_id, one.liaison_id) for made, one in parts])
    delays.watch(work, project)
    series.set_up(work, project, asked.meeting_weekday, asked.meeting_time, project.zone)
    work.record("projects", project.id, "create", {"number": (None, project.number), "name": (None, project.name)})
    if asked.channel_id and asked.channel_name:
        settle_in(work, project, asked.channel_id, asked.channel_name)
    else:
        ask_for_channel(work, project)
    return project


def come_to_life(work: Work, project: Project, made: Sequence[Department], *, is_private: bool) -> None:
    """Let a project that was only proposed begin with these departments, each with the head and the liaison that it has
    now; its meeting is for its manager to set.
    """
    project.is_private = is_private
    moving.move(work, project, "approve", did="create")
    _join(work, project, [(one, one.head_id, one.liaison_id) for one in made])
    delays.watch(work, project)
    series.set_up(work, project, UNSET_WEEKDAY, UNSET_TIME, project.zone, is_paused=True)
    ask_for_channel(work, project)


def next_number(work: Work, zone: str) -> int:
    """The next number of a project, of the year that it is in that zone, without its dashes: 2026007 of P-2026-007."""
    year = work.today(zone).year
    return int(f"{year}{numbers.next_number(work.session, work.team_id, f'P-{year}'):03}")


def check(work: Work, asked: NewProject) -> None:
    """Raises Refused where `create` would."""
    if projects.caused_by(work.session, work.team_id, work.cause) is None:
        _check(work, asked)


def _check(work: Work, asked: NewProject) -> None:
    rights.must(work, "projects.create", None, _("Guests cannot start a project."))
    if asked.ends_on <= asked.starts_on:
        raise Refused(_("The project must end after it starts."), field="ends_on")
    if not asked.departments:
        raise Refused(_("Name at least one department that takes part."), field="departments")
    if asked.initiating not in {one.name for one in asked.departments}:
        raise Refused(_("The initiating department must be one of those that take part."), field="initiating")
    if asked.channel_id:
        channel.must_be_free(work, asked.channel_id, field="channel")


def _department(work: Work, named: DepartmentNamed) -> Department:
    """The department of that name, made where it is new."""
    known = departments.named(work.session, work.team_id, named.name)
    if known is not None:
        return known
    made = Department(team_id=work.team_id, head_id=named.head_id, liaison_id=named.liaison_id)
    language = "name_zh" if CHINESE_LETTER.search(named.name) else "name_en"
    setattr(made, language, named.name)
    work.session.add(made)
    work.session.flush()
    work.record("departments", made.id, "create", {language: (None, named.name)})
    return made


def _join(work: Work, project: Project, parts: Sequence[tuple[Department, str, str]]) -> None:
    """These departments take part, each with its head and its liaison; everybody named may see the project."""
    for position, (made, head_id, liaison_id) in enumerate(parts):
        work.session.add(
            ProjectDepartment(
                team_id=work.team_id,
                project_id=project.id,
                department_id=made.id,
                position=position,
                head_id=head_id,
                liaison_id=liaison_id,
            )
        )
    work.session.flush()
    projects.add_members(work.session, project, [*sorted(everybody(work, project)), project.created_by])
