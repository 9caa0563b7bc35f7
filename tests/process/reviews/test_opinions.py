"""Who says what in a review, and what becomes of it as people, departments and projects come and go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process import verifying
from bot.process.digests import topics
from bot.process.handovers import handing
from bot.process.kernel import rounds, signatures
from bot.process.kernel.work import Work
from bot.process.phases import moving
from bot.process.plans import drawn
from bot.process.plans.drawn import Wanted
from bot.process.projects import finding
from bot.process.reviews import deciding, digests, naming, opinions, paper, shown, submitting
from bot.process.reviews.opinions import Said
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import State, Verdict
from bot.process.reviews.submitting import Submission
from bot.process.revisions import leaving
from bot.process.risks import reviewed
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import attachments as attaching
from bot.process.tasks import edits, updates
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.refused import Overtaken, Refused
from storage import asks, attachments, people, risks
from storage.attachments import Attachment
from storage.reviews import Review, locking
from storage.signatures import Signer
from storage.tasks import Task
from tests.process.conftest import TEAM, Office
from tests.process.operations import close, review, risk

SUBMISSION = Submission("Report https://example.com/r", standard="No cracks")


def of(work: Work, review_id: int) -> Shown:
    return shown.one(work, work.session.get_one(Review, review_id))


def seat(work: Work, review_id: int, perspective: str = "technical") -> Signer:
    found = signatures.of(work, "reviews", [review_id])[review_id].signers
    return next(one for one in found if one.role == perspective)


def in_review(office: Office, *more: str) -> int:
    """Q-9 is submitted: the owner reviews it from one perspective, and these from others."""
    with office.work("pm") as work:
        review_id = review(work)
        for who in more:
            naming.add_perspective(work, review_id, f"As {who} sees it", who)
    with office.work("liaison") as work:
        submitting.submit(work, review_id, SUBMISSION)
    return review_id


def says(
    office: Office, who: str, review_id: int, verdict: Verdict, perspective: str = "technical", **more: str
) -> Shown:
    with office.work(who) as work:
        edition = work.session.get_one(Review, review_id).edition
        said = Said(verdict, edition, **more)
        return opinions.give(work, review_id, seat(work, review_id, perspective).id, said)


def test_nobody_reviews_what_they_submitted_not_for_another_either(office: Office) -> None:
    with office.work("pm") as work:
        review_id = review(work)
        naming.add_perspective(work, review_id, "Market", "colleague")
        naming.name_reviewer(work, review_id, seat(work, review_id).id, "head")
    with pytest.raises(Refused, match="nobody reviews"), office.work("head") as work:
        submitting.submit(work, review_id, SUBMISSION)
    with office.work("liaison") as work:
        submitting.submit(work, review_id, SUBMISSION)
    with pytest.raises(Refused, match="Nobody reviews"), office.work("pm") as work:
        naming.name_reviewer(work, review_id, seat(work, review_id).id, "liaison")
    with office.work("admin") as work:
        today = work.now.date()
        windows.name(work, NewWindow("head", "liaison", today, today + timedelta(days=3)))
    with pytest.raises(Refused, match="nobody reviews"):
        says(office, "liaison", review_id, Verdict.PASS)


def test_an_opinion_is_of_one_submission_hidden_and_said_otherwise_until_it_is_shown(office: Office) -> None:
    review_id = in_review(office, "colleague")
    says(office, "owner", review_id, Verdict.PASS)
    found = says(office, "owner", review_id, Verdict.CONDITIONS, conditions="@owner Test again by 2026-12-04")
    assert not found.is_shown
    assert found.conditions == [], "hidden with the opinion"
    with office.work("pm") as work:
        word = found.opinions[0].word
        assert word is not None
        with pytest.raises(Refused, match="no such check code"):
            verifying.verify(work, rounds.code(word))
        written = paper.written(work, review_id)
        assert "given, not shown yet" in str(written.paper.parts)
        assert "Test again" not in str(written.paper.parts)
    with office.work("liaison") as work:
        submitting.submit(work, review_id, Submission("Other https://example.com/o", standard="No cracks"))
    with pytest.raises(Overtaken), office.work("colleague") as work:
        opinions.give(work, review_id, seat(work, review_id, "As colleague sees it").id, Said(Verdict.PASS, 1))
    says(office, "colleague", review_id, Verdict.PASS, "As colleague sees it")
    found = says(office, "owner", review_id, Verdict.PASS)
    assert found.state is State.PASSED
    assert found.conditions == [], "those of the submission before are gone with it"
    with office.work("pm") as work:
        word = found.opinions[0].word
        assert word is not None
        assert verifying.verify(work, rounds.code(word)).stands
        assert len(paper.written(work, review_id).paper.parts) >= 3
    with pytest.raises(Refused, match="No opinion is asked for"):
        says(office, "owner", review_id, Verdict.RETURN, word="Too late")


def test_conditions_become_tasks_and_one_that_lapses_locks_until_it_is_done(office: Office) -> None:
    review_id = in_review(office)
    with office.work("pm") as work:
        risk_id = risk(work)
    found = says(office, "owner", review_id, Verdict.CONDITIONS, conditions="@owner Test again by 2026-12-04")
    task = found.conditions[0].task
    assert task is not None
    assert (task.title, task.owner_id, task.stage_id) == ("Test again", "owner", found.review.stage_id)
    with office.work("owner") as work:
        locks = found.locks[0].id
        assert locking(work.session, TEAM, locks, date(2026, 12, 4)) == []
        assert [one.id for one in locking(work.session, TEAM, locks, date(2026, 12, 5))] == [review_id]
        row = work.session.get_one(risks.Risk, risk_id)
        assert row.review == "Q-9"
        kinds = {one.kind for one in asks.of_matter(work.session, TEAM, ["risks.after_review"], risk_id).values()}
        assert kinds == {"risks.after_review"}
        reviewed.keep(work, risk_id)
        assert not asks.of_matter(work.session, TEAM, ["risks.after_review"], risk_id)
    office.now += timedelta(days=14)
    with office.work("owner") as work:
        deciding.look(work, review_id)
        assert of(work, review_id).is_locking
        assert {one.kind for one in asks.of_matter(work.session, TEAM, ["reviews.lapsed"], review_id).values()}
        updates.update(work, task.number, Update(status=Status.DONE))
        assert not of(work, review_id).is_locking
        assert not asks.of_matter(work.session, TEAM, ["reviews.lapsed"], review_id)


def test_a_condition_is_a_task_though_its_department_has_gone_or_its_owner(office: Office) -> None:
    review_id = in_review(office, "colleague")
    lines = "@owner Test again by 2026-12-04\n@named_guest Ask the customer by 2026-12-04"
    says(office, "owner", review_id, Verdict.CONDITIONS, conditions=lines)
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, 2)
        people.person(work.session, TEAM, "named_guest").is_deactivated = True  # type: ignore[union-attr]
    found = says(office, "colleague", review_id, Verdict.PASS, "As colleague sees it")
    assert found.state is State.PASSED, "the last opinion is not refused for what somebody else asked for"
    made = [one.task for one in found.conditions]
    assert [(one.department_id, one.owner_id) for one in made if one is not None] == [(2, "owner"), (2, None)]


def test_a_condition_is_not_deleted_before_it_is_met(office: Office) -> None:
    review_id = in_review(office)
    found = says(office, "owner", review_id, Verdict.CONDITIONS, conditions="@owner Test again by 2026-12-04")
    task = found.conditions[0].task
    assert task is not None
    with pytest.raises(Refused, match="is a condition of Q-"), office.work("pm") as work:
        edits.delete(work, task.number)
    with office.work("owner") as work:
        updates.update(work, task.number, Update(status=Status.DONE))
    with office.work("pm") as work:
        edits.delete(work, task.number)
        assert not of(work, review_id).is_locking


def test_a_deliverable_that_is_taken_away_opens_it_again(office: Office) -> None:
    with office.work("liaison") as work:
        review_id = review(work)
        one = Attachment(team_id=TEAM, task_id=1, cause="a", name="Report", url="https://example.com/f",
                         added_at=work.now, added_by="liaison")  # fmt: skip
        work.session.add(one)
        work.session.get_one(Task, 1).attachments = 1
        work.session.flush()
        draft = submitting.to_submit(work, review_id)
        assert draft.submission.attachment_ids == (one.id,)
        submitting.submit(work, review_id, Submission("", (one.id,), "No cracks"))
        attachment_id = one.id
    assert says(office, "owner", review_id, Verdict.PASS).state is State.PASSED
    with office.work("liaison") as work:
        attaching.remove(work, attachment_id)
        assert of(work, review_id).state is State.RETURNED
        assert of(work, review_id).is_locking
        assert attachments.attachment(work.session, TEAM, attachment_id) is not None


def test_while_the_project_stands_still_the_days_for_opinions_do_not_pass_and_with_it_the_review_ends(
    office: Office,
) -> None:
    review_id = in_review(office)
    with office.work("pm") as work:
        by = of(work, review_id).review.opinions_by
        assert by is not None
        moving.suspend(work, 1, "The budget is not decided")
    office.now += timedelta(days=7)
    with office.work("pm") as work:
        moving.resume(work, 1)
        assert of(work, review_id).review.opinions_by == by + timedelta(days=7)
        close(work)
        assert of(work, review_id).state is State.ENDED
        moving.reopen(work, 1)
        assert of(work, review_id).state is State.SUBMITTED


def test_who_reviews_and_which_department_submits_goes_on_to_who_comes_after(office: Office) -> None:
    with office.work("pm") as work:
        review_id = review(work)
        leaving.merge(work, 1, 1, 2)
        assert of(work, review_id).review.department_id == 2, "what it was merged with submits it"
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "colleague")
        assert seat(work, review_id).person_id == "colleague"
    with office.work("other_liaison") as work:
        submitting.submit(work, review_id, SUBMISSION)
    assert says(office, "colleague", review_id, Verdict.PASS).state is State.PASSED


def test_silence_passes_nothing_and_nobody_goes_on_without_any_opinion(office: Office) -> None:
    review_id = in_review(office)
    with pytest.raises(Refused, match="They have until"), office.work("sponsor") as work:
        deciding.pass_over(work, review_id, seat(work, review_id).id, "At sea")
    office.now += timedelta(days=7)
    with office.work("sponsor") as work:
        deciding.look(work, review_id)
        assert of(work, review_id).is_shown
        assert of(work, review_id).state is State.SUBMITTED
    with pytest.raises(Refused, match="an opinion at least"), office.work("sponsor") as work:
        deciding.pass_over(work, review_id, seat(work, review_id).id, "At sea")
    assert says(office, "owner", review_id, Verdict.PASS).state is State.PASSED, "late, and taken"


def test_it_stands_on_the_chart_and_in_the_digest_until_it_has_passed(office: Office) -> None:
    with office.work("pm") as work:
        review_id = review(work)
        chart = drawn.draw(work, Wanted(1)).chart
        assert "Q-9" in str(chart)
        project = finding.find(work, "P-2026-001")
        assert [one.review.id for one in digests.open_ones(work, project)] == [review_id]
    office.now += timedelta(days=7)
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        assert len(topics.of_reviews(digests.open_ones(work, project))) == 1, "it should have been submitted"
