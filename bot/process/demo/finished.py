"""What is finished in the demo: a portal for dealers, accepted by those who asked for it and closed.

It lies behind the company, so nobody is told of it any more; its report can be read, and its check codes verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from bot.process.acceptance import calling, judging
from bot.process.acceptance import signing as reports
from bot.process.charters import rounding, sections, signing, writing
from bot.process.demo.bilingual import said
from bot.process.kernel.work import Work
from bot.process.phases import moving
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.tasks import adding, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import departments, projects
from storage.people import Person
from storage.projects import Project

# So many days ago it was accepted, after so many that it took.
DAYS_AGO, LASTED_DAYS = 12, 90
NAME = "Dealer portal 经销商门户"
OBJECTIVE = (
    "Dealers order and see their deliveries on one page instead of by telephone. "
    "经销商在一个页面上下单和查询到货，不再打电话。"
)
SCOPE = "Orders, deliveries, price lists 下单、到货查询、价目表"
OUTCOMES = (
    "80 % of orders come through the portal 八成订单通过门户提交",
    "A dealer finds a delivery within one minute 一分钟内查到一笔到货",
    "A handbook for dealers 经销商使用手册",
)
EVIDENCE = (
    "Order log of four weeks: 86 % 四周订单记录：86%",
    "Test with ten dealers: 35 seconds on average 十家经销商实测：平均35秒",
    "Handbook 1.2, sent to all 手册1.2版，已发给全部经销商",
)
# Department, what it contributes, what it did.
PARTS = (
    ("Sales", "The rules of ordering, ten dealers for the test 下单规则、十家试用经销商", "Rules of ordering 下单规则"),
    ("R&D", "The portal 门户开发", "Portal 1.0 门户1.0"),
    ("Customer Service", "The handbook and a hotline 手册与热线", "Handbook for dealers 经销商手册"),
)
PM, SPONSOR, HEADS = "zhao", "priya", ("wang", "liu")


class Past(Work):
    """A unit of work that lies behind: what was said in it is not said again."""

    def _queue(self, *, lane: str, **fields: Any) -> None:
        """Nothing goes out."""

    def draw(self, template: str, **context: Any) -> None:
        """No card is posted."""

    def redraw(self, template: str, subject_id: int, **context: Any) -> None:
        """Nor is one drawn anew."""


def begin(work: Work, cast: Mapping[str, Person], zone: str, locale: str) -> None:
    """Have it finished, in the words of that locale."""
    at = work.now - timedelta(days=DAYS_AGO)
    past = Past(work.session, work.templates, work.rules, work.team_id, None, at, f"{work.cause}:finished")
    with past.acting_as(cast[PM]):
        project = _project(past, cast, zone, locale)
        _carry_out(past, project, locale)
    _sign_charter(past, project, cast, locale)
    _accept(past, project, cast, locale)
    moving.close_accepted(past, project.id)


def _project(work: Work, cast: Mapping[str, Person], zone: str, locale: str) -> Project:
    known = {one.name_en: one for one in departments.all_of(work.session, work.team_id)}
    today = work.today(zone)
    return starting.begin(
        work,
        NewProject(
            name=said(NAME, locale),
            objective=said(OBJECTIVE, locale),
            pm_id=cast[PM].user_id,
            starts_on=today - timedelta(days=LASTED_DAYS),
            ends_on=today,
            meeting_weekday=1,
            meeting_time=time(10),
            initiating=PARTS[0][0],
            departments=[
                DepartmentNamed(name, known[name].head_id, known[name].liaison_id) for name, _gives, _did in PARTS
            ],
            zone=zone,
            locale=locale,
        ),
    )


def _carry_out(work: Work, project: Project, locale: str) -> None:
    """Its tasks, all of them done."""
    for part, (_name, _gives, did) in zip(projects.taking_part(work.session, project), PARTS, strict=True):
        with work.within(f"task:{part[1].id}"):
            new = NewTask(project.id, said(did, locale), part[1].id, part[0].liaison_id, project.ends_on)
            updates.update(work, adding.make(work, new).task.number, Update(Status.DONE))


def _sign_charter(work: Work, project: Project, cast: Mapping[str, Person], locale: str) -> None:
    contributions = {
        sections.of_department(made.id): {"contribution": said(gives, locale)}
        for (_part, made), (_name, gives, _did) in zip(
            projects.taking_part(work.session, project), PARTS, strict=True
        )
    }  # fmt: skip
    written = {
        sections.OUTCOMES: {"outcomes": "\n".join(said(one, locale) for one in OUTCOMES)},
        sections.SCOPE: {"inside": said(SCOPE, locale)},
        **contributions,
    }
    with work.within("charter"), work.acting_as(cast[PM]):
        charter = writing.begin_of(work, project.id).charter
        for name, typed in written.items():
            writing.edit(work, charter.id, name, typed)
        rounding.send(work, charter.id)
    for who in (SPONSOR, *HEADS):
        with work.acting_as(cast[who]):
            signing.sign(work, charter.id, charter.edition)


def _accept(work: Work, project: Project, cast: Mapping[str, Person], locale: str) -> None:
    with work.within("acceptance"), work.acting_as(cast[PM]):
        acceptance = calling.begin(work, project.id).acceptance
        evidence = {number: said(one, locale) for number, one in enumerate(EVIDENCE, 1)}
        calling.give_evidence(work, acceptance.id, evidence)
        calling.call(work, acceptance.id)
    for who in (SPONSOR, *HEADS):
        with work.acting_as(cast[who]):
            judging.judge_rest(work, acceptance.id)
    for who in (SPONSOR, *HEADS):
        with work.acting_as(cast[who]):
            reports.sign(work, acceptance.id, acceptance.edition)
