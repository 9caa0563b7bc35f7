"""The confirmation of a plan as it, people and departments change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.process import health
from bot.process.baselines import cards, confirming, lists, measured, reminders, rounding
from bot.process.baselines import shown as plan_shown
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.states import State
from bot.process.handovers import handing
from bot.process.kernel.rules import Phase
from bot.process.phases import moving
from bot.process.projects import finding as finding_project
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.words.refused import Overtaken, Refused
from storage import baselines, history
from storage.outbox import Outgoing
from storage.signatures import PASSED
from tests.process.baselines.acts import READER, change, confirms, look_again, missing, of, others, phase, send, waits
from tests.process.conftest import TEAM, Office


def test_all_confirm_and_the_plan_is_a_baseline_by_which_the_project_is_in_execution(planned: Office) -> None:
    send(planned)
    assert missing(planned) == ["head of R&D", "head of Marketing"]
    assert confirms(planned, "head") == State.SIGNING
    assert (missing(planned), phase(planned)) == (["head of Marketing"], Phase.PLANNING)
    assert confirms(planned, "sponsor") == State.SIGNED
    assert phase(planned) == Phase.EXECUTION
    with planned.work("pm") as work:
        baseline = baselines.newest(work.session, TEAM, 1)
        assert baseline is not None
        assert (baseline.number, baseline.taken_by, baseline.is_after_fact) == (1, "sponsor", False)
        assert len(baseline.signature_ids) == 2
        rows = baselines.rows(work.session, baseline.id)
        assert [(one.title, one.starts_on, one.due_on, one.days, one.weight) for one in rows.values()] == [
            ("Task of owner", date(2026, 11, 16), date(2026, 11, 20), 5, 5),
            ("Task of named_guest", date(2026, 11, 16), date(2026, 11, 20), 5, 5),
            ("Poster", date(2026, 12, 1), date(2026, 12, 4), 4, 4),
        ]
        last = history.of(work.session, TEAM, "projects", 1)[-1]
        assert (last.action, last.actor_id) == ("confirm the plan", "sponsor")
    with planned.work("pm") as work, pytest.raises(Refused, match="confirmed the plan of") as why:
        rounding.send(work, 1)
    assert "baseline 1" in why.value.why.for_(READER)


def test_each_head_is_shown_their_part_first(planned: Office) -> None:
    send(planned)
    with planned.work("head") as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        context = cards.of_person(work, CONFIRMATIONS.one(work, found), work.person)
    (part,) = context["parts"]
    assert [one.for_(READER) for one in part.tasks] == [
        "T-1 · Task of owner · Mon, Nov 16 – Fri, Nov 20",
        "T-2 · Task of named_guest · Mon, Nov 16 – Fri, Nov 20",
    ]
    assert [one.for_(READER) for one in part.needed_of_it] == [
        "T-1 is awaited by Marketing for T-3 Poster (Tue, Dec 1)"
    ]
    assert [one.for_(READER) for one in part.it_needs] == ["T-2: The texts from Marketing"]
    with planned.work("sponsor") as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        (part,) = cards.of_person(work, CONFIRMATIONS.one(work, found), work.person)["parts"]
    assert [one.for_(READER) for one in part.needed_of_it] == [
        "The texts for T-2 Task of named_guest of R&D (Mon, Nov 16 – Fri, Nov 20)"
    ]
    assert [one.for_(READER) for one in part.it_needs] == ["T-3 waits for T-1 Task of owner of R&D (Fri, Nov 20)"]


def test_a_change_voids_the_words_of_those_alone_whose_part_is_other(planned: Office) -> None:
    send(planned)
    confirms(planned, "head")
    change(planned, 3, due_on=date(2026, 12, 8))
    assert missing(planned) == ["head of Marketing"], "the end of T-3 is no matter of R&D's"
    look_again(planned)
    shown = of(planned)
    assert (shown.confirmation.edition, missing(planned)) == (2, ["head of Marketing"])
    change(planned, 3, starts_on=date(2026, 12, 2))
    look_again(planned)
    assert missing(planned) == ["head of R&D", "head of Marketing"], "it is awaited on another day"
    assert others(planned, "head") == [
        "T-1 is awaited by Marketing for T-3 Poster (Wed, Dec 2) instead of: "
        "T-1 is awaited by Marketing for T-3 Poster (Tue, Dec 1)"
    ]
    assert len(waits(planned, "head")) == 1
    change(planned, 3, starts_on=date(2026, 12, 1))
    assert missing(planned) == ["head of Marketing"], "they have confirmed just that"
    assert confirms(planned, "sponsor") == State.SIGNED, "with the version that it is by then"
    assert of(planned).baseline is not None
    with planned.work("pm") as work:
        told = [one.action for one in history.of(work.session, TEAM, "baselines", of(planned).confirmation.id)]
    assert told == ["begin", "send", "sign", "replan", "replan", "replan", "sign", "complete"]


def test_who_has_confirmed_is_told_what_is_other_and_who_has_not_is_told_nothing_more(planned: Office) -> None:
    send(planned)
    confirms(planned, "head")
    change(planned, 1, title="Housing", due_on=date(2026, 11, 24))
    look_again(planned)
    assert others(planned, "head") == [
        "T-1 · Housing: Mon, Nov 16 – Tue, Nov 24 instead of Mon, Nov 16 – Fri, Nov 20",
        "T-1 is called “Housing” instead of “Task of owner”",
    ]
    with planned.database.snapshot() as session:
        told = session.scalars(select(Outgoing).where(col(Outgoing.template) == "baselines/changed")).all()
    assert [one.lane for one in told] == ["head"], "the sponsor has given no word yet that could fall"
    assert "Housing" in told[0].arguments


def test_nobody_confirms_what_they_have_not_read(planned: Office) -> None:
    confirmation_id = send(planned)
    with planned.work("head") as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        shown = CONFIRMATIONS.one(work, found)
        mark = cards.mark(shown, plan_shown.of_person(work, shown, "head"))
    change(planned, 2, title="Housing")
    with planned.work("head") as work, pytest.raises(Overtaken, match="has changed since you read it"):
        confirming.confirm(work, confirmation_id, mark)
    change(planned, 2, title="Task of named_guest")
    with planned.work("head") as work:
        confirming.confirm(work, confirmation_id, mark)
    assert missing(planned) == ["head of Marketing"]


def test_a_plan_that_is_returned_is_changed_and_sent_again(planned: Office) -> None:
    confirmation_id = send(planned)
    confirms(planned, "head")
    with planned.work("sponsor") as work, pytest.raises(Refused, match="Say what is missing"):
        confirming.send_back(work, confirmation_id, "")
    with planned.work("sponsor") as work:
        back = confirming.send_back(work, confirmation_id, "The poster needs a week")
    assert (back.state, back.confirmation.note) == (State.RETURNED, "The poster needs a week")
    assert waits(planned, "pm") == ["P-2026-001 · the plan was returned by Sponsor"]
    change(planned, 3, due_on=date(2026, 12, 9))
    send(planned)
    assert missing(planned) == ["head of Marketing"], "the part of R&D is as it was"
    assert others(planned, "sponsor") == ["T-3 · Poster: Tue, Dec 1 – Wed, Dec 9 instead of Tue, Dec 1 – Fri, Dec 4"]
    assert confirms(planned, "sponsor") == State.SIGNED


def test_a_word_is_withdrawn_before_the_last_and_the_round_is_stopped_and_undone(planned: Office) -> None:
    confirmation_id = send(planned)
    confirms(planned, "head")
    with planned.work("head") as work:
        confirming.withdraw(work, confirmation_id)
    assert missing(planned) == ["head of R&D", "head of Marketing"]
    confirms(planned, "head")
    with planned.work("pm") as work:
        stopped = rounding.stop(work, confirmation_id)
    assert (stopped.state, waits(planned, "sponsor")) == (State.DRAFT, [])
    with planned.work("pm") as work:
        assert confirming.undo(work, confirmation_id, stopped.confirmation.version).state == State.SIGNING
    assert len(waits(planned, "sponsor")) == 1
    confirms(planned, "sponsor")
    with planned.work("head") as work, pytest.raises(Refused, match="not possible now"):
        confirming.withdraw(work, confirmation_id)


def test_who_never_answers_is_passed_over_with_a_reason_that_stands_there(planned: Office) -> None:
    confirmation_id = send(planned)
    confirms(planned, "sponsor")
    head = next(one.signer.id for one in of(planned).missing)
    with planned.work("sponsor") as work, pytest.raises(Refused, match="They have until"):
        confirming.pass_over(work, confirmation_id, head, "At sea")
    planned.now += timedelta(days=7)
    assert waits(planned, "head")[0].endswith("2 working days overdue")
    assert waits(planned, "pm") == ["P-2026-001 · plan: 1 confirmation missing (Head) · 🔴 2 working days overdue"]
    with planned.work("sponsor") as work:
        done = confirming.pass_over(work, confirmation_id, head, "At sea until June")
    assert (done.state, done.passed) == (State.SIGNED, 1)
    with planned.work("pm") as work:
        found = measured.of_project(work, 1)
    assert [(one.is_passed, one.reasons) for one in found.words] == [(True, "At sea until June"), (False, "")]
    assert of(planned).places[0].word is not None
    assert of(planned).places[0].word.verdict == PASSED  # type: ignore[union-attr]


def test_a_substitute_confirms_for_the_head_and_a_new_head_is_asked_instead(planned: Office) -> None:
    send(planned)
    with planned.work("head") as work:
        windows.name(work, NewWindow("head", "colleague", planned.now.date(), planned.now.date()))
    confirms(planned, "colleague")
    place = of(planned).places[0]
    assert place.hand.for_(READER) == "Colleague for Head"
    with planned.work("pm") as work:
        handing.hand_over(work, 1, "sponsor", {"sponsor": "other_head", "head_2": "other_head"})
    assert [one.holder.user_id for one in of(planned).missing if one.holder] == ["other_head"]
    assert (waits(planned, "sponsor"), len(waits(planned, "other_head"))) == ([], 1)
    assert confirms(planned, "other_head") == State.SIGNED


def test_a_suspended_project_asks_nobody_and_goes_on_with_the_days_that_were_left(planned: Office) -> None:
    send(planned)
    by = of(planned).confirmation.sign_by
    with planned.work("pm") as work:
        moving.suspend(work, 1, "The budget is not decided")
    assert waits(planned, "head") == []
    planned.now += timedelta(days=14)
    with planned.work("pm") as work:
        moving.resume(work, 1)
    assert by is not None
    assert of(planned).confirmation.sign_by == by + timedelta(days=14)
    assert len(waits(planned, "head")) == 1


def test_the_next_step_is_named_and_who_is_missing(planned: Office) -> None:
    with planned.work("pm") as work:
        project = finding_project.find(work, "P-2026-001")
        coming = health.next_of(work, [project])[project.id]
        assert "`/plan confirm`" in coming.words.for_(READER)
        assert "baselines.preview" in [one.action for one in coming.offers]
    send(planned)
    confirms(planned, "head")
    with planned.work("colleague") as work:
        step = lists.with_heads(work, finding_project.find(work, "P-2026-001"))
        assert step is not None
        assert step[0].for_(READER) == "The plan is with the heads; 1 of 2 have confirmed it."
    confirms(planned, "sponsor")
    with planned.work("pm") as work:
        assert lists.with_heads(work, finding_project.find(work, "P-2026-001")) is None


def test_who_is_asked_is_reminded_at_half_time_and_silence_is_told_once(planned: Office) -> None:
    confirmation_id = send(planned)
    planned.now += timedelta(days=5)
    for _again in range(2):
        with planned.work("pm") as work:
            reminders.AWAITED.look(work, confirmation_id)
    assert len(waits(planned, "sponsor")) == 2, "as head who is asked, and as sponsor who may go on without the other"
