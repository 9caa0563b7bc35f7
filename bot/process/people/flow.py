"""What the people of the workspace are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Flow, FollowUp, Timer
from bot.process.kernel.rules import Role, to
from bot.process.people import accounts, comings, refusals, rolls
from bot.process.projects import channel

FLOW = Flow(
    "people",
    # Not for a while: who is named an admin stays one.
    rights={"admins.name": to(Role.ADMIN, by_substitute=False)},
    timers={refusals.TRY: Timer(refusals.try_again)},
    follow_ups={
        accounts.KNOWN_AGAIN: FollowUp(accounts.known_again),
        channel.ROLL: FollowUp(rolls.read),
        # What Slack says of a person is read by who knows Slack's words.
        comings.LOOKED_UP: FollowUp(),
    },
)
