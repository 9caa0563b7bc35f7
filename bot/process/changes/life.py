"""What becomes of changes as their project stands still, goes on or ends, and as departments and people come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.process.changes import rounding
from bot.process.changes.kind import CHANGES
from bot.process.changes.states import END, STATES, State
from bot.process.kernel import matters
from bot.process.kernel.flow import Going, HandingOver, Life, Open, Parting
from bot.process.kernel.posts import Post
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage import changes, history
from storage.changes import ChangeRequest
from storage.departments import Department
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The changes about which nobody has decided."""
    return [_open(one) for one in changes.open_in(work.session, work.team_id, project.id)]


def open_changes_of(work: Work, project: Project, task_ids: Collection[int]) -> list[Open]:
    """Those of them that are before somebody and move one of these tasks: what stands against submitting a stage."""
    wanted = set(task_ids)
    found = changes.running_in(work.session, work.team_id, project.id)
    return [_open(one) for one in found if wanted & _touched(one)]


def end(work: Work, _project: Project, change_ids: Collection[int], _is_done: bool, because: str) -> None:
    """These end with the project."""
    for change_id in sorted(change_ids):
        change = CHANGES.row(work.session, work.team_id, change_id)
        if change is not None:
            matters.move(work, CHANGES, change, END, because=because, decided_at=work.now)
            work.unsay(change.turn, "its project was closed")
            matters.changed(work, CHANGES, change)


def bring_back(work: Work, project: Project, at: datetime, _with_done: bool) -> int:
    """What ended at that moment is before those who were asked again."""
    count = 0
    for change in changes.of_projects(work.session, work.team_id, [project.id], states=(changes.ENDED,)):
        last = history.of(work.session, work.team_id, CHANGES.flow, change.id)[-1]
        if last.at == at and last.action == END:
            history.restore(change, last)
            work.record(
                CHANGES.flow, change.id, "undo", {name: (now, was) for name, (was, now) in last.changes.items()}
            )
            matters.changed(work, CHANGES, change)
            count += 1
    return count


def after(work: Work, project: Project, _going: Going) -> None:
    """A department takes part no more: whoever leads what it led assesses that."""
    rounding.others_take_part(work, project)


def with_post(work: Work, project: Project, post: Post, _old: str, _new: str) -> list[Text]:
    """A PM, a sponsor or a head is another: what was not said waits for them."""
    if post.name in ("pm", "sponsor") or post.name.startswith("head"):
        rounding.others_take_part(work, project)
    return []


def joined(work: Work, project: Project, _department: Department) -> None:
    """A department takes part from now on: its head is asked where a change touches it."""
    rounding.others_take_part(work, project)


def of_project(work: Work, project: Project) -> list[Text]:
    """The open changes, which want its new manager or sponsor."""
    return _lines(changes.open_in(work.session, work.team_id, project.id))


def _lines(found: Iterable[ChangeRequest]) -> list[Text]:
    return [
        _("C-%(number)s · %(title)s · %(state)s", number=one.number, title=one.title, state=STATES[State(one.state)])
        for one in found
    ]


def _touched(change: ChangeRequest) -> set[int]:
    return {*map(int, change.wanted), *(int(one["task"]) for one in change.impact.get("moved", ()))}


def _open(one: ChangeRequest) -> Open:
    return Open(one.id, f"C-{one.number}", one.title, (one.created_by,), button=CHANGES.show(one.number))


def _words(number: int) -> Text:
    return plural("%(number)s open change", "%(number)s open changes", number)


LIFE = Life(words=_words, open=is_open, go_on=rounding.go_on, end=end, bring_back=bring_back)
PARTING = Parting(words=_words, after=after)
HANDING_OVER = HandingOver(with_post=with_post, of_project=of_project)
