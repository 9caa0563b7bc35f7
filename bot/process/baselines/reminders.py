"""The confirmation of a plan: what waits for whom, in words; who is reminded of it when is `kernel/awaited.py`."""

from __future__ import annotations

from bot.process.baselines import shown as plan_shown
from bot.process.baselines import signed
from bot.process.baselines.shown import Shown
from bot.process.baselines.states import State
from bot.process.kernel.awaited import Awaited
from bot.process.kernel.work import Work
from bot.words.language import plural
from bot.words.language import text as _
from storage.baselines import Confirmation

# The kinds of reminders; each can be muted and snoozed on its own.
CONFIRM, REVISE, SILENCE = "baselines.confirm", "baselines.revise", "baselines.silence"
LOOK = "baselines.look"
# The timer that looks at a plan that has changed while its round runs.
CHANGED = "baselines.changed"

AWAITED: Awaited[Confirmation, Shown] = Awaited(
    CONFIRM,
    REVISE,
    SILENCE,
    LOOK,
    Confirmation,
    one=plan_shown.one,
    of_project=signed.of_project,
    show="baselines.show",
    returned=_("%(number)s · the plan was returned by %(name)s"),
    asked_line=lambda _shown: _("%(number)s · confirm the plan as %(places)s by %(day)s (%(calendar)s)"),
    silent=lambda _shown: _("%(number)s · plan: %(missing)s (%(names)s)"),
    read=lambda _shown: _("Read and confirm"),
    missing=lambda number: plural("%(number)s confirmation missing", "%(number)s confirmations missing", number),
)


def watch(work: Work, confirmation: Confirmation) -> None:
    """After every change, as `Awaited.watch` does; what the plan has become is looked at only while its round runs."""
    AWAITED.watch(work, confirmation)
    if confirmation.state != State.SIGNING:
        work.let_sleep(CHANGED, confirmation.id)
