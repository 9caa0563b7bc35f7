"""What is done to a risk: the owner's answers, the PM's word, and what becomes of one that has happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Literal

from pydantic import Field

from bot.process import callbacks
from bot.process.disputes import raising
from bot.process.disputes.clock import HOURS
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.raising import SUBJECT_LENGTH, NewDispute
from bot.process.kernel import matters as kernel
from bot.process.kernel.flow import Made
from bot.process.requests import asking
from bot.process.requests import lists as request_lists
from bot.process.requests.asking import ANSWER_DAYS
from bot.process.requests.kind import REQUESTS
from bot.process.risks import answering, becoming, ending, noting, reviewed
from bot.process.risks.answering import ANSWER
from bot.process.risks.ending import AGREE, Wish
from bot.process.risks.kind import RISKS
from bot.process.risks.states import LEVELS, Level
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import matters
from handlers.disputes.answering import answer as answer_dispute
from handlers.disputes.raising import NewForm as DisputeForm
from handlers.requests import NewForm as RequestForm
from handlers.risks import words

routes = Routes[Turn]()


class StepForm(forms.Form):
    """The next step, or by when there is one."""

    step: str = Field(default="", max_length=1000)
    by: date | None = None


class WishForm(forms.Form):
    """What speaks for lowering or closing it."""

    level: Literal["medium", "low", ""] = ""
    evidence: str = Field(default="", max_length=1000)


class TaskForm(forms.Form):
    """The task that it becomes."""

    title: str = Field(max_length=150)
    department_id: int
    owner_id: str | None = None
    due_on: date | None = None
    description: str = Field(default="", max_length=2000)


matters.at_once(routes, RISKS, "same", answering.same)
matters.at_once(routes, RISKS, "better", answering.better)
matters.at_once(routes, RISKS, "happen", answering.happen)
matters.at_once(routes, RISKS, "keep", reviewed.keep)
matters.at_once(routes, RISKS, "agree", ending.agree)
matters.at_once(routes, RISKS, "withdraw", noting.withdraw)
_word = partial(matters.with_a_word, routes, RISKS)
_word("worse", answering.worse, to=ANSWER, is_move=False, title=_("Worse"), label=_("What has become worse"),
      hint=_("The second trial failed, and the tool shop is closed until Monday"))  # fmt: skip
_word("decline", ending.decline, to=AGREE, title=_("Not yet"), label=_("What is missing"),
      hint=_("The third trial is still to come"))  # fmt: skip
_word("dismiss", noting.dismiss, to="risks.weigh", title=_("No risk"), label=_("Why it is none"),
      hint=_("The contract puts it on the supplier"))  # fmt: skip
_word("reopen", ending.reopen, to="risks.weigh", title=_("Open it again"), label=_("Why it may come after all"),
      hint=_("The supplier has moved the date once more"))  # fmt: skip


@routes.command("/risk", "update", "answer", "更新", "答复")
async def update(turn: Turn) -> None:
    """How a risk stands, in a line."""
    number, rest = words.numbered(turn.words)
    if number is None:
        raise Refused(_("Which risk? Name it by its number, for example `/risk update K-3 better`."))
    said = words.answer(rest, is_command=True)
    if said is None:
        raise Refused(
            _("Say `no change`, `better`, `worse` and why, or `has happened`: `/risk update K-%(number)s better`.",
              number=number)
        )  # fmt: skip
    risk = await turn.see(kernel.find, RISKS, number)
    await matters.answer(turn, RISKS, await turn.do(answering.answer, risk.id, said), can_undo=True)


async def _step(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the next step."""
    shown = await turn.see(answering.to_answer, as_number(about["id"]))
    return {"template": "risks/form_step", "shown": shown, **matters.form_of(RISKS, shown.risk, "step")}


matters.opens(routes, RISKS, "step", _step)


@routes.view("risks.step")
@overtaken(_step)
async def submit_step(turn: Turn) -> None:
    """The next step was said."""
    form, target = forms.parse(StepForm, turn.body["view"]), turn.target
    shown = await turn.do(
        answering.next_step, as_number(target["id"]), form.step, form.by, as_number(target["version"])
    )
    await matters.answer(turn, RISKS, shown, can_undo=True)


async def _wish(turn: Turn, about: Mapping[str, Any], *, move: str) -> Sheet:
    """The form in which somebody asks to lower or close it."""
    shown, lower = await turn.see(ending.to_ask, as_number(about["id"]), move)
    what = "lower" if move == "ask to lower" else "close"
    return {
        "template": "risks/form_wish",
        "shown": shown,
        "levels": [(one, LEVELS[Level(one)].for_(turn.reader)) for one in lower] if what == "lower" else [],
        "agrees": await turn.see(_agrees, shown.risk.number),
        "callback": f"risks.{what}",
        **matters.form_of(RISKS, shown.risk, what),
    }


def _agrees(work: Any, number: int) -> bool:
    return kernel.may(work, RISKS, AGREE, kernel.find(work, RISKS, number))


_lower, _close = partial(_wish, move="ask to lower"), partial(_wish, move="ask to close")
matters.opens(routes, RISKS, "lower", _lower)
matters.opens(routes, RISKS, "close", _close)


@routes.view("risks.lower")
@overtaken(_lower)
async def submit_lower(turn: Turn) -> None:
    """Somebody asks to lower it."""
    form = forms.parse(WishForm, turn.body["view"])
    if not form.level:
        raise Refused(_("Choose a lower level."), field="level")
    await _asked(turn, Wish(form.evidence, form.level))


@routes.view("risks.close")
@overtaken(_close)
async def submit_close(turn: Turn) -> None:
    """Somebody asks to close it."""
    await _asked(turn, Wish(forms.parse(WishForm, turn.body["view"]).evidence))


async def _asked(turn: Turn, wish: Wish) -> None:
    shown = await turn.do(ending.ask, as_number(turn.target["id"]), wish, as_number(turn.target["version"]))
    await matters.answer(turn, RISKS, shown, can_undo=True)


@routes.action("risks.task")
async def open_task(turn: Turn) -> None:
    """It has happened: the form of the task that it becomes."""
    shown, departments, own = await turn.see(becoming.to_task, turn.number)
    risk = shown.risk
    draft = {
        "title": risk.title,
        "department_id": own,
        "owner_id": risk.owner_id,
        "description": "\n".join(one for one in (risk.response, risk.note) if one),
    }
    await turn.open(
        "risks/form_task",
        about={"id": risk.id, "project": risk.project_id},
        kept_as=f"risks.task:{risk.id}",
        shown=shown,
        departments=[(made.id, made.name.for_(turn.reader)) for made in departments],
        draft=draft,
    )


@routes.view("risks.task")
async def submit_task(turn: Turn) -> None:
    """It becomes a task."""
    form, risk_id = forms.parse(TaskForm, turn.body["view"]), as_number(turn.target["id"])
    shown = await turn.see(becoming.to_become, risk_id)
    new = NewTask(
        shown.project.id, " ".join(form.title.split()), form.department_id, form.owner_id, form.due_on,
        description=form.description,
    )  # fmt: skip
    made: Standing = await turn.do(callbacks.become, RISKS.flow, risk_id, _task, adding.add, new)
    said = _(
        "K-%(risk)s has become T-%(number)s · %(title)s.",
        risk=shown.risk.number, number=made.task.number, title=made.task.title,
    )  # fmt: skip
    await matters.answer(turn, RISKS, await turn.see(kernel.found, RISKS, shown.risk.number), said)


@routes.action("risks.request")
async def open_request(turn: Turn) -> None:
    """It has happened: the form of the collaboration request that it becomes."""
    shown = await turn.see(becoming.to_become, turn.number)
    task_number = shown.task.number if shown.task else None
    draft = await turn.see(request_lists.drafted, "", "", task_number, shown.project.id)
    await turn.open(
        "requests/form_new",
        about={"id": shown.risk.id, "project": draft.project.id},
        kept_as=f"risks.request:{shown.risk.id}",
        project=draft.project,
        departments=[(made.id, made.name.for_(turn.reader)) for made in draft.departments],
        tasks=[(one.number, f"T-{one.number} · {one.title}") for one in draft.tasks],
        draft={**draft.values, "title": shown.risk.title},
        answer_days=ANSWER_DAYS,
        callback="risks.request",
    )


@routes.view("risks.request")
async def submit_request(turn: Turn) -> None:
    """It becomes a collaboration request."""
    form, target = forms.parse(RequestForm, turn.body["view"]), turn.target
    asked = form.asked(as_number(target["project"]))
    shown = await turn.do(
        callbacks.become, RISKS.flow, as_number(target["id"]), partial(_made, REQUESTS), asking.ask, asked
    )
    await matters.answer(turn, REQUESTS, shown)


@routes.action("risks.dispute")
async def open_dispute(turn: Turn) -> None:
    """It has happened: the form of the dispute that it becomes."""
    shown = await turn.see(becoming.to_become, turn.number)
    number = shown.task.number if shown.task else None
    draft = await turn.see(partial(raising.drafted, task_number=number, project_id=shown.project.id), "", "")
    own = draft.own[0].id if len(draft.own) == 1 else None
    await turn.open(
        "disputes/form_new",
        about={"id": shown.risk.id, "project": draft.project.id, "raising": own},
        kept_as=f"risks.dispute:{shown.risk.id}",
        project=draft.project,
        request=None,
        own=[(made.id, made.name.for_(turn.reader)) for made in draft.own],
        others=[(made.id, made.name.for_(turn.reader)) for made in draft.others],
        tasks=[(str(one.number), f"T-{one.number} · {one.title}") for one in draft.tasks],
        draft={**draft.values, "subject": shown.risk.title[:SUBJECT_LENGTH], "position": shown.risk.note},
        hours=HOURS,
        callback="risks.dispute",
    )


@routes.view("risks.dispute")
async def submit_dispute(turn: Turn) -> None:
    """It becomes a dispute."""
    form, target = forms.parse(DisputeForm, turn.body["view"]), turn.target
    new = NewDispute(
        project_id=as_number(target["project"]),
        raising_department_id=form.raising or as_number(target["raising"]),
        other_department_id=form.other,
        subject=" ".join(form.subject.split()),
        position=form.position,
        is_major=form.weight == "major",
        tasks=tuple(form.tasks),
    )
    shown = await turn.do(
        callbacks.become, RISKS.flow, as_number(target["id"]), partial(_made, DISPUTES), raising.raise_, new
    )
    await answer_dispute(turn, shown, None)


def _made(kind: Any, shown: Any) -> Made:
    return Made(kind.flow, shown.matter.id, kind.called(shown.matter.number))


def _task(made: Standing) -> Made:
    return Made("tasks", made.task.id, f"T-{made.task.number}")
