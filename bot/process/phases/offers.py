"""What is offered of what is open, to who closes a project and looks for what is done after all."""

from __future__ import annotations

from bot.process.kernel.flow import Open
from bot.process.kernel.work import Work
from bot.process.phases import looking

# What Slack takes in a menu.
OFFERED_AT_MOST = 100


def open_of(work: Work, project_id: int, flow: str, typed: str) -> list[Open]:
    """What is open of that flow and fits the words that were typed."""
    project = looking.must(work, project_id, "projects.close")
    words = typed.lower().split()
    life = dict(looking.LIVES)[flow]
    found = [one for one in life.open(work, project) if all(word in one.named.lower() for word in words)]
    return found[:OFFERED_AT_MOST]
