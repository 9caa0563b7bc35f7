"""Lessons that were offered: looked at, taken or found not relevant, and made a task or a risk."""

from __future__ import annotations

from bot.process import callbacks
from bot.process.kernel.flow import Made
from bot.process.lessons import answering
from bot.process.lessons.answering import Offered
from bot.process.lessons.kind import LESSONS
from bot.process.risks import noting
from bot.process.risks.kind import RISKS
from bot.process.risks.noting import TITLE_AT_MOST, NewRisk
from bot.process.risks.shown import Shown as ShownRisk
from bot.process.tasks import adding
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.risks.moves import TaskForm
from handlers.risks.register import RiskForm

routes = Routes[Turn]()


@routes.action("lessons.offered")
async def look(turn: Turn) -> None:
    """What was offered in a project."""
    found = await turn.see(answering.offered_in, turn.number)
    await turn.answer("lessons/offered", found=found)


@routes.action("lessons.take")
async def take(turn: Turn) -> None:
    """They took it."""
    await turn.answer("lessons/answered", one=await turn.do(answering.take, turn.number))


@routes.action("lessons.pass")
async def pass_over(turn: Turn) -> None:
    """It is not relevant."""
    await turn.answer("lessons/answered", one=await turn.do(answering.pass_over, turn.number))


@routes.action("lessons.reconsider")
async def reconsider(turn: Turn) -> None:
    """The answer is taken back."""
    await turn.answer("lessons/answered", one=await turn.do(answering.reconsider, turn.number))


@routes.action("lessons.task")
async def open_task(turn: Turn) -> None:
    """What was taken becomes a task: its form."""
    offered, departments = await turn.see(answering.to_task, turn.number)
    lesson = offered.shown.lesson
    await turn.open(
        "lessons/form_task",
        about={"id": offered.offer.id, "project": offered.project.id},
        kept_as=f"lessons.task:{offered.offer.id}",
        one=offered,
        departments=[(made.id, made.name.for_(turn.reader)) for made in departments],
        draft={"title": lesson.advice[:TITLE_AT_MOST], "description": _said(turn, offered)},
    )


@routes.view("lessons.task")
async def submit_task(turn: Turn) -> None:
    """It becomes a task."""
    form, offer_id = forms.parse(TaskForm, turn.body["view"]), as_number(turn.target["id"])
    offered = await turn.see(answering.to_become, offer_id)
    new = NewTask(
        offered.project.id, " ".join(form.title.split()), form.department_id, form.owner_id, form.due_on,
        description=form.description,
    )  # fmt: skip
    made: Standing = await turn.do(callbacks.become, LESSONS.flow, offer_id, _task, adding.add, new)
    said = _(
        "L-%(lesson)s has become T-%(number)s · %(title)s.",
        lesson=offered.shown.lesson.number, number=made.task.number, title=made.task.title,
    )  # fmt: skip
    await turn.answer("lessons/made", said=said, action="tasks.show", number=made.task.number)


@routes.action("lessons.risk")
async def open_risk(turn: Turn) -> None:
    """What was taken becomes a risk: its form."""
    offered = await turn.see(answering.to_become, turn.number)
    lesson = offered.shown.lesson
    await turn.open(
        "lessons/form_risk",
        about={"id": offered.offer.id},
        kept_as=f"lessons.risk:{offered.offer.id}",
        one=offered,
        draft={"title": lesson.situation[:TITLE_AT_MOST], "response": lesson.advice},
    )


@routes.view("lessons.risk")
async def submit_risk(turn: Turn) -> None:
    """It becomes a risk."""
    form, offer_id = forms.parse(RiskForm, turn.body["view"]), as_number(turn.target["id"])
    offered = await turn.see(answering.to_become, offer_id)
    new = NewRisk(offered.project.id, form.title, form.response)
    made: ShownRisk = await turn.do(callbacks.become, LESSONS.flow, offer_id, _risk, noting.note, new)
    said = _(
        "L-%(lesson)s has become K-%(number)s · %(title)s.",
        lesson=offered.shown.lesson.number, number=made.risk.number, title=made.risk.title,
    )  # fmt: skip
    await turn.answer("lessons/made", said=said, action="risks.show", number=made.risk.number)


def _said(turn: Turn, offered: Offered) -> str:
    lesson = offered.shown.lesson
    words = _(
        "From L-%(number)s: when %(when)s, then %(then)s",
        number=lesson.number, when=lesson.situation, then=lesson.advice,
    )  # fmt: skip
    return words.for_(turn.reader)


def _task(made: Standing) -> Made:
    return Made("tasks", made.task.id, f"T-{made.task.number}")


def _risk(made: ShownRisk) -> Made:
    return Made(RISKS.flow, made.risk.id, RISKS.called(made.risk.number))
