"""Ids in buttons, forms and lists come back from Slack as anybody may have written them.

Of a project that one may not see every id says what one says of which there is nothing, and none says a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.process.disputes import consensus, decisions, meetings, raising
from bot.process.disputes import lists as dispute_lists
from bot.process.disputes.clock import Clock
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.raising import NewDispute
from bot.process.handovers import handing as handovers
from bot.process.handovers import taking_back
from bot.process.home import inbox
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import invitations, pauses
from bot.process.minutes import writing
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.reports import causes, filing
from bot.process.reports import shown as report_shown
from bot.process.requests import asking, contract
from bot.process.requests import lists as request_lists
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.tasks import adding, attachments, comments, edits, finding, table, updates
from bot.process.tasks import fields as task_fields
from bot.process.tasks import lists as task_lists
from bot.process.tasks import undo as task_undo
from bot.process.tasks.lists import Scope
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.words.language import Reader, Text
from bot.words.refused import Refused
from storage.attachments import Attachment
from storage.disputes import Dispute, Proposal
from storage.meetings import Meeting
from storage.reports import Report, ReportLine
from storage.requests import Request
from storage.task_lists import Shown
from tests.process.conftest import TEAM, Office

# Words that stand in the private project and nowhere else.
SECRETS = ("Nightfall", "Skunkworks", "Blackout", "Warhead", "P-2026-002")
# Of these there is nothing at all.
NOTHING = 999_999
DAY = date(2026, 12, 4)


class Hidden:
    """Ids of everything that there is in the private project."""

    def __init__(self, work: Work) -> None:
        asked = NewProject(
            name="Nightfall", objective="Warhead", pm_id="pm", starts_on=date(2026, 11, 1), ends_on=date(2026, 12, 31),
            meeting_weekday=2, meeting_time=time(10), initiating="Skunkworks",
            departments=[
                DepartmentNamed("Skunkworks", "head", "liaison"), DepartmentNamed("Skunkworks two", "head", "liaison"),
            ],
            channel_id="C2", channel_name="nightfall",
        )  # fmt: skip
        project = starting.create(work, asked)
        project.is_private = True
        self.project = project.id
        self.department = project.initiating_department_id
        work.cause = "hidden task"
        plan = NewTask(self.project, "Warhead", self.department, "head", DAY, stage="Blackout")
        task = adding.add(work, plan).task
        self.task, self.number, self.stage = task.id, task.number, task.stage_id or 0
        by: dict[str, Any] = {"team_id": TEAM, "created_at": work.now, "changed_at": work.now, "changed_by": "liaison"}
        self.request = self._of(
            work,
            Request(
                project_id=self.project, cause="r", number=77, title="Warhead", asking_department_id=self.department,
                asked_department_id=self.department + 1, requester_id="head", needed_by=DAY, answer_by=DAY,
                state="submitted", **by,
            ),
        )  # fmt: skip
        self.dispute = self._of(
            work,
            Dispute(
                project_id=self.project, cause="d", number=78, subject="Warhead", clock="real", raised_by="head",
                raising_department_id=self.department, other_department_id=self.department + 1,
                deadline_at=work.now + timedelta(hours=20), state="open", **by,
            ),
        )  # fmt: skip
        self.proposal = self._of(
            work,
            Proposal(
                team_id=TEAM, dispute_id=self.dispute, cause="p", version=1, text="Warhead", content_hash="",
                proposed_by="pm", created_at=work.now,
            ),
        )  # fmt: skip
        self.meeting = self._of(
            work,
            Meeting(
                team_id=TEAM, project_id=self.project, planned_on=DAY, starts_at=work.now + timedelta(days=9),
                minutes=60, created_at=work.now, changed_at=work.now,
            ),
        )  # fmt: skip
        self.report = self._of(
            work,
            Report(
                team_id=TEAM, project_id=self.project, meeting_id=self.meeting, department_id=self.department,
                state="filed", filed_at=work.now, filed_by="liaison", created_at=work.now,
            ),
        )  # fmt: skip
        self.line = self._of(
            work,
            ReportLine(
                team_id=TEAM, report_id=self.report, position=0, kind="not_done", text="Warhead", reason="Blackout",
                cause_department_id=self.department, cause_state="named",
            ),
        )  # fmt: skip
        self.attachment = self._of(
            work,
            Attachment(
                team_id=TEAM, task_id=self.task, cause="a#0", name="Warhead", url="https://x.example/Warhead",
                added_at=work.now, added_by="head",
            ),
        )  # fmt: skip

    def _of(self, work: Work, row: Any) -> int:
        work.session.add(row)
        work.session.flush()
        return int(row.id)


# By the name of the id: what takes it, as the handlers hand it over.
TAKES: list[tuple[str, Callable[[Work, int], object]]] = [
    ("project", lambda work, one: rights.seen(work, one)),
    ("project", lambda work, one: task_lists.page(work, Scope(project_id=one, shown=Shown.LATE), 1)),
    ("project", lambda work, one: table.page(work, one, 1)),
    ("project", lambda work, one: table.whole(work, one)),
    ("project", lambda work, one: request_lists.page(work, f"all/{one}", 1)),
    ("project", lambda work, one: dispute_lists.page(work, f"all/{one}", 1)),
    ("project", lambda work, one: handovers.question(work, one, "head")),
    ("project", lambda work, one: handovers.hand_over(work, one, "head", {"owner": "colleague"})),
    ("project", lambda work, one: handovers.preview(work, one, "head", "colleague")),
    ("project", lambda work, one: taking_back.take_back(work, one, "head", ["colleague"], work.now)),
    ("project", lambda work, one: task_fields.places(work, one, "")),
    ("project", lambda work, one: task_fields.predecessors(work, one, "")),
    ("project", lambda work, one: task_fields.placed(work, one, "stage:1")),
    ("project", lambda work, one: task_fields.read_parts(work, one, "Skunkworks: parts")),
    ("project", lambda work, one: adding.add(work, NewTask(one, "New", 1, "colleague", DAY))),
    ("project", lambda work, one: asking.ask(work, Ask(one, 1, "Help", DAY))),
    ("project", lambda work, one: raising.raise_(work, NewDispute(one, 1, 2, "Who", "We"))),
    ("project", lambda work, one: decisions.set_up(work, one, Clock.REAL, "colleague")),
    ("project", lambda work, one: pauses.pause(work, one)),
    ("project", lambda work, one: invitations.of_project(work, one)),
    ("number", lambda work, one: finding.find(work, one)),
    ("number", lambda work, one: updates.update(work, one, Update(progress=5))),
    ("number", lambda work, one: updates.to_update(work, one)),
    ("number", lambda work, one: edits.to_edit(work, one)),
    ("number", lambda work, one: edits.delete(work, one)),
    ("number", lambda work, one: comments.comment(work, one, "Hello")),
    ("number", lambda work, one: asking.ask(work, Ask(1, 2, "Help", DAY, task_number=one))),
    ("task", lambda work, one: task_undo.undo(work, one, 1)),
    ("attachment", lambda work, one: attachments.remove(work, one)),
    ("attachment", lambda work, one: attachments.restore(work, one)),
    ("request", lambda work, one: contract.accept(work, one)),
    ("request", lambda work, one: contract.to_object(work, one)),
    ("request", lambda work, one: contract.object_to(work, one, Objection("No", "Later"), 1)),
    ("request", lambda work, one: contract.withdraw(work, one)),
    ("request", lambda work, one: contract.assign(work, one, "colleague")),
    ("request", lambda work, one: raising.drafted(work, "C1", "", request_id=one)),
    ("dispute", lambda work, one: matters.to_act(work, DISPUTES, one, "disputes.state")),
    ("dispute", lambda work, one: consensus.state_position(work, one, "We")),
    ("dispute", lambda work, one: consensus.own_sides(work, one)),
    ("dispute", lambda work, one: decisions.to_decide(work, one)),
    ("dispute", lambda work, one: meetings.calendar_file(work, one)),
    ("proposal", lambda work, one: consensus.confirm(work, one)),
    ("meeting", lambda work, one: meeting_changes.cancel(work, one)),
    ("meeting", lambda work, one: meeting_changes.move(work, one, DAY, time(9))),
    ("meeting", lambda work, one: writing.to_change(work, one)),
    ("meeting", lambda work, one: filing.begin(work, one, 1)),
    ("report", lambda work, one: report_shown.find(work, one)),
    ("report", lambda work, one: filing.keep(work, one, {"done": "x"})),
    ("line", lambda work, one: causes.confirm(work, one)),
    ("line", lambda work, one: causes.to_answer(work, one)),
    ("line", lambda work, one: causes.drafted(work, one)),
    ("task", lambda work, one: inbox.find(work, "tasks.late", one)),
    ("request", lambda work, one: inbox.find(work, "requests.answer", one)),
    ("dispute", lambda work, one: inbox.find(work, "disputes.position", one)),
]


@pytest.fixture
def office(borrowed_office: Office) -> Office:
    return borrowed_office


@pytest.fixture
def hidden(office: Office) -> Hidden:
    with office.work("pm") as work:
        return Hidden(work)


def refusal(office: Office, take: Callable[[Work, int], object], number: int) -> str:
    """What is said to a full member of the workspace who is in no project."""
    with pytest.raises(Refused) as refused, office.work("colleague") as work:
        take(work, number)
    return re.sub(r"\d+", "N", refused.value.why.for_(Reader()))


def test_what_is_hidden_is_answered_as_what_is_not_there(office: Office, hidden: Hidden) -> None:
    for place, (name, take) in enumerate(TAKES):
        said = refusal(office, take, getattr(hidden, name))
        assert said == refusal(office, take, NOTHING), (place, name)
        assert not any(word in said for word in SECRETS), (place, name, said)


def shown(told: object) -> str:
    """All of the words in what a list is made of."""
    if isinstance(told, Text):
        return told.for_(Reader())
    if isinstance(told, dict):
        return " ".join(shown(one) for one in told.values())
    return str(told)


def test_a_list_names_no_stage_and_no_department_of_a_project_that_is_hidden(office: Office, hidden: Hidden) -> None:
    forged = [
        Scope(stage_id=hidden.stage),
        Scope(project_id=1, stage_id=hidden.stage),
        Scope(department_id=hidden.department),
        Scope(project_id=1, department_id=hidden.department, stage_id=hidden.stage),
        Scope(owner_id="colleague", stage_id=hidden.stage, shown=Shown.ALL),
        Scope(owner_id="head", department_id=hidden.department, shown=Shown.ALL, text="Warhead"[:3]),
    ]
    with office.work("colleague") as work:
        for scope in forged:
            page = task_lists.page(work, scope, 1)
            assert page.found == []
            assert not any(word in f"{shown(page.title)} {shown(page.empty)}" for word in SECRETS), scope
        page_of_requests = request_lists.page(work, f"department/1/{hidden.department}", 1)
        assert not any(word in shown(page_of_requests) for word in SECRETS)
    with office.work("pm") as work:
        mine = task_lists.page(work, Scope(project_id=hidden.project, stage_id=hidden.stage), 1)
        assert "Blackout" in shown(mine.title), "who is in it reads it"


def test_a_department_of_a_hidden_project_is_not_named_to_a_liaison_of_another(office: Office, hidden: Hidden) -> None:
    with pytest.raises(Refused) as refused, office.work("liaison") as work:
        filing.begin(work, 1, hidden.department)
    assert "takes no part" in refused.value.why.for_(Reader())
    assert not any(word in refused.value.why.for_(Reader()) for word in SECRETS)
    with office.work("liaison") as work:
        report = filing.begin(work, 1, 1).report.id
        kept = filing.keep(work, report, {"rows": {"t1": {"reason": "", "cause": hidden.department}}})
        assert kept.draft["rows"]["t1"]["cause"] is None
