"""Who may do what, cell by cell of the table: everybody listed passes, everybody else is refused and told who can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from bot.language import Reader
from bot.process import projects, rights, task_updates, tasks
from bot.process.projects import DepartmentNamed, NewProject
from bot.process.refused import Refused
from bot.process.rights import RIGHTS
from bot.process.standings import Status
from bot.process.task_updates import Update
from bot.process.tasks import NewTask
from bot.process.work import Work
from tests.process.conftest import CAST, OTHER_TEAM, Office


def create(work: Work) -> None:
    projects.create(
        work,
        NewProject(
            "New", "", "pm", date(2026, 1, 1), date(2026, 2, 1), 0, time(9), "R&D",
            [DepartmentNamed("R&D", "head", "liaison")], channel_id="C9", channel_name="new",
        ),
    )  # fmt: skip


def see(work: Work) -> None:
    projects.find(work, "P-2026-001")


def edit(work: Work) -> None:
    projects.move_home(work, "P-2026-001", "C8", "elsewhere", False)


def add(work: Work) -> None:
    tasks.add(work, NewTask(1, "Another", 1, "owner", date(2026, 12, 1)))


def update(work: Work) -> None:
    task_updates.update(work, 1, Update(status=Status.DONE))


OPERATIONS: dict[str, Callable[[Work], None]] = {
    "projects.create": create,
    "projects.see": see,
    "projects.edit": edit,
    "tasks.add": add,
    "tasks.update": update,
}
FULL = {name for name, (is_guest, _admin) in CAST.items() if not is_guest}
# From the table of the process; `named_guest` owns T-2, so the project is open to them.
MAY: dict[str, set[str]] = {
    "projects.create": FULL,
    "projects.see": FULL | {"named_guest"},
    "projects.edit": {"pm"},
    "tasks.add": {"pm", "head", "liaison"},
    "tasks.update": {"pm", "head", "liaison", "owner"},
}
CELLS = [(action, who) for action in OPERATIONS for who in CAST]


def test_every_right_is_tried_here() -> None:
    assert set(RIGHTS) == set(OPERATIONS)


@pytest.mark.parametrize(("action", "who"), CELLS)
def test_each_person_and_each_action(office: Office, action: str, who: str) -> None:
    if who in MAY[action]:
        with office.work(who) as work:
            OPERATIONS[action](work)
        return
    with pytest.raises(Refused), office.work(who) as work:
        OPERATIONS[action](work)


@pytest.mark.parametrize("action", ["projects.see", "projects.edit", "tasks.add", "tasks.update"])
@pytest.mark.parametrize("who", ["pm", "admin", "owner"])
def test_nobody_of_another_workspace_reaches_in(office: Office, action: str, who: str) -> None:
    with pytest.raises(Refused, match="There is no"), office.work(who, OTHER_TEAM) as work:
        OPERATIONS[action](work)


@pytest.mark.parametrize("action", ["projects.see", "tasks.add", "tasks.update"])
def test_a_private_project_does_not_exist_for_those_who_are_not_in_it(office: Office, action: str) -> None:
    with office.work("pm") as work:
        project = projects.find(work, "P-2026-001")
        project.is_private = True
        work.session.add(project)
    with pytest.raises(Refused, match="There is no"), office.work("colleague") as work:
        OPERATIONS[action](work)
    with office.work("pm") as work:
        projects.came(work, "C1", "colleague")
    with office.work("colleague") as work:
        see(work)
    with office.work("pm") as work:
        projects.went(work, "C1", "colleague")
        projects.went(work, "C1", "liaison")
    with pytest.raises(Refused, match="There is no"), office.work("colleague") as work:
        see(work)
    with office.work("liaison") as work:
        see(work)


def test_whoever_was_deactivated_may_do_nothing(office: Office) -> None:
    with office.work("owner") as work:
        work.person.is_deactivated = True
        work.session.add(work.person)
    with pytest.raises(Refused), office.work("owner") as work:
        update(work)


def test_a_refusal_names_who_can(office: Office) -> None:
    with pytest.raises(Refused) as refused, office.work("colleague") as work:
        update(work)
    said = refused.value.why.for_(Reader("en-US"))
    assert said == "T-1 belongs to R&D. Owner (owner), Liaison (liaison), Head (head) or Pm (PM) can."
    assert rights.RIGHTS["tasks.update"]
