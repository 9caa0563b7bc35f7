"""What of the disputes is told to who looks back on a project: what was in dispute, and how it ended."""

from __future__ import annotations

from bot.process.disputes.states import STATES, State
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import disputes
from storage.disputes import Dispute
from storage.projects import Project

ORDER, NAMED, SUBJECT = 50, 8, 100


def facts(work: Work, project: Project) -> list[Fact]:
    """A line each, but for what was withdrawn."""
    found = [
        one for one in disputes.of_projects(work.session, work.team_id, [project.id]) if one.state != State.WITHDRAWN
    ]
    return [Fact(ORDER, _("Disputes"), [_line(one) for one in sorted(found, key=lambda one: one.number)[:NAMED]])]


def _line(one: Dispute) -> Text:
    said = {"number": one.number, "subject": truncate(one.subject, SUBJECT), "state": STATES[State(one.state)]}
    if one.outcome:
        outcome = truncate(" ".join(one.outcome.split()), SUBJECT)
        return _("D-%(number)s %(subject)s: %(state)s · %(outcome)s", outcome=outcome, **said)
    return _("D-%(number)s %(subject)s: %(state)s", **said)
