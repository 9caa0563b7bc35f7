"""What acceptances are to the rest."""

from __future__ import annotations

from bot.process.acceptance import calling, cards, life, paper, reminders, results, signed, table
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.reminders import AWAITED
from bot.process.kernel.flow import Asking, Figure, Flow, NextStep, Reminder, Timer
from bot.process.kernel.rules import RUNNING, Phase, Role, Whose, to
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import figures, next_steps, open_matters
from storage.acceptances import Acceptance

WORDS = {
    reminders.SIGN: _("An acceptance waits for my verdict or signature"),
    reminders.SILENCE: _("Words on an acceptance of mine are late"),
    reminders.PROVE: _("My department is to put something right after an acceptance"),
    reminders.AGREE: _("Evidence of a remainder waits for my word"),
    reminders.CALL: _("A re-acceptance can be called"),
    reminders.SETTLE: _("A project of mine is accepted and can be closed"),
}
# What cannot be taken back waits for its time: nothing is accepted before it is carried out.
CALLED = frozenset({Phase.EXECUTION, Phase.CLOSING})

FLOW = Flow(
    "acceptance",
    _("Acceptance"),
    rights={
        calling.RUN: to(Role.PM),
        calling.CALL: to(Role.PM),
        "acceptance.sponsor": to(Role.SPONSOR),
        "acceptance.judge": to(Role.HEAD, whose=Whose.OWN),
        "acceptance.customer": to(Role.SELF),
        "acceptance.enter": to(Role.SPONSOR, Role.HEAD, Role.SELF, whose=Whose.INVOLVED),
        "acceptance.prove": to(Role.LIAISON, Role.HEAD, whose=Whose.LEAD),
    },
    gates={
        calling.RUN: RUNNING,
        calling.CALL: CALLED,
        "acceptance.sponsor": CALLED,
        "acceptance.judge": CALLED,
        "acceptance.customer": CALLED,
        "acceptance.enter": CALLED,
        "acceptance.prove": CALLED,
        "acceptance.undo": RUNNING,
    },
    reminders={kind: Reminder(words, reminders.nudge_of(kind), Acceptance) for kind, words in WORDS.items()},
    steps=(
        NextStep(
            60,
            frozenset({Phase.EXECUTION}),
            _("the acceptance with `/project acceptance`"),
            next_steps.without_acceptance(),
            calling.RUN,
            lambda project: Offer(_("Prepare the acceptance"), "acceptance.of", str(project.id)),
            is_on_home=False,
        ),
    ),
    asks=(Asking("acceptance", reminders.KINDS, open_matters.acceptances_open, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={
        reminders.LOOK: Timer(AWAITED.look, open_matters.acceptances, AWAITED.look_at),
        reminders.DUE: Timer(results.lapse, open_matters.acceptances_to_rectify, results.lapse_at),
    },
    cards={cards.CARD: cards.card},
    figures={
        "acceptance.overdue": Figure(
            lambda number: plural(
                "%(number)s acceptance without an answer in time",
                "%(number)s acceptances without an answer in time",
                number,
            ),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        )
    },
    documents={cards.DOCUMENT: paper.document},
    sheets=(table.sheet,),
    draw_anew=ACCEPTANCES.draw_anew,
    signed={signed.SUBJECT: signed.today},
    handing_over=life.HANDING_OVER,
    life=life.LIFE,
    parting=life.PARTING,
    joined=life.joined,
    speaks_of=("acceptance",),
)
