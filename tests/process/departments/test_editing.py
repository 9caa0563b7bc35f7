"""Departments and admins: what is kept of each change, and what does not happen twice."""

from __future__ import annotations

import pytest

from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.people import admins
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import departments as kept
from storage import history, membership, people, projects
from tests.process.conftest import OTHER_TEAM, TEAM, Office

LEGAL = Described("Legal", "法务部", "head", "liaison", ("colleague",))
ENGLISH = Reader("en-GB")


def test_a_second_submit_finds_the_first(office: Office) -> None:
    made = []
    for _attempt in range(2):
        with office.work("admin", cause="view:1") as work:
            made.append(departments.add(work, LEGAL).id)
    assert made[0] == made[1]


def test_every_change_is_in_history_with_before_and_after(office: Office) -> None:
    with office.work("admin") as work:
        one = departments.add(work, LEGAL).id
    with office.work("admin") as work:
        departments.change(work, one, Described("Legal", None, "head", "owner"), version=1)
    with office.work("admin") as work:
        departments.remove(work, one)
        found = history.of(work.session, TEAM, "departments", one)
    assert [change.action for change in found] == ["create", "change", "remove"]
    assert found[1].changes == {
        "name_zh": ["法务部", None],
        "liaison_id": ["liaison", "owner"],
        "deputies": [["colleague"], []],
    }
    assert found[2].changes["name_en"] == ["Legal", None]
    assert {change.actor_id for change in found} == {"admin"}


def test_a_new_head_of_the_initiating_department_is_the_sponsor_of_its_running_projects(office: Office) -> None:
    with office.work("admin") as work:
        marketing = departments.find(work, 2)
        said = Described("Marketing", None, "colleague", "other_liaison")
        concerned = departments.concerned(work, 2, said)
        assert [(post.has_head, post.has_liaison) for post in concerned] == [(True, False)]
        departments.change(work, 2, said, version=marketing.version, also_in_projects=True)
    with office.work("admin") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        assert project.sponsor_id == "colleague"
        assert membership.is_member(work.session, project, "colleague")
        change = history.of(work.session, TEAM, "projects", 1)[-1]
        assert change.changes["head_id"] == ["sponsor", "colleague"]
        assert change.changes["sponsor_id"] == ["sponsor", "colleague"]


def test_a_project_that_was_given_somebody_else_keeps_them(office: Office) -> None:
    with office.work("admin") as work:
        (part, _made), *_rest = projects.taking_part(work.session, projects.project(work.session, TEAM, 1))  # type: ignore[arg-type]
        part.liaison_id = "owner"
    with office.work("admin") as work:
        said = Described("R&D", None, "head", "colleague")
        assert departments.concerned(work, 1, said) == []
        departments.change(work, 1, said, version=1, also_in_projects=True)
        (part, _made), *_rest = projects.taking_part(work.session, projects.project(work.session, TEAM, 1))  # type: ignore[arg-type]
        assert part.liaison_id == "owner"


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        (Described(None, None, "head", "liaison"), "name_en", "Give the department a name"),
        (Described("r&d", None, "head", "liaison"), "name_en", "There is a department R&D already."),
        (Described(None, "Marketing", "head", "liaison"), "name_zh", "There is a department Marketing already."),
        (Described("Law", None, "guest", "liaison"), "head_id", "Guest is a guest"),
        (Described("Law", None, "head", "left"), "liaison_id", "Left has left the workspace."),
        (Described("Law", None, "head", "robot"), "liaison_id", "Robot is an app."),
        (Described("Law", None, "head", "liaison", ("nobody",)), "deputies", "not of this workspace"),
        (Described("Law", None, "head", "liaison", calendar="own-99"), "calendar", "no longer there"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    office: Office, said: Described, field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused, office.work("admin") as work:
        departments.add(work, said)
    assert refused.value.field == field
    assert words in refused.value.why.for_(ENGLISH)


def test_a_form_that_somebody_overtook_overwrites_nothing(office: Office) -> None:
    with office.work("admin") as work:
        one = departments.add(work, LEGAL).id
    with office.work("admin") as work:
        departments.change(work, one, Described("Law", None, "head", "owner"), version=1)
    with pytest.raises(Refused, match="Somebody has changed"), office.work("admin") as work:
        departments.change(work, one, Described("Lawyers", None, "head", "liaison"), version=1)
    with office.work("admin") as work:
        same = departments.change(work, one, Described("Law", None, "head", "owner"), version=1)
        assert (same.key, same.version) == ("Law", 2), "the same once more changes nothing"


def test_no_department_of_another_workspace_is_reached(office: Office) -> None:
    with pytest.raises(Refused, match="no longer there"), office.work("admin", OTHER_TEAM) as work:
        departments.find(work, 1)


def test_slacks_own_updates_leave_a_named_admin_named(office: Office) -> None:
    with office.work("admin") as work:
        admins.name(work, ["colleague"])
    with office.work("admin") as work:
        known = people.person(work.session, TEAM, "colleague")
        assert known is not None
        account = people.Account("colleague", "New Name", "", "en-US", "UTC", False, False, False, False)
        people.keep(work.session, TEAM, [account])
        assert [one.user_id for one in people.admins(work.session, TEAM)] == ["admin", "colleague"]
        account = people.Account("colleague", "New Name", "", "en-US", "UTC", False, True, False, False)
        people.keep(work.session, TEAM, [account])
        assert [one.user_id for one in people.admins(work.session, TEAM)] == ["admin"], "a guest administers nothing"


def test_somebody_is_left_who_can_administer(office: Office) -> None:
    with office.work("admin") as work:
        admins.name(work, ["colleague"])
        slacks = people.person(work.session, TEAM, "admin")
        assert slacks is not None
        slacks.is_admin = False
    with pytest.raises(Refused, match="at least one"), office.work("colleague") as work:
        admins.name(work, [])
    with office.work("colleague") as work:
        admins.name(work, ["owner"])
    with pytest.raises(Refused) as refused, office.work("colleague") as work:
        admins.listed(work)
    assert refused.value.why.for_(ENGLISH) == "Admins are named by workspace admins. Owner (admin) can."
    with office.work("owner") as work:
        acts = [one.action for one in history.of(work.session, TEAM, "workspaces", 0)]
    assert acts == ["name admin", "name admin", "remove admin"]


def test_a_group_that_is_gone_is_followed_no_more(office: Office) -> None:
    with office.work("admin") as work:
        one = departments.add(work, Described("Law", None, "head", "liaison", group_id="S1", group_handle="law"))
        departments.members_told(work, one.id, {"users": ["owner", "colleague"]})
        assert kept.members(work.session, one) == ["head", "liaison", "colleague", "owner"]
        departments.group_gone(work, one.id, "ratelimited")
        assert departments.described(one).group_id == "S1"
        departments.group_gone(work, one.id, "no_such_subteam")
        assert departments.described(one).group_id is None
        assert kept.members(work.session, one) == ["head", "liaison", "colleague", "owner"], "its people stay"
