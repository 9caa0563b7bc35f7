"""A kickoff meeting for people's calendars."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.documents.invitations import Invitation
from bot.process.kernel.rooms import reader_of
from bot.process.kernel.work import Work
from bot.process.kickoffs import shown as kickoff_shown
from bot.process.kickoffs.shown import Shown
from bot.process.kickoffs.states import State
from bot.words.language import text as _


def calendar_file(work: Work, kickoff_id: int) -> tuple[Shown, Invitation]:
    """The meeting for a calendar, in the actor's language and the project's zone; one that was cancelled goes away.

    Raises Refused where there is none that the actor may see.
    """
    shown = kickoff_shown.found(work, kickoff_id)
    reader, kickoff, project = reader_of(work.person), shown.kickoff, shown.project
    title = _("%(number)s · %(name)s: kickoff meeting", number=project.number, name=project.name)
    agenda = _(
        "1. Does the goal fit the company's strategy?\n"
        "2. What does each department contribute?\n"
        "3. First risks: conflicts over resources, technical bottlenecks"
    )
    return shown, Invitation(
        uid=f"{work.team_id}-kickoff-{kickoff.id}@liaison".lower(),
        sequence=kickoff.version - 1,
        written_at=work.now,
        name=title.for_(reader),
        text=agenda.for_(reader),
        place=kickoff.place or "Slack",
        first=kickoff.starts_at.astimezone(ZoneInfo(project.zone)),
        minutes=kickoff.minutes,
        is_once=True,
        is_gone=shown.state == State.CANCELLED,
    )
