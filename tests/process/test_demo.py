"""What the demo says to a company that reads Chinese is Chinese, but for what is written so everywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlmodel import col

from bot.process import every
from bot.process.demo import beginning
from bot.process.kernel.work import Work
from bot.words.messages import Templates
from storage import people
from storage.acceptances import Acceptance
from storage.charters import Charter
from storage.db import Database
from storage.disputes import Dispute
from storage.lessons import Lesson
from storage.minutes import Action, Minutes
from storage.outbox import Outgoing
from storage.people import Account
from storage.projects import Project
from storage.requests import Request
from storage.retrospectives import Action as FollowedUp
from storage.retrospectives import Answer, Retrospective
from storage.stages import Stage
from storage.tasks import Task
from tests.clocks import BEGINNING
from tests.process.conftest import TEAM

# Formats, and departments' keys.
EVERYWHERE = re.compile(r"(?<![A-Za-z])(PSD|PNG|dpi)(?![A-Za-z])")
LATIN = re.compile(r"[A-Za-z]{2,}")
SAID = {
    Project: ("name", "objective"),
    Task: ("title", "output", "format", "quality", "note"),
    Stage: ("name",),
    Request: ("title", "standard", "reason", "alternative"),
    Acceptance: ("items",),
    Charter: ("signed",),
    Dispute: ("subject", "position", "other_position"),
    Minutes: ("decisions",),
    Action: ("line",),
    Lesson: ("situation", "advice"),
    Retrospective: ("summary",),
    FollowedUp: ("title",),
    Answer: ("goal_words", "causes"),
}


def words(session: Session) -> list[str]:
    """Everything that somebody has written in it."""
    found = []
    for table, names in SAID.items():
        kept = [name for name in names if name in inspect(table).columns]
        assert kept, table
        rows = [getattr(row, name) for row in session.scalars(select(table)) for name in kept]
        found += [words for row in rows for words in strings(row)]
    return [one for one in found if one]


def strings(value: Any) -> list[str]:
    """The words in what is kept as data; not what names people and moments."""
    match value:
        case str():
            return [value]
        case list():
            return [words for one in value for words in strings(one)]
        case dict():
            return [words for name, one in value.items() if name not in ("pm_id", "members") for words in strings(one)]
    return []


@pytest.mark.parametrize(("locale", "is_chinese"), [("zh-CN", True), ("en-US", False)])
def test_a_chinese_company_reads_no_english_in_it(database: Database, locale: str, is_chinese: bool) -> None:
    cast = {key: name if name.isascii() is False else f"{name} X" for key, name in beginning.CAST.items()}
    with database.transaction() as session:
        people.keep(
            session,
            TEAM,
            [
                Account(key, name, "", "zh-CN", "Asia/Shanghai", key == "wang", False, False, False)
                for key, name in cast.items()
            ],
        )
        work = Work(session, Templates(), every.rules(), TEAM, None, BEGINNING, "demo")
        beginning.begin(work, "C1", "product-launch", locale=locale)
    with database.transaction() as session:
        english = [one for one in words(session) if LATIN.search(EVERYWHERE.sub("", one))]
        assert len(words(session)) > 40
        finished = session.scalars(select(Project).where(col(Project.accepted_at).is_not(None))).one()
        assert (finished.phase, finished.channel_id) == ("closed", None)
        assert "acceptance/" not in " ".join(session.scalars(select(col(Outgoing.template))).all()), (
            "nobody is told of it"
        )
        assert bool(english) is not is_chinese, english
