"""The four kinds of links: how they are typed, what each holds up, and what a date that moves does to each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.plans.network import Kind
from bot.process.tasks import adding, edits, fields, finding, impact, links, remarks, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.process.conftest import Office
from tests.process.tasks.test_news import later, of

ENGLISH, CHINESE = Reader("en-US"), Reader("zh-CN")
# Monday to Wednesday, and the Thursday and Friday after it.
BEFORE = NewTask(1, "Print", 1, "owner", date(2026, 12, 9), starts_on=date(2026, 12, 7))
AFTER = NewTask(1, "Ship", 1, "colleague", date(2026, 12, 11), starts_on=date(2026, 12, 10))
STANDS = replace(AFTER, title="Launch", starts_on=None, due_on=date(2026, 12, 9), is_milestone=True)


def linked(office: Office, kind: Kind, lag: int = 0, after: NewTask = AFTER, before: NewTask = BEFORE) -> int:
    """A task that waits for another so; the number of that other, which is one less than its own."""
    with office.work("pm") as work:
        number = adding.add(work, before).task.number
    with office.work("pm") as work:
        adding.add(work, replace(after, waits_for=(Waits(number, lag, kind),)))
    return number


@pytest.mark.parametrize(
    ("typed", "lag", "kind"),
    [
        ("T-3 +2", 2, "FS"),
        ("T-3 -1", -1, "FS"),
        ("3 −1", -1, "FS"),
        ("T-3FS+2", 2, "FS"),
        ("T-3 SS", 0, "SS"),
        ("t3 ff-1d", -1, "FF"),
        ("T-3SF + 2 days", 2, "SF"),
        ("T-3 开始-开始 +1工作日", 1, "SS"),
        ("T-3 完成到完成", 0, "FF"),
        ("T-3 start-to-start +1", 1, "SS"),
        ("T-3 Finish to finish", 0, "FF"),
        ("T-3 完成-完成－1天", -1, "FF"),
        ("T-3开始－开始＋２", 2, "SS"),
        ("T-3 开始-开始 推迟2天", 2, "SS"),
        ("T-3 完成至开始，", 0, "FS"),
        ("T-3 完成后开始 提前两个工作日；", -2, "FS"),
        ("Ｔ－3 三天后", 3, "FS"),
        ("T-3 start to start, ", 0, "SS"),
        ("T-3 finish-to-finish 2 days earlier", -2, "FF"),
    ],
)
def test_kind_and_lag_are_typed_behind_the_number(typed: str, lag: int, kind: str) -> None:
    first, second = links.read(["3", "5"], typed)
    assert (first, second) == (Waits(3, lag, Kind(kind)), Waits(5))
    assert links.read(["3"], links.shown([first])[0]) == (first,), "as it is shown, it can be typed again"


@pytest.mark.parametrize(
    ("typed", "not_read"),
    [("T-3 XY", "T-3 XY"), ("T-3 SS maybe", "T-3 SS maybe"), ("T-7 SS；T-3 晚几天、T-5 +1", "T-3 晚几天")],
)
def test_of_what_is_no_link_the_words_are_said_back(typed: str, not_read: str) -> None:
    with pytest.raises(Refused) as why:
        links.read(["3"], typed)
    assert why.value.field == "lags"
    assert f"“{not_read}” was not understood" in why.value.why.for_(ENGLISH)


def test_a_task_that_is_typed_need_not_be_chosen_and_is_there_once() -> None:
    assert links.read(["7"], "T-7开始－开始＋2；T-11 完成到完成") == (Waits(7, 2, Kind.SS), Waits(11, 0, Kind.FF))
    with pytest.raises(Refused) as why:
        links.read(["3"], "T-3 SS, T-5 +2", before=[3, 5])
    assert "T-5 is taken out above" in why.value.why.for_(ENGLISH)


def test_a_lag_beyond_the_whole_project_is_taken_and_said_back(office: Office) -> None:
    number = linked(office, Kind.SS, 200)
    with office.work("pm") as work:
        said = [one.for_(ENGLISH) for one in remarks.of_planned(work, finding.find(work, number + 1))]
    assert any(
        f"T-{number} is waited for with a long lag (start to start, 200 working days later)" in one for one in said
    )
    number = linked(office, Kind.SS, 2)
    with office.work("pm") as work:
        shown = finding.find(work, number + 1)
        assert not any("lag" in one.for_(ENGLISH) for one in remarks.of_planned(work, shown))


def test_a_link_is_said_in_words() -> None:
    words = [links.in_words(kind, lag) for kind, lag in (("FS", 0), ("FS", 2), ("SS", 0), ("FF", -1))]
    assert [one and one.for_(ENGLISH) for one in words] == [
        None, "finish to start, 2 working days later", "start to start", "finish to finish, 1 working day earlier",
    ]  # fmt: skip
    assert words[1] is not None
    assert words[1].for_(CHINESE) == "完成-开始，滞后2个工作日"


@pytest.mark.parametrize(
    ("kind", "lag", "due", "could_start", "could_end", "days"),
    [
        (Kind.FS, 0, 11, 14, None, 2),
        (Kind.FS, 2, 11, 16, None, 4),
        (Kind.FS, -1, 11, 11, None, 1),
        (Kind.FS, 0, 9, None, None, 0),
        (Kind.FF, 0, 15, None, 15, 2),
        (Kind.FF, 1, 11, None, 14, 1),
        (Kind.FF, 0, 11, None, None, 0),
        # What waits for the beginning does not mind when the end is.
        (Kind.SS, 0, 18, None, None, 0),
        (Kind.SF, 0, 18, None, None, 0),
    ],
)
def test_a_later_end_holds_up_what_its_kind_ties_to_it(
    office: Office, kind: Kind, lag: int, due: int, could_start: int | None, could_end: int | None, days: int
) -> None:
    number = linked(office, kind, lag)
    with office.work("pm") as work:
        shown = finding.find(work, number)
        held = impact.added(work, shown.task, shown.project, date(2026, 12, due))
    december = [date(2026, 12, day) if day else None for day in (could_start, could_end)]
    assert [(one.could_start, one.could_end, one.days) for one in held] == ([(*december, days)] if days else [])


def test_what_begins_later_holds_up_what_waits_for_the_beginning(office: Office) -> None:
    late = replace(BEFORE, starts_on=date(2026, 12, 15), due_on=date(2026, 12, 16))
    for kind, day in ((Kind.SS, "could begin on Tue, Dec 15 only, 3 working days too late"),
                      (Kind.SF, "could be done on Mon, Dec 14 only, 1 working day too late")):  # fmt: skip
        number = linked(office, kind, before=late)
        with office.work("pm") as work:
            shown = finding.find(work, number + 1)
            worst = impact.worst(work, shown.task, shown.project)
            assert worst is not None
            assert day in impact.said([worst[1]], work.today("UTC")).for_(ENGLISH)


def test_a_milestone_stands_at_the_end_of_the_day_or_at_its_start(office: Office) -> None:
    for after, last, next_day in (
        (STANDS, date(2026, 12, 9), date(2026, 12, 10)),
        (replace(STANDS, is_at_start=True, due_on=date(2026, 12, 10)), date(2026, 12, 9), date(2026, 12, 11)),
    ):
        number = linked(office, Kind.FS, after=after)
        with office.work("pm") as work:
            shown = finding.find(work, number)
            assert impact.added(work, shown.task, shown.project, last) == []
            (held,) = impact.added(work, shown.task, shown.project, date(2026, 12, 10))
            assert (held.could_end, held.days) == (next_day, 1)


def test_who_waits_for_a_beginning_is_free_when_it_begins_and_not_told_twice(office: Office) -> None:
    number = linked(office, Kind.SS)
    later(office, minutes=40)
    with office.work("owner") as work:
        updates.update(work, number, Update(Status.IN_PROGRESS))
    later(office, minutes=40)
    assert of(office, "colleague", "nothing holds it up any more") == 1
    with office.work("owner") as work:
        updates.update(work, number, Update(Status.DONE))
    later(office, minutes=40)
    assert of(office, "colleague", "nothing holds it up any more") == 1


def test_another_kind_of_link_is_a_change_of_the_plan_and_a_circle_is_one_whatever_the_kinds(office: Office) -> None:
    number = linked(office, Kind.FS, 1)

    def wait(task: int, *others: Waits) -> bool:
        with office.work("pm") as work:
            shown = finding.find(work, task)
            plan = replace(fields.plan_of(shown), waits_for=others)
            return edits.edit(work, task, plan, version=shown.task.version)[1]

    assert wait(number + 1, Waits(number, 1, Kind.FF))
    with office.work("pm") as work:
        shown, happened = finding.timeline(work, number + 1)
        (link,) = shown.waits_for
        assert (link.kind, link.lag) == ("FF", 1)
        assert f"waits for T-{number} FF +1 instead of T-{number} +1" in happened[-1].what.for_(ENGLISH)
    with pytest.raises(Refused, match="in a circle"):
        wait(number, Waits(number + 1, 0, Kind.SS))
