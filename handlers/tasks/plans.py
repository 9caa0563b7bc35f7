"""Planning tasks: `/task add`, `/task edit`, and their form of two steps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.process.kernel import lines as kernel_lines
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.projects import finding as project_finding
from bot.process.tasks import adding, attachments, edits, finding, plans
from bot.process.tasks import fields as task_fields
from bot.process.tasks.fields import Offered
from bot.process.tasks.plans import NewTask
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from bot.words.typed import MENTION
from handlers.tasks import list_words, words
from handlers.tasks.plan_forms import TITLE_AT_MOST, Basics, Standard, asked_for, filled_in, first_step, second_step
from storage.projects import Project

routes = Routes[Turn]()

NOT_FILLED_IN = _("Please fill in the title, department, owner and planned end first.")


@routes.command("/task", "add", "new", "添加", "新建")
async def add(turn: Turn) -> None:
    """Add a task: at once where the line says whose and by when, else with a form that it fills."""
    choices = await turn.see(_where_to_add, turn.channel_id or "")
    project = choices[0]
    problem = None
    try:
        draft = await turn.see(_drafted, project, turn.words)
    except Refused as refused:
        # Slack forgets a line that was typed: it is kept in the form, with what could not be read in it.
        problem = refused.why
        draft = {"title": _without_mentions(turn.words)[:TITLE_AT_MOST], "is_whole": False, "place": None}
    if draft["is_whole"] and turn.channel_id is not None and project.channel_id == turn.channel_id:
        shown = await turn.do(adding.add, _new(project, draft))
        await _answer(turn, shown, "added", is_counted=draft["is_counted"])
        return
    form = await first_step(turn, project, choices, draft, draft["place"])
    await turn.open("tasks/form_plan", **{**form, "problem": problem})


@routes.shortcut("tasks.from_message")
async def add_from_message(turn: Turn) -> None:
    """The shortcut on a message: what it says fills the form, and its link is kept with the task."""
    message = turn.body["message"]
    said = " ".join(str(message.get("text") or "").split())
    choices = await turn.see(_where_to_add, turn.channel_id or "")
    project = choices[0]
    try:
        draft = await turn.see(_drafted, project, said)
    except Refused:
        # It is a message, not a command: what cannot be read in it stays in its words.
        draft = {**await turn.see(_drafted, project, ""), "title": said}
    draft["title"] = str(draft["title"])[:TITLE_AT_MOST]
    form = await first_step(turn, project, choices, draft, draft["place"])
    target = {**json.loads(form["target"]), "link": _address(turn, message)}
    await turn.open("tasks/form_plan", **{**form, "target": json.dumps(target)})


def _where_to_add(work: Work, channel_id: str) -> list[Project]:
    """The projects that can be meant there. Raises Refused for who may add tasks in none of them."""
    choices = project_finding.meant(work, channel_id)
    plans.must_add(work, choices)
    return choices


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
    await _open_edit(turn, said.number)


@routes.action("tasks.edit")
async def edit_pressed(turn: Turn) -> None:
    """The button under a task."""
    await _open_edit(turn, turn.number)


@routes.action("tasks.add.project")
async def choose_project(turn: Turn) -> None:
    """Another project was chosen in the form: offer its departments."""
    choices = await turn.see(project_finding.mine)
    project = next((one for one in choices if one.id == turn.number), None)
    if project is not None:
        form = await first_step(turn, project, choices, {})
        await turn.redraw(turn.body["view"]["id"], "tasks/form_plan", **form)


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


@routes.action("tasks.place", "tasks.waits_for")
async def chosen(turn: Turn) -> None:
    """A choice in a form; it is read when the form is sent."""


@routes.action("tasks.plan.more")
async def more(turn: Turn) -> None:
    """Open step 2 over step 1; what stands there is kept with it."""
    view = turn.body["view"]
    try:
        first = forms.parse(Basics, view).model_dump(mode="json")
    except ValidationError:
        await _redraw_with(turn, NOT_FILLED_IN)
        return
    target = {**turn.target, "first": first}
    filled = await turn.see(filled_in, as_number(target["number"])) if target.get("number") else None
    await turn.push("tasks/form_standard", **second_step(turn, target, filled))


@routes.view("tasks.add")
async def submit_add(turn: Turn) -> None:
    """Step 1 was sent: the rest may come later."""
    form = forms.parse(Basics, turn.body["view"])
    asked = await turn.see(asked_for, as_number(form.project or turn.target["project"]), form, None)
    shown = await turn.do(attachments.add_task, asked, turn.target.get("link", ""))
    await _answer(turn, shown, "added")


@routes.view("tasks.add.more")
async def submit_add_more(turn: Turn) -> None:
    """Step 2 was sent, with what step 1 held."""
    first, form = _first(turn), forms.parse(Standard, turn.body["view"])
    asked = await turn.see(asked_for, as_number(first.project or turn.target["project"]), first, form)
    shown = await turn.do(attachments.add_task, asked, turn.target.get("link", ""))
    await turn.accept(response_action="clear")
    await _answer(turn, shown, "added")


@routes.view("tasks.edit")
async def submit_edit(turn: Turn) -> None:
    """Step 1 of a known task was sent."""
    await _save(turn, forms.parse(Basics, turn.body["view"]), None)


@routes.view("tasks.edit.more")
async def submit_edit_more(turn: Turn) -> None:
    """Step 2 of a known task was sent, with what step 1 held."""
    await _save(turn, _first(turn), forms.parse(Standard, turn.body["view"]))


def _first(turn: Turn) -> Basics:
    """What step 1 held."""
    with reading():
        return Basics(**turn.target["first"])


async def _save(turn: Turn, first: Basics, second: Standard | None) -> None:
    target = turn.target
    asked = await turn.see(asked_for, as_number(target["project"]), first, second, as_number(target["number"]))
    shown, is_changed = await turn.do(
        edits.edit, as_number(target["number"]), asked, version=as_number(target["version"]), because=first.note
    )
    await turn.accept(response_action="clear")
    await _answer(turn, shown, "edited" if is_changed else "not edited")


async def _open_edit(turn: Turn, number: int) -> None:
    filled = await turn.see(filled_in, number)
    task = filled.shown.task
    draft = {name: getattr(task, name) for name in ("title", "department_id", "owner_id", "starts_on", "due_on")}
    form = await first_step(turn, filled.shown.project, [filled.shown.project], draft, filled.place, filled)
    await turn.open("tasks/form_plan", **form)


async def _redraw_with(turn: Turn, problem: Text) -> None:
    """Step 1 once more, with what is wrong in it; what was typed stays."""
    target, view = turn.target, turn.body["view"]
    filled = await turn.see(filled_in, as_number(target["number"])) if target.get("number") else None
    project = await turn.see(rights.seen, as_number(target["project"]))
    choices = await turn.see(project_finding.mine) if target.get("can_choose") else [project]
    form = await first_step(turn, project, choices, forms.values(view), filled.place if filled else None, filled)
    await turn.redraw(view["id"], "tasks/form_plan", **{**form, "problem": problem})


async def _offer(turn: Turn, offered: list[Offered]) -> None:
    pairs = [(one.value, one.label.for_(turn.reader) if isinstance(one.label, Text) else one.label) for one in offered]
    await turn.offer(pairs)


async def _answer(turn: Turn, shown: Any, happened: str, *, is_counted: bool = False) -> None:
    await turn.answer(
        "tasks/updated",
        shown=shown,
        happened=happened,
        can_undo=False,
        changes={},
        just_before=None,
        is_counted=is_counted,
    )


def _drafted(work: Work, project: Project, line: str) -> dict[str, Any]:
    """What a line says of a new task: "Print posters by next Friday @lin #Design stage:Launch"."""
    owner, named = MENTION.search(line), list_words.cut(line)
    title, due, is_counted = kernel_lines.read_line(work, project, _without_mentions(named.rest))
    owner_id = owner[1] if owner else work.person.user_id
    department_id = (
        task_fields.department(work, project, named.department)
        if named.department
        else finding.department_of(work, project, owner_id)
    )
    return {
        "title": title,
        "due_on": due,
        "owner_id": owner_id,
        "department_id": department_id,
        "stage": named.stage,
        "place": task_fields.place_named(work, project, named.stage) if named.stage else None,
        "is_counted": is_counted,
        "is_whole": bool(owner and due and department_id and 0 < len(title) <= TITLE_AT_MOST),
    }


def _without_mentions(line: str) -> str:
    return " ".join(MENTION.sub(" ", line).split())


def _new(project: Project, draft: dict[str, Any]) -> NewTask:
    return NewTask(
        project.id,
        draft["title"],
        draft["department_id"],
        draft["owner_id"],
        draft["due_on"],
        stage=draft["stage"][: task_fields.STAGE_NAME_AT_MOST],
    )
