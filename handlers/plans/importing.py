"""The import of a plan file: which file, what cannot be told from it, what it would do, confirmation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple

from pydantic import Field

from bot.plans import reading
from bot.plans.asked import MEANINGS
from bot.plans.plan import Plan, Question
from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.plans import answers, importing, undoing
from bot.process.plans.previewed import Chosen, Preview
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.came import reading as reading_back
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.files import described, fetch
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import uploads
from handlers.plans.questions import asked, said
from storage.projects import Project

routes = Routes[Turn]()

# A preview asks for so many names at most; whoever is not asked for has no owner yet. A menu of departments is large.
NAMES_ASKED, PLACES_ASKED = 12, 3
# What is asked about goes with the form as it stands in the file; Slack keeps 3,000 characters with a form.
NAMES_ROOM, PLACES_ROOM, QUESTIONS_ROOM = 1_700, 600, 2_300
SOURCE_AT_MOST = 80


# What changes of a task, in words.
FIELDS: Mapping[str, Text] = {
    "title": _("title"),
    "department_id": _("lead department"),
    "owner_id": _("owner"),
    "starts_on": _("start"),
    "due_on": _("end"),
    "days": _("length"),
    "is_milestone": _("whether it is a milestone"),
    "is_at_start": _("whether it is a milestone"),
    "is_pinned": _("whether its dates are fixed"),
    "description": _("description"),
    "output": _("deliverable"),
    "progress": _("progress"),
}
# Of more rows it is said that they are being written.
MANY = 500


class Brought(NamedTuple):
    """The file that is spoken of, and for which project."""

    project_id: int
    file_id: str
    source: str

    @property
    def about(self) -> dict[str, Any]:
        """The same as a form keeps it."""
        return {"project": self.project_id, "file": self.file_id, "source": self.source}

    @property
    def described(self) -> Mapping[str, Any]:
        """The same as Slack describes a file."""
        return {"id": self.file_id, "name": self.source}


class FileForm(forms.Form):
    """Which project, and which file: one of a form's own input, or one that a message brought."""

    project_id: int | None = Field(default=None)
    which: str = Field(default="")


@routes.command("/plan", NOTHING, "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what plans can do."""
    await turn.answer("plans/help", undo_minutes=UNDO_MINUTES)


@routes.command("/plan", "import", "导入", "匯入", "导入计划", "上传", "上傳")
@routes.command("/project", "plan", "计划", "計劃")
@routes.action("plans.import")
async def ask_for_file(turn: Turn) -> None:
    """Which file, and for which project."""
    choices = await turn.see(importing.where, turn.channel_id or "")
    await turn.open("plans/form_import", **_form(choices))


@routes.action("plans.import.of")
async def ask_for_file_of(turn: Turn) -> None:
    """The same for a project: a button of what comes next in it."""
    choices = await turn.see(importing.where, turn.channel_id or "")
    await turn.open("plans/form_import", **_form(choices, chosen=turn.number))


@routes.shortcut("plans.from_message")
async def from_message(turn: Turn) -> None:
    """The shortcut on a message: its file is handed over by that."""
    files = [await described(turn.client, one) for one in turn.body["message"].get("files") or []]
    if not files:
        raise Refused(
            _(
                "This message has no file. Use the shortcut on a message with a plan "
                "(.xlsx, .csv, MS Project XML, .gan), or `/plan import`."
            )
        )
    choices = await turn.see(importing.where, turn.channel_id or "")
    named = [(str(one["id"]), str(one.get("name") or one["id"])[:SOURCE_AT_MOST]) for one in files]
    about = {"named": dict(named[:10])}
    await turn.open("plans/form_import", about=about, **_form(choices, named=named[:10]))


@routes.view("plans.import")
async def submit_file(turn: Turn) -> None:
    """The file was chosen: ask what cannot be told from it, or show what it would do."""
    form = forms.parse(FileForm, turn.body["view"])
    project_id = form.project_id or as_number(turn.target.get("project") or 0)
    await turn.see(importing.must_import, project_id)
    named: Mapping[str, str] = turn.target.get("named") or {}
    if named:
        file_id = form.which if form.which in named else next(iter(named))
        chosen: Mapping[str, Any] = {"id": file_id, "name": named[file_id]}
    else:
        chosen = uploads.chosen(turn, "file", reading.MOST_BYTES)
    brought = Brought(project_id, str(chosen["id"]), _source(chosen.get("name")))
    await uploads.read(turn, chosen, partial(_read, brought=brought), _ask_again)


@routes.view("plans.import.asked")
async def submit_answers(turn: Turn) -> None:
    """What was asked was answered: keep it, and read the file with it."""
    brought = _brought(turn)
    await turn.see(importing.must_import, brought.project_id)
    with reading_back():
        given = said(turn.target.get("asked") or [], forms.values(turn.body["view"]))
    if not given:
        raise Refused(_("Please choose an answer."), field="asked.0")
    if given.get("deep") == answers.STOP:
        raise Refused(_("Nothing was imported. Bring the plan to three levels, and choose it again."))
    await turn.keep(answers.keep, brought.project_id, brought.file_id, given)
    await uploads.read(turn, brought.described, partial(_read, brought=brought), _ask_again)


@routes.action("plans.import.anew")
async def answer_anew(turn: Turn) -> None:
    """Ask again what was answered about the file."""
    brought = _brought(turn)
    await turn.see(importing.must_import, brought.project_id)
    await turn.keep(answers.keep, brought.project_id, brought.file_id, {}, is_afresh=True)
    await turn.accept()
    await uploads.must_show(turn, "files/form_reading", source=brought.source)
    await _read(turn, brought)


@routes.view("plans.import.confirm")
async def confirm(turn: Turn) -> None:
    """What was shown was confirmed: read the file again, and take it if it still does the same."""
    brought = _brought(turn)
    await turn.see(importing.must_import, brought.project_id)
    with reading_back():
        chosen = _chosen(turn.target, forms.values(turn.body["view"]))
    take = partial(_take, brought=brought, seen=str(turn.target["seen"]), chosen=chosen)
    await uploads.read(turn, brought.described, take, _ask_again)


@routes.action("plans.undo")
async def undo(turn: Turn) -> None:
    """Take an import back."""
    await turn.answer("plans/taken_back", told=await turn.do(undoing.undo, turn.number))


@routes.command("/plan", "undo", "撤销", "撤銷", "撤消", "撤回")
async def undo_last(turn: Turn) -> None:
    """Take back what one imported last."""
    await turn.answer("plans/taken_back", told=await turn.do(undoing.undo_last))


async def _read(turn: Turn, brought: Brought) -> None:
    plan, kept = await _plan(turn, brought)
    open_ones = answers.open_questions(plan.asked, kept.given)
    if open_ones:
        await _ask(turn, brought, open_ones, kept)
    else:
        await _show(turn, brought, plan, kept)


async def _take(turn: Turn, brought: Brought, seen: str, chosen: Chosen) -> None:
    plan, kept = await _plan(turn, brought)
    open_ones = answers.open_questions(plan.asked, kept.given)
    if open_ones:
        await _ask(turn, brought, open_ones, kept)
        return
    if len(plan.rows) > MANY:
        await uploads.show(turn, "plans/form_importing", source=brought.source, number=len(plan.rows))
    told = await turn.do(importing.take, brought.project_id, plan, brought.source, seen=seen, chosen=chosen)
    if told is None:
        await _show(turn, brought, plan, kept, is_news=True)
        return
    await uploads.show(turn, "plans/form_imported", told=told)
    await turn.answer("plans/done", told=told, undo_minutes=UNDO_MINUTES)


async def _plan(turn: Turn, brought: Brought) -> tuple[Plan, answers.Kept]:
    file = await fetch(turn.client, brought.file_id, reading.MOST_BYTES)
    kept = await turn.see(answers.kept, brought.project_id, brought.file_id)
    given = answers.as_answers(kept.given, turn.machine.clock.now().date())
    return await turn.machine.apart.read(reading.read, file.content, given), kept


async def _ask(turn: Turn, brought: Brought, questions: Sequence[Question], kept: answers.Kept) -> None:
    asked_about = [[one.about.value, one.column] for one in questions[: answers.ASKED_AT_MOST]]
    shown = questions[: max(_fitting(asked_about, QUESTIONS_ROOM), 1)]
    about = brought.about | {"asked": asked_about[: len(shown)]}
    today = turn.machine.clock.now().date()
    inputs = [asked(one, answers.before_of(one, kept.before), turn.reader, today) for one in shown]
    await uploads.must_show(turn, "plans/form_asked", about=about, source=brought.source, questions=inputs)


async def _show(turn: Turn, brought: Brought, plan: Plan, kept: answers.Kept, *, is_news: bool = False) -> None:
    found: Preview = await turn.see(importing.preview, brought.project_id, plan, brought.source)
    people = [words for words, _number in found.unknown_people[:NAMES_ASKED]]
    places = [words for words, _number in found.unknown_departments[:PLACES_ASKED]]
    del people[_fitting(people, NAMES_ROOM) :], places[_fitting(places, PLACES_ROOM) :]
    about = brought.about | {"asked": [], "seen": found.seen, "people": people, "departments": places}
    offered = [(one.id, one.name.for_(turn.reader)) for one in found.departments]
    await uploads.must_show(
        turn,
        "plans/form_preview",
        about=about,
        found=found,
        offered=offered,
        names=len(people),
        places=len(places),
        meanings=MEANINGS,
        fields=FIELDS,
        is_news=is_news,
        was_asked=bool(kept.given),
    )


async def _ask_again(turn: Turn, source: str, why: Text) -> bool:
    choices = await turn.see(importing.where, turn.channel_id or "")
    form = _form(choices, refused=why, source=source, chosen=turn.target.get("project"))
    return await uploads.show(turn, "plans/form_import", about={"named": {}}, **form)


def _form(
    choices: list[Project],
    *,
    named: list[tuple[str, str]] | None = None,
    refused: Text | None = None,
    source: str = "",
    chosen: int | None = None,
) -> dict[str, Any]:
    offered = [(one.id, f"{one.number} {one.name}") for one in choices]
    return {"projects": offered, "named": named or [], "refused": refused, "source": source, "chosen": chosen}


def _fitting(asked_about: Sequence[Any], room: int) -> int:
    """How many of these, from the first, go with a form in so many characters."""
    sizes = (len(json.dumps(one, ensure_ascii=False)) + 1 for one in asked_about)
    return sum(size <= room for size in accumulate(sizes))


def _chosen(target: Mapping[str, Any], values: Mapping[str, Any]) -> Chosen:
    """Whom names mean, as the form says it; by the place of a name in it."""
    people = {str(words).casefold(): values.get(f"who.{at}") for at, words in enumerate(target.get("people") or [])}
    named = enumerate(target.get("departments") or [])
    departments = {str(words).casefold(): values.get(f"whose.{at}") for at, words in named}
    return Chosen(
        usual=as_number(values["usual"]) if values.get("usual") else None,
        people={words: str(one) for words, one in people.items() if one},
        departments={words: as_number(one) for words, one in departments.items() if one},
    )


def _brought(turn: Turn) -> Brought:
    """Raises Refused where the form does not say which file it is about."""
    if "source" not in turn.target:
        raise Refused(forms.INCOMPLETE)
    return Brought(as_number(turn.target["project"]), str(turn.target["file"]), _source(turn.target["source"]))


def _source(name: object) -> str:
    return str(name or "?")[:SOURCE_AT_MOST]
