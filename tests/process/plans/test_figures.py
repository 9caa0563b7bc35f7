"""A plan says the same of itself wherever it is asked: how many tasks, when it ends, what its dates break."""

from __future__ import annotations

from datetime import timedelta

from bot.process.baselines import previewed
from bot.process.plans import checking, driving, figures, forecasts, shifting
from bot.process.plans.shifted import PULL, PUSH, Wanted
from bot.process.projects import finding
from bot.process.tasks import finding as finding_task
from bot.process.tasks import impact
from bot.process.tasks.states import Status
from bot.words.language import Reader
from tests.process.conftest import Office
from tests.process.plans.test_shifting import MONDAY, Row, planned

ROWS = (
    Row(-4, 1),
    Row(0, 9),
    Row(0, 8, [(0, "SS", 3)], whole=1),
    Row(9, 9, [(2, "FS", 0)], whole=1, owner=None),
    Row(14, 15, [(1, "FS", 0)]),
    Row(None, 21, [(4, "FS", 0)], is_milestone=True),
)


def test_every_command_has_one_end_and_one_count(office: Office) -> None:
    numbers = planned(office, *ROWS)
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        stands, sent = figures.of(work, project), previewed.preview(work, 1)
        checked, pushed = checking.check(work, 1), shifting.look(work, Wanted(1, PUSH))
        assert stands.broken == len(checked.broken) == len(sent.broken) > 0
        assert stands.ends == checked.ends == sent.ends == pushed.was_end == MONDAY + timedelta(days=21)
        assert stands.counted == sent.counted_tasks
        assert stands.counted[1:] == (1, 1)
        said = stands.counted.explained
        assert said.for_(Reader("en-US")).endswith("1 milestone; 1 more is counted by its subtasks")
        assert said.for_(Reader("zh-CN")).endswith("1个里程碑；另有1项任务按其子任务计数")
    with office.work("pm") as work:
        pulled = shifting.look(work, Wanted(1, PULL))
        assert {driving.drives(work, one).ends for one in numbers} == {pulled.end}


def test_what_drives_one_is_told_in_words(office: Office) -> None:
    first, _whole, second, *_others = planned(office, *ROWS)
    with office.work("pm") as work:
        chain = driving.drives(work, second).steps
        assert [one.name.partition(" ")[0] for one in chain] == [f"T-{first}", f"T-{second}"]
        assert chain[1].by is not None
        assert chain[1].by.for_(Reader("en-US")) == f"begins 3 working days after T-{first} begins"
        assert chain[1].by.for_(Reader("zh-CN")) == f"在T-{first}开始3个工作日后开始"


def test_what_is_late_is_no_plan_that_is_kept(office: Office) -> None:
    planned(office, Row(-7, -3), Row(21, 22), Row(-7, -6, status=Status.DONE))
    with office.work("pm") as work:
        stands = figures.of(work, finding.find(work, "P-2026-001"))
        before = stands.late
    assert before >= 1
    with office.work("pm") as work:
        found = forecasts.of(work, finding.find(work, "P-2026-001"))
        assert found is not None
        assert found.late == before
        assert "late; the end is still" in found.words.for_(Reader("en-US"))
        assert "结束日期仍为" in found.words.for_(Reader("zh-CN"))


def test_what_nobody_owns_is_its_departments_and_not_its_liaisons(office: Office) -> None:
    first, second, third = planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)], owner=None), Row(2, 3, [(0, "FS", 0)]))
    with office.work("pm") as work:
        task = finding_task.numbered(work, first)
        project = finding.find(work, "P-2026-001")
        late = MONDAY + timedelta(days=4)
        held = impact.added(work, task, project, late)
        said = impact.said(held, MONDAY).for_(Reader("en-US"))
        assert f"T-{second} of R&D could begin" in said, said
        assert f"T-{third} of Owner could begin" in said, said
        assert f"的T-{second}" in impact.said(held, MONDAY).for_(Reader("zh-CN"))
