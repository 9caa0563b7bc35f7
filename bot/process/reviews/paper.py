"""《节点质量评审》 as a document: what was submitted, what stood against it, every opinion, what was asked for besides,
and how it came to be. Opinions that are hidden yet are hidden here, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.documents import workbooks
from bot.documents.word import Paper, Part, Table
from bot.process.kernel import matters, rounds
from bot.process.kernel.rooms import reader_of
from bot.process.kernel.timelines import Happening, happenings
from bot.process.kernel.work import Work
from bot.process.reviews import shown as review_shown
from bot.process.reviews import signed
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Opinion, Shown
from bot.process.reviews.states import VERDICTS, Verdict
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage import history
from storage.people import Person

_NOBODY = Text("–")


class Written(NamedTuple):
    """A paper, what it is of, and the name of its file."""

    paper: Paper
    shown: Shown
    name: str


def written(work: Work, review_id: int) -> Written:
    """The document as things are, in the actor's language.

    Raises Refused where there is no such review that the actor may see.
    """
    shown, reader = REVIEWS.one(work, matters.held(work, REVIEWS, review_id)), reader_of(work.person)
    done = history.of(work.session, work.team_id, REVIEWS.flow, review_id)
    told = happenings(work, done, lambda change: review_shown.told(work, change))
    title = signed.NAME.for_(reader)
    parts = [_submission(shown, reader), _opinions(shown, reader)]
    if shown.conditions:
        parts.append(_conditions(shown, reader))
    if shown.started:
        parts.append(_started(shown, reader))
    paper = Paper(
        title=title,
        above=f"{shown.project.number} · {shown.project.name}",
        cover=_cover(shown, reader),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=[*parts, _course(told, reader)],
    )
    day = work.today(shown.project.zone).isoformat()
    called = f"Q-{shown.review.number}"
    return Written(paper, shown, workbooks.file_name(shown.project.number, f"{title} {called}", day, ending="docx"))


def _cover(shown: Shown, reader: Reader) -> list[tuple[str, str]]:
    review = shown.review
    locks = " · ".join(one.name for one in shown.locks)
    said: list[tuple[Text, str]] = [
        (_("Number"), f"Q-{review.number}"),
        (_("What is reviewed"), review.title),
        (_("Stage"), shown.stage.name if shown.stage is not None else "–"),
        (_("Lead department"), shown.department.for_(reader)),
        (_("Project manager"), _name(shown.pm).for_(reader)),
        (_("Planned for"), reader.day(review.due_on)),
        (_("Locks until it has passed"), locks or "–"),
        (_("State"), shown.words.for_(reader)),
    ]
    return [(label.for_(reader), text) for label, text in said]


def _submission(shown: Shown, reader: Reader) -> Part:
    review = shown.review
    deliverables = "\n".join(f"{one.name} – {one.url}" if one.url else one.name for one in shown.deliverables)
    when = reader.moment(review.submitted_at) if review.submitted_at is not None else "–"
    who = shown.submitter.for_(reader) if review.submitted_by else "–"
    rows = [
        (_("Submission number").for_(reader), str(review.edition) if review.edition else "–"),
        (_("Submitted by").for_(reader), f"{who} · {when}"),
        (_("Deliverables").for_(reader), deliverables or "–"),
        (_("Delivery standard").for_(reader), review.standard or "–"),
        (_("Note").for_(reader), review.note or "–"),
        (_("What stood against it").for_(reader), "\n".join(review.stood) or _("nothing").for_(reader)),
    ]
    header = (_("Item").for_(reader), _("What was submitted").for_(reader))
    return Part(_("Submission").for_(reader), Table(header, rows, (0.24, 0.76), is_named=True))


def _opinions(shown: Shown, reader: Reader) -> Part:
    heads = (_("Perspective"), _("Reviewer"), _("Opinion"), _("Word"), _("When"), _("Check code"))
    rows = [_opinion(one, reader, is_shown=shown.is_shown) for one in shown.opinions]
    table = Table([one.for_(reader) for one in heads], rows or [("–", "", "", "", "", "")],
                  (0.15, 0.13, 0.14, 0.26, 0.15, 0.17))  # fmt: skip
    said = _(
        "Who may see the project has a check code verified by `/project verify` and the code. It is evidence within "
        "the company, not a qualified electronic signature."
    )
    return Part(_("Opinions").for_(reader), table, said.for_(reader).replace("`", ""))


def _opinion(one: Opinion, reader: Reader, *, is_shown: bool) -> tuple[str, ...]:
    label, name = one.label.for_(reader), _name(one.reviewer).for_(reader)
    if one.word is None:
        return (label, name, _("not given yet").for_(reader), "", "", "")
    if not is_shown or one.verdict is None:
        return (label, name, _("given, not shown yet").for_(reader), "", "", "")
    verdict, when = VERDICTS[one.verdict].for_(reader), reader.moment(one.word.given_at)
    if one.verdict is Verdict.OVER:
        word = _("%(name)s: %(reason)s", name=one.hand, reason=one.word.reasons).for_(reader)
        return (label, name, verdict, word, when, "–")
    return (label, one.hand.for_(reader), verdict, one.word.reasons or "–", when, rounds.code(one.word))


def _conditions(shown: Shown, reader: Reader) -> Part:
    heads = (_("Task"), _("Condition"), _("Owner"), _("By"), _("State"))
    rows = [
        (
            f"T-{one.task.number}" if one.task is not None else "–",
            one.condition.title,
            _name(one.owner).for_(reader),
            reader.day(one.condition.due_on),
            (_("done") if one.is_met else _("lapsed") if one.is_lapsed else _("open")).for_(reader),
        )
        for one in shown.conditions
    ]
    table = Table([one.for_(reader) for one in heads], rows, (0.1, 0.44, 0.16, 0.18, 0.12))
    return Part(_("Conditions").for_(reader), table)


def _started(shown: Shown, reader: Reader) -> Part:
    heads = (_("Task"), _("Why it could not wait"), _("When"))
    rows = [
        (f"T-{task.number} {task.title}", start.reason, reader.moment(start.started_at))
        for start, task in shown.started
    ]
    return Part(
        _("Begun in an emergency").for_(reader), Table([one.for_(reader) for one in heads], rows, (0.36, 0.4, 0.24))
    )


def _course(told: Sequence[Happening], reader: Reader) -> Part:
    heads = (_("When"), _("Who"), _("What"))
    rows = [(reader.moment(one.at), one.who.for_(reader), one.what.for_(reader)) for one in told]
    return Part(_("Course").for_(reader), Table([one.for_(reader) for one in heads], rows, (0.26, 0.2, 0.54)))


def _name(person: Person | None) -> Text:
    return Text("%(name)s", {"name": person.name}) if person is not None else _NOBODY
