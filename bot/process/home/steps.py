"""The first hour: what an admin sets up, step by step, and what everybody else may ask the admins for.

The steps are read off what there is, so that nothing is lost where somebody leaves in the middle, and every admin sees
the same. They go when all are done, or when an admin puts them aside.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.process.kernel import calendars, rights
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import first_hour, people
from storage.first_hour import SetUp
from storage.people import Person

# Across departments something can be done where there are two.
DEPARTMENTS = 2
# A newcomer asks one of a few, not a list of them.
ADMINS_NAMED = 3
# What history files of the workspace, which has no number.
WORKSPACE = 0


class Step(NamedTuple):
    """One step: what it is, how it stands or how it is done, and the button that does it, where it is open."""

    name: Text
    said: Text
    is_done: bool
    offer: Offer


class Steps(NamedTuple):
    """What the reader is led through; who may not set anything up reads whom to ask instead."""

    steps: list[Step]
    may_set_up: bool
    may_start: bool
    admins: list[Person]

    @property
    def done(self) -> int:
        """How many are done."""
        return sum(one.is_done for one in self.steps)

    @property
    def is_done(self) -> bool:
        """Whether all are."""
        return self.done == len(self.steps)

    @property
    def next(self) -> Step | None:
        """The one to do now."""
        return next((one for one in self.steps if not one.is_done), None)


def of(work: Work, stands: SetUp) -> Steps:
    """The steps as they stand, for the actor."""
    may_set_up = rights.may(work, "departments.edit", None)
    named = [] if may_set_up else people.admins(work.session, work.team_id)[:ADMINS_NAMED]
    return Steps(_steps(stands), may_set_up, rights.may(work, "projects.create", None), named)


def at_home(work: Work, stands: SetUp) -> Steps | None:
    """The steps on the actor's Home: an admin's until all are done or put aside, others' until there is a project."""
    steps = of(work, stands)
    is_over = steps.is_done or stands.is_aside if steps.may_set_up else stands.has_project
    return None if is_over else steps


def is_new(work: Work) -> bool:
    """Whether no project was started yet, whoever asks."""
    return not first_hour.stands(work.session, work.team_id).has_project


def look(work: Work) -> Steps:
    """The steps, wherever the actor asks for them."""
    return of(work, first_hour.stands(work.session, work.team_id))


def show_again(work: Work) -> Steps:
    """The steps, for somebody who asks for them; where that is an admin, they are not aside any more."""
    steps = look(work)
    if steps.may_set_up:
        _put(work, is_aside=False)
    return steps


def put_aside(work: Work) -> None:
    """Show the steps to no admin any more, until one of them asks for them.

    Raises Refused for everybody but admins.
    """
    rights.must(work, "departments.edit", None, _("The workspace is set up by its admins."))
    _put(work, is_aside=True)


def _put(work: Work, *, is_aside: bool) -> None:
    workspace = people.workspace(work.session, work.team_id, to_change=True)
    if workspace is None or (workspace.steps_aside_at is not None) == is_aside:
        return
    workspace.steps_aside_at = work.now if is_aside else None
    work.session.add(workspace)
    work.record("workspaces", WORKSPACE, "put steps aside" if is_aside else "show steps", {})


def _steps(stands: SetUp) -> list[Step]:
    return [_country(stands), _departments(stands), _project(stands)]


def _country(stands: SetUp) -> Step:
    name = _("Country and working week")
    offer = Offer(_("Choose the country"), "calendars.first", "")
    if stands.country is not None:
        return Step(name, calendars.called(stands.country), True, offer)
    return Step(name, _("Whose public holidays, make-up working days and weekends count."), False, offer)


def _departments(stands: SetUp) -> Step:
    name = _("Departments, each with its head and its liaison")
    offer = Offer(_("Add departments"), "departments.settings", "")
    counted = plural("%(number)s department", "%(number)s departments", stands.departments)
    if stands.departments >= DEPARTMENTS:
        return Step(name, counted, True, offer)
    if stands.departments:
        return Step(name, _("%(number)s so far; a project needs one more to work with.", number=counted), False, offer)
    how = _("One by one, where each may follow a Slack user group; or all at once from an Excel or CSV list.")
    return Step(name, how, False, offer)


def _project(stands: SetUp) -> Step:
    name, offer = _("The first project"), Offer(_("Start a project"), "projects.new", "")
    if stands.has_project:
        return Step(name, _("is started"), True, offer)
    how = _(
        "`/project new` does the same anywhere. To watch a company at work first, run `liaison run` on your own "
        "computer without any Slack settings: it brings a sandbox with a demo project."
    )
    return Step(name, how, False, offer)
