"""A change that waits: what waits for whom, in words; who is reminded of it when is `kernel/awaited.py`."""

from __future__ import annotations

from bot.process.changes import shown as change_shown
from bot.process.changes.shown import Shown
from bot.process.changes.states import State
from bot.process.kernel.awaited import Awaited
from bot.process.kernel.work import Work
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import changes
from storage.changes import ChangeRequest
from storage.projects import Project

# The kinds of reminders; each can be muted and snoozed on its own.
ANSWER, REVISE, SILENCE = "changes.answer", "changes.revise", "changes.silence"
LOOK = "changes.look"
# The timer that looks at a plan that has changed while a change of it is before somebody.
CHANGED = "changes.changed"
# A title that leaves room on a phone for what is asked.
TITLE = 60

AWAITED: Awaited[ChangeRequest, Shown] = Awaited(
    ANSWER,
    REVISE,
    SILENCE,
    LOOK,
    ChangeRequest,
    one=change_shown.one,
    of_project=lambda _work, _project: None,
    show="changes.show",
    returned=_("%(number)s · was returned by %(name)s"),
    asked_line=lambda _shown: _("%(number)s · your word as %(places)s by %(day)s (%(calendar)s)"),
    silent=lambda _shown: _("%(number)s · %(missing)s (%(names)s)"),
    read=lambda _shown: _("Read and answer"),
    missing=lambda number: plural("%(number)s word missing", "%(number)s words missing", number),
    called=lambda shown: f"C-{shown.change.number} · {truncate(shown.change.title, TITLE)}",
    reviser=lambda shown: shown.reviser_id,
)


def watch(work: Work, change: ChangeRequest) -> None:
    """After every change, as `Awaited.watch` does; what the plan has become is looked at only while it is before
    somebody.
    """
    AWAITED.watch(work, change)
    if change.state != State.SIGNING:
        work.let_sleep(CHANGED, change.id)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: look at each on the days that it makes of its."""
    for change in changes.running_in(work.session, work.team_id, project.id):
        AWAITED.recount_of(work, change)
