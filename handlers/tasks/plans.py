"""Planning tasks: `/task add`, `/task edit`, and their form of two steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import time
from typing import Any

from pydantic import ValidationError

from bot.process.kernel import rights
from bot.process.projects import finding as project_finding
from bot.process.tasks import adding, lines, remarks
from bot.process.tasks import fields as task_fields
from bot.process.tasks import forms as task_forms
from bot.process.tasks.fields import Offered
from bot.process.tasks.lines import TITLE_AT_MOST, Drafted
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words
from handlers.tasks.plan_forms import Basics, Standard, first_step, second_step
from handlers.weighing import weighing

routes = Routes[Turn]()

NOT_FILLED_IN = _("Please fill in the title and the department first.")
# What step 1 takes of a line or a task.
TAKEN = ("title", "department_id", "owner_id", "starts_on", "due_on")


@routes.command("/task", "add", "new", "create", "添加", "新建", "新增", "创建", "創建")
async def add(turn: Turn) -> None:
    """Add a task: at once where the line says whose and by when, else with a form that it fills."""
    choices = await turn.see(task_forms.where_to_add, turn.channel_id or "")
    project = choices[0]
    draft = await turn.see(lines.drafted, project, turn.words)
    asked = draft.whole(project) if turn.channel_id is not None and project.channel_id == turn.channel_id else None
    if asked is not None:
        shown = await turn.do(adding.add, asked)
        await _answer(turn, shown, "added", is_counted=draft.is_counted, hour=draft.hour)
        return
    form = await first_step(turn, project, choices, _taken(draft), draft.place, problem=draft.problem)
    await turn.open(**form, is_afresh=bool(turn.words))


@routes.shortcut("tasks.from_message")
async def add_from_message(turn: Turn) -> None:
    """The shortcut on a message: what it says fills the form, and its link is kept with the task."""
    message = turn.body["message"]
    said = " ".join(str(message.get("text") or "").split())
    choices = await turn.see(task_forms.where_to_add, turn.channel_id or "")
    project = choices[0]
    draft = await turn.see(lines.drafted, project, said)
    form = await first_step(turn, project, choices, _taken(draft), draft.place, problem=draft.problem)
    form["about"] |= {"link": _address(turn, message)}
    await turn.open(**form, is_afresh=True)


def _taken(draft: Drafted) -> dict[str, Any]:
    """What step 1 is filled with by a line."""
    return {name: value for name, value in asdict(draft).items() if name in TAKEN} | {
        "title": draft.title[:TITLE_AT_MOST]
    }


def _address(turn: Turn, message: Mapping[str, Any]) -> str:
    """The message's own address in Slack."""
    channel_id, thread_ts = turn.body["channel"]["id"], message.get("thread_ts")
    # Without the workspace's name Slack finds it by who is signed in.
    domain = (turn.body.get("team") or {}).get("domain")
    host = f"{domain}.slack.com" if domain else "slack.com"
    address = f"https://{host}/archives/{channel_id}/p{message['ts'].replace('.', '')}"
    return f"{address}?thread_ts={thread_ts}&cid={channel_id}" if thread_ts else address


@routes.command("/task", "edit", "编辑", "編輯", "修改")
async def edit(turn: Turn) -> None:
    """Change the plan of a task."""
    said = words.read(turn.words)
    if said is None:
        raise Refused(_("Which task? Name it by its number, for example `/task edit T-3`."))
    await turn.open(**await _task(turn, {"number": said.number}))


@routes.action("tasks.edit")
async def edit_pressed(turn: Turn) -> None:
    """The button under a task."""
    await turn.open(**await _task(turn, {"number": turn.number}))


async def _task(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """Step 1 of a known task."""
    filled = await turn.see(task_forms.filled_in, as_number(about["number"]))
    task, project = filled.shown.task, filled.shown.project
    draft = {name: getattr(task, name) for name in TAKEN} | {"days": task.days or 0}
    draft["traits"] = task_forms.traits_of(task)
    return await first_step(turn, project, [project], draft, filled.place, filled)


@routes.action("tasks.add.project")
async def choose_project(turn: Turn) -> None:
    """Another project was chosen in the form: offer its departments."""
    choices = await turn.see(project_finding.mine)
    project = next((one for one in choices if one.id == turn.number), None)
    if project is not None:
        await turn.redraw(turn.body["view"]["id"], **await first_step(turn, project, choices, {}))


@routes.action("tasks.plan.days", "tasks.plan.traits")
async def choose(turn: Turn) -> None:
    """A length was chosen, or a trait ticked: it is taken when the form is sent."""


@routes.options("tasks.place")
async def suggest_places(turn: Turn) -> None:
    """Somebody looks for the place of a task."""
    target, typed = turn.target, str(turn.body.get("value", ""))
    await _offer(turn, await turn.see(task_fields.places, as_number(target["project"]), typed, target.get("number")))


@routes.options("tasks.waits_for")
async def suggest_predecessors(turn: Turn) -> None:
    """Somebody looks for what a task waits for."""
    target, typed = turn.target, str(turn.body.get("value", ""))
    await _offer(
        turn, await turn.see(task_fields.predecessors, as_number(target["project"]), typed, target.get("number"))
    )


@routes.action("tasks.plan.more")
async def more(turn: Turn) -> None:
    """Open step 2 over step 1; what stands there is kept with it."""
    try:
        first = forms.parse(Basics, turn.body["view"])
    except ValidationError:
        await _redraw_with(turn, NOT_FILLED_IN)
        return
    number = turn.target.get("number")
    filled = await turn.see(task_forms.filled_in, as_number(number)) if number else None
    await turn.push(**second_step(turn, first.title, filled))


@routes.view("tasks.add")
async def submit_add(turn: Turn) -> None:
    """Step 1 was sent: the rest may come later."""
    await _add(turn, forms.parse(Basics, turn.body["view"]), None)


@routes.view("tasks.add.more")
async def submit_add_more(turn: Turn) -> None:
    """Step 2 was sent, with what step 1 held."""
    await _add(turn, Basics.model_validate(await turn.whole()), forms.parse(Standard, turn.body["view"]))


@routes.view("tasks.edit")
@overtaken(_task)
async def submit_edit(turn: Turn) -> None:
    """Step 1 of a known task was sent."""
    await _save(turn, forms.parse(Basics, turn.body["view"]), None)


@routes.view("tasks.edit.more")
async def submit_edit_more(turn: Turn) -> None:
    """Step 2 of a known task was sent, with what step 1 held."""
    await _save(turn, Basics.model_validate(await turn.whole()), forms.parse(Standard, turn.body["view"]))


async def _add(turn: Turn, first: Basics, second: Standard | None) -> None:
    project_id, link = as_number(first.project or turn.target["project"]), turn.target.get("link", "")
    shown = await turn.do(task_forms.add, project_id, first.said(), second.said() if second else None, link)
    await turn.accept(response_action="clear")
    await _answer(turn, shown, "added")


async def _save(turn: Turn, first: Basics, second: Standard | None) -> None:
    target = turn.target
    async with weighing(turn):
        shown, is_changed = await turn.do(
            task_forms.edit,
            as_number(target["project"]),
            as_number(target["number"]),
            first.said(),
            second.said() if second else None,
            version=as_number(target["version"]),
        )
    await turn.accept(response_action="clear")
    await _answer(turn, shown, "edited" if is_changed else "not edited")


async def _redraw_with(turn: Turn, problem: Text) -> None:
    """Step 1 once more, with what is wrong in it; what was typed stays."""
    target, view = turn.target, turn.body["view"]
    filled = await turn.see(task_forms.filled_in, as_number(target["number"])) if target.get("number") else None
    project = await turn.see(rights.seen, as_number(target["project"]))
    choices = await turn.see(project_finding.mine) if target.get("can_choose") else [project]
    place = filled.place if filled else None
    await turn.redraw(
        view["id"], **await first_step(turn, project, choices, forms.values(view), place, filled, problem)
    )


async def _offer(turn: Turn, offered: list[Offered]) -> None:
    pairs = [(one.value, one.label.for_(turn.reader) if isinstance(one.label, Text) else one.label) for one in offered]
    await turn.offer(pairs)


async def _answer(turn: Turn, shown: Any, happened: str, *, is_counted: bool = False, hour: time | None = None) -> None:
    of_new = happened == "added"
    await turn.answer(
        "tasks/updated",
        shown=shown,
        happened=happened,
        can_undo=False,
        changes={},
        just_before=None,
        is_counted=is_counted,
        remarks=await turn.see(remarks.of_added if of_new else remarks.of_planned, shown, hour),
    )
