"""Lessons: to whom they are offered, how they are answered and counted, who may read them, and when one is retired."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.process import callbacks
from bot.process.home import inbox
from bot.process.kernel import matters, occasions
from bot.process.kernel.flow import Made
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.lessons import answering, lists, reminders, writing
from bot.process.lessons.kind import LESSONS
from bot.process.lessons.writing import Said
from bot.process.proposals import proposing, starting
from bot.process.proposals.starting import DepartmentNamed, NewProject
from bot.process.risks import noting
from bot.process.risks.noting import NewRisk
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import lessons, projects
from storage.lessons import Lesson
from tests.process.conftest import TEAM, Office
from tests.process.operations import PROPOSED, stands, submit_review

MOULDS = Said("a mould is new", "plan a second trial", risk="mould, 模具")


@pytest.fixture
def closed(office: Office) -> Office:
    """P-2026-001 is closed since yesterday; P-2026-002 of the same departments runs, its PM is the colleague."""
    with office.work("pm") as work:
        stands(work, Phase.CLOSED)
    begin_another(office)
    return office


def begin_another(office: Office) -> None:
    with office.work("colleague") as work:
        starting.begin(
            work,
            NewProject(
                name="Lamp", objective="Sell", pm_id="colleague", starts_on=office.now.date(),
                ends_on=office.now.date() + timedelta(days=60), meeting_weekday=2, meeting_time=office.now.time(),
                initiating="R&D", departments=[DepartmentNamed("R&D", "head", "liaison")], channel_id="C2",
                channel_name="lamp",
            ),
        )  # fmt: skip


def learnt(office: Office, said: Said, who: str = "pm") -> int:
    """A lesson of P-2026-001, by its number."""
    with office.work(who) as work:
        return writing.learn(work, 1, said).lesson.number


def offered(work: Work, project_id: int = 2) -> list[int]:
    """The numbers of the lessons that the actor was offered in the project and has not answered."""
    found = lessons.offers_in(work.session, TEAM, [project_id])
    mine = [one for one in found if one.user_id == work.actor_id and not one.answer]
    return [lesson.number for one in mine if (lesson := work.session.get(Lesson, one.lesson_id)) is not None]


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.kind for one in inbox.of(work, who) if one.kind.startswith("lessons.")]


def test_what_was_learnt_is_offered_where_its_trigger_comes_up_and_nowhere_else(closed: Office) -> None:
    of_risk = learnt(closed, MOULDS)
    of_launch = learnt(closed, Said("prices are printed", "print them last", scenario="launch"))
    of_event = learnt(closed, Said("a hall is booked", "look at it", scenario="event"))
    of_department = learnt(closed, Said("R&D is asked", "ask early", department_id=1, stage="pilot"))
    learnt(closed, Said("nothing brings it to mind", "nobody is told"))
    with closed.work("colleague") as work:
        noting.note(work, NewRisk(2, "The moulds come late"))
        assert offered(work) == [of_risk], "a risk is about one thing: that its department fits is not enough"
    with closed.work("owner") as work:
        project_id = proposing.propose(work, PROPOSED).project.id
        assert offered(work, project_id) == [of_department, of_launch], "its stage is left open"
        assert of_event not in offered(work, project_id)


def test_a_stage_that_is_another_one_keeps_a_lesson_away(closed: Office) -> None:
    pilot = learnt(closed, Said("R&D is asked", "ask early", department_id=1, stage="pilot run, 试产"))
    with closed.work("colleague") as work:
        project = projects.project(work.session, TEAM, 2)
        assert project is not None
        occasions.arise(work, occasions.TEMPLATE, project, stages=["Concept"])
        assert offered(work) == []
        occasions.arise(work, occasions.TEMPLATE, project, stages=["Concept", "小批量试产"])
        assert offered(work) == [pilot]


def test_a_deliverable_that_is_submitted_for_review_brings_lessons_of_its_stage_to_mind(office: Office) -> None:
    begin_another(office)
    with office.work("colleague") as work:
        of_stage = writing.learn(
            work, 2, Said("a design is shown", "bring a sample", stage="design, 设计")
        ).lesson.number
        writing.learn(work, 2, Said("a launch is shown", "bring a price", stage="launch"))
    with office.work("liaison") as work:
        submit_review(work)
        assert offered(work, 1) == [of_stage]


def test_at_most_three_are_offered_those_first_that_a_template_brings_and_that_were_taken(closed: Office) -> None:
    numbers = [learnt(closed, Said(f"mould {at}", "look", risk="mould")) for at in range(5)]
    with closed.work("pm") as work:
        lesson = matters.find(work, LESSONS, numbers[0])
        writing.add_to_template(work, lesson.id, "launch")
        project = projects.project(work.session, TEAM, 2)
        assert project is not None
    with closed.work("colleague") as work:
        occasions.arise(work, occasions.TEMPLATE, project, words="moulds", template="launch")
        assert sorted(offered(work)) == [numbers[0], numbers[3], numbers[4]]
        occasions.arise(work, occasions.RISK, project, words="moulds again")
        assert len(offered(work)) == 3, "no more, while these wait for an answer"
    assert waits(closed, "colleague") == [reminders.OFFERED], "one line for all of them"


def test_an_answer_is_counted_once_can_be_taken_back_and_is_not_asked_again(closed: Office) -> None:
    number = learnt(closed, MOULDS)
    with closed.work("colleague") as work:
        noting.note(work, NewRisk(2, "The moulds come late"))
        offer = answering.offered_in(work, 2)[0].offer
        answering.pass_over(work, offer.id)
        assert answering.take(work, offer.id).shown.counts == (1, 1, 0)
        answering.reconsider(work, offer.id)
        assert answering.offered_in(work, 2)[0].shown.counts == (1, 0, 0)
        answering.pass_over(work, offer.id)
    assert waits(closed, "colleague") == []
    with closed.work("head") as work:
        noting.note(work, NewRisk(2, "The moulds come too late"))
        assert offered(work) == [], "in this project it was found not relevant"
        shown, _told = matters.timeline(work, LESSONS, number)
        assert shown.counts == (1, 0, 1)


def test_nobody_answers_for_whom_it_was_not_offered_to(closed: Office) -> None:
    learnt(closed, MOULDS)
    with closed.work("colleague") as work:
        noting.note(work, NewRisk(2, "The moulds come late"))
        offer = answering.offered_in(work, 2)[0].offer
    for who in ("head", "pm", "admin"):
        with pytest.raises(Refused) as refused, closed.work(who) as work:
            answering.take(work, offer.id)
        assert "was not offered to you. Colleague" in refused.value.why.for_(Reader("en-US"))


def test_what_was_taken_becomes_a_task_both_know_of_each_other(closed: Office) -> None:
    number = learnt(closed, MOULDS)
    with closed.work("colleague") as work:
        noting.note(work, NewRisk(2, "The moulds come late"))
        offer = answering.offered_in(work, 2)[0].offer
        new = NewTask(2, "Second trial", 1, "owner", None)
        with pytest.raises(Refused, match="Take the lesson first"):
            answering.to_become(work, offer.id)
        answering.take(work, offer.id)
        made = callbacks.become(
            work, "lessons", offer.id, lambda one: Made("tasks", one.task.id, f"T-{one.task.number}"), adding.add, new
        )
        assert offer.made == f"T-{made.task.number}"
        with pytest.raises(Refused, match="that stays"):
            answering.pass_over(work, offer.id)
        assert lists.timeline(work, number)["offered"] == []


def test_a_lesson_of_a_private_project_is_read_and_offered_only_when_its_pm_lets_it(closed: Office) -> None:
    number = learnt(closed, MOULDS, "liaison")
    with closed.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.is_private = True
        work.session.add(project)
    with closed.work("colleague") as work:
        with pytest.raises(Refused, match="There is no L-"):
            matters.find(work, LESSONS, number)
        assert lists.page(work, "all/", 1)["page"].total == 0
        noting.note(work, NewRisk(2, "The moulds come late"))
        assert offered(work) == []
    with pytest.raises(Refused), closed.work("liaison") as work:
        writing.release(work, matters.find(work, LESSONS, number).id)
    with closed.work("pm") as work:
        writing.release(work, matters.find(work, LESSONS, number).id)
    with closed.work("colleague") as work:
        shown = matters.found(work, LESSONS, number)
        assert shown.project is None, "which project it was is not said"
        assert lists.page(work, "word/mould trial", 1)["page"].total == 1
        noting.note(work, NewRisk(2, "The moulds come late, too"))
        assert offered(work) == [number]
    with closed.work("guest") as work:
        assert lists.page(work, "all/", 1)["page"].total == 0
    with closed.work("liaison") as work:
        lesson = matters.find(work, LESSONS, number)
        writing.change(work, lesson.id, replace(MOULDS, advice="ask for a second trial, as with Acme"))
    with closed.work("colleague") as work:
        assert lists.page(work, "all/", 1)["page"].total == 0, "the PM has not let anybody read that"
    with closed.work("pm") as work:
        writing.release(work, lesson.id)
        writing.change(work, lesson.id, MOULDS)
    with closed.work("colleague") as work:
        assert lists.page(work, "all/", 1)["page"].total == 1


def test_one_that_nobody_took_for_a_year_is_proposed_for_retirement_although_its_project_is_closed(
    closed: Office,
) -> None:
    number = learnt(closed, MOULDS)
    with closed.work("colleague") as work:
        noting.note(work, NewRisk(2, "The moulds come late"))
        offer = answering.offered_in(work, 2)[0].offer
    closed.now += timedelta(days=300)
    with closed.work("colleague") as work:
        answering.take(work, offer.id)
        lesson = matters.find(work, LESSONS, number)
        assert reminders.look_at(work, lesson.id) == closed.now + timedelta(days=365)
    closed.now += timedelta(days=364)
    with closed.work("pm") as work:
        reminders.look(work, lesson.id)
    assert waits(closed, "pm") == []
    closed.now += timedelta(days=1)
    with closed.work("pm") as work:
        reminders.look(work, lesson.id)
    assert waits(closed, "pm") == [reminders.RETIRE]
    with closed.work("pm") as work:
        writing.keep(work, lesson.id)
        kept = writing.retire(work, lesson.id)
        writing.undo(work, lesson.id, kept.lesson.version)
        assert matters.found(work, LESSONS, number).state == "kept"
        writing.retire(work, lesson.id)
    assert waits(closed, "pm") == []
    with closed.work("head") as work:
        noting.note(work, NewRisk(2, "The next moulds come late"))
        assert offered(work) == []


@pytest.mark.parametrize(
    ("line", "when", "then"),
    [
        ("When a mould is new, then plan a second trial", "a mould is new", "plan a second trial"),
        ("if the hall is booked then look at it", "the hall is booked", "look at it"),
        ("when the mould is new, plan a second trial", "the mould is new", "plan a second trial"),
        ("when A, B and C meet, then ask early", "A, B and C meet", "ask early"),
        ("当模具来自新供应商时，安排第二次试模", "模具来自新供应商", "安排第二次试模"),
        ("如果经销商退订，就改为线上", "经销商退订", "改为线上"),
        ("Look at the hall", "", "Look at the hall"),
    ],
)
def test_a_line_says_when_and_then_in_either_language(line: str, when: str, then: str) -> None:
    assert writing.read(line) == Said(when, then)
