"""An organisation of more departments than a menu holds: each can be chosen, by typing a part of its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.app import dispatch
from tests.scenarios.proposals import SAID
from tests.scenarios.test_department_lists import imports
from tests.world import View, World

MANY = 110


@pytest.fixture(autouse=True)
async def many(world: World) -> None:
    """The departments are more than a menu holds."""
    rows = "".join(f"Branch {number},第{number}分公司,Maria Weber,Sam Carter,,\n" for number in range(1, MANY + 1))
    seen = await imports(world, rows)
    assert seen.view is not None, seen.text
    done = await world.wang.submits_and_waits(seen.view)
    assert done.view is not None, done.text
    await world.wang.closes(done)


def shown(view: View | None) -> View:
    assert view is not None
    return view


async def test_the_last_of_many_departments_proposes_a_project_with_others(world: World) -> None:
    form = shown((await world.sam.types("/project propose", channel="#general")).view)
    assert await world.sam.suggests("departments.all", "nothing like it", on=form) == []
    assert await world.sam.suggests("departments.all", "branch 110", on=form) == ["Branch 110"]
    first = {name: SAID[name] for name in ("scenario", "name", "starts", "ends")}
    sent = await world.sam.submits(form, **first, initiating_id="Branch 110")
    assert not sent.errors, sent.errors
    assert sent.view is not None, (sent, [one.text for one in await world.sam.inbox()][-1])
    sent = await world.sam.submits(
        shown(sent.view), **{one: SAID[one] for one in ("background", "objective", "outcomes")}
    )
    assert not sent.errors, sent.errors
    third = shown(sent.view)
    await world.sam.suggests("departments.all", "branch 10", on=third)
    sent = await world.sam.submits(third, departments=["Branch 109", "Branch 101"])
    assert not sent.errors, sent.errors
    assert "Branch 109" in shown(sent.view).text


async def test_a_department_joins_that_a_menu_would_not_show(world: World) -> None:
    listed = (await world.zhao.types("/project departments")).answer
    form = shown((await world.zhao.presses("projects.join", on=listed)).view)
    assert await world.zhao.suggests("departments.outside", "第110分公司", on=form) == ["第110分公司"]
    sent = await world.zhao.submits(form, department_id="第110分公司")
    assert not sent.errors, sent.errors
    assert "第110分公司" in (await world.zhao.types("/project departments")).text


async def test_a_project_that_runs_is_entered_with_the_last_of_them(world: World) -> None:
    form = shown((await world.zhao.types("/project new", channel="#general")).view)
    sent = await world.zhao.submits(
        form, name="Aurora", objective="On sale", starts_on="2027-01-11", ends_on="2027-06-30"
    )
    assert not sent.errors, sent.errors
    second = shown(sent.view)
    assert await world.zhao.suggests("departments.named", "第110", on=second) == ["第110分公司"]


def test_each_menu_that_is_typed_into_is_answered() -> None:
    templates = Path(__file__).resolve().parents[2] / "templates"
    said = [
        (found[1] or "project")
        for path in templates.rglob("*/*.j2")
        for found in re.finditer(
            r"departments?_select\((?!name, options)(?:[^{}]*?of=\"(\w+)\")?", path.read_text(encoding="utf-8")
        )
    ]
    assert len(said) > 10
    answered = dispatch()
    assert [one for one in said if answered("options", f"departments.{one}") is None] == []
