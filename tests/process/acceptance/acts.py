"""What tests of acceptances do, and look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.process.acceptance import calling, judging, signing
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.states import Said
from bot.process.callbacks import TIMERS
from bot.process.home import inbox
from bot.process.kernel.work import Work
from bot.words.language import Reader
from storage import acceptances, projects, tasks, timers
from storage.acceptances import Acceptance
from tests.process.conftest import TEAM, Office

READER = Reader("en-US")
OUTCOMES = "Sold in 200 shops\nReturns below 2 %"
DUE = date(2026, 12, 4)
REST = Judged(Said.REMAINDER, "The last ten shops", 1, DUE)
BAD = Judged(Said.NOT_MET, "Returns are at 4 %", 2, DUE)


def prepared(work: Work, *, typed: str = OUTCOMES, customer: str | None = None, outside: str = "") -> Acceptance:
    """The acceptance of P-2026-001 with evidence in each line, prepared by who acts."""
    acceptance = calling.type_checklist(work, 1, typed).acceptance
    calling.give_evidence(work, acceptance.id, {one["key"]: "Figures of November" for one in acceptance.items})
    if customer or outside:
        calling.name_customer(work, acceptance.id, customer, outside)
    return acceptance


def call(office: Office, **said: str) -> int:
    """It is prepared and called by the PM."""
    with office.work("pm") as work:
        acceptance = prepared(work, **said)
        calling.call(work, acceptance.id)
        return acceptance.id


def judges(office: Office, who: str, said: Mapping[int, Judged] | None = None) -> str:
    """Somebody judges these lines so, and all others as met; where it stands then."""
    with office.work(who) as work:
        last = acceptances.last_of(work.session, TEAM, 1)
        assert last is not None
        acceptance_id, keys = last.id, [one["key"] for one in last.items]
    for key, one in (said or {}).items():
        with office.work(who) as work:
            judging.judge(work, acceptance_id, key, one)
    if len(said or {}) < len(keys):
        with office.work(who) as work:
            judging.judge_rest(work, acceptance_id)
    return of(office).state


def signs(office: Office, who: str) -> str:
    with office.work(who) as work:
        last = acceptances.last_of(work.session, TEAM, 1)
        assert last is not None
        return signing.sign(work, last.id, last.edition).state


def accept_all(office: Office) -> None:
    """Both judge that all is met, and sign."""
    for who in ("head", "sponsor"):
        judges(office, who)
    for who in ("head", "sponsor"):
        signs(office, who)


def of(office: Office, number: int | None = None) -> Shown:
    """An acceptance as it stands; the last one, where none is named."""
    with office.work("pm") as work:
        found = acceptances.of_project(work.session, TEAM, 1)
        shown = ACCEPTANCES.one(work, found[number - 1] if number else found[-1])
        work.session.expunge_all()
        return shown


def missing(office: Office) -> list[str]:
    return [one.label.for_(READER) for one in of(office).to_sign]


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.line.for_(READER) for one in inbox.of(work, who) if one.kind.startswith("acceptance.")]


def phase(office: Office) -> str:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        return project.phase


def nothing_is_open(office: Office) -> None:
    """All tasks are done."""
    with office.work("pm") as work:
        for one in tasks.of_project(work.session, TEAM, 1):
            one.status, one.progress, one.done_at = "done", 100, work.now
            work.session.add(one)


def comes_due(office: Office, kind: str, subject_id: int) -> None:
    """What the timer does, at its time or now."""
    with office.work("pm") as work:
        at = timers.due_of(work.session, TEAM, kind, subject_id)
    assert at is not None, kind
    office.now = max(office.now, at)
    with office.work("") as work:
        work.actor_id = None
        TIMERS[kind](work, subject_id)


def on(office: Office, day: date, hour: int = 10) -> None:
    """It is that day."""
    office.now = datetime(day.year, day.month, day.day, hour, tzinfo=office.now.tzinfo) - timedelta(hours=8)
