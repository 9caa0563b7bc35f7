"""What tests of changes do, and look at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.process.changes import asking, cards, deciding, rounding
from bot.process.changes import shown as change_shown
from bot.process.changes.asking import NewChange
from bot.process.changes.deciding import Said
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.changes.states import State
from bot.process.home import inbox
from bot.process.kernel.work import Work
from bot.words.language import Reader
from storage import baselines, shifts
from storage import changes as kept
from tests.process.conftest import TEAM, Office

READER = Reader("en-US")


def ask(office: Office, days: str = "T-4 2026-12-11", who: str = "liaison", reason: str = "supplier") -> int:
    """Somebody asks for a change of these days, and sends it."""
    with office.work(who) as work:
        asked = NewChange(1, "The prototype comes a week later", "The mould is made anew", reason, days)
        change_id = asking.request(work, asked).change.id
    with office.work(who) as work:
        rounding.send(work, change_id)
    return change_id


def says(office: Office, who: str, change_id: int = 1, *, is_against: bool = False) -> Shown:
    """Somebody gives the word that waits for them: they assess it, or approve it."""

    def give(work: Work) -> Shown:
        mark = mark_of(work, change_id)
        shown = CHANGES.one(work, CHANGES.row(work.session, TEAM, change_id))  # type: ignore[arg-type]
        if shown.is_to_approve:
            return deciding.approve(work, change_id, mark)
        return deciding.assess(work, change_id, Said("fits", "", "", is_against), mark)

    return does(office, who, give)


def does(office: Office, who: str, act: Callable[[Work], Shown]) -> Shown:
    with office.work(who) as work:
        shown = act(work)
        work.session.flush()
        return shown


def mark_of(work: Work, change_id: int) -> str:
    shown = CHANGES.one(work, CHANGES.row(work.session, TEAM, change_id))  # type: ignore[arg-type]
    return cards.mark(shown, change_shown.of_person(work, shown, work.person.user_id))


def state(office: Office, change_id: int = 1) -> State:
    return of(office, change_id).state


def of(office: Office, change_id: int = 1) -> Shown:
    with office.work("pm") as work:
        change = CHANGES.row(work.session, TEAM, change_id)
        assert change is not None
        shown = CHANGES.one(work, change)
        work.session.expunge_all()
        return shown


def missing(office: Office, change_id: int = 1) -> list[str]:
    """Whose word is missing."""
    return [one.label.for_(READER) for one in of(office, change_id).missing]


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.line.for_(READER) for one in inbox.of(work, who) if one.kind.startswith("changes.")]


def days(office: Office) -> dict[int, tuple[date | None, date | None]]:
    """From when to when each task is planned, by number."""
    with office.work("pm") as work:
        found = shifts.read(work.session, TEAM, 1, None)
        return {one.number: (one.starts_on, one.due_on) for one in found.values()}


def baseline(office: Office) -> tuple[int, dict[int, date | None]]:
    """The number of the newest baseline, and the last days in it, by the ids of the tasks."""
    with office.work("pm") as work:
        found = baselines.newest(work.session, TEAM, 1)
        assert found is not None
        return found.number, {one: row.due_on for one, row in baselines.rows(work.session, found.id).items()}


def open_ones(office: Office) -> list[int]:
    with office.work("pm") as work:
        return [one.number for one in kept.open_in(work.session, TEAM, 1)]
