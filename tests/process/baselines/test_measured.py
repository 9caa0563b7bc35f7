"""What reads the baseline once there is one: digest and curve, the delay alert, the Gantt picture, the export."""

from __future__ import annotations

from datetime import date, timedelta

from bot.plans.reading import read
from bot.plans.writing import ms_project
from bot.process.digests import snapshot as digests
from bot.process.home import page
from bot.process.home.page import Looking
from bot.process.kernel.rooms import room_of
from bot.process.meetings import lines
from bot.process.plans import drawn, exported, forecasts, importing
from bot.process.plans.drawn import Wanted
from bot.process.plans.forecasts import Outlook
from bot.process.tasks import adding, delays, finding, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from storage import projects
from storage import tasks as kept
from tests.process.baselines.acts import READER, confirms, send
from tests.process.conftest import TEAM, Office

CHINESE_READER = Reader("zh-CN")


def confirmed(office: Office) -> None:
    """All have confirmed; then T-3 is moved by three working days, T-2 is done, and T-4 is new."""
    send(office)
    confirms(office, "head")
    confirms(office, "sponsor")
    with office.work("pm") as work:
        updates.update(work, 3, Update(due_on=date(2026, 12, 9), note="The printer broke"))
        updates.update(work, 2, Update(status=Status.DONE))
        adding.make(work, NewTask(1, "Shop window", 2, None, date(2026, 12, 10)))


def test_the_digest_measures_working_days_by_the_baseline_and_counts_tasks_without_one(planned: Office) -> None:
    with planned.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        before = digests.snapshot(work, project, lines.next_of(work, project))
    assert before.measure is None
    assert (before.progress.done_percent, before.progress.planned_percent) == (0, 67)
    confirmed(planned)
    planned.now += timedelta(days=13)
    with planned.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        found = digests.snapshot(work, project, lines.next_of(work, project))
        measure = found.measure
        assert measure is not None
        # T-1 and T-2 of 5 working days, T-3 of 4; on 6 December all should be done.
        assert (measure.number, measure.total, measure.done, measure.planned, measure.added) == (1, 14, 5, 14, 1)
        assert (measure.done_percent, measure.planned_percent) == (36, 100)
        assert sum(one.tally.planned for one in found.lines) == 3, "T-3 should be done, by the baseline"
        room = room_of(found.project)
        assert room is not None
        svg = digests.chart(work, found, room)
    assert svg is not None
    assert "Completed 36%" in svg
    assert "Plan 100%" in svg


def test_the_alert_says_how_late_a_task_is_by_the_baseline_where_its_day_was_moved(planned: Office) -> None:
    confirmed(planned)
    planned.now += timedelta(days=18)
    with planned.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        late = kept.overdue(work.session, TEAM, 1, work.today(project.zone))
        assert [one.number for one in late] == [1, 3, 4]
        found = delays.behind_baseline(work, project, late)
        assert found == {finding.numbered(work, 3).id: 5}, "5 working days after 4 December"


def test_the_forecast_compares_with_the_baseline_and_what_is_new_since_does_not_move_that(planned: Office) -> None:
    def outlook() -> Outlook:
        with planned.work("pm") as work:
            project = projects.project(work.session, TEAM, 1)
            assert project is not None
            found = forecasts.of(work, project)
        assert found is not None
        return found

    assert "baseline" not in outlook().words.for_(READER), "there is none yet"
    send(planned)
    confirms(planned, "head")
    confirms(planned, "sponsor")
    assert outlook().words.for_(READER) == "2 tasks late; the end is still as in baseline 1, Fri, Dec 4"
    with planned.work("pm") as work:
        adding.make(work, NewTask(1, "Shop window", 2, None, date(2026, 12, 10)))
    found = outlook().words
    assert found.for_(READER) == "4 working days behind baseline 1, the end is now Thu, Dec 10"
    assert found.for_(CHINESE_READER) == "比基线1落后4个工作日，预计12月10日 周四完成"
    with planned.work("pm") as work:
        for number, day in ((4, 2), (3, 3)):
            updates.update(work, number, Update(due_on=date(2026, 12, day), note="The printer came early"))
    ahead = outlook().words
    assert ahead.for_(READER) == "1 working day ahead of baseline 1, the end is now Thu, Dec 3"
    assert ahead.for_(CHINESE_READER) == "比基线1提前1个工作日，预计12月3日 周四完成"


def test_the_gantt_picture_has_the_baseline_below_and_the_export_keeps_it(planned: Office) -> None:
    with planned.work("pm") as work:
        assert {one.row.baseline for one in drawn.draw(work, Wanted(1)).chart.lines} == {(None, None)}
    confirmed(planned)
    with planned.work("pm") as work:
        chart = drawn.draw(work, Wanted(1)).chart
        spans = {one.row.title: one.row.baseline for one in chart.lines}
        assert spans["Poster"] == (date(2026, 12, 1), date(2026, 12, 4))
        assert spans["Shop window"] == (None, None)
        written = ms_project.write(exported.plan(work, 1).plan, "P-2026-001")
        plan = read(written)
        assert {one.title: one.baseline for one in plan.rows if one.title == "Poster"} == {
            "Poster": (date(2026, 12, 1), date(2026, 12, 4))
        }
        assert not importing.preview(work, 1, plan, "plan.xml").does, "it is the same plan"


def test_home_names_the_next_step_of_a_project_that_the_reader_plans(planned: Office) -> None:
    with planned.work("pm") as work:
        (step,) = page.look(work, Looking()).next.values()
        assert "Next: the confirmation of the plan by the heads with `/plan confirm`" in step.words.for_(READER)
        assert step.offers[0].action == "baselines.preview"
    with planned.work("head") as work:
        assert page.look(work, Looking()).next == {}
    send(planned)
    with planned.work("pm") as work:
        coming = page.look(work, Looking()).next.values()
        assert "baselines.preview" not in [offer.action for step in coming for offer in step.offers]
