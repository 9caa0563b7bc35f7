"""What is just being proposed in the demo: a day for customers in spring, which waits for the word of its head.

Whoever tries Liaison plays it from here to a plan that everybody has confirmed. Who proposes and who decides read the
language of the channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from bot.process.demo.bilingual import said
from bot.process.kernel.work import Work
from bot.process.proposals import proposing
from bot.process.proposals.content import Proposed
from bot.process.proposals.scenarios import Scenario
from bot.words.language import CHINESE, Reader
from storage import departments
from storage.people import Person

# In so many days it begins, and lasts so many.
IN_DAYS, LASTS_DAYS = 28, 91
NAME = "Spring customer day 春季客户日"
BACKGROUND = (
    "Our forty largest customers meet us once a year, each department on a day of its own. Last year nine of them said "
    "that they heard three different things. 去年四十家大客户由各部门分别接待，九家反映口径不一。"
)
OBJECTIVE = (
    "One day in spring on which the forty largest customers hear from all departments what comes this year. "
    "春季办一场客户日，由各部门一起向四十家大客户介绍全年计划。"
)
OUTCOMES = (
    "At least 32 of the 40 customers come 四十家大客户中至少三十二家到场",
    "Their rating of the day is 4.5 of 5 or better 现场满意度不低于4.5分（满分5分）",
    "20 follow-up meetings are agreed within two weeks 会后两周内约定20场跟进会谈",
)


class Posts(NamedTuple):
    """Who holds which post: departments by their English names, the initiating one first; people by their keys."""

    departments: tuple[str, ...]
    proposer: str
    sponsor: str
    pm: str


IN_ENGLISH = Posts(("Marketing", "Sales", "Customer Service", "Design"), proposer="sam", sponsor="maria", pm="sam")
IN_CHINESE = Posts(("Customer Service", "Marketing", "Sales", "Design"), proposer="zhao", sponsor="liu", pm="zhao")


def begin(work: Work, cast: Mapping[str, Person], zone: str, locale: str) -> None:
    """Propose it, in the words of that locale."""
    posts = IN_CHINESE if Reader(locale).language == CHINESE else IN_ENGLISH
    ids = {one.name_en: one.id for one in departments.all_of(work.session, work.team_id)}
    parts = tuple(ids[name] for name in posts.departments)
    starts_on = work.today(zone) + timedelta(days=IN_DAYS)
    proposed = Proposed(
        name=said(NAME, locale),
        scenario=Scenario.EVENT,
        initiating_department_id=parts[0],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=LASTS_DAYS),
        background=said(BACKGROUND, locale),
        objective=said(OBJECTIVE, locale),
        outcomes=tuple(said(one, locale) for one in OUTCOMES),
        departments=parts,
        pm_id=cast[posts.pm].user_id,
        sponsor_id=cast[posts.sponsor].user_id,
    )
    with work.within("proposal"), work.acting_as(cast[posts.proposer]):
        proposing.propose(work, proposed)
