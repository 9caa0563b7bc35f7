"""What projects are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow, FollowUp
from bot.process.kernel.rules import Role, to
from bot.process.projects import cards, channel

FLOW = Flow(
    "projects",
    command=Command("/project", ("project", "projects", "项目", "項目")),
    rights={
        "projects.create": to(Role.FULL_MEMBER),
        "projects.see": to(Role.PARTICIPANT, Role.GUEST, Role.PM, Role.SPONSOR, Role.ADMIN),
        "projects.edit": to(Role.PM),
        "projects.hand_over": to(Role.PM, Role.SPONSOR, Role.ADMIN),
    },
    follow_ups={
        channel.MADE: FollowUp(channel.channel_created, channel.channel_refused),
        cards.STANDS: FollowUp(cards.card_stands),
    },
    cards={cards.CARD: cards.card},
    draw_anew=cards.draw_anew,
)
