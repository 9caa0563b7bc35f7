"""What becomes of a charter as its project stands still, goes on or ends, and as departments and people come and go."""

from __future__ import annotations

from datetime import datetime

from bot.process.charters import rounding, signed, writing
from bot.process.charters.kind import CHARTERS
from bot.process.charters.states import State
from bot.process.kernel.flow import Back, Going, HandingOver, Life, Open, Parting
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage.departments import Department
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The charter that waits for signatures."""
    charter = signed.of_project(work, project)
    if charter is None or charter.state != State.SIGNING:
        return []
    return [Open(charter.id, project.number, project.name, button=CHARTERS.show(charter.number))]


def after(work: Work, project: Project, going: Going) -> None:
    """A department takes part no more: nobody is asked for its signature. What one that is a part of another now
    contributes is that one's.
    """
    if going.is_merged and going.heir is not None:
        writing.carry_over(work, project, going.gone, going.heir)
    rounding.others_take_part(work, project)


def take_back(work: Work, project: Project, at: datetime, going: Going) -> Back:
    """Who signs was asked anew when it joined; what was signed by all without it stays that. What it contributes is its
    own again.
    """
    charter = signed.of_project(work, project)
    if going.is_merged and going.heir is not None and not writing.carry_back(work, project, going.gone, going.heir):
        return Back(
            0, [_("What it contributes stands in the charter with the department that it was merged with, too.")]
        )
    if charter is None or charter.state != State.SIGNED or charter.signed_at != at:
        return Back()
    return Back(0, [_("The charter was signed by all without it. `/project charter` has it signed again.")])


def with_post(work: Work, project: Project, post: Post, _old: str, _new: str) -> list[Text]:
    """A sponsor or a head is another: what was not signed waits for them."""
    if post.name in ("pm", "sponsor") or post.name.startswith("head"):
        rounding.others_take_part(work, project)
    return []


def joined(work: Work, project: Project, _department: Department) -> None:
    """A department takes part from now on: its head signs, too."""
    rounding.others_take_part(work, project)


LIFE = Life(
    words=lambda number: plural("%(number)s charter to be signed", "%(number)s charters to be signed", number),
    open=is_open,
    go_on=rounding.go_on,
)
PARTING = Parting(
    words=lambda number: plural("%(number)s charter to be signed", "%(number)s charters to be signed", number),
    after=after,
    take_back=take_back,
)
HANDING_OVER = HandingOver(with_post=with_post)
