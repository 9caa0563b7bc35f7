"""What collaboration requests are to the rest."""

from __future__ import annotations

from bot.process.kernel.flow import Asking, Command, Figure, Flow, HandingOver, Reminder, Thread, Timer
from bot.process.kernel.rules import RUNNING, Role, Whose, to
from bot.process.requests import (
    cards,
    handing_over,
    life,
    looking_back,
    parting,
    reliability,
    reminders,
    reviewed,
    sheet,
)
from bot.process.requests.kind import REQUESTS
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.requests import Request

WORDS = {
    reminders.ANSWER: _("A collaboration request waits for our answer"),
    reminders.DELIVER: _("A collaboration request waits for our delivery"),
    reminders.DECIDE: _("A department objects to my request"),
    reminders.CONFIRM: _("What I asked for was delivered"),
    reminders.SILENCE: _("A request of mine, or to my department, is overdue"),
}


CAN_BE_SAID = _(
    "This is the thread of R-%(number)s, which is answered by the buttons of its card. "
    "`@Liaison request show R-%(number)s` tells how it stands, "
    "`@Liaison dispute new R-%(number)s` raises a dispute about it."
)


FLOW = Flow(
    "requests",
    _("Collaboration requests"),
    command=Command("/request", ("request", "requests", "协作需求", "協作需求", "需求", "协作", "協作")),
    rights={
        "requests.ask": to(Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.ASKING),
        "requests.settle": to(Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON, whose=Whose.ASKING),
        "requests.answer": to(Role.OWNER, Role.HEAD, Role.LIAISON, whose=Whose.ASKED),
        "requests.assign": to(Role.HEAD, Role.LIAISON, whose=Whose.ASKED),
    },
    gates={
        "requests.ask": RUNNING,
        "requests.settle": RUNNING,
        "requests.answer": RUNNING,
        "requests.assign": RUNNING,
        "requests.undo": RUNNING,
    },
    reminders={kind: Reminder(words, reminders.nudge, Request) for kind, words in WORDS.items()},
    asks=(Asking("requests", reminders.KINDS, open_matters.requests_open, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(reminders.look, open_matters.requests, reminders.look_at)},
    cards={cards.CARD: cards.card},
    thread=Thread(REQUESTS.row, CAN_BE_SAID),
    handing_over=HandingOver(
        count=handing_over.count,
        pass_on=handing_over.pass_on,
        portion=handing_over.portion,
        take_back=handing_over.take_back,
        of_owner=handing_over.of_owner,
        of_department=handing_over.of_department,
        of_project=handing_over.of_project,
    ),
    sheets=(sheet.sheet,),
    draw_anew=REQUESTS.draw_anew,
    figures={
        "requests.overdue": Figure(
            lambda number: plural("%(number)s request overdue", "%(number)s requests overdue", number),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        ),
        "requests.objected": Figure(
            lambda number: plural("%(number)s objection to decide on", "%(number)s objections to decide on", number),
            figures.asked(reminders.DECIDE),
            is_trouble=True,
        ),
        "requests.raised": Figure(
            lambda number: plural("%(number)s request raised", "%(number)s requests raised", number),
            figures.happened(Request, "created_at"),
        ),
        "requests.closed": Figure(
            lambda number: plural("%(number)s request settled", "%(number)s requests settled", number),
            figures.happened(Request, "closed_at"),
        ),
    },
    life=life.LIFE,
    parting=parting.PARTING,
    reviewed=reviewed.REVIEWED,
    speaks_of=("requests",),
    looks_back=looking_back.facts,
    reliability=reliability.measures,
)
