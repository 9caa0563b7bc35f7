"""A change is asked for, assessed, approved, and in force at that moment; both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.baselines.states import State as Confirmed
from bot.process.calendars import days as calendar_days
from bot.process.calendars.recounts import RECOUNT_TIMER
from bot.process.changes import deciding, replanned, rounding
from bot.process.changes.reminders import CHANGED
from bot.process.changes.states import State
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.plans import pushing, shifting
from bot.process.plans.shifted import PUSH, Wanted
from bot.process.tasks import updates
from bot.process.tasks.confirmed import ThroughChange
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.refused import Overtaken, Refused
from tests.process.acceptance.acts import comes_due
from tests.process.baselines.acts import confirms
from tests.process.baselines.acts import of as confirmation
from tests.process.changes.acts import (
    READER,
    ask,
    baseline,
    days,
    does,
    mark_of,
    missing,
    of,
    open_ones,
    says,
    state,
    waits,
)
from tests.process.conftest import Office

FRIDAY, WEEK_LATER = date(2026, 12, 4), date(2026, 12, 11)


def test_a_change_moves_the_plan_by_the_last_approval_and_numbers_a_baseline(confirmed: Office) -> None:
    before = days(confirmed)
    ask(confirmed)
    shown = of(confirmed)
    assert [one.task_id for one in shown.impact.moved if one.is_wanted] == [4]
    assert {one.task_id for one in shown.impact.moved} == {4, 5}, "T-5 waits for it, and is pushed"
    assert shown.change.days == 5, "the end of the plan moves from the 9th to the 16th"
    assert missing(confirmed) == ["head of R&D", "head of Marketing"]
    assert [len(waits(confirmed, who)) for who in ("pm", "head")] == [0, 1]
    says(confirmed, "head")
    assert days(confirmed) == before
    says(confirmed, "sponsor", is_against=True)
    assert missing(confirmed) == ["project manager", "sponsor"]
    says(confirmed, "pm")
    assert (state(confirmed), days(confirmed)) == (State.SIGNING, before)
    assert says(confirmed, "sponsor").baseline is not None
    assert state(confirmed) == State.SIGNED
    assert days(confirmed)[4] == (before[4][0], WEEK_LATER)
    number, ends = baseline(confirmed)
    assert number == 2
    assert (ends[4], ends[5], ends[1]) == (WEEK_LATER, days(confirmed)[5][1], before[1][1])
    assert confirmation(confirmed).state == Confirmed.SIGNING
    confirms(confirmed, "head")
    assert confirms(confirmed, "sponsor") == Confirmed.SIGNED
    assert baseline(confirmed)[0] == 2, "the words are of the baseline that the change has made"


def test_what_moved_without_a_change_is_not_confirmed_by_one(confirmed: Office) -> None:
    with confirmed.work("pm") as work:
        updates.update(work, 2, Update(due_on=date(2026, 12, 16), note="Late", is_weighed=True))
    was = baseline(confirmed)[1][2]
    ask(confirmed)
    for who in ("head", "sponsor", "pm", "sponsor"):
        says(confirmed, who)
    assert (baseline(confirmed)[0], baseline(confirmed)[1][2]) == (2, was)


def test_only_whom_it_touches_is_asked_and_confirms_again(confirmed: Office) -> None:
    ask(confirmed, "T-5 2026-12-16")
    assert missing(confirmed) == ["head of Marketing"], "nothing of R&D waits for T-5"
    for who in ("sponsor", "pm", "sponsor"):
        says(confirmed, who)
    asked = [one.label.for_(READER) for one in confirmation(confirmed).missing]
    assert (state(confirmed), asked) == (State.SIGNED, ["head of Marketing"])


def test_what_it_touches_moves_meanwhile_so_it_is_assessed_anew_and_only_there(confirmed: Office) -> None:
    change_id = ask(confirmed)
    says(confirmed, "head")
    says(confirmed, "sponsor")
    with confirmed.work("pm") as work:
        mark = mark_of(work, change_id)
        updates.update(work, 2, Update(due_on=date(2026, 12, 10), note="Late", is_weighed=True))
    assert missing(confirmed) == ["project manager", "sponsor"], "T-2 is none of its tasks"
    with confirmed.work("pm") as work:
        updates.update(work, 5, Update(due_on=date(2026, 12, 10), note="Larger", is_weighed=True))
    with pytest.raises(Overtaken), confirmed.work("pm") as work:
        deciding.approve(work, change_id, mark)
    confirmed.now += UNDO_WITHIN
    with confirmed.work("") as work:
        work.actor_id = None
        replanned.look_again(work, change_id)
    assert missing(confirmed) == ["head of Marketing"], "T-5 is Marketing's; R&D has said a word on what is still so"
    assert of(confirmed).change.edition == 2
    for who in ("sponsor", "pm", "sponsor"):
        says(confirmed, who)
    assert days(confirmed)[5][1] == of(confirmed).impact.moved[-1].due


def test_a_milestone_of_a_baseline_moves_only_by_a_change(confirmed: Office) -> None:
    with pytest.raises(ThroughChange) as refused, confirmed.work("pm") as work:
        updates.update(work, 4, Update(due_on=WEEK_LATER, note="Late"))
    assert refused.value.offer is not None
    assert '"due_on": "2026-12-11"' in refused.value.offer.value
    with confirmed.work("pm") as work:
        updates.update(work, 2, Update(due_on=date(2026, 12, 10), note="Late"))


def test_who_does_not_answer_is_passed_by_the_sponsor_and_pm_and_sponsor_never(confirmed: Office) -> None:
    change_id = ask(confirmed)
    signer = next(one.signer.id for one in of(confirmed).missing if one.signer.department_id == 1)
    with pytest.raises(Refused), confirmed.work("sponsor") as work:
        deciding.pass_over(work, change_id, signer, "At sea")
    confirmed.now += timedelta(days=8)
    does(confirmed, "sponsor", lambda work: deciding.pass_over(work, change_id, signer, "At sea"))
    says(confirmed, "sponsor")
    own = next(one.signer.id for one in of(confirmed).missing if one.signer.role == "pm")
    with pytest.raises(Refused), confirmed.work("sponsor") as work:
        deciding.pass_over(work, change_id, own, "At sea")


def test_it_is_returned_rejected_withdrawn_and_that_taken_back(confirmed: Office) -> None:
    change_id = ask(confirmed)
    does(confirmed, "pm", lambda work: deciding.send_back(work, change_id, "A day would do"))
    assert (state(confirmed), len(waits(confirmed, "liaison"))) == (State.RETURNED, 1)
    does(confirmed, "pm", lambda work: deciding.undo(work, change_id, of(confirmed).change.version))
    assert (state(confirmed), len(missing(confirmed))) == (State.SIGNING, 2)
    does(confirmed, "sponsor", lambda work: deciding.reject(work, change_id, "The fair does not wait"))
    assert (state(confirmed), open_ones(confirmed)) == (State.REJECTED, [])
    with pytest.raises(Refused), confirmed.work("liaison") as work:
        rounding.send(work, change_id)
    again = ask(confirmed)
    says(confirmed, "head", again)
    does(confirmed, "liaison", lambda work: deciding.call_off(work, again))
    assert state(confirmed, again) == State.WITHDRAWN
    with pytest.raises(Refused), confirmed.work("pm") as work:
        deciding.approve(work, again, "")


def test_a_word_that_is_withdrawn_takes_it_back_from_who_approves(confirmed: Office) -> None:
    change_id = ask(confirmed)
    says(confirmed, "head")
    says(confirmed, "sponsor")
    says(confirmed, "pm")
    does(confirmed, "head", lambda work: deciding.withdraw(work, change_id))
    assert missing(confirmed) == ["head of R&D"]
    says(confirmed, "head")
    assert missing(confirmed) == ["sponsor"], "what the PM has approved is as it was"


def test_a_push_that_moves_a_milestone_goes_by_a_change(confirmed: Office) -> None:
    before = days(confirmed)
    wanted = Wanted(1, PUSH, 1, Update(due_on=date(2026, 12, 3)))
    with pytest.raises(ThroughChange) as refused, confirmed.work("pm") as work:
        pushing.take(work, wanted, "Late", seen=shifting.look(work, wanted).seen)
    assert "milestones move by it (T-4)" in refused.value.why.for_(READER)
    assert days(confirmed) == before


def test_what_is_done_meanwhile_is_read_before_a_word_and_holds_nobody_up(confirmed: Office) -> None:
    change_id = ask(confirmed)
    with confirmed.work("pm") as work:
        updates.update(work, 3, Update(status=Status.DONE))
    confirmed.now += timedelta(hours=2)
    with pytest.raises(Overtaken):
        says(confirmed, "head")
    with confirmed.work("head") as work:
        replanned.catch_up(work, change_id)
        assert not work.is_something, "they have given no word"
    assert of(confirmed).change.edition == 2
    for who in ("head", "sponsor", "pm", "sponsor"):
        says(confirmed, who)
    assert state(confirmed) == State.SIGNED


def test_a_calendar_that_changes_has_it_counted_anew(confirmed: Office) -> None:
    ask(confirmed)
    with confirmed.work("admin") as work:
        calendar_days.set_days(work, "CN", [date(2026, 12, 10)], False, "Company day")
    for kind, subject_id in ((RECOUNT_TIMER, 1), (CHANGED, 1)):
        comes_due(confirmed, kind, subject_id)
    assert of(confirmed).change.edition == 2
    for who in ("head", "sponsor", "pm", "sponsor"):
        says(confirmed, who)
    assert state(confirmed) == State.SIGNED
