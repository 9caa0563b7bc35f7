"""《项目复盘总结报告》 as a document: a page for leaders, facts, what the core team says, actions, lessons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bot.documents import word, workbooks
from bot.documents.document import Document
from bot.documents.word import Paper, Part, Table
from bot.process.kernel import matters, retrospect
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.rooms import reader_of, room_of
from bot.process.kernel.work import Work
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.lists import reads_answers
from bot.process.retrospectives.reporting import DOCUMENT
from bot.process.retrospectives.shown import Shown
from bot.process.retrospectives.states import ACTION_STATES, SORTS, Sort
from bot.words.language import Reader, Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import matters as kept
from storage import retrospectives
from storage.projects import Project
from storage.retrospectives import Retrospective

NAME = _("Retrospective report")
_NONE = Text("–")


class Written(NamedTuple):
    """A paper, of which project, and the name of its file."""

    paper: Paper
    project: Project
    name: str


def written(work: Work, retrospective_id: int) -> Written:
    """The document as it is now, in the actor's language; before it is posted for those alone who read the answers.

    Raises Refused where there is none that the actor may see.
    """
    shown = RETROSPECTIVES.one(work, matters.held(work, RETROSPECTIVES, retrospective_id))
    if shown.retrospective.posted_at is None and not reads_answers(work, shown):
        raise Refused(_("The report of %(number)s is not posted yet.", number=shown.project.number))
    return _written(work, shown, reader_of(work.person), with_answers=reads_answers(work, shown))


def document(work: Work, retrospective_id: int, to: str) -> Document | None:
    """The document for the project's channel."""
    found = kept.by_id(work.session, Retrospective, work.team_id, retrospective_id)
    shown = RETROSPECTIVES.one(work, found) if found is not None else None
    room = room_of(shown.project) if shown is not None else None
    if shown is None or room is None or room.channel_id != to:
        return None
    made = _written(work, shown, room.reader, with_answers=False)
    beside = work.templates.message(DOCUMENT, room.reader, work.now, shown=shown)
    return Document(made.name, partial(word.write, made.paper, work.now), beside=beside.text)


def _written(work: Work, shown: Shown, reader: Reader, *, with_answers: bool) -> Written:
    project, day = shown.project, work.today(shown.project.zone)
    title = NAME.for_(reader)
    parts = [
        _on_top(shown, reader, with_means=with_answers or shown.together.number > 1),
        _facts(retrospect.facts(work, project), reader),
    ]
    # Whoever answered was promised that nobody else reads it.
    parts += _said(shown, reader) if with_answers else []
    parts += [one for one in (_actions(shown, reader), _lessons(shown, reader)) if one is not None]
    paper = Paper(
        title=f"{title} · {project.number} {project.name}",
        above=f"{project.number} · {project.name} · {reader.day(day)}",
        cover=(),
        foot=_("Page %(page)s of %(pages)s", page="%(page)s", pages="%(pages)s").for_(reader),
        parts=parts,
    )
    return Written(paper, project, workbooks.file_name(project.number, title, day.isoformat(), ending="docx"))


def _on_top(shown: Shown, reader: Reader, *, with_means: bool) -> Part:
    """What leaders read: in a few sentences how it went, and what comes of it. One answer has no mean for others."""
    together = shown.together
    rows: list[tuple[Text, Text]] = [
        (_("Project manager"), _named(shown.pm.name if shown.pm else "")),
        (_("Sponsor"), _named(shown.sponsor.name if shown.sponsor else "")),
        (_("Goal attainment"), mark(together.goal if with_means else None)),
        (_("Cooperation"), mark(together.cooperation if with_means else None)),
        (_("Answers"), _("%(number)s of %(asked)s", number=together.number, asked=len(shown.answers))),
    ]
    for sort in Sort:
        lines = [_("%(title)s (%(name)s, %(day)s)", title=one.title, name=one.owner.name if one.owner else "?",
                   day=one.due_on) for one in shown.of_sort(sort)]  # fmt: skip
        rows.append((SORTS[sort], joined(lines, Text("%(one)s\n%(rest)s")) or _NONE))
    header = (_("Item").for_(reader), _("What is so").for_(reader))
    table = Table(header, [(one.for_(reader), said.for_(reader)) for one, said in rows], (0.24, 0.76), is_named=True)
    return Part(_("For leaders: one page").for_(reader), table, shown.retrospective.summary or "–")


def mark(mean: float | None) -> Text:
    """The mean of what was said, of 5."""
    return _("%(mean)s of 5", mean=mean) if mean is not None else _NONE


def _facts(found: Sequence[Fact], reader: Reader) -> Part:
    rows = [(one.label.for_(reader), "\n".join(line.for_(reader) for line in one.lines)) for one in found]
    header = (_("Fact").for_(reader), _("What is so").for_(reader))
    return Part(_("Facts").for_(reader), Table(header, rows or [("–", "–")], (0.24, 0.76), is_named=True))


def _said(shown: Shown, reader: Reader) -> list[Part]:
    """What the core team says, without names."""
    together = shown.together
    said = (
        (_("Goal attainment"), together.goal_words),
        (_("Cooperation"), together.cooperation_words),
        (_("Root causes"), together.causes),
    )
    rows = [(label.for_(reader), "\n".join(f"– {one}" for one in words)) for label, words in said if words]
    if not rows:
        return []
    header = (_("Question").for_(reader), _("What the core team says").for_(reader))
    return [Part(_("What the core team says").for_(reader), Table(header, rows, (0.24, 0.76), is_named=True))]


def _actions(shown: Shown, reader: Reader) -> Part | None:
    rows = [
        (SORTS[Sort(one.action.kind)].for_(reader), one.action.title, one.owner.name if one.owner else "?",
         reader.day(one.action.due_on), ACTION_STATES[one.action.state].for_(reader))
        for one in shown.actions
        if one.action.state != retrospectives.DROPPED
    ]  # fmt: skip
    heads = (_("Sort"), _("What"), _("Owner"), _("By"), _("State"))
    table = Table([one.for_(reader) for one in heads], rows, (0.1, 0.44, 0.14, 0.2, 0.12))
    return Part(_("Keep, stop, start").for_(reader), table) if rows else None


def _lessons(shown: Shown, reader: Reader) -> Part | None:
    rows = [
        (f"L-{one.lesson.number}", one.lesson.situation, one.lesson.advice,
         "\n".join(line.for_(reader) for line in one.triggers))
        for one in shown.lessons
        if not one.is_hidden or shown.project.is_private
    ]  # fmt: skip
    heads = (_("No."), _("When …"), _("Then …"), _("What brings it to mind"))
    table = Table([one.for_(reader) for one in heads], rows, (0.1, 0.3, 0.35, 0.25))
    return Part(_("Lessons").for_(reader), table) if rows else None


def _named(name: str) -> Text:
    return Text("%(name)s", {"name": name or "–"})
