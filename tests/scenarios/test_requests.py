"""Collaboration requests, told by the two departments that agree on one."""

from __future__ import annotations

from tests.scenarios.cards import card_of as task_card
from tests.scenarios.requests import DESIGN, asks, card_of
from tests.world import Person, World


async def test_asked_accepted_delivered_confirmed_on_one_card(world: World) -> None:
    out = await asks(world.sam)
    assert "R-1 · Poster artwork is now ⏳ submitted" in out.text + str([m.text for m in await world.sam.sees()])
    card = await card_of(world, 1)
    assert "Marketing → Design" in card.text
    assert "Nov 25" in card.text, "an answer is asked for within two working days"
    accepted = await world.chen.presses("Accept", on=card)
    assert "已接受" in accepted.text
    assert (await card_of(world, 1)).ts == card.ts
    form = await world.chen.presses("Delivered", on=await card_of(world, 1))
    await world.chen.submits(form, reason="终稿在项目文件夹")
    await world.clock.to("Monday 23:00")  # 10:00 on the same Monday where Sam is
    told = await world.sam.inbox()
    assert any("has delivered R-1" in one.text for one in told)
    await world.sam.presses("Confirm", on=await card_of(world, 1))
    assert "✅ confirmed" in (await card_of(world, 1)).text


async def test_the_liaison_gets_the_same_buttons_in_their_own_language(world: World) -> None:
    await asks(world.sam)
    await world.settle()
    mine = [one for one in await world.chen.inbox() if "R-1" in one.text]
    assert len(mine) == 1
    assert "截止" in mine[0].text or "需要" in mine[0].text
    await world.chen.presses("接受", on=mine[0])
    await world.settle()
    assert "accepted" in (await card_of(world, 1)).text
    mine = [one for one in await world.chen.inbox() if "R-1" in one.text and not one.ephemeral]
    assert len(mine) == 1, "the message changes in place"
    assert "已接受" in mine[0].text


async def test_an_objection_needs_a_reason_and_an_alternative_which_can_be_taken(world: World) -> None:
    await asks(world.sam)
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    refused = await world.chen.submits(form, reason="印刷机坏了")
    assert refused.errors
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    assert "⚠️ objected" in (await card_of(world, 1)).text
    await world.clock.to("Monday 23:00")
    mine = [one for one in await world.chen.inbox() if "R-1" in one.text and not one.ephemeral]
    assert "采用替代方案" not in mine[0].text, "that is for those who asked"
    assert any("offers an alternative" in one.text for one in await world.sam.inbox())
    await world.sam.presses("Take the alternative", on=await card_of(world, 1))
    card = await card_of(world, 1)
    assert "accepted" in card.text
    assert "Dec 8" in card.text, "the day of the alternative is now that of the contract"
    assert "先给数字版" in card.text


async def test_a_late_objection_is_taken_recorded_and_told_to_the_pm_and_both_heads(world: World) -> None:
    await asks(world.sam, needed_by="2026-11-27")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    await world.clock.to("Thursday 10:00")
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    assert form.view is not None
    assert "逾期告知" in form.view.text
    await world.chen.submits(form, reason="打样失败", alternative="周一交付", by="2026-11-30")
    await world.settle()
    assert "Late notice" in (await card_of(world, 1)).text
    for who, words in (("zhao", "逾期告知"), ("maria", "Late notice"), ("chen", "逾期告知")):
        await world.clock.plus("1d")
        inbox = await world.person(who).inbox()
        assert any(words in one.text for one in inbox), f"{who} was not told"


async def test_two_working_days_before_is_in_time(world: World) -> None:
    await asks(world.sam, needed_by="2026-11-27")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    await world.clock.to("Wednesday 17:00")
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="打样失败", alternative="周一交付")
    assert "Late notice" not in (await card_of(world, 1)).text


async def test_who_may_not_is_told_who_can_and_a_second_press_changes_nothing(world: World) -> None:
    await asks(world.sam)
    card = await card_of(world, 1)
    out = await world.priya.presses("Accept", on=card)
    assert "R-1 is not yours to decide" in out.text
    assert "陈静 (liaison)" in out.text
    await world.chen.presses("Accept", on=card)
    again = await world.chen.presses_stale("Accept", on=card)
    assert "现在不能这样做" in again.text or "已接受" in again.text
    assert "accepted" in (await card_of(world, 1)).text


async def lines_of(who: Person, words: str) -> int:
    """How many messages of the person's say that of R-1, beside its card."""
    told = [one.text for one in await who.inbox() if "→" not in one.text.split("\n")[0]]
    return sum("R-1" in text and words in text for text in told)


async def test_silence_is_said_to_the_liaison_again_to_who_asked_and_later_to_head_and_pm(world: World) -> None:
    await asks(world.sam, department="R&D", answer_by="2026-11-27", needed_by="2026-12-11")
    await world.clock.to("2026-11-25 12:00")
    assert await lines_of(world.lin, "前答复") == 1, "half time"
    await world.clock.to("2026-11-27 12:00")
    assert await lines_of(world.lin, "前答复") == 2, "the last working day"
    assert await lines_of(world.sam, "no answer yet") == 0, "not before the day has passed"
    await world.clock.to("2026-11-30 23:30")  # 10:30 in New York
    assert await lines_of(world.lin, "逾期") == 1, "who has not answered is reminded on"
    assert await lines_of(world.sam, "no answer yet") == 1
    assert await lines_of(world.wang, "尚未答复") == await lines_of(world.zhao, "尚未答复") == 0
    assert "R-1" in (await world.zhao.home()).text, "the PM can see it"
    await world.clock.to("2026-12-02 12:00")
    assert await lines_of(world.wang, "尚未答复") == await lines_of(world.zhao, "尚未答复") == 1, (
        "the third working day"
    )
    await world.clock.to("2026-12-04 12:00")
    assert await lines_of(world.lin, "逾期") == 5
    assert await lines_of(world.wang, "尚未答复") == await lines_of(world.zhao, "尚未答复") == 1, "once"
    await world.clock.to("2026-12-12 12:00")
    assert await lines_of(world.lin, "逾期") == 6, "then weekly"
    await world.lin.presses("Accept", on=await card_of(world, 1))
    assert "no answer yet" not in (await world.sam.home()).text


async def test_who_asked_in_vain_turns_to_the_head_or_raises_a_dispute_that_can_be_taken_back(world: World) -> None:
    await asks(world.sam, department="R&D", answer_by="2026-11-27", needed_by="2026-12-11")
    await world.clock.to("2026-12-01 10:00")
    shown = (await world.sam.types("/request show R-1")).answer
    await world.sam.presses("Ask their head", on=shown)
    await world.clock.plus("1m")
    assert await lines_of(world.wang, "尚未答复") == 1, "at once"
    await world.sam.presses("requests.escalate", on=(await world.sam.types("/request show R-1")).answer)
    await world.clock.plus("1m")
    assert await lines_of(world.wang, "尚未答复") == 1, "asked twice, told once"
    form = await world.sam.presses("Raise a dispute", on=(await world.sam.types("/request show R-1")).answer)
    raised = await world.sam.submits(form, position="Nobody answers us.")
    assert not raised.errors, raised.text
    assert "⚖️ disputed" in (await card_of(world, 1)).text
    dispute = (await world.sam.types("/dispute show D-1")).answer
    await world.sam.presses("disputes.withdraw", on=dispute)
    assert "submitted" in (await card_of(world, 1)).text, "nobody has answered: an answer is still due"


async def test_an_impossible_day_is_told_beside_the_form_and_one_without_sense_beside_its_field(world: World) -> None:
    typed = (await world.sam.types("/request new Poster artwork by Feb 30")).view
    assert typed is not None
    assert "There is no such day." in typed.text
    assert typed.values["title"] == "Poster artwork by Feb 30", "nothing typed is lost"
    await world.sam.closes(typed)
    late = await asks(world.sam, needed_by="2026-11-20")
    assert "has passed" in late.errors["needed_by"]
    form = await world.sam.types("/request new")
    crossed = await world.sam.submits(
        form, title="Artwork", department_id=DESIGN, needed_by="2026-12-01", answer_by="2026-12-02"
    )
    assert "before" in crossed.errors["answer_by"]


async def test_undo_and_the_second_submit(world: World) -> None:
    await asks(world.sam)
    done = await world.chen.presses("Accept", on=await card_of(world, 1))
    await world.chen.presses("撤销", on=done.answer)
    assert "submitted" in (await card_of(world, 1)).text
    again = await world.chen.presses("撤销", on=done.answer)
    assert "已经撤销" in again.text


async def test_the_task_shows_that_it_waits_and_the_lists_find_it(world: World) -> None:
    form = await world.sam.types("/request new 海报终稿 2026-12-04")
    assert form.view is not None
    assert "2026-12-04" in str(form.view.raw)
    await world.sam.submits(form, department_id=DESIGN, task_number="6")
    await card_of(world, 1)
    shown = await world.sam.types("/task show T-6")
    assert "R-1" in shown.text
    for who, scope in (("sam", ""), ("sam", "mine"), ("chen", "to us"), ("chen", "给我们"), ("wang", "Design")):
        listed = await world.person(who).types(f"/request list {scope}")
        assert "R-1" in listed.text, scope
    assert "R-1" not in (await world.lin.types("/request list to us")).text
    await world.chen.types("/liaison away 今天到周五 @lin")
    assert "R-1" in (await world.lin.types("/request list to us")).text, "who stands in is asked, too"
    nothing = await world.sam.types("/request list overdue")
    assert "No such requests" in nothing.text
    wrong = await world.sam.types("/request list blorp")
    assert "does not" in wrong.text
    timeline = await world.chen.types("/request show R-1")
    assert "动态" in timeline.text


async def test_help_is_asked_for_from_a_tasks_card(world: World) -> None:
    form = await world.sam.presses("Ask for help", on=await task_card(world, 6))
    assert form.view is not None
    assert "T-6" in form.view.text + str(form.view.raw)
    assert "Marketing" not in str(form.view.element("department_id").element["options"]), "none asks itself"
    await world.sam.submits(form, title="Six cuts", department_id=DESIGN, needed_by="2026-12-04")
    assert "T-6 waits for it" in (await card_of(world, 1)).text
    refused = await world.priya.presses("Ask for help", on=await task_card(world, 6))
    late = await world.priya.submits(refused, title="Cuts", department_id=DESIGN, needed_by="2026-12-04")
    assert "You cannot ask for help" in late.text + str(late.errors)


async def test_a_deputy_head_asks_for_the_department_that_they_stand_for(world: World) -> None:
    out = await asks(world.zhao, department="设计部")
    assert out.ok, out.text
    assert "R&D → Design" in (await card_of(world, 1)).text


async def test_an_objection_is_taken_back_and_who_asked_hears_it(world: World) -> None:
    await asks(world.lin, department="设计部")
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    out = await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    await world.settle()
    assert any("替代方案" in one.text for one in await world.lin.inbox())
    await world.chen.presses("撤销", on=out.answer)
    card = await card_of(world, 1)
    assert "submitted" in card.text
    assert "印刷机坏了" not in card.text
    assert any("收回对R-1" in one.text for one in await world.lin.inbox())


async def test_an_objection_is_what_the_asked_side_says_first_in_a_dispute_about_it(world: World) -> None:
    await asks(world.sam)
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    form = await world.sam.presses("disputes.for_request", on=await card_of(world, 1))
    out = await world.sam.submits(form, position="The fair needs it printed.")
    assert "D-1" in out.text
    shown = (await world.chen.types("/dispute show D-1")).text
    assert "印刷机坏了" in shown
    assert "先给数字版" in shown
    assert "Dec 8" in shown, "in the language of the project's channel"
    withdrawn = await world.sam.presses("disputes.withdraw", on=(await world.sam.types("/dispute show D-1")).answer)
    assert "withdrawn" in withdrawn.text, "nobody has answered it yet"
