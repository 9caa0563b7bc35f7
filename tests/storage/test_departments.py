"""Departments as they are kept: found by either name, and who belongs to one."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from storage import departments
from storage.db import Database
from storage.departments import Department


def test_a_department_is_found_by_either_name_within_its_workspace(database: Database) -> None:
    with database.transaction() as session:
        session.add(Department(team_id="T1", name_en="R&D", name_zh="研发部", head_id="U1", liaison_id="U2"))
        session.add(Department(team_id="T1", name_zh="法务部", head_id="U1", liaison_id="U2"))
        session.add(Department(team_id="T1", name_zh="财务部", head_id="U1", liaison_id="U2"))
    with database.snapshot() as session:
        assert [one.key for one in departments.all_of(session, "T1")] == ["R&D", "法务部", "财务部"]
        for name in ("r&d", "研发部"):
            found = departments.named(session, "T1", name)
            assert found is not None
            assert found.id == 1
        assert departments.named(session, "T1", "Legal") is None
        assert departments.named(session, "T1", "", "") is None
        assert departments.named(session, "T2", "R&D") is None
        assert departments.department(session, "T2", 1) is None


def test_two_departments_of_a_workspace_do_not_share_a_name(database: Database) -> None:
    for team in ("T1", "T2"):
        with database.transaction() as session:
            session.add(Department(team_id=team, name_en="R&D", head_id="U1", liaison_id="U2"))
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(Department(team_id="T1", name_en="R&D", head_id="U1", liaison_id="U2"))


def test_its_people_and_those_of_its_group_belong_to_it(database: Database) -> None:
    with database.transaction() as session:
        made = Department(team_id="T1", name_en="R&D", head_id="U1", liaison_id="U2", deputies=["U3", "U1"])
        session.add(made)
        session.flush()
        departments.set_members(session, made, ["U5", "U4", "U5", "U2"])
        assert departments.members(session, made) == ["U1", "U3", "U2", "U4", "U5"]
        departments.set_members(session, made, ["U4"])
        assert departments.members(session, made) == ["U1", "U3", "U2", "U4"]
        assert departments.of_person(session, "T1", "U4") == [made]
        assert departments.of_person(session, "T1", "U5") == []
