"""Where an acceptance stands, how it moves on, and what may be said of a line."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import acceptances

# Whoever is asked to judge, or to sign, has so many working days, the day it was laid before them excluded: as for a
# charter.
JUDGE_DAYS = 3
# What is not met is put right within so many working days where nobody has said another day; and so many are given
# anew for a remainder that has lapsed.
RECTIFY_DAYS, LAPSED_DAYS = 10, 5


class State(StrEnum):
    """Where an acceptance stands."""

    DRAFT = acceptances.DRAFT
    JUDGING = acceptances.JUDGING
    SIGNING = acceptances.SIGNING
    SIGNED = acceptances.SIGNED


class Said(StrEnum):
    """What may be said of a line, from the mildest to the strictest."""

    MET = acceptances.MET
    REMAINDER = acceptances.REMAINDER
    NOT_MET = acceptances.NOT_MET


STATES = {
    State.DRAFT: _("being prepared"),
    State.JUDGING: _("waits for verdicts"),
    State.SIGNING: _("waits for signatures of its report"),
    State.SIGNED: _("report signed"),
}
VERDICTS = {
    Said.MET: _("met"),
    Said.REMAINDER: _("met with a remainder"),
    Said.NOT_MET: _("not met"),
}
# In what order verdicts are strict.
STRICT = list(Said)
MARKS = {Said.MET: "✅", Said.REMAINDER: "🟡", Said.NOT_MET: "🔴"}
DID = {
    "begin": _("began the acceptance, number %(ordinal)s of the project"),
    "change": _("changed the checklist"),
    "group": _("named the acceptance group"),
    "call": _("called the acceptance group"),
    "stop": _("called it back to prepare it"),
    "judge": _("judged line %(line)s as %(places)s: %(verdict)s"),
    "judge the rest": _("judged %(lines)s lines as %(places)s: met"),
    "report": _("all have judged: the report, version %(edition)s, is to be signed"),
    "judge again": _("somebody has come to the group who has not judged"),
    "paper": _("recorded the paper that %(name)s has signed"),
    "sign": _("signed the report, version %(edition)s: %(places)s"),
    "withdraw": _("withdrew the signature: %(places)s"),
    "pass": _("went on without a word: %(places)s"),
    "complete": _("the report is signed: %(met)s of %(lines)s lines met"),
    "prove": _("gave evidence of what was put right, line %(line)s"),
    "agree": _("agreed that line %(line)s is put right"),
    "decline": _("did not take the evidence of line %(line)s"),
    "plan": _("line %(line)s is put right by %(name)s until %(day)s"),
    "lapse": _("the remainder of line %(line)s has lapsed: it is not met"),
    "go on": _("the days have moved while the project stood still"),
    "undo": _("took that back"),
}

TRANSITIONS = Transitions(
    {
        (State.DRAFT, "change"): State.DRAFT,
        (State.DRAFT, "group"): State.DRAFT,
        (State.DRAFT, "call"): State.JUDGING,
        (State.JUDGING, "stop"): State.DRAFT,
        (State.JUDGING, "judge"): State.JUDGING,
        (State.JUDGING, "judge the rest"): State.JUDGING,
        (State.JUDGING, "paper"): State.JUDGING,
        (State.JUDGING, "pass"): State.JUDGING,
        (State.JUDGING, "report"): State.SIGNING,
        (State.SIGNING, "stop"): State.DRAFT,
        (State.SIGNING, "judge"): State.SIGNING,
        (State.SIGNING, "judge the rest"): State.SIGNING,
        (State.SIGNING, "judge again"): State.JUDGING,
        (State.SIGNING, "paper"): State.SIGNING,
        (State.SIGNING, "report"): State.SIGNING,
        (State.SIGNING, "sign"): State.SIGNING,
        (State.SIGNING, "withdraw"): State.SIGNING,
        (State.SIGNING, "pass"): State.SIGNING,
        (State.SIGNING, "complete"): State.SIGNED,
    },
    STATES,
)
