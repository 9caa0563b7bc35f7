"""Who was never in a private project's channel sees it as long as something there is theirs, and no moment longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.disputes import decisions
from bot.process.disputes.clock import Clock
from bot.process.handovers import handing, runs
from bot.process.kernel import rights
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.requests import contract
from bot.process.tasks import adding, edits, undo, updates
from bot.process.tasks import finding as tasks
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import handovers, membership, projects, search
from storage.projects import ProjectMember
from tests.process.conftest import TEAM, Office
from tests.process.operations import requested

Do = Callable[[Work], object]


class Post(NamedTuple):
    """How somebody comes to have it, and how it is theirs no more; who does so."""

    give: Do
    take: Do
    by: str = "pm"


def owns(work: Work) -> None:
    """T-3 is the colleague's."""
    adding.add(work, NewTask(1, "Another", 1, "colleague", date(2026, 12, 1)))


def is_liaison(who: str) -> Do:
    return lambda work: departments.change(
        work,
        1,
        Described("R&D", None, "head", who),
        version=departments.find(work, 1).version,
        also_in_projects=True,
    )


def is_to_do(who: str) -> Do:
    return lambda work: contract.assign(work, 1, who)


def decides(who: str | None) -> Do:
    return lambda work: decisions.set_up(work, 1, Clock.WORKING, who)


def all_in_portions(work: Work) -> None:
    handing.all_to(work, 1, "colleague", "owner")
    run = handovers.run_of_person(work.session, work.team_id, 1, "colleague")
    assert run is not None
    handing.go_on(work, run.id)


POSTS = {
    "a task that is done": Post(owns, lambda work: updates.update(work, 3, Update(status=Status.DONE))),
    "a task that is deleted": Post(owns, lambda work: edits.delete(work, 3)),
    "a task that another owns": Post(owns, lambda work: updates.update(work, 3, Update(owner_id="owner"))),
    "all of it handed over": Post(owns, lambda work: handing.all_to(work, 1, "colleague", "owner")),
    "all of it in portions": Post(owns, all_in_portions),
    "a department in the settings": Post(is_liaison("colleague"), is_liaison("liaison"), "admin"),
    "a request that another is to do": Post(is_to_do("colleague"), is_to_do("owner"), "sponsor"),
    "disputes that another decides": Post(decides("colleague"), decides(None)),
}


def is_seen(work: Work) -> bool:
    """Whether the actor sees it, wherever they look."""
    project = projects.project(work.session, TEAM, 1)
    assert project is not None
    seen = {
        rights.may_see(work, project),
        project in finding.mine(work),
        project in search.projects_found(work.session, work.person, "Launch", 5, work.now)[1],
        membership.is_member(work.session, project, work.person.user_id, work.now),
    }
    assert len(seen) == 1, "every place says the same"
    return seen.pop()


@pytest.mark.parametrize("post", POSTS)
def test_it_is_seen_while_something_there_is_theirs_and_no_moment_longer(
    office: Office, post: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if post.endswith("portions"):
        monkeypatch.setattr(runs, "AT_ONCE", 0)
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").is_private = True
        requested(work)
    with office.work("colleague") as work:
        assert not is_seen(work)
    with office.work(POSTS[post].by) as work:
        POSTS[post].give(work)
    with office.work("colleague") as work:
        assert is_seen(work)
    with office.work(POSTS[post].by) as work:
        POSTS[post].take(work)
    with office.work("colleague") as work:
        assert not is_seen(work)


def finishes(work: Work) -> None:
    updates.update(work, 3, Update(status=Status.DONE))


def test_whoever_ended_it_themselves_can_still_take_that_back(office: Office) -> None:
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").is_private = True
        owns(work)
    with office.work("colleague") as work:
        finishes(work)
    office.now += UNDO_WITHIN / 2
    with office.work("colleague") as work:
        assert is_seen(work)
        assert tasks.timeline(work, 3)[1]
        undo.undo_last(work, None)
    with office.work("colleague") as work:
        finishes(work)
    office.now += UNDO_WITHIN + timedelta(seconds=1)
    with office.work("colleague") as work:
        assert not is_seen(work), "nothing of it can be taken back any more"


def test_nor_once_somebody_else_has_gone_on_from_there(office: Office) -> None:
    with office.work("pm") as work:
        finding.find(work, "P-2026-001").is_private = True
        owns(work)
    with office.work("colleague") as work:
        finishes(work)
    with office.work("pm") as work:
        updates.update(work, 3, Update(note="Thank you"))
    with office.work("colleague") as work:
        assert not is_seen(work)


def test_who_is_in_its_channel_sees_it_all_the_same(office: Office) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        project.is_private = True
        projects.enter(work.session, project, ["colleague"])
        owns(work)
    with office.work("pm") as work:
        edits.delete(work, 3)
    with office.work("colleague") as work:
        assert is_seen(work)


def test_whoever_stands_for_something_is_named_among_those_who_do(office: Office) -> None:
    with office.work("pm") as work:
        project = finding.find(work, "P-2026-001")
        requested(work)
        everybody = {one.user_id for one in work.session.query(ProjectMember)} | {"colleague", "admin"}
        standing = {one for one in everybody if membership.is_member(work.session, project, one)}
        assert standing == membership.holders(work.session, project) & everybody
        assert {"pm", "owner", "named_guest", "other_liaison"} <= standing
