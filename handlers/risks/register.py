"""The register: `/risk add`, list, show, help, undo, export, the matrix, and what is noted from elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from bot.documents import matrix, pictures, workbooks
from bot.documents.matrix import Words
from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.risks import ending, lists, noting, said, table, weighing
from bot.process.risks.kind import RISKS
from bot.process.risks.noting import TITLE_AT_MOST, NewRisk, Weighed
from bot.process.risks.states import IMPACTS, LEVELS, LIKELIHOODS, MATRIX, STALE, STEPS
from bot.process.risks.table import HEADINGS, NAME, Matrix, Register, Value
from bot.process.risks.weighing import Said
from bot.process.tasks.fields import Offered
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet as Form
from bot.slack.overtaken import overtaken
from bot.slack.turn import Turn
from bot.words.language import Reader, Text
from bot.words.language import text as _
from bot.words.typed import typed
from handlers import matters, occasions
from handlers.tasks.table import TO_THE_CHANNEL
from storage.projects import Project

routes = Routes[Turn]()


class RiskForm(forms.Form):
    """The form of a risk; the last four are the PM's."""

    title: str = Field(max_length=TITLE_AT_MOST)
    response: str = Field(default="", max_length=2000)
    threatens: str = ""
    likelihood: int | None = Field(default=None, ge=1, le=3)
    impact: int | None = Field(default=None, ge=1, le=3)
    level: Literal["", "high", "medium", "low"] | None = ""
    owner_id: str | None = None

    @property
    def weighed(self) -> Weighed:
        """What the PM says of it."""
        return Weighed(self.level or "", self.likelihood, self.impact, self.owner_id)


matters.hear(
    routes,
    RISKS,
    which=_("Which risk? Name it by its number, for example `/risk show K-3`."),
    timeline=lists.timeline,
    scope_of=lists.scope_of,
    page=lists.page,
    undo=ending.undo,
    stale=STALE,
)


@routes.command("/risk", "add", "new", "note", "新增", "添加", "新建", "记录", "登记", "提出")
async def add(turn: Turn) -> None:
    """Note what the line says; without one, open the form."""
    project = await turn.see(finding.only, turn.channel_id or "")
    if not turn.words.strip():
        await _open(turn, NewRisk(project.id, ""))
        return
    new = await turn.see(said.read, project, turn.words)
    # Whose it is alone does not weigh it: how high it is, is asked for.
    if len(new.title) > TITLE_AT_MOST or (new.weighed.owner_id and not new.weighed.level):
        await _open(turn, new, is_afresh=True)
        return
    await _noted(turn, new)


async def _noted(turn: Turn, new: NewRisk) -> None:
    """It is noted; what was learnt of such a risk may come to mind."""
    shown = await turn.do(noting.note, new)
    await matters.answer(turn, RISKS, shown)
    await occasions.after(turn, shown.project.id)


@routes.shortcut("risks.note")
async def note_message(turn: Turn) -> None:
    """The shortcut on a message: what it says becomes what may go wrong."""
    project = await turn.see(_first, turn.channel_id or "")
    message = " ".join(typed(str(turn.body["message"].get("text") or "")).split())
    response = "" if len(message) <= TITLE_AT_MOST else message[:2000]
    await _open(turn, NewRisk(project.id, message[:TITLE_AT_MOST], response), is_afresh=True)


@routes.options("risks.place")
async def suggest(turn: Turn) -> None:
    """Somebody looks for what the risk threatens."""
    found = await turn.see(said.places, as_number(turn.target["project"]), str(turn.body.get("value", "")))
    await turn.offer((one.value, _label(one, turn.reader)) for one in found)


@routes.view("risks.new")
async def submit_new(turn: Turn) -> None:
    """The form of a new risk was sent."""
    form, target = forms.parse(RiskForm, turn.body["view"]), turn.target
    new = NewRisk(
        as_number(target["project"]), form.title, form.response, form.threatens, form.weighed,
        str(target.get("source") or ""), target.get("source_id"),
    )  # fmt: skip
    await _noted(turn, new)


async def _weigh(turn: Turn, about: Mapping[str, Any]) -> Form:
    """The form in which the PM weighs a risk, or changes what is said of it."""
    shown = await turn.see(weighing.to_weigh, as_number(about["id"]))
    kept = matters.form_of(RISKS, shown.risk, "weigh")
    kept["about"]["project"] = shown.project.id
    return {
        **_form(turn, shown.project, said.draft_of(shown.risk), said.place_of(shown.task, shown.stage), weighs=True),
        **kept,
        "shown": shown,
        "callback": "risks.weigh",
    }


matters.opens(routes, RISKS, "weigh", _weigh)


@routes.view("risks.weigh")
@overtaken(_weigh)
async def submit_weighed(turn: Turn) -> None:
    """It was weighed."""
    form, target = forms.parse(RiskForm, turn.body["view"]), turn.target
    what = Said(form.title, form.response, form.threatens, form.weighed)
    shown = await turn.do(weighing.weigh, as_number(target["id"]), what, as_number(target["version"]))
    await matters.answer(turn, RISKS, shown, can_undo=True)


@routes.action("risks.from_kickoff")
async def take_over(turn: Turn) -> None:
    """The first risks of a kickoff meeting come into the register."""
    project, made, before = await turn.do(noting.take_over, turn.number)
    await turn.answer("risks/taken", project=project, made=made, before=before)


@routes.action("risks.from_report")
async def note_line(turn: Turn) -> None:
    """A line of a report becomes a risk."""
    await _open(turn, await turn.see(said.of_report, turn.number), is_afresh=True)


@routes.command("/risk", "matrix", "矩阵", "矩陣", "风险矩阵")
async def draw(turn: Turn) -> None:
    """The open risks by likelihood and impact, as a picture."""
    number, is_public = _asked(turn)
    project = await turn.see(finding.only, turn.channel_id or "", number)
    found = await turn.see(table.matrix, project.id)
    await turn.accept()
    content = await asyncio.to_thread(pictures.png, matrix.svg(MATRIX, found.cells, _words(found, turn.reader)))
    name = workbooks.file_name(
        found.project.number, _("Risk matrix").for_(turn.reader), found.today.isoformat(), ending="png"
    )
    channel_id = project.channel_id if is_public else None
    where = await turn.send_file(name, content, "risks/matrix", channel_id=channel_id, project=project)
    await turn.answer("risks/matrix_sent", found=found, where=where, is_public=is_public and where == channel_id)


@routes.command("/risk", "export", "excel", "table", "导出", "匯出", "清单")
async def export(turn: Turn) -> None:
    """The register as Excel: to the person alone, or to the channel if asked."""
    number, is_public = _asked(turn)
    project = await turn.see(finding.only, turn.channel_id or "", number)
    register = await turn.see(table.register, project.id)
    await turn.accept()
    content = await asyncio.to_thread(workbooks.write, [_sheet(register, turn.reader)], turn.machine.clock.now())
    name = workbooks.file_name(project.number, NAME.for_(turn.reader), register.today.isoformat())
    channel_id = project.channel_id if is_public else None
    where = await turn.send_file(name, content, "risks/sheet", channel_id=channel_id, project=project)
    await turn.answer("risks/sheet_sent", project=project, where=where, is_public=is_public and where == channel_id)


async def _open(turn: Turn, new: NewRisk, *, is_afresh: bool = False) -> None:
    project, weighs, place = await turn.see(_to_note, new)
    draft = {
        "title": new.title,
        "response": new.response,
        "likelihood": None,
        "impact": None,
        "level": new.weighed.level,
        "owner_id": new.weighed.owner_id,
    }
    form = _form(turn, project, draft, place, weighs=weighs)
    about = {"project": project.id, "source": new.source, "source_id": new.source_id}
    await turn.open(
        **form, about=about, kept_as=f"risks.new:{project.id}", is_afresh=is_afresh, shown=None, callback="risks.new"
    )


def _to_note(work: Work, new: NewRisk) -> tuple[Project, bool, Offered | None]:
    """The project, for the form of a new risk; whether the actor weighs it, and what it threatens."""
    project = rights.seen(work, new.project_id)
    noting.must_note(work, project)
    return project, rights.may(work, "risks.weigh", project), said.place_named(work, project, new.threatens)


def _first(work: Work, channel_id: str) -> Project:
    return finding.meant(work, channel_id)[0]


def _form(turn: Turn, project: Project, draft: Mapping[str, Any], place: Offered | None, *, weighs: bool) -> Form:
    reader = turn.reader
    return {
        "template": "risks/form_risk",
        "project": project,
        "draft": draft,
        "place": (place.value, _label(place, reader)) if place is not None else None,
        "weighs": weighs,
        "levels": [(one.value, words.for_(reader)) for one, words in LEVELS.items()],
        "likelihoods": [(step, LIKELIHOODS[step].for_(reader)) for step in reversed(STEPS)],
        "impacts": [(step, IMPACTS[step].for_(reader)) for step in reversed(STEPS)],
        "note": None,
    }


def _label(one: Offered, reader: Reader) -> str:
    return one.label.for_(reader) if isinstance(one.label, Text) else one.label


def _asked(turn: Turn) -> tuple[str, bool]:
    """The project's number that a line names, and whether the channel is to have it."""
    words = turn.words.split()
    number = next((word for word in words if word.lower() not in TO_THE_CHANNEL), "")
    return number, any(word.lower() in TO_THE_CHANNEL for word in words)


def _words(found: Matrix, reader: Reader) -> Words:
    return Words(
        title=_("Risk matrix").for_(reader) + f" · {found.project.number} · {reader.day(found.today)}",
        likelihood=_("Likelihood").for_(reader),
        impact=_("Impact").for_(reader),
        likelihoods={step: words.for_(reader) for step, words in LIKELIHOODS.items()},
        impacts={step: words.for_(reader) for step, words in IMPACTS.items()},
        levels={level.value: words.for_(reader) for level, words in LEVELS.items()},
    )


def _sheet(register: Register, reader: Reader) -> Sheet:
    title = _(
        "%(table)s · %(number)s %(name)s · %(day)s",
        table=NAME, number=register.project.number, name=register.project.name, day=reader.day(register.today),
    )  # fmt: skip
    return Sheet(
        name=NAME.for_(reader).strip("《》"),
        header=[heading.for_(reader) for heading in HEADINGS],
        rows=[[_cell(value, reader) for value in row] for row in register.rows],
        title=title.for_(reader),
        red=register.high,
    )


def _cell(value: Value, reader: Reader) -> Cell:
    return value.for_(reader) if isinstance(value, Text) else value
