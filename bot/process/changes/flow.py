"""What changes are to the rest."""

from __future__ import annotations

from bot.process.changes import cards, life, looking_back, reminders, replanned, reviewed, signed, table
from bot.process.changes.kind import CHANGES
from bot.process.changes.reminders import AWAITED
from bot.process.kernel.flow import Asking, Command, Figure, Flow, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, Whose, to
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.changes import ChangeRequest

WORDS = {
    reminders.ANSWER: _("A change waits for my word"),
    reminders.REVISE: _("A change that I asked for was returned"),
    reminders.SILENCE: _("Words on a change in a project of mine are late"),
}
# A change is of a plan that all have confirmed: before there is a charter, no plan is confirmed.
PLANNED = RUNNING - {Phase.INITIATION}

FLOW = Flow(
    "changes",
    _("Changes"),
    command=Command("/change", ("change", "changes", "变更", "變更")),
    rights={
        "changes.request": to(Role.PARTICIPANT, Role.GUEST),
        "changes.edit": to(Role.SELF, Role.PM),
        "changes.answer": to(Role.PM, Role.SPONSOR, Role.HEAD, Role.LIAISON, whose=Whose.AFFECTED),
        "changes.assess": to(Role.HEAD, Role.LIAISON, whose=Whose.OWN),
        "changes.manage": to(Role.PM),
        "changes.sponsor": to(Role.SPONSOR),
        "changes.decide": to(Role.PM, Role.SPONSOR),
        "changes.tolerate": to(Role.PM),
    },
    gates={
        "changes.request": PLANNED,
        "changes.edit": PLANNED,
        "changes.answer": PLANNED,
        "changes.assess": PLANNED,
        "changes.manage": PLANNED,
        "changes.sponsor": PLANNED,
        "changes.decide": PLANNED,
        "changes.tolerate": RUNNING,
        "changes.undo": PLANNED,
    },
    reminders={kind: Reminder(words, AWAITED.nudge_of(kind), ChangeRequest) for kind, words in WORDS.items()},
    asks=(Asking("changes", AWAITED.kinds, open_matters.changes_open, AWAITED.asked, AWAITED.lines),),
    recount=replanned.recount,
    timers={
        reminders.LOOK: Timer(AWAITED.look, open_matters.changes, AWAITED.look_at),
        reminders.CHANGED: Timer(replanned.look_again, open_matters.changes, replanned.look_again_at),
    },
    cards={cards.CARD: cards.card},
    sheets=(table.sheet,),
    figures={
        "changes.overdue": Figure(
            lambda number: plural(
                "%(number)s change not answered in time", "%(number)s changes not answered in time", number
            ),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        )
    },
    draw_anew=CHANGES.draw_anew,
    signed={signed.SUBJECT: signed.today},
    handing_over=life.HANDING_OVER,
    life=life.LIFE,
    parting=life.PARTING,
    replanned=replanned.replanned,
    reviewed=reviewed.REVIEWED,
    looks_back=looking_back.facts,
    joined=life.joined,
    speaks_of=("changes", "change_requests"),
)
