"""What becomes of an acceptance as its project stands still, goes on or ends, and as departments and people come and
go.
"""

from __future__ import annotations

from bot.process.acceptance import putting_right, rounding, signed
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import remedies_of
from bot.process.kernel.flow import Going, HandingOver, Life, Open, Parting
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage import acceptances
from storage.departments import Department
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The acceptances that wait for words."""
    return [
        Open(one.id, ACCEPTANCES.called(one.number), project.name, button=ACCEPTANCES.show(one.number))
        for one in signed.open_ones(work, project)
    ]


def after(work: Work, project: Project, going: Going) -> None:
    """A department takes part no more: nobody is asked for its word, and what it was to put right is another's."""
    putting_right.with_department(work, project, going.gone, going.heir)
    rounding.others_take_part(work, project)


def with_post(work: Work, project: Project, post: Post, _old: str, _new: str) -> list[Text]:
    """A PM, a sponsor or a head is another: what was not judged or signed waits for them."""
    if post.name in ("pm", "sponsor") or post.name.startswith("head"):
        rounding.others_take_part(work, project)
    return []


def of_department(work: Work, project: Project, department_id: int) -> list[Text]:
    """What the department is still to put right, in lines."""
    found = acceptances.in_project(work.session, work.team_id, project.id)
    its = remedies_of(work, project, [one for one in found if one.is_open and one.department_id == department_id])
    return [_("%(words)s · to be put right by %(day)s", words=one.row.title, day=one.row.due_on) for one in its]


def joined(work: Work, project: Project, _department: Department) -> None:
    """A department takes part from now on: its head judges and signs, too."""
    rounding.others_take_part(work, project)


def _words(number: int) -> Text:
    return plural("%(number)s acceptance that is going on", "%(number)s acceptances that are going on", number)


LIFE = Life(words=_words, open=is_open, go_on=rounding.go_on)
PARTING = Parting(words=_words, after=after)
HANDING_OVER = HandingOver(of_department=of_department, with_post=with_post)
