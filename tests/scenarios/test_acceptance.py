"""An acceptance as its PM, the sponsor, the heads, the liaisons and the channel live it, in both languages."""

from __future__ import annotations

from tests.scenarios.proposals import told
from tests.world import Message, Person, World

CHANNEL = "#product-launch"


async def acceptance(who: Person, words: str = "acceptance") -> Message:
    """Where it stands, as somebody reads it."""
    return (await who.types(f"/project {words}", channel=CHANNEL)).answer


async def called(world: World, *, customer: str = "", outside: str = "") -> None:
    """The PM types the checklist, for no charter is signed, gives evidence, and calls the group."""
    form = (await world.zhao.presses("录入清单", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    saved = await world.zhao.submits(form, outcomes="首月销售额500万元\n退货率低于2%")
    assert "还有2项没有验收依据" in saved.text
    form = (await world.zhao.presses("填写验收依据", on=saved.answer)).view
    assert form is not None
    saved = await world.zhao.submits(form, evidence_0="销售日报：512万元", evidence_1="客服统计：1.6%")
    assert "验收已准备好" in saved.text
    form = (await world.zhao.presses("客户代表", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    named = {"customer": customer} if customer else {"customer_name": outside}
    await world.zhao.submits(form, **{name: one for name, one in named.items() if one})
    done = await world.zhao.presses("发起验收", on=await acceptance(world.zhao, "验收"))
    assert "验收清单还待" in done.text
    # Each gets the checklist in the working hours of their own zone.
    await world.clock.to("Tuesday 17:00")


async def judged_by_all(world: World) -> None:
    """Maria finds a remainder; all others find that all is met."""
    card = await told(world, "maria", "You are asked as sponsor, head of Marketing")
    assert "Checklist: typed in, for no charter is signed." in card.text
    assert "Evidence: 销售日报：512万元" in card.text
    menu = card.element("acceptance.verdict").block["accessory"]
    value = next(one["value"] for one in menu["options"] if one["text"]["text"] == "met with a remainder")
    form = (await world.maria.chooses("acceptance.verdict", value, on=card)).view
    assert form is not None
    lead = form.element("department_id").block["element"]["options"][2]["value"]
    early = await world.maria.submits(form, words="Ten shops", department_id=lead, due_on="2026-11-01")
    assert early.errors["due_on"] == "Say a day after today until which it is put right."
    kept = await world.maria.submits(form, words="The last ten shops", department_id=lead, due_on="2026-12-01")
    assert "Lines that wait for your verdict: 1" in kept.text, kept.errors
    await world.settle()
    done = await world.maria.presses("All others are met", on=await told(world, "maria", "You are asked as sponsor"))
    assert "you have judged every line" in done.text
    for who, name in ((world.wang, "wang"), (world.liu, "liu"), (world.chen, "chen")):
        card = await told(world, name, "首月销售额500万元")
        assert "负责人身份逐项判定" in card.text, "the report is signed later"
        assert "市场部负责人：限期整改后通过" in card.text
        done = await who.presses("其余均通过", on=card)
        assert "您已逐项判定完毕" in done.text
        await world.clock.plus("10s")
        assert "请您以" not in (await told(world, name, "首月销售额500万元")).text, "nothing is asked for now"
    await world.priya.presses("All others are met", on=await told(world, "priya", "首月销售额500万元"))


async def signed_by_all(world: World) -> None:
    """The report comes to everybody, whatever they judged."""
    await world.clock.to("Wednesday 17:00")
    for who, name in ((world.wang, "wang"), (world.liu, "liu"), (world.chen, "chen")):
        card = await told(world, name, "报告待签署")
        assert "限期整改后通过 · The last ten shops" in card.text, "each reads what others have judged"
        assert "负责人身份签署报告" in card.text
        assert "您已签署验收报告" in (await who.presses("签署报告", on=card)).text
    for who, name in ((world.maria, "maria"), (world.priya, "priya")):
        await who.presses("Sign the report", on=await told(world, name, "waits for signatures of its report"))
    await world.clock.plus("10s")


async def test_an_acceptance_with_a_customer_on_paper_and_a_remainder_ends_the_project(world: World) -> None:
    nobody = await acceptance(world.sam)
    assert "not yours to run" in nobody.text
    await called(world, outside="吴女士")
    await judged_by_all(world)
    shown = await acceptance(world.zhao, "验收")
    assert "⏳ 客户代表吴女士（纸面）" in shown.text
    assert "🔵 发起部门负责人 · Maria Weber · 已判定 · 同时也是市场部负责人" in shown.text
    form = (await world.zhao.presses("登记签署件", on=shown)).view
    assert form is not None
    bare = await world.zhao.submits(form)
    assert bare.errors["files"]
    paper = await world.zhao.attaches("签署件.pdf", "%PDF-1.4")
    done = await world.zhao.submits(form, files=[paper])
    assert "已全部判定" in done.text, done.errors
    await signed_by_all(world)
    posted = next(one for one in await world.sam.sees(CHANNEL) if "is accepted once its remainder" in one.text)
    assert "1 of 2 lines met · 1 with a remainder" in posted.text
    assert "Sales" in posted.text
    files = [one for one in await world.sam.sees(CHANNEL) if "Acceptance report of P-2026-001" in one.text]
    assert len(files) == 1, "the channel gets the report"
    status = (await world.zhao.types("/project status", channel=CHANNEL)).text
    assert "限期整改" in status
    await world.clock.to("Thursday 17:00")
    waits = await told(world, "priya", "give evidence that this is put right")
    form = (await world.priya.presses("Give evidence", on=waits)).view
    assert form is not None
    given = await world.priya.submits(form, proof="Delivery notes of all ten shops")
    assert "your evidence is with 赵敏" in given.text
    agreed = await world.zhao.presses("确认整改完成", on=await acceptance(world.zhao, "验收"))
    assert "项目通过验收" in agreed.text
    await world.clock.plus("10s")
    assert any("the last remainder is put right" in one.text for one in await world.sam.sees(CHANNEL))
    assert not any("is accepted and closed" in one.text for one in await world.sam.sees(CHANNEL)), "tasks are open"
    form = (await world.zhao.presses("处理并结项", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    assert "项目已通过验收" in form.text


async def test_a_guest_judges_for_the_customer_and_what_is_not_met_is_judged_again(world: World) -> None:
    guest = await world.arrives("guest", real_name="Wu Ying", locale="en-US", tz="Europe/London", is_restricted=True)
    await called(world, customer="guest")
    card = await told(world, "guest", "You are asked as customer representative")
    menu = card.element("acceptance.verdict").block["accessory"]
    value = next(one["value"] for one in menu["options"] if one["text"]["text"] == "not met")
    form = (await guest.chooses("acceptance.verdict", value, on=card)).view
    assert form is not None
    lead = form.element("department_id").block["element"]["options"][0]["value"]
    await guest.submits(form, words="We count 410", department_id=lead, due_on="2026-12-01")
    await guest.presses("All others are met", on=await told(world, "guest", "You are asked as customer"))
    await judged_by_all(world)
    await world.clock.to("Wednesday 17:00")
    await guest.presses("Sign the report", on=await told(world, "guest", "waits for signatures"))
    await signed_by_all(world)
    posted = next(one for one in await world.sam.sees(CHANNEL) if "is not accepted yet" in one.text)
    assert "We count 410" in posted.text
    again = await acceptance(world.zhao, "验收")
    assert "重新验收" in again.text
    assert "退货率" not in again.text, "these lines and no others"


async def test_who_stands_in_is_asked_for_nothing_that_is_judged_and_bare_lines_are_listed(world: World) -> None:
    await world.wang.types("/liaison 代理 @赵敏 今天到下周五")
    form = (await world.zhao.presses("录入清单", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    await world.zhao.submits(form, outcomes="首月销售额500万元\n退货率低于2%")
    bare = await world.zhao.presses("发起验收", on=await acceptance(world.zhao, "验收"))
    assert "请补充第1、2项的验收依据" in bare.text
    form = (await world.zhao.presses("填写验收依据", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    await world.zhao.submits(form, evidence_0="512万元", evidence_1="1.6%")
    await world.zhao.presses("发起验收", on=await acceptance(world.zhao, "验收"))
    asked = await acceptance(world.zhao, "验收")
    assert "请您以研发部负责人（代王磊）身份逐项判定" in asked.text, asked.text
    await world.clock.to("Tuesday 10:00")
    await world.wang.presses("其余均通过", on=await told(world, "wang", "首月销售额500万元"))
    assert "请您以" not in (await acceptance(world.zhao, "验收")).text, "王磊 has judged himself"


async def test_what_a_pm_did_last_to_an_acceptance_is_told_and_taken_back_by_the_line_too(world: World) -> None:
    nothing = await acceptance(world.zhao, "验收 撤销")
    assert "没有" in nothing.text, nothing.text
    form = (await world.zhao.presses("录入清单", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    await world.zhao.submits(form, outcomes="首月销售额500万元")
    form = (await world.zhao.presses("客户代表", on=await acceptance(world.zhao, "验收"))).view
    assert form is not None
    named = await world.zhao.submits(form, customer_name="吴女士")
    assert "客户代表：吴女士" in named.text
    assert "吴女士" in (await acceptance(world.zhao, "验收")).text
    await acceptance(world.zhao, "验收 撤销")
    assert "吴女士" not in (await acceptance(world.zhao, "验收")).text
