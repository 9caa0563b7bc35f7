"""What a card says stays true also with those who have handed over what it asked of them."""

from __future__ import annotations

from tests.scenarios.disputes import raises
from tests.scenarios.handing import hands_over
from tests.scenarios.requests import asks
from tests.world import Message, Person, World


async def with_words(who: Person, *words: str) -> Message:
    """What Liaison has written to the person that holds all of these words, as it reads now."""
    await who.world.settle()
    (found,) = [one for one in await who.inbox() if all(word in one.text for word in words)]
    return found


async def test_a_request_that_somebody_else_answers_is_answered_on_the_card_of_who_was_asked_before(
    world: World,
) -> None:
    await asks(world.sam)
    assert "待答复" in (await with_words(world.chen, "R-1", "最近更新")).text
    await hands_over(world.zhao, "@chen", "@liu")
    await world.liu.presses("requests.accept")
    assert "已接受" in (await with_words(world.chen, "R-1", "最近更新")).text


async def test_a_dispute_that_somebody_else_settles_is_over_on_the_card_of_who_had_it_before(world: World) -> None:
    await raises(world.lin)
    before = await with_words(world.chen, "D-1", "最近更新")
    assert "disputes.position" in {one.action_id for one in before.elements}
    await hands_over(world.zhao, "@chen", "@liu")
    shown = await world.lin.types("/dispute show D-1")
    await world.lin.presses("disputes.withdraw", on=shown.answer)
    after = await with_words(world.chen, "D-1", "最近更新")
    assert "已撤回" in after.text
    assert "disputes.position" not in {one.action_id for one in after.elements}


async def test_who_is_not_asked_any_more_who_succeeds_somebody_reads_so(world: World) -> None:
    """The PM was, until the PM was another."""
    await world.sam.leaves("#product-launch")
    await world.clock.plus("10m")
    asked = await with_words(world.zhao, "谁来接手")
    await hands_over(world.wang, "@zhao", "@maria")
    await world.clock.plus("10m")
    now = [one for one in await world.zhao.inbox() if one.ts == asked.ts]
    assert "由其他人决定" in now[0].text
    assert not now[0].elements


async def test_who_does_not_decide_any_more_is_not_asked_to(world: World) -> None:
    """Nobody settled it for a day: it is the sponsor's, until the sponsor is another."""
    await raises(world.lin)
    await world.clock.to("2026-11-24 22:10")
    pack = await with_words(world.maria, "For you to decide", "D-1")
    await hands_over(world.zhao, "@maria", "@priya")
    await world.settle()
    (now,) = [one for one in await world.maria.inbox() if one.ts == pack.ts]
    assert "For you to decide" not in now.text
    assert now.finds("disputes.decide") is None
