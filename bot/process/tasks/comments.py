"""Comments (评论) on tasks: a word of anybody in the project, told in the thread of the task's card and kept with it.

Nothing of the task changes by it, nor by its card being shown.
"""

from __future__ import annotations

from bot.process.kernel import rights, substitutes
from bot.process.kernel.rooms import room_of
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.tasks import cards, finding
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.refused import Refused


def show_in_channel(work: Work, number: int) -> Standing:
    """Put the card of T-`number` into its project's channel, where it does not stand yet; refused as `comment` is."""
    task = finding.numbered(work, number)
    project = finding.project_of(work, task.project_id)
    rights.must(work, "tasks.comment", project, _("You cannot show T-%(number)s in the channel.", number=number))
    return cards.drawn(work, task, project)


def comment(work: Work, number: int, words: str) -> Standing:
    """Say something about T-`number`.

    Raises Refused when there is no such task, when the actor takes no part in its project, and without words.
    """
    task = finding.numbered(work, number)
    project = finding.project_of(work, task.project_id)
    rights.must(work, "tasks.comment", project, _("You cannot comment on T-%(number)s.", number=number))
    said = spelled(work, words).strip()
    if not said:
        raise Refused(_("What is it? For example `/task comment T-3 The printer needs the files by noon`."))
    work.record("tasks", task.id, "comment", because=said)
    shown = cards.drawn(work, task, project)
    room = room_of(project)
    if room is not None:
        work.say(
            "tasks/comment",
            to=room,
            under=f"tasks:{task.id}",
            about=f"tasks:{task.id}:comments",
            shown=shown,
            hand=substitutes.hand(work.person, work.acting_for),
            said=said,
        )
    return shown
