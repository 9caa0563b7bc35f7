"""What risks are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Command, Figure, Flow, HandingOver, Reminder, Thread, Timer
from bot.process.kernel.rules import RUNNING, Role, to
from bot.process.risks import becoming, cards, handing_over, life, looking_back, parting, reminders, reviewed, table
from bot.process.risks.kind import RISKS
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.projects import Project
from storage.risks import IS_TRACKED, Risk

WORDS = {
    reminders.QUESTION: _("A high risk of mine: how does it stand today?"),
    reminders.STEP: _("A risk of mine has not changed for long: what is the next step?"),
    reminders.WEIGH: _("A risk was noted in my project and is to be weighed"),
    reminders.AGREE: _("A risk in my project is to be lowered or closed"),
    reminders.HAPPENED: _("A risk has happened: what becomes of it?"),
    reminders.AFTER_REVIEW: _("The stage that a risk of mine threatens has passed its review"),
}
NEWS = {
    reminders.GIVEN: _("A risk is mine to watch"),
    reminders.WORSE: _("A risk in my project has become worse"),
    reminders.DECIDED: _("The PM has answered about a risk of mine"),
    reminders.NOTED: _("A risk that I noted is taken on, or closed"),
    reminders.BACK: _("A risk in my project has not happened after all"),
}


CAN_BE_SAID = _(
    "This is the thread of K-%(number)s: its owner says `no change`, `better`, `worse: …` or `has happened` here. "
    "`@Liaison risk show K-%(number)s` tells how it stands."
)


FLOW = Flow(
    "risks",
    _("Risks"),
    command=Command("/risk", ("risk", "risks", "风险", "風險")),
    rights={
        "risks.add": to(Role.PARTICIPANT, Role.GUEST),
        "risks.withdraw": to(Role.SELF, Role.PM),
        "risks.weigh": to(Role.PM),
        "risks.answer": to(Role.OWNER),
        "risks.settle": to(Role.OWNER, Role.PM),
        "risks.agree": to(Role.PM),
    },
    gates={
        "risks.add": RUNNING,
        "risks.withdraw": RUNNING,
        "risks.weigh": RUNNING,
        "risks.answer": RUNNING,
        "risks.settle": RUNNING,
        "risks.agree": RUNNING,
        "risks.undo": RUNNING,
    },
    reminders={
        **{kind: Reminder(words, reminders.nudge_of(kind), Risk) for kind, words in WORDS.items()},
        **{kind: Reminder(words, reminders.news_of(kind), Risk) for kind, words in NEWS.items()},
        reminders.MISSED: Reminder(
            _("High risks of my project went without an answer"), reminders.nudge_missed, Project
        ),
    },
    asks=(Asking("risks", reminders.KINDS, open_matters.risks, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(reminders.look, open_matters.risks_tracked, reminders.look_at)},
    cards={cards.CARD: cards.card},
    thread=Thread(RISKS.row, CAN_BE_SAID),
    becomes=becoming.becomes,
    handing_over=HandingOver(
        count=handing_over.count,
        pass_on=handing_over.pass_on,
        portion=handing_over.portion,
        take_back=handing_over.take_back,
        of_owner=handing_over.of_owner,
        of_project=handing_over.of_project,
    ),
    draw_anew=RISKS.draw_anew,
    moved=reminders.moved,
    figures={
        "risks.high": Figure(
            lambda number: plural("%(number)s high risk", "%(number)s high risks", number),
            figures.stands(Risk, "levelled_at", IS_TRACKED),
            is_trouble=True,
        ),
        "risks.happened": Figure(
            lambda number: plural("%(number)s risk has happened", "%(number)s risks have happened", number),
            figures.happened(Risk, "happened_at"),
        ),
    },
    life=life.LIFE,
    parting=parting.PARTING,
    reviewed=reviewed.REVIEWED,
    sheets=(table.sheet,),
    speaks_of=("risks",),
    looks_back=looking_back.facts,
)
