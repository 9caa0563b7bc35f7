"""What is in motion in the demo: one of each matter that departments have with each other.

Three requests (one waits for an answer, one is accepted, one objected to), a dispute of which one side has said how it
sees it, three risks (a high one, one that is watched, one that waits for the PM), the review that the launch waits for,
the minutes of last week's meeting with an action, and the reports for the next one, of which one is filed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bot.process.demo.bilingual import said
from bot.process.disputes import raising
from bot.process.disputes.raising import NewDispute
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.minutes import writing
from bot.process.minutes.lines import ActionSaid
from bot.process.minutes.writing import Written
from bot.process.reports import filing
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.reviews import planning
from bot.process.reviews.planning import Planned
from bot.process.reviews.states import OPINION_DAYS
from bot.process.risks import noting
from bot.process.risks.noting import NewRisk, Weighed
from storage import projects, stages
from storage.meetings import HELD, Meeting
from storage.people import Person
from storage.projects import Project

# Departments by their place in the demo.
MARKETING, RND, SALES, SERVICE, DESIGN = range(5)


class Asked(NamedTuple):
    """A request: who asks which department for what, in how many working days, for which task."""

    who: str
    department: int
    title: str
    standard: str
    needed_in: int
    task: int


REQUESTS = (
    Asked("sam", DESIGN, "Images in three sizes 三种尺寸的图片", "PNG and PSD, from the approved key visual", 5, 6),
    Asked("priya", MARKETING, "Exhibits and leaflets 展具与折页", "For five cities, by city", 8, 11),
    Asked("sam", RND, "Ten working lamps 样机十台", "Firmware 1.0, tested for a day", 15, 12),
)
# What becomes of the second and the third.
ACCEPTED, OBJECTED = 1, 2
OBJECTION = Objection(
    "模具还在第二次试模，十台来不及。", "先交五台，其余五台晚一周。Five lamps by then, the other five a week later."
)
DISPUTED_TASK = 7
SUBJECT = "Who pays for the second round of proofs 第二轮打样费用由谁承担"
POSITION = "The brief changed after the first round, so the second is not Sales' to pay."
DONE, NEXT = "蓝牙认证资料已提交\n老化测试完成48小时", "完成认证，准备1.0发布"
REASON = "实验室排期晚一周"
ATTENDED = ("zhao", "sam", "lin", "priya", "chen")
DECISIONS = "The launch stays on its day. 上市日期不变。\nProof B goes to the printer. 采用打样B。"


class Threat(NamedTuple):
    """A risk: who notes it, what it threatens, what is done about it; where the PM has said so how likely it is, its
    impact, and its owner.
    """

    who: str
    title: str
    task: int
    response: str = ""
    likelihood: int | None = None
    impact: int | None = None
    owner: str | None = None


RISKS = (
    Threat(
        "zhao",
        "The moulds fail the next trial, too 模具第三次试模仍不合格",
        5,
        "A second tool shop is asked for an offer 同时询价第二家模具厂",
        3,
        3,
        "wang",
    ),
    Threat(
        "zhao",
        "Dealers order less than planned 经销商订货少于预期",
        11,
        "Priya calls the ten largest 逐一联系前十大经销商",
        2,
        2,
        "priya",
    ),
    Threat("lin", "The Bluetooth certificate comes after the launch 蓝牙认证晚于上市", 4),
)
# The review of the preparation, which R&D submits in so many working days; who reviews it from the three perspectives.
REVIEW, REVIEW_IN = "Ready for the launch 上市准备评审", 5
REVIEWERS = (("technical", "chen"), ("market", "maria"), ("compliance", "liu"))
# Sales', due in so many working days.
ACTION, ACTION_DAYS = "Confirm the five cities 确认五个城市", 3


def begin(work: Work, project: Project, cast: Mapping[str, Person]) -> None:
    """Set it all in motion."""
    parts = [made.id for _part, made in projects.taking_part(work.session, project)]
    for number, asked in enumerate(REQUESTS):
        with work.within(f"request:{number}"), work.acting_as(cast[asked.who]):
            _ask(work, project, parts[asked.department], asked, cast, number)
    disputed = NewDispute(
        project_id=project.id,
        raising_department_id=parts[SALES],
        other_department_id=parts[DESIGN],
        subject=said(SUBJECT, project.locale),
        position=said(POSITION, project.locale),
        tasks=(DISPUTED_TASK,),
    )
    with work.within("dispute"), work.acting_as(cast["priya"]):
        raising.raise_(work, disputed)
    for number, threat in enumerate(RISKS):
        with work.within(f"risk:{number}"), work.acting_as(cast[threat.who]):
            _note(work, project, threat, cast)
    with work.within("review"), work.acting_as(cast["zhao"]):
        _review(work, project, parts[RND], cast)
    with work.within("minutes"), work.acting_as(cast["zhao"]):
        _minutes(work, project, parts[SALES], cast)
    with work.within("report"), work.acting_as(cast["lin"]):
        _report(work, project, parts[RND])


def _ask(
    work: Work, project: Project, department_id: int, asked: Asked, cast: Mapping[str, Person], number: int
) -> None:
    needed_by = calendars.of_project(work, project).add_working_days(work.today(project.zone), asked.needed_in)
    shown = asking.ask(
        work,
        Ask(
            project.id,
            department_id,
            said(asked.title, project.locale),
            needed_by,
            said(asked.standard, project.locale),
            task_number=asked.task,
        ),
    )
    request_id = shown.request.id
    if number == ACCEPTED:
        with work.acting_as(cast["sam"]):
            contract.accept(work, request_id)
    elif number == OBJECTED:
        with work.acting_as(cast["lin"]):
            contract.object_to(work, request_id, _objection(project))


def _objection(project: Project) -> Objection:
    return Objection(OBJECTION.reason, said(OBJECTION.alternative, project.locale))


def _note(work: Work, project: Project, threat: Threat, cast: Mapping[str, Person]) -> None:
    owner_id = cast[threat.owner].user_id if threat.owner else None
    weighed = Weighed("", threat.likelihood, threat.impact, owner_id)
    title, response = said(threat.title, project.locale), said(threat.response, project.locale)
    noting.note(work, NewRisk(project.id, title, response, f"task:{threat.task}", weighed))


def _review(work: Work, project: Project, department_id: int, cast: Mapping[str, Person]) -> None:
    _concept, preparation, launch = stages.of_project(work.session, work.team_id, project.id)
    due_on = calendars.of_project(work, project).add_working_days(work.today(project.zone), REVIEW_IN)
    reviewers = tuple((perspective, cast[who].user_id) for perspective, who in REVIEWERS)
    title = said(REVIEW, project.locale)
    planned = Planned(title, preparation.id, department_id, due_on, OPINION_DAYS, (launch.id,), reviewers)
    planning.plan(work, project.id, planned)


def _minutes(work: Work, project: Project, department_id: int, cast: Mapping[str, Person]) -> None:
    """Last week's meeting was held: what it decided, and what somebody took on there."""
    upcoming = meeting_shown.upcoming(work, project)
    if upcoming is None:
        return
    week = timedelta(days=7)
    ended_at = meeting_shown.ends_at(upcoming) - week
    held = Meeting(
        team_id=work.team_id,
        project_id=project.id,
        planned_on=upcoming.planned_on - week,
        starts_at=upcoming.starts_at - week,
        minutes=upcoming.minutes,
        state=HELD,
        held_at=ended_at,
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(held)
    work.session.flush()
    due_on = calendars.of_project(work, project).add_working_days(work.today(project.zone), ACTION_DAYS)
    title = said(ACTION, project.locale)
    action = ActionSaid(1, title, title, cast["priya"].user_id, department_id, due_on)
    attended = tuple(cast[one].user_id for one in ATTENDED)
    writing.write(work, held.id, Written(attended, _decisions(project), (action,), 0))


def _decisions(project: Project) -> str:
    return "\n".join(said(line, project.locale) for line in DECISIONS.splitlines())


def _report(work: Work, project: Project, department_id: int) -> None:
    """R&D has filed its report for the next meeting; the others have not yet."""
    meeting = meeting_shown.upcoming(work, project)
    if meeting is None:
        return
    filling = filing.begin(work, meeting.id, department_id)
    rows = {row.key: {**filling.draft.get("rows", {}).get(row.key, {}), "reason": REASON} for row in filling.rows}
    filing.keep(work, filling.report.id, {"done": DONE, "next": NEXT, "rows": rows})
    filing.file(work, filling.report.id)
