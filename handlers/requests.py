"""Collaboration requests: `/request …`, its forms and buttons, and the message shortcut that asks for help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.process.kernel.matters import to_act
from bot.process.requests import asking, contract, figures
from bot.process.requests import lists as request_lists
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.requests.kind import REQUESTS
from bot.process.requests.states import NOTICE_DAYS
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.typed import typed
from handlers import matters

routes = Routes[Turn]()

TITLE_LENGTH = 150


class NewForm(forms.Form):
    """The form of `/request new`."""

    department_id: int
    title: str = Field(max_length=TITLE_LENGTH)
    standard: str = Field(default="", max_length=2000)
    task_number: int | None = None
    needed_by: date
    answer_by: date | None = None

    def asked(self, project_id: int) -> Ask:
        """What it asks for, as the process takes it."""
        return Ask(
            project_id=project_id,
            asked_department_id=self.department_id,
            title=" ".join(self.title.split()),
            needed_by=self.needed_by,
            standard=self.standard,
            answer_by=self.answer_by,
            task_number=self.task_number,
        )


class ObjectForm(forms.Form):
    """The form of an objection."""

    reason: str = Field(max_length=1000)
    alternative: str = Field(max_length=1000)
    by: date | None = None


class AssignForm(forms.Form):
    """Who does it."""

    assignee: str


matters.hear(
    routes,
    REQUESTS,
    which=_("Which request? Name it by its number, for example `/request show R-7`."),
    timeline=request_lists.timeline,
    scope_of=request_lists.scope_of,
    page=request_lists.page,
    undo=contract.undo,
    notice_days=NOTICE_DAYS,
)
matters.at_once(routes, REQUESTS, "accept", contract.accept)
matters.at_once(routes, REQUESTS, "take", contract.take)
matters.at_once(routes, REQUESTS, "confirm", contract.confirm)
matters.at_once(routes, REQUESTS, "withdraw", contract.withdraw)
matters.with_a_word(
    routes,
    REQUESTS,
    "deliver",
    contract.deliver,
    to=contract.ANSWER,
    is_optional=True,
    title=_("Delivered"),
    label=_("What was delivered, and where it lies"),
    hint=_("Final artwork in the project folder, version 3"),
)
matters.with_a_word(
    routes,
    REQUESTS,
    "return",
    contract.send_back,
    to=contract.SETTLE,
    title=_("Return"),
    label=_("What is missing"),
    hint=_("The Chinese version lacks the price"),
)


@routes.command("/request", "new", "add", "新建", "新增", "创建", "創建", "提交")
async def new(turn: Turn) -> None:
    """Open the form, filled with what the line says."""
    await _open_form(turn, turn.words, None)


@routes.shortcut("requests.ask")
async def ask_about_message(turn: Turn) -> None:
    """The shortcut on a message: what it says becomes what is needed."""
    await _open_form(turn, " ".join(typed(str(turn.body["message"].get("text") or "")).split())[:TITLE_LENGTH], None)


@routes.action("requests.for_task")
async def ask_for_task(turn: Turn) -> None:
    """The button on a task's card."""
    await _open_form(turn, "", turn.number)


@routes.view("requests.new")
async def submit_new(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(NewForm, turn.body["view"])
    shown = await turn.do(asking.ask, form.asked(as_number(turn.target["project"])))
    await matters.answer(turn, REQUESTS, shown)


@routes.command("/request", "numbers", "figures", "统计", "統計")
async def numbers(turn: Turn) -> None:
    """What each department answered and delivered in time."""
    project, found = await turn.see(figures.here, turn.channel_id or "")
    await turn.answer("requests/numbers", project=project, found=found)


async def _objection(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of an objection."""
    shown, is_late = await turn.see(contract.to_object, as_number(about["id"]))
    kept = matters.form_of(REQUESTS, shown.request, "object")
    return {"template": "requests/form_object", "shown": shown, "is_late": is_late, **kept}


matters.opens(routes, REQUESTS, "object", _objection)


@routes.view("requests.object")
@overtaken(_objection)
async def submit_objection(turn: Turn) -> None:
    """The objection was sent."""
    form = forms.parse(ObjectForm, turn.body["view"])
    objection = Objection(form.reason, form.alternative, form.by)
    shown = await turn.do(
        contract.object_to, as_number(turn.target["id"]), objection, as_number(turn.target["version"])
    )
    await matters.answer(turn, REQUESTS, shown, can_undo=True)


@routes.action("requests.escalate")
async def escalate(turn: Turn) -> None:
    """Nothing comes: turn to who can see to it."""
    shown = await turn.do(contract.escalate, turn.number)
    said = _("R-%(number)s: the department's head and the project manager are told.", number=shown.request.number)
    await matters.answer(turn, REQUESTS, shown, said)


@routes.action("requests.assign")
async def open_assignment(turn: Turn) -> None:
    """Ask who does it."""
    shown = await turn.see(to_act, REQUESTS, turn.number, "requests.assign")
    await turn.open("requests/form_assign", about={"id": shown.request.id}, shown=shown)


@routes.view("requests.assign")
async def submit_assignment(turn: Turn) -> None:
    """Somebody was named."""
    form = forms.parse(AssignForm, turn.body["view"])
    shown = await turn.do(contract.assign, as_number(turn.target["id"]), form.assignee)
    name = shown.assignee.name if shown.assignee else ""
    named = {"number": shown.request.number, "title": shown.request.title, "name": name}
    said = _("R-%(number)s · %(title)s is handed to %(name)s, who is told.", **named)
    await matters.answer(turn, REQUESTS, shown, said)


async def _open_form(turn: Turn, line: str, task_number: int | None) -> None:
    draft = await turn.see(request_lists.drafted, turn.channel_id or "", line, task_number)
    await turn.open(
        "requests/form_new",
        about={"project": draft.project.id},
        kept_as=f"requests.new:{draft.project.id}",
        is_afresh=bool(line or task_number),
        project=draft.project,
        departments=[(made.id, made.name.for_(turn.reader)) for made in draft.departments],
        tasks=[(one.number, f"T-{one.number} · {one.title}") for one in draft.tasks],
        draft=draft.values,
        note=draft.note,
        answer_days=asking.ANSWER_DAYS,
        callback="requests.new",
    )
