"""Who may do what, cell by cell of the table: everybody listed passes, everybody else is refused and told who can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.language import Reader
from bot.process import (
    admins,
    attachments,
    away,
    calendar_days,
    departments,
    dispute_decisions,
    dispute_meetings,
    dispute_raising,
    disputes,
    handovers,
    meeting_changes,
    minutes,
    projects,
    report_causes,
    reports,
    request_asking,
    requests,
    task_comments,
    task_edits,
    task_updates,
    tasks,
)
from bot.process.away import NewWindow
from bot.process.departments import Described
from bot.process.dispute_clock import Clock
from bot.process.dispute_decisions import Decision
from bot.process.dispute_meetings import Meeting
from bot.process.dispute_raising import NewDispute
from bot.process.disputes import NewText
from bot.process.projects import DepartmentNamed, NewProject
from bot.process.refused import Refused
from bot.process.request_asking import Ask
from bot.process.rights import RIGHTS
from bot.process.standings import Status
from bot.process.task_updates import Update
from bot.process.tasks import NewTask
from bot.process.work import Work
from storage import cooperation, history, meetings
from storage import departments as kept
from storage.disputes import Dispute, Proposal
from storage.reports import Report, ReportLine
from storage.requests import Request
from storage.substitutes import Substitution
from tests.process.conftest import BOTS, CAST, DEACTIVATED, OTHER_TEAM, TEAM, Office


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    """One for all of the many cells; each undoes what it did."""
    return borrowed_office


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


def edit_task(work: Work) -> None:
    task_edits.delete(work, 1)


def move(work: Work) -> None:
    task_updates.update(work, 1, Update(due_on=date(2026, 12, 4), note="proofs"))


def give(work: Work) -> None:
    task_updates.update(work, 1, Update(owner_id="colleague"))


def comment(work: Work) -> None:
    task_comments.comment(work, 1, "The printer needs the files by noon")


def requested(work: Work) -> int:
    """R-1: department 1 asks department 2 (its head is the sponsor) for T-1."""
    request = Request(
        team_id=TEAM, project_id=1, cause="r", number=1, title="Artwork", task_id=1, asking_department_id=1,
        asked_department_id=2, requester_id="owner", needed_by=date(2026, 12, 4), answer_by=date(2026, 12, 1),
        state="submitted", created_at=work.now, changed_at=work.now, changed_by="owner",
    )  # fmt: skip
    work.session.add(request)
    work.session.flush()
    return request.id or 0


def ask(work: Work) -> None:
    request_asking.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=1))


def answer(work: Work) -> None:
    requests.accept(work, requested(work))


def settle(work: Work) -> None:
    requests.withdraw(work, requested(work))


def disputed(work: Work, *, state: str = "open", major_asked_by: str | None = None) -> int:
    """D-1: department 1 differs from department 2, whose head is the sponsor: the second decider decides."""
    dispute = Dispute(
        team_id=TEAM, project_id=1, cause="d", number=1, subject="Artwork", raising_department_id=1,
        other_department_id=2, raised_by="liaison", clock="real", deadline_at=work.now + timedelta(hours=24),
        state=state, major_asked_by=major_asked_by, created_at=work.now, changed_at=work.now, changed_by="liaison",
    )  # fmt: skip
    work.session.add(dispute)
    projects.find(work, "P-2026-001").second_decider_id = "owner"
    work.session.flush()
    return dispute.id or 0


def raise_dispute(work: Work) -> None:
    dispute_raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))


def state_position(work: Work) -> None:
    disputes.state_position(work, disputed(work), "It met the standard.")


def propose(work: Work) -> None:
    disputes.propose(work, disputed(work), NewText("Half each."))


def confirm(work: Work) -> None:
    proposal = Proposal(
        team_id=TEAM, dispute_id=disputed(work), cause="p", version=1, text="Half each.", content_hash="",
        proposed_by="pm", created_at=work.now,
    )  # fmt: skip
    work.session.add(proposal)
    work.session.flush()
    disputes.confirm(work, proposal.id or 0)


def withdraw_dispute(work: Work) -> None:
    disputes.withdraw(work, disputed(work))


def write_minutes(work: Work) -> None:
    meeting = meetings.upcoming(work.session, work.team_id, 1)
    assert meeting is not None
    meeting.starts_at = work.now
    work.session.flush()
    minutes.write(work, meeting.id or 0, minutes.Written((), "Go.", (), 0))


def call_meeting(work: Work) -> None:
    later = (work.now + timedelta(hours=2)).astimezone(ZoneInfo("Asia/Shanghai"))
    dispute_meetings.call(work, disputed(work), Meeting(later.date(), later.time()))


def ask_for_major(work: Work) -> None:
    dispute_decisions.major(work, disputed(work))


def leave_normal(work: Work) -> None:
    dispute_decisions.leave_normal(work, disputed(work, major_asked_by="head"))


def decide(work: Work) -> None:
    dispute_decisions.decide(work, disputed(work, state="escalated"), Decision("Half each.", reasons="Both saw it."))


def set_up_disputes(work: Work) -> None:
    dispute_decisions.set_up(work, 1, Clock.WORKING, "owner")


def set_working_day(work: Work) -> None:
    calendar_days.set_days(work, "CN", [date(2026, 11, 27)], False, "Anniversary")


def attach(work: Work) -> None:
    cooperation.replace(work.session, TEAM, 1, {2: "proofs"})
    attachments.attach(work, 1, ["https://example.com/a"], [])


def assign(work: Work) -> None:
    requests.assign(work, requested(work), "owner")


def hand_over(work: Work) -> None:
    handovers.all_to(work, 1, "owner", "other_head")


def write_report(work: Work) -> None:
    reports.begin(work, 1, 1)


def answer_cause(work: Work) -> None:
    """Department 1 names department 2 (its head is the sponsor)."""
    report = Report(
        team_id=TEAM, project_id=1, meeting_id=1, department_id=1, state="filed", filed_at=work.now, filed_by="liaison",
        created_at=work.now,
    )  # fmt: skip
    work.session.add(report)
    work.session.flush()
    line = ReportLine(
        team_id=TEAM, report_id=report.id or 0, position=0, kind="not_done", text="Poster", reason="No artwork",
        cause_department_id=2, cause_state="named",
    )  # fmt: skip
    work.session.add(line)
    work.session.flush()
    report_causes.confirm(work, line.id or 0)


def move_meeting(work: Work) -> None:
    meeting_changes.move(work, 1, date(2026, 11, 27), time(15))


def name_substitute(work: Work) -> None:
    away.name(work, NewWindow("liaison", "other_liaison", date(2026, 12, 1), date(2026, 12, 4)))


def found_department(work: Work) -> None:
    found = departments.add(work, Described("Legal", None, "owner", "colleague"))
    departments.change(work, found.id or 0, Described("Law", None, "owner", "owner"), version=1)
    departments.remove(work, found.id or 0)


def name_admin(work: Work) -> None:
    admins.name(work, ["colleague"])


OPERATIONS: dict[str, Callable[[Work], None]] = {
    "projects.create": create,
    "projects.see": see,
    "projects.edit": edit,
    "tasks.add": add,
    "tasks.edit": edit_task,
    "tasks.update": update,
    "tasks.move": move,
    "tasks.attach": attach,
    "tasks.comment": comment,
    "tasks.assign": give,
    "requests.ask": ask,
    "requests.answer": answer,
    "requests.settle": settle,
    "requests.assign": assign,
    "meetings.edit": move_meeting,
    "reports.file": write_report,
    "reports.answer": answer_cause,
    "meetings.minutes": write_minutes,
    "projects.hand_over": hand_over,
    "disputes.raise": raise_dispute,
    "disputes.state": state_position,
    "disputes.propose": propose,
    "disputes.confirm": confirm,
    "disputes.withdraw": withdraw_dispute,
    "disputes.call": call_meeting,
    "disputes.ask_major": ask_for_major,
    "disputes.mark_major": leave_normal,
    "disputes.decide": decide,
    "disputes.settings": set_up_disputes,
    "substitutes.set": name_substitute,
    "departments.edit": found_department,
    "admins.name": name_admin,
    "calendars.edit": set_working_day,
}
FULL = {name for name, (is_guest, _admin) in CAST.items() if not is_guest} - BOTS - DEACTIVATED
# From the table of the process; `named_guest` owns T-2, so the project is open to them.
MAY: dict[str, set[str]] = {
    "projects.create": FULL,
    "projects.see": FULL | {"named_guest"},
    "projects.edit": {"pm"},
    "tasks.add": {"pm", "head", "liaison"},
    "tasks.edit": {"pm", "head", "liaison"},
    "tasks.update": {"pm", "head", "liaison", "owner"},
    "tasks.move": {"pm", "head", "liaison", "owner"},
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
    "disputes.withdraw": {"liaison"},
    "disputes.call": {"pm"},
    "disputes.ask_major": {"pm", "head", "sponsor"},
    "disputes.mark_major": {"pm"},
    "disputes.decide": {"owner"},
    "disputes.settings": {"pm", "admin"},
    "substitutes.set": {"liaison", "head", "admin"},
    "departments.edit": {"admin"},
    "admins.name": {"admin"},
    "calendars.edit": {"admin"},
}
# What is of no project in which somebody could be stood in for, or is not for substitutes.
BY_SUBSTITUTE = {name for name, right in RIGHTS.items() if right.by_substitute} - {"projects.create"}
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


@pytest.mark.parametrize("owner", ["left", "robot"])
def test_whoever_is_not_there_is_given_no_task(office: Office, owner: str) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        tasks.add(work, NewTask(1, "Another", 1, owner, date(2026, 12, 1)))
    assert refused.value.field == "owner_id"


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
        projects.find(work, "P-2026-001").is_private = True
    stand_in(office, principal, "colleague")
    in_it = set(CAST) - BOTS - DEACTIVATED - {"colleague", "other_head", "guest"}
    if principal not in (in_it if action == "projects.see" else MAY[action]):
        with pytest.raises(Refused), office.work("colleague") as work:
            OPERATIONS[action](work)
        return
    with office.work("colleague") as work:
        OPERATIONS[action](work)
        if action != "projects.see":
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
