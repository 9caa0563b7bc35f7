"""What becomes of a flow's matters when their project stands still, a department leaves it, or a post is another's."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.refused import Offer
from storage.handovers import Run
from storage.projects import Project


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

    `owner_id` has what was somebody's own from then on; None where that stays theirs. `people` stood for it and for
    nothing else. `is_merged` where the department is a part of the heir now.
    """

    gone: int
    heir: int | None = None
    owner_id: str | None = None
    people: Collection[str] = ()
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
    chooses, once the department takes part no more: with `is_pms` that is the PM's. `take_back` undoes what the actor
    brought about so at that moment, the department taking part again, as far as nobody has gone on with it.
    """

    words: Callable[[int], Text]
    open: Callable[[Work, Project, int], list[Open]] = _none
    is_settled_first: bool = False
    is_chosen: bool = False
    is_pms: bool = False
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
