"""What is done to a review: submitted, reviewed, a task let begin before it; and the Word document."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.documents import word
from bot.process.kernel import matters as kernel
from bot.process.reviews import locking, opinions, paper, submitting
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.opinions import Said
from bot.process.reviews.states import SAYS, VERDICTS, State, Verdict
from bot.process.reviews.submitting import STANDARD_AT_MOST, Submission
from bot.process.tasks.attachments import Handed
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.files import described, must_be_in_slack
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import tidy
from handlers import matters, occasions

routes = Routes[Turn]()

TO_SUBMIT = _("Which review? Name it by its number, for example `/review submit Q-1`.")
TO_OPINE = _("Which review? Name it by its number, for example `/review opinion Q-1`.")
TO_WRITE = _("Which review? Name it by its number, for example `/review word Q-1`.")
NUMBER = Pattern(r"(?:[QqＱｑ][\s-]*|#)?(\d{1,9})(?!\d)\s*$")
TASK = Pattern(r"(?:[TtＴｔ][\s-]*|#)?(\d{1,9})(?!\d)[\s,，:：]*(.*)$")


class SubmitForm(forms.Form):
    """What is submitted."""

    links: str = Field(default="", max_length=3000)
    attached: list[int] = Field(default=[])
    standard: str = Field(default="", max_length=STANDARD_AT_MOST)
    note: str = Field(default="", max_length=1000)


class OpinionForm(forms.Form):
    """What a reviewer says."""

    verdict: Verdict
    word: str = Field(default="", max_length=2000)
    conditions: str = Field(default="", max_length=2000)


class StartForm(forms.Form):
    """Why a task cannot wait."""

    reason: str = Field(default="", max_length=1000)


async def _submit(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form in which the deliverables are submitted."""
    draft = await turn.see(submitting.to_submit, as_number(about["id"]))
    return {
        "template": "reviews/form_submit",
        "shown": draft.shown,
        "draft": draft.submission,
        "attached": [(one.id, f"T-{number} · {one.name}") for one, number in draft.attached],
        **matters.form_of(REVIEWS, draft.shown.review, "submit"),
    }


matters.opens(routes, REVIEWS, "submit", _submit)


@routes.command("/review", "submit", "提交", "送审", "送審", "提审")
async def submit(turn: Turn) -> None:
    """Open the form of the review that is named."""
    await turn.open(**await _submit(turn, {"id": await _named(turn, TO_SUBMIT)}))


@routes.view("reviews.submit")
@overtaken(_submit)
async def submitted(turn: Turn) -> None:
    """The deliverables were submitted."""
    form, target = forms.parse(SubmitForm, turn.body["view"]), turn.target
    chosen = [await described(turn.client, one) for one in forms.files(turn.body["view"], "files")]
    for one in chosen:
        must_be_in_slack(one, field="files")
    files = tuple(Handed(one["id"], str(one.get("name") or one["id"])) for one in chosen)
    said = Submission(form.links, tuple(form.attached), form.standard, form.note, files)
    shown = await turn.do(submitting.submit, as_number(target["id"]), said, as_number(target["version"]))
    await matters.answer(turn, REVIEWS, shown, can_undo=True)
    await occasions.after(turn, shown.project.id)


async def _opinion(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of an opinion; from the first perspective that is the actor's, or from that one."""
    signer = as_number(about["signer"]) if about.get("signer") else None
    shown, opinion = await turn.see(opinions.to_give, as_number(about["id"]), signer)
    sheet = matters.form_of(REVIEWS, shown.review, f"opinion:{opinion.seat.signer.id}")
    sheet["about"] |= {"signer": opinion.seat.signer.id, "edition": shown.review.edition}
    return {
        "template": "reviews/form_opinion",
        "shown": shown,
        "opinion": opinion,
        "verdicts": [(one.value, VERDICTS[one].for_(turn.reader)) for one in SAYS],
        **sheet,
    }


@routes.action("reviews.opinion")
async def open_opinion(turn: Turn) -> None:
    """The button under a review, or beside one of several perspectives."""
    review_id, _colon, signer_id = turn.value.partition(":")
    await turn.open(**await _opinion(turn, {"id": as_number(review_id), "signer": signer_id}))


@routes.command("/review", "opinion", "意见", "意見", "评审意见", "評審意見", "通过", "退回", "有条件通过")
async def opinion(turn: Turn) -> None:
    """Open the form of an opinion on the review that is named."""
    await turn.open(**await _opinion(turn, {"id": await _named(turn, TO_OPINE)}))


@routes.view("reviews.opinion")
@overtaken(_opinion)
async def take_opinion(turn: Turn) -> None:
    """An opinion was given."""
    form, target = forms.parse(OpinionForm, turn.body["view"]), turn.target
    said = Said(form.verdict, as_number(target["edition"]), form.word, form.conditions)
    shown = await turn.do(opinions.give, as_number(target["id"]), as_number(target["signer"]), said)
    kept = _(
        "Q-%(number)s · %(title)s: your opinion is kept. Until all are in you can say otherwise by "
        "`/review opinion Q-%(number)s`.",
        number=shown.review.number,
        title=shown.review.title[:80],
    )
    await matters.answer(turn, REVIEWS, shown, kept if shown.state is State.SUBMITTED else None)


@routes.command("/review", "start", "emergency", "紧急启动", "緊急啟動", "启动")
async def start(turn: Turn) -> None:
    """The sponsor lets a task begin before its review has passed; without a reason, the form asks for it."""
    said = TASK.match(tidy(turn.words))
    if said is None:
        raise Refused(_("Which task? Name it by its number, for example `/review start T-7`."))
    if not said[2].strip():
        await _open_start(turn, int(said[1]))
        return
    await _started(turn, int(said[1]), said[2])


@routes.action("reviews.start")
async def start_pressed(turn: Turn) -> None:
    """The button beside a refusal, and on a task."""
    await _open_start(turn, turn.number)


@routes.view("reviews.start")
async def start_sent(turn: Turn) -> None:
    """The reason was given."""
    form = forms.parse(StartForm, turn.body["view"])
    await _started(turn, as_number(turn.target["number"]), form.reason)


@routes.action("reviews.word")
async def send_word(turn: Turn) -> None:
    """《节点质量评审》 as a Word document, to the person alone."""
    await _send_word(turn, turn.number)


@routes.command("/review", "export", "word", "record", "导出", "記錄", "记录")
async def record(turn: Turn) -> None:
    """The record of the review that is named, as Word."""
    await _send_word(turn, await _named(turn, TO_WRITE))


async def _send_word(turn: Turn, review_id: int) -> None:
    written = await turn.see(paper.written, review_id)
    await turn.accept()
    made = await asyncio.to_thread(word.write, written.paper, turn.machine.clock.now())
    where = await turn.send_file(written.name, made, "reviews/word", shown=written.shown)
    await turn.answer("reviews/word_sent", shown=written.shown, where=where)


async def _open_start(turn: Turn, number: int) -> None:
    shown, waits = await turn.see(locking.to_start, number)
    await turn.open("reviews/form_start", about={"number": number}, kept_as=f"reviews.start:{number}", shown=shown,
                    waits=waits)  # fmt: skip


async def _started(turn: Turn, number: int, reason: str) -> None:
    await turn.answer("reviews/started", shown=await turn.do(locking.start, number, reason))


async def _named(turn: Turn, which: Text) -> int:
    """The id of the review that a line names."""
    said = NUMBER.match(tidy(turn.words))
    if said is None:
        raise Refused(which)
    found = await turn.see(kernel.find, REVIEWS, int(said[1]))
    return found.id
