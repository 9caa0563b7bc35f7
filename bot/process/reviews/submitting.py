"""The lead department submits the deliverables of a stage (提交评审), with the delivery standard beside them.

What was submitted can be changed: that is another submission, and every opinion is asked for anew; one that has passed
is open again by it, and locks again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.process.kernel import asks, calendars, matters, nudges, occasions, reviewed, signatures
from bot.process.kernel.signatures import Place
from bot.process.kernel.work import Work
from bot.process.reviews import cards, deciding, reminders, signed
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import State
from bot.process.tasks import attachments as attaching
from bot.process.tasks import shown as standings
from bot.process.tasks.attachments import Handed
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _
from bot.words.links import ADDRESS, checked
from bot.words.refused import Refused
from storage import attachments, reviews, stages, tasks
from storage.attachments import Attachment
from storage.projects import Project
from storage.reviews import BY_LEAD, SUBJECT, WORK_SIDE, Review

SUBMIT = "reviews.submit"
NAME_AT_MOST, DELIVERABLES_AT_MOST = 120, 30
STANDARD_AT_MOST = 3000
# Of what bars it so much is named.
NAMED_AT_MOST = 7
EDGES = " \t:：-–—·|,，;；"


@dataclass(frozen=True, slots=True)
class Submission:
    """What is submitted: links, one a line, with or without a name before them; what is attached to tasks of the stage,
    by id; the delivery standard; a word; and files that are handed over, which are attached to a task of the stage.
    """

    links: str = ""
    attachment_ids: tuple[int, ...] = ()
    standard: str = ""
    note: str = ""
    files: tuple[Handed, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form begins with: the review, and what is attached to the tasks of its stage."""

    shown: Shown
    attached: Sequence[tuple[Attachment, int]]
    submission: Submission


def submit(work: Work, review_id: int, said: Submission, version: int | None = None) -> Shown:
    """Submit it, again where it was before.

    Raises Refused for who is not of the lead department, for a reviewer of it, without a deliverable or a standard,
    where something bars it, and where it is the same as before.
    """
    review = matters.held(work, REVIEWS, review_id, to=SUBMIT, version=version)
    project = matters.project_of(work, review)
    move = "reopen" if review.state == State.PASSED else "submit"
    REVIEWS.moves.after(review.state, move)
    _must_not_review(work, review)
    deliverables = _deliverables(work, project, review, said)
    standard, note = said.standard.strip()[:STANDARD_AT_MOST], said.note.strip()
    if not standard:
        raise Refused(_("Say by which standard it is to be reviewed."), field="standard")
    is_same = (_keys(deliverables), standard, note) == (_keys(review.deliverables), review.standard, review.note)
    if is_same and review.state in (State.SUBMITTED, State.PASSED):
        raise Refused(_("That is what was submitted already: change it first."), field="links")
    against = reviewed.against(work, project, review.stage_id)
    _must_be_free(review, [one.words for one in against if one.bars])
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    reader = Reader(project.locale, project.zone)
    matters.move(
        work, REVIEWS, review, move, because=note, edition=review.edition + 1, deliverables=deliverables,
        standard=standard, note=note, stood=[one.words.for_(reader) for one in against], submitted_at=work.now,
        submitted_by=work.person.user_id, submitted_for=work.acting_for.user_id if work.acting_for else None,
        opinions_by=calendar.add_working_days(today, review.days), shown_at=None, decided_at=None,
    )  # fmt: skip
    _sign(work, review)
    stage = stages.stage(work.session, work.team_id, review.stage_id)
    occasions.arise(
        work,
        occasions.REVIEW,
        project,
        department_ids=[review.department_id],
        stages=[stage.name] if stage is not None else (),
        words=f"{review.title}\n{note}",
    )
    return _followed(work, review, move)


def attached(work: Work, one: Attachment) -> None:
    """What is attached to a task stands there by now, and the card leads to it; or it was taken away: where it is a
    deliverable, the review is open again.
    """
    task = tasks.task(work.session, work.team_id, one.task_id)
    states = (reviews.SUBMITTED, reviews.PASSED)
    found = reviews.of_projects(work.session, work.team_id, [task.project_id], states=states) if task else []
    for review in found:
        if not any(made.get("attachment_id") == one.id for made in review.deliverables):
            continue
        if one.removed_at is None:
            cards.draw(work, review)
        else:
            matters.move(work, REVIEWS, review, "lose", because=one.name, decided_at=work.now)
            _followed(work, review, "lose")


def to_submit(work: Work, review_id: int) -> Draft:
    """What the form begins with: what was submitted before, else the delivery standard of the tasks of the stage.

    Refused like `submit` for who may not.
    """
    shown = matters.to_act(work, REVIEWS, review_id, SUBMIT)
    review = shown.review
    REVIEWS.moves.after(review.state, "reopen" if review.state == State.PASSED else "submit")
    _must_not_review(work, review)
    there = _attached(work, shown.project, review)
    known = {one.id for one, _number in there}
    if review.edition:
        before = Submission(
            "\n".join(f"{one['name']} {one['url']}" for one in review.deliverables if not one.get("attachment_id")),
            tuple(one["attachment_id"] for one in review.deliverables if one.get("attachment_id") in known),
            review.standard,
            review.note,
        )
    else:
        before = Submission("", tuple(known), _standard(work, shown.project, review))
    return Draft(cards.with_against(work, shown), there, before)


def _followed(work: Work, review: Review, move: str) -> Shown:
    """Whoever reviews it is asked, and the PM hears where it is open again."""
    for kind in (reminders.DECIDED, reminders.OPINION, reminders.LAPSED):
        nudges.forget(work, kind, review.id)
    shown = matters.changed(work, REVIEWS, review)
    if move == "submit":
        deciding.ask_for_opinions(work, shown)
        return shown
    for user_id in sorted({shown.project.pm_id, shown.project.sponsor_id} - {work.actor_id}):
        asks.remind_now(work, user_id, reminders.REOPENED, review.id)
    if move == "reopen":
        deciding.ask_for_opinions(work, shown)
    else:
        deciding.ask_to_submit(work, shown)
    return shown


def _sign(work: Work, review: Review) -> None:
    """Who submits signs for that, on the side of the work."""
    place = Place(BY_LEAD, review.department_id, side=WORK_SIDE)
    asked = signatures.ask(work, SUBJECT, review.id, [place])
    signer = next(one for one in asked.signers if (one.role, one.department_id) == (place.role, place.department_id))
    signatures.sign(work, asked, signer, signed.document(review))


def _must_not_review(work: Work, review: Review) -> None:
    me = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    seats = signed.seats(review, signed.asked(work, review))
    if me & {one.signer.person_id for one in seats}:
        raise Refused(
            _("You review Q-%(number)s, and nobody reviews what they submitted: somebody else of your department "
              "submits it, or the PM names another reviewer.", number=review.number),
            offer=REVIEWS.show(review.number),
        )  # fmt: skip


def _must_be_free(review: Review, bars: Sequence[Text]) -> None:
    named = joined(bars[:NAMED_AT_MOST], Text("%(one)s\n%(rest)s"))
    if named is not None:
        raise Refused(
            _("Q-%(number)s cannot be submitted yet. This is to be settled first:\n%(named)s",
              number=review.number, named=named),
            field="links",
        )  # fmt: skip


def _deliverables(work: Work, project: Project, review: Review, said: Submission) -> list[dict[str, Any]]:
    known = {one.id: one for one, _number in _attached(work, project, review)}
    found: list[dict[str, Any]] = [
        {"name": known[one].name[:NAME_AT_MOST], "url": known[one].url, "attachment_id": one}
        for one in dict.fromkeys(said.attachment_ids)
        if one in known
    ]
    for line in filter(None, (line.strip() for line in said.links.splitlines())):
        match = ADDRESS.search(line)
        if match is None:
            why = _("No link in “%(line)s”: write a name and the address, one a line.", line=line[:60])
            raise Refused(why, field="links")
        try:
            url = checked(match[0])
        except Refused as refused:
            raise Refused(refused.why, field="links") from None
        name = " ".join(f"{line[: match.start()]} {line[match.end() :]}".split()).strip(EDGES)
        found.append({"name": (name or re.sub(r"^https?://", "", url))[:NAME_AT_MOST], "url": url})
    found += _handed_over(work, project, review, said.files) if said.files else []
    if not found:
        raise Refused(_("Give a link, or choose a file that is attached to a task of the stage."), field="links")
    if len(found) > DELIVERABLES_AT_MOST:
        raise Refused(_("At most %(number)s deliverables at once.", number=DELIVERABLES_AT_MOST), field="links")
    return found


def _keys(deliverables: Sequence[Mapping[str, Any]]) -> set[Any]:
    """What they are, whatever a file's address was while it was on its way."""
    return {one.get("attachment_id") or (one["name"], one["url"]) for one in deliverables}


def _handed_over(work: Work, project: Project, review: Review, files: Sequence[Handed]) -> list[dict[str, Any]]:
    """Attach them to a task of the stage that is the actor's to attach to: in its thread everybody can open them."""
    of_stage = [
        one for one in tasks.of_project(work.session, work.team_id, project.id) if one.stage_id == review.stage_id
    ]
    of_stage.sort(key=lambda one: (one.department_id != review.department_id, -one.is_milestone, one.number))
    shown = (standings.one(work, one) for one in of_stage)
    found = next((one for one in shown if attaching.may_attach(work, one)), None)
    if found is None:
        raise Refused(_("There is no task of the stage to which you could attach it: give a link."), field="files")
    principal = work.acting_for
    with work.within("files"):
        made = attaching.attach(work, found.task.number, [], files).made
    work.acting_for = principal
    return [{"name": one.name[:NAME_AT_MOST], "url": one.url, "attachment_id": one.id} for one in made]


def _attached(work: Work, project: Project, review: Review) -> list[tuple[Attachment, int]]:
    """What is attached to the tasks of the stage, each with the number of its task."""
    of_stage = {
        one.id: one.number
        for one in tasks.of_project(work.session, work.team_id, project.id)
        if one.stage_id == review.stage_id and one.attachments
    }
    found = attachments.of_tasks(work.session, work.team_id, of_stage)
    return [(one, of_stage[task_id]) for task_id, of in found.items() for one in of if one.url]


def _standard(work: Work, project: Project, review: Review) -> str:
    """The delivery standards of the tasks of the stage, one a line."""
    lines = []
    for one in tasks.of_project(work.session, work.team_id, project.id):
        said = " · ".join(" ".join(part.split()) for part in (one.output, one.format, one.quality) if part)
        if one.stage_id == review.stage_id and said:
            lines.append(f"T-{one.number} {one.title}: {said}")
    return "\n".join(lines)[:STANDARD_AT_MOST]
