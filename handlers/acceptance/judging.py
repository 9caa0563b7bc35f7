"""What the acceptance group does: judges lines, signs the report; and what the departments put right after."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.documents import word
from bot.process.acceptance import judging, paper, putting_right, signing
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.states import Said
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers import matters, rounds
from handlers.acceptance.running import departments_of

routes = Routes[Turn]()

rounds.hear(
    routes,
    ACCEPTANCES,
    withdraw=signing.withdraw,
    passable=signing.passable,
    pass_over=signing.pass_over,
    withdrawn=_("%(number)s: your signature is withdrawn; %(pm)s is told."),
    title=_("Go on without a word"),
    whose=_("Whose word is missing"),
    stands=_(
        "The reason stands in the report for good. It is no verdict: what they would have said of a line is said by "
        "nobody. Who was passed over may still judge and sign until all others have signed."
    ),
)


class Verdict(forms.Form):
    """What is missing of a line, who sees to it, and until when."""

    words: str = Field(default="", max_length=judging.WORDS_AT_MOST)
    department_id: int | None = None
    due_on: date | None = None


class Proof(forms.Form):
    """Evidence that something is put right."""

    proof: str = Field(default="", max_length=1000)


class Plan(forms.Form):
    """Who puts something right, and until when."""

    department_id: int
    due_on: date | None = None


@routes.action("acceptance.verdict")
async def choose_verdict(turn: Turn) -> None:
    """A verdict was chosen for a line: what is met needs no more words."""
    with reading():
        acceptance_id, key, value = turn.value.split(":", 2)
        said = _known(value)
    if said is Said.MET:
        shown = await turn.do(judging.judge, as_number(acceptance_id), as_number(key), Judged(said))
        await _answer(turn, shown)
        return
    await turn.open(**await _verdict(turn, {"id": acceptance_id, "line": key, "kind": value}))


def _known(value: str) -> Said:
    found = next((one for one in Said if one == value), None)
    if found is None:
        raise Refused(_("Say of the line: met, met with a remainder, or not met."))
    return found


async def _verdict(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of a verdict that asks for more."""
    with reading():
        acceptance_id, key, said = as_number(about["id"]), as_number(about["line"]), _known(str(about["kind"]))
    to_judge = await turn.see(judging.to_judge, acceptance_id, key)
    before = to_judge.before if to_judge.before is not None and to_judge.before.said is not Said.MET else None
    project_id = to_judge.shown.project.id
    return {
        "template": "acceptance/form_verdict",
        "about": {"id": acceptance_id, "line": key, "kind": said.value, "project": project_id},
        "kept_as": f"acceptance.verdict:{acceptance_id}:{key}:{said.value}",
        "shown": to_judge.shown,
        "row": to_judge.row,
        "verdict": said.value,
        "departments": [(one.id, one.name.for_(turn.reader)) for one in to_judge.departments],
        "department": before.department_id if before is not None else None,
        "due_on": (before.due_on if before is not None else None) or to_judge.due_on,
        "words": before.words if before is not None else "",
    }


@routes.view("acceptance.verdict")
async def submit_verdict(turn: Turn) -> None:
    """It was said what is missing."""
    form = forms.parse(Verdict, turn.body["view"])
    with reading():
        acceptance_id, key, said = as_number(turn.target["id"]), as_number(turn.target["line"]), turn.target["kind"]
    judged = Judged(_known(str(said)), form.words, form.department_id, form.due_on)
    await _answer(turn, await turn.do(judging.judge, acceptance_id, key, judged))


@routes.action("acceptance.rest")
async def judge_rest(turn: Turn) -> None:
    """The button, after its question."""
    await _answer(turn, await turn.do(judging.judge_rest, turn.number))


async def _answer(turn: Turn, shown: Any) -> None:
    """How many lines are left; where all have judged, how it stands."""
    mine = [one for one in shown.places if one.holder is not None and one.holder.user_id == turn.user_id]
    left = max((len(shown.rows) - shown.number_judged(one) for one in mine), default=0)
    said = None
    if shown.state == "judging":
        said = (
            _("%(number)s: kept. Lines that wait for your verdict: %(left)s.", number=shown.project.number, left=left)
            if left
            else _(
                "%(number)s: you have judged every line. When all have, the report comes to be signed.",
                number=shown.project.number,
            )
        )
    await matters.answer(turn, ACCEPTANCES, shown, said)


@routes.action("acceptance.sign")
async def sign(turn: Turn) -> None:
    """The button, after its question; it is of the version that stood there when it was read."""
    acceptance_id, _colon, edition = turn.value.partition(":")
    shown = await turn.do(signing.sign, as_number(acceptance_id), as_number(edition))
    said = _("%(number)s: you have signed version %(edition)s of the report.", number=shown.project.number,
             edition=shown.acceptance.edition) if shown.missing else None  # fmt: skip
    await matters.answer(turn, ACCEPTANCES, shown, said)


@routes.action("acceptance.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was done."""
    acceptance_id, _colon, version = turn.value.partition(":")
    shown = await turn.do(signing.undo, as_number(acceptance_id), as_number(version))
    await matters.answer(turn, ACCEPTANCES, shown)


@routes.action("acceptance.word")
async def send_word(turn: Turn) -> None:
    """《项目验收报告》 as a Word document, to the person alone."""
    written = await turn.see(paper.written, turn.number)
    await turn.accept()
    made = await asyncio.to_thread(word.write, written.paper, turn.machine.clock.now())
    where = await turn.send_file(written.name, made, "acceptance/word", project=written.project)
    await turn.answer("acceptance/word_sent", project=written.project, where=where)


@routes.action("acceptance.prove")
async def open_prove(turn: Turn) -> None:
    """The form of evidence that something is put right."""
    shown, remedy = await turn.see(putting_right.to_prove, turn.number)
    about, kept_as = {"id": remedy.row.id}, f"acceptance.prove:{remedy.row.id}"
    await turn.open("acceptance/form_prove", about=about, kept_as=kept_as, shown=shown, remedy=remedy)


@routes.view("acceptance.prove")
async def submit_prove(turn: Turn) -> None:
    """The evidence was given."""
    form = forms.parse(Proof, turn.body["view"])
    shown = await turn.do(putting_right.prove, as_number(turn.target["id"]), form.proof)
    pm = shown.pm.name if shown.pm else "?"
    said = _("%(number)s: your evidence is with %(pm)s.", number=shown.project.number, pm=pm)
    await matters.answer(turn, ACCEPTANCES, shown, said)


@routes.action("acceptance.agree")
async def agree(turn: Turn) -> None:
    """The button, after its question."""
    shown = await turn.do(putting_right.agree, turn.number)
    is_accepted = shown.project.accepted_at is not None
    said = None if is_accepted else _("%(number)s: the remainder is put right.", number=shown.project.number)
    await matters.answer(turn, ACCEPTANCES, shown, said)


@routes.action("acceptance.decline")
async def open_decline(turn: Turn) -> None:
    """The form of why evidence is not enough."""
    shown = await turn.see(putting_right.to_decline, turn.number)
    await turn.open(
        "matters/form_word",
        about={"id": turn.number},
        kept_as=f"acceptance.decline:{turn.number}",
        flow="acceptance",
        shown=shown,
        callback="acceptance.decline",
        title=_("Not enough"),
        label=_("What is missing"),
        hint=_("The delivery notes of two shops are not there"),
        is_optional=False,
    )


@routes.view("acceptance.decline")
async def submit_decline(turn: Turn) -> None:
    """The evidence is not taken."""
    form = forms.parse(matters.WordForm, turn.body["view"])
    shown = await turn.do(putting_right.decline, as_number(turn.target["id"]), form.reason)
    said = _("%(number)s: the department reads what is missing.", number=shown.project.number)
    await matters.answer(turn, ACCEPTANCES, shown, said)


@routes.action("acceptance.plan")
async def open_plan(turn: Turn) -> None:
    """The form of who puts right what was not met."""
    to_plan = await turn.see(putting_right.to_plan, turn.number)
    project, row = to_plan.shown.project, to_plan.remedy.row
    await turn.open(
        "acceptance/form_plan",
        about={"id": row.id, "project": project.id},
        kept_as=f"acceptance.plan:{row.id}",
        shown=to_plan.shown,
        remedy=to_plan.remedy,
        departments=await departments_of(turn, project),
    )


@routes.view("acceptance.plan")
async def submit_plan(turn: Turn) -> None:
    """It was said who puts it right."""
    form = forms.parse(Plan, turn.body["view"])
    shown = await turn.do(putting_right.plan, as_number(turn.target["id"]), form.department_id, form.due_on)
    said = _("%(number)s: saved; the department is told.", number=shown.project.number)
    await matters.answer(turn, ACCEPTANCES, shown, said)
