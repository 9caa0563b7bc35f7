"""Scenario templates: `/plan template` with its form of three steps, a project saved as one, and their list."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from pydantic import Field

from bot.documents import pictures, workbooks
from bot.plans.gantt import columns, layout, lines
from bot.plans.gantt.page import Page
from bot.plans.gantt.svg import svg
from bot.process.kernel import calendars
from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.projects import finding
from bot.process.scenarios import applying, editing, library, listing, saving
from bot.process.scenarios.naming import NAME_AT_MOST
from bot.process.scenarios.shown import NOBODY, Asked, Beginning, Looked, field_of
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import occasions
from handlers.plans.gantt import NAME, PAGES_AT_MOST

routes = Routes[Turn]()

# What is typed is kept under this name.
DRAFT = "scenarios"
SAVE = ("save", "保存", "另存", "存为", "存為")
LIST = ("list", "列表")
# An option of a menu shows no more.
NO_DEPARTMENT = _("Nobody here: leave its tasks out")
STEP_GONE = _("An earlier step of this form is not kept any more. Close it, and open it anew.")


class What(forms.Form):
    """Step 1: which template, for which project."""

    project_id: int
    template: str = Field(max_length=30)


class Saving(forms.Form):
    """Which project is saved, and how the template is called."""

    project_id: int
    name: str = Field(max_length=NAME_AT_MOST)


class Naming(forms.Form):
    """Another name of a template."""

    name: str = Field(max_length=NAME_AT_MOST)


@routes.command("/plan", "template", "模板", "套用模板", "套用", "範本", "套用範本")
async def template(turn: Turn) -> None:
    """Take a template into a project; `save` makes one of it, `list` shows those that there are."""
    first, _space, rest = turn.words.partition(" ")
    if first.lower() in SAVE:
        await _save(turn, rest.strip())
    elif first.lower() in LIST:
        await turn.answer("scenarios/list", **await turn.see(listing.page, 1))
    else:
        # Into which project may be said with it, and alone: which template is asked then.
        number = next((one for one in turn.words.split() if finding.NUMBER.fullmatch(one)), "")
        name = " ".join(one for one in turn.words.split() if one != number)
        into = (await turn.see(finding.find, number)).id if number else None
        await _begin(turn, await turn.see(library.meant, name), into)


@routes.command("/plan", "save", "存为模板", "另存为模板", "存為範本")
async def save(turn: Turn) -> None:
    """Make a template of a project."""
    await _save(turn, turn.words)


@routes.command("/plan", "templates", "模板列表", "範本列表")
async def list_templates(turn: Turn) -> None:
    """The templates that there are."""
    await turn.answer("scenarios/list", **await turn.see(listing.page, 1))


@routes.action("scenarios.page.next", "scenarios.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of them."""
    await turn.answer("scenarios/list", **await turn.see(listing.page, turn.number))


@routes.action("scenarios.use")
async def use(turn: Turn) -> None:
    """The button beside one."""
    await _begin(turn, turn.value)


@routes.action("scenarios.more")
async def more(turn: Turn) -> None:
    """What is chosen beside one that the person may change."""
    what, _space, key = turn.value.partition(" ")
    if what == "use":
        await _begin(turn, key)
    elif what == "rename":
        kept = await turn.see(editing.to_rename, key)
        await turn.open("scenarios/form_rename", about={"key": key}, kept=kept, longest=NAME_AT_MOST)
    else:
        await turn.answer("scenarios/deleted", kept=await turn.do(editing.delete, key), undo_minutes=UNDO_MINUTES)


@routes.action("scenarios.delete")
async def delete(turn: Turn) -> None:
    """The button beside what was just saved."""
    await turn.answer("scenarios/deleted", kept=await turn.do(editing.delete, turn.value), undo_minutes=UNDO_MINUTES)


@routes.action("scenarios.restore")
async def restore(turn: Turn) -> None:
    """The button beside what was deleted."""
    await turn.answer("scenarios/restored", kept=await turn.do(editing.bring_back, turn.value))


@routes.view("scenarios.rename")
async def submit_rename(turn: Turn) -> None:
    """The other name was typed."""
    form = forms.parse(Naming, turn.body["view"])
    await turn.answer("scenarios/renamed", kept=await turn.do(editing.rename, turn.target["key"], form.name))


@routes.view("scenarios.what")
async def submit_what(turn: Turn) -> None:
    """Step 1 was sent."""
    form = forms.parse(What, turn.body["view"])
    await turn.next_step("scenarios/form_who", **await _who(turn, form.project_id, form.template))


@routes.view("scenarios.who")
async def submit_who(turn: Turn) -> None:
    """Step 2 was sent: show what the template would do."""
    looked = await turn.see(applying.look, await _asked(turn))
    await turn.next_step("scenarios/form_preview", **_preview(looked))


@routes.view("scenarios.take")
async def submit_preview(turn: Turn) -> None:
    """It was looked at, and is taken; where it would do something else by now, it is shown once more."""
    asked, is_again = await _asked(turn), bool(forms.values(turn.body["view"]).get("again"))
    told = await turn.do(applying.take, asked, seen=str(turn.target["seen"]), is_again=is_again)
    if told is None:
        looked = await turn.see(applying.look, asked)
        await turn.next_step("scenarios/form_preview", **_preview(looked, is_news=True))
        return
    await turn.answer("scenarios/done", told=told, undo_minutes=UNDO_MINUTES)
    await occasions.after(turn, told.project.id)


@routes.action("scenarios.back.what")
async def back_to_what(turn: Turn) -> None:
    """Another template, or another project."""
    await turn.redraw(turn.body["view"]["id"], "scenarios/form_what", **await _what(turn, ""))


@routes.action("scenarios.back.who")
async def back_to_who(turn: Turn) -> None:
    """Another first day, or other departments."""
    asked = await _asked(turn)
    who = await _who(turn, asked.project_id, asked.key)
    await turn.redraw(turn.body["view"]["id"], "scenarios/form_who", **who)


@routes.action("scenarios.gantt")
async def draw(turn: Turn) -> None:
    """What is looked at as a picture, to the person alone."""
    looked = await turn.see(applying.look, await _asked(turn))
    await turn.accept()
    title = f"{looked.project.number} {looked.template.name.for_(turn.reader)}"
    counted = await turn.see(lambda work: calendars.of_project(work, looked.project))
    opened = [row.id for row in looked.laid.plan.rows if row.is_summary]
    today = turn.machine.clock.now().date()
    chart = lines.chart(looked.laid.plan, title, today, counted, looked.laid.places, opened=opened)
    pages = layout.pages(chart, turn.reader, columns.DESK)
    for number, page in zip(range(PAGES_AT_MOST), pages, strict=False):
        content = await asyncio.to_thread(_drawn, page)
        words = [looked.project.number, NAME.for_(turn.reader), *([str(number + 1)] if number else [])]
        name = workbooks.file_name(*words, ending="png")
        await turn.send_file(name, content, "scenarios/gantt", looked=looked)
    await turn.redraw(turn.body["view"]["id"], "scenarios/form_preview", **_preview(looked, is_drawn=True))


@routes.view("scenarios.save")
async def submit_save(turn: Turn) -> None:
    """The form in which a project is saved as a template."""
    form = forms.parse(Saving, turn.body["view"])
    await turn.answer("scenarios/saved", saved=await turn.do(saving.save, form.project_id, form.name))


async def _save(turn: Turn, words: str) -> None:
    """With a name at once; without one by a form."""
    first, _space, rest = words.partition(" ")
    number, name = (first, rest.strip()) if first.upper().startswith("P-") else ("", words)
    project = await turn.see(finding.only, turn.channel_id or "", number)
    await turn.see(saving.must_save, project.id)
    if name:
        await turn.answer("scenarios/saved", saved=await turn.do(saving.save, project.id, name))
        return
    kept_as = f"{DRAFT}.save:{project.id}"
    projects = [(project.id, f"{project.number} {project.name}")]
    await turn.open("scenarios/form_save", kept_as=kept_as, projects=projects, named=project.name, longest=NAME_AT_MOST)


async def _begin(turn: Turn, key: str, into: int | None = None) -> None:
    """Step 1, with that template chosen; what was said so is not what was typed before."""
    await turn.open("scenarios/form_what", kept_as=DRAFT, is_afresh=True, **await _what(turn, key, into))


async def _what(turn: Turn, key: str, into: int | None = None) -> dict[str, Any]:
    projects = await turn.see(applying.where, turn.channel_id or "")
    if into is not None:
        meant = await turn.see(applying.must_apply, into)
        projects = [meant, *(one for one in projects if one.id != into)]
    found = await turn.see(library.entries)
    chosen = key or await turn.see(library.proposed_for, projects[0])
    named = [(one.key, one.name.for_(turn.reader)) for one in found]
    return {
        "projects": [(one.id, f"{one.number} {one.name}") for one in projects],
        "templates": named,
        "chosen": chosen or named[0][0],
        "is_proposed": bool(chosen) and not key,
    }


async def _who(turn: Turn, project_id: int, key: str) -> dict[str, Any]:
    begins: Beginning = await turn.see(applying.begin, project_id, key)
    departments = [(one.id, one.name.for_(turn.reader)) for one in begins.departments]
    nobody = (NOBODY, NO_DEPARTMENT.for_(turn.reader))
    fields = [
        (field_of(project_id, key, place), role.name, begins.guessed[role.key])
        for place, role in enumerate(begins.template.roles)
    ]
    language = applying.language_of(begins.project) if begins.template.is_computed else None
    return {
        "about": {"project": project_id},
        "begins": begins,
        "fields": fields,
        "offered": [*departments, nobody],
        "language": language,
    }


async def _asked(turn: Turn) -> Asked:
    """What the steps of the form say together. Raises Refused where an earlier one is not kept any more."""
    whole = await turn.whole()
    if not {"project_id", "template", "begins"} <= whole.keys():
        raise Refused(STEP_GONE)
    with reading():
        project_id, key = as_number(whole["project_id"]), str(whole["template"])
        begins = date.fromisoformat(str(whole["begins"]))
    found = await turn.see(applying.begin, project_id, key)
    said = {
        role.key: as_number(whole[field])
        for place, role in enumerate(found.template.roles)
        if (field := field_of(project_id, key, place)) in whole
    }
    return Asked(project_id, key, begins, said, str(whole.get("language", "")))


def _drawn(page: Page) -> bytes:
    return pictures.png(svg(page))


def _preview(looked: Looked, *, is_news: bool = False, is_drawn: bool = False) -> dict[str, Any]:
    return {"about": {"seen": looked.seen}, "looked": looked, "is_news": is_news, "is_drawn": is_drawn}
