"""A date moves, and what waits for it: shown first, pushed, left or pulled, told once, and taken back whole.

T-12 of Sam (Marketing), planned from 21 December on, waits for T-5 of Wang Lei (R&D), which is due on 27 November, and
for T-11 of Priya (Sales). Zhao Min runs the project.
"""

from __future__ import annotations

import json
import re

from tests.scenarios.test_plans import HEADINGS, found, plan, reads
from tests.world import Outcome, Person, View, World, seen

# A plan of three: the last is a milestone behind both.
MILESTONE = (
    (1, "Fair", "Demo units", "R&D", "林涛 Lin Tao", "2026-12-08", "2026-12-11", "", ""),
    (2, "Fair", "Ship to Berlin", "R&D", "林涛 Lin Tao", "2026-12-14", "2026-12-16", "1", ""),
    (3, "Fair", "Berlin opens", "Marketing", "", "", "2026-12-16", "2", "yes"),
)
LATER = "/task 更新 T-5 延到12月28日，因为模具返修"
IN_ENGLISH = "/task update T-5 due 2026-12-28 because the mould came back late"


def number_of(listed: str) -> int:
    """The number of the first task in a list."""
    first = re.search(r"T-(\d+)", listed)
    assert first is not None, listed
    return int(first[1])


async def shown(who: Person, number: int) -> str:
    """What stands of a task."""
    return seen((await who.types(f"/task 查看 T-{number}")).answer)


async def english(world: World) -> Person:
    """The project manager, who reads English here."""
    await world.zhao.changes(locale="en-US")
    await world.settle()
    return world.zhao


async def offered(who: Person) -> View:
    """The form in which it is chosen what becomes of T-12 when T-5 is due on 28 December."""
    form = (await who.types("/task update T-5")).view
    assert form is not None
    asked = (await who.submits(form, due_on="2026-12-28", note="The mould came back late")).view
    assert asked is not None
    return asked


async def pushed(who: Person) -> Outcome:
    """T-5 is moved by a line, and what waits for it is pushed by the button."""
    said = await who.types(LATER)
    return await who.presses("顺延受影响任务", on=said.answer)


async def in_channel(world: World, words: str) -> int:
    """How many messages of the project's channel say so."""
    await world.settle()
    return len([one for one in await world.posted() if words in one.text])


async def test_a_line_says_what_it_moves_and_a_press_pushes_it(world: World) -> None:
    said = await world.zhao.types(LATER)
    assert "还没有保存" in said.text
    assert "1项任务改期" in said.text
    assert "T-12" in said.text
    assert "12月28日" not in await shown(world.zhao, 5), "nothing is saved yet"

    done = await world.zhao.presses("顺延受影响任务", on=said.answer)
    assert "T-5改到12月28日" in done.text
    assert "1项任务随之顺延" in done.text
    after = await shown(world.zhao, 12)
    assert "随T-5顺延" in after
    assert "模具返修" in after
    assert await in_channel(world, "1 task moved with it") == 1

    again = await world.zhao.presses("顺延受影响任务", on=said.answer)
    assert "1项任务随之顺延" in again.text, "a second press finds the first"
    assert await in_channel(world, "1 task moved with it") == 1


async def test_the_same_in_english_by_the_form_and_who_chooses_nothing_moves_nobody(world: World) -> None:
    zhao = await english(world)
    asked = await offered(zhao)
    for words in ("Moves 1 task", "T-12", "Why these dates move", "keeps its length"):
        assert words in asked.text, words
    left = await zhao.submits(asked)
    assert left.errors == {}
    assert "Dec 28" in left.text
    assert "pushed by" not in await shown(zhao, 12)

    found = await zhao.presses("Push what breaks", on=left.answer)
    assert found.view is not None
    done = await zhao.submits(found.view, note="The mould came back late")
    assert "Pushed: 1 task moved." in done.text
    assert "pushed by T-5" in await shown(zhao, 12)


async def test_all_of_it_is_taken_back_with_the_date_that_moved_first(world: World) -> None:
    zhao = await english(world)
    before = [(await shown(zhao, number)).partition("Timeline")[0] for number in (5, 12)]
    done = await zhao.submits(await offered(zhao), choice="push")
    assert "1 task moved with it" in done.text
    undone = await zhao.presses("Undo", on=done.answer)
    assert "Undone. T-5 and 1 task" in undone.text
    after = [(await shown(zhao, number)).partition("Timeline")[0] for number in (5, 12)]
    assert after == before
    assert "Undone" in (await zhao.presses("Undo", on=done.answer)).text, "a second press does nothing more"


async def test_undo_by_its_word_takes_all_of_it_back_too(world: World) -> None:
    await pushed(world.zhao)
    undone = await world.zhao.types("/task 撤销")
    assert "T-5和随之顺延的1项任务恢复原定日期" in undone.text
    assert "11月27日" in await shown(world.zhao, 5)


async def test_nothing_is_taken_back_where_somebody_has_gone_on_from_it(world: World) -> None:
    done = await pushed(world.zhao)
    await world.sam.types("/task update T-12 20% the hall is booked")
    refused = await world.zhao.presses("撤销", on=done.answer)
    assert "Sam Carter之后改过T-12" in refused.text
    assert "12月28日" in await shown(world.zhao, 5)


async def test_owners_hear_of_it_once_and_by_what_it_was_pushed(world: World) -> None:
    await pushed(world.zhao)
    await world.clock.to("Tuesday 23:30")
    told = [one.text for one in await world.sam.inbox() if "T-12" in one.text]
    assert len(told) == 1
    assert "pushed by T-5" in told[0]
    assert "模具返修" in told[0]


async def test_what_was_taken_back_before_they_hear_of_it_is_told_to_nobody(world: World) -> None:
    await pushed(world.zhao)
    await world.zhao.types("/task 撤销")
    await world.clock.to("Tuesday 23:30")
    assert not [
        one for one in await world.sam.inbox() if "T-12" in one.text and "due" in one.text and "now" in one.text
    ]


async def test_what_one_may_not_move_stays_and_is_named_with_who_may(world: World) -> None:
    said = await world.wang.types(LATER)
    assert "以下任务不改期，仍然太早" in said.text
    assert "Sam Carter" in said.text
    assert "你无权改期" in said.text
    assert "顺延受影响任务" not in said.answer.buttons, "nothing of it is theirs to move"


async def test_what_changed_meanwhile_is_shown_anew_and_what_was_typed_stays(world: World) -> None:
    zhao = await english(world)
    asked = await offered(zhao)
    await world.sam.types("/task update T-12 due 2026-12-31 because the hall is free then")
    again = (await zhao.submits(asked, choice="push", note="Two days more")).view
    assert again is not None
    assert "Something has changed since you looked" in again.text
    assert "Two days more" in json.dumps(again.raw)
    assert "Nov 27" in await shown(zhao, 5), "nothing is saved"
    done = await zhao.submits(again)
    assert "1 task moved with it" in done.text


async def test_a_pinned_task_stops_a_push_and_is_let_go_by_its_word(world: World) -> None:
    assert "已固定日期" in (await world.zhao.types("/task 固定 T-12")).text
    said = await world.zhao.types(LATER)
    assert "T-12" in said.text
    assert "以下任务不改期" in said.text
    loose = await world.zhao.types("/task 取消固定 T-12")
    assert "已取消固定" in loose.text
    another = LATER.replace("28日", "29日")
    assert "1项任务改期" in (await world.zhao.types(another)).text
    zhao = await english(world)
    assert "is pinned: its dates" in (await zhao.types("/task pin T-12")).text
    assert "is pinned already" in (await zhao.types("/task pin T-12")).text
    assert "Which task?" in (await zhao.types("/task pin")).text


async def test_the_plan_is_checked_and_pushed_as_it_stands_by_who_runs_it(world: World) -> None:
    said = await world.wang.types(LATER)
    await world.wang.presses("仍然改期", on=said.answer)
    read = await world.chen.types("/plan 检查")
    assert "T-12" in read.text
    assert "早6个工作日" in read.text
    assert "项目经理可以" in read.text

    zhao = await english(world)
    checked = await zhao.types("/plan check")
    assert "break" in checked.text
    opened = await zhao.presses("Push what breaks", on=checked.answer)
    assert opened.view is not None
    done = await zhao.submits(opened.view, note="As the mould came late")
    assert "Pushed:" in done.text
    assert "keep every link" in (await zhao.types("/plan check")).text
    pulled = await zhao.presses("Pull all to the earliest", on=(await zhao.types("/plan check")).answer)
    assert pulled.view is not None


async def test_room_that_an_earlier_date_makes_is_offered_and_taken(world: World) -> None:
    zhao = await english(world)
    await pushed_in_english(zhao)
    said = await zhao.types("/task update T-5 due 2026-12-01 because the mould is there after all")
    assert "There is room now to pull to the earliest" in said.text
    opened = await zhao.presses("Pull to the earliest", on=said.answer)
    assert opened.view is not None
    done = await zhao.submits(opened.view, note="The mould is there")
    assert "Pulled to the earliest" in done.text


async def pushed_in_english(who: Person) -> Outcome:
    """The same as `pushed`, typed in English."""
    return await who.presses("Push what breaks", on=(await who.types(IN_ENGLISH)).answer)


async def test_the_digest_counts_what_was_pushed_and_says_by_what(world: World) -> None:
    await world.clock.to("Tuesday 11:00")
    await pushed(world.zhao)
    said = await world.zhao.types("/meeting 摘要")
    assert "随T-5顺延" in said.text


async def test_a_milestone_is_moved_by_who_runs_the_project_alone_and_told_to_all(world: World) -> None:
    zhao = await english(world)
    await zhao.submits_and_waits(await reads(zhao, plan(*MILESTONE, headings=(*HEADINGS, "Milestone"))))
    number = number_of(await found(zhao, "Berlin opens"))
    refused = await world.maria.types(f"/task update T-{number} due 2026-12-20 because the hall is late")
    assert "is a milestone: its date is moved for the whole project" in refused.text
    assert "赵敏 (PM) can" in refused.text

    moved = await zhao.types(f"/task update T-{number} due 2026-12-21 because the hall is late")
    assert "Dec 21" in moved.text
    assert await in_channel(world, "◆ Berlin opens moves from") == 1
    await world.clock.to("Tuesday 10:00")
    assert len([one for one in await world.lin.inbox() if "Berlin opens" in one.text]) == 1


async def test_a_push_says_what_becomes_of_the_milestone_and_the_channel_hears_one_line(world: World) -> None:
    zhao = await english(world)
    await zhao.submits_and_waits(await reads(zhao, plan(*MILESTONE, headings=(*HEADINGS, "Milestone"))))
    first = number_of(await found(zhao, "Demo units"))
    said = await zhao.types(f"/task update T-{first} due 2026-12-18 because parts are late")
    assert "◆ Berlin opens from" in said.text
    before = len(await world.posted())
    done = await zhao.presses("Push what breaks", on=said.answer)
    assert "◆ Berlin opens from" in done.text
    assert await in_channel(world, "moved with it") == 1
    assert await in_channel(world, "Berlin opens moves from") == 0, "one line says both"
    assert len(await world.posted()) <= before + 2, "that line, and the card of what was moved by hand"


async def test_of_who_is_away_their_substitute_hears_too(world: World) -> None:
    await world.sam.types("/liaison away tomorrow @priya")
    await world.clock.to("Tuesday 10:00")
    await pushed(world.zhao)
    await world.clock.to("Wednesday 12:00")
    told = [one.text for one in await world.priya.inbox() if "T-12" in one.text]
    assert told
    assert "pushed by T-5" in told[-1]


async def test_what_is_pulled_moves_nothing_later(world: World) -> None:
    await world.clock.to("2026-12-07 10:00")
    checked = await world.zhao.types("/plan 检查")
    form = await world.zhao.presses("全部提前到最早", on=checked.answer)
    assert form.view is not None, form.text
    for before, after in re.findall(r"至12月(\d+)日[^→\n]*→ [^→\n]*至12月(\d+)日", form.view.text):
        assert int(after) <= int(before), form.view.text
