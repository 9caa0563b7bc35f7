"""《项目验收报告》 as a document: the checklist with its evidence, what each says of each line, what is to be put
right, and who signed which version of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bot.documents import word, workbooks
from bot.documents.document import Document
from bot.documents.word import Paper, Part, Table
from bot.process.acceptance import signed
from bot.process.acceptance.cards import DOCUMENT
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.sections import PAPER
from bot.process.acceptance.shown import Remedy, Row, Shown
from bot.process.acceptance.states import State
from bot.process.kernel import matters, papers
from bot.process.kernel.rooms import reader_of, room_of
from bot.process.kernel.work import Work
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage import acceptances
from storage.projects import Project


class Written(NamedTuple):
    """A paper, of which project, and the name of its file."""

    paper: Paper
    project: Project
    name: str


def written(work: Work, acceptance_id: int) -> Written:
    """The report as it reads now, in the actor's language: while it is judged, also to be filled in on paper.

    Raises Refused where there is no such acceptance that the actor may see.
    """
    return _written(work, ACCEPTANCES.one(work, matters.held(work, ACCEPTANCES, acceptance_id)), reader_of(work.person))


def document(work: Work, acceptance_id: int, to: str) -> Document | None:
    """The signed report, for the project's channel."""
    acceptance = acceptances.by_id(work.session, work.team_id, acceptance_id)
    shown = ACCEPTANCES.one(work, acceptance) if acceptance is not None else None
    room = room_of(shown.project) if shown is not None else None
    if shown is None or room is None or room.channel_id != to or shown.state is not State.SIGNED:
        return None
    made = _written(work, shown, room.reader)
    beside = work.templates.message(DOCUMENT, room.reader, work.now, shown=shown)
    return Document(made.name, partial(word.write, made.paper, work.now), beside=beside.text)


def _written(work: Work, shown: Shown, reader: Reader) -> Written:
    title = (_("Re-acceptance report") if shown.is_again else signed.NAME).for_(reader)
    parts = [_checklist(shown, reader), _verdicts(shown, reader)]
    parts += [_remedies(shown.remedies, reader)] if shown.remedies else []
    parts.append(_signatures(shown, reader))
    paper = Paper(
        title=title,
        above=f"{shown.project.number} · {shown.project.name}",
        cover=_cover(shown, reader),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=parts,
    )
    day = work.today(shown.project.zone).isoformat()
    return Written(paper, shown.project, workbooks.file_name(shown.project.number, title, day, ending="docx"))


def _cover(shown: Shown, reader: Reader) -> list[tuple[str, str]]:
    project, acceptance = shown.project, shown.acceptance
    said: list[tuple[Text, Text]] = [
        (_("Project number"), Text("%(number)s", {"number": project.number})),
        (_("Project name"), Text("%(name)s", {"name": project.name})),
        (_("Acceptance"), Text("%(number)s", {"number": ACCEPTANCES.called(acceptance.number)})),
        (_("Project manager"), papers.name(shown.pm)),
        (_("Sponsor"), papers.name(shown.sponsor)),
        (_("Customer representative"), shown.customer or papers.NOBODY),
        (_("Checklist"), origin(shown)),
        (_("Version"), Text("%(number)s", {"number": acceptance.edition})),
        (_("State"), shown.words),
    ]
    if shown.state is State.SIGNED:
        said.append((_("Result"), result(shown)))
    return [(label.for_(reader), text.for_(reader)) for label, text in said]


def origin(shown: Shown) -> Text:
    """From what the checklist is."""
    if shown.is_again:
        return _("what was not met before, and no other line")
    if shown.acceptance.charter_edition:
        return _("the outcomes of the charter, version %(number)s", number=shown.acceptance.charter_edition)
    return _("typed in: no charter is signed")


def result(shown: Shown) -> Text:
    """What came of it, in numbers."""
    return _(
        "%(met)s met, %(remainder)s met with a remainder, %(not_met)s not met",
        met=shown.met,
        remainder=shown.with_remainder,
        not_met=shown.not_met,
    )


def _checklist(shown: Shown, reader: Reader) -> Part:
    is_over = shown.state is State.SIGNED
    rows = [
        (str(one.number), one.words, one.evidence or "–", one.result_words.for_(reader) if is_over else "")
        for one in shown.rows
    ]
    heads = (_("No."), _("What was agreed"), _("Evidence"), _("Result"))
    table = Table([one.for_(reader) for one in heads], rows or [("", "", "", "")], (0.07, 0.4, 0.36, 0.17))
    return Part(_("Checklist").for_(reader), table)


def _verdicts(shown: Shown, reader: Reader) -> Part:
    rows = [_opinion(row, number, reader) for row in shown.rows for number in range(len(row.opinions))]
    heads = (_("No."), _("As what"), _("Verdict"), _("What is missing"), _("Lead department"), _("Until"))
    table = Table([one.for_(reader) for one in heads], rows or [("", "", "", "", "", "")],
                  (0.07, 0.2, 0.17, 0.29, 0.14, 0.13))  # fmt: skip
    return Part(_("Verdicts").for_(reader), table)


def _opinion(row: Row, number: int, reader: Reader) -> tuple[str, ...]:
    one = row.opinions[number]
    department = one.department.for_(reader) if one.department is not None else ""
    due = reader.day(one.verdict.due_on) if one.verdict.due_on is not None else ""
    label, said = one.label.for_(reader), one.verdict_words.for_(reader)
    return (str(row.number), label, said, one.words, department, due)


def _remedies(found: Sequence[Remedy], reader: Reader) -> Part:
    rows = [
        (str(one.number), one.row.words, one.department.for_(reader), reader.day(one.row.due_on),
         state_of(one).for_(reader))
        for one in found
    ]  # fmt: skip
    heads = (_("No."), _("What is to be put right"), _("Lead department"), _("Until"), _("State"))
    table = Table([one.for_(reader) for one in heads], rows, (0.07, 0.4, 0.18, 0.15, 0.2))
    return Part(_("Rectification").for_(reader), table)


def state_of(remedy: Remedy) -> Text:
    """How far it is with what is put right."""
    row = remedy.row
    if row.agreed_at is not None:
        return _("put right")
    if row.proved_at is not None:
        return _("evidence given")
    return _("lapsed, not met") if row.lapsed_at is not None else _("open")


def _signatures(shown: Shown, reader: Reader) -> Part:
    page = papers.signature_page(shown.places, reader)
    notes = [note.for_(reader) for number in range(len(shown.places)) if (note := _note(shown, number)) is not None]
    said = " ".join([*notes, page.said])
    return Part(page.heading, page.table, said)


def _note(shown: Shown, number: int) -> Text | None:
    """What is to be known of a place: who signs in several, who runs the project, what was signed on paper."""
    place = shown.places[number]
    if place.signer.role == PAPER and place.word is not None:
        return _("%(place)s: the paper is kept as %(name)s.", place=place.label, name=shown.acceptance.paper_name)
    if shown.is_managers(place):
        return _("%(place)s: their own matter, as project manager.", place=place.label)
    other = shown.also(place)
    if other is not None and shown.places.index(other) < number:
        return _("%(place)s: the same person as %(other)s.", place=place.label, other=other.label)
    return None
