"""The kinds of projects (场景) that people propose, each with what is mostly expected of one and who takes part.

They are suggestions: whoever proposes changes them or takes them out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from bot.words.language import Text
from bot.words.language import text as _


class Scenario(StrEnum):
    """A kind of project."""

    LAUNCH = "launch"
    EVENT = "event"
    DIGITAL = "digital"
    BRANCHES = "branches"
    OTHER = "other"


class Suggested(NamedTuple):
    """What a scenario is called, what it suggests to expect, a line each, and which departments mostly take part."""

    name: Text
    outcomes: tuple[Text, ...] = ()
    departments: Text | None = None
    objective: Text | None = None


SCENARIOS: Mapping[Scenario, Suggested] = {
    Scenario.LAUNCH: Suggested(
        _("Launch of a new product"),
        (
            _("On sale in all planned channels by 30 June"),
            _("Sales of 5 million yuan in the first month"),
            _("Fewer than 2% of the units returned in the first 3 months"),
        ),
        _("R&D, Marketing, Sales, Customer Service"),
        _("Bring the new lamp to market before the season, and sell 10,000 in the first quarter"),
    ),
    Scenario.EVENT: Suggested(
        _("Yearly marketing event"),
        (
            _("At least 2,000 visitors and 300 qualified contacts"),
            _("Cost within 800,000 yuan"),
            _("An average of 4.5 of 5 in the visitors' survey"),
        ),
        _("Planning, Execution, Technology, Logistics"),
        _("Hold the autumn event with twice the contacts of last year, at the same cost"),
    ),
    Scenario.DIGITAL: Suggested(
        _("Digital transformation"),
        (
            _("The new system replaces the old one in all departments by 31 December"),
            _("The time for one order falls from 5 days to 2"),
            _("90% of the users trained before the start"),
        ),
        _("IT, the business departments, outside consultants"),
        _("Move ordering from paper to one system, and halve the time that an order takes"),
    ),
    Scenario.BRANCHES: Suggested(
        _("Headquarters with regional branches"),
        (
            _("The same process in all 12 branches by 30 September"),
            _("A handbook approved by headquarters and every branch"),
            _("Monthly figures of each branch by the 5th working day"),
        ),
        _("The departments of headquarters, and each branch that takes part"),
        _("Let every branch keep its stock by one process, with figures that can be compared"),
    ),
    Scenario.OTHER: Suggested(_("Another kind of project")),
}


def suggested(scenario: str) -> Suggested:
    """What that scenario suggests; nothing where it is not known any more."""
    try:
        return SCENARIOS[Scenario(scenario)]
    except ValueError:
        return SCENARIOS[Scenario.OTHER]
