"""Projects: `/project …`, the form of two steps that starts one, and who comes to and leaves its channel."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from pydantic import Field, field_validator

from bot.process import reached
from bot.process.people import comings
from bot.process.projects import cards as project_cards
from bot.process.projects import channel as projects
from bot.process.projects import finding
from bot.process.projects import states as project_states
from bot.process.proposals import form as drafts
from bot.process.proposals import starting
from bot.process.proposals.starting import DepartmentNamed
from bot.slack import forms
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

routes = Routes[Turn]()

CHANGED_MEANWHILE = _(
    "The departments have changed meanwhile. Choose among those that there are now, and send it again."
)


class Basics(forms.Form):
    """Step 1 of `/project new`."""

    name: str = Field(max_length=80)
    objective: str = Field(max_length=1500)
    pm_id: str
    starts_on: date
    ends_on: date
    meeting_weekday: int = Field(ge=0, le=6)
    meeting_time: time

    @field_validator("name")
    @classmethod
    def _on_one_line(cls, name: str) -> str:
        return " ".join(name.split())


class Departments(forms.Form):
    """Step 2 of `/project new`. Where no department is known yet, it asks for nothing."""

    departments: list[str] = Field(default=[])
    initiating: str = ""
    channel_kind: str = "public"
    channel: str | None = None


class NewDepartment(forms.Form):
    """A department that was not known yet."""

    name: str = Field(max_length=60)
    head_id: str
    liaison_id: str


@routes.command("/project", NOTHING, "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/project` can do."""
    await turn.answer("projects/help")


@routes.command("/project", "list", "列表")
async def list_projects(turn: Turn) -> None:
    """The projects that one takes part in."""
    await turn.answer("projects/list", found=await turn.see(finding.mine), phases=project_states.PHASES)


@routes.command("/project", "show", "查看", "详情")
async def show(turn: Turn) -> None:
    """The basic information of a project."""
    if turn.words:
        project = await turn.see(finding.find, turn.words.split()[0])
    else:
        here = await turn.see(finding.here, turn.channel_id or "")
        if here is None:
            raise Refused(_("Which project? For example `/project show P-2026-001`. `/project list` shows yours."))
        project = here
    await turn.answer("projects/card", **await turn.see(project_cards.overview, project))


@routes.command("/project", "home", "频道")
async def move_here(turn: Turn) -> None:
    """Make this channel the project's home."""
    if not turn.words:
        raise Refused(
            _("Which project? For example `/project home P-2026-001`, in the channel that is to be its home.")
        )
    number = turn.words.split()[0]
    await turn.see(projects.to_move, number)
    project = await turn.do(reached.move_home, number, *await turn.channel(str(turn.channel_id)))
    await turn.answer("projects/created", project=project, is_moved=True)


@routes.command("/project", "new", "新建", "立项")
async def new(turn: Turn) -> None:
    """Open the form, with what was typed into it before."""
    draft = await turn.keep(drafts.begin)
    await turn.open("projects/form_basics", **_basics(turn, draft))


@routes.view("projects.basics")
async def submit_basics(turn: Turn) -> None:
    """Step 1 was sent."""
    form = forms.parse(Basics, turn.body["view"])
    draft = await turn.keep(drafts.describe, form.model_dump(mode="json"))
    await turn.next_step("projects/form_departments", **await _departments(turn, draft))


@routes.action("projects.add_department")
async def add_department(turn: Turn) -> None:
    """A department is missing among those known."""
    view = turn.body["view"]
    await turn.keep(drafts.describe, forms.values(view))
    target = {**turn.target, "below": view["id"]}
    await turn.push("projects/form_department", target=json.dumps(target))


@routes.view("projects.department")
async def submit_department(turn: Turn) -> None:
    """The missing department was named."""
    form = forms.parse(NewDepartment, turn.body["view"])
    named = DepartmentNamed(" ".join(form.name.split()), form.head_id, form.liaison_id)
    draft, news = await turn.keep(drafts.name_department, named)
    await turn.accept()
    await turn.redraw(turn.target["below"], "projects/form_departments", **await _departments(turn, draft, news))


@routes.view("projects.departments")
async def submit_departments(turn: Turn) -> None:
    """Step 2 was sent: start the project."""
    form = forms.parse(Departments, turn.body["view"])
    anew = await turn.keep(drafts.looked_over, forms.values(turn.body["view"]))
    if anew is not None and not await turn.was_sent_before():
        await turn.next_step("projects/form_departments", **await _departments(turn, anew, CHANGED_MEANWHILE))
        return
    if not form.departments and not await turn.see(drafts.departments_offered):
        raise Refused(_("There is no department yet. Press “Add a department” first."))
    asked = await turn.see(drafts.drafted, form.departments, form.initiating, form.channel_kind == "private")
    if form.channel_kind == "existing":
        if not form.channel:
            raise Refused(_("Choose the channel, or let a new one be made."), field="channel")
        # Liaison comes into no channel for a form that is refused.
        await turn.see(starting.check, asked)
        asked = asked.in_channel(*await turn.channel(form.channel, "channel"))
    project = await turn.do(starting.create, asked)
    await turn.answer("projects/created", project=project, is_moved=False)


@routes.event("member_joined_channel")
async def came(turn: Turn) -> None:
    """Somebody joined a channel."""
    await turn.hear(_membership(turn), reached.came, turn.event["channel"], turn.event["user"])


@routes.event("member_left_channel")
async def went(turn: Turn) -> None:
    """Somebody left a channel."""
    await turn.hear(_membership(turn), comings.left, turn.event["channel"], turn.event["user"])


@routes.event("channel_unarchive", "group_unarchive")
async def open_again(turn: Turn) -> None:
    """A channel that was archived can be written to again."""
    await turn.do(reached.reached, turn.event["channel"])


def _membership(turn: Turn) -> str:
    return comings.membership(turn.event["channel"], turn.event["user"])


def _basics(turn: Turn, draft: dict[str, Any]) -> dict[str, Any]:
    defaults = {
        "name": "",
        "objective": "",
        "pm_id": turn.user_id,
        "starts_on": None,
        "ends_on": None,
        "meeting_weekday": 0,
        "meeting_time": "10:00",
    }
    return {
        "draft": {**defaults, **draft, "meeting_time": str(draft.get("meeting_time", "10:00"))[:5]},
        "weekdays": [(number, turn.reader.weekday(number)) for number in range(7)],
        "target": json.dumps({"channel": turn.channel_id}),
    }


async def _departments(turn: Turn, draft: dict[str, Any], news: Text | None = None) -> dict[str, Any]:
    known = await turn.see(drafts.departments_offered)
    return {
        "draft": {"channel_kind": "public", **draft},
        "known": [(one.name, one.shown.for_(turn.reader) if one.shown else one.name) for one in known],
        "chosen": draft.get("departments", []),
        "initiating": draft.get("initiating"),
        "drawn": draft.get("drawn", 0),
        "news": news,
        "target": json.dumps({"channel": turn.channel_id}),
    }
