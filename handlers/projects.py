"""Projects: `/project …`, the form of two steps that starts one that runs already, and who comes to its channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from pydantic import Field, field_validator

from bot.process import reached
from bot.process.kernel import calendars, gates
from bot.process.people import comings
from bot.process.projects import cards as project_cards
from bot.process.projects import channel as projects
from bot.process.projects import finding
from bot.process.proposals import running as proposals
from bot.process.proposals import starting
from bot.process.proposals.starting import NEW, DepartmentNamed
from bot.slack import forms
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.payloads import CONVERSIONS
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import proposals as proposed

routes = Routes[Turn]()

CHANGED_MEANWHILE = _(
    "The departments have changed meanwhile. Choose among those that there are now, and send it again."
)


# Of which projects `/project list` asks.
ARCHIVED = ("archived", "archive", "归档", "已归档", "歸檔")


class Basics(forms.Form):
    """Step 1 of `/project new`."""

    name: str = Field(max_length=80)
    objective: str = Field(max_length=1500)
    pm_id: str
    starts_on: date
    ends_on: date
    meeting_weekday: int = Field(ge=0, le=6)
    meeting_time: time
    # Asked for while the organisation has chosen none.
    country: str = ""

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
    """The projects that one takes part in; those that are archived where that is asked for."""
    is_archived = turn.words.strip().lower() in ARCHIVED
    found = await turn.see(finding.listed, is_archived=is_archived)
    none_yet = None if found else await turn.see(finding.none_yet)
    await turn.answer("projects/list", found=found, none_yet=none_yet, phases=gates.PHASES, is_archived=is_archived)


@routes.command("/project", "show", "查看", "详情")
async def show(turn: Turn) -> None:
    """The basic information of a project."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    if project.is_unbegun:
        await proposed.show_of(turn, project)
        return
    await turn.answer("projects/card", **await turn.see(project_cards.to_act, project))


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


@routes.action("projects.new")
@routes.command("/project", "new", "add", "新建", "新增", "创建", "創建")
async def new(turn: Turn) -> None:
    """Open the form of a project that runs already."""
    await turn.see(proposals.may_start)
    country = await turn.see(proposals.country_to_ask_for)
    await turn.open(
        "projects/form_basics",
        kept_as=NEW,
        country=(country, calendars.called(country).for_(turn.reader)) if country else None,
        me=turn.user_id,
        weekdays=[(number, turn.reader.weekday(number)) for number in range(7)],
    )


@routes.view("projects.basics")
async def submit_basics(turn: Turn) -> None:
    """Step 1 was sent."""
    form = forms.parse(Basics, turn.body["view"])
    await turn.see(proposals.check, form.starts_on, form.ends_on, form.pm_id, form.country)
    await turn.next_step("projects/form_departments", **await _departments(turn, form.name))


@routes.action("projects.add_department")
async def add_department(turn: Turn) -> None:
    """A department is missing among those known."""
    await turn.keep_typed()
    about = {"form": turn.opened, "name": turn.target["name"]}
    await turn.push("projects/form_department", about=about, kept_as=f"{NEW}.department")


@routes.view("projects.department")
async def submit_department(turn: Turn) -> None:
    """The missing department was named."""
    form, target = forms.parse(NewDepartment, turn.body["view"]), turn.target
    named = DepartmentNamed(" ".join(form.name.split()), form.head_id, form.liaison_id)
    news = await turn.keep(proposals.name_department, named, target["form"])
    await turn.settle()
    await turn.accept()
    step = await _departments(turn, target["name"], news)
    step["about"] |= {"opened": target["form"]}
    await turn.redraw(target["below"], "projects/form_departments", kept_as=NEW, is_anew=True, **step)


@routes.view("projects.departments")
async def submit_departments(turn: Turn) -> None:
    """Step 2 was sent: start the project."""
    form, whole = forms.parse(Departments, turn.body["view"]), await turn.whole()
    if "ends_on" not in whole:
        raise Refused(proposals.FIRST_STEP_GONE)
    if not await turn.was_sent_before() and await _has_changed(turn, form):
        step = await _departments(turn, turn.target["name"], CHANGED_MEANWHILE)
        await turn.next_step("projects/form_departments", is_anew=True, **step)
        return
    if not form.departments and not await turn.see(proposals.departments_offered):
        raise Refused(_("There is no department yet. Press “Add a department” first."))
    basics = Basics.model_validate(whole)
    asked = await turn.see(proposals.drafted, basics.model_dump(), form.departments, form.initiating)
    asked = replace(asked, is_private=form.channel_kind == "private")
    if form.channel_kind == "existing" and not form.channel:
        raise Refused(_("Choose the channel, or let a new one be made."), field="channel")
    # Who has chosen one wants that, whatever stands above it from the beginning.
    if form.channel:
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


@routes.event("channel_rename", "group_rename")
async def renamed(turn: Turn) -> None:
    """A channel is called otherwise."""
    told = turn.event["channel"]
    await turn.hear(projects.naming(told["id"]), projects.renamed, told["id"], told["name"])


@routes.event("channel_id_changed")
async def readdressed(turn: Turn) -> None:
    """Slack has given a channel another id, as it does when it is shared with another workspace."""
    await turn.do(reached.readdressed, turn.event["old_channel_id"], turn.event["new_channel_id"])


async def converted(turn: Turn) -> None:
    """A channel was made private, or public."""
    channel_id = turn.event["channel"]
    is_private = CONVERSIONS[turn.event["subtype"]]
    await turn.hear(projects.visibility(channel_id), projects.became, channel_id, is_private)


def _membership(turn: Turn) -> str:
    return comings.membership(turn.event["channel"], turn.event["user"])


async def _has_changed(turn: Turn, form: Departments) -> bool:
    """Whether other departments are there than the form offers; the draft then holds what still can be chosen."""
    await turn.keep_typed()
    return await turn.keep(proposals.looked_over, form.departments, form.initiating, turn.opened)


async def _departments(turn: Turn, name: str, news: Text | None = None) -> dict[str, Any]:
    known = await turn.see(proposals.departments_offered)
    return {
        "about": {"name": name},
        "called": name,
        "known": [(one.name, one.shown.for_(turn.reader) if one.shown else one.name) for one in known],
        "news": news,
    }
