"""Charters: `/project charter`, the form of a section, the round of signatures, the Word document, and check codes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.documents import word
from bot.process import verifying
from bot.process.charters import lists, paper, rounding, signing, writing
from bot.process.charters.kind import CHARTERS
from bot.process.kernel import rights
from bot.process.projects import finding
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import matters, rounds
from storage.projects import Project

routes = Routes[Turn]()

# What people say of what they want with it: each of these stands where it is shown, or shows the whole.
PREVIEW = frozenset(("preview", "whole", "预览", "預覽", "全文"))
OF_THE_CHARTER = PREVIEW | frozenset(
    (
        "sign",
        "签署",
        "簽署",
        "签字",
        "send",
        "送签",
        "提交",
        "edit",
        "write",
        "编辑",
        "編輯",
        "修改",
        "编写",
        "show",
        "查看",
    )
)
# Before a section of a project that has no charter yet; else the charter's id stands there.
OF_PROJECT = "p"

matters.with_a_word(
    routes,
    CHARTERS,
    "return",
    signing.send_back,
    to=signing.SIGNING.enter,
    title=_("Return with reasons"),
    label=_("What has to be other, so that you can sign"),
    hint=_("Two engineers are too many before May; one from March, two from May"),
)
rounds.hear(
    routes,
    CHARTERS,
    withdraw=signing.withdraw,
    passable=signing.passable,
    pass_over=signing.pass_over,
    withdrawn=_("%(number)s: your signature is withdrawn; %(pm)s is told."),
    title=_("Go on without it"),
    whose=_("Whose signature is missing"),
    stands=_(
        "The reason stands on the signature page for good. Who was passed over is told in their card, and signs again "
        "when something that concerns them changes."
    ),
)


class Section(forms.Form):
    """The form of a section: the inputs that it has."""

    background: str | None = Field(default=None, max_length=2000)
    objective: str | None = Field(default=None, max_length=1500)
    outcomes: str | None = Field(default=None, max_length=3000)
    inside: str | None = Field(default=None, max_length=2000)
    outside: str | None = Field(default=None, max_length=2000)
    starts_on: date | None = None
    ends_on: date | None = None
    milestones: str | None = Field(default=None, max_length=2000)
    amount: str | None = Field(default=None, max_length=60)
    budget_words: str | None = Field(default=None, max_length=2000)
    members: list[str] = Field(default=[])
    team_words: str | None = Field(default=None, max_length=2000)
    risks: str | None = Field(default=None, max_length=3000)
    contribution: str | None = Field(default=None, max_length=3000)


@routes.command("/project", "charter", "章程", "项目章程")
async def show_charter(turn: Turn) -> None:
    """Where the charter of a project stands; what it would begin with, where nobody has written of it yet."""
    if await matters.undoes(turn, CHARTERS, signing.undo):
        return
    words = turn.words.split()
    named = [one for one in words if one.lower() not in OF_THE_CHARTER]
    project = await turn.see(finding.only, turn.channel_id or "", named[0] if named else "")
    is_whole = any(one.lower() in PREVIEW for one in words)
    if is_whole and await turn.see(writing.is_begun, project):
        await turn.answer("charters/preview", **await turn.see(lists.preview, await turn.see(lists.number_of, project)))
    else:
        await _show_of(turn, project)


async def _show_of(turn: Turn, project: Project) -> None:
    if not await turn.see(writing.is_begun, project):
        await turn.answer("charters/begin", **await turn.see(lists.ahead, project))
        return
    number = await turn.see(lists.number_of, project)
    await turn.answer("charters/show", **await turn.see(lists.timeline, number))


@routes.action("charters.show")
async def show(turn: Turn) -> None:
    """The same by a button."""
    await turn.answer("charters/show", **await turn.see(lists.timeline, turn.number))


@routes.action("charters.of")
async def show_of_project(turn: Turn) -> None:
    """That of a project: a button of what comes next in it."""
    await _show_of(turn, await turn.see(rights.seen, turn.number))


@routes.action("charters.preview")
async def preview(turn: Turn) -> None:
    """The whole of it as it is being written."""
    await turn.answer("charters/preview", **await turn.see(lists.preview, turn.number))


async def _section(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a section as it stands, of a charter, or of a project that has none yet."""
    with reading():
        of, name = ("project" if "project" in about else "id"), str(about["name"])
        its_id = as_number(about[of])
    to_edit = await turn.see(writing.to_edit if of == "id" else writing.to_begin, its_id, name)
    return {
        "template": "charters/form_section",
        "about": {of: its_id, "name": name, "mark": to_edit.mark},
        "kept_as": f"charters.section:{of}:{its_id}:{name}",
        "to_edit": to_edit,
    }


@routes.action("charters.edit")
async def edit(turn: Turn) -> None:
    """A section was chosen."""
    its_id, _colon, name = turn.value.partition(":")
    of, its_id = ("project", its_id[1:]) if its_id.startswith(OF_PROJECT) else ("id", its_id)
    await turn.open(**await _section(turn, {of: its_id, "name": name}))


@routes.view("charters.section")
@overtaken(_section)
async def submit_section(turn: Turn) -> None:
    """A section was said anew."""
    form = forms.parse(Section, turn.body["view"])
    with reading():
        is_first, name, mark = "project" in turn.target, str(turn.target["name"]), str(turn.target["mark"])
        its_id = as_number(turn.target["project" if is_first else "id"])
    save = writing.begin_with if is_first else writing.edit
    shown = await turn.do(save, its_id, name, form.model_dump(exclude_none=True), mark)
    said = _(
        "%(number)s: the charter is saved. “Send for signature” asks for the signatures that do not stand.",
        number=shown.project.number,
    )
    await matters.answer(turn, CHARTERS, shown, said, can_undo=True)


@routes.action("charters.stop")
async def stop(turn: Turn) -> None:
    """The button, after its question."""
    shown = await turn.do(rounding.stop, turn.number)
    said = _(
        "%(number)s: the round of signatures is stopped; nobody is asked to sign until you send it again.",
        number=shown.project.number,
    )
    await matters.answer(turn, CHARTERS, shown, said, can_undo=True)


@routes.action("charters.send")
async def send(turn: Turn) -> None:
    """The button, after its question."""
    await matters.answer(turn, CHARTERS, await turn.do(rounding.send, turn.number))


@routes.action("charters.sign")
async def sign(turn: Turn) -> None:
    """The button, after its question; it is of the version that stood there when it was read."""
    charter_id, _colon, edition = turn.value.partition(":")
    shown = await turn.do(signing.sign, as_number(charter_id), as_number(edition))
    said = _("%(number)s: you have signed version %(edition)s of the charter.", number=shown.project.number,
             edition=shown.charter.edition) if shown.missing else None  # fmt: skip
    await matters.answer(turn, CHARTERS, shown, said)


@routes.action("charters.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    charter_id, _colon, version = turn.value.partition(":")
    await matters.answer(turn, CHARTERS, await turn.do(signing.undo, as_number(charter_id), as_number(version)))


@routes.action("charters.word")
async def send_word(turn: Turn) -> None:
    """《项目章程》 as a Word document, to the person alone."""
    written = await turn.see(paper.written, turn.number)
    await turn.accept()
    made = await asyncio.to_thread(word.write, written.paper, turn.machine.clock.now())
    where = await turn.send_file(written.name, made, "charters/word", project=written.project)
    await turn.answer("charters/word_sent", project=written.project, where=where)


@routes.command("/project", "verify", "验证", "校验", "驗證", "校驗")
async def verify(turn: Turn) -> None:
    """What a check code is of."""
    if not turn.words:
        raise Refused(_("Which check code? It stands on the signature page: `/project verify A1B2-C3D4-E5F6`."))
    await turn.answer("projects/verified", verified=await turn.see(verifying.verify, turn.words))
