"""Retrospectives: `/project retrospective`, the questions to the core team, the report, and what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.documents import word
from bot.process.kernel import rights
from bot.process.projects import finding
from bot.process.retrospectives import answering, calling, following, lists, paper, reporting
from bot.process.retrospectives.answering import Given
from bot.process.retrospectives.calling import Called
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.reporting import Written
from bot.process.retrospectives.states import COOPERATION, GOAL, SORTS, STEPS, Sort
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers import matters
from storage.projects import Project

routes = Routes[Turn]()


class CallForm(forms.Form):
    """Whom to ask, and until when."""

    people: list[str] = Field(default=[])
    answer_by: date


class AnswerForm(forms.Form):
    """What one of the core team says."""

    goal: int | None = Field(default=None, ge=1, le=5)
    goal_words: str = Field(default="", max_length=2000)
    cooperation: int | None = Field(default=None, ge=1, le=5)
    cooperation_words: str = Field(default="", max_length=2000)
    causes: str = Field(default="", max_length=2000)


class ReportForm(forms.Form):
    """The report: a page for leaders, and lines of each sort."""

    summary: str = Field(default="", max_length=2500)
    keep: str = Field(default="", max_length=2500)
    stop: str = Field(default="", max_length=2500)
    start: str = Field(default="", max_length=2500)


class GiveForm(forms.Form):
    """Whose an action is, and by when."""

    owner_id: str | None = None
    due_on: date | None = None


@routes.command("/project", "retrospective", "retro", "复盘", "復盤", "复盘会", "项目复盘", "复盘总结")
async def here(turn: Turn) -> None:
    """The retrospective of a project; what there is to look back on, where nobody has called it yet."""
    if await matters.undoes(turn, RETROSPECTIVES, calling.undo):
        return
    number = turn.words.split()[0] if turn.words.split() else ""
    await _show_of(turn, await turn.see(finding.only, turn.channel_id or "", number))


@routes.action("retrospectives.of")
async def show_of_project(turn: Turn) -> None:
    """The same by the button of what comes next in a project."""
    await _show_of(turn, await turn.see(rights.seen, turn.number))


@routes.action("retrospectives.show")
async def show(turn: Turn) -> None:
    """One by its number."""
    await _show(turn, turn.number)


async def _show_of(turn: Turn, project: Project) -> None:
    number = await turn.see(lists.number_of, project)
    if number is None:
        await turn.answer("retrospectives/begin", ahead=await turn.see(calling.ahead, project.id))
        return
    await _show(turn, number)


async def _show(turn: Turn, number: int) -> None:
    await turn.answer("retrospectives/show", **await turn.see(lists.timeline, number))


async def _call(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form that asks whom to ask."""
    begins = await turn.see(calling.to_call, as_number(about["project"]))
    version = begins.shown.retrospective.version if begins.shown is not None else 0
    return {
        "template": "retrospectives/form_call",
        "about": {"project": begins.project.id, "version": version},
        "kept_as": f"retrospectives.call:{begins.project.id}",
        "begins": begins,
    }


@routes.action("retrospectives.call")
async def open_call(turn: Turn) -> None:
    """The button that calls it, or changes whom it asks."""
    await turn.open(**await _call(turn, {"project": turn.number}))


@routes.view("retrospectives.call")
@overtaken(_call)
async def submit_call(turn: Turn) -> None:
    """The core team is asked."""
    form, target = forms.parse(CallForm, turn.body["view"]), turn.target
    called = Called(form.people, form.answer_by)
    shown = await turn.do(calling.call, as_number(target["project"]), called, as_number(target["version"]))
    await matters.answer(turn, RETROSPECTIVES, shown)


@routes.action("retrospectives.gather")
async def gather(turn: Turn) -> None:
    """The answers are shown together before the day is over."""
    shown = await turn.do(calling.gather, turn.number)
    await _show(turn, shown.retrospective.number)


matters.at_once(routes, RETROSPECTIVES, "withdraw", calling.withdraw)


@routes.action("retrospectives.answer")
async def open_answer(turn: Turn) -> None:
    """The form of one who is asked, with what they have said so far."""
    shown, own = await turn.see(answering.to_answer, turn.number)
    await turn.open(
        "retrospectives/form_answer",
        about={"id": shown.retrospective.id},
        kept_as=f"retrospectives.answer:{shown.retrospective.id}",
        shown=shown,
        own=own,
        goals=[(step, GOAL[step].for_(turn.reader)) for step in STEPS],
        cooperations=[(step, COOPERATION[step].for_(turn.reader)) for step in STEPS],
    )


@routes.view("retrospectives.answer")
async def submit_answer(turn: Turn) -> None:
    """It is answered."""
    form = forms.parse(AnswerForm, turn.body["view"])
    shown = await turn.do(answering.answer, as_number(turn.target["id"]), Given(**form.model_dump()))
    said = _(
        "Your answer about %(number)s is kept. Until the answers are shown together you can change it.",
        number=shown.project.number,
    )  # fmt: skip
    if not shown.silent:
        said = _("Thank you: all have answered about %(number)s, and the answers are together.",
                 number=shown.project.number)  # fmt: skip
    await matters.answer(turn, RETROSPECTIVES, shown, said)


async def _write(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the report."""
    found = await turn.see(reporting.to_write, as_number(about["id"]))
    return {
        "template": "retrospectives/form_write",
        "to_write": found,
        "sorts": [(sort.value, SORTS[sort].for_(turn.reader), found.lines[sort]) for sort in Sort],
        **matters.form_of(RETROSPECTIVES, found.shown.retrospective, "write"),
    }


matters.opens(routes, RETROSPECTIVES, "write", _write)


@routes.view("retrospectives.write")
@overtaken(_write)
async def submit_report(turn: Turn) -> None:
    """The report is written; nobody is told yet."""
    form, target = forms.parse(ReportForm, turn.body["view"]), turn.target
    written = Written(form.summary, {sort.value: getattr(form, sort.value) for sort in Sort})
    shown = await turn.do(reporting.write, as_number(target["id"]), written, as_number(target["version"]))
    said = _("The report of %(number)s is kept. “Post it” lets the channel have it.", number=shown.project.number)
    await matters.answer(turn, RETROSPECTIVES, shown, said, can_undo=True)


@routes.action("retrospectives.post")
async def post(turn: Turn) -> None:
    """The button, after its question."""
    await matters.answer(turn, RETROSPECTIVES, await turn.do(reporting.post, turn.number))


@routes.action("retrospectives.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    its_id, _colon, version = turn.value.partition(":")
    await matters.answer(turn, RETROSPECTIVES, await turn.do(calling.undo, as_number(its_id), as_number(version)))


@routes.action("retrospectives.word")
async def send_word(turn: Turn) -> None:
    """《项目复盘总结报告》 as a Word document, to the person alone."""
    written = await turn.see(paper.written, turn.number)
    await turn.accept()
    made = await asyncio.to_thread(word.write, written.paper, turn.machine.clock.now())
    where = await turn.send_file(written.name, made, "retrospectives/word", project=written.project)
    await turn.answer("retrospectives/word_sent", project=written.project, where=where)


@routes.action("retrospectives.finish")
async def finish(turn: Turn) -> None:
    """An action is done."""
    await turn.answer("retrospectives/acted", acted=await turn.do(following.finish, turn.number), can_undo=True)


@routes.action("retrospectives.drop")
async def drop(turn: Turn) -> None:
    """An action is not wanted any more."""
    await turn.answer("retrospectives/acted", acted=await turn.do(following.drop, turn.number), can_undo=True)


@routes.action("retrospectives.again")
async def take_up_again(turn: Turn) -> None:
    """It is to be done after all."""
    await turn.answer("retrospectives/acted", acted=await turn.do(following.take_up_again, turn.number), can_undo=False)


@routes.action("retrospectives.give")
async def open_give(turn: Turn) -> None:
    """The form in which the PM gives an action to somebody, or to another day."""
    acted = await turn.see(following.to_give, turn.number)
    about = {"id": acted.action.id, "version": acted.action.version}
    kept_as = f"retrospectives.give:{acted.action.id}"
    await turn.open("retrospectives/form_give", about=about, kept_as=kept_as, acted=acted)


@routes.view("retrospectives.give")
async def submit_give(turn: Turn) -> None:
    """It is theirs, by that day."""
    form, target = forms.parse(GiveForm, turn.body["view"]), turn.target
    acted = await turn.do(
        following.give, as_number(target["id"]), form.owner_id, form.due_on, as_number(target["version"])
    )
    await turn.answer("retrospectives/acted", acted=acted, can_undo=False)
