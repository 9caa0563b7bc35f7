"""A template taken into a project: whole or not at all, beside what is there, and back again, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.plans.network import Kind
from bot.process.kernel.work import Work
from bot.process.plans import undoing
from bot.process.plans.previewed import Imported
from bot.process.scenarios import applying, guessing, leaving_out, library
from bot.process.scenarios.builtin import BUILT_IN, built_in
from bot.process.scenarios.shown import NOBODY, Asked
from bot.process.scenarios.template import Role, Row, Template, Tie
from bot.process.tasks import edits
from bot.process.tasks.states import Status
from bot.words.language import Reader, Text
from bot.words.refused import Refused, TakenBack
from storage import cooperation, departments, dependencies, history, projects, scenarios, stages, tasks
from storage.departments import Department
from storage.nudges import Nudge
from storage.projects import Project
from tests.process.conftest import TEAM, Office

FIRST = date(2027, 1, 11)
# Marketing and sales, and all that is of the device.
ASKED = Asked(1, "launch", FIRST, {"rd": 1, "marketing": 2, "sales": 2, "service": 1})


def take(office: Office, asked: Asked = ASKED, *, cause: str = "", is_again: bool = False) -> Imported:
    with office.work("pm") as work:
        seen = applying.look(work, asked).seen
    with office.work("pm", cause=cause) as work:
        told = applying.take(work, asked, seen=seen, is_again=is_again)
    assert told is not None
    return told


def project_of(work: Work, project_id: int = 1) -> Project:
    found = projects.project(work.session, TEAM, project_id, to_change=True)
    assert found is not None
    return found


def test_it_becomes_stages_tasks_milestones_and_links_beside_what_is_there(office: Office) -> None:
    with office.work("pm") as work:
        before = {one.id: one.version for one in tasks.of_project(work.session, TEAM, 1)}
        looked = applying.look(work, ASKED)
        assert (len(looked.found.made), len(looked.stages), len(looked.milestones)) == (45, 5, 5)
        assert tuple(looked.found.counted) == (35, 5, 5), "45 rows: a task with subtasks is counted by them"
        assert looked.laid.first == FIRST
        assert looked.beyond > 100, "the project ends in December"
        assert [one.tasks for one in looked.stages] == [4, 6, 8, 11, 6]
    told = take(office)
    with office.work("pm") as work:
        every = tasks.of_project(work.session, TEAM, 1)
        there = {one.title: one for one in every}
        assert len(every) == len(before) + 45
        assert {one.id: one.version for one in every if one.id in before} == before
        evt, build = there["EVT passed"], there["Build 30 EVT units"]
        samples = there["Design and build engineering samples"]
        assert (build.parent_id, build.owner_id, build.department_id) == (samples.id, None, 1)
        assert build.status == Status.NOT_STARTED
        assert (build.days, build.output) == (None, "30 numbered units with build record")
        assert (build.format, build.quality) == (
            "Units and build log", "At least 27 of 30 start up and pass the function test",
        )  # fmt: skip
        assert (evt.is_milestone, evt.starts_on, samples.subtasks) == (True, None, 3)
        assert samples.due_on == build.due_on
        waits = dependencies.predecessors(work.session, TEAM, [there["Make tools, take first shots (T1)"].id])
        assert [(link.kind, link.lag, one.title) for link, one in next(iter(waits.values()))] == [
            ("FS", -5, "EVT passed")
        ]
        names = [one.name for one in stages.of_project(work.session, TEAM, 1)]
        assert names[-1] == "Launch and first quarter"
        parts = cooperation.of_tasks(work.session, TEAM, [there["Write the product requirements"].id])
        assert [(one.department_id, one.provides) for found in parts.values() for one in found] == [
            (2, "Priorities from the customer's view")
        ], "what its own department provides is no cooperation"
        assert history.of(work.session, TEAM, "tasks", build.id)[0].because == "Launch of a new product"
        assert scenarios.uses(work.session, TEAM) == {"launch": 1}
        assert told.kept.template == "launch"
        given = [one for one in work.session.query(Nudge) if one.kind == "tasks.given" and one.subject_id == build.id]
        assert [one.user_id for one in given] == ["liaison"], "nobody owns it: the liaison acts"


def test_its_titles_are_in_the_language_of_the_projects_channel(office: Office) -> None:
    with office.work("pm") as work:
        project_of(work).locale = "zh-CN"
        work.session.flush()
        looked = applying.look(work, ASKED)
        assert looked.stages[0].name == "概念与商业论证"
        assert looked.found.source == "新品上市"
        assert looked.found.made[0].values["quality"] == "价格采集不早于30天前，逐条注明来源"
        assert applying.look(work, replace(ASKED, language="en")).stages[0].name == "Concept and business case"
        assert applying.look(work, replace(ASKED, language="xx")).stages[0].name == "概念与商业论证"


def test_days_are_counted_by_whose_task_it_is(office: Office) -> None:
    with office.work("pm") as work:
        own = departments.department(work.session, TEAM, 1, to_change=True)
        assert own is not None
        own.calendar = "US"
        work.session.flush()
        # The Spring Festival of China is from 15 to 23 February 2026, the Saturday before is worked; of the United
        # States the 16th is off.
        begins = date(2026, 2, 9)
        looked = applying.look(work, replace(ASKED, begins=begins))
        days = {one.values["title"]: (one.values["starts_on"], one.values["due_on"]) for one in looked.found.made}
        assert days["Analyse market and competitors"] == (begins, date(2026, 2, 25))
        assert looked.others == [own]
        whole = replace(ASKED, begins=begins, roles=dict.fromkeys(ASKED.roles, 1))
        days = {one.values["title"]: one.values["due_on"] for one in applying.look(work, whole).found.made}
        assert days["Analyse market and competitors"] == date(2026, 2, 19)


def test_a_second_sending_finds_the_first_and_the_same_again_is_asked(office: Office) -> None:
    first = take(office, cause="form")
    with office.work("pm", cause="form") as work:
        again = applying.take(work, ASKED, seen="")
        assert again is not None
        assert again.kept.id == first.kept.id
    with office.work("pm") as work:
        looked = applying.look(work, ASKED)
        assert [one.id for one, _by, _counted in looked.before] == [first.kept.id]
    with pytest.raises(Refused, match="before") as refused, office.work("pm") as work:
        applying.take(work, ASKED, seen=looked.seen)
    assert refused.value.field == "again"
    take(office, is_again=True)
    with office.work("pm") as work:
        titles = [one.title for one in tasks.of_project(work.session, TEAM, 1)]
        assert titles.count("EVT passed") == 2
        assert len(stages.of_project(work.session, TEAM, 1)) == 5


def test_what_was_changed_meanwhile_is_shown_again(office: Office) -> None:
    with office.work("pm") as work:
        seen = applying.look(work, ASKED).seen
        project_of(work).locale = "zh-CN"
    with office.work("pm") as work:
        assert applying.take(work, ASKED, seen=seen) is None


def test_all_of_it_is_taken_back(office: Office) -> None:
    with office.work("pm") as work:
        before = [one.id for one in tasks.of_project(work.session, TEAM, 1)]
    told = take(office, cause="form")
    with office.work("pm") as work:
        undoing.undo(work, told.kept.id)
        undoing.undo(work, told.kept.id)
        assert [one.id for one in tasks.of_project(work.session, TEAM, 1)] == before
        assert stages.of_project(work.session, TEAM, 1) == []
        assert scenarios.uses(work.session, TEAM) == {}
        assert applying.look(work, ASKED).before == []
    with pytest.raises(TakenBack), office.work("pm", cause="form") as work:
        applying.take(work, ASKED, seen="")


def test_it_is_not_taken_back_once_somebody_goes_on_from_it(office: Office) -> None:
    told = take(office)
    office.now += timedelta(seconds=1)
    with office.work("pm") as work:
        one = next(one for one in tasks.of_project(work.session, TEAM, 1) if one.title == "EVT passed")
        edits.delete(work, one.number)
    with pytest.raises(Refused, match="has changed what came"), office.work("pm") as work:
        undoing.undo(work, told.kept.id)


def test_what_nobody_here_does_is_left_out_and_the_rest_hangs_together(office: Office) -> None:
    asked = replace(ASKED, roles={**ASKED.roles, "service": NOBODY})
    with office.work("pm") as work:
        looked = applying.look(work, asked)
        titles = [one.values["title"] for one in looked.found.made]
        assert not any("knowledge base" in one or "hotline" in one or one == "Make service ready" for one in titles)
        assert looked.left_out == 6
        assert len(looked.milestones) == 5
        assert [role.key for role, one in looked.leads if one is None] == ["service"]
        assert not any("complaints" in said for one in looked.found.made for said in one.parts.values())
    take(office, asked)
    with office.work("pm") as work:
        assert not any(one.title == "Make service ready" for one in tasks.of_project(work.session, TEAM, 1))
    everybody = replace(ASKED, roles=dict.fromkeys(ASKED.roles, NOBODY))
    with pytest.raises(Refused, match="Nothing of the template"), office.work("pm") as work:
        applying.look(work, everybody)


def test_what_waited_for_what_is_left_out_waits_for_what_that_waited_for() -> None:
    rows = [Row("1", "Stage", is_stage=True)]
    rows += [Row(f"1.{at}", str(at), "1", role="x" if at in (2, 3) else "y", days=2) for at in range(1, 5)]
    ties = (
        Tie("1.1", "1.2", Kind.SS, 3), Tie("1.2", "1.3", Kind.FS, -1), Tie("1.3", "1.4", Kind.FF, 2),
        Tie("1.1", "1.3", is_kept=False),
    )  # fmt: skip
    left = leaving_out.without(Template("t", Text("t", {}), (Role("x"), Role("y")), tuple(rows), ties), {"x"})
    assert [row.key for row in left.template.rows] == ["1", "1.1", "1.4"]
    assert (left.tasks, left.template.ties) == (2, (Tie("1.1", "1.4", Kind.FF, 2, is_kept=False),))
    for scenario in BUILT_IN:
        template = built_in(scenario, "en")
        for role in template.roles:
            found = leaving_out.without(template, {role.key}).template
            keys = {row.key for row in found.rows}
            assert {end for one in found.ties for end in (one.before, one.after)} <= keys
            assert not any(row.role == role.key and row.days for row in found.rows)
            assert {row.parent for row in found.rows if row.parent} <= keys


def test_departments_are_guessed_by_their_names_in_either_language_and_none_twice() -> None:
    def department(at: int, en: str | None, zh: str | None) -> Department:
        return Department(id=at, team_id=TEAM, name_en=en, name_zh=zh, head_id="h", liaison_id="l")

    roles = built_in(BUILT_IN[0], "en").roles
    for there, guessed in (
        ([("R&D", None), ("Sales", None), ("Marketing", None), ("Support", None)], [1, 3, 2, 4]),
        ([(None, "研发部"), (None, "市场部"), (None, "销售部"), (None, "客服中心")], [1, 2, 3, 4]),
        ([(None, "产品研发中心"), (None, "市场营销部"), (None, "华东销售部")], [1, 2, 3, None]),
        ([("Sales Europe", None), ("Design", "设计部"), ("engineering team", None)], [3, None, 1, None]),
        ([("Finance", "财务部")], [None] * 4),
        ([], [None] * 4),
    ):
        known = [department(at, *names) for at, names in enumerate(there, 1)]
        assert list(guessing.guessed(roles, known).values()) == guessed, there
    own = Role("7", "Old name", department_id=2)
    assert guessing.guessed((own,), [department(1, "Old name", None), department(2, "New name", None)]) == {"7": 2}


@pytest.mark.parametrize("who", ["head", "liaison", "colleague", "admin", "guest", "left"])
def test_only_the_pm_begins_a_plan_so(office: Office, who: str) -> None:
    with pytest.raises(Refused), office.work(who) as work:
        applying.look(work, ASKED)
    with pytest.raises(Refused), office.work(who) as work:
        applying.take(work, ASKED, seen="")


@pytest.mark.parametrize("roles", [{}, {**ASKED.roles, "rd": 99}, {"rd": 1}, {**ASKED.roles, "sales": -1}])
def test_a_role_without_a_department_of_the_project_is_asked_for(office: Office, roles: dict[str, int]) -> None:
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        applying.look(work, replace(ASKED, roles=roles))
    assert "Choose a department for" in refused.value.why.for_(Reader("en-US"))
    assert str(refused.value.field).startswith("role.1.launch.")


def test_a_day_beyond_any_calendar_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="beyond any calendar") as refused, office.work("pm") as work:
        applying.look(work, replace(ASKED, begins=date(9999, 6, 1)))
    assert refused.value.field in ("begins", None)
    with office.work("pm") as work:
        assert applying.look(work, replace(ASKED, begins=date(1, 1, 1))).laid.first == date(1, 1, 1)


def test_no_project_stands_still_while_a_plan_is_begun(office: Office) -> None:
    with office.work("pm") as work:
        project_of(work).phase = "suspended"
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        applying.look(work, ASKED)
    assert "suspended" in refused.value.why.for_(Reader("en-US"))
    with office.work("pm") as work:
        assert library.entries(work)[0].key == "launch", "looking is always possible"
