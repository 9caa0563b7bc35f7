"""What is said before a plan is sent, and the baseline that comes of it beside the plan as it is."""

from __future__ import annotations

from datetime import date, timedelta

from bot.process.baselines import measured, previewed
from bot.process.baselines.states import State
from bot.process.kernel.rules import Phase
from bot.process.tasks import adding, edits, finding, trees, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.verifying import verify
from storage import baselines, projects
from tests.process.baselines.acts import READER, change, confirms, missing, phase, send
from tests.process.conftest import TEAM, Office


def test_a_department_without_tasks_is_not_asked_and_one_without_a_head_is_named(planned: Office) -> None:
    change(planned, 2, parts=())
    with planned.work("pm") as work:
        edits.delete(work, 3)
    with planned.work("pm") as work:
        found = previewed.preview(work, 1)
        assert [one.name.for_(READER) for one in found.asked] == ["R&D"]
        part = projects.part(work.session, 1, 1)
        assert part is not None
        part.head_id = "left"
    with planned.work("pm") as work:
        assert previewed.preview(work, 1).asked[0].head is None
        assert previewed.preview(work, 1).has_gaps


def test_what_is_missing_is_said_before_it_is_sent_and_does_not_stop_it(planned: Office) -> None:
    with planned.work("pm") as work:
        adding.make(work, NewTask(1, "Undated", 1, None, None, waits_for=()))
        # As a file brings it.
        finding.numbered(work, 1).due_on = date(2026, 12, 2)
    with planned.work("pm") as work:
        found = previewed.preview(work, 1)
    assert [one.title for one in found.undated] == ["Undated"]
    assert [one.title for one in found.ownerless] == ["Undated"]
    assert list(found.broken) == ["T-1 → T-3"]
    assert (found.counted_tasks, found.is_after_fact) == ((4, 0, 0), False)
    send(planned)
    assert missing(planned) == ["head of R&D", "head of Marketing"]


def test_a_project_that_runs_gets_its_baseline_after_the_fact_and_keeps_its_phase(office: Office) -> None:
    send(office)
    assert missing(office) == ["head of R&D"], "the other department has no task"
    assert confirms(office, "head") == State.SIGNED
    with office.work("pm") as work:
        found = measured.of_project(work, 1)
    assert (found.baseline.is_after_fact, phase(office)) == (True, Phase.EXECUTION)


def test_what_has_moved_since_is_measured_in_working_days_and_new_tasks_are_not_in_the_baseline(
    planned: Office,
) -> None:
    send(planned)
    confirms(planned, "head")
    confirms(planned, "sponsor")
    with planned.work("pm") as work:
        updates.update(work, 3, Update(due_on=date(2026, 12, 9), note="The printer broke"))
        adding.make(work, NewTask(1, "Shop window", 2, None, date(2026, 12, 10)))
    with planned.work("pm") as work:
        edits.delete(work, 2)
    with planned.work("pm") as work:
        found = measured.of_project(work, 1)
    assert [(one.task.number, one.was, one.now, one.days) for one in found.moved] == [
        (3, date(2026, 12, 4), date(2026, 12, 9), 3)
    ]
    assert [one.title for one in found.added] == ["Shop window"]
    assert [one.title for one in found.gone] == ["Task of named_guest"]
    assert (found.ends_was, found.ends_now, found.days) == (date(2026, 12, 4), date(2026, 12, 10), 4)
    with planned.work("pm") as work:
        code = next(one.code for one in found.words)
        assert verify(work, code).name.for_(READER) == "Project plan"


def test_weights_are_working_days_and_what_is_split_is_counted_once(planned: Office) -> None:
    with planned.work("pm") as work:
        trees.split(work, 1, [trees.SubtaskSaid(1, "Housing", "owner", date(2026, 11, 18))])
    send(planned)
    confirms(planned, "head")
    confirms(planned, "sponsor")
    with planned.work("pm") as work:
        updates.update(work, 2, Update(status="done"))  # type: ignore[arg-type]
    with planned.work("pm") as work:
        baseline = baselines.newest(work.session, TEAM, 1)
        assert baseline is not None
        (found,) = baselines.weights(
            work.session, baseline.id, [(date(2026, 11, 23), planned.now + timedelta(minutes=1))]
        )
    assert (found.total, found.done, found.planned) == (3 + 5 + 4, 5, 3 + 5)
