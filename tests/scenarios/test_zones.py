"""It is Monday morning in Shanghai, where the project is, and Sunday night in New York, where Sam writes."""

from __future__ import annotations

from tests.world import World


async def test_next_friday_said_in_new_york_is_that_of_the_project_in_shanghai(world: World) -> None:
    said = await world.sam.types("/task update T-6 due next fri because legal is late")
    assert "is now due Fri, Dec 4 (GMT+8)." in said.text
    assert "is now due Fri, Dec 4 (GMT+8).\ninstead of" in said.text
    added = await world.sam.types("/task add Press kit by tomorrow @Sam Carter")
    assert "due Tue, Nov 24 (GMT+8)." in added.text, "Tuesday: it is Monday there"
    in_chinese = await world.zhao.types("/task update T-4 延到下周五，因为等样品")
    assert "12月4日 周五（北京时间）" in in_chinese.text
    form = (await world.sam.types("/request new Poster artwork by next fri")).view
    assert form is not None
    assert form.element("needed_by").element["initial_date"] == "2026-12-04"
    sent = await world.sam.submits(form, department_id=form.element("department_id").element["options"][-1]["value"])
    assert "needed by Fri, Dec 4 (GMT+8) · answer by Wed, Nov 25 (GMT+8) · working days of China" in sent.text


async def test_what_is_counted_in_working_days_names_its_calendar(world: World) -> None:
    said = await world.sam.types("/task update T-6 due in 5 working days because legal is late")
    assert "is now due Mon, Nov 30 (GMT+8)." in said.text
    assert "working days of China" in said.text
    plain = await world.sam.types("/task update T-6 due dec 3 because legal is later")
    assert "working days" not in plain.text
    shown = await world.chen.types("/task show T-3")
    assert "中国的工作日" in shown.text
    waits = await world.chen.types("/liaison inbox")
    assert "T-3 · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）" in waits.text.replace("*", "")


async def test_a_year_without_a_decree_is_marked_wherever_it_shows(world: World) -> None:
    said = await world.sam.types("/task update T-12 due 2027-01-15 because legal is late")
    assert "⚠️ working days of China; the days off of 2027 are not decreed yet" in said.text
    await world.clock.plus("5s")
    for who, words in (
        ("sam", "/task show T-12"),
        ("chen", "/task show T-12"),
        ("sam", "/task list mine"),
        ("chen", "/task list @Sam Carter"),
    ):
        out = await world.person(who).types(words)
        assert "⚠️" in out.text, (words, out.text)
        assert "not decreed yet" in out.text or "2027年" in out.text, (words, out.text)
    card = next(one for one in await world.posted() if "*T-12 ·" in one.text)
    assert "⚠️ working days of China; the days off of 2027 are not decreed yet" in card.text
    form = (await world.sam.types("/request new Poster artwork by 2027-02-20")).view
    assert form is not None
    asked = await world.sam.submits(form, department_id=form.element("department_id").element["options"][-1]["value"])
    assert "⚠️ working days of China; the days off of 2027 are not decreed yet" not in asked.text, (
        "the answer is due this year"
    )
