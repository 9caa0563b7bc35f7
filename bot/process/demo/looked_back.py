"""What is over in the demo: last autumn's day for customers, closed and looked back on.

Its report is posted, one thing that came of it is still to be done, and what was learnt comes to mind where the next
such day is proposed. It has no channel any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bot.process.demo.bilingual import said
from bot.process.demo.proposed import IN_CHINESE, IN_ENGLISH
from bot.process.kernel import calendars, occasions
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.lessons import writing
from bot.process.lessons.writing import Said
from bot.process.projects import numbering
from bot.process.proposals import starting
from bot.process.proposals.scenarios import Scenario
from bot.process.retrospectives import answering, calling, reporting
from bot.process.retrospectives.answering import Given
from bot.process.retrospectives.calling import Called
from bot.process.retrospectives.reporting import Written
from bot.process.retrospectives.states import Sort
from bot.words.language import CHINESE, Reader
from storage import departments, projects
from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment

# So many days ago it began, and ended.
BEGAN_DAYS, ENDED_DAYS = 130, 24
NAME = "Autumn customer day 秋季客户日"
OBJECTIVE = (
    "Thirty of the largest customers hear from all departments on one day. 三十家大客户在同一天听到各部门的介绍。"
)
SUMMARY = (
    "27 of 30 customers came and gave the day 4.3 of 5. Two departments had invited the same nine customers, and the "
    "printed prices were wrong on the day. 三十家客户到场二十七家，满意度4.3分。"
    "两个部门重复邀请了九家客户，印好的价目表当天已过时。"
)
# What is still to be done, in so many working days.
ACTION, ACTION_DAYS = "Keep one list of the customers that are invited 统一维护受邀客户名单", 6


class Spoke(NamedTuple):
    """What one of the core team said."""

    who: str
    goal: int
    cooperation: int
    words: str
    causes: str


ANSWERS = (
    Spoke("sam", 4, 3, "27 of 30 came 到场二十七家", "Two lists of the same customers 同一批客户有两份名单"),
    Spoke("priya", 4, 2, "Good talks, wrong prices 交流顺畅，价格有误", "Prices were printed too early 价目表印得太早"),
    Spoke(
        "chen",
        3,
        2,
        "The day itself went well 当天很顺利",
        "The brief changed after proof A 打样后需求又改",
    ),
)


class Learnt(NamedTuple):
    """A lesson: when, then; and what brings it to mind."""

    when: str
    then: str
    scenario: str = ""
    department: str = ""
    risk: str = ""


LESSONS = (
    Learnt(
        "several departments invite customers to one day 多个部门邀请客户参加同一场活动",
        "keep one list, and let one person answer for it 只用一份名单，由一人负责",
        scenario=Scenario.EVENT,
    ),
    Learnt(
        "Design is asked for printed matter 请设计部制作印刷品",
        "agree the brief in writing before the first proof 首轮打样前书面确认需求",
        department="Design",
    ),
    Learnt(
        "prices are printed for an occasion 为活动印制价目表",
        "print them last, or only a code to scan 最后再印，或只印二维码",
        risk="price, 价目, 价格",
    ),
)


def begin(work: Work, cast: Mapping[str, Person], zone: str, locale: str) -> None:
    """It was held and is closed; then what was learnt comes to mind to who has proposed the next one."""
    posts = IN_CHINESE if Reader(locale).language == CHINESE else IN_ENGLISH
    made = {one.name_en or "": one for one in departments.all_of(work.session, work.team_id)}
    with work.within("autumn"), work.acting_as(cast[posts.pm]):
        parts = [made[name] for name in posts.departments]
        project = _project(work, cast[posts.sponsor], parts, zone, locale)
        _look_back(work, project, cast)
        for number, learnt in enumerate(LESSONS):
            with work.within(f"lesson:{number}"):
                writing.learn(work, project.id, _lesson(learnt, made, locale))
        project.phase, project.phase_before = Phase.CLOSED, Phase.EXECUTION
        project.phase_since, project.phase_by = work.now - timedelta(days=ENDED_DAYS), work.person.user_id
        work.session.add(project)
        work.session.flush()
    proposed = next(one for one in projects.all_of(work.session, work.team_id) if one.phase == Phase.PROPOSED)
    with work.within("minded"), work.acting_as(cast[posts.proposer]):
        occasions.arise(work, occasions.PROPOSAL, proposed)


def _project(work: Work, sponsor: Person, parts: list[Department], zone: str, locale: str) -> Project:
    """As it ran, without a channel."""
    today = work.today(zone)
    project = Project(
        team_id=work.team_id,
        cause=work.cause,
        number=numbering.label(starting.next_number(work, zone)),
        name=said(NAME, locale),
        objective=said(OBJECTIVE, locale),
        phase=Phase.EXECUTION,
        initiating_department_id=parts[0].id,
        pm_id=work.person.user_id,
        sponsor_id=sponsor.user_id,
        starts_on=today - timedelta(days=BEGAN_DAYS),
        ends_on=today - timedelta(days=ENDED_DAYS),
        zone=zone,
        locale=locale,
        calendar=calendars.main_key(work),
        created_at=work.now,
        created_by=work.person.user_id,
    )
    work.session.add(project)
    work.session.flush()
    for position, one in enumerate(parts):
        work.session.add(
            ProjectDepartment(
                team_id=work.team_id, project_id=project.id, department_id=one.id, position=position,
                head_id=one.head_id, liaison_id=one.liaison_id,
            )
        )  # fmt: skip
    work.session.flush()
    heads = [user_id for one in parts for user_id in (one.head_id, one.liaison_id)]
    projects.add_members(work.session, project, [work.person.user_id, *sorted(set(heads))])
    return project


def _look_back(work: Work, project: Project, cast: Mapping[str, Person]) -> None:
    """The core team was asked, the report is posted, and one thing came of it."""
    by = calendars.of_project(work, project).add_working_days(work.today(project.zone), ACTION_DAYS)
    asked = [cast[one.who].user_id for one in ANSWERS]
    shown = calling.call(work, project.id, Called(asked, by))
    for number, spoke in enumerate(ANSWERS):
        with work.within(f"answer:{number}"), work.acting_as(cast[spoke.who]):
            words, causes = said(spoke.words, project.locale), said(spoke.causes, project.locale)
            answering.answer(work, shown.retrospective.id, Given(spoke.goal, spoke.cooperation, words, "", causes))
    line = f"@{cast['priya'].name} {said(ACTION, project.locale)} {by.isoformat()}"
    reporting.write(work, shown.retrospective.id, Written(said(SUMMARY, project.locale), {Sort.START: line}))
    reporting.post(work, shown.retrospective.id)


def _lesson(learnt: Learnt, made: Mapping[str, Department], locale: str) -> Said:
    department = made.get(learnt.department)
    return Said(
        said(learnt.when, locale),
        said(learnt.then, locale),
        learnt.scenario,
        risk=learnt.risk,
        department_id=department.id if department is not None else None,
    )
