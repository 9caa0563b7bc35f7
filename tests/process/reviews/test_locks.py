"""What a review locks: whichever way a task would begin; and never what has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.plans.plan import Plan, PlanRow
from bot.process.kernel.rules import Against, Reviewed
from bot.process.kernel.work import Work
from bot.process.plans import importing
from bot.process.reviews import locking, planning, shown, submitting
from bot.process.reviews.planning import Planned
from bot.process.reviews.submitting import Submission
from bot.process.tasks import batches, undo, updates
from bot.process.tasks.batches import Opening, Row
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader, Text
from bot.words.refused import Refused
from storage.reviews import Review
from storage.tasks import Task
from tests.process.conftest import RULES, TEAM, Office
from tests.process.operations import review, two_stages

READER = Reader("en-US", "Asia/Shanghai")
LOCKED = "T-2 cannot be started yet: stage Launch waits for Q-9 Prototype – R&D (Liaison) has to submit it."


def of_second(work: Work, said: Update) -> None:
    updates.update(work, 2, said)


def with_several(work: Work) -> None:
    batch = batches.save(work, Opening("a", ""), [2], [Row(number=2, version=1, progress=30)])
    raise Refused(batch.refused[0][1])


WAYS: dict[str, Callable[[Work], None]] = {
    "a status": lambda work: of_second(work, Update(status=Status.IN_PROGRESS)),
    "done": lambda work: of_second(work, Update(status=Status.DONE)),
    "a progress": lambda work: of_second(work, Update(progress=10)),
    "several at once": with_several,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_task_of_a_locked_stage_is_started_in_no_way(office: Office, way: str) -> None:
    with office.work("pm") as work:
        review(work)
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        WAYS[way](work)
    said = refused.value.why.for_(READER)
    assert said.startswith(LOCKED), said
    assert "In an emergency Sponsor (sponsor) can let it begin, with a reason." in said
    with office.work("pm") as work:
        updates.update(work, 1, Update(status=Status.DONE))
        updates.update(work, 2, Update(note="Waits for the review"))


def test_what_has_begun_goes_on_and_does_not_begin_again_by_an_undo(office: Office) -> None:
    with office.work("pm") as work:
        updates.update(work, 2, Update(progress=30))
        review(work)
    with office.work("pm") as work:
        updates.update(work, 2, Update(progress=60))
        updates.update(work, 2, Update(status=Status.NOT_STARTED))
    with pytest.raises(Refused, match="In an emergency"), office.work("pm") as work:
        undo.undo_last(work, None)


def test_a_plan_file_begins_nothing_and_says_why(office: Office) -> None:
    with office.work("pm") as work:
        review(work)
    rows = [PlanRow("1", "Launch", is_summary=True), PlanRow("2", "Press kit", 2, "1", department="R&D", progress=40)]
    plan = Plan("Excel", rows)
    with office.work("pm") as work:
        found = importing.preview(work, 1, plan, "plan.xlsx")
        assert [one.what for one in found.left_out] == ["Press kit"]
        assert "“Press kit” cannot be started yet" in found.left_out[0].why.for_(READER)
        importing.take(work, 1, plan, "plan.xlsx", seen=found.seen)
        made = work.session.get_one(Task, 3)
        assert (made.title, made.status, made.progress) == ("Press kit", Status.NOT_STARTED, 0)


def test_the_sponsor_lets_one_begin_and_the_reason_stays_whatever_comes(office: Office) -> None:
    with office.work("pm") as work:
        review_id = review(work)
    with pytest.raises(Refused, match="Say why"), office.work("sponsor") as work:
        locking.start(work, 2, " ")
    with office.work("sponsor") as work:
        assert locking.start(work, 2, "The hall is paid").task.status == Status.IN_PROGRESS
    with office.work("pm") as work:
        updates.update(work, 2, Update(status=Status.NOT_STARTED, note="Not after all"))
        updates.update(work, 2, Update(status=Status.IN_PROGRESS))
        row = work.session.get_one(Review, review_id)
        assert [start.reason for start, _task in shown.one(work, row).started] == ["The hall is paid"]
    with pytest.raises(Refused, match="No review is missing"), office.work("sponsor") as work:
        locking.start(work, 2, "Twice")


def test_what_bars_a_submission_is_settled_first(office: Office) -> None:
    bars = Reviewed(against=lambda _work, _project, _stage: [Against(Text("C-1 is open"), bars=True)])
    said = Submission("Report https://example.com", standard="No cracks")
    with office.work("pm") as work:
        review_id = review(work)
    with office.work("liaison") as work:
        work.rules = replace(RULES, reviewed=(*RULES.reviewed, bars))
        with pytest.raises(Refused) as refused:
            submitting.submit(work, review_id, said)
    assert "C-1 is open" in refused.value.why.for_(READER)
    with office.work("liaison") as work:
        shown = submitting.submit(work, review_id, said)
        assert shown.review.stood == ["1 task is not done: T-1 Task of owner"]
        assert shown.review.opinions_by == office.now.date() + timedelta(days=3)
        assert shown.review.team_id == TEAM


def test_a_year_that_is_a_slip_is_refused(office: Office) -> None:
    with office.work("pm") as work:
        first, second = two_stages(work)
        said = Planned("Series", first.id, 1, date.max, 3, (second.id,), (("technical", "owner"),))
        with pytest.raises(Refused, match="too far ahead"):
            planning.plan(work, 1, said)
