"""`/change new`, list, show, picture, tolerance, help; the form of a request, and what it is filled in with."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from bot.documents import pictures, workbooks
from bot.plans.gantt import columns, layout
from bot.plans.gantt.svg import svg
from bot.process import callbacks
from bot.process.changes import asking, becoming, deciding, lists, picture, rounding, tolerance
from bot.process.changes.asking import NewChange
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.changes.states import REASONS, Reason
from bot.process.disputes.kind import DISPUTES
from bot.process.kernel.flow import Made
from bot.process.projects import finding
from bot.process.risks.kind import RISKS
from bot.slack import forms
from bot.slack.came import LARGEST, as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import tidy
from handlers import matters
from handlers.charters import Section
from storage.projects import Project

routes = Routes[Turn]()

_NUMBER = Pattern(r"(?:[Cc][\s-]*|#)?(\d{1,9})$")
WHICH = _("Which change? Name it by its number, for example `/change show C-1`.")


class ChangeForm(forms.Form):
    """The form of a request."""

    title: str = Field(max_length=asking.TITLE_AT_MOST)
    why: str = Field(default="", max_length=2000)
    reason: Reason = Reason.OTHER
    days: str = Field(default="", max_length=2500)

    def asked(self, project_id: int) -> NewChange:
        """As the process takes it."""
        return NewChange(project_id, self.title, self.why, self.reason.value, self.days)


class Moving(BaseModel):
    """A date that could not be moved without a change, as the button beside that keeps it."""

    number: int | None = Field(default=None, ge=0, le=LARGEST)
    due_on: date | None = None
    note: str = ""
    days: dict[int, date] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _moves_something(self) -> Self:
        if not self.wanted:
            raise ValueError("no day is moved")
        return self

    @property
    def wanted(self) -> dict[int, str]:
        """The days by the numbers of the tasks."""
        own = {self.number: self.due_on} if self.number is not None and self.due_on is not None else {}
        return {number: day.isoformat() for number, day in (self.days | own).items()}


class ChosenSection(forms.Form):
    """Which section of the charter changes."""

    name: str


matters.hear(
    routes,
    CHANGES,
    which=WHICH,
    timeline=lists.timeline,
    scope_of=lists.scope_of,
    page=lists.page,
    undo=deciding.undo,
)
matters.at_once(routes, CHANGES, "call_off", deciding.call_off)


@routes.command("/change", "new", "add", "request", "新增", "新建", "申请", "申請", "提出")
async def new(turn: Turn) -> None:
    """The form; what the line says stands in it, and days that it names by a task's number."""
    project = await turn.see(finding.only, turn.channel_id or "")
    words = " ".join(turn.words.split())
    is_days = asking.LINE.match(words) is not None
    draft = NewChange(project.id, "" if is_days else words[: asking.TITLE_AT_MOST], days=words if is_days else "")
    await turn.open(**await _new(turn, draft), is_afresh=bool(words))


@routes.action("changes.of_move")
async def of_move(turn: Turn) -> None:
    """A date that was to move goes by a change: the form, filled in with it."""
    with reading():
        moving = Moving.model_validate_json(turn.value)
    await turn.open(**await of_days(turn, moving), is_afresh=True)


async def of_days(turn: Turn, moving: Moving, why: Text | None = None) -> Sheet:
    """The form of a request to move these days; `why` they move only so."""
    return {**await _new(turn, await turn.see(becoming.of_days, moving.wanted, moving.note)), "because": why}


@routes.action("risks.change")
async def of_risk(turn: Turn) -> None:
    """A risk that has happened becomes a change."""
    await _of_matter(turn, RISKS.flow)


@routes.action("disputes.change")
async def of_dispute(turn: Turn) -> None:
    """A dispute that is over becomes a change."""
    await _of_matter(turn, DISPUTES.flow)


async def _of_matter(turn: Turn, flow: str) -> None:
    draft = await turn.see(becoming.of_matter, flow, turn.number)
    await turn.open(**await _new(turn, draft, {"flow": flow, "of": turn.number}), is_afresh=True)


async def _new(turn: Turn, draft: NewChange, of: Mapping[str, Any] | None = None) -> Sheet:
    project = await turn.see(asking.must_request, draft.project_id)
    return {
        **_form(turn, project, draft),
        "about": {"project": project.id, **(of or {})},
        "kept_as": f"changes.new:{project.id}" + (f":{of['flow']}:{of['of']}" if of else ""),
        "shown": None,
        "because": None,
        "callback": "changes.new",
    }


@routes.view("changes.new")
async def submit_new(turn: Turn) -> None:
    """It was asked for: kept, with what it does."""
    form, target = forms.parse(ChangeForm, turn.body["view"]), turn.target
    asked = form.asked(as_number(target["project"]))
    if "flow" in target:
        flow, of = str(target["flow"]), as_number(target["of"])
        shown = await turn.do(callbacks.become, flow, of, _made, asking.request, asked)
    else:
        shown = await turn.do(asking.request, asked)
    await matters.answer(turn, CHANGES, shown)


async def _edit(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form in which what is asked for is changed."""
    shown = await turn.see(asking.to_edit, as_number(about["id"]))
    change = shown.change
    draft = NewChange(
        change.project_id, change.title, change.why, change.reason, asking.typed(shown, change.wanted)
    )  # fmt: skip
    return {
        **_form(turn, shown.project, draft),
        **matters.form_of(CHANGES, change, "edit"),
        "shown": shown,
        "because": None,
        "callback": "changes.edit",
    }


matters.opens(routes, CHANGES, "edit", _edit)


@routes.view("changes.edit")
@overtaken(_edit)
async def submit_edit(turn: Turn) -> None:
    """Something else is asked for."""
    form, target = forms.parse(ChangeForm, turn.body["view"]), turn.target
    shown = await turn.do(asking.edit, as_number(target["id"]), form.asked(0), as_number(target["version"]))
    await matters.answer(turn, CHANGES, shown)


@routes.action("changes.charter")
async def choose_section(turn: Turn) -> None:
    """The charter changes with it: which section."""
    shown, sections = await turn.see(asking.sections_of, turn.number)
    await turn.open(
        "changes/form_charter",
        about={"id": shown.change.id},
        kept_as=f"changes.charter:{shown.change.id}",
        shown=shown,
        sections=[(name, label.for_(turn.reader)) for name, label in sections],
    )


@routes.view("changes.charter")
async def open_section(turn: Turn) -> None:
    """It was chosen: what it is to say."""
    name = forms.parse(ChosenSection, turn.body["view"]).name
    amending = await turn.see(asking.to_amend, as_number(turn.target["id"]), name)
    await turn.next_step("changes/form_section", about={"name": name}, amending=amending)


@routes.view("changes.section")
async def submit_section(turn: Turn) -> None:
    """The change says it anew."""
    form, target = forms.parse(Section, turn.body["view"]), turn.target
    said = form.model_dump(exclude_none=True)
    shown = await turn.do(asking.amend, as_number(target["id"]), str(target["name"]), said)
    await matters.answer(turn, CHANGES, shown)


@routes.action("changes.send")
async def send(turn: Turn) -> None:
    """It is before those who assess it."""
    await matters.answer(turn, CHANGES, await turn.do(rounding.send, turn.number))


@routes.command("/change", "picture", "gantt", "compare", "对比", "甘特图", "图")
async def draw(turn: Turn) -> None:
    """The plan before and after, as a picture."""
    said = _NUMBER.match(tidy(turn.words))
    if said is None:
        raise Refused(WHICH)
    await _draw(turn, int(said[1]))


@routes.action("changes.picture")
async def draw_pressed(turn: Turn) -> None:
    """The same by a button."""
    await _draw(turn, turn.number)


async def _draw(turn: Turn, number: int) -> None:
    found = await turn.see(picture.draw, number)
    pages = layout.pages(found.chart, turn.reader, columns.DESK)
    await turn.accept()
    page = await asyncio.to_thread(next, pages)
    content = await asyncio.to_thread(lambda: pictures.png(svg(page)))
    name = workbooks.file_name(f"C-{number}", found.project.number, found.today.isoformat(), ending="png")
    await turn.send_file(name, content, "changes/picture", drawn=found, number=number)
    is_more = await asyncio.to_thread(next, pages, None) is not None
    await turn.answer("changes/picture_sent", drawn=found, number=number, is_more=is_more)


@routes.command("/change", "tolerance", "容差", "允许偏差")
async def tolerate(turn: Turn) -> None:
    """How far dates move without a change."""
    project = await turn.see(finding.only, turn.channel_id or "")
    if not turn.words.strip():
        await turn.answer("changes/tolerated", project=project)
        return
    await turn.answer("changes/tolerated", project=await turn.do(tolerance.tolerate, project.id, turn.words))


def _form(turn: Turn, project: Project, draft: NewChange) -> Sheet:
    return {
        "template": "changes/form_change",
        "project": project,
        "draft": {"title": draft.title, "why": draft.why, "reason": draft.reason, "days": draft.days},
        "reasons": [(one.value, words.for_(turn.reader)) for one, words in REASONS.items()],
    }


def _made(shown: Shown) -> Made:
    return Made(CHANGES.flow, shown.change.id, CHANGES.called(shown.change.number))
