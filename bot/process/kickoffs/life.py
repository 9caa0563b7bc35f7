"""The kickoff meeting of a project that stands still: who was invited is told anew when it goes on, if it is ahead."""

from __future__ import annotations

from datetime import datetime

from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.kickoffs import calling, reminders
from bot.process.kickoffs import shown as kickoff_shown
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from storage import kickoffs
from storage.kickoffs import CALLED, Kickoff
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The meeting that is to be."""
    coming = _coming(work, project)
    return [Open(coming.id, "")] if coming is not None else []


def go_on(work: Work, project: Project, _since: datetime) -> None:
    """It is as it was; who is invited may have taken it for off, or never have heard of it."""
    kickoff = kickoffs.of_project(work.session, work.team_id, project.id)
    if kickoff is not None:
        reminders.watch(work, kickoff)
    if _coming(work, project) is not None and kickoff is not None:
        calling.invite(work, kickoff_shown.of(work, project, kickoff))


def ahead(work: Work, project: Project) -> list[Text]:
    """When it is, were the project to go on now."""
    coming = _coming(work, project)
    moment = Near(coming.starts_at, work.today(project.zone)) if coming is not None else None
    return [_("Kickoff meeting: %(moment)s; who is invited is told again", moment=moment)] if moment else []


def _coming(work: Work, project: Project) -> Kickoff | None:
    kickoff = kickoffs.of_project(work.session, work.team_id, project.id)
    return kickoff if kickoff is not None and kickoff.state == CALLED and kickoff.starts_at > work.now else None


LIFE = Life(
    words=lambda number: plural("%(number)s kickoff meeting ahead", "%(number)s kickoff meetings ahead", number),
    open=is_open,
    go_on=go_on,
    ahead=ahead,
)
