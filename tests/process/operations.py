"""One way to do each thing that the table of rights knows, by who acts in the unit of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from bot.plans.plan import Plan, PlanRow
from bot.process.baselines import cards as plan_cards
from bot.process.baselines import confirming
from bot.process.baselines import rounding as confirmations
from bot.process.baselines import shown as plan_shown
from bot.process.baselines import signed as plan_signed
from bot.process.calendars import days
from bot.process.charters import rounding, signing
from bot.process.charters import signed as charter_signed
from bot.process.charters import writing as charters
from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.disputes import consensus, decisions, raising
from bot.process.disputes import meetings as dispute_meetings
from bot.process.disputes.clock import Clock
from bot.process.disputes.consensus import NewText
from bot.process.disputes.decisions import Decision
from bot.process.disputes.meetings import Meeting
from bot.process.disputes.raising import NewDispute
from bot.process.handovers import handing as handovers
from bot.process.kernel import matters
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.kickoffs import calling as kickoffs
from bot.process.kickoffs.calling import Called
from bot.process.meetings import changes as meeting_changes
from bot.process.minutes import writing
from bot.process.people import admins
from bot.process.phases import looking, moving
from bot.process.phases.moved import Choice
from bot.process.plans import importing, shifting
from bot.process.plans.shifted import PUSH, Wanted
from bot.process.projects import channel, finding
from bot.process.proposals import deciding, proposing, starting
from bot.process.proposals.content import Proposed
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.reports import causes, filing
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.revisions import basics, leaving
from bot.process.risks import answering, ending, weighing
from bot.process.risks import noting as risks
from bot.process.risks.ending import Wish
from bot.process.risks.noting import NewRisk, Weighed
from bot.process.risks.weighing import Said
from bot.process.scenarios import applying, editing, saving
from bot.process.scenarios.shown import Asked
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import adding, attachments, comments, edits, updates
from bot.process.tasks import finding as task_finding
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import cooperation, meetings, people
from storage import departments as departments_kept
from storage import projects as kept_projects
from storage.baselines import Confirmation
from storage.charters import Charter
from storage.disputes import Dispute
from storage.disputes import Proposal as ProposedText
from storage.proposals import Proposal
from storage.reports import Report, ReportLine
from storage.requests import Request
from storage.risks import Risk
from storage.scenarios import ScenarioTemplate
from tests.process.conftest import TEAM

# Of a project of both departments.
PROPOSED = Proposed(
    "Lamp", "launch", 1, date(2026, 12, 1), date(2027, 3, 1), "Dealers ask", "Sell", ("Sold in 200 shops",), (1, 2),
    "pm", "sponsor",
)  # fmt: skip


def create(work: Work) -> None:
    starting.create(
        work,
        NewProject(
            "New", "", "pm", date(2026, 1, 1), date(2026, 2, 1), 0, time(9), "R&D",
            [DepartmentNamed("R&D", "head", "liaison")], channel_id="C9", channel_name="new",
        ),
    )  # fmt: skip


def see(work: Work) -> None:
    finding.find(work, "P-2026-001")


def edit(work: Work) -> None:
    project = finding.find(work, "P-2026-001")
    said = replace(basics.of(project), name="Renamed")
    basics.edit(work, project.id, said, basics.mark(project))


def merge(work: Work) -> None:
    leaving.merge(work, 1, 1, 2)


def move_home(work: Work) -> None:
    channel.move_home(work, "P-2026-001", "C8", "elsewhere", False)


def suspend(work: Work) -> None:
    moving.suspend(work, 1, "The budget is not decided")


def stands(work: Work, phase: Phase, by: str = "pm") -> None:
    """P-2026-001 is in that phase since yesterday."""
    project = finding.find(work, "P-2026-001")
    project.phase, project.phase_before, project.phase_by = phase, Phase.EXECUTION, by
    project.phase_since = work.now - timedelta(days=1)
    work.session.flush()


def resume(work: Work) -> None:
    stands(work, Phase.SUSPENDED)
    moving.resume(work, 1)


def close(work: Work) -> None:
    cancelled = {one.flow: Choice() for one in looking.look(work, finding.find(work, "P-2026-001")).chosen}
    moving.close(work, 1, cancelled, "The product line is given up")


def archive(work: Work) -> None:
    stands(work, Phase.CLOSED)
    moving.archive(work, 1)


def reopen(work: Work) -> None:
    stands(work, Phase.ARCHIVED)
    moving.reopen(work, 1)


def add(work: Work) -> None:
    adding.add(work, NewTask(1, "Another", 1, "owner", date(2026, 12, 1)))


def import_plan(work: Work) -> None:
    """A plan of one task of department 1."""
    department = departments_kept.department(work.session, TEAM, 1)
    assert department is not None
    plan = Plan("Excel", [PlanRow("1", "Bought", department=department.key)])
    importing.take(work, 1, plan, "plan.xlsx", seen=importing.preview(work, 1, plan, "plan.xlsx").seen)


def take_template(work: Work) -> None:
    """The launch, all of it led by department 1."""
    asked = Asked(1, "launch", date(2027, 1, 11), dict.fromkeys(("rd", "marketing", "sales", "service"), 1))
    applying.take(work, asked, seen=applying.look(work, asked).seen)


def save_template(work: Work) -> None:
    project = kept_projects.project(work.session, TEAM, 1, to_change=True)
    assert project is not None
    # Of a private one nobody makes a template.
    project.is_private = False
    work.session.flush()
    saving.save(work, 1, "Fair")


def delete_template(work: Work) -> None:
    """One that the owner made."""
    kept = ScenarioTemplate(
        team_id=TEAM, cause="template", name="Fair", project_id=1, tasks=1, created_at=work.now, created_by="owner",
        changed_at=work.now, changed_by="owner",
    )  # fmt: skip
    work.session.add(kept)
    work.session.flush()
    editing.delete(work, f"own:{kept.id}")


def update(work: Work) -> None:
    updates.update(work, 1, Update(status=Status.DONE))


def edit_task(work: Work) -> None:
    edits.delete(work, 1)


def move(work: Work) -> None:
    updates.update(work, 1, Update(due_on=date(2026, 12, 4), note="proofs"))


def move_milestone(work: Work) -> None:
    """T-1, where it is a milestone."""
    task = task_finding.numbered(work, 1)
    task.is_milestone, task.starts_on = True, None
    work.session.flush()
    move(work)


def shift_plan(work: Work) -> None:
    shifting.look(work, Wanted(1, PUSH))


def give(work: Work) -> None:
    updates.update(work, 1, Update(owner_id="colleague"))


def comment(work: Work) -> None:
    comments.comment(work, 1, "The printer needs the files by noon")


def requested(work: Work) -> int:
    """R-1: department 1 asks department 2 (its head is the sponsor) for T-1."""
    request = Request(
        team_id=TEAM, project_id=1, cause="r", number=1, title="Artwork", task_id=1, asking_department_id=1,
        asked_department_id=2, requester_id="owner", needed_by=date(2026, 12, 4), answer_by=date(2026, 12, 1),
        state="submitted", created_at=work.now, changed_at=work.now, changed_by="owner",
    )  # fmt: skip
    work.session.add(request)
    work.session.flush()
    return request.id


def ask(work: Work) -> None:
    asking.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=1))


def answer(work: Work) -> None:
    contract.accept(work, requested(work))


def settle(work: Work) -> None:
    contract.withdraw(work, requested(work))


def disputed(work: Work, *, state: str = "open", major_asked_by: str | None = None) -> int:
    """D-1: department 1 differs from department 2, whose head is the sponsor: the second decider decides."""
    dispute = Dispute(
        team_id=TEAM, project_id=1, cause="d", number=1, subject="Artwork", raising_department_id=1,
        other_department_id=2, raised_by="liaison", clock="real", deadline_at=work.now + timedelta(hours=24),
        state=state, major_asked_by=major_asked_by, created_at=work.now, changed_at=work.now, changed_by="liaison",
    )  # fmt: skip
    work.session.add(dispute)
    finding.find(work, "P-2026-001").second_decider_id = "owner"
    work.session.flush()
    return dispute.id


def raise_dispute(work: Work) -> None:
    raising.raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard."))


def state_position(work: Work) -> None:
    consensus.state_position(work, disputed(work), "It met the standard.")


def propose(work: Work) -> None:
    consensus.propose(work, disputed(work), NewText("Half each."))


def confirm(work: Work) -> None:
    proposal = ProposedText(
        team_id=TEAM, dispute_id=disputed(work), cause="p", version=1, text="Half each.", content_hash="",
        proposed_by="pm", created_at=work.now,
    )  # fmt: skip
    work.session.add(proposal)
    work.session.flush()
    consensus.confirm(work, proposal.id)


def withdraw_dispute(work: Work) -> None:
    consensus.withdraw(work, disputed(work))


def write_minutes(work: Work) -> None:
    meeting = meetings.upcoming(work.session, work.team_id, 1)
    assert meeting is not None
    meeting.starts_at = work.now
    work.session.flush()
    writing.write(work, meeting.id, writing.Written((), "Go.", (), 0))


def call_meeting(work: Work) -> None:
    later = (work.now + timedelta(hours=2)).astimezone(ZoneInfo("Asia/Shanghai"))
    dispute_meetings.call(work, disputed(work), Meeting(later.date(), later.time()))


def ask_for_major(work: Work) -> None:
    decisions.major(work, disputed(work))


def leave_normal(work: Work) -> None:
    decisions.leave_normal(work, disputed(work, major_asked_by="head"))


def decide(work: Work) -> None:
    decisions.decide(work, disputed(work, state="escalated"), Decision("Half each.", reasons="Both saw it."))


def set_up_disputes(work: Work) -> None:
    decisions.set_up(work, 1, Clock.WORKING, "owner")


def set_working_day(work: Work) -> None:
    days.set_days(work, "CN", [date(2026, 11, 27)], False, "Anniversary")


def attach(work: Work) -> None:
    cooperation.replace(work.session, TEAM, 1, {2: "proofs"})
    attachments.attach(work, 1, ["https://example.com/a"], [])


def assign(work: Work) -> None:
    contract.assign(work, requested(work), "owner")


def hand_over(work: Work) -> None:
    handovers.all_to(work, 1, "owner", "other_head")


def write_report(work: Work) -> None:
    filing.begin(work, 1, 1)


def answer_cause(work: Work) -> None:
    """Department 1 names department 2 (its head is the sponsor)."""
    report = Report(
        team_id=TEAM, project_id=1, meeting_id=1, department_id=1, state="filed", filed_at=work.now, filed_by="liaison",
        created_at=work.now,
    )  # fmt: skip
    work.session.add(report)
    work.session.flush()
    line = ReportLine(
        team_id=TEAM, report_id=report.id, position=0, kind="not_done", text="Poster", reason="No artwork",
        cause_department_id=2, cause_state="named",
    )  # fmt: skip
    work.session.add(line)
    work.session.flush()
    causes.confirm(work, line.id)


def move_meeting(work: Work) -> None:
    meeting_changes.move(work, 1, date(2026, 11, 27), time(15))


def name_substitute(work: Work) -> None:
    windows.name(work, NewWindow("liaison", "other_liaison", date(2026, 12, 1), date(2026, 12, 4)))


def found_department(work: Work) -> None:
    found = departments.add(work, Described("Legal", None, "owner", "colleague"))
    departments.change(work, found.id, Described("Law", None, "owner", "owner"), version=1)
    departments.remove(work, found.id)


def name_admin(work: Work) -> None:
    admins.name(work, ["colleague"])


def proposal(work: Work, by: str = "owner") -> Proposal:
    """`by` proposes a project of department 1: its head decides."""
    with work.acting_as(people.person(work.session, TEAM, by)):
        return proposing.propose(work, PROPOSED).proposal


def call_kickoff(work: Work) -> None:
    kickoffs.call(work, 1, Called(date(2026, 12, 1), time(10), 60, "", ["pm", "head", "liaison", "owner"]))


def propose_project(work: Work) -> None:
    proposing.propose(work, PROPOSED)


def see_proposal(work: Work) -> None:
    matters.find(work, PROPOSALS, proposal(work).number)


def approve(work: Work) -> None:
    made = proposal(work)
    deciding.approve(work, made.id, made.version)


def withdraw_proposal(work: Work) -> None:
    proposing.withdraw(work, proposal(work).id)


def written(work: Work) -> Charter:
    """The charter of P-2026-001, as its PM has written it."""
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        charter = charters.begin_of(work, 1).charter
        said: dict[str, dict[str, object]] = {
            "outcomes": {"outcomes": "Sold in 200 shops"},
            "scope": {"inside": "The shop"},
            "contribution:1": {"contribution": "Two engineers"},
            "contribution:2": {"contribution": "The campaign"},
        }
        for name, typed in said.items():
            charters.edit(work, charter.id, name, typed)
        return charter


def sent(work: Work) -> Charter:
    """The same, sent for signature."""
    charter = written(work)
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        rounding.send(work, charter.id)
    return charter


def write_charter(work: Work) -> None:
    charters.edit(work, written(work).id, "risks", {"risks": "The printer breaks"})


def sign_charter(work: Work) -> None:
    signing.sign(work, sent(work).id, 1)


def return_charter(work: Work) -> None:
    signing.send_back(work, sent(work).id, "One engineer")


def pass_over(work: Work) -> None:
    charter = sent(work)
    charter.sign_by = work.now.date() - timedelta(days=1)
    head = next(one for one in charter_signed.asked(work, charter).signers if one.department_id == 1)
    signing.pass_over(work, charter.id, head.id, "At sea until June")


def sent_plan(work: Work) -> Confirmation:
    """The plan of P-2026-001, sent for confirmation by its PM."""
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        return confirmations.send(work, 1).confirmation


def confirm_part(work: Work, confirmation: Confirmation) -> None:
    """The actor confirms their part as it reads now."""
    shown = plan_shown.one(work, confirmation)
    mine = plan_shown.of_person(work, shown, work.person.user_id)
    confirming.confirm(work, confirmation.id, plan_cards.mark(shown, mine))


def send_plan(work: Work) -> None:
    confirmations.send(work, 1)


def confirm_plan(work: Work) -> None:
    confirm_part(work, sent_plan(work))


def return_plan(work: Work) -> None:
    confirming.send_back(work, sent_plan(work).id, "Two weeks more")


def pass_over_head(work: Work) -> None:
    confirmation = sent_plan(work)
    confirmation.sign_by = work.now.date() - timedelta(days=1)
    head = next(one for one in plan_signed.asked(work, confirmation).signers if one.department_id == 1)
    confirming.pass_over(work, confirmation.id, head.id, "At sea until June")


def risk(work: Work, *, state: str = "open", level: str = "high", owner: str = "owner") -> int:
    """K-1, noted by the liaison: it threatens T-1, and its owner was heard yesterday."""
    is_weighed = state != "noted"
    made = Risk(
        team_id=TEAM, project_id=1, cause="k", number=1, title="The moulds come late", state=state, task_id=1,
        level=level if is_weighed else "", owner_id=owner if is_weighed else None,
        heard_on=work.now.date() - timedelta(days=1) if is_weighed else None, levelled_at=work.now,
        wished_level="low" if state == "lowering" else "", wished_by=owner, wished_at=work.now,
        evidence="They are here",
        happened_at=work.now if state == "happened" else None, created_at=work.now, created_by="liaison",
        changed_at=work.now, changed_by="liaison",
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    return made.id


def note_risk(work: Work) -> None:
    risks.note(work, NewRisk(1, "The moulds come late", threatens="task:1"))


def withdraw_risk(work: Work) -> None:
    risks.withdraw(work, risk(work, state="noted"))


def weigh_risk(work: Work) -> None:
    said = Said("The moulds come late", "", "", Weighed("high", owner_id="owner"))
    weighing.weigh(work, risk(work, state="noted"), said)


def answer_risk(work: Work) -> None:
    answering.worse(work, risk(work), "The second trial failed")


def ask_to_close(work: Work) -> None:
    ending.ask(work, risk(work), Wish("The moulds are here"))


def agree_to_lower(work: Work) -> None:
    ending.agree(work, risk(work, state="lowering"))


OPERATIONS: dict[str, Callable[[Work], None]] = {
    "projects.create": create,
    "projects.see": see,
    "kickoffs.run": call_kickoff,
    "charters.edit": write_charter,
    "charters.sign": sign_charter,
    "charters.sponsor": pass_over,
    "charters.return": return_charter,
    "baselines.send": send_plan,
    "baselines.confirm": confirm_plan,
    "baselines.sponsor": pass_over_head,
    "baselines.return": return_plan,
    "proposals.propose": propose_project,
    "proposals.see": see_proposal,
    "proposals.decide": approve,
    "proposals.revise": withdraw_proposal,
    "projects.edit": edit,
    "projects.departments": merge,
    "projects.home": move_home,
    "projects.suspend": suspend,
    "projects.resume": resume,
    "projects.close": close,
    "projects.archive": archive,
    "projects.reopen": reopen,
    "plans.import": import_plan,
    "scenarios.apply": take_template,
    "scenarios.save": save_template,
    "scenarios.change": delete_template,
    "tasks.add": add,
    "tasks.edit": edit_task,
    "tasks.update": update,
    "tasks.move": move,
    "tasks.milestone": move_milestone,
    "plans.shift": shift_plan,
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
    "risks.add": note_risk,
    "risks.withdraw": withdraw_risk,
    "risks.weigh": weigh_risk,
    "risks.answer": answer_risk,
    "risks.settle": ask_to_close,
    "risks.agree": agree_to_lower,
    "substitutes.set": name_substitute,
    "departments.edit": found_department,
    "admins.name": name_admin,
    "calendars.edit": set_working_day,
}
