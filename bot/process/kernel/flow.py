"""What a flow is to the rest: its rows in every table that is folded from all flows, in its `flow.py`.

Nobody above the flows names one: inbox, Home, calendars, handovers, timers, rights and commands read these rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from bot.documents.document import Document
from bot.documents.workbooks import Sheet
from bot.process.kernel.asks import Asked
from bot.process.kernel.books import Fact
from bot.process.kernel.lives import Back as Back
from bot.process.kernel.lives import Going as Going
from bot.process.kernel.lives import HandingOver as HandingOver
from bot.process.kernel.lives import Life as Life
from bot.process.kernel.lives import Open as Open
from bot.process.kernel.lives import Parting as Parting
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.rounds import Signed
from bot.process.kernel.rules import Arises, AtStake, Lock, LooksBack, Phases, Reliability, Replanned, Reviewed, Right
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.refused import Offer
from storage.belonging import Matters
from storage.departments import Department
from storage.figures import Query
from storage.projects import Project


class Timer(NamedTuple):
    """A kind of timer: what is done when it fires, given the id of its subject.

    `matters` are those that may have one, and `due_at` says for when one of them has it as things are, None for none;
    without them it is only ever set for the moment.
    """

    run: Callable[[Work, int], None]
    matters: Matters | None = None
    due_at: Callable[[Work, int], datetime | None] | None = None


class Reminder(NamedTuple):
    """A kind of reminder: what a person chooses it by, and what waits for them of a subject; None where it is settled.

    `about` is what the subjects are rows of.
    """

    words: Text
    nudge: Callable[[Work, str, int], Waiting | None]
    about: type[SQLModel]


class Asking(NamedTuple):
    """What waits for whom of one sort of matter; `kinds` are those of the reminders of it.

    `matters` are those of which something may wait, `asks` says what of one of them waits for whom as things are, and
    `lines` what waits for a person of the matters of these ids: exactly, for an ask only narrows.
    """

    name: str
    kinds: tuple[str, ...]
    matters: Matters
    asks: Callable[[Work, int], list[Asked]]
    lines: Callable[[Work, str, Sequence[int]], list[Waiting]]


class Figure(NamedTuple):
    """A number that says how a project is: its words, and the query of it.

    `is_trouble` where it is nothing only in a project that is well; else it counts what has happened lately.
    """

    words: Callable[[int], Text]
    query: Query
    is_trouble: bool = False


class NextStep(NamedTuple):
    """What comes next in a project that begins or is planned: in which phases, and `still`, whether that is to be done,
    as a condition on the project's row.

    `words` name it with its command, and `offer` is the button of it for who holds the right `action`. `order` is that
    of the process, whatever flow it is of.
    """

    order: int
    phases: Phases
    words: Text
    still: ColumnElement[bool]
    action: str
    offer: Callable[[Project], Offer]
    # Home asks for it, too: not where that would cost each reader of every project that is carried out a look.
    is_on_home: bool = True


class FollowUp(NamedTuple):
    """What happens with Slack's answer to a call, and with its refusal.

    `unknown` is told instead of `failed` of a file that may have come to stand there by an attempt before.
    """

    sent: Callable[[Work, int, Mapping[str, Any]], None] | None = None
    failed: Callable[[Work, int, str], None] | None = None
    unknown: Callable[[Work, int, str], None] | None = None


class Thread(NamedTuple):
    """A reply under a matter's card: the matter of an id in a workspace, and what is said of a line not understood.

    That names the matter by its %(number)s.
    """

    found: Callable[[Session, str, int], Any]
    can_be_said: Text


class Command(NamedTuple):
    """A slash command, and the words that stand for it behind a mention and behind `/liaison`."""

    name: str
    words: tuple[str, ...]


class Made(NamedTuple):
    """What a matter has become: the flow and the id of another one, and what that is called ("T-3")."""

    flow: str
    id: int
    label: str


def _none(*_: Any) -> list[Any]:
    return []


def _nothing(*_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow's rows. `words` are what its reminders stand under; `recount` sets anew what counts in working days."""

    name: str
    words: Text | None = None
    command: Command | None = None
    rights: Mapping[str, Right] = field(default_factory=dict)
    # In which phases of its project each action is possible; for actions on a project, and what belongs to one.
    gates: Mapping[str, Phases] = field(default_factory=dict)
    # What else may lock an action, as a review that has not passed.
    locks: tuple[Lock, ...] = ()
    reminders: Mapping[str, Reminder] = field(default_factory=dict)
    asks: tuple[Asking, ...] = ()
    recount: Callable[[Work, Project], None] | None = None
    timers: Mapping[str, Timer] = field(default_factory=dict)
    follow_ups: Mapping[str, FollowUp] = field(default_factory=dict)
    # What is shown by what is drawn when it goes out, by template; None where there is nothing to show any more.
    cards: Mapping[str, Callable[[Work, Wanted], Drawing | None]] = field(default_factory=dict)
    # The files that are made when they go out, by name: given a subject's id, and the channel or person it goes to
    # (empty where it is shared nowhere); None where there is nothing left to show.
    documents: Mapping[str, Callable[[Work, int, str], Document | None]] = field(default_factory=dict)
    # Its sheets in the workbook of a project's documents, where it has anything to say there; and what it says of the
    # project on the first of them, 《项目基本信息表》.
    sheets: tuple[Callable[[Work, Project], Sheet | None], ...] = ()
    facts: Callable[[Work, Project], list[Fact]] = _none
    # Draws its cards as things are, given the number in their keys: nobody knows what stands there.
    draw_anew: Callable[[Work, int], None] | None = None
    # What of it says how a project is, most urgent first.
    figures: Mapping[str, Figure] = field(default_factory=dict)
    # What of it comes next in a project that begins or is planned.
    steps: tuple[NextStep, ...] = ()
    # The messages, by template, that say no more than the line of what waits for their reader, where one does.
    said_by_lines: frozenset[str] = frozenset()
    # What its messages are about, by the first word of that: held for the night, pointless in one that stands still.
    speaks_of: tuple[str, ...] = ()
    thread: Thread | None = None
    # One of its matters, by id, is that of another flow too; answers its own name, or Refused. See `callbacks.become`.
    becomes: Callable[[Work, int, Made], str] | None = None
    handing_over: HandingOver | None = None
    life: Life | None = None
    parting: Parting | None = None
    # What of it people sign, by the subject that its signatures are kept under, as it reads today: to verify them.
    signed: Mapping[str, Callable[[Work, int], Signed | None]] = field(default_factory=dict)
    # The plan of a project (its tasks, their days, links and parts) has changed.
    replanned: Replanned | None = None
    # What late tasks of a project endanger, for who schedules it knows.
    at_stake: AtStake | None = None
    # What it says of a stage that is reviewed, and does once that has passed.
    reviewed: Reviewed | None = None
    # Something begins to which what was learnt before may fit.
    arises: Arises | None = None
    # What of a project is told to who looks back on it.
    looks_back: LooksBack | None = None
    # How reliable a department was in it on some days.
    reliability: Reliability | None = None
    # The kinds of its asks and timers that go on although their project is closed or archived; nothing else does.
    lasting: frozenset[str] = frozenset()
    # A department takes part in a project from now on.
    joined: Callable[[Work, Project, Department], None] = _nothing
    # A department of the workspace has another head than this one was, or other deputies.
    headed: Callable[[Work, Department, str], None] = _nothing
    # A person, by id, lives by the clock of another zone from now on.
    moved: Callable[[Work, str], None] = _nothing
