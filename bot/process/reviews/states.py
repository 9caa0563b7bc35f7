"""Where a review stands, how it moves on, and from which perspectives a stage is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage import reviews as kept

# Working days of the project for the opinions, where nobody says otherwise.
OPINION_DAYS = 3
# So many working days before a review is planned its lead department is asked to submit.
NOTICE_DAYS = 3
# More perspectives than that nobody reads side by side.
PERSPECTIVES_AT_MOST = 8


class State(StrEnum):
    """Where a review stands."""

    PLANNED = kept.PLANNED
    SUBMITTED = kept.SUBMITTED
    RETURNED = kept.RETURNED
    PASSED = kept.PASSED
    WITHDRAWN = kept.WITHDRAWN
    ENDED = kept.ENDED


class Verdict(StrEnum):
    """What a reviewer says."""

    PASS = "pass"  # noqa: S105 - no secret
    CONDITIONS = "conditions"
    RETURN = "return"
    # It goes on without their opinion.
    OVER = "over"


STATES = {
    State.PLANNED: _("to be submitted"),
    State.SUBMITTED: _("in review"),
    State.RETURNED: _("returned with changes"),
    State.PASSED: _("passed"),
    State.WITHDRAWN: _("withdrawn"),
    State.ENDED: _("ended with its project"),
}
# What one that has passed is called while its conditions are open, and once one of them has lapsed.
WITH_CONDITIONS, LAPSED = _("passed with conditions"), _("locked again: a condition has lapsed")
VERDICTS: Mapping[Verdict, Text] = {
    Verdict.PASS: _("pass"),
    Verdict.CONDITIONS: _("pass with conditions"),
    Verdict.RETURN: _("return with changes"),
    Verdict.OVER: _("went on without this opinion"),
}
# What a reviewer can say.
SAYS = (Verdict.PASS, Verdict.CONDITIONS, Verdict.RETURN)
# Those of the process, under the names by which they are kept.
PERSPECTIVES: Mapping[str, Text] = {
    "technical": _("Technical feasibility"),
    "market": _("Market fit"),
    "compliance": _("Compliance"),
}
# How a review ends with its project.
END = "end"
DID = {
    "plan": _("planned it"),
    "change": _("changed it"),
    "name": _("named a reviewer"),
    "submit": _("submitted it"),
    "reopen": _("changed the deliverable: the review is open again"),
    "lose": _("took a deliverable away: the review is open again"),
    "opinion": _("gave an opinion"),
    "show": _("shows the opinions together"),
    "pass": _("passed it: all opinions are in"),
    "return": _("returned it"),
    "go on": _("let it go on: the project had stood still"),
    "pass over": _("went on without an opinion"),
    "start": _("let a task begin in an emergency"),
    "withdraw": _("withdrew it"),
    "hand over": _("handed it over"),
    "undo": _("took that back"),
    END: _("closed the project: it has ended with it"),
}
_AHEAD = (State.PLANNED, State.SUBMITTED, State.RETURNED)

TRANSITIONS = Transitions(
    {
        **{(one, "submit"): State.SUBMITTED for one in _AHEAD},
        (State.PASSED, "reopen"): State.SUBMITTED,
        (State.SUBMITTED, "lose"): State.RETURNED,
        (State.PASSED, "lose"): State.RETURNED,
        (State.SUBMITTED, "pass"): State.PASSED,
        (State.SUBMITTED, "return"): State.RETURNED,
        **{(one, "withdraw"): State.WITHDRAWN for one in _AHEAD},
        **{(one, END): State.ENDED for one in _AHEAD},
    },
    STATES,
)


def label(perspective: str) -> Text:
    """A perspective in words."""
    return PERSPECTIVES.get(perspective) or Text("%(name)s", {"name": perspective})


def perspective(typed: str) -> str:
    """The name under which a perspective is kept that somebody has typed: those of the process in any language."""
    said = " ".join(typed.split())
    for key, words in PERSPECTIVES.items():
        if said.casefold() in {words.for_(Reader(one)).casefold() for one in ("en-US", "zh-CN")}:
            return key
    return said
