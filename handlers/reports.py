"""Status reports: `/report`, its form of one step and as many as there is to explain, and the buttons of a cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from bot.process.reports import causes, filing
from bot.process.reports import lists as report_lists
from bot.process.reports import shown as report_shown
from bot.process.reports.causes import Named
from bot.process.reports.contents import Line
from bot.process.reports.filing import Filling
from bot.process.requests.asking import ANSWER_DAYS
from bot.process.requests.kind import REQUESTS
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import ANY, NOTHING, Routes
from bot.slack.turn import Turn
from handlers import matters
from handlers.matters import WordForm
from handlers.requests import NewForm

routes = Routes[Turn]()

# Each row has two inputs, and a step at most seven.
ROWS_A_PAGE = 3


class FirstStep(forms.Form):
    """What is done, not done and next."""

    done_tasks: list[int] = Field(default_factory=list)
    done: str = Field(default="", max_length=3000)
    not_done_tasks: list[int] = Field(default_factory=list)
    not_done: str = Field(default="", max_length=3000)
    next_tasks: list[int] = Field(default_factory=list)
    next: str = Field(default="", max_length=3000)


@routes.command("/report", NOTHING, ANY, "new", "write", "填写", "提交")
async def write(turn: Turn) -> None:
    """Open the form of one's department; where there are several, ask which."""
    places = await turn.see(report_lists.places, turn.words, turn.channel_id or "")
    if len(places) > 1:
        await turn.answer("reports/which", places=places)
        return
    await _open(turn, places[0].meeting.id, places[0].department_id)


@routes.command("/report", "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/report` can do."""
    await turn.answer("reports/help")


@routes.command("/report", "list", "show", "列表", "查看")
async def list_reports(turn: Turn) -> None:
    """How the reports stand for the next meeting."""
    await turn.answer("reports/list", shown=await turn.see(report_lists.overview, turn.words, turn.channel_id or ""))


@routes.action("reports.show")
async def show(turn: Turn) -> None:
    """The button that shows a filed report."""
    await turn.answer("reports/show", shown=await turn.see(report_shown.find, turn.number), is_new=False)


@routes.action("reports.open")
async def open_pressed(turn: Turn) -> None:
    """The button in a reminder, in a list, and on what was filed."""
    meeting_id, _colon, department_id = turn.value.partition(":")
    await _open(turn, as_number(meeting_id), as_number(department_id))


@routes.action("reports.for_next")
async def for_next(turn: Turn) -> None:
    """The form is to be for the next meeting instead of the one that was."""
    meeting_id, _colon, department_id = turn.value.partition(":")
    filling = await turn.keep(filing.begin, as_number(meeting_id), as_number(department_id))
    await turn.redraw(turn.body["view"]["id"], "reports/form_write", **_form(turn, filling, 1))


@routes.view("reports.write")
async def submit(turn: Turn) -> None:
    """A step was sent: the next one, or the report is filed."""
    page = as_number(turn.target["page"])
    filling = await _keep(turn, page)
    if page == 1:
        filling, said = await turn.see(filing.look_over, filling.report.id)
        # Whoever was promised a next step is not surprised by a report that is filed: they look it over.
        if filling.rows or turn.target.get("has_next"):
            await turn.next_step("reports/form_write", **_form(turn, filling, 2, said))
            return
    elif page < _pages(filling):
        await turn.next_step("reports/form_write", **_form(turn, filling, page + 1))
        return
    shown = await turn.do(filing.file, filling.report.id)
    await turn.answer("reports/show", shown=shown, is_new=True)


@routes.action("reports.back")
async def back(turn: Turn) -> None:
    """To the step before; what was typed on this one is kept."""
    page = as_number(turn.target["page"])
    filling = await _keep(turn, page)
    await turn.redraw(turn.body["view"]["id"], "reports/form_write", **_form(turn, filling, page - 1))


@routes.typed("reports.write")
async def keep_typed(turn: Turn) -> None:
    """Somebody types: it is there when the form is opened again, also for the others who may write the report."""
    await _keep(turn, as_number(turn.target["page"]))


@routes.action("reports.confirm")
async def confirm(turn: Turn) -> None:
    """The named department says: so it is."""
    await _answer(turn, await turn.do(causes.confirm, turn.number))


@routes.action("reports.contest")
async def open_contest(turn: Turn) -> None:
    """Ask for the word."""
    named = await turn.see(causes.to_answer, turn.number)
    kept_as = f"reports.contest:{named.line.id}"
    await turn.open("reports/form_contest", about={"id": named.line.id}, kept_as=kept_as, named=named)


@routes.view("reports.contest")
async def submit_contest(turn: Turn) -> None:
    """The named department sees it otherwise."""
    form = forms.parse(WordForm, turn.body["view"])
    await _answer(turn, await turn.do(causes.contest, as_number(turn.target["id"]), form.reason))


@routes.action("reports.ask")
async def open_request(turn: Turn) -> None:
    """The form of a collaboration request, filled with what the line says."""
    named, draft, departments = await turn.see(causes.drafted, turn.number)
    tasks = [(named.number, f"T-{named.number} · {named.line.text}")] if named.number is not None else []
    await turn.open(
        "requests/form_new",
        about={"line": named.line.id, "project": named.project.id},
        kept_as=f"reports.ask:{named.line.id}",
        project=named.project,
        departments=[(made.id, made.name.for_(turn.reader)) for made in departments],
        tasks=tasks,
        draft=draft,
        answer_days=ANSWER_DAYS,
        callback="reports.ask",
    )


@routes.view("reports.ask")
async def submit_request(turn: Turn) -> None:
    """The line becomes a collaboration request."""
    form, target = forms.parse(NewForm, turn.body["view"]), turn.target
    asked = form.asked(as_number(target["project"]))
    shown = await turn.do(causes.ask_for, as_number(target["line"]), asked)
    await matters.answer(turn, REQUESTS, shown)


async def _answer(turn: Turn, named: Named) -> None:
    await turn.answer("reports/answered", named=named, is_own=True)


async def _open(turn: Turn, meeting_id: int, department_id: int) -> None:
    filling = await turn.keep(filing.begin, meeting_id, department_id)
    await turn.open("reports/form_write", **_form(turn, filling, 1))


async def _keep(turn: Turn, page: int) -> Filling:
    """Keep what stands in the step that is open."""
    view = turn.body["view"]
    if page == 1:
        typed: dict[str, Any] = forms.parse(FirstStep, view).model_dump()
    else:
        typed = {"rows": _rows(forms.values(view))}
    return await turn.keep(filing.keep, as_number(turn.target["id"]), typed)


def _rows(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What was said of each row: block ids are `reason.t3` and `cause.t3`."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        what, _dot, key = name.partition(".")
        if what == "reason":
            found.setdefault(key, {})["reason"] = str(value).strip()[:1000]
        elif what == "cause":
            found.setdefault(key, {})["cause"] = as_number(value) or None
    return found


def _pages(filling: Filling) -> int:
    return 1 + -(-len(filling.rows) // ROWS_A_PAGE)


def _form(turn: Turn, filling: Filling, page: int, said: Sequence[Line] = ()) -> dict[str, Any]:
    """A step; the second is a look at what was `said` where nothing is to be explained."""
    first = (page - 2) * ROWS_A_PAGE
    has_next = page == 1 and bool(filling.rows)
    return {
        "filling": filling,
        "draft": {name: filling.draft.get(name) or "" for name in ("done", "not_done", "next")},
        "chosen": {
            name: [str(one) for one in filling.draft.get(name, [])]
            for name in ("done_tasks", "not_done_tasks", "next_tasks")
        },
        "rows": filling.rows[first : first + ROWS_A_PAGE] if page > 1 else [],
        "said": said,
        "page": page,
        "pages": max(page, _pages(filling)),
        "about": {"id": filling.report.id, "page": page, "has_next": has_next, "project": filling.project.id},
    }
