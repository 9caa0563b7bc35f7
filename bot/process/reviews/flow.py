"""What reviews are to the rest."""

from __future__ import annotations

from sqlmodel import col

from bot.process.kernel.flow import Asking, Command, Figure, Flow, HandingOver, Reminder, Thread, Timer
from bot.process.kernel.rules import RUNNING, Reviewed, Role, Whose, to
from bot.process.reviews import (
    cards,
    deciding,
    handing_over,
    life,
    locking,
    looking_back,
    reliability,
    reminders,
    signed,
    submitting,
    table,
)
from bot.process.reviews.kind import REVIEWS
from bot.words.language import plural
from bot.words.language import text as _
from storage import figures, open_matters
from storage.reviews import PASSED, SUBJECT, Review

WORDS = {
    reminders.SUBMIT: _("Deliverables of my department are to be submitted for review"),
    reminders.OPINION: _("A review waits for my opinion"),
    reminders.SILENCE: _("Opinions of a review of my project are late"),
    reminders.LAPSED: _("A condition of a review in my project has lapsed"),
}
NEWS = {
    reminders.DECIDED: _("A review has passed or was returned"),
    reminders.REOPENED: _("A review in my project is open again"),
    reminders.STARTED: _("A task was let begin before its review has passed"),
}


CAN_BE_SAID = _(
    "This is the thread of Q-%(number)s, which is submitted and reviewed by the buttons of its card. "
    "`@Liaison review show Q-%(number)s` tells how it stands."
)


FLOW = Flow(
    "reviews",
    _("Reviews"),
    command=Command("/review", ("review", "reviews", "评审", "評審", "节点评审", "质量评审", "节点质量评审")),
    rights={
        "reviews.plan": to(Role.PM),
        "reviews.withdraw": to(Role.PM, Role.SPONSOR),
        "reviews.submit": to(Role.HEAD, Role.LIAISON, whose=Whose.LEAD),
        "reviews.opine": to(Role.REVIEWER),
        "reviews.pass": to(Role.SPONSOR),
        locking.EMERGENCY: to(Role.SPONSOR),
    },
    gates={
        "reviews.plan": RUNNING,
        "reviews.withdraw": RUNNING,
        "reviews.submit": RUNNING,
        "reviews.opine": RUNNING,
        "reviews.pass": RUNNING,
        locking.EMERGENCY: RUNNING,
        "reviews.undo": RUNNING,
    },
    locks=(locking.lock,),
    reminders={
        **{kind: Reminder(words, reminders.nudge_of(kind), Review) for kind, words in WORDS.items()},
        **{kind: Reminder(words, reminders.news_of(kind), Review) for kind, words in NEWS.items()},
    },
    asks=(Asking("reviews", reminders.KINDS, open_matters.reviews, reminders.asked, reminders.lines),),
    recount=reminders.recount,
    timers={reminders.LOOK: Timer(deciding.look, open_matters.reviews, reminders.look_at)},
    cards={cards.CARD: cards.card},
    thread=Thread(REVIEWS.row, CAN_BE_SAID),
    sheets=(table.sheet,),
    signed={SUBJECT: signed.today},
    handing_over=HandingOver(
        count=handing_over.count,
        pass_on=handing_over.pass_on,
        portion=handing_over.portion,
        take_back=handing_over.take_back,
        of_owner=handing_over.of_owner,
        of_department=handing_over.of_department,
        of_project=handing_over.of_project,
    ),
    draw_anew=REVIEWS.draw_anew,
    figures={
        "reviews.lapsed": Figure(
            lambda number: plural(
                "%(number)s review with a lapsed condition", "%(number)s reviews with lapsed conditions", number
            ),
            figures.asked(reminders.LAPSED),
            is_trouble=True,
        ),
        "reviews.late": Figure(
            lambda number: plural("%(number)s review without opinions", "%(number)s reviews without opinions", number),
            figures.asked(reminders.SILENCE),
            is_trouble=True,
        ),
        "reviews.passed": Figure(
            lambda number: plural("%(number)s review passed", "%(number)s reviews passed", number),
            figures.happened(Review, "decided_at", col(Review.state) == PASSED),
        ),
    },
    life=life.LIFE,
    parting=life.PARTING,
    looks_back=looking_back.facts,
    reliability=reliability.measures,
    reviewed=Reviewed(done=deciding.task_done, attached=submitting.attached),
    speaks_of=("reviews",),
)
