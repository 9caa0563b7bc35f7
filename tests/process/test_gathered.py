"""What waited for a morning and is said in the one message of it: nothing of it is said twice, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.answers import Answers
from bot.process.home import inbox
from bot.process.home import morning as home
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.words.language import text as _
from storage import held_back, nudges, people, sending
from storage.db import Database
from storage.outbox import DROPPED, DUE, GATHERED, SENT, Outgoing
from storage.sending import Claimed, Lane
from tests.process.conftest import RULES, TEAM, Office, as_it_goes, furnished

OWNER = "owner"


def waits(office: Office, number: int = 2, words: str = "", lasts: timedelta | None = None) -> None:
    """So many messages wait for the owner's morning, and the morning comes."""
    with office.work("pm") as work:
        person = people.person(work.session, TEAM, OWNER)
        assert person is not None
        at = work.now + timedelta(hours=20)
        for one in range(number):
            by = people.person(work.session, TEAM, "admin")
            assert by is not None
            by.name = f"Admin {one} {words}"
            until = at + lasts if lasts is not None and one == 0 else None
            work.say("admins/named", to=person, about=f"it:{one}", by=by, due_at=at, expires_at=until)
    office.now += timedelta(hours=24)


def comes(office: Office) -> None:
    """The owner's desk is looked at."""
    with office.work("pm") as work, work.acting_as(None):
        home.tell(work, nudges.desk(work.session, TEAM, OWNER).id)


def rows(office: Office) -> list[Outgoing]:
    with office.database.snapshot() as session:
        return list(session.scalars(select(Outgoing).where(col(Outgoing.lane) == OWNER).order_by(col(Outgoing.id))))


def taken(office: Office) -> Claimed:
    """The first of what the owner is told, as a sender takes it."""
    with office.database.transaction() as session:
        at = office.now + timedelta(minutes=1)
        return sending.claim(session, office.now, at, [Lane(TEAM, OWNER)])[0]


def said(office: Office, row: Outgoing) -> str:
    with office.work("pm") as work:
        return as_it_goes(work, row)


@pytest.mark.postgres
@pytest.mark.parametrize("first", ["the sender", "the desk"])
def test_what_another_instance_sends_at_that_moment_is_said_once(
    postgres_url: str, open_database: Callable[[str], Database], monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """As after an outage that ended in the morning, when both have something to do at once."""
    office = furnished(open_database(postgres_url))
    waits(office)
    before = {row.id for row in rows(office)}
    look, sent = held_back.until, list[Claimed]()

    def looks(*asked: object) -> list[Outgoing]:
        if first == "the sender":
            sent.append(taken(office))
        found = look(*asked)  # type: ignore[arg-type]
        if first == "the desk":
            with office.database.transaction() as session:
                sent.extend(sending.claim(session, office.now, office.now, [Lane(TEAM, OWNER)]))
        return found

    monkeypatch.setattr(held_back, "until", looks)
    comes(office)
    gathered = {row.id for row in rows(office) if row.state == GATHERED}
    assert gathered.isdisjoint(one.id for one in sent)
    assert {one.id for one in sent} | gathered | {row.id for row in rows(office) if row.state == DUE} >= before


def test_what_slack_does_not_take_in_one_message_is_said_one_by_one(office: Office) -> None:
    waits(office)
    comes(office)
    *gathered, message = rows(office)
    assert {row.state for row in gathered} == {GATHERED}
    assert message.template == home.MORNING

    def work(session: object, team_id: str, cause: str) -> Work:
        return Work(session, office.templates, RULES, team_id, None, office.now, cause)  # type: ignore[arg-type]

    claimed = taken(office)
    assert claimed.id == message.id
    with office.database.transaction() as session:
        sending.give_up(session, claimed, office.now, state="parked", note="invalid_blocks")
        Answers(work, lambda: None).failed(session, claimed, "invalid_blocks")
    assert {row.state for row in rows(office)[:-1]} == {DUE}


def test_who_has_moved_meanwhile_is_told_in_their_new_morning(office: Office) -> None:
    """In New York it is night when the day begins in Shanghai."""
    waits(office)
    with office.work("pm") as work:
        person = people.person(work.session, TEAM, OWNER)
        assert person is not None
        person.zone = "America/New_York"
    comes(office)
    assert [row.due_at.isoformat() for row in rows(office)] == ["2026-11-24T14:01:00+00:00"] * 2
    office.now += timedelta(hours=13)
    comes(office)
    assert [row.state for row in rows(office)] == [GATHERED, GATHERED, DUE]


def test_no_more_is_taken_up_than_slack_takes_in_one_message(office: Office) -> None:
    waits(office, number=12, words="with a very long name " * 60)
    comes(office)
    *others, message = rows(office)
    assert {row.state for row in others} == {GATHERED, DUE}, "the others go by themselves"
    assert len(json.loads(said(office, message))["blocks"]) > 1
    assert len(json.dumps(json.loads(said(office, message))["blocks"], ensure_ascii=False)) < 13_000


def test_what_is_pointless_by_the_time_it_goes_out_is_left_out(office: Office) -> None:
    waits(office, lasts=timedelta(hours=6))
    comes(office)
    message = rows(office)[-1]
    assert "Admin 0" in said(office, message)
    office.now += timedelta(hours=3)
    assert "Admin 0" not in said(office, message)
    assert "Admin 1" in said(office, message)


def test_the_most_urgent_is_read_first_and_what_is_said_nowhere_else_is_not_left_out() -> None:
    days = {number: datetime(2026, 12, 1, 9, tzinfo=UTC) + timedelta(days=number) for number in range(10)}
    found = [Waiting("tasks.given", number, _("it")) for number in range(10, 14)]
    found += [Waiting("tasks.due_soon", number, _("it"), due_at=day) for number, day in days.items()]
    now = days[0] - timedelta(hours=2)
    lines = home.in_order(found, {("tasks.given", 13)}, now)
    assert [one.subject_id for one in lines[: home.LINES]] == [0, 1, 2, 3, 4, 5, 13]
    assert len(lines) == len(found), "the others are counted"
    lines = home.in_order(found, (), days[5] - timedelta(minutes=31))
    assert [one.subject_id for one in lines[:3]] == [5, 0, 1], "what runs out within the hour can still be averted"


@pytest.mark.parametrize("unwanted", ["", "put off", "muted"])
def test_what_is_due_today_stands_in_the_morning_though_it_was_told_before(office: Office, unwanted: str) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        made = adding.make(work, NewTask(project.id, "Stand", 1, OWNER, date(2026, 11, 25))).task
    office.now += timedelta(days=1)
    comes(office)
    assert "Stand" in said(office, rows(office)[-1]), "due on the next working day"
    with office.work(OWNER) as work:
        if unwanted == "put off":
            inbox.snooze_to(work, "tasks.due_soon", made.id, "", date(2026, 11, 27))
        if unwanted == "muted":
            nudges.desk(work.session, TEAM, OWNER).muted = ["tasks.due_soon"]
    office.now += timedelta(days=1)
    comes(office)
    morning = said(office, rows(office)[-1])
    assert "Task of owner" in morning, "late, and told again"
    assert ("Stand" in morning) == (unwanted == "")


def test_what_is_taken_back_before_the_message_that_holds_it_goes_out_was_never_said(office: Office) -> None:
    waits(office)
    comes(office)
    message = rows(office)[-1]
    with office.work("pm") as work:
        assert work.unsay("it:0", "it was taken back") == 1
    assert "Admin 0" not in said(office, message)
    assert "Admin 1" in said(office, message)


def test_what_was_said_within_another_message_can_not_be_unsaid(office: Office) -> None:
    waits(office)
    comes(office)
    claimed = taken(office)
    with office.work("pm") as work:
        assert work.unsay("it:0", "it was taken back") == 0, "it may be read at this moment"
    with office.database.transaction() as session:
        sending.finish(session, claimed, office.now, channel="DM", ts="1.2")
    with office.work("pm") as work:
        assert work.unsay("it:1", "it was taken back") == 0
    assert [row.state for row in rows(office)] == [DROPPED, GATHERED, SENT]
