"""The days of a high risk: whose they are, which count, and what is asked on which."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.calendars import days as calendar_days
from bot.process.handovers import handing
from bot.process.home import inbox
from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.phases import looking, moving
from bot.process.phases.moved import Choice as Closing
from bot.process.revisions import leaving
from bot.process.revisions.shifted import Choice
from bot.process.risks import answering, ending, noting, reminders, weighing
from bot.process.risks import days as risk_days
from bot.process.risks import shown as risk_shown
from bot.process.risks.ending import Wish
from bot.process.risks.kind import RISKS
from bot.process.risks.noting import NewRisk, Weighed
from bot.process.risks.states import MATRIX, ORDER, STEPS, State
from bot.process.risks.weighing import Said
from bot.process.tasks import edits
from bot.words.language import Reader
from bot.words.refused import Overtaken, Refused
from storage import history, people
from storage.risks import Risk
from tests.process.conftest import TEAM, Office
from tests.process.operations import risk
from tests.process.test_deadlines import pass_until


def high(office: Office, owner: str = "owner") -> int:
    """K-1, which the PM notes as high on Monday 23 November."""
    with office.work("pm") as work:
        shown = noting.note(work, NewRisk(1, "The moulds come late", weighed=Weighed("high", owner_id=owner)))
        return shown.risk.id


def waits(office: Office, who: str) -> list[str]:
    """What of risks waits for somebody."""
    with office.work(who) as work:
        return [one.kind for one in inbox.of(work, who) if one.kind.startswith("risks.")]


def missed(office: Office, risk_id: int) -> int:
    """How many days of its owner went without an answer."""
    with office.work("pm") as work:
        found = RISKS.row(work.session, TEAM, risk_id)
        assert found is not None
        return risk_shown.one(work, found).missed


def test_the_table_of_levels_knows_every_field_and_never_falls() -> None:
    assert set(MATRIX) == {(one, other) for one in STEPS for other in STEPS}
    for (likelihood, impact), level in MATRIX.items():
        for other in ((likelihood + 1, impact), (likelihood, impact + 1)):
            assert other not in MATRIX or ORDER.index(MATRIX[other]) >= ORDER.index(level)


def test_each_working_day_is_asked_once_and_counts_where_nobody_answered(office: Office) -> None:
    risk_id = high(office)
    assert waits(office, "owner") == []
    office.now += timedelta(days=1)
    assert waits(office, "owner") == ["risks.question"]
    with office.work("owner") as work:
        answering.better(work, risk_id)
    assert waits(office, "owner") == []
    office.now += timedelta(days=2)
    assert missed(office, risk_id) == 1
    office.now += timedelta(days=3)
    assert missed(office, risk_id) == 3, "Saturday is none"


@pytest.mark.parametrize("is_asked_first", [False, True])
def test_days_on_which_nobody_asked_are_no_days_without_an_answer(office: Office, *, is_asked_first: bool) -> None:
    """From Tuesday, or from Wednesday on, Liaison stands still until Friday."""
    risk_id = high(office)
    if is_asked_first:
        pass_until(office, office.now + timedelta(days=1, hours=1))
        assert waits(office, "owner") == ["risks.question"]
    office.now += timedelta(days=4 - is_asked_first)
    pass_until(office, office.now + timedelta(minutes=10))
    assert waits(office, "owner") == ["risks.question"], "they are asked today"
    assert missed(office, risk_id) == int(is_asked_first), "of what was asked on Tuesday they said nothing"
    pass_until(office, office.now + timedelta(days=3))
    assert missed(office, risk_id) == 1 + is_asked_first, "nor on Friday"


def test_a_day_off_that_is_set_later_is_no_day_without_an_answer(office: Office) -> None:
    risk_id = high(office)
    office.now += timedelta(days=3)
    assert missed(office, risk_id) == 2
    with office.work("admin") as work:
        calendar_days.set_days(work, "CN", [date(2026, 11, 24)], False, "Anniversary")
    assert missed(office, risk_id) == 1


def test_the_day_is_that_of_the_owner_where_they_are(office: Office) -> None:
    with office.work("owner") as work:
        work.person.zone = "America/New_York"
        work.session.add(work.person)
    office.now += timedelta(hours=12)
    risk_id = high(office)
    # It is Tuesday in Shanghai, and still Monday in New York.
    office.now += timedelta(hours=8)
    assert waits(office, "owner") == []
    office.now += timedelta(hours=16)
    with office.work("owner") as work:
        answering.same(work, risk_id)
        found = RISKS.row(work.session, TEAM, risk_id)
        assert found is not None
        owner = people.person(work.session, TEAM, "owner")
        assert found.heard_on == risk_days.today_of(work, owner)


def test_the_same_said_twice_on_a_day_counts_once(office: Office) -> None:
    risk_id = high(office)
    office.now += timedelta(days=1)
    for _again in range(2):
        with office.work("owner") as work:
            assert answering.same(work, risk_id).risk.unchanged == 1


def test_an_owner_without_a_level_is_not_taken_for_nothing(office: Office) -> None:
    with pytest.raises(Refused, match="Say how high") as refused, office.work("pm") as work:
        noting.note(work, NewRisk(1, "The moulds come late", weighed=Weighed(owner_id="owner")))
    assert refused.value.field == "level"


def test_a_form_that_is_sent_twice_notes_one_risk(office: Office) -> None:
    for _again in range(2):
        with office.work("liaison", cause="form:1") as work:
            assert noting.note(work, NewRisk(1, "The moulds come late")).risk.number == 1


def test_what_was_changed_meanwhile_is_not_weighed_over(office: Office) -> None:
    risk_id = high(office)
    said = Said("The moulds break", "", "", Weighed("high"))
    with office.work("pm") as work:
        weighing.weigh(work, risk_id, said, 2)
    with pytest.raises(Overtaken), office.work("pm") as work:
        weighing.weigh(work, risk_id, said, 2)


def test_an_owner_who_asks_and_is_the_pm_gives_their_word_with_it(office: Office) -> None:
    risk_id = high(office, "pm")
    with office.work("pm") as work:
        assert ending.ask(work, risk_id, Wish("They are here")).state is State.CLOSED
        done = [one.action for one in history.of(work.session, TEAM, "risks", risk_id)]
    assert done[-2:] == ["ask to close", "agree to close"]


@pytest.mark.parametrize(("state", "level"), [("open", ""), ("open", "low"), ("happened", "")])
def test_the_word_that_came_with_it_is_taken_back_with_it(office: Office, state: str, level: str) -> None:
    """Else the PM would be asked to agree to what they have just taken back."""
    with office.work("pm") as work:
        risk_id = risk(work, state=state, owner="pm")
    with office.work("pm") as work:
        version = ending.ask(work, risk_id, Wish("They are here", level)).risk.version
    with office.work("pm") as work:
        shown = ending.undo(work, risk_id, version)
        assert (shown.risk.state, shown.risk.level) == (state, "high")
    assert "risks.agree" not in waits(office, "pm")


def test_who_has_no_part_in_it_any_more_is_not_asked_when_it_is_opened_again(office: Office) -> None:
    with office.work("pm") as work:
        risk_id = risk(work, state="closed", owner="liaison")
    with office.work("pm") as work:
        is_given = dict.fromkeys(("tasks", "requests"), False)
        leaving.leave(work, 1, 1, Choice(is_given, because="The agency does it"))
    with office.work("pm") as work:
        assert ending.reopen(work, risk_id, "It rains").risk.owner_id == "pm"
    office.now += timedelta(days=1)
    assert waits(office, "liaison") == []
    assert waits(office, "pm") == ["risks.question"]


def test_what_the_pm_does_not_agree_to_stands_as_it_did(office: Office) -> None:
    with office.work("owner") as work:
        happened = risk(work, state="happened")
        ending.ask(work, happened, Wish("It is repaired"))
    assert waits(office, "pm") == ["risks.agree"]
    with office.work("pm") as work:
        assert ending.decline(work, happened, "Show me").state is State.HAPPENED
    assert waits(office, "owner") == ["risks.happened"]


def test_a_successor_is_asked_from_their_next_working_day_on(office: Office) -> None:
    risk_id = high(office)
    office.now += timedelta(days=3)
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "colleague")
    assert missed(office, risk_id) == 0
    assert "risks.question" not in waits(office, "colleague")
    office.now += timedelta(days=1)
    assert "risks.question" in waits(office, "colleague")
    assert "risks.question" not in waits(office, "owner")


def test_risks_end_with_their_project_and_come_back_with_it(office: Office) -> None:
    risk_id = high(office)
    with office.work("pm") as work:
        looked = looking.look(work, matters.project_of(work, _of(work, risk_id)))
        moving.close(work, 1, {one.flow: Closing() for one in looked.chosen}, "It is given up")
    with office.work("pm") as work:
        assert _of(work, risk_id).state == State.CLOSED
    office.now += timedelta(days=9)
    with office.work("pm") as work:
        moving.reopen(work, 1)
    with office.work("pm") as work:
        assert _of(work, risk_id).state == State.OPEN
    assert missed(office, risk_id) == 0, "no day on which the project stood still counts"


def test_a_task_that_is_deleted_is_threatened_no_more_but_the_risk_stands(office: Office) -> None:
    with office.work("pm") as work:
        risk_id = risk(work)
        edits.delete(work, 1)
    with office.work("owner") as work:
        said = answering.better(work, risk_id)
        assert said.task is not None


def test_the_pm_is_told_in_one_line_and_not_of_their_own(office: Office) -> None:
    high(office)
    high(office, "pm")
    office.now += timedelta(days=2)
    with office.work("pm") as work:
        line = reminders.nudge_missed(work, "pm", 1)
    assert line is not None
    assert line.line.for_(Reader("en-US")) == ("P-2026-001: 1 high risk without an answer: K-1 (Owner, 1 working day)")


def test_nobody_answers_for_one_that_is_closed(office: Office) -> None:
    with office.work("owner") as work:
        closed = risk(work, state="closed")
        with pytest.raises(Refused, match="Nobody is asked"):
            answering.same(work, closed)


def _of(work: Work, risk_id: int) -> Risk:
    found = RISKS.row(work.session, TEAM, risk_id)
    assert found is not None
    return found
