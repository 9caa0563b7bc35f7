"""Disputes: `/dispute …`, the message shortcut and buttons that raise one, its lists and its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.process.disputes import consensus, decisions
from bot.process.disputes import lists as dispute_lists
from bot.process.disputes import raising as dispute_raising
from bot.process.disputes.clock import CLOCKS, HOURS, Clock
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.raising import SUBJECT_LENGTH, NewDispute
from bot.process.projects import finding
from bot.process.tasks import fields as task_fields
from bot.slack import forms
from bot.slack.came import as_number, as_seen
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import matters
from handlers.disputes.answering import answer

routes = Routes[Turn]()

# What a section of the form still takes whole.
POSITION_LENGTH = 2_000


class NewForm(forms.Form):
    """The form of `/dispute new`."""

    raising: int | None = None
    other: int
    subject: str = Field(max_length=SUBJECT_LENGTH)
    position: str = Field(max_length=POSITION_LENGTH)
    tasks: list[int] = Field(default_factory=list, max_length=dispute_raising.TASKS_AT_MOST)
    weight: str = "normal"


class SettingsForm(forms.Form):
    """The form of `/dispute settings`."""

    clock: Clock
    second_decider_id: str | None = None


matters.hear(
    routes,
    DISPUTES,
    which=_("Which dispute? Name it by its number, for example `/dispute show D-3`."),
    timeline=dispute_lists.timeline,
    scope_of=dispute_lists.scope_of,
    page=dispute_lists.page,
    undo=consensus.undo,
    said_of_undo=_("undone"),
    hours=HOURS,
)


@routes.command("/dispute", "new", "raise", "add", "新建", "新增", "创建", "創建", "提出", "发起", "發起")
async def new(turn: Turn) -> None:
    """Open the form, filled with what the line says."""
    await _open_form(turn, turn.words)


@routes.shortcut("disputes.raise")
async def raise_about_message(turn: Turn) -> None:
    """The shortcut on a message: what it says becomes the subject, and the beginning of the position."""
    said = str(turn.body["message"].get("text") or "")
    await _open_form(turn, " ".join(said.split())[:SUBJECT_LENGTH], position=said[:POSITION_LENGTH])


@routes.action("disputes.for_task")
async def raise_for_task(turn: Turn) -> None:
    """The button on a task's card."""
    await _open_form(turn, "", task_number=turn.number)


@routes.action("disputes.for_request")
async def raise_for_request(turn: Turn) -> None:
    """The button on a request's card."""
    await _open_form(turn, "", request_id=turn.number)


@routes.options("disputes.tasks")
async def suggest_tasks(turn: Turn) -> None:
    """Somebody looks for what the dispute concerns."""
    project_id, typed = as_number(turn.target["project"]), str(turn.body.get("value", ""))
    await turn.offer((one.value, str(one.label)) for one in await turn.see(task_fields.predecessors, project_id, typed))


@routes.view("disputes.new")
async def submit_new(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(NewForm, turn.body["view"]), turn.target
    shown = await turn.do(
        dispute_raising.raise_,
        NewDispute(
            project_id=as_number(target["project"]),
            raising_department_id=form.raising or as_number(target["raising"]),
            other_department_id=form.other,
            subject=" ".join(form.subject.split()),
            position=form.position,
            is_major=form.weight == "major",
            tasks=tuple(form.tasks),
            request_id=target.get("request"),
        ),
    )
    is_asked = shown.dispute.major_asked_by is not None and not shown.dispute.is_major
    said = _("raised; the PM is asked to mark it as major") if is_asked else None
    await answer(turn, shown, said)


async def _settings(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of how disputes go in a project."""
    project = await turn.see(decisions.to_set_up, as_number(about["project"]))
    return {
        "template": "disputes/form_settings",
        "about": {"project": project.id, "stood": decisions.stands(project)},
        "project": project,
        "clocks": [(clock.value, words.for_(turn.reader)) for clock, words in CLOCKS.items()],
        "hours": HOURS,
    }


@routes.command("/dispute", "settings", "设置", "設置")
async def open_settings(turn: Turn) -> None:
    """How disputes go in this channel's project."""
    here = await turn.see(finding.here, turn.channel_id or "")
    if here is None:
        raise Refused(_("Type `/dispute settings` in the channel of the project that it is for."))
    await turn.open(**await _settings(turn, {"project": here.id}))


@routes.action("disputes.settings")
async def settings_pressed(turn: Turn) -> None:
    """The button where a second decider is missing."""
    await turn.open(**await _settings(turn, {"project": turn.number}))


@routes.view("disputes.settings")
@overtaken(_settings)
async def submit_settings(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(SettingsForm, turn.body["view"])
    project_id = as_number(turn.target["project"])
    made = await turn.do(
        decisions.set_up, project_id, form.clock, form.second_decider_id, as_seen(turn.target.get("stood"))
    )
    await turn.answer("disputes/settings_saved", **made._asdict(), clock=CLOCKS[form.clock])


async def _open_form(turn: Turn, line: str, *, position: str = "", **about: Any) -> None:
    draft = await turn.see(dispute_raising.drafted, turn.channel_id or "", line, **about)
    own = draft.own[0].id if len(draft.own) == 1 else None
    request_id = draft.request.id if draft.request else None
    await turn.open(
        "disputes/form_new",
        about={"project": draft.project.id, "raising": own, "request": request_id},
        kept_as=f"disputes.new:{draft.project.id}",
        is_afresh=bool(line or position or about),
        project=draft.project,
        request=draft.request,
        own=[(made.id, made.name.for_(turn.reader)) for made in draft.own],
        others=[(made.id, made.name.for_(turn.reader)) for made in draft.others],
        tasks=[(str(one.number), f"T-{one.number} · {one.title}") for one in draft.tasks],
        draft={**draft.values, "position": position},
        hours=HOURS,
    )
