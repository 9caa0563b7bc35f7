"""Departments and people come and go, and projects stand still, while a change is before somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.process.changes import deciding, life
from bot.process.changes.states import State
from bot.process.kernel.rules import Phase
from bot.process.phases import moving
from bot.words.refused import Refused
from storage import projects
from tests.process.changes.acts import READER, ask, mark_of, missing, of, says, state, waits
from tests.process.conftest import TEAM, Office


def replace(office: Office, **posts: str) -> None:
    """Others hold these posts of the project from now on."""
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        for name, who in posts.items():
            setattr(project, name, who)
        work.session.add(project)


def test_a_project_that_stands_still_asks_nobody_and_gives_the_days_back(confirmed: Office) -> None:
    ask(confirmed)
    until = of(confirmed).change.sign_by
    with confirmed.work("sponsor") as work:
        moving.suspend(work, 1, "The supplier is bankrupt")
    assert waits(confirmed, "head") == []
    with pytest.raises(Refused), confirmed.work("head") as work:
        deciding.assess(work, 1, deciding.Said(), mark_of(work, 1))
    confirmed.now += timedelta(days=14)
    with confirmed.work("sponsor") as work:
        moving.resume(work, 1)
    assert len(waits(confirmed, "head")) == 1
    assert of(confirmed).change.sign_by == (until or confirmed.now.date()) + timedelta(days=14)


def test_one_person_who_is_pm_and_sponsor_approves_with_one_word_and_that_is_told(confirmed: Office) -> None:
    ask(confirmed, who="pm")
    replace(confirmed, sponsor_id="pm")
    for who in ("head", "sponsor"):
        says(confirmed, who)
    assert missing(confirmed) == ["project manager", "sponsor"]
    own = [one.for_(READER) for one in of(confirmed).own]
    assert "PM and sponsor are one person: one word approves it in both places." in own
    assert "Who approves it has asked for it." in own
    says(confirmed, "pm")
    assert state(confirmed) == State.SIGNED


def test_a_successor_approves_what_the_one_before_has_assessed(confirmed: Office) -> None:
    ask(confirmed)
    for who in ("head", "sponsor", "pm"):
        says(confirmed, who)
    replace(confirmed, sponsor_id="owner")
    with pytest.raises(Refused), confirmed.work("sponsor") as work:
        deciding.approve(work, 1, mark_of(work, 1))
    says(confirmed, "owner")
    assert state(confirmed) == State.SIGNED


def test_a_project_that_is_closed_ends_its_changes_and_one_that_is_reopened_has_them_again(confirmed: Office) -> None:
    change_id = ask(confirmed)
    with confirmed.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        against = life.open_changes_of(work, project, [5])
        assert [one.label for one in against] == ["C-1"], "T-5 is pushed by it"
        assert life.open_changes_of(work, project, [1]) == []
        life.end(work, project, [change_id], False, "The project is over")
        project.phase = Phase.CLOSED
    assert state(confirmed) == State.ENDED
    assert waits(confirmed, "head") == []
    with confirmed.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.phase = Phase.EXECUTION
        assert life.bring_back(work, project, confirmed.now, False) == 1
    assert state(confirmed) == State.SIGNING
    assert len(missing(confirmed)) == 2
