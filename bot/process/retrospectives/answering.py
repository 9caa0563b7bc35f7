"""What one of the core team says in private: how far the goal was met, how they worked together, where it went wrong.

Each answers for themselves, and may change it until the answers are shown together.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.retrospectives import reminders
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.shown import ANSWER, Shown
from bot.process.retrospectives.states import STEPS, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import retrospectives
from storage.retrospectives import Answer, Retrospective


@dataclass(frozen=True, slots=True)
class Given:
    """What the form says; `goal` and `cooperation` from 1 to 5."""

    goal: int | None
    cooperation: int | None
    goal_words: str = ""
    cooperation_words: str = ""
    causes: str = ""


def to_answer(work: Work, retrospective_id: int) -> tuple[Shown, Answer]:
    """The retrospective and what the actor has said so far, for the form; refused like `answer`."""
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=ANSWER)
    return RETROSPECTIVES.one(work, retrospective), _own(work, retrospective)


def answer(work: Work, retrospective_id: int, given: Given) -> Shown:
    """Keep what the actor says. When nobody is silent any more, the answers are shown together.

    Raises Refused for who is not asked, without the two marks, and once the answers are shown.
    """
    retrospective = matters.held(work, RETROSPECTIVES, retrospective_id, to=ANSWER)
    own = _own(work, retrospective)
    if given.goal not in STEPS:
        raise Refused(_("Say how far the goal was met."), field="goal")
    if given.cooperation not in STEPS:
        raise Refused(_("Say how you worked together."), field="cooperation")
    own.goal, own.cooperation, own.causes = given.goal, given.cooperation, given.causes
    own.goal_words, own.cooperation_words = given.goal_words, given.cooperation_words
    own.answered_at = work.now
    work.session.add(own)
    work.session.flush()
    # What was said is in no trail that others read.
    work.record("retrospectives", retrospective.id, "answer")
    shown = RETROSPECTIVES.one(work, retrospective)
    if shown.silent:
        reminders.watch(work, retrospective)
        return shown
    # Nobody but Liaison shows them: that all have answered does.
    me = work.person.user_id
    with work.acting_as(None):
        reminders.gather(work, retrospective, but=me)
    return RETROSPECTIVES.one(work, retrospective)


def _own(work: Work, retrospective: Retrospective) -> Answer:
    me = work.person.user_id
    own = retrospectives.answer_of(work.session, work.team_id, retrospective.id, me, to_change=True)
    assert own is not None, "they passed as who is asked"  # noqa: S101 - a mistake of ours, not of a user
    if retrospective.state != State.ASKING:
        raise Refused(
            _("The answers are shown together already: they stay as they are."),
            offer=RETROSPECTIVES.show(retrospective.number),
        )
    return own
