"""The minutes of weekly meetings: `/meeting notes` writes them, `/meeting minutes` shows earlier ones."""

from __future__ import annotations

import json

from pydantic import Field

from bot.process.kernel import lines as kernel_lines
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from bot.process.minutes import writing
from bot.process.minutes.writing import ActionSaid, Draft, Shown, Written
from bot.process.tasks import fields as task_fields
from bot.process.tasks import finding
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import list_words
from storage import departments, projects
from storage.projects import Project

routes = Routes[Turn]()

TITLE_AT_MOST = 150
EDGES = " |,，;；•-–·"


class NotesForm(forms.Form):
    """The form of `/meeting notes`."""

    attended: list[str] = Field(default_factory=list)
    decisions: str = Field(default="", max_length=2500)
    actions: str = Field(default="", max_length=3000)


@routes.command("/meeting", "notes", "记录", "纪要", "記錄")
async def notes(turn: Turn) -> None:
    """Open the form for the meeting that is going on or was the last one."""
    await _open(turn, await turn.see(writing.to_write, turn.words, turn.channel_id or ""))


@routes.action("minutes.edit")
async def edit(turn: Turn) -> None:
    """The button under minutes."""
    await _open(turn, await turn.see(writing.to_change, turn.number))


@routes.view("minutes.write")
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(NotesForm, turn.body["view"]), turn.target
    shown = await turn.do(_write, as_number(target["meeting"]), as_number(target["version"]), form)
    await turn.answer("minutes/saved", shown=shown)


@routes.command("/meeting", "minutes", "历次纪要", "历史")
async def listed(turn: Turn) -> None:
    """Earlier minutes."""
    project, found = await turn.see(writing.listed, turn.words, turn.channel_id or "")
    await turn.answer("minutes/list", project=project, found=[(one, writing.counted(one)) for one in found])


@routes.action("minutes.show")
async def show(turn: Turn) -> None:
    """The minutes of one meeting, with its actions as they stand now."""
    await turn.answer("minutes/show", shown=await turn.see(writing.find, turn.number))


async def _open(turn: Turn, draft: Draft) -> None:
    target = {"meeting": draft.meeting.id, "version": draft.version, "channel": turn.channel_id}
    await turn.open("minutes/form", draft=draft, target=json.dumps(target))


def _write(work: Work, meeting_id: int, version: int, form: NotesForm) -> Shown:
    _meeting, project = meeting_shown.found(work, meeting_id)
    typed = [line.strip() for line in form.actions.splitlines() if line.strip()]
    actions = tuple(_said(work, project, at, line) for at, line in enumerate(typed, 1))
    return writing.write(work, meeting_id, Written(tuple(form.attended), form.decisions, actions, version))


def _said(work: Work, project: Project, at: int, line: str) -> ActionSaid:
    """A line: "@lin Print posters by next Friday", with `#Design` where the owner's department is not known."""
    named = list_words.cut(line)
    try:
        owner = task_fields.owner_in(work, project, named.rest)
        if owner is None:
            return ActionSaid(at, line, problem=_("say whose it is, for example `@lin Print posters by next Friday`"))
        typed, owner_id = owner
        rest = " ".join(named.rest.replace(typed, " ", 1).split()).strip(EDGES)
        title, due_on, _is_counted = kernel_lines.read_line(work, project, rest)
        department_id = _department(work, project, owner_id, named.department)
    except Refused as refused:
        return ActionSaid(at, line, problem=refused.why)
    title = title.strip(EDGES)
    if not title or len(title) > TITLE_AT_MOST:
        return ActionSaid(at, line, problem=_("a title has 1 to %(number)s characters", number=TITLE_AT_MOST))
    if due_on is None:
        return ActionSaid(at, line, problem=_("say by when, for example `@lin Print posters by next Friday`"))
    if department_id is None:
        return ActionSaid(at, line, problem=_("say which department leads it, for example `#Design`"))
    return ActionSaid(at, line, title, owner_id, department_id, due_on)


def _department(work: Work, project: Project, owner_id: str, name: str) -> int | None:
    """The department that is named, else the owner's in the project."""
    if name:
        return task_fields.department(work, project, name)
    known = finding.department_of(work, project, owner_id)
    if known is not None:
        return known
    parts = {made.id for _part, made in projects.taking_part(work.session, project)}
    own = departments.of_person(work.session, work.team_id, owner_id)
    return next((one.id for one in own if one.id in parts), None)
