"""What digests are to the rest: posted before a meeting, drawn anew when something that they tell has changed."""

from __future__ import annotations

from bot.process.digests import posting
from bot.process.kernel.flow import Flow, FollowUp, Timer
from bot.process.meetings import changes, series
from bot.process.reports import causes
from storage import open_matters

FLOW = Flow(
    "digests",
    timers={
        series.DIGEST: Timer(posting.post, open_matters.meetings_planned, posting.post_at),
        causes.FILED: Timer(posting.refresh),
        changes.CHANGED: Timer(posting.refresh),
    },
    follow_ups={
        posting.CARD: FollowUp(posting.card_stands, posting.card_refused),
        posting.UPLOADED: FollowUp(posting.uploaded),
        posting.PICTURE: FollowUp(posting.picture_stands),
    },
    documents={posting.CHART: posting.chart},
    draw_anew=posting.draw_anew,
)
