"""Who acts is answered, whatever Slack or the database says of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.exc import OperationalError

from bot.sandbox.server import Sandbox
from bot.sandbox.world.records import Payload, Person
from bot.slack import directory
from bot.slack.accounts import account_of
from bot.slack.directory import Directory
from bot.slack.starting import Patience, slack_is_away
from bot.words.language import Reader
from storage import people
from storage.db import Database
from tests.clocks import BEGINNING, HandClock
from tests.conftest import MANIFEST
from tests.written import written_log

TEAM, LIN, NEW = "T0LIAISON1", "U0LIN00001", "U0NEWCOMER"
CHINESE = Reader("zh-CN", "Asia/Shanghai")


@dataclass
class Office:
    """A directory, the Slack that it asks, and their clocks."""

    known: Directory
    database: Database
    sandbox: Sandbox
    client: AsyncWebClient
    clock: HandClock

    async def reads(self, user_id: str, **told: object) -> Reader:
        return await self.known.reader(TEAM, user_id, self.client, told)

    def kept(self, user_id: str) -> people.Person | None:
        with self.database.snapshot() as session:
            return people.person(session, TEAM, user_id)

    def asked(self, method: str = "users.info") -> int:
        return sum(one.name == method for one in self.sandbox.slack.traffic)


@pytest.fixture
async def office(database: Database) -> AsyncIterator[Office]:
    """The company is known, but for somebody new."""
    sandbox, clock = Sandbox(manifest=MANIFEST, now=BEGINNING, seed=7), HandClock()
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            sandbox.app.bot_token, base_url=f"{sandbox.url}/api/", session=session, retry_handlers=[]
        )
        office = Office(Directory(database, clock), database, sandbox, client, clock)
        await office.known.read_all(TEAM, client, patiently)
        sandbox.slack.people[NEW] = Person(NEW, "newcomer", "New Comer", "", locale="en-GB", tz="Europe/London")
        yield office
    await sandbox.stop()


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "error:user_not_found"},
        {"kind": "error:user_not_visible"},
        {"kind": "429"},
        {"kind": "500"},
        {"kind": "503"},
        {"kind": "drop_before"},
        {"kind": "latency", "seconds": 2.0},
    ],
    ids=lambda fault: str(fault["kind"]),
)
async def test_whom_slack_does_not_tell_of_reads_as_most_do_and_is_asked_about_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, fault: dict[str, object]
) -> None:
    monkeypatch.setattr(directory, "LOOKUP_SECONDS", 0.2)
    office.sandbox.faults.add(**fault, method="users.info")
    assert await office.reads(NEW, name="newcomer") == CHINESE
    guessed = office.kept(NEW)
    assert guessed is not None
    assert guessed.name == "newcomer"
    assert guessed.is_guest, "who they are is not known, and so they may do least"
    office.sandbox.faults.clear()
    assert await office.reads(NEW) == CHINESE, "not asked again at once"
    office.clock.plus(seconds=31)
    assert await office.reads(NEW) == Reader("en-GB", "Europe/London")
    found = office.kept(NEW)
    assert found is not None
    assert (found.name, found.is_guest) == ("New Comer", False)


async def test_an_account_within_the_event_spares_the_question(office: Office) -> None:
    whole = {"id": NEW, "name": "n", "profile": {"real_name": "N"}, "tz": "Europe/Oslo", "locale": "en-US"}
    before = office.asked()
    assert await office.reads(NEW, **whole) == Reader("en-US", "Europe/Oslo")
    assert office.asked() == before


async def test_without_the_database_what_is_remembered_counts_then_slacks_word_then_english(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await office.reads(LIN) == CHINESE
    office.clock.plus(minutes=10)

    async def away(*_: object) -> None:
        raise OperationalError("select", {}, Exception("away"))

    with monkeypatch.context() as out:
        out.setattr(office.database, "read", away)
        assert await office.reads(LIN) == CHINESE, "older than what is taken as it is otherwise"
        assert await office.reads(NEW) == Reader("en-GB", "Europe/London")
        office.sandbox.faults.add(kind="500", method="users.info")
        assert await office.reads("U0NOBODY01") == Reader()
    office.clock.plus(seconds=31)
    office.sandbox.faults.clear()
    assert await office.reads(NEW) == Reader("en-GB", "Europe/London")
    assert office.kept(NEW) is not None


async def test_one_odd_member_does_not_end_the_reading_of_all(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    odd: list[Payload | None] = [
        None,
        {"name": "no id"},
        {"id": "U1", "profile": None},
        {"id": "U2", "profile": {"email": None, "real_name": None}, "tz": None, "locale": None, "is_admin": None},
        {"id": "U3", "name": "\ud800"},
        {"id": "U4", "name": "last", "tz": "Mars/Olympus", "unheard_of": {"x": 1}},
    ]
    with written_log():
        await office.known.heard(TEAM, [one for one in odd if one is not None])
    kept = {one: office.kept(one) for one in ("U1", "U2", "U3", "U4")}
    assert [one.name if one else None for one in kept.values()] == ["U1", "U2", None, "last"]
    assert kept["U4"] is not None
    assert kept["U4"].zone == "Asia/Shanghai", "as most have it, where nobody knows the zone"


async def patiently(call: Callable[[], Awaitable[AsyncSlackResponse]]) -> AsyncSlackResponse:
    """As Liaison asks, but without waiting in between."""
    return await Patience(lambda _seconds: asyncio.sleep(0)).until("the list of people", call, slack_is_away)


async def test_a_page_that_fails_is_asked_for_again(office: Office) -> None:
    for kind in ("500", "drop_before"):
        office.sandbox.faults.add(kind=kind, method="users.list", times=1)
    await office.known.read_all(TEAM, office.client, patiently)
    assert office.kept(NEW) is not None, "the reading came to its end"


@pytest.mark.parametrize(
    ("user", "zone"),
    [
        ({"tz": "Europe/Oslo"}, "Europe/Oslo"),
        ({"tz": None}, ""),
        ({"tz": ""}, ""),
        ({"tz": "Mars/Olympus", "tz_offset": 7 * 3600}, "Etc/GMT-7"),
        ({"tz": "Mars/Olympus", "tz_offset": -3 * 3600}, "Etc/GMT+3"),
        ({"tz": "Mars/Olympus", "tz_offset": 0}, "Etc/GMT"),
        ({"tz": "Mars/Olympus", "tz_offset": 19800}, "Asia/Kolkata"),
        ({"tz": "Mars/Olympus", "tz_offset": 20700}, "Asia/Kathmandu"),
        ({"tz": "Mars/Olympus", "tz_offset": -12600}, "America/St_Johns"),
        ({"tz": "Mars/Olympus", "tz_offset": 1234}, ""),
        ({"tz": "Mars/Olympus", "tz_offset": None}, ""),
        ({"tz": "../../etc/passwd"}, ""),
        ({"tz": "Europe"}, ""),
    ],
)
def test_no_zone_that_nobody_knows_is_kept(user: Payload, zone: str) -> None:
    account = account_of({"id": "U1", **user}, TEAM)
    assert account.zone == zone
    Reader(zone=account.zone or "UTC").today(datetime.now().astimezone())


@pytest.mark.parametrize(
    ("user", "is_guest"),
    [
        ({"team_id": TEAM}, False),
        ({}, False),
        ({"team_id": "T0PARTNER1", "is_stranger": False}, True),
        ({"profile": {"team": "T0PARTNER1"}}, True),
        ({"team_id": TEAM, "is_stranger": True}, True),
        ({"team_id": TEAM, "is_ultra_restricted": True}, True),
        ({"team_id": "T0SISTER01", "enterprise_user": {"teams": ["T0SISTER01", TEAM]}}, False),
        ({"team_id": "T0SISTER01", "enterprise_user": {"teams": ["T0SISTER01"]}}, True),
        ({"team_id": "E0HOLDING01", "enterprise_user": {"teams": [TEAM]}}, False),
        ({"team_id": "E0FOREIGN1", "enterprise_user": {"teams": ["T0FOREIGN1"]}}, True),
        ({"team_id": "E0FOREIGN1", "enterprise_user": None}, True),
    ],
)
def test_people_of_other_workspaces_are_guests(user: Payload, is_guest: bool) -> None:
    assert account_of({"id": "U1", **user}, TEAM).is_guest is is_guest


async def test_people_who_are_read_by_several_at_once_keep_nobody_waiting_and_are_kept(office: Office) -> None:
    users = [{"id": f"U{number:09}", "name": f"n{number}", "team_id": TEAM} for number in range(200)]
    await asyncio.gather(*(office.known.heard(TEAM, users) for _instance in range(3)))
    for user in users:
        kept = office.kept(user["id"])
        assert kept is not None
        assert kept.username == user["name"]


def test_a_zone_that_this_system_lacks_is_read_as_utc_and_stays_stored(database: Database) -> None:
    account = account_of({"id": "U1", "name": "u", "tz": "UTC"}, TEAM)
    with database.transaction() as session:
        people.keep(session, TEAM, [account])
        session.flush()
        session.connection().exec_driver_sql("UPDATE people SET zone = 'Mars/Olympus'")
    with database.snapshot() as session:
        person = people.person(session, TEAM, "U1")
        assert person is not None
        assert person.zone == "UTC"
        assert session.connection().exec_driver_sql("SELECT zone FROM people").scalar() == "Mars/Olympus"


def described(name: str, minute: int, **more: object) -> Payload:
    """Lin as Slack has them so many minutes after the beginning."""
    updated = int(BEGINNING.timestamp()) + 60 * minute
    return {"id": LIN, "name": "lin", "profile": {"real_name": name}, "updated": updated, **more}


async def test_an_older_page_does_not_undo_what_was_told_since(office: Office) -> None:
    await office.known.heard(TEAM, [described("Lin Newer", 2, deleted=True, tz="Europe/Oslo")])
    await office.known.heard(TEAM, [described("Lin Older", 1, deleted=False, tz="Asia/Tokyo")])
    lin = office.kept(LIN)
    assert lin is not None
    assert (lin.name, lin.zone, lin.is_deactivated) == ("Lin Newer", "Europe/Oslo", True)
    await office.known.heard(TEAM, [described("Lin Newest", 3)])
    lin = office.kept(LIN)
    assert lin is not None
    assert (lin.name, lin.is_deactivated) == ("Lin Newest", False)


@pytest.mark.parametrize("odd", [None, 0, -5, "soon", 10**20, {}])
async def test_a_moment_that_is_none_keeps_nobody_from_being_known(office: Office, odd: object) -> None:
    await office.known.heard(TEAM, [described("Lin Newer", 2)])
    await office.known.heard(TEAM, [described("Lin Again", 0) | {"updated": odd}])
    lin = office.kept(LIN)
    assert lin is not None
    assert lin.name == "Lin Again"


def test_slackbot_is_no_person_though_slack_calls_it_none_of_the_bots() -> None:
    assert account_of({"id": "USLACKBOT", "name": "slackbot", "is_bot": False}, TEAM).is_bot
