"""The rows of every folder: of the flows, and of those that speak of all flows."""

from __future__ import annotations

from bot.process.calendars import flow as calendars
from bot.process.departments import flow as departments
from bot.process.digests import flow as digests
from bot.process.flows import FLOWS
from bot.process.handovers import flow as handovers
from bot.process.home import flow as home
from bot.process.kernel.flow import Flow
from bot.process.kernel.rules import Rules
from bot.process.people import flow as people
from bot.process.reliability import flow as reliability

EVERY: tuple[Flow, ...] = (
    *FLOWS,
    handovers.FLOW,
    digests.FLOW,
    calendars.FLOW,
    home.FLOW,
    departments.FLOW,
    reliability.FLOW,
    people.FLOW,
)


def rules() -> Rules:
    """What the kernel is asked of every flow."""
    return Rules(
        rights={action: right for one in EVERY for action, right in one.rights.items()},
        gates={action: phases for one in EVERY for action, phases in one.gates.items()},
        locks=tuple(lock for one in EVERY for lock in one.locks),
        replanned=tuple(one.replanned for one in EVERY if one.replanned is not None),
        at_stake=tuple(one.at_stake for one in EVERY if one.at_stake is not None),
        reviewed=tuple(one.reviewed for one in EVERY if one.reviewed is not None),
        arises=tuple(one.arises for one in EVERY if one.arises is not None),
        looks_back=tuple(one.looks_back for one in EVERY if one.looks_back is not None),
        reliability=tuple(one.reliability for one in EVERY if one.reliability is not None),
        lasting=frozenset(kind for one in EVERY for kind in one.lasting),
    )
