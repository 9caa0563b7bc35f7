"""Collaboration requests: `/request …`, its forms and buttons, and the message shortcut that asks for help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.process.requests import asking, contract, figures
from bot.process.requests import lists as request_lists
from bot.process.requests.asking import Ask
from bot.process.requests.contract import Objection
from bot.process.requests.shown import Shown
from bot.process.requests.states import NOTICE_DAYS
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import typed
from handlers.tasks import words as task_words

routes = Routes[Turn]()

NUMBER = Pattern(r"(?:[rR][\s-]*|#)?(\d{1,9})$")
TITLE_LENGTH = 150


class NewForm(forms.Form):
    """The form of `/request new`."""

    department_id: int
    title: str = Field(max_length=TITLE_LENGTH)
    standard: str = Field(default="", max_length=2000)
    task_number: int | None = None
    needed_by: date
    answer_by: date | None = None


class ObjectForm(forms.Form):
    """The form of an objection."""

    reason: str = Field(max_length=1000)
    alternative: str = Field(max_length=1000)
    by: date | None = None


class WordForm(forms.Form):
    """A delivery or a return, with a word."""

    reason: str = Field(default="", max_length=1000)


class AssignForm(forms.Form):
    """Who does it."""

    assignee: str


@routes.command("/request", NOTHING, "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/request` can do."""
    await turn.answer("requests/help", notice_days=NOTICE_DAYS)


@routes.command("/request", "new", "add", "新建", "提交")
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
    shown = await turn.do(
        asking.ask,
        Ask(
            project_id=as_number(turn.target["project"]),
            asked_department_id=form.department_id,
            title=" ".join(form.title.split()),
            needed_by=form.needed_by,
            standard=form.standard,
            answer_by=form.answer_by,
            task_number=form.task_number,
        ),
    )
    await _answer(turn, shown, can_undo=False)


@routes.command("/request", "show", "查看", "详情")
async def show(turn: Turn) -> None:
    """One request with its timeline."""
    said = NUMBER.match(task_words.tidy(turn.words))
    if said is None:
        raise Refused(_("Which request? Name it by its number, for example `/request show R-7`."))
    await _show(turn, int(said[1]))


@routes.action("requests.show")
async def show_pressed(turn: Turn) -> None:
    """The button on a card."""
    await _show(turn, turn.number)


@routes.command("/request", "list", "列表")
async def list_requests(turn: Turn) -> None:
    """The requests of this channel's project, elsewhere one's own."""
    scope = await turn.see(request_lists.scope_of, turn.words, turn.channel_id or "")
    await _list(turn, scope, 1)


@routes.action("requests.page.next", "requests.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of a list."""
    scope, _colon, page = turn.value.rpartition(":")
    await _list(turn, scope, as_number(page))


@routes.command("/request", "numbers", "figures", "统计", "統計")
async def numbers(turn: Turn) -> None:
    """What each department answered and delivered in time."""
    project, found = await turn.see(figures.here, turn.channel_id or "")
    await turn.answer("requests/numbers", project=project, found=found)


@routes.action("requests.accept")
async def accept(turn: Turn) -> None:
    """The asked department accepts."""
    await _answer(turn, await turn.do(contract.accept, turn.number))


@routes.action("requests.take")
async def take(turn: Turn) -> None:
    """The asking side takes the alternative."""
    await _answer(turn, await turn.do(contract.take, turn.number))


@routes.action("requests.confirm")
async def confirm(turn: Turn) -> None:
    """The asking side confirms the delivery."""
    await _answer(turn, await turn.do(contract.confirm, turn.number))


@routes.action("requests.withdraw")
async def withdraw(turn: Turn) -> None:
    """The asking side needs it no longer."""
    await _answer(turn, await turn.do(contract.withdraw, turn.number))


@routes.action("requests.undo")
async def undo(turn: Turn) -> None:
    """Take one's last move back."""
    request_id, _colon, version = turn.value.partition(":")
    await _answer(turn, await turn.do(contract.undo, as_number(request_id), as_number(version)), can_undo=False)


async def _objection(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of an objection."""
    shown, is_late = await turn.see(contract.to_object, as_number(about["id"]))
    return {"template": "requests/form_object", "shown": shown, "is_late": is_late, **_of(shown, "object")}


@routes.action("requests.object")
async def open_objection(turn: Turn) -> None:
    """Open the form of an objection."""
    await turn.open(**await _objection(turn, {"id": turn.number}))


@routes.view("requests.object")
@overtaken(_objection)
async def submit_objection(turn: Turn) -> None:
    """The objection was sent."""
    form = forms.parse(ObjectForm, turn.body["view"])
    objection = Objection(form.reason, form.alternative, form.by)
    shown = await turn.do(
        contract.object_to, as_number(turn.target["id"]), objection, as_number(turn.target["version"])
    )
    await _answer(turn, shown, can_undo=False)


@routes.action("requests.deliver")
async def open_delivery(turn: Turn) -> None:
    """Ask what was delivered, in a word."""
    await _open_word(
        turn,
        await turn.see(contract.to_deliver, turn.number),
        "requests.deliver",
        is_optional=True,
        title=_("Delivered"),
        label=_("What was delivered, and where it lies"),
        hint=_("Final artwork in the project folder, version 3"),
    )


@routes.view("requests.deliver")
async def submit_delivery(turn: Turn) -> None:
    """It was delivered."""
    form = forms.parse(WordForm, turn.body["view"])
    await _answer(turn, await turn.do(contract.deliver, as_number(turn.target["id"]), form.reason))


@routes.action("requests.return")
async def open_return(turn: Turn) -> None:
    """Ask what is missing."""
    await _open_word(
        turn,
        await turn.see(contract.to_return, turn.number),
        "requests.return",
        is_optional=False,
        title=_("Return"),
        label=_("What is missing"),
        hint=_("The Chinese version lacks the price"),
    )


@routes.view("requests.return")
async def submit_return(turn: Turn) -> None:
    """It was returned."""
    form = forms.parse(WordForm, turn.body["view"])
    await _answer(turn, await turn.do(contract.send_back, as_number(turn.target["id"]), form.reason), can_undo=False)


@routes.action("requests.assign")
async def open_assignment(turn: Turn) -> None:
    """Ask who does it."""
    shown = await turn.see(contract.to_assign, turn.number)
    await turn.open("requests/form_assign", about={"id": shown.request.id}, shown=shown)


@routes.view("requests.assign")
async def submit_assignment(turn: Turn) -> None:
    """Somebody was named."""
    form = forms.parse(AssignForm, turn.body["view"])
    shown = await turn.do(contract.assign, as_number(turn.target["id"]), form.assignee)
    await turn.answer("requests/done", shown=shown, can_undo=False, is_handed=True)


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
        answer_days=asking.ANSWER_DAYS,
        callback="requests.new",
    )


async def _open_word(turn: Turn, shown: Shown, callback: str, *, is_optional: bool, **words: Any) -> None:
    """The form for one word about the request."""
    await turn.open(
        "requests/form_word",
        shown=shown,
        callback=callback,
        is_optional=is_optional,
        **_of(shown, callback.partition(".")[2]),
        **words,
    )


async def _answer(turn: Turn, shown: Shown, *, can_undo: bool = True) -> None:
    await turn.answer("requests/done", shown=shown, can_undo=can_undo, is_handed=False)


async def _show(turn: Turn, number: int) -> None:
    await turn.answer("requests/show", **await turn.see(request_lists.timeline, number))


async def _list(turn: Turn, scope: str, page: int) -> None:
    await turn.answer("requests/list", **await turn.see(request_lists.page, scope, page))


def _of(shown: Shown, what: str) -> dict[str, Any]:
    """What a form about the request is about, and under which name its draft is kept."""
    request = shown.request
    return {"about": {"id": request.id, "version": request.version}, "kept_as": f"requests.{what}:{request.id}"}
