"""What of the reviews is told to who looks back on a project: how many passed, and how many at once."""

from __future__ import annotations

from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.process.reviews.states import STATES, State
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import reviews
from storage.projects import Project

ORDER, NAMED, TITLE = 65, 8, 100


def facts(work: Work, project: Project) -> list[Fact]:
    """How many passed, how many of them when they were submitted first, and a line for each of the others."""
    found = [
        one for one in reviews.of_projects(work.session, work.team_id, [project.id]) if one.state != State.WITHDRAWN
    ]
    if not found:
        return []
    passed = [one for one in found if one.state == State.PASSED]
    lines = [
        plural(
            "%(passed)s of %(number)s review passed, %(first)s of them at once",
            "%(passed)s of %(number)s reviews passed, %(first)s of them at once",
            len(found), passed=len(passed), first=sum(one.edition == 1 for one in passed),
        )
    ]  # fmt: skip
    for one in found[:NAMED]:
        if one.state != State.PASSED or one.edition > 1:
            said = {"number": one.number, "title": truncate(one.title, TITLE), "state": STATES[State(one.state)]}
            times = plural("submitted once", "submitted %(number)s times", one.edition)
            lines.append(_("Q-%(number)s %(title)s: %(state)s, %(times)s", times=times, **said))
    return [Fact(ORDER, _("Milestone reviews"), lines)]
