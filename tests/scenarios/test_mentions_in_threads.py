"""A mention of Liaison under a card: the card says what is meant."""

from __future__ import annotations

from tests.scenarios import disputes, requests
from tests.scenarios.cards import card_of
from tests.scenarios.test_mentions import private
from tests.world import World


async def test_in_the_thread_of_a_tasks_card_the_number_need_not_be_said(world: World) -> None:
    card = await card_of(world, 4)
    for line, shown in (
        ("@Liaison 81%", "81%"),
        ("@Liaison 82% 等蓝牙认证", "等蓝牙认证"),
        ("83% @Liaison", "83%"),
        ("@Liaison 延到2026年12月4日，因为等样品", "Fri, Dec 4"),
        ("@Liaison T-4 84%", "84%"),
        ("@Liaison 完成", "✅ done"),
        ("@Liaison not started", "⚪ not started"),
    ):
        said = await world.lin.types(line, thread=card)
        assert "T-4" in await private(world.lin, said), line
        assert shown in (await card_of(world, 4)).text, line
    refused = await private(world.sam, await world.sam.types("@Liaison 85%", thread=card))
    assert "林涛" in refused, "whoever may not is told who may"
    assert "85%" not in (await card_of(world, 4)).text


async def test_what_cannot_be_read_in_a_thread_is_answered_with_what_can_be_said_there(world: World) -> None:
    card = await card_of(world, 4)
    before = card.text
    for words in ("@Liaison", "@Liaison done?", "@Liaison 完成了吗", "@Liaison looks good", "@Liaison 40"):
        answer = await private(world.sam, await world.sam.types(words, thread=card))
        assert "In this thread you can say how T-4 stands: `@Liaison done`" in answer, words
    answer = await private(world.lin, await world.lin.types("@Liaison 好的", thread=card))
    assert "在这个消息列里可以说明T-4的情况：`@Liaison 完成`" in answer
    assert "100" in await private(world.lin, await world.lin.types("@Liaison 140%", thread=card))
    assert "100" in await private(world.lin, await world.lin.types("@Liaison T-4 140%", thread=card))
    assert (await card_of(world, 4)).text == before
    assert "T-7" in await private(world.priya, await world.priya.types("@Liaison task list mine", thread=card))
    assert "What Liaison can do" in await private(world.sam, await world.sam.types("@Liaison help", thread=card))


async def test_under_another_card_liaison_says_what_it_understands_there(world: World) -> None:
    await requests.asks(world.priya)
    under = await requests.card_of(world, 1)
    for words in ("@Liaison 40%", "@Liaison done", "@Liaison"):
        answer = await private(world.sam, await world.sam.types(words, thread=under))
        assert "`@Liaison request show R-1` tells how it stands" in answer, words
    answer = await private(world.chen, await world.chen.types("@Liaison 接受", thread=under))
    assert "R-1的消息列" in answer
    assert "R-1 · Poster artwork" in (await world.chen.presses("查看")).text
    assert not (await disputes.raises(world.priya, other="Design")).errors
    under = await disputes.card_of(world)
    answer = await private(world.sam, await world.sam.types("@Liaison 40%", thread=under))
    assert "This is the thread of D-1" in answer
    answer = await private(world.sam, await world.sam.types("@Liaison T-6 40%", thread=under))
    assert "T-6" in answer, "a task that is named is meant"
