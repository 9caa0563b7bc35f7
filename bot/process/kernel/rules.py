"""What the kernel is asked and the flows say: who may do what, and in which phase of a project.

Folded once, it travels with every unit of work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from bot.words.language import Text
from bot.words.refused import Offer


class Role(StrEnum):
    """What a person is to the matter at hand."""

    FULL_MEMBER = "full member"
    PARTICIPANT = "project member"
    GUEST = "guest of the project"
    PM = "PM"
    SPONSOR = "sponsor"
    HEAD = "head of the department"
    LIAISON = "liaison of the department"
    OWNER = "owner"
    DECIDER = "decider"
    REVIEWER = "reviewer"
    SELF = "the person"
    PROPOSER = "proposer"
    ADMIN = "workspace admin"


class Whose(StrEnum):
    """Whose head and liaison a row means, where it names them."""

    NOBODY = "–"
    LEAD = "lead department"
    TAKING_PART = "lead and cooperating departments"
    ASKING = "asking department"
    ASKED = "asked department"
    SIDES = "either side"
    RAISING = "raising department"
    PERSON = "a department of the person"
    REPORTING = "reporting department"
    NAMED = "department named as a cause"
    INITIATING = "initiating department"
    OWN = "own department"
    INVOLVED = "any department of the project"
    AFFECTED = "affected departments"


class Right(NamedTuple):
    """One row: who may, whose head and liaison are meant, and whether a substitute may it for the principal."""

    roles: frozenset[Role]
    whose: Whose = Whose.NOBODY
    by_substitute: bool = True


def to(*roles: Role, whose: Whose = Whose.NOBODY, by_substitute: bool = True) -> Right:
    """A row of the table."""
    return Right(frozenset(roles), whose, by_substitute)


class Phase(StrEnum):
    """Where a project stands."""

    PROPOSED = "proposed"
    INITIATION = "initiation"
    PLANNING = "planning"
    EXECUTION = "execution"
    CLOSING = "closing"
    CLOSED = "closed"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"
    DROPPED = "not begun"


Phases = frozenset[Phase]
# What can be taken back is allowed early: in each of these.
RUNNING: Phases = frozenset({Phase.INITIATION, Phase.PLANNING, Phase.EXECUTION, Phase.CLOSING})
ALWAYS: Phases = frozenset(Phase)
# It is a proposal and nothing more: it waits for a word, or came to no project.
UNBEGUN: Phases = frozenset({Phase.PROPOSED, Phase.DROPPED})
# Given the unit of work and the id of a project: what follows where its plan has changed.
Replanned = Callable[[Any, int], None]
# Given the unit of work and an occasion (kernel/occasions.py): what follows where it arises.
Arises = Callable[[Any, Any], None]
# Given the unit of work and a project: what is so of it when somebody looks back on it, as kernel/retrospect.py has it.
LooksBack = Callable[[Any, Any], Any]
# Given the unit of work, a department and days: how reliable it was on them, as kernel/reliability.py has it.
Reliability = Callable[[Any, Any], Any]


class Locked(NamedTuple):
    """Why an action on a row is locked, in words, and a button that shows what locks it or goes on in spite of it."""

    why: Text
    offer: Offer | None = None


# Given the unit of work, an action and the row that it is done to: what locks it; None where nothing does.
Lock = Callable[[Any, str, Any], Locked | None]


class Against(NamedTuple):
    """What a stage still has open when its review is submitted. Where it `bars`, it cannot be submitted with that."""

    words: Text
    bars: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a flow has to do with the review of a stage, given the unit of work.

    `against` says what of it stands against submitting a stage of a project; `passed` hears that the stage has passed
    the review of that name ("Q-1"); `done` that a task is done, or is not any more; and `attached` that an attachment
    of one has come to stand there, or was removed.
    """

    against: Callable[[Any, Any, int], list[Against]] | None = None
    passed: Callable[[Any, Any, int, str], None] | None = None
    done: Callable[[Any, Any], None] | None = None
    attached: Callable[[Any, Any], None] | None = None


class Stake(NamedTuple):
    """What a late task endangers, as things are.

    `milestone` is the number and the title of the next one that waits for it, over links, and cannot stand where it is
    planned: it comes `days` of its working days later, or, being pinned (`stays`), is missed by so many. `is_critical`
    where a further day moves the end of the plan.
    """

    milestone: tuple[int, str] | None = None
    days: int = 0
    stays: bool = False
    is_critical: bool = False


# Given the unit of work, a project and late tasks of it: what is at stake, by the id of the task.
AtStake = Callable[[Any, Any, Any], Mapping[int, Stake]]


@dataclass(frozen=True, slots=True)
class Rules:
    """Every flow's rows of what the kernel is asked; everything not listed is refused.

    `gates` are the phases in which an action on a project is possible.
    """

    rights: Mapping[str, Right]
    gates: Mapping[str, Phases]
    locks: tuple[Lock, ...] = ()
    replanned: tuple[Replanned, ...] = ()
    at_stake: tuple[AtStake, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    arises: tuple[Arises, ...] = ()
    looks_back: tuple[LooksBack, ...] = ()
    reliability: tuple[Reliability, ...] = ()
    # The kinds of asks and timers that go on although their project is closed or archived.
    lasting: frozenset[str] = frozenset()
