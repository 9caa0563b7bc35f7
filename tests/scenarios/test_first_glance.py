"""What is understood at once: what a code or a calendar means, and nothing that is said twice."""

from __future__ import annotations

from datetime import date

from bot.words.language import Reader
from tests.scenarios import disputes
from tests.scenarios.test_calendars import admin, sets
from tests.scenarios.test_projects import basics, first_step
from tests.world import World


async def test_minutes_are_asked_for_after_a_holiday_too(world: World) -> None:
    await sets(await admin(world), "2026-11-26 – 2026-12-08", name="Moving house")
    await world.clock.to("2026-12-09 08:00")
    assert "P-2026-001的会议纪要 · 11月25日" in (await world.zhao.home()).text


async def test_an_update_says_its_news_once(world: World) -> None:
    given = await world.zhao.types("/task update T-4 owner @wang")
    assert given.text.count("王磊") == 1
    moved = await world.zhao.types("/task update T-4 due 12月18日 因为样品未到")
    assert moved.text.count("12月18日") == 1
    assert "原为" in moved.text
    both = await world.zhao.types("/task update T-5 50% owner @lin")
    assert "责任人：林涛" in both.text, "here the news is the progress"


async def test_a_settled_dispute_names_no_deadline_and_says_what_its_code_is(world: World) -> None:
    await disputes.raises(world.lin)
    card = await disputes.card_of(world)
    assert "consensus by Tue, Nov 24" in card.text
    await disputes.proposes(world.chen, "Halves", card)
    await world.chen.presses("disputes.confirm", on=await disputes.card_of(world))
    await world.lin.presses("disputes.confirm", on=await disputes.card_of(world))
    card = await disputes.card_of(world)
    assert "settled by consensus" in card.text
    assert "consensus by" not in card.text
    assert "*Ended*" in card.text
    assert "check code of the text" in card.text


async def test_whoever_is_warned_of_a_dispute_is_offered_what_they_may_do(world: World) -> None:
    await disputes.raises(world.priya, other="Design")
    await world.clock.to("Tuesday 09:05")
    warning = await disputes.told(world.zhao, "剩余")
    assert "陈述立场]" not in warning.text, "that is for a side"
    assert "召开专项沟通会" in warning.text
    assert "陈述立场]" in (await disputes.told(world.chen, "剩余")).text


async def test_days_that_are_not_decreed_say_what_to_do(world: World) -> None:
    added = await world.zhao.types("/task add Count the stock by 2027-02-10 @lin #R&D")
    assert "2027年放假安排尚未公布" in added.text
    assert "`/liaison 日历`" in added.text


async def test_a_topic_calls_nobody(world: World) -> None:
    second = await basics(world, await first_step(world), name="@channel party")
    await world.zhao.submits(second, departments=["Design"], initiating="Design", channel_kind="public")
    await world.clock.plus("10s")
    topics = [one["request"]["topic"] for one in await world.traffic("conversations.setTopic")]
    assert topics[-1].endswith("＠channel party")


def test_a_language_that_liaison_lacks_has_english_dates() -> None:
    for locale in ("de-DE", "ja-JP", "fr-FR"):
        reader = Reader(locale, "Europe/Berlin")
        assert reader.day(date(2026, 12, 1)) == "Tue 1 Dec 2026"
        assert reader.weekday(0) == "Monday"
        assert reader.country("DE") == "Germany"
    assert Reader("zh-CN").weekday(0) == "星期一"
    assert Reader("en-US").day(date(2026, 12, 1)) == "Tue, Dec 1, 2026"
