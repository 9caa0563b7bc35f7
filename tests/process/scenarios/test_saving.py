"""A template made of a project gives the same plan again; without its people, and never of what is private."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random
from typing import Any

import pytest

from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.plans import importing
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.scenarios import applying, editing, library, saving
from bot.process.scenarios.shown import Asked, Looked
from bot.words.language import Reader
from bot.words.refused import Refused, TakenBack
from storage import cooperation, departments, history, plans, projects, stages, tasks
from storage.tasks import Task
from tests.process.conftest import TEAM, Office

# Before the Spring Festival of China and around days off of the United States.
FIRST = date(2027, 1, 4)


def random_plan(drawn: Random) -> Plan:
    """Stages, tasks and subtasks as somebody has typed them: days also on days off, links also such as they break."""
    rows, parents = list[PlanRow](), list[str]()
    for stage in range(3):
        rows.append(PlanRow(f"s{stage}", f"Stage {stage}", 1, is_summary=True))
        for at in range(drawn.randint(2, 5)):
            key = f"s{stage}t{at}"
            has_parts = drawn.random() < 0.3
            rows.append(row(drawn, key, 2, f"s{stage}", is_summary=has_parts))
            if has_parts:
                parents.append(key)
                rows += [row(drawn, f"{key}p{part}", 3, key) for part in range(drawn.randint(1, 3))]
    rows.append(row(drawn, "free", 1, None))
    ids = [one.id for one in rows if one.level > 1]
    above = {one.id: one.parent for one in rows}
    links: dict[tuple[str, str], PlanLink] = {}
    for _time in range(14):
        # From what comes before in the plan, so that they go in no circle.
        one, other = sorted(drawn.sample(range(len(ids)), 2))
        before, after = ids[one], ids[other]
        if above[after] != before and above[before] != above[after] and before not in parents:
            links[before, after] = PlanLink(before, after, drawn.choice(list(Kind)), drawn.randint(-4, 6))
    return Plan("MS Project XML", rows, list(links.values()))


def row(drawn: Random, key: str, level: int, parent: str | None, *, is_summary: bool = False) -> PlanRow:
    start = FIRST + timedelta(days=drawn.randint(0, 70))
    end = start + timedelta(days=drawn.randint(0, 20))
    made = PlanRow(
        key, f"Task {key}", level, parent, is_summary=is_summary, department=drawn.choice(["R&D", "Marketing"])
    )
    made.is_pinned, made.owner, made.progress = drawn.random() < 0.2, "Owner", drawn.choice([None, 30, 100])
    made.deliverable, made.note = drawn.choice(["", "Drawing"]), drawn.choice(["", "By hand"])
    made.cooperating = drawn.choice(["", "R&D: samples", "Marketing: texts"])
    match drawn.randint(0, 5):
        case 0 if not is_summary:
            made.is_milestone, made.is_at_start, made.end = True, drawn.random() < 0.5, end
        case 1:
            made.end = end
        case 2:
            made.start, made.days = start, drawn.randint(1, 9)
        case 3:
            made.days = drawn.randint(1, 9)
        case _:
            made.start, made.end = start, end
    return made


def imported(office: Office, plan: Plan) -> None:
    """In place of the tasks that the project has."""
    with office.work("pm") as work:
        plans.delete_tasks(work.session, [one.id for one in tasks.of_project(work.session, TEAM, 1)], work.now, "pm")
    with office.work("pm") as work:
        importing.take(work, 1, plan, "plan.xml", seen=importing.preview(work, 1, plan, "plan.xml").seen)


def another(office: Office) -> int:
    """A second project of the same departments."""
    with office.work("pm") as work:
        project = starting.begin(
            work,
            NewProject(
                "Next", "", "pm", FIRST, date(2027, 12, 31), 0, time(9), "Marketing",
                [DepartmentNamed("R&D", "head", "liaison"), DepartmentNamed("Marketing", "sponsor", "other_liaison")],
                channel_id="C2", channel_name="next",
            ),
        )  # fmt: skip
        return project.id


def asked(work: Work, project_id: int, key: str, begins: date) -> Asked:
    """With the departments that are guessed."""
    found = applying.begin(work, project_id, key)
    return Asked(project_id, key, begins, {role: one or 0 for role, one in found.guessed.items()})


def taken(office: Office, project_id: int, key: str, begins: date) -> Looked:
    with office.work("pm") as work:
        looked = applying.look(work, asked(work, project_id, key, begins))
        assert applying.take(work, asked(work, project_id, key, begins), seen=looked.seen) is not None
        return looked


def plan_of(work: Work, project_id: int) -> list[Any]:
    """All of a plan that a template keeps, by titles."""
    every = {one.id: one for one in tasks.of_project(work.session, TEAM, project_id)}
    names = {one.id: one.name for one in stages.of_project(work.session, TEAM, project_id)}
    parts = cooperation.of_tasks(work.session, TEAM, every)
    links = plans.links_among(work.session, TEAM, project_id)
    waits = sorted((every[a].title, every[b].title, one.kind, one.lag) for (a, b), one in links.items())

    def told(one: Task) -> Any:
        return (
            one.title, names.get(one.stage_id or 0), every[one.parent_id].title if one.parent_id else None,
            one.department_id, one.starts_on, one.due_on, one.days, one.is_milestone, one.is_at_start,
            one.output, one.format, one.quality, one.description, one.subtasks, one.predecessors, one.successors,
            [(part.department_id, part.provides) for part in parts.get(one.id, [])],
        )  # fmt: skip

    return [sorted(map(told, every.values()), key=str), waits, sorted(names.values())]


@pytest.mark.parametrize("seed", range(12))
def test_from_the_same_day_on_it_is_the_same_plan_again(office: Office, seed: int) -> None:
    with office.work("pm") as work:
        found = departments.department(work.session, TEAM, 1, to_change=True)
        assert found is not None
        found.calendar = "US" if seed % 2 else ""
    imported(office, random_plan(Random(seed)))
    other = another(office)
    with office.work("pm") as work:
        saved = saving.save(work, 1, "Again")
        key = library.key_of(saved.kept)
        begins = saving.first_day(tasks.of_project(work.session, TEAM, 1))
        assert begins is not None
    looked = taken(office, other, key, begins)
    assert looked.laid.moved == frozenset()
    with office.work("pm") as work:
        before, after = plan_of(work, 1), plan_of(work, other)
        assert len(before[0]) > 8
        assert before[1:] == after[1:]
        assert before[0] == after[0]
        made = tasks.of_project(work.session, TEAM, other)
        assert {one.owner_id for one in made} == {None}, "nobody's"
        assert not any(one.is_pinned or one.progress or one.started_at for one in made)


def test_elsewhere_in_the_year_lengths_stay_and_what_the_plan_kept_is_kept(office: Office) -> None:
    plan = Plan(
        "MS Project XML",
        [
            PlanRow("a", "Design", 1, department="R&D", start=date(2027, 1, 4), end=date(2027, 1, 8)),
            PlanRow("b", "Print", 1, department="Marketing", start=date(2027, 1, 11), end=date(2027, 1, 15)),
            PlanRow("c", "Mail", 1, department="Marketing", start=date(2027, 1, 13), end=date(2027, 1, 14)),
            PlanRow("m", "Out", 1, department="Marketing", is_milestone=True, end=date(2027, 1, 15)),
            PlanRow("n", "Undated", 1, department="Marketing", days=3),
            PlanRow("h", "Hall", 1, department="Marketing", start=date(2027, 1, 11), end=date(2027, 1, 15)),
            PlanRow("h1", "Stage", 2, "h", department="Marketing", start=date(2027, 1, 11), end=date(2027, 1, 12)),
            PlanRow("h2", "Seats", 2, "h", department="Marketing", start=date(2027, 1, 13), end=date(2027, 1, 15)),
        ],
        [
            PlanLink("a", "h1"),
            PlanLink("h1", "h2"),
            PlanLink("a", "b"),
            PlanLink("b", "c", Kind.FS),
            PlanLink("b", "m"),
            PlanLink("n", "b"),
        ],
    )
    imported(office, plan)
    other = another(office)
    with office.work("pm") as work:
        key = library.key_of(saving.save(work, 1, "Again").kept)
        found = departments.department(work.session, TEAM, 1, to_change=True)
        assert found is not None
        # The Fourth of July is observed on the fifth, a Monday.
        found.calendar = "US"
    looked = taken(office, other, key, date(2027, 7, 1))
    with office.work("pm") as work:
        there = {one.title: one for one in tasks.of_project(work.session, TEAM, other)}
        assert (there["Design"].starts_on, there["Design"].due_on) == (date(2027, 7, 1), date(2027, 7, 8))
        assert (there["Print"].starts_on, there["Print"].due_on) == (date(2027, 7, 9), date(2027, 7, 15)), "pushed"
        assert there["Out"].due_on == date(2027, 7, 15)
        hall, first, last = there["Hall"], there["Stage"], there["Seats"]
        assert (hall.starts_on, hall.due_on) == (first.starts_on, last.due_on) == (date(2027, 7, 9), date(2027, 7, 15))
        assert there["Mail"].starts_on == date(2027, 7, 12), "the author's own: its link was broken and stays so"
        assert (there["Undated"].due_on, there["Undated"].days) == (None, 3)
    titles = {row.id: row.title for row in looked.laid.plan.rows}
    assert {titles[one] for one in looked.laid.moved} == {"Print", "Out", "Stage", "Seats"}
    assert looked.laid.undated == 1
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, other)
        assert project is not None
        counted = calendars.of_project(work, project)
        assert counted.working_days_between(date(2027, 7, 8), date(2027, 7, 15)) == 5


def test_a_second_sending_finds_the_first_and_a_name_is_one_templates(office: Office) -> None:
    with office.work("pm", cause="form") as work:
        first = saving.save(work, 1, " Yearly  fair ")
        assert first.kept.name == "Yearly fair"
    with office.work("pm", cause="form") as work:
        assert saving.save(work, 1, "Yearly fair").kept.id == first.kept.id
    for name, why in (
        ("yearly FAIR", "There is a template"), ("Digital transformation", "There is a template"),
        ("数字化转型", "There is a template"), ("  ", "What is the template called"), ("x" * 61, "at most"),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused, office.work("pm") as work:
            saving.save(work, 1, name)
        assert why in refused.value.why.for_(Reader("en-US")), name
    with office.work("pm") as work:
        editing.delete(work, library.key_of(first.kept))
        saving.save(work, 1, "Yearly fair")
    with pytest.raises(TakenBack), office.work("pm", cause="form") as work:
        saving.save(work, 1, "Yearly fair")


def test_nobody_is_named_in_it(office: Office) -> None:
    note = "<@U123> knows, @Pm, too; write to hall@example.com"
    imported(office, Plan("Excel", [PlanRow("a", "Ask @Owner for the hall", 1, end=FIRST, owner="Owner", note=note)]))
    with office.work("pm") as work:
        kept = saving.save(work, 1, "Hall").kept
        assert [one["title"] for one in kept.content["rows"]] == ["Ask for the hall"]
        assert [one["description"] for one in kept.content["rows"]] == ["knows,, too; write to hall@example.com"]
        assert "owner" not in str(kept.content).casefold()


def test_what_is_private_is_no_template_and_what_becomes_so_is_seen_no_more(office: Office) -> None:
    with office.work("pm") as work:
        key = library.key_of(saving.save(work, 1, "Open").kept)
    other = another(office)
    with office.work("colleague") as work:
        assert key in [one.key for one in library.entries(work)]
    taken(office, other, key, FIRST)
    with office.work("pm") as work:
        assert next(one for one in library.entries(work) if one.key == key).uses == 1
        for number in (1, other):
            project = projects.project(work.session, TEAM, number, to_change=True)
            assert project is not None
            project.is_private = True
            work.session.add(project)
    with pytest.raises(Refused, match="is private"), office.work("pm") as work:
        saving.save(work, 1, "Secret")
    with office.work("colleague") as work:
        assert key not in [one.key for one in library.entries(work)]
        with pytest.raises(Refused, match="not there any more"):
            library.find(work, key, "en")
    with office.work("pm") as work:
        shown = next(one for one in library.entries(work) if one.key == key)
        assert shown.uses == 0, "where it was used is private, too"


def test_it_is_renamed_deleted_and_brought_back_by_who_made_it_and_by_admins(office: Office) -> None:
    with office.work("pm") as work:
        key = library.key_of(saving.save(work, 1, "Fair").kept)
    with pytest.raises(Refused) as refused, office.work("sponsor") as work:
        editing.rename(work, key, "Mine")
    told = refused.value.why.for_(Reader("en-US"))
    assert told.startswith("You cannot change the template “Fair”. Pm (the person)"), told
    with office.work("admin") as work:
        assert editing.rename(work, key, "Yearly fair").name == "Yearly fair"
        assert editing.rename(work, key, "Yearly fair").version == 2, "it is called so already"
    with office.work("pm") as work:
        editing.delete(work, key)
        editing.delete(work, key)
        assert key not in [one.key for one in library.entries(work)]
    with office.work("pm") as work:
        editing.bring_back(work, key)
        editing.bring_back(work, key)
        assert key in [one.key for one in library.entries(work)]
        acts = [one.action for one in history.of(work.session, TEAM, "scenario_templates", int(key.split(":")[1]))]
        assert acts == ["save", "rename", "delete", "undo"]
    with office.work("pm") as work:
        editing.delete(work, key)
    office.now += timedelta(minutes=11)
    with pytest.raises(Refused, match="can no longer be undone"), office.work("pm") as work:
        editing.bring_back(work, key)


@pytest.mark.parametrize("key", ["own:", "own:0", "own:99999999999", "own:x", "own:１", "other", "", "own:-1", "../x"])
def test_a_forged_key_is_no_template(office: Office, key: str) -> None:
    with office.work("pm") as work:
        for look in (lambda: library.find(work, key, "en"), lambda: applying.begin(work, 1, key)):
            with pytest.raises(Refused, match="not there any more"):
                look()
