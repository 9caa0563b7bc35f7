"""`/review plan`, its form of three steps, and who reviews; help, list, show and undo."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from bot.process.projects import finding
from bot.process.reviews import deciding, lists, naming, planning, states, undoing
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.planning import DAYS_AT_MOST, Draft, Planned
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words import marked
from bot.words.language import text as _
from handlers import matters

routes = Routes[Turn]()

# As many perspectives as the form has room for; more are added on the card.
IN_FORM = 3


class StageForm(forms.Form):
    """Step 1: which stage."""

    stage_id: int


class PlanForm(forms.Form):
    """Step 2: what, by whom, by when, and what waits for it."""

    title: str = Field(max_length=planning.TITLE_AT_MOST)
    department_id: int
    due_on: date
    days: int = Field(ge=1, le=DAYS_AT_MOST)
    locks: list[int] = Field(default=[])


class ReviewersForm(forms.Form):
    """Step 3: from which perspectives, and who."""

    perspective_1: str = Field(default="", max_length=planning.TITLE_AT_MOST)
    reviewer_1: str | None = None
    perspective_2: str = Field(default="", max_length=planning.TITLE_AT_MOST)
    reviewer_2: str | None = None
    perspective_3: str = Field(default="", max_length=planning.TITLE_AT_MOST)
    reviewer_3: str | None = None


class PersonForm(forms.Form):
    """Who reviews, and from which perspective."""

    perspective: str = Field(default="", max_length=planning.TITLE_AT_MOST)
    reviewer: str | None = None


class ReasonForm(forms.Form):
    """Why it goes on without an opinion."""

    reason: str = Field(default="", max_length=1000)


matters.hear(
    routes,
    REVIEWS,
    which=_("Which review? Name it by its number, for example `/review show Q-1`."),
    timeline=lists.timeline,
    scope_of=lists.scope_of,
    page=lists.page,
    undo=undoing.undo,
    days=states.OPINION_DAYS,
)
matters.with_a_word(
    routes, REVIEWS, "withdraw", planning.withdraw, to="reviews.withdraw", title=_("Withdraw"),
    label=_("Why it is not needed"), hint=_("The prototype is skipped: the series is built at once"),
)  # fmt: skip


@routes.command("/review", "plan", "new", "add", "规划", "計劃", "计划", "新建", "安排")
async def plan(turn: Turn) -> None:
    """Open the form of a new review; a title and `stage:…` behind the command stand in it."""
    project = await turn.see(finding.only, turn.channel_id or "")
    named = marked.cut(turn.words)
    draft = await turn.see(planning.drafted, project.id, " ".join(named.rest.split()), named.stage)
    about = {"project": project.id, "title": draft.values["title"]}
    await turn.open(
        "reviews/form_stage", about=about, kept_as=f"reviews.plan:{project.id}", is_afresh=bool(turn.words.strip()),
        draft=draft,
    )  # fmt: skip


@routes.action("reviews.replan")
async def replan(turn: Turn) -> None:
    """The form in which one is planned otherwise."""
    draft, shown = await turn.see(planning.drafted_again, turn.number)
    about = {"project": draft.project.id, "id": shown.review.id, "version": shown.review.version}
    kept_as = f"reviews.replan:{shown.review.id}"
    await turn.open("reviews/form_stage", about=about, kept_as=kept_as, draft=draft)


@routes.view("reviews.stage")
async def submit_stage(turn: Turn) -> None:
    """Step 1 was sent."""
    form = forms.parse(StageForm, turn.body["view"])
    await turn.next_step("reviews/form_plan", **await _plan(turn, form.stage_id))


@routes.view("reviews.plan")
async def submit_plan(turn: Turn) -> None:
    """Step 2 was sent."""
    forms.parse(PlanForm, turn.body["view"])
    draft = await _draft(turn)
    known = draft.values.get("reviewers") or [(key, None) for key in states.PERSPECTIVES]
    places = [(states.label(role).for_(turn.reader), person) for role, person in known[:IN_FORM]]
    await turn.next_step("reviews/form_reviewers", places=places + [("", None)] * (IN_FORM - len(places)))


@routes.view("reviews.reviewers")
async def submit_reviewers(turn: Turn) -> None:
    """The whole was sent."""
    form, whole = forms.parse(ReviewersForm, turn.body["view"]), await turn.whole()
    first, second = StageForm.model_validate(whole), PlanForm.model_validate(whole)
    reviewers = tuple((getattr(form, f"perspective_{at}"), getattr(form, f"reviewer_{at}")) for at in (1, 2, 3))
    more = tuple((await _draft(turn)).values.get("reviewers") or ())[IN_FORM:]
    said = Planned(
        second.title, first.stage_id, second.department_id, second.due_on, second.days, tuple(second.locks),
        (*reviewers, *more),
    )  # fmt: skip
    if "id" in turn.target:
        review_id, version = as_number(turn.target["id"]), as_number(turn.target["version"])
        shown = await turn.do(planning.change, review_id, said, version)
    else:
        shown = await turn.do(planning.plan, as_number(turn.target["project"]), said)
    await matters.answer(turn, REVIEWS, shown)


@routes.action("reviews.name")
async def open_name(turn: Turn) -> None:
    """Somebody else is to review from a perspective."""
    review_id, _colon, signer_id = turn.value.partition(":")
    shown, place = await turn.see(naming.to_name, as_number(review_id), as_number(signer_id))
    kept = matters.form_of(REVIEWS, shown.review, f"name:{signer_id}")
    kept["about"]["signer"] = place.seat.signer.id
    await turn.open("reviews/form_name", shown=shown, opinion=place, **kept)


@routes.action("reviews.perspective")
async def open_perspective(turn: Turn) -> None:
    """It is to be reviewed from another perspective, too."""
    shown = await turn.see(naming.to_add, turn.number)
    kept = matters.form_of(REVIEWS, shown.review, "perspective")
    await turn.open("reviews/form_name", shown=shown, opinion=None, **kept)


@routes.view("reviews.name")
async def named(turn: Turn) -> None:
    """Somebody was named."""
    form, target = forms.parse(PersonForm, turn.body["view"]), turn.target
    review_id = as_number(target["id"])
    if "signer" in target:
        shown = await turn.do(naming.name_reviewer, review_id, as_number(target["signer"]), form.reviewer)
    else:
        shown = await turn.do(naming.add_perspective, review_id, form.perspective, form.reviewer)
    its = [one for one in shown.opinions if one.reviewer is not None and one.reviewer.user_id == form.reviewer]
    said = _(
        "Q-%(number)s · %(title)s: %(name)s reviews it.",
        number=shown.review.number,
        title=shown.review.title[:80],
        name=its[0].reviewer.name if its and its[0].reviewer else "?",
    )
    await matters.answer(turn, REVIEWS, shown, said)


@routes.action("reviews.over")
async def open_over(turn: Turn) -> None:
    """The sponsor is to go on without an opinion."""
    review_id, _colon, signer_id = turn.value.partition(":")
    shown, place = await turn.see(deciding.to_pass, as_number(review_id), as_number(signer_id))
    kept = matters.form_of(REVIEWS, shown.review, f"over:{signer_id}")
    kept["about"]["signer"] = place.seat.signer.id
    await turn.open("reviews/form_over", shown=shown, opinion=place, **kept)


@routes.view("reviews.over")
async def passed_over(turn: Turn) -> None:
    """The sponsor goes on without it."""
    form, target = forms.parse(ReasonForm, turn.body["view"]), turn.target
    shown = await turn.do(deciding.pass_over, as_number(target["id"]), as_number(target["signer"]), form.reason)
    await matters.answer(turn, REVIEWS, shown)


async def _draft(turn: Turn) -> Draft:
    """What the form began with: a new review, or one that is planned otherwise."""
    if "id" in turn.target:
        draft, _shown = await turn.see(planning.drafted_again, as_number(turn.target["id"]))
        return draft
    return await turn.see(planning.drafted, as_number(turn.target["project"]), str(turn.target.get("title") or ""))


async def _plan(turn: Turn, stage_id: int) -> dict[str, Any]:
    """Step 2 for that stage: as it is, else as a review of it would be."""
    draft = await _draft(turn)
    like = await turn.see(planning.suggested, draft.project.id, stage_id)
    is_same = draft.values.get("stage_id") == stage_id or draft.values["title"]
    own = {name: one for name, one in draft.values.items() if one and (is_same or name == "days")}
    return {
        "values": {"days": states.OPINION_DAYS, **like, **own},
        "stages": [(one.id, one.name) for one in draft.stages if one.id != stage_id],
        "departments": [(one.id, one.name.for_(turn.reader)) for one in draft.departments],
    }
