"""What may be done in which phase, cell by cell of the table; and who is told what where it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.process import every
from bot.process.kernel import gates, rights
from bot.process.kernel.rules import RUNNING, UNBEGUN, Locked, Phase
from bot.process.projects import finding
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import updates
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.tasks import Task
from tests.process.conftest import RULES, Office
from tests.process.kernel.test_rights import MAY
from tests.process.operations import OPERATIONS, requested, stands

# What is of no project.
OF_NONE = {
    "projects.create",
    "proposals.propose",
    "substitutes.set",
    "departments.edit",
    "reliability.read",
    "admins.name",
    "calendars.edit",
    "scenarios.change",
}
# What sets the phase itself, to be done at all.
LIFE = {"projects.resume", "projects.archive", "projects.reopen"}
# What takes back what was done of a matter.
UNDONE = {f"{flow}.undo" for flow in (
    "requests", "disputes", "proposals", "charters", "baselines", "risks", "reviews", "changes", "acceptance",
    "lessons", "retrospectives",
)}  # fmt: skip
CELLS = [
    (action, phase) for action in sorted(RULES.gates.keys() - LIFE - UNDONE) for phase in Phase if phase not in UNBEGUN
]
READER = Reader("en-US")


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    """One for all of the many cells; each undoes what it did."""
    return borrowed_office


def test_every_action_on_a_project_names_its_phases() -> None:
    assert RULES.gates.keys() - UNDONE == RULES.rights.keys() - OF_NONE
    assert RULES.gates == {action: phases for one in every.EVERY for action, phases in one.gates.items()}


@pytest.mark.parametrize(("action", "phase"), CELLS)
def test_each_action_in_each_phase(office: Office, action: str, phase: Phase) -> None:
    who = sorted(MAY[action])[0]
    with office.work("sponsor") as work:
        stands(work, phase, by="sponsor")
    if phase in RULES.gates[action]:
        with office.work(who) as work:
            OPERATIONS[action](work)
        return
    with pytest.raises(Refused) as refused, office.work(who) as work:
        OPERATIONS[action](work)
    said = refused.value.why.for_(READER)
    if phase in RUNNING:
        possible = ", ".join(one for one in Phase if one in RULES.gates[action])
        assert f"That is possible only in these phases: {possible}." in said
        return
    assert f"P-2026-001 is {phase} since Sun, Nov 22, by Sponsor. Pm (PM), Sponsor (sponsor) or " in said
    assert f"can {'let it go on' if phase == Phase.SUSPENDED else 'reopen it'}: `/project re" in said


@pytest.mark.parametrize("phase", [one for one in Phase if one not in UNBEGUN])
def test_a_move_of_the_life_is_possible_from_its_own_phases_alone(office: Office, phase: Phase) -> None:
    with office.work("pm") as work:
        stands(work, phase)
        project = finding.find(work, "P-2026-001")
        possible = {one for one in RULES.rights if one in LIFE and rights.may(work, one, project)}
    assert possible == {
        Phase.SUSPENDED: {"projects.resume"},
        Phase.CLOSED: {"projects.archive", "projects.reopen"},
        Phase.ARCHIVED: {"projects.reopen"},
    }.get(phase, set())


def test_who_may_let_it_go_on_is_offered_that_and_nobody_else_is(office: Office) -> None:
    with office.work("sponsor") as work:
        stands(work, Phase.SUSPENDED, by="sponsor")
    for who, offered in (("pm", "projects.resume"), ("owner", None)):
        with pytest.raises(Refused) as refused, office.work(who) as work:
            updates.update(work, 1, Update(status=Status.DONE))
        assert (refused.value.offer.action if refused.value.offer else None) == offered


def test_a_refusal_names_who_stands_in_for_a_pm_on_leave_and_in_chinese_too(office: Office) -> None:
    with office.work("pm") as work:
        windows.name(work, NewWindow("pm", "colleague", date(2026, 11, 23), date(2026, 11, 27)))
        stands(work, Phase.SUSPENDED)
    with pytest.raises(Refused) as refused, office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.DONE))
    said = refused.value.why.for_(Reader("zh-CN", "Asia/Shanghai"))
    assert said.startswith("P-2026-001自11月22日 周日起已暂停（Pm）。")
    assert "Pm的代理人Colleague（至11月27日 周五）" in said
    with office.work("colleague") as work:
        assert rights.may(work, "projects.resume", finding.find(work, "P-2026-001"))


def test_a_move_that_is_of_another_phase_says_of_which(office: Office) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        rights.must(work, "projects.archive", finding.find(work, "P-2026-001"), _("No."))
    assert refused.value.why.for_(READER) == (
        "That is possible only in these phases: closed. P-2026-001 is in: execution."
    )


def test_what_was_done_of_a_matter_is_not_taken_back_while_its_project_stands_still(office: Office) -> None:
    with office.work("sponsor") as work:
        accepted = contract.accept(work, requested(work)).request
        number, version = accepted.id, accepted.version
        stands(work, Phase.SUSPENDED)
    with pytest.raises(Refused, match="let it go on"), office.work("sponsor") as work:
        contract.undo(work, number, version)


def test_a_review_may_lock_what_is_done_to_one_task(office: Office) -> None:
    def second_is_locked(_work: object, action: str, about: Task) -> Locked | None:
        return Locked(_("no")) if action == "tasks.update" and about.number == 2 else None

    for number, is_locked in ((1, False), (2, True)):
        with office.work("pm") as work:
            work.rules = replace(RULES, locks=(second_is_locked,))
            if not is_locked:
                updates.update(work, number, Update(status=Status.DONE))
                continue
            assert not rights.may(
                work, "tasks.update", finding.find(work, "P-2026-001"), about=work.session.get(Task, 2)
            )
            with pytest.raises(Refused, match="no"):
                updates.update(work, number, Update(status=Status.DONE))


def test_the_phases_in_which_nothing_happens_are_those_of_the_tables() -> None:
    assert set(projects.STILL) == set(Phase) - RUNNING - {Phase.PROPOSED}
    assert set(gates.WAYS_ON) == set(Phase) - RUNNING - {Phase.DROPPED}
    assert set(projects.UNBEGUN) == UNBEGUN


@pytest.mark.parametrize("phase", sorted(UNBEGUN))
@pytest.mark.parametrize("action", sorted(RULES.gates.keys() - UNDONE - {"projects.see"}))
def test_nothing_is_done_with_a_project_that_is_only_proposed_but_its_proposal(
    office: Office, action: str, phase: Phase
) -> None:
    if action.startswith("proposals.") or (action, phase) == ("lessons.answer", Phase.PROPOSED):
        assert phase in RULES.gates[action]
        return
    with office.work("pm") as work:
        stands(work, phase)
        project = finding.find(work, "P-2026-001")
        assert not rights.may(work, action, project)
        with pytest.raises(Refused) as refused:
            rights.must_be_open(work, action, project)
    said = refused.value.why.for_(READER)
    told = {Phase.PROPOSED: "is only proposed yet, since Sun, Nov 22", Phase.DROPPED: "did not come to be"}
    assert told[phase] in said


def test_who_can_approve_is_named_to_whoever_wants_more_of_what_is_only_proposed(office: Office) -> None:
    with office.work("pm") as work:
        stands(work, Phase.PROPOSED)
        project = finding.find(work, "P-2026-001")
        with pytest.raises(Refused) as refused:
            rights.must(work, "projects.edit", project, _("No."))
    assert "Sponsor (head) can approve it: `/project show P-2026-001`." in refused.value.why.for_(READER)


def test_a_request_cannot_begin_in_a_project_that_stands_still_by_then(office: Office) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        work.session.execute(projects.Project.__table__.update().values(phase="suspended", phase_by="pm"))  # type: ignore[attr-defined]
        assert project.phase == Phase.EXECUTION, "as it was read"
        with pytest.raises(Refused, match="let it go on"):
            asking.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=1))
