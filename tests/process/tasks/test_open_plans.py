"""Tasks that are not planned to the end: without an owner, without a day; and milestones, which take no time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.process.kernel.flow import Going
from bot.process.kernel.work import Work
from bot.process.tasks import (
    acting,
    adding,
    delays,
    due_lines,
    edits,
    fields,
    finding,
    lists,
    parting,
    trees,
    undo,
    updates,
)
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Shift, Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.process.tasks.trees import SubtaskSaid
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import asks, belonging, open_matters, projects, task_lists, task_owners
from storage.task_lists import Shown
from tests.process.conftest import TEAM, Office
from tests.process.tasks.test_news import later, of, told

ENGLISH, CHINESE = Reader("en-US"), Reader("zh-CN")
DAY = date(2026, 12, 1)
OPEN = NewTask(1, "Poster", 1, None, DAY)
UNDATED = NewTask(1, "Poster", 1, "colleague", None)
MILESTONE = NewTask(1, "Launch", 1, None, DAY, is_milestone=True)


def added(office: Office, plan: NewTask, by: str = "pm") -> int:
    with office.work(by) as work:
        return adding.add(work, plan).task.number


def said(office: Office, number: int, by: str = "pm", **said: object) -> Standing:
    with office.work(by) as work:
        return updates.update(work, number, Update(**said)).shown  # type: ignore[arg-type]


def edited(office: Office, number: int, because: str = "", **plan: object) -> Standing:
    with office.work("pm") as work:
        shown = finding.find(work, number)
        asked = replace(fields.plan_of(shown), **plan)  # type: ignore[arg-type]
        return edits.edit(work, number, asked, version=shown.task.version, because=because)[0]


def found(office: Office, number: int) -> Standing:
    with office.work("pm") as work:
        return finding.find(work, number)


def refused(office: Office, do: Callable[[Work], object]) -> Refused:
    with pytest.raises(Refused) as why, office.work("pm") as work:
        do(work)
    return why.value


def waits_for(office: Office, who: str) -> set[str]:
    """What of tasks waits for somebody at this moment, by kind and number."""
    with office.work(who) as work:
        return {
            f"{one.kind} {one.subject_id}"
            for one in asks.standing(work.session, TEAM, [who], work.now)
            if one.kind in delays.KINDS
        }


def test_who_speaks_for_the_department_acts_for_a_task_without_an_owner(office: Office) -> None:
    number = added(office, OPEN)
    later(office, minutes=5)
    assert of(office, "liaison", "has no owner yet: you act for it (due") == 1

    with office.work("liaison") as work:
        assert [one.number for one in task_owners.open_for(work.session, TEAM, "liaison")] == [number]
    with office.work("owner") as work:
        assert number not in [one.number for one in task_owners.open_for(work.session, TEAM, "owner")]

    said(office, number, by="liaison", progress=40)
    said(office, number, by="liaison", due_on=date(2026, 12, 2), note="The printer is late")
    given = said(office, number, by="liaison", owner_id="colleague")
    assert given.owner is not None
    later(office, minutes=5)
    assert of(office, "colleague", "is yours now") == 1
    with office.work("liaison") as work:
        assert task_owners.open_for(work.session, TEAM, "liaison") == []


def test_the_reminders_of_a_task_without_an_owner_go_to_whoever_is_liaison_then(office: Office) -> None:
    task_id = found(office, added(office, OPEN)).task.id
    office.now = datetime.combine(DAY, office.now.timetz()) + timedelta(days=1)
    late = f"{delays.LATE} {task_id}"
    assert late in waits_for(office, "liaison")

    with office.work("pm") as work:
        part = projects.part(work.session, 1, 1)
        assert part is not None
        part.liaison_id = "colleague"
    assert late not in waits_for(office, "liaison")
    assert late in waits_for(office, "colleague")
    with office.work("colleague") as work:
        (line,) = due_lines.lines(work, "colleague", [task_id])
    assert "Poster" in line.line.for_(ENGLISH)
    assert line.line.for_(ENGLISH).endswith("no owner yet")
    assert line.is_to_do, "they can say that it is done"


def test_the_head_acts_while_the_liaison_has_left(office: Office) -> None:
    number = added(office, OPEN)
    with office.work("pm") as work:
        part = projects.part(work.session, 1, 1)
        assert part is not None
        part.liaison_id = "left"
    with office.work("pm") as work:
        assert acting.who(work, finding.find(work, number).task) == "head"


def test_an_owner_is_taken_from_a_task_and_hears_of_it(office: Office) -> None:
    number = added(office, replace(OPEN, owner_id="colleague"))
    later(office, minutes=5)
    shown = edited(office, number, owner_id=None)
    assert shown.owner is None
    later(office, minutes=40)
    assert of(office, "colleague", "it has no owner now") == 1
    with office.work("pm") as work:
        told_ = [one.what.for_(ENGLISH) for one in finding.timeline(work, number)[1]]
    assert told_[-1] == "updated, no owner instead of Colleague"
    assert said(office, number, owner_id="owner").owner is not None
    with office.work("pm") as work:
        assert finding.timeline(work, number)[1][-1].what.for_(CHINESE) == "更新，责任人定为Owner"


def test_a_task_without_a_day_is_never_late_and_comes_last(office: Office) -> None:
    number = added(office, replace(UNDATED, days=5))
    task = found(office, number).task
    office.now += timedelta(days=300)
    assert not found(office, number).is_late
    assert waits_for(office, "colleague") == set()
    with office.work("pm") as work:
        scope = lists.Scope(project_id=1, shown=Shown.ALL)
        assert lists.page(work, scope, 1).found[-1].task.number == number
        looked_at = belonging.here(work.session, open_matters.tasks(TEAM, work.now), 1)
        assert looked_at
        assert task.id not in looked_at
        assert lists.page(work, replace(scope, shown=Shown.LATE), 1).found[-1].task.number != number


def test_a_first_day_is_no_move_and_the_loss_of_one_is(office: Office) -> None:
    number = added(office, UNDATED)
    dated = said(office, number, by="colleague", due_on=DAY)
    assert (dated.task.due_on, dated.task.moves, dated.task.delay_reason) == (DAY, 0, "")
    with office.work("colleague") as work:
        assert undo.undo(work, dated.task.id, dated.task.version).shown.task.due_on is None
    assert found(office, number).task.moves == 0
    said(office, number, due_on=DAY)
    assert refused(office, lambda work: _without_day(work, number, "")).field == "note"
    shown = edited(office, number, because="Nobody knows", due_on=None)
    assert (shown.task.due_on, shown.task.moves, shown.task.first_due_on) == (None, 1, DAY)
    shift = Update(shift=Shift("delayed two days", "two days"))
    assert "not scheduled yet" in refused(office, lambda work: updates.update(work, number, shift)).why.for_(ENGLISH)


def _without_day(work: Work, number: int, because: str) -> None:
    shown = finding.find(work, number)
    plan = replace(fields.plan_of(shown), due_on=None)
    edits.edit(work, number, plan, version=shown.task.version, because=because)


def test_a_milestone_is_done_or_not_and_takes_no_time(office: Office) -> None:
    number = added(office, MILESTONE)
    for wrong, field in ((Update(progress=40), "progress"), (Update(status=Status.IN_PROGRESS), "status")):
        why = refused(office, lambda work, wrong=wrong: updates.update(work, number, wrong))  # type: ignore[misc]
        assert why.field == field
        assert "it is done or not done" in why.why.for_(ENGLISH)
    no_time = "A milestone takes no time"
    for plan in (replace(MILESTONE, starts_on=DAY), replace(MILESTONE, days=2)):
        assert no_time in refused(office, lambda work, plan=plan: adding.add(work, plan)).why.for_(ENGLISH)  # type: ignore[misc]
    part = replace(OPEN, parent=number)
    assert no_time in refused(office, lambda work: adding.add(work, part)).why.for_(ENGLISH)
    assert no_time in refused(office, lambda work: trees.split(work, number, [SubtaskSaid(1, "A")])).why.for_(ENGLISH)
    assert said(office, number, status=Status.DONE).task.done_at is not None


def test_a_task_under_way_or_in_parts_becomes_no_milestone(office: Office) -> None:
    number = added(office, replace(OPEN, days=3))
    said(office, number, progress=10)
    with pytest.raises(Refused, match="is in progress; a milestone is done or not"):
        edited(office, number, is_milestone=True, days=None)
    said(office, number, status=Status.NOT_STARTED)
    assert edited(office, number, is_milestone=True, is_pinned=True, days=None).task.is_pinned


@pytest.mark.parametrize("who", ["head", "liaison"])
def test_which_task_is_a_milestone_is_the_project_managers_to_say(office: Office, who: str) -> None:
    task, milestone = added(office, OPEN, by=who), added(office, MILESTONE)
    with office.work(who) as work, pytest.raises(Refused, match="can") as why:
        adding.add(work, MILESTONE)
    assert why.value.field == "traits"
    for number, marked in ((task, True), (milestone, False)):
        with office.work(who) as work:
            shown = finding.find(work, number)
            asked = replace(fields.plan_of(shown), is_milestone=marked)
        with office.work(who) as work, pytest.raises(Refused, match="can") as why:
            edits.edit(work, number, asked, version=shown.task.version)
        assert why.value.field == "traits"
        assert found(office, number).task.is_milestone is not marked


def test_codes_follow_from_stages_tasks_and_subtasks(office: Office) -> None:
    first = added(office, replace(OPEN, title="Draw", stage="Design"))
    second = added(office, replace(OPEN, title="Build", stage="Launch"))
    third = added(office, replace(OPEN, title="Show", stage="Design"))
    part = added(office, replace(OPEN, title="Sketch", parent=third))

    def codes() -> dict[int, str]:
        with office.work("pm") as work:
            by_id = task_lists.codes(work.session, TEAM, 1)
            tree = task_lists.in_tree(work.session, TEAM, 1, first=0, most=20)
            assert [by_id[one.id] for one in tree] == sorted(by_id.values(), key=_as_numbers), "as the table shows them"
            return {one.number: by_id[one.id] for one in tree}

    assert codes() == {first: "1.1", third: "1.2", part: "1.2.1", second: "2.1", 1: "3", 2: "4"}
    with office.work("pm") as work:
        edits.delete(work, first)
    assert codes() == {third: "1.1", part: "1.1.1", second: "2.1", 1: "3", 2: "4"}


def _as_numbers(code: str) -> list[int]:
    return [int(one) for one in code.split(".")]


def test_nobody_is_told_of_a_task_that_they_add_for_their_own_department(office: Office) -> None:
    added(office, OPEN, by="liaison")
    later(office, minutes=5)
    assert told(office, "liaison") == []


def test_a_department_that_leaves_hands_on_what_has_no_owner_as_it_is(office: Office) -> None:
    number = added(office, OPEN)
    owned = added(office, replace(OPEN, owner_id="colleague"))
    with office.work("pm") as work:
        ids = [finding.find(work, one).task.id for one in (number, owned)]
        parting.give(work, finding.find(work, number).project, ids, Going(1, 2))
    assert (found(office, number).task.department_id, found(office, number).task.owner_id) == (2, None)
    assert found(office, owned).task.owner_id == "other_liaison"
    with office.work("pm") as work:
        assert acting.who(work, finding.find(work, number).task) == "other_liaison"
