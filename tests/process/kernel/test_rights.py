"""Who may do what, cell by cell of the table: everybody listed passes, everybody else is refused and told who can."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.projects import channel, finding
from bot.process.tasks import adding
from bot.process.tasks import finding as task_finding
from bot.process.tasks.plans import NewTask
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import departments as kept
from storage import history
from storage.substitutes import Substitution
from tests.process.conftest import BOTS, CAST, DEACTIVATED, OTHER_TEAM, RULES, TEAM, Office
from tests.process.operations import OPERATIONS, edit, see, update


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    """One for all of the many cells; each undoes what it did."""
    return borrowed_office


FULL = {name for name, (is_guest, _admin) in CAST.items() if not is_guest} - BOTS - DEACTIVATED
LIFE = ("projects.suspend", "projects.resume", "projects.close", "projects.archive", "projects.reopen")
# From the table of the process; `named_guest` owns T-2, so the project is open to them.
MAY: dict[str, set[str]] = {
    "projects.create": FULL,
    "projects.see": FULL | {"named_guest"},
    "proposals.propose": FULL,
    "proposals.see": {"owner", "head", "pm", "sponsor", "admin"},
    "proposals.decide": {"head"},
    "proposals.revise": {"owner"},
    "kickoffs.run": {"pm", "sponsor"},
    "charters.edit": {"pm"},
    # The sponsor is head of the other department.
    "charters.sign": {"head", "sponsor"},
    "charters.sponsor": {"sponsor"},
    "charters.return": {"head", "sponsor"},
    "baselines.send": {"pm"},
    # The department of which the sponsor is head has no part in the plan.
    "baselines.confirm": {"head"},
    "baselines.sponsor": {"sponsor"},
    "baselines.return": {"head"},
    "changes.request": {"pm", "sponsor", "head", "liaison", "other_liaison", "owner", "named_guest"},
    # The liaison asked for it.
    "changes.edit": {"pm", "liaison"},
    # It touches the department of the head alone; PM and sponsor come to it, too.
    "changes.answer": {"head", "liaison"},
    "changes.assess": {"head", "liaison"},
    "changes.manage": {"pm"},
    "changes.sponsor": {"sponsor"},
    "changes.decide": {"pm", "sponsor"},
    "changes.tolerate": {"pm"},
    "acceptance.run": {"pm"},
    "acceptance.call": {"pm"},
    "acceptance.enter": {"head", "sponsor", "named_guest"},
    "acceptance.judge": {"head", "sponsor"},
    "acceptance.customer": {"named_guest"},
    "acceptance.sponsor": {"sponsor"},
    "acceptance.prove": {"head", "liaison"},
    "projects.edit": {"pm", "sponsor", "admin"},
    "projects.departments": {"pm", "sponsor", "admin"},
    "projects.home": {"pm"},
    **{one: {"pm", "sponsor", "admin"} for one in LIFE},
    "plans.import": {"pm", "head", "liaison"},
    "plans.shift": {"pm"},
    "scenarios.apply": {"pm"},
    "scenarios.save": {"pm"},
    # The owner made it.
    "scenarios.change": {"owner", "admin"},
    "tasks.add": {"pm", "head", "liaison"},
    "tasks.edit": {"pm", "head", "liaison"},
    "tasks.update": {"pm", "head", "liaison", "owner"},
    "tasks.move": {"pm", "head", "liaison", "owner"},
    "tasks.milestone": {"pm"},
    # The sponsor is head of the department that cooperates in T-1.
    "tasks.attach": {"pm", "head", "liaison", "owner", "sponsor", "other_liaison"},
    "tasks.comment": {"pm", "sponsor", "head", "liaison", "other_liaison", "owner", "named_guest"},
    "tasks.assign": {"pm", "head", "liaison"},
    "requests.ask": {"pm", "head", "liaison", "owner"},
    "requests.answer": {"sponsor", "other_liaison"},
    "requests.settle": {"pm", "head", "liaison", "owner"},
    "requests.assign": {"sponsor", "other_liaison"},
    "meetings.edit": {"pm"},
    "reports.file": {"head", "liaison"},
    "reports.answer": {"sponsor", "other_liaison"},
    "meetings.minutes": {"pm"},
    "projects.hand_over": {"pm", "sponsor", "admin"},
    "disputes.raise": {"pm", "head", "liaison"},
    "disputes.state": {"head", "liaison", "sponsor", "other_liaison"},
    "disputes.propose": {"pm", "head", "liaison", "sponsor", "other_liaison"},
    "disputes.confirm": {"head", "liaison", "sponsor", "other_liaison"},
    "disputes.withdraw": {"liaison", "head"},
    "disputes.call": {"pm"},
    "disputes.ask_major": {"pm", "head", "sponsor"},
    "disputes.mark_major": {"pm"},
    "disputes.decide": {"owner"},
    "disputes.settings": {"pm", "admin"},
    "risks.add": {"pm", "sponsor", "head", "liaison", "other_liaison", "owner", "named_guest"},
    "risks.withdraw": {"liaison", "pm"},
    "risks.weigh": {"pm"},
    "risks.answer": {"owner"},
    "risks.settle": {"owner", "pm"},
    "risks.agree": {"pm"},
    "reviews.plan": {"pm"},
    "reviews.withdraw": {"pm", "sponsor"},
    "reviews.submit": {"head", "liaison"},
    "reviews.opine": {"owner"},
    "reviews.pass": {"sponsor"},
    "reviews.start": {"sponsor"},
    "retrospectives.run": {"pm"},
    # Each for themselves, and nobody in their stead.
    "retrospectives.answer": {"owner", "pm"},
    "retrospectives.follow": {"owner", "pm"},
    "lessons.add": {"pm", "sponsor", "head", "liaison", "other_liaison", "owner"},
    "lessons.answer": {"owner"},
    "lessons.change": {"liaison", "pm"},
    "lessons.release": {"pm"},
    "lessons.retire": {"pm", "admin"},
    "substitutes.set": {"liaison", "head", "admin"},
    "departments.edit": {"admin"},
    "reliability.read": {"head", "admin"},
    "admins.name": {"admin"},
    "calendars.edit": {"admin"},
}
# What is of no project in which somebody could be stood in for, or is not for substitutes.
BY_SUBSTITUTE = {name for name, right in RULES.rights.items() if right.by_substitute} - {
    "projects.create",
    "proposals.propose",
}
CELLS = [(action, who) for action in OPERATIONS for who in CAST]


def test_every_right_is_tried_here() -> None:
    assert set(RULES.rights) == set(OPERATIONS)


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
        project = finding.find(work, "P-2026-001")
        project.is_private = True
        work.session.add(project)
    with pytest.raises(Refused, match="There is no"), office.work("colleague") as work:
        OPERATIONS[action](work)
    with office.work("pm") as work:
        channel.came(work, "C1", "colleague")
    with office.work("colleague") as work:
        see(work)
    with office.work("pm") as work:
        channel.went(work, "C1", "colleague")
        channel.went(work, "C1", "liaison")
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


@pytest.mark.parametrize("owner", ["left", "robot"])
def test_whoever_is_not_there_is_given_no_task(office: Office, owner: str) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        adding.add(work, NewTask(1, "Another", 1, owner, date(2026, 12, 1)))
    assert refused.value.field == "owner_id"


@pytest.mark.parametrize("action", ["tasks.update", "tasks.move", "tasks.attach", "requests.ask"])
def test_the_liaison_may_what_the_owner_may_where_a_task_has_none(office: Office, action: str) -> None:
    with office.work("pm") as work:
        task_finding.find(work, 1).task.owner_id = None
    with office.work("liaison") as work:
        OPERATIONS[action](work)
    for who in ("owner", "colleague", "guest"):
        with pytest.raises(Refused), office.work(who) as work:
            OPERATIONS[action](work)


def test_a_refusal_names_who_can(office: Office) -> None:
    with pytest.raises(Refused) as refused, office.work("colleague") as work:
        update(work)
    said = refused.value.why.for_(Reader("en-US"))
    assert said == "T-1 belongs to R&D. Owner (owner), Liaison (liaison), Head (head) or Pm (PM) can."


def test_a_refusal_names_who_acts_for_those_who_can(office: Office) -> None:
    stand_in(office, "liaison", "other_head")
    with pytest.raises(Refused) as refused, office.work("colleague") as work:
        update(work)
    assert (
        "Liaison (liaison), Liaison's substitute Other_Head (until Fri, Nov 27), Head (head)"
        in refused.value.why.for_(Reader("en-US"))
    )
    assert "Liaison的代理人Other_Head（至11月27日 周五）" in refused.value.why.for_(Reader("zh-CN"))


def test_a_departments_deputies_act_as_its_head(office: Office) -> None:
    with office.work("admin") as work:
        for one in kept.all_of(work.session, TEAM):
            one.deputies = ["colleague"] if one.head_id == "head" else []
    for action in ("tasks.add", "tasks.update"):
        with office.work("colleague") as work:
            OPERATIONS[action](work)
            assert work.acting_for is None
    with pytest.raises(Refused), office.work("colleague") as work:
        edit(work)


def stand_in(office: Office, principal: str, substitute: str, days: int = 0) -> None:
    """`substitute` acts for `principal` for a week around `days` from now."""
    with office.work("admin") as work:
        begins = office.now + timedelta(days=days - 3)
        work.session.add(
            Substitution(
                team_id=TEAM, cause=f"{principal}:{days}", principal_id=principal, substitute_id=substitute,
                first_on=date(2026, 11, 20), last_on=date(2026, 11, 27), zone="Asia/Shanghai",
                begins_at=begins, ends_at=begins + timedelta(days=7),
                created_at=office.now, created_by=principal,
            )
        )  # fmt: skip


@pytest.mark.parametrize(("action", "principal"), [cell for cell in CELLS if cell[0] in BY_SUBSTITUTE])
def test_a_substitute_may_what_the_principal_may_and_it_is_recorded_for_them(
    office: Office, action: str, principal: str
) -> None:
    """Each cell once more, through the colleague, in a project that is hidden from them otherwise."""
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").is_private = True
    stand_in(office, principal, "colleague")
    in_it = set(CAST) - BOTS - DEACTIVATED - {"colleague", "other_head", "guest"}
    if principal not in (in_it if action == "projects.see" else MAY[action]):
        with pytest.raises(Refused), office.work("colleague") as work:
            OPERATIONS[action](work)
        return
    with office.work("colleague") as work:
        OPERATIONS[action](work)
        if action not in ("projects.see", "proposals.see"):
            assert work.acting_for is not None
            assert work.acting_for.user_id == principal


@pytest.mark.parametrize("days", [-30, 30])
def test_a_substitute_may_nothing_before_and_after_the_window(office: Office, days: int) -> None:
    stand_in(office, "liaison", "colleague", days)
    with pytest.raises(Refused), office.work("colleague") as work:
        update(work)


def test_there_are_no_chains(office: Office) -> None:
    stand_in(office, "liaison", "colleague")
    stand_in(office, "colleague", "other_head")
    with pytest.raises(Refused), office.work("other_head") as work:
        update(work)


def test_nothing_is_recorded_for_another_where_ones_own_right_suffices(office: Office) -> None:
    stand_in(office, "liaison", "owner")
    with office.work("owner") as work:
        update(work)
        assert work.acting_for is None


def test_in_the_name_of_another_is_written_down(office: Office) -> None:
    stand_in(office, "liaison", "colleague")
    with office.work("colleague") as work:
        update(work)
        last = history.of(work.session, TEAM, "tasks", 1)[-1]
        assert (last.actor_id, last.on_behalf_of) == ("colleague", "liaison")
