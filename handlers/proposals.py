"""Proposals: `/project propose`, its form of four steps, what is decided on one, their list, and the Word document."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from pydantic import Field

from bot.documents import word, workbooks
from bot.process.kernel import drafts
from bot.process.projects import outcomes
from bot.process.proposals import content, deciding, paper, proposing
from bot.process.proposals import form as proposals
from bot.process.proposals import lists as proposal_lists
from bot.process.proposals.form import AGAIN, NEW, Beginning
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.scenarios import SCENARIOS, Scenario, suggested
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers import matters, occasions
from storage.departments import Department
from storage.projects import Project

routes = Routes[Turn]()


class What(forms.Form):
    """Step 1: what and when."""

    scenario: Scenario
    name: str = Field(max_length=proposals.NAME_AT_MOST)
    initiating_id: int
    starts: str = Field(max_length=60)
    ends: str = Field(max_length=60)


class Why(forms.Form):
    """Step 2: why, and what comes of it."""

    background: str = Field(max_length=2000)
    objective: str = Field(max_length=1500)
    outcomes: str = Field(max_length=3000)


class Who(forms.Form):
    """Step 3: who."""

    departments: list[int] = Field(default=[])
    pm_id: str
    sponsor_id: str | None = None
    channel_kind: str = "public"


matters.at_once(routes, PROPOSALS, "withdraw", proposing.withdraw)
matters.with_a_word(
    routes,
    PROPOSALS,
    "return",
    deciding.send_back,
    to=deciding.DECIDE,
    title=_("Return with comments"),
    label=_("What is to be changed"),
    hint=_("The budget of the event is missing; by when is the contract with the hall signed?"),
)
matters.with_a_word(
    routes,
    PROPOSALS,
    "reject",
    deciding.reject,
    to=deciding.DECIDE,
    title=_("Reject"),
    label=_("Why"),
    hint=_("Two departments are busy with the new system until June; propose it again then"),
)


@routes.action("proposals.new")
async def press_propose(turn: Turn) -> None:
    """Open the form."""
    await turn.open("proposals/form_what", kept_as=NEW, **_what(turn, await turn.see(proposals.begun)))


@routes.command("/project", "propose", "提案", "立项", "立項", "申请", "申請")
async def propose(turn: Turn) -> None:
    """Open the form; what is typed behind the command is the project's name."""
    begins = await turn.see(proposals.begun, turn.words)
    await turn.open("proposals/form_what", kept_as=NEW, **_what(turn, begins))


@routes.action("proposals.edit")
async def edit(turn: Turn) -> None:
    """Open the form of one that was returned, filled in."""
    begins = await turn.see(proposals.begun_again, turn.number)
    assert begins.shown is not None, "it was found"  # noqa: S101 - a mistake of ours, not of a user
    about = {"id": begins.shown.proposal.id, "version": begins.shown.proposal.version}
    kept_as = f"{AGAIN}:{begins.shown.proposal.id}"
    await turn.open("proposals/form_what", about=about, kept_as=kept_as, **_what(turn, begins))


@routes.view("proposals.what")
async def submit_what(turn: Turn) -> None:
    """Step 1 was sent."""
    form = forms.parse(What, turn.body["view"])
    await turn.see(content.read_days, form.starts, form.ends, form.initiating_id)
    await turn.next_step("proposals/form_why", **await _why(turn, form.scenario))


@routes.view("proposals.why")
async def submit_why(turn: Turn) -> None:
    """Step 2 was sent."""
    form, whole = forms.parse(Why, turn.body["view"]), await turn.whole()
    outcomes.lines(form.outcomes)
    await turn.next_step("proposals/form_who", **await _who(turn, whole))


@routes.view("proposals.who")
async def submit_who(turn: Turn) -> None:
    """Step 3 was sent: show the whole before it goes out."""
    forms.parse(Who, turn.body["view"])
    looked = await turn.see(proposals.looked, await turn.whole())
    kind = suggested(looked.said.scenario)
    await turn.next_step("proposals/form_look", looked=looked, suggested=kind, is_again="id" in turn.target)


@routes.view("proposals.look")
async def submit_look(turn: Turn) -> None:
    """It was looked at, and is sent."""
    whole = await turn.whole()
    said = await turn.see(proposals.read, whole)
    if "id" in turn.target:
        proposal_id, version = as_number(turn.target["id"]), as_number(turn.target["version"])
        shown = await turn.do(proposing.send_again, proposal_id, said, version)
    else:
        shown = await turn.do(proposing.propose, said)
    await matters.answer(turn, PROPOSALS, shown)
    await occasions.after(turn, shown.project.id)


@routes.action("proposals.back.what")
async def back_to_what(turn: Turn) -> None:
    """Something of step 1 is to be other."""
    await turn.redraw(turn.body["view"]["id"], "proposals/form_what", **_what(turn, await _begins(turn)))


@routes.action("proposals.back.why")
async def back_to_why(turn: Turn) -> None:
    """Something of step 2 is to be other."""
    scenario = str((await turn.whole()).get("scenario", Scenario.OTHER))
    await turn.redraw(turn.body["view"]["id"], "proposals/form_why", **await _why(turn, scenario))


@routes.action("proposals.back.who")
async def back_to_who(turn: Turn) -> None:
    """Something of step 3 is to be other."""
    await turn.redraw(turn.body["view"]["id"], "proposals/form_who", **await _who(turn, await turn.whole()))


@routes.action("proposals.approve")
async def approve(turn: Turn) -> None:
    """The button, after its question; it is of what stood there when it was read."""
    proposal_id, _colon, version = turn.value.partition(":")
    shown = await turn.do(deciding.approve, as_number(proposal_id), as_number(version))
    await matters.answer(turn, PROPOSALS, shown)


@routes.action("proposals.show")
async def show(turn: Turn) -> None:
    """One with all that happened to it."""
    await turn.answer("proposals/show", **await turn.see(proposal_lists.timeline, turn.number))


@routes.command("/project", "proposals", "提案列表", "立项列表", "申请列表")
async def list_proposals(turn: Turn) -> None:
    """The proposals that the person may see."""
    scope = await turn.see(proposal_lists.scope_of, turn.words)
    await turn.answer("proposals/list", **await turn.see(proposal_lists.page, scope, 1))


@routes.action("proposals.page.next", "proposals.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of them."""
    scope, _colon, number = turn.value.rpartition(":")
    await turn.answer("proposals/list", **await turn.see(proposal_lists.page, scope, as_number(number)))


@routes.action("proposals.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    proposal_id, _colon, version = turn.value.partition(":")
    await matters.answer(turn, PROPOSALS, await turn.do(deciding.undo, as_number(proposal_id), as_number(version)))


@routes.action("proposals.word")
async def send_word(turn: Turn) -> None:
    """《项目立项申请表》 as a Word document, to the person alone."""
    written = await turn.see(paper.written, turn.number)
    await turn.accept()
    made = await asyncio.to_thread(word.write, written.paper, turn.machine.clock.now())
    name = workbooks.file_name(written.project.number, paper.NAME.for_(turn.reader), written.day, ending="docx")
    where = await turn.send_file(name, made, "proposals/word", project=written.project)
    await turn.answer("proposals/word_sent", project=written.project, where=where)


async def show_of(turn: Turn, project: Project) -> None:
    """The proposal of a project that has not begun, in place of its card."""
    proposal = await turn.see(proposal_lists.by_which, project)
    assert proposal is not None, "it is nothing else"  # noqa: S101 - a mistake of ours, not of a user
    await turn.answer("proposals/show", **await turn.see(proposal_lists.timeline, proposal.number))


def _what(turn: Turn, begins: Beginning) -> dict[str, Any]:
    scenarios = [(str(one), shown.name.for_(turn.reader)) for one, shown in SCENARIOS.items()]
    return {"begins": begins, "departments": _named(turn, begins.departments), "scenarios": scenarios}


async def _why(turn: Turn, scenario: str) -> dict[str, Any]:
    values = dict((await _begins(turn)).values)
    if values["outcomes"] is None:
        # Nobody needs the suggestions beneath what they have typed instead.
        values["outcomes"] = (await turn.see(drafts.typed, turn.draft)).changed.get("outcomes")
    return {"values": values, "suggested": suggested(scenario)}


async def _who(turn: Turn, whole: dict[str, Any]) -> dict[str, Any]:
    begins = await _begins(turn)
    values = dict(begins.values)
    initiating = as_number(whole.get("initiating_id", 0))
    if values["sponsor_id"] is None:
        values["sponsor_id"] = await turn.see(proposals.sponsor_of, initiating)
    return {
        "values": values,
        "suggested": suggested(str(whole.get("scenario", ""))),
        "departments": _named(turn, begins.departments),
    }


async def _begins(turn: Turn) -> Beginning:
    """What the form began with, a new one or one of a proposal that was returned."""
    if "id" in turn.target:
        return await turn.see(proposals.begun_again, as_number(turn.target["id"]))
    return await turn.see(proposals.begun)


def _named(turn: Turn, found: Sequence[Department]) -> list[tuple[int, str]]:
    return [(one.id, one.name.for_(turn.reader)) for one in found]
