"""What weekly meetings are to the rest. What is told when one begins is the digest's (`digests/flow.py`)."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow, FollowUp, NextStep, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, to
from bot.process.meetings import invitations, life, pauses, series, weeks
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import next_steps, open_matters

FLOW = Flow(
    "meetings",
    command=Command("/meeting", ("meeting", "meetings", "例会", "會議", "会议")),
    rights={"meetings.edit": to(Role.PM)},
    gates={"meetings.edit": RUNNING},
    recount=series.recount,
    follow_ups={weeks.TOLD: FollowUp(failed=weeks.not_told)},
    documents={invitations.DOCUMENT: invitations.document},
    timers={
        series.BEGIN: Timer(series.begin, open_matters.projects_without_meeting, series.begin_at),
        series.OVER: Timer(series.over, open_matters.meetings_planned, series.over_at),
        pauses.END: Timer(pauses.end, open_matters.projects_paused_until, pauses.end_at),
        weeks.WEEK: Timer(weeks.tell, open_matters.meetings_ahead, weeks.tell_at),
    },
    steps=(
        NextStep(
            30,
            frozenset({Phase.INITIATION, Phase.PLANNING}),
            _("the weekly meeting with `/meeting settings`"),
            next_steps.without_meeting(),
            "meetings.edit",
            lambda project: Offer(_("Set the weekly meeting"), "meetings.settings", str(project.id)),
        ),
    ),
    life=life.LIFE,
    speaks_of=("meetings",),
)
