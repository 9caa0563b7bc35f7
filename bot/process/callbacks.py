"""What happens when something comes back: a timer that was set, an answer of Slack that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from bot.process import deadlines
from bot.process.calendars import recounts
from bot.process.departments import editing as departments
from bot.process.digests import posting
from bot.process.disputes import escalations
from bot.process.disputes import reminders as dispute_deadlines
from bot.process.handovers import asking, runs
from bot.process.home import inbox
from bot.process.kernel import nudges
from bot.process.kernel.work import Drawing, Work
from bot.process.meetings import changes as meeting_changes
from bot.process.meetings import series, weeks
from bot.process.minutes import reminders as minutes_asking
from bot.process.people import accounts
from bot.process.projects import cards as project_cards
from bot.process.projects import channel
from bot.process.reports import causes
from bot.process.reports import reminders as report_reminders
from bot.process.requests import reminders as request_deadlines
from bot.process.substitutes import windows
from bot.process.tasks import attachments, delays
from bot.process.tasks import cards as task_cards


class FollowUp(NamedTuple):
    """What happens with Slack's answer to a call, and with its refusal."""

    sent: Callable[[Work, int, Mapping[str, Any]], None] | None = None
    failed: Callable[[Work, int, str], None] | None = None


TIMERS: Mapping[str, Callable[[Work, int], None]] = {
    delays.ALERT: delays.alert,
    windows.BEGINS: windows.begins,
    windows.OVER: windows.over,
    asking.ASK: asking.ask,
    runs.RUN: asking.go_on,
    departments.LOOK_AT_GROUP: departments.look_at_group,
    nudges.MORNING: inbox.tell_morning,
    series.BEGIN: series.begin,
    series.DIGEST: posting.post,
    series.OVER: series.over,
    weeks.WEEK: weeks.tell,
    recounts.RECOUNT_TIMER: recounts.recount,
    recounts.CHECK_TIMER: recounts.check,
    report_reminders.LOOK: report_reminders.look,
    minutes_asking.LOOK: minutes_asking.look,
    causes.FILED: posting.refresh,
    meeting_changes.CHANGED: posting.refresh,
    request_deadlines.LOOK: request_deadlines.look,
    dispute_deadlines.LOOK: escalations.look,
    deadlines.BACK: deadlines.back,
    **deadlines.SWEEPS,
}

# What is shown by the cards that are drawn when they go out, by template: given a subject's id, None where it is gone.
CARDS: Mapping[str, Callable[[Work, int], Drawing | None]] = {
    task_cards.CARD: task_cards.card,
}

FOLLOW_UPS: Mapping[str, FollowUp] = {
    attachments.CARRIED: FollowUp(attachments.carried, attachments.not_carried),
    departments.MEMBERS: FollowUp(departments.members_told, departments.group_gone),
    posting.CARD: FollowUp(failed=posting.card_refused),
    posting.UPLOADED: FollowUp(posting.uploaded),
    posting.PICTURE: FollowUp(posting.picture_stands),
    accounts.KNOWN_AGAIN: FollowUp(accounts.known_again),
    "projects.channel": FollowUp(channel.channel_created, channel.channel_refused),
    "projects.card_stands": FollowUp(project_cards.card_stands),
}
