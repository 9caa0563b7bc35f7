"""《项目章程》 as a document: what the charter says, how it came to say so, and who signed which version of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from bot.documents import word, workbooks
from bot.documents.document import Document
from bot.documents.word import Paper, Part, Table
from bot.process.charters import sections, signed
from bot.process.charters import shown as charter_shown
from bot.process.charters.cards import DOCUMENT
from bot.process.charters.kind import CHARTERS
from bot.process.charters.shown import Shown
from bot.process.charters.states import State
from bot.process.kernel import matters, papers, substitutes
from bot.process.kernel.rooms import reader_of, room_of
from bot.process.kernel.work import Work
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _
from storage import history, people
from storage import matters as kept
from storage.charters import Charter
from storage.people import Person
from storage.projects import Project

_SEVERAL, _NOBODY = _("%(one)s; %(rest)s"), papers.NOBODY


class Written(NamedTuple):
    """A paper, of which project, and the name of its file."""

    paper: Paper
    project: Project
    name: str


def written(work: Work, charter_id: int) -> Written:
    """The document as the charter is being written now, in the actor's language.

    Raises Refused where there is no such charter that the actor may see.
    """
    shown = CHARTERS.one(work, matters.held(work, CHARTERS, charter_id))
    is_sent = _is_as_sent(shown.charter)
    return _written(work, shown if is_sent else _as_draft(shown), reader_of(work.person), shown.names, is_sent=is_sent)


def document(work: Work, charter_id: int, to: str) -> Document | None:
    """The document as it was sent: for the project's channel all of it, for a signer what concerns them."""
    charter = kept.by_id(work.session, Charter, work.team_id, charter_id)
    shown = CHARTERS.one(work, charter) if charter is not None else None
    if shown is None:
        return None
    room, person = room_of(shown.project), people.person(work.session, work.team_id, to)
    if person is not None:
        if shown.state != State.SIGNING:
            return None
        reader, names = reader_of(person), _concerning(work, shown, person)
    elif room is not None and room.channel_id == to:
        reader, names = room.reader, shown.names
    else:
        return None
    made = _written(work, shown, reader, names, is_sent=True)
    beside = work.templates.message(DOCUMENT, reader, work.now, shown=shown)
    return Document(made.name, partial(word.write, made.paper, work.now), beside=beside.text)


def _concerning(work: Work, shown: Shown, person: Person) -> list[str]:
    """The sections that the person signs; all of them for who leads the project or stands for it."""
    if person.user_id in (shown.project.pm_id, shown.project.sponsor_id):
        return shown.names
    mine = charter_shown.of_person(work, shown, person.user_id)
    own = {one.place.signer.department_id for one in mine}
    if None in own:
        return shown.names
    return [one for one in shown.names if (of := sections.department_of(one)) is None or of in own]


def _is_as_sent(charter: Charter) -> bool:
    return charter.edition > 0 and charter.content == charter.sent


def _as_draft(shown: Shown) -> Shown:
    """With the signatures alone that are of what stands in the draft: nobody has signed what was changed in it."""
    charter = shown.charter
    standing = shown.round.standing(signed.document(charter, [one.id for one in shown.departments], charter.content))
    places = [one if one.signer.id in standing else replace(one, word=None) for one in shown.places]
    return replace(shown, places=places)


def _written(work: Work, shown: Shown, reader: Reader, names: Sequence[str], *, is_sent: bool) -> Written:
    called = sections.labels(work, names)
    parts = [_revisions(work, shown, reader)]
    for name in names:
        rows = [
            (one.label.for_(reader), "\n".join(line.for_(reader) for line in one.lines) or "–")
            for one in charter_shown.facts(work, shown, name, is_sent=is_sent)
        ]
        header = (_("Item").for_(reader), _("What is agreed").for_(reader))
        parts.append(Part(called[name].for_(reader), Table(header, rows, (0.24, 0.76), is_named=True)))
    parts.append(papers.signature_page(shown.places, reader))
    title = signed.NAME.for_(reader)
    paper = Paper(
        title=title,
        above=f"{shown.project.number} · {shown.project.name}",
        cover=_cover(shown, reader, is_sent=is_sent),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=parts,
    )
    day = work.today(shown.project.zone).isoformat()
    return Written(paper, shown.project, workbooks.file_name(shown.project.number, title, day, ending="docx"))


def _cover(shown: Shown, reader: Reader, *, is_sent: bool) -> list[tuple[str, str]]:
    project, charter = shown.project, shown.charter
    initiating = next((one for one in shown.departments if one.id == project.initiating_department_id), None)
    version = Text("%(number)s", {"number": charter.edition}) if is_sent else _("draft")
    said = [
        (_("Project number"), Text("%(number)s", {"number": project.number})),
        (_("Project name"), Text("%(name)s", {"name": project.name})),
        (_("Initiating department"), initiating.name if initiating is not None else _NOBODY),
        (_("Project manager"), papers.name(shown.pm)),
        (_("Sponsor"), papers.name(shown.sponsor)),
        (_("Version"), version),
        (_("State"), shown.words),
    ]
    if charter.is_after_fact:
        said.append((_("Note"), _("Charter after the fact: the project ran already when it was written.")))
    return [(label.for_(reader), text.for_(reader)) for label, text in said]


def _revisions(work: Work, shown: Shown, reader: Reader) -> Part:
    """修订记录: each version that was sent, by whom, and what was other in it."""
    done = history.of(work.session, work.team_id, CHARTERS.flow, shown.charter.id)
    sent = {one.changes["of_edition"][1]: one for one in reversed(done) if one.action == "send"}
    acted = {who for one in sent.values() for who in (one.actor_id, one.on_behalf_of) if who}
    known = people.people(work.session, work.team_id, acted)
    rows = []
    for edition, one in sorted(sent.items()):
        other = joined(sections.labels(work, one.changes["sections"][1]).values(), _SEVERAL)
        hand = substitutes.hand(known.get(one.actor_id or ""), known.get(one.on_behalf_of or ""))
        said = (other or _NOBODY) if edition > 1 else _("first version")
        rows.append((str(edition), reader.moment(one.at), hand.for_(reader), said.for_(reader)))
    heads = (_("Version"), _("When"), _("Who"), _("What was changed"))
    table = Table([one.for_(reader) for one in heads], rows or [("–", "", "", "")], (0.15, 0.28, 0.2, 0.37))
    return Part(_("Revision record").for_(reader), table)
