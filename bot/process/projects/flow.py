"""What projects are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Command, Flow, FollowUp
from bot.process.kernel.rules import ALWAYS, RUNNING, Phase, Role, to
from bot.process.projects import cards, channel

# What moves a project through its life, and in which phases each is possible.
LIFE = {
    "projects.suspend": RUNNING,
    "projects.resume": frozenset({Phase.SUSPENDED}),
    "projects.close": RUNNING | {Phase.SUSPENDED},
    "projects.archive": frozenset({Phase.CLOSED}),
    "projects.reopen": frozenset({Phase.CLOSED, Phase.ARCHIVED}),
}

FLOW = Flow(
    "projects",
    command=Command("/project", ("project", "projects", "项目", "項目")),
    rights={
        "projects.create": to(Role.FULL_MEMBER),
        "projects.see": to(Role.PARTICIPANT, Role.GUEST, Role.PM, Role.SPONSOR, Role.ADMIN),
        "projects.edit": to(Role.PM, Role.SPONSOR, Role.ADMIN),
        "projects.departments": to(Role.PM, Role.SPONSOR, Role.ADMIN),
        "projects.home": to(Role.PM),
        "projects.hand_over": to(Role.PM, Role.SPONSOR, Role.ADMIN),
        **dict.fromkeys(LIFE, to(Role.PM, Role.SPONSOR, Role.ADMIN)),
    },
    gates={
        "projects.see": ALWAYS,
        "projects.edit": RUNNING | {Phase.SUSPENDED},
        "projects.departments": RUNNING,
        "projects.home": RUNNING | {Phase.SUSPENDED, Phase.CLOSED},
        "projects.hand_over": RUNNING | {Phase.SUSPENDED},
        **LIFE,
    },
    follow_ups={
        channel.MADE: FollowUp(channel.channel_created, channel.channel_refused),
        cards.STANDS: FollowUp(cards.card_stands),
    },
    cards={cards.CARD: cards.card},
    draw_anew=cards.draw_anew,
)
