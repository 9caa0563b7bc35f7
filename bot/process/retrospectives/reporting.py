"""The PM writes 《项目复盘总结报告》: a page for leaders, what to keep, stop and start, by whom and when; and posts it.

What is posted is followed up: each line is an action from then on. Posted again, a line that stands keeps its action,
one that is gone is dropped, and a new one is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import matters
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.retrospectives import following
from bot.process.retrospectives.calling import RUN
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.shown import Said, Shown
from bot.process.retrospectives.states import Sort
from bot.process.tasks import lines as task_lines
from bot.words.language import CHINESE, Reader, Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.projects import Project
from storage.retrospectives import Retrospective

DOCUMENT = "retrospectives/document"
# Of each sort; more than that nobody follows up.
LINES_AT_MOST = 10
EDGES = " |,，;；、•-–·:："


@dataclass(frozen=True, slots=True)
class Written:
    """What the form says; `lines` by sort as they were typed, one a line: whose, what, by when."""

    summary: str
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ToWrite:
    """What the form begins with: the retrospective, and the lines of each sort as they can be typed."""

    shown: Shown
    lines: Mapping[str, str]


def to_write(work: Work, retrospective_id: int) -> ToWrite:
    """The report, for its form; refused like `write`."""
    shown = matters.to_act(work, RETROSPECTIVES, retrospective_id, RUN, "write")
    reader = Reader(work.person.locale, work.person.zone)
    return ToWrite(shown, {sort: "\n".join(as_typed(one, reader) for one in shown.of_sort(sort)) for sort in Sort})


def as_typed(said: Said, reader: Reader) -> str:
    """A line of the report as somebody would type it."""
    name = said.owner.name if said.owner is not None else "?"
    if reader.language == CHINESE:
        return f"@{name} {said.title} {said.due_on}前"
    return f"@{name} {said.title} by {said.due_on}"


def write(work: Work, retrospective_id: int, written: Written, version: int | None = None) -> Shown:
    """Keep what the report says; nobody is told of it before it is posted.

    Raises Refused for everybody but the PM, before the answers are together, beside the field of a line that is none,
    where nothing is said at all, and where it was changed since that version was looked at.
    """
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=RUN, version=version)
    project = matters.project_of(work, retrospective)
    before = _kept(retrospective)
    lines = {sort.value: _lines(work, project, sort, written.lines.get(sort, ""), before) for sort in Sort}
    if not written.summary.strip() and not any(lines.values()):
        raise Refused(_("Say in a few sentences how it went."), field="summary")
    matters.move(
        work, RETROSPECTIVES, retrospective, "write", summary=written.summary.strip(),
        lines={sort: found for sort, found in lines.items() if found},
    )  # fmt: skip
    return matters.changed(work, RETROSPECTIVES, retrospective)


def post(work: Work, retrospective_id: int) -> Shown:
    """Let the channel have it, as a Word document, too; whoever has something to do of it hears in their morning.

    Raises Refused for everybody but the PM, and before it is written.
    """
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=RUN)
    RETROSPECTIVES.moves.after(retrospective.state, "post")
    before = RETROSPECTIVES.one(work, retrospective)
    if not before.is_written:
        raise Refused(
            _("The report says nothing yet."),
            offer=RETROSPECTIVES.show(retrospective.number),
        )
    is_first = retrospective.posted_at is None
    following.take_up(work, retrospective, before.report)
    matters.move(work, RETROSPECTIVES, retrospective, "post", posted_at=work.now)
    shown = matters.changed(work, RETROSPECTIVES, retrospective)
    room = room_of(shown.project)
    if room is not None:
        work.say("retrospectives/posted", to=room, about=retrospective.about, shown=shown, is_first=is_first)
        work.send_document(DOCUMENT, retrospective.id, about=retrospective.about, to=room, project=shown.project)
    return shown


def _kept(retrospective: Retrospective) -> set[tuple[str, str, str]]:
    """What the report says already: a day of it may have passed."""
    return {(sort, line["title"], line["due_on"]) for sort, found in retrospective.lines.items() for line in found}


def _lines(
    work: Work, project: Project, sort: Sort, typed: str, before: set[tuple[str, str, str]]
) -> list[dict[str, Any]]:
    """What is typed of one sort. Raises Refused beside its field naming every line that is none."""
    stripped = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(stripped) > LINES_AT_MOST:
        raise Refused(_("At most %(number)s lines.", number=LINES_AT_MOST), field=sort.value)
    found, wrong = [], []
    for at, line in enumerate(stripped, 1):
        said, problem = _line(work, project, sort, line, before)
        if problem is not None:
            wrong.append(_("Line %(line)s: %(problem)s", line=at, problem=problem))
        found.append(said)
    whole = joined(wrong, Text("%(one)s\n%(rest)s"))
    if whole is not None:
        raise Refused(whole, field=sort.value)
    return found


def _line(
    work: Work, project: Project, sort: Sort, line: str, before: set[tuple[str, str, str]]
) -> tuple[dict[str, Any], Text | None]:
    """A line: "@lin Test moulds twice by 10 December"; or what is wrong with it."""
    said = task_lines.read(work, project, line, with_stage=False)
    title = said.title.strip(EDGES)
    problem = said.in_list
    if problem is None and said.owner_id is None:
        problem = _("say whose it is, for example `@lin Test moulds twice by 2026-12-10`")
    if problem is None and said.due_on is None:
        problem = _("say by when, for example `@lin Test moulds twice by 2026-12-10`")
    if problem is None and not task_lines.is_title(title):
        problem = _("a title has 1 to %(number)s characters", number=task_lines.TITLE_AT_MOST)
    due = said.due_on or date.max
    is_past = due < work.today(project.zone) and (sort.value, title, due.isoformat()) not in before
    if problem is None and is_past:
        problem = _("that day has passed")
    return {"title": title, "owner_id": said.owner_id, "due_on": due.isoformat()}, problem
