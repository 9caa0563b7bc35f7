"""What tests of the confirmation of plans do, and look at."""

from __future__ import annotations

from dataclasses import replace

from bot.process.baselines import replanned
from bot.process.baselines import shown as plan_shown
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.reminders import CHANGED
from bot.process.baselines.shown import Shown
from bot.process.baselines.states import State
from bot.process.home import inbox
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.tasks import edits, fields, finding
from bot.process.tasks import shown as standings
from bot.words.language import Reader
from storage import baselines, projects, timers
from tests.process.conftest import TEAM, Office
from tests.process.operations import confirm_part, sent_plan

READER = Reader("en-US")


def change(office: Office, number: int, who: str = "pm", **said: object) -> None:
    """Somebody edits T-`number`."""
    with office.work(who) as work:
        task = finding.numbered(work, number)
        asked = replace(fields.plan_of(standings.one(work, task)), **said)  # type: ignore[arg-type]
        edits.edit(work, number, asked, version=task.version, because="The mould is made outside")


def of(office: Office) -> Shown:
    """The confirmation as it stands."""
    with office.work("pm") as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        shown = CONFIRMATIONS.one(work, found)
        work.session.expunge_all()
        return shown


def send(office: Office) -> int:
    with office.work("pm") as work:
        return sent_plan(work).id


def confirms(office: Office, who: str) -> State:
    with office.work(who) as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        confirm_part(work, found)
        return State(found.state)


def look_again(office: Office) -> None:
    """What is due by the time at which a changed plan has stood still is done."""
    office.now += UNDO_WITHIN
    with office.work("pm") as work:
        assert timers.due_of(work.session, TEAM, CHANGED, of_id(office)) is not None
    with office.work("") as work:
        work.actor_id = None
        replanned.look_again(work, of_id(office))


def of_id(office: Office) -> int:
    return of(office).confirmation.id


def missing(office: Office) -> list[str]:
    return [one.label.for_(READER) for one in of(office).missing]


def others(office: Office, who: str) -> list[str]:
    """What that person reads of what has changed since their word."""
    with office.work(who) as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        shown = CONFIRMATIONS.one(work, found)
        mine = plan_shown.of_person(work, shown, who)
        return [line.for_(READER) for one in mine for line in one.others or ()]


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.line.for_(READER) for one in inbox.of(work, who) if one.kind.startswith("baselines.")]


def phase(office: Office) -> str:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        return project.phase
