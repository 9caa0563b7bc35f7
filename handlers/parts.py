"""The departments of a project: `/project departments`, and the forms in which one joins, leaves or is merged."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from bot.process.kernel.undoing import UNDO_MINUTES
from bot.process.projects import finding
from bot.process.revisions import joining, leaving, parts, returning
from bot.process.revisions.parts import Looked
from bot.process.revisions.shifted import Choice, Shifted
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()


class Joining(forms.Form):
    """The form in which a department joins."""

    department_id: int
    liaison_id: str = ""


class Leaving(forms.Form):
    """The form in which a department leaves: what becomes of what is open with it."""

    tasks_others: Literal["given", "cancelled"] | None = None
    requests_others: Literal["given", "cancelled"] | None = None
    heir: int | None = None
    owner_id: str = ""
    because: str = Field(default="", max_length=300)

    def choice(self) -> Choice:
        """The same as the process takes it."""
        said = {"tasks": self.tasks_others, "requests": self.requests_others}
        is_given = {flow: what == "given" for flow, what in said.items() if what is not None}
        return Choice(is_given, self.heir, self.owner_id, self.because)


class Merging(forms.Form):
    """The form in which a department is merged: of which other one it is a part."""

    into: int


@routes.command("/project", "departments", "department", "部门", "部門", "参与部门")
async def list_parts(turn: Turn) -> None:
    """Who takes part, and what may be done with each."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    await turn.answer("revisions/parts", listed=await turn.see(parts.listed, project.id))


@routes.action("projects.join")
async def open_join(turn: Turn) -> None:
    """The button below the departments."""
    project, found = await turn.see(joining.to_join, turn.number)
    known = [(one.id, one.name.for_(turn.reader)) for one in found]
    about = {"project": project.id}
    await turn.open(
        "revisions/form_join", about=about, kept_as=f"projects.join:{project.id}", project=project, known=known
    )


@routes.action("projects.part")
async def open_part(turn: Turn) -> None:
    """What is chosen beside a department."""
    with reading():
        did, project_id, department_id = turn.value.split(":")
    if did == "leave":
        looked = await turn.see(leaving.to_leave, as_number(project_id), as_number(department_id))
        await turn.open("revisions/form_leave", kept_as=_kept("leave", looked), **_leaving(looked))
        return
    looked, into = await turn.see(leaving.to_merge, as_number(project_id), as_number(department_id))
    known = [(one.id, one.name.for_(turn.reader)) for one in into]
    await turn.open("revisions/form_merge", kept_as=_kept("merge", looked), known=known, **_leaving(looked))


@routes.view("projects.join")
async def submit_join(turn: Turn) -> None:
    """It was said who joins."""
    form = forms.parse(Joining, turn.body["view"])
    with reading():
        project_id = as_number(turn.target["project"])
    await answer(turn, await turn.do(joining.join, project_id, form.department_id, form.liaison_id))


@routes.view("projects.leave")
async def submit_leave(turn: Turn) -> None:
    """It was said what becomes of what is open."""
    form = forms.parse(Leaving, turn.body["view"])
    with reading():
        mark = str(turn.target["mark"])
    if not await turn.was_sent_before():
        looked = await turn.see(leaving.to_leave, *_meant(turn))
        if looked.mark != mark:
            why = leaving.else_is_open(looked)
            await turn.draw_again(why, "revisions/form_leave", kept_as=turn.draft, **_leaving(looked))
            return
    await answer(turn, await turn.do(leaving.leave, *_meant(turn), form.choice(), mark=mark))


@routes.view("projects.merge")
async def submit_merge(turn: Turn) -> None:
    """It was said of which other one it is a part."""
    form = forms.parse(Merging, turn.body["view"])
    await answer(turn, await turn.do(leaving.merge, *_meant(turn), form.into))


@routes.action("projects.undo_part")
async def undo(turn: Turn) -> None:
    """The button beside what was done with a department."""
    project_id, _colon, change_id = turn.value.partition(":")
    await answer(turn, await turn.do(returning.undo, as_number(project_id), as_number(change_id)))


def _leaving(looked: Looked) -> dict[str, Any]:
    about = {"project": looked.project.id, "department": looked.department.id, "mark": looked.mark}
    return {"about": about, "looked": looked}


def _kept(did: str, looked: Looked) -> str:
    return f"projects.{did}:{looked.project.id}:{looked.department.id}"


def _meant(turn: Turn) -> tuple[int, int]:
    """The project and the department that a form is about."""
    with reading():
        return as_number(turn.target["project"]), as_number(turn.target["department"])


async def answer(turn: Turn, shifted: Shifted) -> None:
    """What was done with which department, with the way back."""
    await turn.answer("revisions/parts_done", shifted=shifted, minutes=UNDO_MINUTES)
