"""Who is named for a post, or loses what they had to somebody else, is told so; never by what is not so any more."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlmodel import col

from bot.documents.headings import Row
from bot.process.departments import editing, importing
from bot.process.departments.naming import Described
from bot.process.handovers import handing as handovers
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from storage.outbox import DUE, Outgoing
from tests.process.conftest import TEAM, Office

NIGHT = datetime(2026, 11, 24, 14, tzinfo=UTC)


def told(office: Office, template: str) -> dict[str, list[str]]:
    """What goes out of that template, by reader."""
    found: dict[str, list[str]] = {}
    with office.database.snapshot() as session:
        its = (col(Outgoing.team_id) == TEAM, col(Outgoing.template) == template, col(Outgoing.state) == DUE)
        for one in session.scalars(select(Outgoing).where(*its).order_by(col(Outgoing.id))):
            found.setdefault(one.lane, []).append(one.arguments)
    return found


def test_everybody_who_is_named_in_a_new_project_hears_so_but_who_began_it(office: Office) -> None:
    plan = NewProject(
        name="Fair",
        objective="Show",
        pm_id="colleague",
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 1, 31),
        meeting_weekday=2,
        meeting_time=time(10),
        initiating="Marketing",
        departments=[DepartmentNamed("R&D", "head", "pm"), DepartmentNamed("Marketing", "sponsor", "sponsor")],
    )
    with office.work("pm", cause="form") as work:
        starting.create(work, plan)
    with office.work("pm", cause="form") as work:
        starting.create(work, plan)
    found = told(office, "projects/named")
    assert {who: len(messages) for who, messages in found.items()} == {"colleague": 1, "head": 1, "sponsor": 1}
    assert "project manager" in found["colleague"][0]
    assert "head of R&D" in found["head"][0].replace("&amp;", "&")
    assert "sponsor, head of Marketing, liaison of Marketing" in found["sponsor"][0]


def test_who_is_named_for_a_department_hears_so_and_who_is_not_any_more_by_the_morning_does_not(office: Office) -> None:
    office.now = NIGHT
    with office.work("admin") as work:
        made = editing.add(work, Described("Logistics", None, "head", "liaison", ("colleague",)))
        department_id, version = made.id, made.version
    assert {who: len(one) for who, one in told(office, "departments/named").items()} == {
        "head": 1, "liaison": 1, "colleague": 1,
    }  # fmt: skip
    with office.work("admin") as work:
        said = Described("Logistics", None, "head", "owner", ())
        editing.change(work, department_id, said, version=version)
    assert set(told(office, "departments/named")) == {"head", "owner"}


def test_an_import_tells_each_person_once_of_all_that_it_names_them_for(office: Office) -> None:
    rows = [
        Row(number, {"name_en": name, "head": "@Head", "liaison": "@Colleague"})
        for number, name in enumerate(("Logistics", "Legal"), 2)
    ]
    with office.work("admin") as work:
        seen = importing.plan(work, rows).digest
        importing.take(work, rows, seen=seen, also_in_projects=False)
    found = told(office, "departments/named")
    assert {who: len(one) for who, one in found.items()} == {"head": 1, "colleague": 1}
    assert "head of Logistics" in found["head"][0]
    assert "head of Legal" in found["head"][0]


def test_who_is_succeeded_hears_of_it_once_and_not_where_they_have_something_again(office: Office) -> None:
    with office.work("pm") as work:
        handovers.all_to(work, 1, "liaison", "colleague")
    ((message,),) = told(office, "handovers/passed").values()
    assert "Pm has handed over what you had in P-2026-001 Launch, to Colleague" in message
    assert "liaison of R&D" in message.replace("&amp;", "&")
    with office.work("pm") as work:
        handovers.all_to(work, 1, "colleague", "liaison")
    assert set(told(office, "handovers/passed")) == {"colleague"}
    with office.work("pm") as work:
        handovers.all_to(work, 1, "pm", "colleague")
    assert "pm" not in told(office, "handovers/passed"), "they did it themselves"
