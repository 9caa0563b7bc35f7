"""A project suspended, resumed, closed, archived and reopened by `/project …`, each looked at before; and undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from bot.process import undoing as every
from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.phases import looking, moving, offers, settling, undoing
from bot.process.phases.looking import Looked
from bot.process.phases.moved import Moved
from bot.process.phases.settling import Said
from bot.process.projects import finding
from bot.process.proposals.kind import PROPOSALS
from bot.process.revisions.edited import Edited
from bot.process.revisions.shifted import Shifted
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from handlers import matters, parts, revisions
from storage.projects import Project

routes = Routes[Turn]()

# The number of a project at the beginning of a line, and what may stand between it and what follows.
NUMBER = Pattern(r"[pP]-\d{4}-\d{1,6}(?!\w)")
AROUND = " ,，:：;；、"


class Because(forms.Form):
    """The form in which a project is suspended: why, if one says so."""

    because: str = Field(default="", max_length=300)


class Closing(Because):
    """The form in which a project is closed: what was open and is done after all, and what becomes of the others."""

    tasks_done: list[int] = Field(default=[])
    tasks_others: Literal["done", "cancelled", "each"] | None = None
    requests_done: list[int] = Field(default=[])
    requests_others: Literal["done", "cancelled", "each"] | None = None
    # How all ends that stands on no page which was sent.
    rest: Literal["done", "cancelled", "each"] = "each"

    def said(self, single: Mapping[tuple[str, int], str]) -> Said:
        """The same, with what was said on the pages of single ones."""
        done = {"tasks": frozenset(self.tasks_done), "requests": frozenset(self.requests_done)}
        others = {"tasks": self.tasks_others, "requests": self.requests_others}
        return Said(done, {flow: one for flow, one in others.items() if one is not None}, single, self.rest)


class Ends(forms.Form):
    """How single ones end, on the pages that were sent: by their id."""

    tasks: dict[int, Literal["done", "cancelled"]] = Field(default={})
    requests: dict[int, Literal["done", "cancelled"]] = Field(default={})

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> dict[tuple[str, int], str]:
        """The same, by flow and id, of inputs that are named `tasks.3`."""
        found: dict[str, dict[str, Any]] = {flow: {} for flow in cls.model_fields}
        for name, value in values.items():
            flow, dot, number = name.partition(".")
            if dot and flow in found:
                found[flow][number] = value
        ends = cls.model_validate(found)
        return {(flow, one): end for flow in found for one, end in getattr(ends, flow).items()}


@routes.command("/project", "suspend", "pause", "暂停", "暫停", "中止")
async def suspend(turn: Turn) -> None:
    """Look at what would stand still; what else the line says is why."""
    await _open(turn, "suspend", *await _meant_because(turn))


@routes.command("/project", "resume", "continue", "恢复", "恢復", "继续")
async def resume(turn: Turn) -> None:
    """Look at what would go on."""
    await _open(turn, "resume", (await _meant(turn)).id)


@routes.command("/project", "close", "end", "结项", "結項", "关闭", "關閉")
async def close(turn: Turn) -> None:
    """Look at what is open, and say what becomes of it; what else the line says is why."""
    await _open(turn, "close", *await _meant_because(turn))


@routes.command("/project", "archive", "归档", "歸檔")
async def archive(turn: Turn) -> None:
    """Look at what archiving does."""
    await _open(turn, "archive", (await _meant(turn)).id)


@routes.command("/project", "reopen", "重开", "重開", "重启")
async def reopen(turn: Turn) -> None:
    """Look at what would run again."""
    await _open(turn, "reopen", (await _meant(turn)).id)


@routes.command("/project", "undo", "撤销", "撤銷")
async def undo_last(turn: Turn) -> None:
    """Take back what one has just done with the project, whatever that was."""
    undone = await turn.do(every.undo, (await _meant(turn)).id)
    match undone:
        case Moved():
            await _answer(turn, undone)
        case Edited():
            await revisions.answer(turn, undone)
        case Shifted():
            await parts.answer(turn, undone)
        case _:
            await matters.answer(turn, PROPOSALS, undone)


@routes.action("projects.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    project_id, _colon, change_id = turn.value.partition(":")
    await _answer(turn, await turn.do(undoing.undo, as_number(project_id), as_number(change_id)))


@routes.action("projects.suspend")
async def open_suspend(turn: Turn) -> None:
    """The button on the project."""
    await _open(turn, "suspend", turn.number)


@routes.action("projects.resume")
async def open_resume(turn: Turn) -> None:
    """The button on the project, or beside a refusal."""
    await _open(turn, "resume", turn.number)


@routes.action("projects.close")
async def open_close(turn: Turn) -> None:
    """The button on the project."""
    await _open(turn, "close", turn.number)


@routes.action("projects.archive")
async def open_archive(turn: Turn) -> None:
    """The button on the project."""
    await _open(turn, "archive", turn.number)


@routes.action("projects.reopen")
async def open_reopen(turn: Turn) -> None:
    """The button on the project, or beside a refusal."""
    await _open(turn, "reopen", turn.number)


@routes.view("projects.suspend")
async def submit_suspend(turn: Turn) -> None:
    """It was looked at, and is wanted."""
    form = forms.parse(Because, turn.body["view"])
    await _answer(turn, await turn.do(moving.suspend, _project(turn), form.because))


@routes.view("projects.resume")
async def submit_resume(turn: Turn) -> None:
    """It was looked at, and is wanted."""
    await _answer(turn, await turn.do(moving.resume, _project(turn)))


@routes.view("projects.close")
async def submit_close(turn: Turn) -> None:
    """It was said what becomes of what is open."""
    await _settle(turn, forms.parse(Closing, turn.body["view"]).said({}), 1)


@routes.view("projects.close.each")
async def submit_each(turn: Turn) -> None:
    """A page was sent of what is gone through one by one."""
    whole = await turn.whole()
    with reading():
        number = as_number(turn.target["page"])
    await _settle(turn, Closing.model_validate(whole).said(Ends.of(whole)), number + 1)


async def _settle(turn: Turn, said: Said, number: int) -> None:
    """Show that page of what is gone through one by one; close the project where there is none."""
    with reading():
        mark = str(turn.target["mark"])
    because = str(forms.values(turn.body["view"]).get("because", "")).strip()
    if await turn.was_sent_before():
        await _answer(turn, await turn.do(moving.close, _project(turn), {}, because, mark=mark))
        return
    looked = await turn.see(looking.to_move, _project(turn), "projects.close")
    if looked.mark != mark:
        shown = {**_shown(looked), "because": "", "kept_as": turn.draft}
        await turn.draw_again(_else_is_open(looked), "phases/form_close", **shown)
        return
    page = settling.page(looked, said, number)
    if page is not None:
        await turn.next_step("phases/form_each", about={"page": number}, looked=looked, page=page, because=because)
        return
    choices = settling.choices(looked, said)
    await _answer(turn, await turn.do(moving.close, _project(turn), choices, because, mark=mark))


@routes.view("projects.archive")
async def submit_archive(turn: Turn) -> None:
    """It was looked at, and is wanted."""
    await _answer(turn, await turn.do(moving.archive, _project(turn)))


@routes.view("projects.reopen")
async def submit_reopen(turn: Turn) -> None:
    """It was looked at, and is wanted."""
    await _answer(turn, await turn.do(moving.reopen, _project(turn)))


@routes.options("tasks_done")
async def suggest_tasks(turn: Turn) -> None:
    """Somebody looks for the tasks that are done after all."""
    await _suggest(turn, "tasks")


@routes.options("requests_done")
async def suggest_requests(turn: Turn) -> None:
    """The same of requests that are fulfilled."""
    await _suggest(turn, "requests")


async def _suggest(turn: Turn, flow: str) -> None:
    typed = str(turn.body.get("value", ""))
    found = await turn.see(offers.open_of, _project(turn), flow, typed)
    await turn.offer((str(one.id), one.named) for one in found)


async def _meant(turn: Turn) -> Project:
    """The project that the line names, else this channel's, else the only one."""
    return await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])


async def _meant_because(turn: Turn) -> tuple[int, str]:
    """The same, and what the line says besides a project's number."""
    number = NUMBER.match(turn.words)
    said = number[0] if number else ""
    project = await turn.see(finding.only, turn.channel_id or "", said)
    return project.id, turn.words[len(said) :].strip(AROUND)


async def _open(turn: Turn, did: str, project_id: int, because: str = "") -> None:
    """Show what comes of it, to be sent or left alone; `because` was said with the command."""
    looked = await turn.see(looking.to_move, project_id, f"projects.{did}")
    template = "phases/form_close" if did == "close" else "phases/form_move"
    shown = _shown(looked) if did == "close" else {"about": {"project": project_id}, "looked": looked, "did": did}
    kept_as = f"projects.{did}:{project_id}"
    await turn.open(template, kept_as=kept_as, is_afresh=bool(because), because=because, **shown)


def _shown(looked: Looked) -> dict[str, Any]:
    about: Mapping[str, Any] = {"project": looked.project.id, "mark": looked.mark}
    return {"about": about, "looked": looked, "minutes": UNDO_MINUTES}


def _else_is_open(looked: Looked) -> Refused:
    number = looked.project.number
    return Refused(_("Something else is open in %(number)s by now. Look at it and send it again.", number=number))


def _project(turn: Turn) -> int:
    with reading():
        return as_number(turn.target["project"])


async def _answer(turn: Turn, moved: Moved) -> None:
    await turn.answer("phases/done", moved=moved, minutes=UNDO_MINUTES)
