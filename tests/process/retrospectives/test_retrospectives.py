"""A retrospective over both databases: asked in private, shown together, reported, and followed up after closing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.process import health
from bot.process.handovers import handing
from bot.process.home import inbox
from bot.process.kernel import retrospect, rights
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.phases import looking, moving
from bot.process.phases.moved import Choice
from bot.process.retrospectives import answering, calling, following, lists, paper, reminders, reporting
from bot.process.retrospectives.answering import Given
from bot.process.retrospectives.calling import Called
from bot.process.retrospectives.reporting import Written
from bot.process.retrospectives.shown import Shown
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import people, projects, retrospectives
from storage.asks import Ask
from storage.nudges import Nudge
from storage.retrospectives import Action
from storage.timers import Timer
from tests.process.charters.test_paper import pages
from tests.process.conftest import TEAM, Office
from tests.process.operations import disputed, requested, risk, stands

BY = date(2026, 11, 27)
TEAM_ASKED = ("pm", "liaison", "other_liaison")


def called(office: Office, *who: str) -> int:
    """The retrospective of P-2026-001, in which these are asked until Friday."""
    with office.work("pm") as work:
        return calling.call(work, 1, Called(who or TEAM_ASKED, BY)).retrospective.id


def answered(office: Office, one: int, *who: str) -> None:
    for name in who:
        with office.work(name) as work:
            answering.answer(work, one, Given(4, 2, f"Sold, says {name}", "", "The brief was late"))


def reported(office: Office, *lines: str) -> int:
    """Posted, with these lines of what to start."""
    one = called(office)
    answered(office, one, *TEAM_ASKED)
    with office.work("pm") as work:
        reporting.write(work, one, Written("It went well.", {"start": "\n".join(lines)}))
    with office.work("pm") as work:
        reporting.post(work, one)
    return one


def close(office: Office) -> None:
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        chosen = {one.flow: Choice(are_others_done=True) for one in looking.look(work, project).chosen}
        moving.close(work, 1, chosen, "It is over")


def waits(office: Office, who: str) -> list[str]:
    with office.work(who) as work:
        return [one.kind for one in inbox.of(work, who) if one.kind.startswith("retrospectives.")]


def reminded(office: Office, who: str) -> list[str]:
    with office.database.snapshot() as session:
        found = session.query(Nudge).filter_by(team_id=TEAM, user_id=who).all()
        return [one.kind for one in found if one.kind.startswith("retrospectives.")]


def shown(work: Work) -> Shown:
    found: Shown = lists.timeline(work, 2026001)["shown"]
    return found


def comes_next(office: Office) -> tuple[str, list[str]]:
    """What comes next in P-2026-001, and what its PM may do of it."""
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        found = health.next_of(work, [project]).get(1)
        if found is None:
            return "", []
        return found.words.for_(Reader("en-US")), [one.action for one in found.offers]


def test_each_of_the_core_team_is_asked_in_private_and_nobody_in_their_stead(office: Office) -> None:
    with office.work("liaison") as work:
        windows.name(work, NewWindow("liaison", "colleague", date(2026, 11, 23), date(2026, 11, 27)))
    with office.work("pm") as work:
        assert calling.to_call(work, 1).people == ["pm", "liaison", "other_liaison"], "without a charter"
    one = called(office)
    assert waits(office, "liaison") == [reminders.ANSWER]
    assert waits(office, "colleague") == []
    assert reminded(office, "liaison") == [reminders.ANSWER]
    assert reminded(office, "colleague") == []
    for who in ("colleague", "head", "admin"):
        with pytest.raises(Refused), office.work(who) as work:
            answering.answer(work, one, Given(5, 5))
    answered(office, one, "liaison")
    with office.work("other_liaison") as work:
        assert not lists.timeline(work, 2026001)["reads"], "before they are together nobody reads them"
    with pytest.raises(Refused), office.work("pm") as work:
        answering.answer(work, one, Given(None, 3))


def test_when_all_have_answered_the_answers_are_shown_together_without_names(office: Office) -> None:
    one = called(office)
    answered(office, one, "other_liaison", "liaison")
    assert waits(office, "other_liaison") == []
    with office.work("liaison") as work:
        answering.answer(work, one, Given(2, 2, "Not sold"))
    answered(office, one, "pm")
    with office.work("liaison") as work:
        told = lists.timeline(work, 2026001)
        assert told["reads"]
        together = told["shown"].together
        assert (together.number, together.goal, together.cooperation) == (3, 3.3, 2.0)
        assert together.goal_words == ["Not sold", "Sold, says other_liaison", "Sold, says pm"], "by words, not by whom"
        with pytest.raises(Refused, match="together already"):
            answering.answer(work, one, Given(5, 5))
    with office.work("head") as work:
        assert not lists.timeline(work, 2026001)["reads"], "the head was not asked"
    assert waits(office, "pm") == [reminders.WRITE]
    assert reminded(office, "other_liaison") == [reminders.TOLD]


def test_the_silent_are_reminded_twice_and_when_the_day_is_over_it_goes_on_without_them(office: Office) -> None:
    one = called(office)
    answered(office, one, "liaison")
    moments: list[datetime] = []
    with office.work("pm") as work:
        at = reminders.look_at(work, one)
    while at is not None and len(moments) < 9:
        moments.append(at)
        office.now = at
        with office.work("pm") as work, work.acting_as(None):
            reminders.look(work, one)
        with office.work("pm") as work:
            at = reminders.look_at(work, one)
    days = [moment.astimezone(ZoneInfo("Asia/Shanghai")).date() for moment in moments]
    assert days == [date(2026, 11, 25), BY, BY + timedelta(days=1)]
    assert waits(office, "pm") == [reminders.WRITE]
    with office.work("pm") as work:
        assert [person.user_id for person in shown(work).silent] == ["pm", "other_liaison"]


def test_whoever_has_left_is_not_waited_for(office: Office) -> None:
    one = called(office)
    with office.work("admin") as work:
        gone = people.person(work.session, TEAM, "other_liaison")
        assert gone is not None
        gone.is_deactivated = True
        work.session.add(gone)
    answered(office, one, "pm", "liaison")
    with office.work("pm") as work:
        assert shown(work).state == "together"


def test_the_report_takes_lines_with_owner_and_day_and_names_each_that_is_none(office: Office) -> None:
    one = called(office, "pm")
    with pytest.raises(Refused), office.work("pm") as work:
        reporting.write(work, one, Written("Early", {}))
    answered(office, one, "pm")
    for typed in ("Test moulds twice by 2026-12-10", "@owner Test moulds twice", "@owner Test by 2026-11-02"):
        with pytest.raises(Refused) as refused, office.work("pm") as work:
            reporting.write(work, one, Written("", {"keep": typed}))
        assert refused.value.field == "keep", typed
    with pytest.raises(Refused) as refused, office.work("pm") as work:
        reporting.write(work, one, Written("", {}))
    assert refused.value.field == "summary"
    with office.work("pm") as work:
        reporting.write(work, one, Written("", {"keep": "@owner Test moulds twice by 2026-12-10"}))
    for locale in ("en-US", "zh-CN"):
        with office.work("pm") as work:
            work.person.locale = locale
            again = reporting.to_write(work, one)
            before = again.shown.retrospective.lines
            reporting.write(work, one, Written("", dict(again.lines)))
            assert shown(work).retrospective.lines == before, "as it stands in the form it says the same"
    with pytest.raises(Refused), office.work("liaison") as work:
        reporting.post(work, one)


def test_what_came_of_it_is_asked_for_after_closing_and_nothing_else_is(office: Office) -> None:
    with office.work("pm") as work:
        risk(work)
        requested(work)
    reported(office, "@owner Test moulds twice by 2026-12-10", "@head Agree the brief by 2026-12-11")
    close(office)
    for who in ("owner", "head"):
        with office.work(who) as work:
            assert {one.kind for one in inbox.of(work, who)} == {reminders.FOLLOW}
    with office.database.snapshot() as session:
        assert {one.kind for one in session.query(Ask).filter_by(team_id=TEAM)} == {*reminders.ACTION_KINDS}
    with office.work("owner") as work:
        [action] = retrospectives.owned_by(work.session, TEAM, 1, "owner")
        line = reminders.action_lines(work, "owner", [action.id])[0]
        assert "Test moulds twice" in line.line.for_(Reader("en-US"))
        following.finish(work, action.id)
        following.take_up_again(work, action.id)
        following.finish(work, action.id)
    assert waits(office, "owner") == []
    office.now += timedelta(days=30)
    assert waits(office, "pm") == [reminders.LATE]
    with office.work("pm") as work:
        late = next(one for one in retrospectives.actions(work.session, TEAM, 1) if one.owner_id == "head")
        with pytest.raises(Refused):
            following.give(work, late.id, "owner", date(2026, 12, 1))
        following.give(work, late.id, "owner", date(2027, 1, 29))
        moving.archive(work, 1)
    assert waits(office, "owner") == [reminders.FOLLOW]
    assert waits(office, "pm") == []


def test_it_may_be_held_after_closing_and_a_suspended_project_is_silent(office: Office) -> None:
    assert comes_next(office) == ("", [])
    close(office)
    words, offers = comes_next(office)
    assert "the retrospective with" in words
    assert offers == ["retrospectives.of"]
    one = called(office)
    assert comes_next(office) == ("", [])
    assert waits(office, "liaison") == [reminders.ANSWER]
    with office.work("pm") as work:
        moving.reopen(work, 1)
    assert waits(office, "liaison") == [reminders.ANSWER]
    with office.work("pm") as work:
        moving.suspend(work, 1, "No money")
    assert waits(office, "liaison") == []
    with office.database.snapshot() as session:
        assert session.query(Timer).filter_by(team_id=TEAM, kind=reminders.LOOK).all() == []
    with pytest.raises(Refused), office.work("liaison") as work:
        answering.answer(work, one, Given(5, 5))
    office.now += timedelta(days=20)
    with office.work("pm") as work:
        moving.resume(work, 1)
        assert shown(work).retrospective.answer_by > office.now.date(), "there is as much time again"
    assert waits(office, "liaison") == [reminders.ANSWER]


def test_posted_again_what_stands_is_kept_what_is_gone_is_dropped(office: Office) -> None:
    one = reported(office, "@owner Test moulds twice by 2026-12-10", "@head Agree the brief by 2026-12-11")
    with office.work("owner") as work:
        following.finish(work, retrospectives.owned_by(work.session, TEAM, 1, "owner")[0].id)
    with office.work("pm") as work:
        lines = "@owner Test moulds twice by 2026-12-10\n@liaison Print last by 2026-12-18"
        reporting.write(work, one, Written("Better.", {"start": lines}))
        reporting.post(work, one)
        found = {act.title: act.state for act in retrospectives.actions(work.session, TEAM, 1)}
    assert found == {"Test moulds twice": "done", "Agree the brief": "dropped", "Print last": "open"}
    assert waits(office, "head") == []


def test_an_action_goes_on_to_a_successor_and_to_the_pm_where_its_owner_has_left(office: Office) -> None:
    reported(office, "@owner Test moulds twice by 2026-12-10")
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "other_head")
    assert waits(office, "other_head") == [reminders.FOLLOW]
    with office.work("admin") as work:
        gone = people.person(work.session, TEAM, "other_head")
        assert gone is not None
        gone.is_deactivated = True
        work.session.add(gone)
        [action] = work.session.query(Action).all()
        reminders.watch_action(work, action)
    with office.work("pm") as work:
        [line] = [one for one in inbox.of(work, "pm") if one.kind == reminders.FOLLOW]
        assert "Other_Head has left" in line.line.for_(Reader("en-US"))


def test_an_action_that_was_passed_on_stays_so_when_the_report_is_posted_again(office: Office) -> None:
    one = reported(office, "@owner Test moulds twice by 2026-12-10", "@head Agree the brief by 2026-12-11")
    with office.work("pm") as work:
        handing.all_to(work, 1, "owner", "other_head")
        moved = retrospectives.owned_by(work.session, TEAM, 1, "head")[0]
        following.give(work, moved.id, "head", date(2026, 12, 16))
    with office.work("pm") as work:
        typed = reporting.to_write(work, one).lines["start"]
        reporting.write(work, one, Written("Better said.", {"start": typed}))
        reporting.post(work, one)
        found = {(act.owner_id, act.due_on, act.state) for act in retrospectives.actions(work.session, TEAM, 1)}
    assert found == {("other_head", date(2026, 12, 10), "open"), ("head", date(2026, 12, 16), "open")}
    assert waits(office, "owner") == []


def test_the_facts_are_filled_in_by_the_flows_each_its_own(office: Office) -> None:
    with office.work("pm") as work:
        risk(work, state="happened")
        requested(work)
        disputed(work)
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        said = {one.label.message: [line.for_(Reader("en-US")) for line in one.lines]
                for one in retrospect.facts(work, project)}  # fmt: skip
    assert said["Goal"] == ["Sell"]
    assert said["Tasks"] == ["0 of 2 tasks done"]
    assert said["Collaboration requests"] == ["Marketing: 1 request"], "nothing of it is due yet"
    assert said["Disputes"][0].startswith("D-1 Artwork: open")
    assert said["Risks"] == ["1 of 1 risk happened", "K-1 The moulds come late"]
    assert "Baseline against actual" not in said, "there is none"


def test_the_report_as_a_document_says_nothing_to_others_before_it_is_posted(office: Office) -> None:
    one = called(office, "pm")
    answered(office, one, "pm")
    with office.work("pm") as work:
        reporting.write(work, one, Written("It went <well> & more.", {"stop": "@owner Late briefs by 2026-12-10"}))
        written = paper.written(work, one)
    assert written.paper.parts[0].said == "It went <well> & more."
    with pytest.raises(Refused, match="not posted"), office.work("head") as work:
        paper.written(work, one)
    with office.work("pm") as work:
        stands(work, Phase.CLOSED)
        reporting.post(work, one)
        made = paper.document(work, one, "C1")
        assert made is not None
        assert made.make()[:2] == b"PK"
    with office.work("head") as work:
        assert rights.may_see(work, shown(work).project)
        assert paper.written(work, one).paper.parts[0].heading == "For leaders: one page"


def test_what_was_said_in_private_is_in_no_document_that_others_read(office: Office) -> None:
    one = reported(office, "@owner Late briefs by 2026-12-10")
    with office.work("liaison") as work:
        assert "Sold, says pm" in str(paper.written(work, one).paper.parts), "they were asked"
    with office.work("head") as work:
        written = paper.written(work, one)
    with office.work("pm") as work:
        made = paper.document(work, one, "C1")
    assert made is not None
    page = str(pages(made.make()))
    for said in ("Sold, says", "The brief was late"):
        assert said not in str(written.paper.parts)
        assert said not in page
    assert "Late briefs" in page
    assert "4.0 of 5" in page, "what they mean together"


def test_what_one_alone_has_said_is_no_mean_for_others(office: Office) -> None:
    one = called(office, "liaison")
    answered(office, one, "liaison")
    with office.work("pm") as work:
        reporting.write(work, one, Written("It went well.", {}))
    with office.work("pm") as work:
        reporting.post(work, one)
    with office.work("head") as work:
        assert "4.0 of 5" not in str(paper.written(work, one).paper.parts)


def test_a_year_that_is_a_slip_is_refused(office: Office) -> None:
    reported(office, "@owner Test moulds twice by 2026-12-10")
    with office.work("pm") as work:
        action = retrospectives.owned_by(work.session, TEAM, 1, "owner")[0]
        with pytest.raises(Refused, match="too far ahead"):
            following.give(work, action.id, "owner", date(9999, 12, 31))


def test_nobody_is_asked_until_a_day_that_is_a_slip(office: Office) -> None:
    with pytest.raises(Refused, match="too far ahead"), office.work("pm") as work:
        calling.call(work, 1, Called(TEAM_ASKED, date(9999, 12, 31)))
