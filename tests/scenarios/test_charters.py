"""A charter is written, signed, returned, changed and verified: told by its PM, its sponsor and the heads."""

from __future__ import annotations

from typing import Any

from tests.scenarios.proposals import proposed, told
from tests.world import Message, Outcome, Person, View, World

NUMBER = "P-2026-002"
CHANNEL = "#p-2026-002-aurora-reading-lamp"
SAID: dict[str, dict[str, Any]] = {
    "Scope": {"inside": "The lamp\nThe shop page", "outside": "The app"},
    "Contribution of Marketing": {"contribution": "The campaign, 35万元"},
    "Contribution of R&D": {"contribution": "Two engineers until June"},
}


async def begun(world: World) -> None:
    """The lamp of Marketing and R&D is proposed by Sam, who leads it, and approved by Maria, who is its sponsor."""
    await proposed(world, world.sam, departments=["R&D"])
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", "Aurora reading lamp* ·"))
    await world.clock.to("Tuesday 22:00")


async def charter(who: Person, of: str = NUMBER) -> Message:
    """Where it stands, as somebody reads it."""
    return (await who.types(f"/project charter {of}", channel="#general")).answer


async def section(who: Person, name: str, on: Message | None = None) -> View:
    """The form of a section."""
    shown = on or await charter(who)
    options = shown.element("charters.edit").block["elements"][0]["options"]
    value = next(one["value"] for one in options if one["text"]["text"] == name)
    form = (await who.chooses("charters.edit", value, on=shown)).view
    assert form is not None, name
    return form


async def written(who: Person) -> None:
    """What has to be said of it is said."""
    for name, said in SAID.items():
        saved = await who.submits(await section(who, name), **said)
        assert not saved.errors, saved.errors


async def sent(world: World, who: Person) -> Outcome:
    """It is sent for signature; those who are asked have it by the next day."""
    done = await who.presses("Send for signature", on=await charter(who))
    await world.clock.to("Wednesday 17:00")
    return done


async def test_a_charter_is_written_from_what_was_proposed_and_signed_by_all(world: World) -> None:
    await begun(world)
    shown = await charter(world.sam)
    for line in ("✅ Background and objective", "✅ Expected outcomes", "⚪ Scope", "⚪ Contribution of R&D"):
        assert line in shown.text, line
    assert "not written yet" in shown.text
    assert not shown.finds("Send for signature")
    looked = await charter(world.sam)
    assert "not written yet" in looked.text, "nobody begins it by looking"
    begins = await world.sam.submits(await section(world.sam, "Risk plan"), risks="The supplier is late")
    assert not begins.errors, begins.errors
    assert "Sam Carter · began the charter" in (await charter(world.sam)).text
    early = await world.sam.presses("Send for signature", on=await charter(world.sam))
    assert "something has to be said of: Scope, Contribution of Marketing, Contribution of R&D" in early.text
    await written(world.sam)
    budget = await world.sam.submits(await section(world.sam, "Budget"), amount="much")
    assert "Say an amount and its currency" in budget.errors["amount"]
    await world.sam.submits(await section(world.sam, "Budget"), amount="120万元", budget_words="Tooling 60, launch 60")
    preview = await world.sam.presses("Preview", on=await charter(world.sam))
    for line in ("Dealers ask for a reading lamp", "On sale in 200 shops by 30 June", "CNY 1,200,000", "The shop page"):
        assert line in preview.text, line
    done = await sent(world, world.sam)
    assert "version 1 of the charter waits for 3 signatures" in done.text
    assert "head of Marketing (Maria Weber), head of R&D" in done.text
    card = await told(world, "maria", "You are asked as sponsor, head of Marketing")
    assert "The campaign, 35万元" in card.text
    assert "Two engineers" not in card.text, "that is for the head of R&D"
    assert (await charter(world.maria, f"sign {NUMBER}")).finds("Sign"), "what is asked for is there to be pressed"
    assert (
        "On sale in 200 shops" in (await world.sam.types(f"/project charter {NUMBER} preview", channel="#general")).text
    )
    signed = await world.maria.presses("Sign", on=card)
    assert "you have signed version 1 of the charter" in signed.text
    missing = await charter(world.sam)
    assert "⏳ head of R&D · 王磊" in missing.text
    assert "waits for 1 working day" in missing.text
    assert "✅ sponsor · Maria Weber" in missing.text
    await signs_as_head(world)
    channel = next(one for one in await world.maria.sees(CHANNEL) if one.from_app and "is signed by all" in one.text)
    assert "The project is in planning now" in channel.text
    status = (await world.sam.types(f"/project status {NUMBER}")).text
    assert "Next: the plan with `/plan template`, `/plan import` or `/task add`, the weekly meeting with" in status
    await world.clock.plus("5s")
    pinned = [one["request"]["timestamp"] for one in await world.traffic("pins.add")]
    assert channel.ts in pinned, "whoever looks for it finds it"
    await world.clock.to("Wednesday 23:00")
    assert "all have signed version 1" in (await told(world, "sam", "all have signed version 1")).text


async def signs_as_head(world: World) -> Message:
    """The head of R&D signs, who reads Chinese."""
    card = await told(world, "wang", "研发部负责人")
    done = await world.wang.presses("签署", on=card)
    assert "已全部签署" in done.text
    await world.clock.plus("10s")
    return card


async def test_one_that_is_returned_is_changed_and_those_sign_again_whom_that_concerns(world: World) -> None:
    await begun(world)
    await charter(world.sam)
    await written(world.sam)
    await sent(world, world.sam)
    await world.maria.presses("Sign", on=await told(world, "maria", "You are asked as sponsor"))
    form = await world.wang.presses("附理由退回", on=await told(world, "wang", "研发部负责人"))
    assert (await world.wang.submits(form)).errors, "nobody could change it without a reason"
    done = await world.wang.submits(form, reason="5月前只有一名工程师")
    assert "项目章程已附理由退回" in done.text
    await world.clock.to("Wednesday 23:30")
    back = await told(world, "sam", "has returned the charter")
    assert "5月前只有一名工程师" in back.text
    await world.sam.submits(await section(world.sam, "Contribution of R&D"), contribution="One engineer until May")
    again = await world.sam.presses("Send for signature", on=await charter(world.sam))
    assert "version 2 of the charter waits for 1 signature" in again.text
    await world.clock.to("Thursday 11:00")
    of_wang = [one for one in await world.wang.inbox() if "项目章程* ·" in one.text or "项目章程 ·" in one.text]
    cards = [
        one
        for one in of_wang
        if (one.finds("charters.show") and one.finds("charters.word")) or "较新的那条" in one.text
    ]
    assert len(cards) == 2, "a new message makes the phone ring; a card that changes does not"
    assert "章程已重新送签，请看较新的那条消息" in cards[0].text
    assert not cards[0].finds("签署"), "there is one place to sign"
    card = await told(world, "wang", "· 第2版 ·")
    assert "由“Two engineers until June”改为“One engineer until May”" in card.text
    of_maria = [one for one in await world.maria.inbox() if one.finds("Withdraw my signature")]
    assert len(of_maria) == 1, "whom the change does not concern keeps the card that she has"
    stale = await world.wang.presses_stale("签署", on=await told(world, "wang", "· 第2版 ·"))
    assert "已全部签署" in stale.text
    assert "✅ sponsor" in (await charter(world.sam)).text
    await world.clock.plus("10s")
    first = next(one for one in await world.maria.sees(CHANNEL) if one.from_app and "is signed by all" in one.text)
    await world.sam.submits(await section(world.sam, "Contribution of R&D"), contribution="One engineer until June")
    await world.sam.presses("Send for signature", on=await charter(world.sam))
    await world.clock.to("Friday 11:00")
    await world.wang.presses("签署", on=await told(world, "wang", "· 第3版 ·"))
    await world.clock.plus("10s")
    unpinned = [one["request"]["timestamp"] for one in await world.traffic("pins.remove")]
    assert unpinned == [first.ts], "one charter stands pinned, the one in force"


async def test_a_signature_is_verified_by_its_code_by_those_who_may_see_the_project(world: World) -> None:
    await begun(world)
    await charter(world.sam)
    await written(world.sam)
    await sent(world, world.sam)
    await world.maria.presses("Sign", on=await told(world, "maria", "You are asked as sponsor"))
    shown = await charter(world.sam)
    code = shown.text.partition("✅ sponsor")[2].partition("`")[2].partition("`")[0]
    assert len(code) == 14, shown.text
    found = await world.sam.types(f"/project verify {code}", channel="#general")
    assert f"✅ {code}: Maria Weber signed Project charter of {NUMBER}" in found.text
    assert "version 1, as sponsor" in found.text
    assert "reads today as it was signed" in found.text
    chinese = await world.wang.types(f"/project 校验 {code.lower()}", channel="#general")
    assert "以发起部门负责人身份签署了" in chinese.text
    nothing = await world.sam.types("/project verify 0000-0000-0000", channel="#general")
    assert "There is no such check code here" in nothing.text
    withdrawn = await world.maria.presses("Withdraw my signature", on=await charter(world.maria))
    assert "your signature is withdrawn; Sam Carter is told" in withdrawn.text
    after = await world.sam.types(f"/project verify {code}", channel="#general")
    assert "⚠️" in after.text
    assert "withdrawn, given anew" in after.text


async def test_who_is_asked_gets_the_document_and_anybody_in_it_can_have_it_in_their_language(world: World) -> None:
    await begun(world)
    await charter(world.sam)
    await written(world.sam)
    await sent(world, world.sam)
    names = [one["name"] for message in await world.maria.inbox() for one in message.raw.get("files") or []]
    assert [one.startswith(f"{NUMBER}-Project charter") for one in names] == [True], names
    asked = await world.wang.presses("charters.word", on=await told(world, "wang", "研发部负责人"))
    assert "已发到你与Liaison的对话中" in asked.text
    await world.settle()
    file = next(one for one in reversed(await world.wang.inbox()) if one.raw.get("files")).raw["files"][0]
    assert file["name"].startswith(f"{NUMBER}-项目章程-")
    assert file["name"].endswith(".docx")


async def test_a_project_that_runs_gets_its_charter_after_the_fact_and_keeps_its_phase(world: World) -> None:
    shown = (await world.zhao.types("/project 章程")).answer
    assert "尚未编写" in shown.text
    assert "还没有项目章程" in (await world.chen.types("/project 章程")).text
    for name in ("项目范围", "预期成果"):
        value = {"inside": "官网"} if name == "项目范围" else {"outcomes": "首月销售500万元"}
        await world.zhao.submits(await section_of(world.zhao, name), **value)
    assert "补签章程" in (await world.zhao.types("/project 章程")).text
    others = await world.chen.types("/project 章程")
    assert "编写中" in others.text
    assert not others.answer.finds("charters.edit"), "the PM alone writes it"
    form = await section_of(world.zhao, "周期与里程碑")
    wrong = await world.zhao.submits(form, milestones="样机通过")
    assert "没有日期" in wrong.errors["milestones"]


async def section_of(who: Person, name: str) -> View:
    """The form of a section of the project whose channel it is."""
    return await section(who, name, (await who.types("/project 章程")).answer)


async def test_nobody_else_finds_the_charter_or_begins_one(world: World) -> None:
    refused = await world.chen.types("/project 章程")
    assert "还没有项目章程" in refused.text
    assert "赵敏" in refused.text, "it is said who can"
    await begun(world)
    unknown = await world.priya.types("/project charter P-2026-099", channel="#general")
    assert "There is no project P-2026-099 here" in unknown.text


async def test_who_never_answers_is_reminded_and_at_last_the_sponsor_goes_on(world: World) -> None:
    await begun(world)
    await charter(world.sam)
    await written(world.sam)
    await sent(world, world.sam)
    status = (await world.maria.types("/project status P-2026-002")).text
    assert status.count("sign the charter as") == 2, "each signs for themselves"
    assert "王磊" in status
    await world.maria.presses("Sign", on=await told(world, "maria", "You are asked as sponsor"))
    early = await charter(world.maria)
    assert not early.finds("Go on without a signature"), "the day is not over"
    await world.clock.plus("5d")
    assert "签署项目章程" in (await world.wang.home()).text
    await world.clock.to("Tuesday 23:00")
    home = (await world.sam.home()).text
    assert "charter: 1 signature missing" in home
    form = (await world.maria.presses("Go on without a signature", on=await charter(world.maria))).view
    assert form is not None
    assert "head of R&D" in form.text
    done = await world.maria.submits(form, reason="At sea until June")
    assert "version 1 of the charter is in force; 1 signature is missing" in done.text
    await world.settle()
    assert "all have signed" not in (await told(world, "sam", "is in force")).text
    assert "not signed: Maria Weber went on without it. At sea until June" in (await charter(world.sam)).text
    passed = [one for one in await world.wang.inbox() if "At sea until June" in one.text and "Maria Weber" in one.text]
    assert passed, "who was passed over reads that in their card"
    assert not passed[-1].finds("签署"), "it is signed"
