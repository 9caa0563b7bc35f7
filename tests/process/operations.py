"""One way to do each thing that the table of rights knows, by who acts in the unit of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.plans.plan import Plan, PlanRow
from bot.process.acceptance import calling as acceptance
from bot.process.acceptance import judging, putting_right
from bot.process.acceptance import signed as acceptance_signed
from bot.process.acceptance import signing as acceptance_signing
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.states import Said as Says
from bot.process.baselines import cards as plan_cards
from bot.process.baselines import confirming
from bot.process.baselines import rounding as confirmations
from bot.process.baselines import shown as plan_shown
from bot.process.baselines import signed as plan_signed
from bot.process.calendars import days
from bot.process.changes import asking as change_asking
from bot.process.changes import cards as change_cards
from bot.process.changes import deciding as change_deciding
from bot.process.changes import rounding as changing
from bot.process.changes import shown as change_shown
from bot.process.changes import tolerance
from bot.process.changes.asking import NewChange
from bot.process.changes.kind import CHANGES
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
from bot.process.kernel import matters, signatures
from bot.process.kernel.rules import Phase
from bot.process.kernel.signatures import Place
from bot.process.kernel.work import Work
from bot.process.kickoffs import calling as kickoffs
from bot.process.kickoffs.calling import Called
from bot.process.lessons import answering as lesson_answers
from bot.process.lessons import writing as lessons
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
from bot.process.reliability import reading as reliability
from bot.process.reliability.quarters import Quarter
from bot.process.reports import causes, filing
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.retrospectives import answering as retrospective_answers
from bot.process.retrospectives import calling as retrospectives
from bot.process.retrospectives import following
from bot.process.retrospectives.answering import Given
from bot.process.reviews import deciding as review_decisions
from bot.process.reviews import locking, opinions, submitting
from bot.process.reviews import planning as review_plans
from bot.process.reviews import signed as review_signed
from bot.process.reviews.opinions import Said as Opinion
from bot.process.reviews.planning import Planned
from bot.process.reviews.states import Verdict
from bot.process.reviews.submitting import Submission
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
from bot.process.tasks import adding, attachments, comments, edits, plans, updates
from bot.process.tasks import finding as task_finding
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import acceptances, baselines, cooperation, meetings, people
from storage import departments as departments_kept
from storage import projects as kept_projects
from storage.acceptances import Acceptance
from storage.baselines import Baseline, Confirmation
from storage.charters import Charter
from storage.disputes import Dispute
from storage.disputes import Proposal as ProposedText
from storage.lessons import Lesson, LessonOffer
from storage.projects import Project
from storage.proposals import Proposal
from storage.reports import Report, ReportLine
from storage.requests import Request
from storage.retrospectives import Action, Answer, Retrospective
from storage.reviews import Review, set_locks
from storage.risks import Risk
from storage.scenarios import ScenarioTemplate
from storage.stages import Stage
from storage.tasks import Task
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


def read_reliability(work: Work) -> None:
    reliability.of(work, 1, Quarter(2026, 3))


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


def has_baseline(work: Work) -> None:
    """The plan of P-2026-001 is confirmed, as baseline 1, where it is not yet."""
    if baselines.newest(work.session, TEAM, 1) is None:
        made = Baseline(team_id=TEAM, project_id=1, number=1, edition=1, taken_at=work.now, taken_by="head")
        rows = [{"task_id": 1, "title": "Task of owner", "department_id": 1, "due_on": date(2026, 11, 20)}]
        baselines.add(work.session, made, rows)


def asked_change(work: Work, *, is_assessed: bool = False) -> int:
    """C-1 of a plan that is baseline 1: the liaison asks to move T-1; the head has assessed it, where that is said."""
    has_baseline(work)
    with work.acting_as(people.person(work.session, TEAM, "liaison")), work.within("change"):
        asked = NewChange(1, "A week later", "The mould is made anew", "supplier", "T-1 2026-11-27")
        change_id = change_asking.request(work, asked).change.id
        changing.send(work, change_id)
    if is_assessed:
        with work.acting_as(people.person(work.session, TEAM, "head")):
            assess_part(work, change_id)
    return change_id


def assess_part(work: Work, change_id: int) -> None:
    """The actor assesses it as it reads now."""
    change_deciding.assess(work, change_id, change_deciding.Said("It fits"), change_mark(work, change_id))


def change_mark(work: Work, change_id: int) -> str:
    change = CHANGES.row(work.session, TEAM, change_id)
    assert change is not None
    shown = CHANGES.one(work, change)
    return change_cards.mark(shown, change_shown.of_person(work, shown, work.person.user_id))


def request_change(work: Work) -> None:
    has_baseline(work)
    asked = NewChange(1, "A week later", "The mould is made anew", "supplier", "T-1 2026-11-27")
    change_asking.request(work, asked)


def call_off_change(work: Work) -> None:
    change_deciding.call_off(work, asked_change(work))


def come_to_change(work: Work) -> None:
    change_deciding.to_assess(work, asked_change(work))


def assess_change(work: Work) -> None:
    assess_part(work, asked_change(work))


def approve_as(role: str) -> Callable[[Work], None]:
    """Whoever may approves it as that, the other having approved it."""

    def approve(work: Work) -> None:
        change_id = asked_change(work, is_assessed=True)
        with work.acting_as(people.person(work.session, TEAM, "sponsor" if role == "pm" else "pm")):
            change_deciding.approve(work, change_id, change_mark(work, change_id))
        change_deciding.approve(work, change_id, change_mark(work, change_id))

    return approve


def reject_change(work: Work) -> None:
    change_deciding.reject(work, asked_change(work), "The fair does not wait")


def tolerate(work: Work) -> None:
    tolerance.tolerate(work, 1, "3")


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


def two_stages(work: Work) -> list[Stage]:
    """T-1 stands in the first, T-2 in the second."""
    stages = [plans.stage_named(work, work.session.get_one(Project, 1), name) for name in ("Design", "Launch")]
    for number, stage in enumerate(stages, 1):
        task = work.session.get(Task, number)
        if task is not None:
            task.stage_id = stage.id
    return stages


def review(work: Work, state: str = "planned") -> int:
    """Q-9, of the stage of T-1, which locks the one of T-2; the owner reviews it, the liaison submitted it."""
    stages = two_stages(work)
    made = Review(
        team_id=TEAM, project_id=1, cause="q", number=9, title="Prototype", state=state, stage_id=stages[0].id,
        department_id=1, due_on=work.now.date() + timedelta(days=5), days=3, edition=int(state != "planned"),
        deliverables=[{"name": "Report", "url": "https://example.com"}], standard="No cracks", submitted_by="liaison",
        submitted_at=work.now, opinions_by=work.now.date() - timedelta(days=1), created_at=work.now, created_by="pm",
        changed_at=work.now, changed_by="pm",
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    set_locks(work.session, TEAM, made.id, [stages[1].id])
    signatures.ask(work, "reviews", made.id, [Place("technical", person_id="owner", side="review")])
    return made.id


def plan_review(work: Work) -> None:
    first, second = two_stages(work)
    reviewers = (("technical", "owner"),)
    said = Planned("Series", first.id, 1, work.now.date() + timedelta(days=9), 3, (second.id,), reviewers)
    review_plans.plan(work, 1, said)


def withdraw_review(work: Work) -> None:
    review_plans.withdraw(work, review(work), "The prototype is skipped")


def submit_review(work: Work) -> None:
    submitting.submit(work, review(work), Submission("Report https://example.com/r", standard="No cracks"))


def give_opinion(work: Work) -> None:
    review_id = review(work, "submitted")
    signer = signatures.of(work, "reviews", [review_id])[review_id].signers[0]
    opinions.give(work, review_id, signer.id, Opinion(Verdict.PASS, 1))


def go_on_without(work: Work) -> None:
    """The PM has given an opinion, the owner none."""
    review_id = review(work, "submitted")
    asked = signatures.ask(work, "reviews", review_id, [Place("market", person_id="pm", side="review")])
    signer, other = asked.signers
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        signatures.sign(work, asked, other, review_signed.document(work.session.get_one(Review, review_id)))
    review_decisions.pass_over(work, review_id, signer.id, "At sea until June")


def start_locked(work: Work) -> None:
    review_id = review(work)
    set_locks(work.session, TEAM, review_id, [work.session.get_one(Task, 1).stage_id or 0])
    locking.start(work, 1, "The mould shop closes")


def prepared(work: Work, customer: str | None = None) -> int:
    """The acceptance of P-2026-001, prepared by its PM, with a customer's representative or without."""
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        made = acceptance.type_checklist(work, 1, "Sold in 200 shops").acceptance
        acceptance.give_evidence(work, made.id, {1: "Sales list"})
        if customer is not None:
            acceptance.name_customer(work, made.id, customer, "")
        return made.id


def called(work: Work, customer: str | None = None) -> int:
    """The same, laid before the group."""
    made = prepared(work, customer)
    with work.acting_as(people.person(work.session, TEAM, "pm")):
        acceptance.call(work, made)
    return made


def judged(work: Work, acceptance_id: int, who: str, said: Judged = Judged(Says.MET)) -> None:
    with work.acting_as(people.person(work.session, TEAM, who)):
        judging.judge(work, acceptance_id, 1, said)


def reported(work: Work, customer: str | None = None, said: Judged = Judged(Says.MET)) -> int:
    """All have judged."""
    made = called(work, customer)
    for who in ("head", "sponsor", *([customer] if customer else [])):
        judged(work, made, who, said)
    return made


def sign_report(work: Work, acceptance_id: int) -> None:
    acceptance_signing.sign(work, acceptance_id, 2)


def prepare_acceptance(work: Work) -> None:
    acceptance.type_checklist(work, 1, "Sold in 200 shops")


def call_acceptance(work: Work) -> None:
    acceptance.call(work, prepared(work))


def judge_line(work: Work) -> None:
    judging.judge_rest(work, called(work, "named_guest"))


def sign_as_head(work: Work) -> None:
    sign_report(work, reported(work))


def sign_as_customer(work: Work) -> None:
    """The others have signed."""
    made = reported(work, "named_guest")
    for who in ("head", "sponsor"):
        with work.acting_as(people.person(work.session, TEAM, who)):
            sign_report(work, made)
    sign_report(work, made)


def pass_over_judge(work: Work) -> None:
    made = called(work)
    work.session.get_one(Acceptance, made).sign_by = work.now.date() - timedelta(days=1)
    head = next(
        one for one in acceptance_signed.asked(work, work.session.get_one(Acceptance, made)).signers
        if one.department_id == 1
    )  # fmt: skip
    acceptance_signing.pass_over(work, made, head.id, "At sea until June")


def give_evidence(work: Work) -> None:
    """Of a remainder that department 1 is to put right."""
    made = reported(work, said=Judged(Says.REMAINDER, "Ten shops", 1, date(2026, 12, 4)))
    for who in ("head", "sponsor"):
        with work.acting_as(people.person(work.session, TEAM, who)):
            sign_report(work, made)
    (row,) = acceptances.of_acceptances(work.session, TEAM, [made])
    putting_right.prove(work, row.id, "All have stock")


def lesson(work: Work, *, state: str = "kept", project_id: int = 1, **said: Any) -> Lesson:
    """L-1, learnt in P-2026-001 and written down by the liaison."""
    made = Lesson(
        team_id=TEAM, project_id=project_id, cause="l", number=1, state=state, situation="a mould is new",
        advice="plan a second trial", alive_at=work.now, created_at=work.now, created_by="liaison",
        changed_at=work.now, changed_by="liaison", **said,
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    return made


def add_lesson(work: Work) -> None:
    lessons.learn(work, 1, lessons.Said("a mould is new", "plan a second trial"))


def change_lesson(work: Work) -> None:
    lessons.change(work, lesson(work).id, lessons.Said("a mould is new", "plan two trials"))


def release_lesson(work: Work) -> None:
    project = kept_projects.project(work.session, TEAM, 1)
    assert project is not None
    project.is_private = True
    work.session.flush()
    lessons.release(work, lesson(work).id)


def retire_lesson(work: Work) -> None:
    lessons.retire(work, lesson(work, state="stale").id)


def answer_lesson(work: Work) -> None:
    """It is offered to the owner in P-2026-001; where it was learnt does not matter to who answers."""
    offer = LessonOffer(
        team_id=TEAM, lesson_id=lesson(work, released_at=work.now).id, project_id=1, cause="o", occasion="risk",
        user_id="owner", offered_at=work.now,
    )  # fmt: skip
    work.session.add(offer)
    work.session.flush()
    lesson_answers.take(work, offer.id)


def retrospective(work: Work, *, state: str = "asking", asked: tuple[str, ...] = ("owner", "other_liaison")) -> int:
    """Of P-2026-001, called by its PM: these are asked."""
    made = Retrospective(
        team_id=TEAM, project_id=1, cause="x", number=2026001, state=state, answer_by=date(2026, 12, 1),
        asked_at=work.now, created_at=work.now, created_by="pm", changed_at=work.now, changed_by="pm",
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    for user_id in asked:
        work.session.add(Answer(team_id=TEAM, retrospective_id=made.id, project_id=1, user_id=user_id))
    work.session.flush()
    return made.id


def call_retrospective(work: Work) -> None:
    retrospectives.call(work, 1, retrospectives.Called(["owner"], date(2026, 12, 1)))


def answer_retrospective(work: Work) -> None:
    retrospective_answers.answer(work, retrospective(work, asked=("owner", "pm")), Given(4, 3))


def finish_action(work: Work) -> None:
    """One that the owner took on."""
    made = Action(
        team_id=TEAM, retrospective_id=retrospective(work, state="posted"), project_id=1, kind="stop", position=0,
        title="Late briefs", owner_id="owner", due_on=date(2026, 12, 1), created_at=work.now, changed_at=work.now,
        changed_by="pm",
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    following.finish(work, made.id)


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
    "changes.request": request_change,
    "changes.edit": call_off_change,
    "changes.answer": come_to_change,
    "changes.assess": assess_change,
    "changes.manage": approve_as("pm"),
    "changes.sponsor": approve_as("sponsor"),
    "changes.decide": reject_change,
    "changes.tolerate": tolerate,
    "acceptance.run": prepare_acceptance,
    "acceptance.call": call_acceptance,
    "acceptance.enter": judge_line,
    "acceptance.judge": sign_as_head,
    "acceptance.customer": sign_as_customer,
    "acceptance.sponsor": pass_over_judge,
    "acceptance.prove": give_evidence,
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
    "reviews.plan": plan_review,
    "reviews.withdraw": withdraw_review,
    "reviews.submit": submit_review,
    "reviews.opine": give_opinion,
    "reviews.pass": go_on_without,
    "reviews.start": start_locked,
    "retrospectives.run": call_retrospective,
    "retrospectives.answer": answer_retrospective,
    "retrospectives.follow": finish_action,
    "lessons.add": add_lesson,
    "lessons.answer": answer_lesson,
    "lessons.change": change_lesson,
    "lessons.release": release_lesson,
    "lessons.retire": retire_lesson,
    "substitutes.set": name_substitute,
    "departments.edit": found_department,
    "reliability.read": read_reliability,
    "admins.name": name_admin,
    "calendars.edit": set_working_day,
}
