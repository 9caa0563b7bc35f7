"""What becomes of the confirmation of a plan as its project stands still or goes on, and as departments and people come
and go.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.baselines import replanned, rounding, signed
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.states import State
from bot.process.kernel.flow import Going, HandingOver, Life, Open, Parting
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from storage.departments import Department
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The plan that waits for confirmation."""
    confirmation = signed.of_project(work, project)
    if confirmation is None or confirmation.state != State.SIGNING:
        return []
    return [Open(confirmation.id, project.number, project.name, button=CONFIRMATIONS.show(confirmation.number))]


def after(work: Work, project: Project, _going: Going) -> None:
    """A department takes part no more: whoever leads what it led confirms that."""
    rounding.others_take_part(work, project)


def with_post(work: Work, project: Project, post: Post, _old: str, _new: str) -> list[Text]:
    """A PM, a sponsor or a head is another: what was not confirmed waits for them."""
    if post.name in ("pm", "sponsor") or post.name.startswith("head"):
        rounding.others_take_part(work, project)
    return []


def joined(work: Work, project: Project, _department: Department) -> None:
    """A department takes part from now on: its head confirms what it leads, too."""
    rounding.others_take_part(work, project)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """It goes on: with the working days that were left, and the plan as it is by now."""
    rounding.go_on(work, project, since)
    replanned.replanned(work, project.id)


def _words(number: int) -> Text:
    return plural("%(number)s plan to be confirmed", "%(number)s plans to be confirmed", number)


LIFE = Life(words=_words, open=is_open, go_on=go_on)
PARTING = Parting(words=_words, after=after)
HANDING_OVER = HandingOver(with_post=with_post)
