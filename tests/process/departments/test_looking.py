"""Departments are looked for by a part of their name, within the workspace and within a project."""

from __future__ import annotations

import pytest

from bot.process.departments import looking
from bot.words.refused import Refused
from storage.departments import Department
from tests.process.conftest import OTHER_TEAM, TEAM, Office


def test_each_is_found_by_a_part_of_its_name_in_either_language(office: Office) -> None:
    with office.work("admin") as work:
        for number in range(1, 121):
            english, chinese = f"Branch {number}", f"第{number}分公司"
            made = Department(team_id=TEAM, name_en=english, name_zh=chinese, head_id="head", liaison_id="liaison")
            work.session.add(made)
        work.session.add(Department(team_id=OTHER_TEAM, name_en="Branch 1200", head_id="x", liaison_id="x"))
    with office.work("pm") as work:
        assert [one.name_en for one in looking.named(work, " BRANCH  120")] == ["Branch 120"]
        assert [one.name_en for one in looking.named(work, "第120")] == ["Branch 120"]
        assert [one.name_en for one in looking.outside(work, 1, "branch 120")] == ["Branch 120"]
        assert looking.taking_part(work, 1, "branch") == []
        inside = looking.taking_part(work, 1, "")
        assert {one.id for one in inside} == {1, 2}
        assert not {one.id for one in inside} & {one.id for one in looking.outside(work, 1, "")}


def test_the_departments_of_a_project_are_for_who_may_see_it_alone(office: Office) -> None:
    with office.work("pm", team=OTHER_TEAM) as work, pytest.raises(Refused):
        looking.taking_part(work, 1, "")
