"""A line of which only part is read keeps what was understood, and says what was not."""

from __future__ import annotations

from tests.scenarios import requests
from tests.scenarios.cards import card_of
from tests.shown import View
from tests.world import Outcome, World


def form_of(out: Outcome) -> View:
    """The form that a line opened."""
    assert out.view is not None, out.text
    return out.view


async def test_an_unknown_department_throws_away_neither_the_owner_nor_the_day(world: World) -> None:
    form = form_of(await world.zhao.types("/task add Owner test by Friday @sam #Finance"))
    assert form.values["title"] == "Owner test"
    assert form.values["due_on"] == "2026-11-27"
    assert form.values["owner_id"] == "U0SAM00001"
    assert "没有名为“Finance”的部门" in form.text


async def test_marks_in_full_width_and_numbers_of_a_list_are_read(world: World) -> None:
    await world.zhao.types("/task add （4）印制邀请函 12月4日前 ＠林涛 ＃市场部")
    card = (await card_of(world, 13)).text
    for words in ("*T-13 · 印制邀请函*", "Fri, Dec 4", "林涛", "Marketing"):
        assert words in card, words


async def test_a_second_owner_is_asked_about_and_stays_in_the_title(world: World) -> None:
    form = form_of(await world.zhao.types("/task add @林涛、@陈静 联合彩排 下周五前"))
    assert form.values["owner_id"] == "U0LIN00001"
    assert "陈静" in str(form.values["title"])
    assert form.values["due_on"] == "2026-12-04"
    assert "一项任务只有一位责任人" in form.text


async def test_a_day_that_may_be_one_is_filled_in_and_named(world: World) -> None:
    form = form_of(await world.sam.types("/task add Price list Dec 24"))
    assert form.values["title"] == "Price list Dec 24"
    assert form.values["due_on"] == "2026-12-24"
    assert "“Dec 24” stays in the words. It may be the day: Thu, Dec 24" in form.text
    form = form_of(await world.sam.types("/task add Print posters yesterday"))
    assert "That day has passed." in form.text
    form = form_of(await world.zhao.types("/task add 印制邀请函9月30日前"))
    assert form.values["title"] == "印制邀请函9月30日前"
    assert "请写上年份" in form.text


async def test_a_split_takes_no_day_of_the_parent_in_silence(world: World) -> None:
    form = form_of(await world.sam.types("/task split T-12"))
    refused = await world.sam.submits(form, lines="1、Print Dec 24\n2) @lin @chen rehearse")
    assert "“Dec 24” may be the day (Thu, Dec 24" in refused.text + str(refused.errors)
    assert "has one owner" in refused.text + str(refused.errors)
    made = await world.sam.submits(form, lines="1、Print by Dec 4 @lin\n2) Rehearse")
    assert "is split into 2 subtasks" in made.text
    assert "*T-13 · Print*" in (await world.sam.types("/task show T-13")).text


async def test_a_request_knows_a_department_and_offers_not_ones_own(world: World) -> None:
    form = form_of(await world.chen.types("/request new Price list by Dec 4 #Marketing"))
    assert form.values["title"] == "Price list"
    assert form.values["department_id"] == "1"
    assert form.values["needed_by"] == "2026-12-04"
    options = [one["text"]["text"] for one in form.element("department_id").element["options"]]
    assert "设计部" not in options
    form = form_of(await world.sam.types("/request new Price list by Dec 4 #Finance"))
    assert "There is no department “Finance”" in form.text
    assert form.values["needed_by"] == "2026-12-04"


async def test_the_number_alone_shows_a_request(world: World) -> None:
    await requests.asks(world.priya)
    assert "R-1 · Poster artwork" in (await world.priya.types("/request R-1")).text
    assert "does not know “xyz”" in (await world.priya.types("/request xyz")).text


async def test_the_day_is_set_with_what_is_to_be_known_of_it(world: World) -> None:
    out = await world.sam.types("/task T-6 due 2026-12-05 because of audit")
    assert "Sat, Dec 5" in out.text
    assert "is no working day of China" in out.text
    out = await world.sam.types("/task T-6 due 2026-12-05 15:00")
    assert "is due Sat, Dec 5" in out.text
    assert "already; nothing changed" in out.text
    assert "Only the day is kept, not the hour: 3:00 PM." in out.text
    added = await world.zhao.types("/task add Key photo by Dec 6 @chen #Design")
    assert "不是工作日" in added.text
    again = await world.zhao.types("/task add Key photo by Dec 6 @chen #Design")
    assert "T-13的标题相同" in again.text
