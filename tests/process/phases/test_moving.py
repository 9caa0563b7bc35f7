"""A project is suspended, closed, archived and brought back: what ends with it, what comes back, what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.process.handovers import asking
from bot.process.handovers.asking import Why
from bot.process.home import page as home
from bot.process.home.page import Looking
from bot.process.phases import looking, moving, offers, undoing
from bot.process.phases.moved import Choice, Moved
from bot.process.projects import finding
from bot.process.requests import asking as requests
from bot.process.requests.asking import Ask
from bot.process.substitutes import windows
from bot.process.substitutes.windows import NewWindow
from bot.process.tasks import batches
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import handovers, history
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task
from tests.process.conftest import TEAM, Office
from tests.process.operations import disputed
from tests.process.test_deadlines import pass_until

CANCELLED, DONE = Choice(), Choice(are_others_done=True)
BOTH = {"tasks": CANCELLED, "requests": CANCELLED}


def asked(office: Office) -> None:
    with office.work("liaison") as work:
        requests.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=1))


def closed(office: Office, by: str = "pm") -> Moved:
    with office.work(by) as work:
        return moving.close(work, 1, BOTH, "The product line is given up")


def rows(office: Office) -> tuple[Project, list[Task], Request | None]:
    with office.database.snapshot() as session:
        project = session.get(Project, 1)
        assert project is not None
        return project, [one for one in (session.get(Task, 1), session.get(Task, 2)) if one], session.get(Request, 1)


def refused(office: Office, who: str, act: str, *given: object) -> str:
    with pytest.raises(Refused) as why, office.work(who) as work:
        getattr(moving, act)(work, 1, *given)
    return why.value.why.for_(Reader("en-US"))


@pytest.mark.parametrize(("act", "given"), [("suspend", ()), ("close", (BOTH, "No more"))])
def test_while_a_dispute_runs_nothing_stands_still_and_it_is_shown(
    office: Office, act: str, given: tuple[object, ...]
) -> None:
    with office.work("liaison") as work:
        disputed(work)
    with pytest.raises(Refused) as why, office.work("pm") as work:
        getattr(moving, act)(work, 1, *given)
    what = "be closed" if act == "close" else "stand still"
    assert why.value.why.for_(Reader("en-US")) == (
        f"P-2026-001 cannot {what} while a dispute runs: D-1. It is settled or decided first."
    )
    assert why.value.offer is not None
    assert (why.value.offer.action, why.value.offer.value) == ("disputes.show", "1")


def test_each_task_and_request_ends_as_was_chosen_and_says_why(office: Office) -> None:
    asked(office)
    with office.work("sponsor") as work:
        moved = moving.close(work, 1, {"tasks": Choice(frozenset({1})), "requests": DONE}, "No budget")
        assert [(words.for_(Reader()), done, cancelled) for words, done, cancelled in moved.numbers] == [
            ("2 open tasks", 1, 1),
            ("1 open request", 1, 0),
        ]
    project, (first, second), request = rows(office)
    assert (project.phase, project.phase_before, project.phase_by) == ("closed", "execution", "sponsor")
    assert (first.status, first.progress, first.deleted_at) == ("done", 100, None)
    assert second.deleted_at == office.now
    assert request is not None
    assert (request.state, request.closed_at) == ("confirmed", office.now)
    with office.database.snapshot() as session:
        last = history.of(session, TEAM, "tasks", 2)[-1]
    assert (last.action, last.because, last.actor_id) == ("cancel", "No budget", "sponsor")


def test_closing_asks_for_every_kind_for_a_reason_and_for_what_was_looked_at(office: Office) -> None:
    with office.work("pm") as work:
        mark = looking.to_move(work, 1, "projects.close").mark
    assert "Say what becomes of each" in refused(office, "pm", "close", {}, "")
    assert "Say why" in refused(office, "pm", "close", {"tasks": CANCELLED}, "")
    asked(office)
    with pytest.raises(Refused, match="Something else is open"), office.work("pm") as work:
        moving.close(work, 1, BOTH, "No more", mark=mark)
    assert rows(office)[0].phase == "execution"


def test_what_is_looked_for_is_found_by_number_and_by_word(office: Office) -> None:
    with office.work("pm") as work:
        assert [one.label for one in offers.open_of(work, 1, "tasks", "")] == ["T-1", "T-2"]
        assert [one.label for one in offers.open_of(work, 1, "tasks", "t-2")] == ["T-2"]
        assert [one.label for one in offers.open_of(work, 1, "tasks", "poster")] == []
        assert [one.label for one in offers.open_of(work, 1, "tasks", "task NAMED")] == ["T-2"]


def test_undone_everything_is_as_it_was_and_what_was_said_to_be_done_too(office: Office) -> None:
    asked(office)
    _project, before, _request = rows(office)
    with office.work("pm") as work:
        moved = moving.close(work, 1, {"tasks": Choice(frozenset({1})), "requests": CANCELLED}, "A slip")
    office.now += timedelta(minutes=9)
    with office.work("pm") as work:
        assert undoing.undo(work, 1, moved.change_id).back == 3
    project, after, request = rows(office)
    assert project.phase == "execution"
    kept = [(one.status, one.progress, one.done_at, one.deleted_at) for one in after]
    assert kept == [(one.status, one.progress, one.done_at, one.deleted_at) for one in before]
    assert request is not None
    assert (request.state, request.closed_at) == ("submitted", None)
    with pytest.raises(Refused, match="nothing to undo"), office.work("pm") as work:
        undoing.undo(work, 1, moved.change_id)


def test_only_who_did_it_undoes_it_and_only_for_a_while(office: Office) -> None:
    moved = closed(office)
    for who, later in (("sponsor", timedelta()), ("pm", timedelta(minutes=11))):
        office.now += later
        with pytest.raises(Refused, match="only by who did it"), office.work(who) as work:
            undoing.undo(work, 1, moved.change_id)


def test_a_project_that_was_closed_while_it_was_suspended_is_suspended_again(office: Office) -> None:
    with office.work("sponsor") as work:
        moving.suspend(work, 1)
    since = office.now
    office.now += timedelta(days=3)
    closed(office)
    with office.work("pm") as work:
        undoing.undo(work, 1)
    project, tasks, _request = rows(office)
    assert (project.phase, project.phase_before, project.phase_since, project.phase_by) == (
        "suspended", "execution", since, "sponsor",
    )  # fmt: skip
    assert [one.deleted_at for one in tasks] == [None, None]


def test_reopened_later_what_was_cancelled_is_open_and_what_was_done_stays_so(office: Office) -> None:
    with office.work("pm") as work:
        moving.close(work, 1, {"tasks": Choice(frozenset({1}))}, "No budget")
    office.now += timedelta(days=40)
    with office.work("pm") as work:
        moving.archive(work, 1)
    with office.work("admin") as work:
        assert moving.reopen(work, 1).back == 1
    project, (first, second), _request = rows(office)
    assert (project.phase, first.status, second.status, second.deleted_at) == (
        "execution", "done", "not started", None,
    )  # fmt: skip


def test_what_is_archived_is_in_no_list_and_is_found_by_searching(office: Office) -> None:
    closed(office)
    with office.work("pm") as work:
        assert [one.number for one in finding.listed(work)] == ["P-2026-001"]
        moving.archive(work, 1)
    with office.work("pm") as work:
        assert finding.listed(work) == []
        assert [one.number for one in finding.listed(work, is_archived=True)] == ["P-2026-001"]
        found = home.look(work, Looking(words="Launch"))
        assert found.projects.total == 0
        assert found.found_projects is not None
        assert [one.number for one in found.found_projects.lines] == ["P-2026-001"]


def test_tasks_of_a_suspended_project_are_not_on_ones_screen_of_open_tasks(office: Office) -> None:
    with office.work("pm") as work:
        moving.suspend(work, 1)
    with office.work("owner") as work:
        assert batches.mine(work) == []
        assert home.look(work, Looking()).tasks.total == 0
    with office.work("pm") as work:
        moving.resume(work, 1)
    with office.work("owner") as work:
        assert [one.shown.task.number for one in batches.mine(work)] == [1]


def test_who_succeeds_somebody_is_not_asked_in_a_closed_project_and_is_in_one_that_is_reopened(office: Office) -> None:
    with office.work("pm") as work:
        asking.gone(work, finding.find(work, "P-2026-001"), "liaison", Why.LEFT)
    pass_until(office, office.now + timedelta(minutes=10))
    closed(office)
    with office.database.snapshot() as session:
        row = handovers.of_person(session, TEAM, 1, "liaison")
    assert row is not None
    assert (row.outcome, row.settled_at) == ("closed", office.now)
    with office.work("pm") as work:
        asking.gone(work, finding.find(work, "P-2026-001"), "liaison", Why.LEFT)
        head = work.session.get(type(work.person), (TEAM, "head"))
        assert head is not None
        head.is_deactivated = True
        moving.reopen(work, 1)
    with office.database.snapshot() as session:
        assert [one.person_id for one in handovers.open_in(session, TEAM, 1)] == ["head"]


def test_the_substitute_of_the_pm_does_it_for_the_pm(office: Office) -> None:
    with office.work("pm") as work:
        windows.name(work, NewWindow("pm", "colleague", date(2026, 11, 23), date(2026, 11, 27)))
    with office.work("colleague") as work:
        moving.suspend(work, 1, "The PM is ill")
    project, _tasks, _request = rows(office)
    assert (project.phase_by, project.phase_for) == ("colleague", "pm")


def test_a_second_click_says_that_it_is_so_already(office: Office) -> None:
    with office.work("pm") as work:
        moving.suspend(work, 1)
    assert refused(office, "sponsor", "suspend").startswith("P-2026-001 is suspended since Mon, Nov 23, by Pm.")
    assert refused(office, "pm", "reopen") == (
        "That is possible only in these phases: closed, archived. P-2026-001 is in: suspended."
    )
