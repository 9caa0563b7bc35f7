"""What a moved date does to the rest of a plan: pushed and pulled on both databases, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot.process.kernel import calendars
from bot.process.plans import checking, pushing, shifting, shifting_back
from bot.process.plans.shifted import PULL, PUSH, Shifted, Wanted
from bot.process.tasks import edits, fields, finding, updates
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from bot.words.refused import Refused, TakenBack
from storage import history, tasks
from storage.dependencies import Dependency
from storage.nudges import Nudge
from storage.outbox import Outgoing
from storage.tasks import Task
from tests.process.conftest import TEAM, Office

# A Monday; 1 to 3 January are off.
MONDAY = date(2026, 12, 7)
BECAUSE = "the mould came late"


@dataclass(frozen=True)
class Row:
    """A task of a plan: its days as numbers from MONDAY, whose it is, and what it waits for by place, kind and lag."""

    first: int | None = 0
    last: int | None = 0
    waits: Sequence[tuple[int, str, int]] = ()
    department: int = 1
    owner: str | None = "owner"
    status: Status = Status.NOT_STARTED
    is_milestone: bool = False
    is_pinned: bool = False
    whole: int | None = None


def planned(office: Office, *rows: Row) -> list[int]:
    """These tasks in P-2026-001; their numbers."""
    with office.work("pm") as work:
        made: list[Task] = []
        for at, row in enumerate(rows):
            task = Task(
                team_id=TEAM, project_id=1, cause=f"row {office.causes} {at}", number=100 + at, position=100 + at,
                title=f"Row {at}", department_id=row.department, owner_id=row.owner, status=row.status,
                starts_on=_day(row.first), due_on=_day(row.last), is_milestone=row.is_milestone,
                is_pinned=row.is_pinned, created_at=work.now, created_by="pm", changed_at=work.now, changed_by="pm",
                parent_id=made[row.whole].id if row.whole is not None else None,
            )  # fmt: skip
            work.session.add(task)
            work.session.flush()
            work.record("tasks", task.id, "add", {"title": (None, task.title), "due_on": (None, task.due_on)})
            made.append(task)
            if row.whole is not None:
                made[row.whole].subtasks += 1
        for at, row in enumerate(rows):
            for before, kind, lag in row.waits:
                made[before].successors += 1
                made[at].predecessors += 1
                work.session.add(
                    Dependency(
                        team_id=TEAM, predecessor_id=made[before].id, successor_id=made[at].id, kind=kind, lag=lag,
                        created_at=work.now, created_by="pm",
                    )
                )  # fmt: skip
        work.session.flush()
        return [one.number for one in made]


def _day(at: int | None) -> date | None:
    return MONDAY + timedelta(days=at) if at is not None else None


def days(office: Office) -> dict[int, tuple[date | None, date | None, int]]:
    """The planned days of every task, and how often its end was moved, by number."""
    with office.work("pm") as work:
        return {one.number: (one.starts_on, one.due_on, one.moves) for one in tasks.of_project(work.session, TEAM, 1)}


def ends(office: Office) -> dict[int, int]:
    """On which day from MONDAY each of those tasks ends."""
    return {
        number: (due - MONDAY).days for number, (_start, due, _moves) in days(office).items() if due and number >= 100
    }


def shifts(office: Office, wanted: Wanted, who: str = "pm", cause: str = "") -> Shifted:
    """Looked at, and done."""
    with office.work(who) as work:
        seen = shifting.look(work, wanted).seen
    with office.work(who, cause=cause) as work:
        done = pushing.take(work, wanted, BECAUSE, seen=seen)
    assert done is not None
    return done


def moved(number: int, to: int) -> Wanted:
    """That task is to end then, and what breaks by it is pushed."""
    return Wanted(1, PUSH, number, Update(due_on=MONDAY + timedelta(days=to)))


def test_what_waits_is_pushed_by_working_days_and_all_of_it_is_taken_back(office: Office) -> None:
    planned(
        office,
        Row(0, 1),
        Row(2, 3, [(0, "FS", 0)]),
        Row(None, 4, [(1, "FS", 0)], is_milestone=True, owner=None),
        Row(14, 15, [(1, "FS", 0)]),
        Row(2, 3),
    )
    before = days(office)
    with office.work("pm") as work:
        found = shifting.look(work, moved(100, 3))
    assert [one.task.number for one in found.moved] == [101, 102]
    assert found.last is not None
    done = shifts(office, moved(100, 3))
    # Thursday ends it; Friday and Monday are two days of work, and the milestone stands at the end of that.
    assert ends(office) == {100: 3, 101: 7, 102: 7, 103: 15, 104: 3}
    with office.work("pm") as work:
        task = finding.numbered(work, 101)
        assert (task.moves, task.first_due_on, task.delay_reason) == (1, MONDAY + timedelta(days=3), BECAUSE)
        last = history.of(work.session, TEAM, "tasks", task.id)[-1]
        assert (last.action, last.because, last.changes["moved_by"]) == ("push", BECAUSE, [None, "T-100"])
        posted = [one for one in work.session.query(Outgoing) if one.template == "plans/shifted"]
        assert len(posted) == 1
    with office.work("head") as work, pytest.raises(Refused, match="who moved these dates"):
        shifting_back.undo(work, done.kept.id)
    for _again in range(2):
        with office.work("pm") as work:
            shifting_back.undo(work, done.kept.id)
        assert days(office) == before


def test_a_second_sending_finds_the_first_and_a_plan_that_changed_meanwhile_is_shown_anew(office: Office) -> None:
    planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)]))
    with office.work("pm") as work:
        seen = shifting.look(work, moved(100, 3)).seen
    with office.work("owner") as work:
        updates.update(work, 101, Update(note="We wait for the mould"))
    with office.work("pm") as work:
        assert pushing.take(work, moved(100, 3), BECAUSE, seen=seen) is None
    assert ends(office) == {100: 1, 101: 3}
    done = shifts(office, moved(100, 3), cause="form")
    with office.work("pm", cause="form") as work:
        again = pushing.take(work, moved(100, 3), BECAUSE, seen="")
        assert again is not None
        assert again.kept.id == done.kept.id
        shifting_back.undo(work, done.kept.id)
    with office.work("pm", cause="form") as work, pytest.raises(TakenBack):
        pushing.take(work, moved(100, 3), BECAUSE, seen="")


def test_a_reason_is_asked_for_and_nothing_is_moved_without(office: Office) -> None:
    planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)]))
    with office.work("pm") as work:
        seen = shifting.look(work, moved(100, 3)).seen
    with office.work("pm") as work, pytest.raises(Refused, match="Why do these dates move"):
        pushing.take(work, moved(100, 3), " ", seen=seen)
    assert ends(office) == {100: 1, 101: 3}


def test_what_is_pinned_stops_a_push_and_what_has_begun_keeps_its_start(office: Office) -> None:
    planned(
        office,
        Row(0, 1),
        Row(2, 3, [(0, "FS", 0)], is_pinned=True),
        Row(4, 7, [(1, "FS", 0)]),
        Row(1, 2, [(0, "FS", 0)], status=Status.IN_PROGRESS),
        Row(1, 1, [(0, "FS", 0)], status=Status.DONE),
        Row(0, 4, [(0, "SS", 0)]),
    )
    with office.work("pm") as work:
        found = shifting.look(work, moved(100, 9))
        assert [(one.task.number, one.before.number, one.days, one.is_pinned) for one in found.stays] == [
            (101, 100, 6, True)
        ]
        assert [(one.task.number, one.is_under_way) for one in found.moved] == [(103, True)]
    shifts(office, moved(100, 9))
    assert ends(office) == {100: 9, 101: 3, 102: 7, 103: 9, 104: 1, 105: 4}
    assert days(office)[103][0] == MONDAY + timedelta(days=1)


def test_subtasks_wait_with_the_whole_and_it_ends_with_them(office: Office) -> None:
    planned(
        office,
        Row(0, 1),
        Row(2, 4, [(0, "FS", 0)]),
        Row(2, 2, whole=1),
        Row(3, 4, [(2, "FS", 0)], whole=1),
        Row(7, 8, [(1, "FS", 0)]),
    )
    shifts(office, moved(100, 2))
    assert ends(office) == {100: 2, 101: 7, 102: 3, 103: 7, 104: 9}
    assert days(office)[101][0] == MONDAY + timedelta(days=3)
    with office.work("pm") as work:
        assert not checking.check(work, 1).broken


def test_a_task_that_the_actor_may_not_move_stays_and_who_may_is_told_once(office: Office) -> None:
    planned(
        office,
        Row(0, 1),
        Row(2, 3, [(0, "FS", 0)]),
        Row(2, 3, [(0, "FS", 0)], department=2, owner="colleague"),
        Row(2, 3, [(0, "FS", 0)], department=2, owner="colleague"),
        Row(None, 3, [(1, "FS", 0)], is_milestone=True),
    )
    with office.work("liaison") as work:
        found = shifting.look(work, moved(100, 3))
        assert [one.task.number for one in found.moved] == [101]
        able = {one.task.number: one.able.for_(Reader("en-US")) for one in found.stays if one.able is not None}
        assert "Colleague (owner)" in able[102]
        assert able[104] == "Pm (PM)"
    shifts(office, moved(100, 3), "liaison")
    assert ends(office) == {100: 3, 101: 7, 102: 3, 103: 3, 104: 3}
    with office.work("pm") as work:
        kinds = ("tasks.held", pushing.STOPPED)
        told = [(one.user_id, one.kind) for one in work.session.query(Nudge) if one.kind in kinds]
        assert sorted(told) == [
            ("colleague", "tasks.held"), ("colleague", "tasks.held"), ("owner", "tasks.held"), ("pm", pushing.STOPPED),
        ]  # fmt: skip


def test_only_who_runs_the_project_moves_a_milestone_and_those_before_it_hear_of_it(office: Office) -> None:
    planned(office, Row(0, 1, department=2), Row(2, 3, [(0, "FS", 0)]), Row(None, 4, [(1, "FS", 0)], is_milestone=True))
    later = Update(due_on=MONDAY + timedelta(days=8), note=BECAUSE)
    for who in ("head", "liaison", "owner"):
        with office.work(who) as work, pytest.raises(Refused, match="can"):
            updates.update(work, 102, later)
        with office.work(who) as work, suppress(Refused):
            shown = finding.find(work, 102)
            plan = fields.plan_of(shown)
            edits.edit(work, 102, replace(plan, is_milestone=False), version=shown.task.version)
        with office.work("pm") as work:
            assert finding.numbered(work, 102).is_milestone
    with office.work("pm") as work:
        updates.update(work, 102, later)
        posted = [one for one in work.session.query(Outgoing) if one.template == "tasks/milestone_moved"]
        assert len(posted) == 1
        told = {one.user_id for one in work.session.query(Nudge) if one.kind == "tasks.milestone"}
        assert told == {"head", "liaison", "sponsor", "other_liaison"}


def test_nothing_is_undone_where_somebody_has_changed_one_of_them_since(office: Office) -> None:
    planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)]), Row(4, 4, [(1, "FS", 0)]))
    done = shifts(office, moved(100, 3))
    with office.work("owner") as work:
        updates.update(work, 102, Update(progress=30))
    after = days(office)
    with office.work("pm") as work, pytest.raises(Refused, match="has changed"):
        shifting_back.undo(work, done.kept.id)
    assert days(office) == after


def test_the_last_change_is_undone_with_all_that_it_moved(office: Office) -> None:
    planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)]))
    before = days(office)
    shifts(office, moved(100, 3))
    with office.work("pm") as work:
        assert isinstance(shifting_back.undo_last(work, None), Shifted)
    assert days(office) == before
    with office.work("pm") as work, pytest.raises(Refused, match="undone already"):
        shifting_back.undo_last(work, None)


def test_what_has_room_is_pulled_and_nothing_to_before_today(office: Office) -> None:
    planned(office, Row(0, 1), Row(9, 10, [(0, "FS", 0)]), Row(11, 14, [(1, "FS", 0)]), Row(20, 21))
    with office.work("pm") as work:
        assert shifting.room(work, 103, MONDAY + timedelta(days=23)) is None
        assert shifting.room(work, 100, MONDAY + timedelta(days=1)) is None, "there was as much room before"
        found = shifting.room(work, 100, MONDAY + timedelta(days=8))
    assert found is not None
    assert [one.task.number for one in found.moved] == [101, 102]
    shifts(office, Wanted(1, PULL, 100))
    assert ends(office) == {100: 1, 101: 3, 102: 7, 103: 21}


def test_the_check_names_each_broken_link_once_with_its_days_and_what_has_no_date(office: Office) -> None:
    planned(
        office, Row(0, 7), Row(2, 3, [(0, "FS", 2)]), Row(None, None, [(1, "FS", 0)]), Row(0, 9), Row(4, 11, whole=3)
    )
    with office.work("colleague") as work:
        found = checking.check(work, 1)
    assert [(one.before.number, one.after.number, one.days, one.is_part) for one in found.broken] == [
        (100, 101, 6, False), (104, 103, 2, True),
    ]  # fmt: skip
    assert (found.undated_number, found.may_shift) == (1, False)
    for who in ("head", "owner"):
        with office.work(who) as work, pytest.raises(Refused, match="can"):
            shifting.look(work, Wanted(1, PUSH))
    shifts(office, Wanted(1, PUSH))
    with office.work("pm") as work:
        assert not checking.check(work, 1).broken


def test_a_look_asks_as_much_of_a_long_plan_as_of_a_short_one(office: Office) -> None:
    asked: list[str] = []
    event.listen(office.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def statements() -> int:
        asked.clear()
        with office.work("pm") as work:
            shifting.look(work, moved(100, 3))
        return len(asked)

    planned(office, Row(0, 1), Row(2, 3, [(0, "FS", 0)]), *[Row(2, 3) for _at in range(40)])
    short = statements()
    with office.work("pm") as work:
        for one in tasks.of_project(work.session, TEAM, 1):
            if one.number > 101:
                work.session.add(
                    Dependency(
                        team_id=TEAM, predecessor_id=finding.numbered(work, one.number - 1).id, successor_id=one.id,
                        created_at=work.now, created_by="pm",
                    )
                )  # fmt: skip
    assert statements() == short <= 14


def test_a_push_of_many_asks_no_more_than_one_of_a_few(office: Office) -> None:
    asked: list[str] = []
    event.listen(office.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))

    def statements(many: int) -> int:
        rows = [Row(0, 1), *[Row(2, 3, [(0, "FS", 0)]) for _at in range(many)]]
        planned(office, *rows)
        with office.work("pm") as work:
            seen = shifting.look(work, moved(100, 3)).seen
        asked.clear()
        with office.work("pm") as work:
            done = pushing.take(work, moved(100, 3), BECAUSE, seen=seen)
        number = len(asked)
        assert done is not None
        assert len(done.kept.moved) == many
        with office.work("pm") as work:
            shifting_back.undo(work, done.kept.id)
            for one in tasks.of_project(work.session, TEAM, 1):
                if one.number >= 100:
                    one.deleted_at, one.number = work.now, one.number + 1_000 * office.causes
        return number

    few = statements(3)
    assert statements(60) <= few + 12


KINDS = st.sampled_from(["FS", "FS", "SS", "FF", "SF"])


@st.composite
def plans(draw: st.DrawFn) -> list[Row]:
    """Plans of up to eight tasks, some in others, of two departments; what waits comes after what it waits for."""
    rows: list[Row] = []
    for _at in range(draw(st.integers(2, 8))):
        wholes = [
            place for place, one in enumerate(rows)
            if one.whole is None and not one.is_milestone and one.status == Status.NOT_STARTED
        ]  # fmt: skip
        whole = draw(st.sampled_from([None, None, *wholes]))
        # A part of a whole waits for nothing that waits for the whole.
        places = [place for place in range(len(rows)) if whole is None or place < whole]
        chosen = draw(st.sets(st.sampled_from(places), max_size=2)) if places else set()
        waits = {place: (place, draw(KINDS), draw(st.integers(-2, 3))) for place in sorted(chosen)}
        first = draw(st.integers(0, 25))
        is_milestone = draw(st.integers(0, 5)) == 0
        rows.append(
            Row(
                None if is_milestone else first,
                first + (0 if is_milestone else draw(st.integers(0, 9))),
                list(waits.values()),
                draw(st.sampled_from([1, 2])),
                status=draw(st.sampled_from([Status.NOT_STARTED] * 4 + [Status.IN_PROGRESS, Status.DONE]))
                if not is_milestone
                else Status.NOT_STARTED,
                is_milestone=is_milestone,
                is_pinned=draw(st.integers(0, 7)) == 0,
                whole=whole,
            )
        )
    return [_around(row, [one for one in rows if one.whole == at]) for at, row in enumerate(rows)]


def _around(row: Row, inner: Sequence[Row]) -> Row:
    """A whole spans its parts, as people plan it."""
    firsts = [one.first if one.first is not None else one.last for one in inner]
    lasts = [one.last for one in inner]
    return replace(row, first=min(one or 0 for one in firsts), last=max(one or 0 for one in lasts)) if inner else row


class _Undo(Exception):
    """Nothing of an example is to remain."""


def _broken(office: Office) -> set[tuple[int, int]]:
    with office.work("pm") as work:
        return {(one.before.number, one.after.number) for one in checking.check(work, 1).broken}


def _too_early(office: Office) -> set[tuple[int, int]]:
    """Which task stands before what it waits for, counted by hand on the dates alone: (waited for, waits), for links
    without a lead. What waits with its whole counts too.
    """
    with office.work("pm") as work:
        found = {one.id: one for one in tasks.of_project(work.session, TEAM, 1) if one.status != Status.DONE}
        project = finding.project_of(work, 1)
        begun: set[int | None] = {one.id for one in found.values() if one.status != Status.NOT_STARTED}
        begun |= {one.parent_id for one in tasks.of_project(work.session, TEAM, 1) if one.status != Status.NOT_STARTED}
        broken = set()
        for link in work.session.query(Dependency):
            before, after = found.get(link.predecessor_id), found.get(link.successor_id)
            if before is None or after is None or before.due_on is None or link.kind != "FS" or link.lag < 0:
                continue
            held = [after, *(one for one in found.values() if one.parent_id == after.id and after.id not in begun)]
            for one in held:
                counted = calendars.of_plan(work, project, one.department_id)
                if one.id not in begun and one.starts_on is not None:
                    first = counted.add_working_days(before.due_on, link.lag + 1)
                    if counted.next_working_day(one.starts_on, inclusive=True) < first:
                        broken.add((before.number, one.number))
        return broken


def _apart(office: Office) -> set[int]:
    """Which wholes do not begin with the first of their parts, and end with the last, as all were planned; what cannot
    be moved is left aside.
    """
    with office.work("pm") as work:
        every = tasks.of_project(work.session, TEAM, 1)
    found = set()
    for whole in every:
        inner = [one for one in every if one.parent_id == whole.id and one.due_on is not None]
        if not inner or whole.is_pinned or whole.starts_on is None or whole.due_on is None:
            continue
        is_begun = {Status.IN_PROGRESS, Status.DONE} & {one.status for one in (whole, *inner)}
        first = min(one.starts_on or one.due_on for one in inner if one.due_on)
        last = max(one.due_on for one in inner if one.due_on)
        if whole.due_on < last or (whole.starts_on != first and not is_begun) or whole.starts_on > first:
            found.add(whole.number)
    return found


@given(plans(), st.integers(0, 7), st.integers(0, 30), st.booleans())
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_plan_that_keeps_its_links_keeps_them_by_a_push_and_undoing_returns_to_the_start(
    borrowed_office: Office, rows: list[Row], which: int, to: int, is_pulled: bool
) -> None:
    office, session = borrowed_office, borrowed_office.session
    assert session is not None
    session.expunge_all()
    with suppress(_Undo), session.begin_nested():
        numbers = planned(office, *rows)
        assert not _apart(office)
        for did in (PUSH, PULL) if is_pulled else (PUSH,):
            with suppress(Refused):
                shifts(office, Wanted(1, did))
            assert not _apart(office), did
        number = numbers[which % len(numbers)]
        before, broken, early = days(office), _broken(office), _too_early(office)
        wanted = moved(number, max(to, rows[number - 100].last or 0, rows[number - 100].first or 0))
        with office.work("pm") as work:
            found = shifting.look(work, wanted)
            stays = {(one.before.number, one.task.number) for one in found.stays}
            moving = {one.task.number for one in found.moved}
        with suppress(Refused):
            done = shifts(office, wanted)
            after = days(office)
            assert {one for one, was in before.items() if after[one] != was} <= moving | {number}
            assert _broken(office) <= broken | stays
            assert _too_early(office) <= early | stays
            assert _apart(office) <= {number}
            with office.work("pm") as work:
                shifting_back.undo(work, done.kept.id)
            assert days(office) == before
        raise _Undo
