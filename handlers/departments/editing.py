"""Settings: `/liaison settings`, the departments in it, and the form of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field
from slack_sdk.errors import SlackApiError

from bot.process.departments import editing as departments
from bot.process.departments.naming import Described
from bot.process.departments.posts import Replaced
from bot.process.kernel import calendars
from bot.process.kernel.lists import page_of
from bot.process.kernel.work import Work
from bot.process.people import admins
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people

routes = Routes[Turn]()

# A modal holds 100 blocks; a page is what one reads without losing the place.
LINES_A_PAGE = 15
# Slack's bound on the options that a menu is given.
CHOICES = 100
# Slack does not take an empty value for a choice.
NO_CALENDAR = "-"


class DepartmentForm(forms.Form):
    """The form of a department."""

    name_en: str | None = Field(default=None, max_length=60)
    name_zh: str | None = Field(default=None, max_length=60)
    head_id: str
    liaison_id: str
    deputies: list[str] = Field(default=[], max_length=20)
    calendar: str = NO_CALENDAR
    group: str = ""

    def described(self) -> Described:
        """As the process takes it."""
        group_id, _bar, handle = self.group.partition("|")
        return Described(
            name_en=" ".join(self.name_en.split()) if self.name_en else None,
            name_zh=" ".join(self.name_zh.split()) if self.name_zh else None,
            head_id=self.head_id,
            liaison_id=self.liaison_id,
            deputies=tuple(dict.fromkeys(self.deputies)),
            calendar="" if self.calendar == NO_CALENDAR else self.calendar,
            group_id=group_id or None,
            group_handle=handle,
        )


class ProjectsForm(forms.Form):
    """Whether running projects follow a change."""

    in_projects: str


@routes.command("/liaison", "settings", "departments", "设置", "部门")
@routes.action("departments.settings")
async def settings(turn: Turn) -> None:
    """Open the settings."""
    await turn.open("departments/form_settings", **await turn.see(_settings, 1))


@routes.action("departments.page.next", "departments.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of departments."""
    shown = await turn.see(_settings, turn.number)
    await turn.redraw(turn.body["view"]["id"], "departments/form_settings", **shown)


@routes.action("departments.add")
async def add(turn: Turn) -> None:
    """Open the form of a new department."""
    offered = await turn.see(_calendars, turn.reader)
    await turn.push(
        "departments/form_edit",
        about={"page": turn.target.get("page", 1)},
        kept_as="departments.add",
        said=None,
        calendars=offered,
        can_remove=False,
    )


@routes.view("departments.add")
async def submit_add(turn: Turn) -> None:
    """The form of a new department was sent."""
    made = await turn.do(departments.add, forms.parse(DepartmentForm, turn.body["view"]).described())
    await back(turn, _("%(name)s is added.", name=made.name))


async def _edit(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a department."""
    found = await turn.see(departments.find, as_number(about["department"]))
    return {
        "template": "departments/form_edit",
        "about": {"page": about.get("page", 1), "department": found.id, "version": found.version},
        "kept_as": f"departments.edit:{found.id}",
        "said": departments.described(found),
        "calendars": await turn.see(_calendars, turn.reader),
        "can_remove": True,
    }


@routes.action("departments.edit")
async def edit(turn: Turn) -> None:
    """Open the form of a department."""
    await turn.push(**await _edit(turn, {**turn.target, "department": turn.number}))


@routes.view("departments.edit")
@overtaken(_edit)
async def submit_edit(turn: Turn) -> None:
    """The form of a department was sent: ask about its running projects, where there are such."""
    said = forms.parse(DepartmentForm, turn.body["view"]).described()
    concerned = await turn.see(departments.concerned, as_number(turn.target["department"]), said)
    if not concerned:
        await _change(turn, said, also_in_projects=False)
        return
    await turn.next_step(
        "departments/form_projects", **await turn.see(_question, concerned, said, turn.target["department"])
    )


@routes.view("departments.projects")
@overtaken(_edit)
async def submit_projects(turn: Turn) -> None:
    """Whether the running projects follow was answered."""
    form = forms.parse(ProjectsForm, turn.body["view"])
    said = DepartmentForm.model_validate(await turn.whole()).described()
    await _change(turn, said, also_in_projects=form.in_projects == "yes")


@routes.action("departments.remove")
async def remove(turn: Turn) -> None:
    """Remove the department, whose form is open."""
    try:
        removed = await turn.do(departments.remove, as_number(turn.target["department"]))
    except Refused as refused:
        await turn.push("departments/form_told", title=_("It is still needed"), said=refused.why)
        return
    said = _("%(name)s is removed.", name=removed.name)
    await turn.redraw(turn.body["view"]["id"], "departments/form_told", title=_("Removed"), said=said)
    await back(turn, said)


@routes.options("group")
async def groups(turn: Turn) -> None:
    """The user groups of the workspace that have what was typed in their name or handle."""
    typed = str(turn.body.get("value") or "").removeprefix("@").lower()
    try:
        found = (await turn.client.usergroups_list())["usergroups"] if await turn.see(departments.may_edit) else []
    except SlackApiError:
        # Asked too often while somebody types: none now, and again with the next letter.
        found = []
    fit = [one for one in found if typed in one["handle"].lower() or typed in one["name"].lower()]
    await turn.offer([(f"{one['id']}|{one['handle']}"[:150], f"@{one['handle']} · {one['name']}") for one in fit])


@routes.event("subteam_updated", "subteam_members_changed")
async def group_changed(turn: Turn) -> None:
    """A user group has other members, another name, or is gone."""
    group_id = turn.event.get("subteam_id") or turn.event["subteam"]["id"]
    await turn.do(departments.group_changed, group_id)


async def back(turn: Turn, note: Text) -> None:
    """Leave a form for the settings below it, which say what was done."""
    await turn.accept()
    if below := turn.target.get("below"):
        shown = await turn.see(_settings, as_number(turn.target.get("page", 1)), note)
        await turn.redraw(below, "departments/form_settings", **shown)


async def _change(turn: Turn, said: Described, *, also_in_projects: bool) -> None:
    found = await turn.do(
        departments.change,
        as_number(turn.target["department"]),
        said,
        version=turn.target["version"],
        also_in_projects=also_in_projects,
    )
    await back(turn, _("%(name)s is saved.", name=found.name))


def _settings(work: Work, page: int, note: Text | None = None) -> dict[str, Any]:
    shown = page_of(departments.listed(work), page, LINES_A_PAGE)
    return {
        "departments": shown.lines,
        "total": shown.total,
        "page": shown.number,
        "pages": shown.pages,
        "admins": admins.all_of(work),
        "may_name": admins.may_name(work),
        "note": note,
        "about": {"page": shown.number},
    }


def _calendars(work: Work, reader: Any) -> list[tuple[str, str]]:
    return [(key or NO_CALENDAR, words.for_(reader)) for key, words in calendars.choices(work)][:CHOICES]


def _question(work: Work, concerned: list[Replaced], said: Described, department_id: int) -> dict[str, Any]:
    return {
        "posts": concerned,
        "department": departments.find(work, department_id).name,
        "head": people.person(work.session, work.team_id, said.head_id),
        "liaison": people.person(work.session, work.team_id, said.liaison_id),
    }
