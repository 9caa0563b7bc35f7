"""Risks that somebody owns go on to a successor, who is asked from their next working day on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.risks import days
from bot.process.risks.kind import RISKS
from bot.process.risks.states import LEVELS, STATES, Level, State
from bot.words.language import Text
from bot.words.language import text as _
from storage import history, people, risks
from storage.handovers import Run
from storage.history import HAND_OVER
from storage.projects import Project
from storage.risks import HIGH, Risk


def count(work: Work, project: Project, user_id: str) -> int:
    """How many open risks the person would pass on."""
    return len(risks.owned_by(work.session, work.team_id, project.id, user_id))


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of the open risks that the person owns are another's; in lines."""
    return _lines(_pass_on(work, project, old, new, most))


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next open risks of whom a run is about are the successor's."""
    return len(_pass_on(work, project, run.old_id, run.new_id, most))


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The open risks that the person owns."""
    return _lines(risks.owned_by(work.session, work.team_id, project.id, user_id))


def of_project(work: Work, project: Project) -> list[Text]:
    """The high risks of a project, which want its new manager or sponsor."""
    return _lines(one for one in risks.in_register(work.session, work.team_id, project.id) if one.level == HIGH)


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment is the person's again; how much that was."""
    number = 0
    for risk in risks.owned_by(work.session, work.team_id, project.id, new):
        done = history.at_once(
            work.session, work.team_id, RISKS.flow, risk.id, HAND_OVER, actor_id=work.person.user_id, at=at
        )
        if any(one.changes.get("owner_id") == [old, new] for one in done):
            _hand(work, risk, "undo", old)
            number += 1
    return number


def _pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Risk]:
    found = risks.owned_by(work.session, work.team_id, project.id, old, most=most)
    for risk in found:
        _hand(work, risk, HAND_OVER, new)
    return found


def _hand(work: Work, risk: Risk, did: str, user_id: str) -> None:
    owner = people.person(work.session, work.team_id, user_id)
    heard_on = days.today_of(work, owner) if risk.is_tracked else risk.heard_on
    matters.alter(work, RISKS, risk, did, owner_id=user_id, heard_on=heard_on, unchanged=0)
    matters.changed(work, RISKS, risk)


def _lines(found: Iterable[Risk]) -> list[Text]:
    return [
        _(
            "K-%(number)s · %(title)s · %(level)s · %(state)s",
            number=one.number,
            title=one.title,
            level=LEVELS[Level(one.level)] if one.level else "–",
            state=STATES[State(one.state)],
        )
        for one in found
    ]
