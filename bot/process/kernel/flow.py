"""What a flow is to the rest: its rows in every table that is folded from all flows, in its `flow.py`.

Nobody above the flows names one: inbox, Home, calendars, handovers, timers, rights and commands read these rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
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
from bot.process.kernel.posts import Post
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.rounds import Signed
from bot.process.kernel.rules import AtStake, Lock, Phases, Replanned, Right
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.refused import Offer
from storage.departments import Department
from storage.figures import Query
from storage.handovers import Run
from storage.open_matters import Matters
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


class Open(NamedTuple):
    """Something of a project that is open: its id, what it is known by ("T-3"), what it is called, and who has it."""

    id: int
    label: str
    title: str = ""
    people: tuple[str, ...] = ()
    is_late: bool = False
    # Shows it, or lets it be settled.
    button: Offer | None = None

    @property
    def named(self) -> str:
        """Both together."""
        return f"{self.label} · {self.title}"


def _none(*_: Any) -> list[Any]:
    return []


def _nothing(*_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Life:
    """What becomes of a flow's matters when their project stands still, goes on, and comes to its end.

    `open` are those that are open, and `words` their number in words. `is_settled_first`: nothing stands still while
    one of them is open. `rest` lets nothing of them happen any more, `go_on` lets it again, given since when the
    project stood still, and `ahead` says before that what will be other than it was.

    `end` ends those of these ids as done, or as cancelled with a reason; with `is_chosen` the one who closes the
    project says which it is. `bring_back` brings back what was ended at that moment, as it was: what was cancelled, or
    all of it; and says how much that was.
    """

    words: Callable[[int], Text]
    open: Callable[[Work, Project], list[Open]]
    is_settled_first: bool = False
    rest: Callable[[Work, Project], None] = _nothing
    go_on: Callable[[Work, Project, datetime], None] = _nothing
    ahead: Callable[[Work, Project], list[Text]] = _none
    end: Callable[[Work, Project, Collection[int], bool, str], None] | None = None
    is_chosen: bool = False
    bring_back: Callable[[Work, Project, datetime, bool], int] = lambda *_: 0


class Going(NamedTuple):
    """A department that takes part in a project no more: by id, and the `heir`, to whom its matters go.

    `owner_id` has what was somebody's own from then on; None where that stays theirs. `is_merged` where the department
    is a part of the heir now.
    """

    gone: int
    heir: int | None = None
    owner_id: str | None = None
    is_merged: bool = False


class Back(NamedTuple):
    """How much is as it was before, and what somebody has gone on with since, in lines: that stays as it is."""

    number: int = 0
    kept: Sequence[Text] = ()


@dataclass(frozen=True, slots=True)
class Parting:
    """What becomes of a flow's matters when a department takes part no more in a project.

    `open` are those that wait for it, and `words` their number in words. `is_settled_first`: it stays while one of them
    is open. With `is_chosen` whoever lets it leave says whether these of them are the heir's (`give`, which answers
    those that are over by that, being between the two) or end with a reason (`end`). `after` sees to what nobody
    chooses, once the department takes part no more. `take_back` undoes what the actor brought about so at that moment,
    the department taking part again, as far as nobody has gone on with it.
    """

    words: Callable[[int], Text]
    open: Callable[[Work, Project, int], list[Open]] = _none
    is_settled_first: bool = False
    is_chosen: bool = False
    give: Callable[[Work, Project, Collection[int], Going], Collection[int]] = _none
    end: Callable[[Work, Project, Collection[int], str], None] = _nothing
    after: Callable[[Work, Project, Going], None] = _nothing
    take_back: Callable[[Work, Project, datetime, Going], Back] = lambda *_: Back()


@dataclass(frozen=True, slots=True)
class HandingOver:
    """What goes on to a successor: what a person owns, and what a post brings with it. All in lines of what is open.

    `pass_on` passes on at most so many of what the person owns, soonest due first; `portion` the next so many of a run,
    and says how many that were; `with_post` passes on what runs of a post. `take_back` gives back what the actor passed
    on at that moment from one person to another, who still has it; and says how many that were.
    """

    count: Callable[[Work, Project, str], int] = lambda *_: 0
    pass_on: Callable[[Work, Project, str, str, int], list[Text]] = _none
    portion: Callable[[Work, Project, Run, int], int] = lambda *_: 0
    of_owner: Callable[[Work, Project, str], list[Text]] = _none
    of_department: Callable[[Work, Project, int], list[Text]] = _none
    of_project: Callable[[Work, Project], list[Text]] = _none
    with_post: Callable[[Work, Project, Post, str, str], list[Text]] = _none
    take_back: Callable[[Work, Project, str, str, datetime], int] = lambda *_: 0


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
    # What its messages and cards are about, by the first word of that: what of them waits for somebody's working hours
    # is pointless once the project stands still.
    speaks_of: tuple[str, ...] = ()
    thread: Thread | None = None
    # One of its matters, by id, is that of another flow from now on, too; answers what it is called itself. Refused
    # where it cannot become that. Carried out by `callbacks.become`.
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
    # A department takes part in a project from now on.
    joined: Callable[[Work, Project, Department], None] = _nothing
    # A department of the workspace has another head than this one was, or other deputies.
    headed: Callable[[Work, Department, str], None] = _nothing
