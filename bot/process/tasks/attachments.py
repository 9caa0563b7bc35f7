"""What is attached to tasks (附件): links, and files that are put into the thread of the task's card.

A file that was chosen in a form can be seen by nobody but whoever chose it; the outbox carries it into the thread. One
that was sent in a message stands in the channel already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.process.kernel import quiet, reviewed, rights
from bot.process.kernel.rooms import room_of
from bot.process.kernel.rules import Role
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.tasks import adding, cards, finding
from bot.process.tasks import shown as standings
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.links import checked
from bot.words.refused import Refused, TakenBack
from storage import attachments as kept
from storage import cards as kept_cards
from storage import cooperation, people
from storage import tasks as stored
from storage.attachments import Attachment
from storage.projects import Project
from storage.tasks import Task

# What a reader of a card still looks through.
MOST_OF_A_TASK = 50
# What Slack takes into one form.
MOST_AT_ONCE = 5
NOTE_AT_MOST, NAME_AT_MOST = 300, 120
# The follow-up that hears that a file stands in the thread, or cannot.
CARRIED = "attachments.carried"


class Handed(NamedTuple):
    """A file that somebody hands over; `url` where others can see it already."""

    file_id: str
    name: str
    url: str = ""


class Attached(NamedTuple):
    """What was attached to a task, and how the task stands."""

    shown: Standing
    made: list[Attachment]


def to_attach(work: Work, number: int) -> Standing:
    """T-`number`, to which the actor will attach something.

    Raises Refused when there is no such task, and when it is not theirs to attach to.
    """
    task = finding.numbered(work, number)
    _must(work, task, finding.project_of(work, task.project_id))
    return standings.one(work, task)


def may_attach(work: Work, shown: Standing) -> bool:
    """Whether the actor may attach to the task; for buttons."""
    return rights.may(
        work,
        "tasks.attach",
        shown.project,
        department_id=[shown.task.department_id, *(one.department_id for one in shown.parts)],
        who={Role.OWNER: shown.task.owner_id},
    )


def attach(work: Work, number: int, links: Sequence[str], files: Sequence[Handed], note: str = "") -> Attached:
    """Keep links and files with T-`number`; a second submit finds what the first one kept.

    Raises Refused as `to_attach` does, for nothing at all, for a link that is none, and for more than a task can have.
    """
    task = finding.numbered(work, number, to_change=True)
    project = finding.project_of(work, task.project_id)
    _must(work, task, project)
    before = kept.caused_by(work.session, work.team_id, work.cause)
    if before:
        if all(one.removed_at is not None for one in before):
            raise TakenBack
        return Attached(standings.one(work, task), before)
    addresses = list(dict.fromkeys(checked(one) for one in links))
    if not addresses and not files:
        raise Refused(_("Give a link, or choose a file."), field="link")
    if task.attachments + len(addresses) + len(files) > MOST_OF_A_TASK:
        raise Refused(_("T-%(number)s can have %(most)s attachments.", number=number, most=MOST_OF_A_TASK))
    word = spelled(work, note)[:NOTE_AT_MOST]
    made = [_made(work, task, place, one.split("://", 1)[1], one, None, word) for place, one in enumerate(addresses)]
    made += [
        _made(work, task, len(addresses) + place, one.name[:NAME_AT_MOST], one.url, one.file_id, word)
        for place, one in enumerate(files)
    ]
    task.attachments += len(made)
    _note(work, task, "attach", (None, [_named(one) for one in made]), word)
    for one in made:
        if one.file_id and not one.url:
            _carry(work, project, one)
    return Attached(cards.drawn(work, task, project), made)


def add_task(work: Work, asked: NewTask, link: str) -> Standing:
    """Add a task that began with a message, and keep the link to that with it."""
    shown = adding.add(work, asked)
    return attach(work, shown.task.number, [link], []).shown if link else shown


def remove(work: Work, attachment_id: int) -> Attached:
    """Take something away again; whoever attached it may, and who plans the task. It can be brought back.

    Raises Refused for everybody else.
    """
    return _set_removed(work, attachment_id, is_removed=True)


def restore(work: Work, attachment_id: int) -> Attached:
    """Bring back what was taken away. Raises Refused as `remove` does."""
    return _set_removed(work, attachment_id, is_removed=False)


def may_remove(work: Work, shown: Standing, one: Attachment) -> bool:
    """Whether the actor may take it away; for buttons."""
    return one.added_by == work.person.user_id or rights.may(
        work, "tasks.edit", shown.project, department_id=shown.task.department_id
    )


def carried(work: Work, attachment_id: int, answer: Mapping[str, Any]) -> None:
    """The file stands in the thread of the card: it can be opened from there."""
    one = kept.attachment(work.session, work.team_id, attachment_id)
    if one is None:
        return
    one.file_id, one.url = str(answer["file"]["id"]), str(answer["file"]["permalink"])
    task = stored.task(work.session, work.team_id, one.task_id)
    if task is not None:
        cards.draw(work, standings.one(work, task))
        reviewed.attached(work, one)


def not_carried(work: Work, attachment_id: int, error: str) -> None:
    """Slack does not hand the file over, or not take it: it is not attached, and who chose it is told."""
    _leave(work, attachment_id, error, is_known=True)


def perhaps_carried(work: Work, attachment_id: int, error: str) -> None:
    """The same where an earlier attempt may have brought it there: nobody knows, and that is what is told."""
    _leave(work, attachment_id, error, is_known=False)


def _leave(work: Work, attachment_id: int, error: str, *, is_known: bool) -> None:
    one = kept.attachment(work.session, work.team_id, attachment_id)
    task = stored.task(work.session, work.team_id, one.task_id, to_change=True) if one is not None else None
    if one is None or task is None or one.removed_at is not None:
        return
    one.removed_at = work.now
    task.attachments -= 1
    work.record("tasks", task.id, "detach", {"attachments": ([_named(one)], None)}, because=error)
    reviewed.attached(work, one)
    shown = standings.one(work, task)
    cards.draw(work, shown)
    adder = people.person(work.session, work.team_id, one.added_by)
    if adder is not None:
        about = f"attachments:{one.id}"
        quiet.tell(work, adder, "tasks/not_attached", about=about, shown=shown, one=one, is_known=is_known)


def _set_removed(work: Work, attachment_id: int, *, is_removed: bool) -> Attached:
    one = kept.attachment(work.session, work.team_id, attachment_id)
    found = stored.task(work.session, work.team_id, one.task_id) if one is not None else None
    gone = _("That attachment is no longer there.")
    if one is None or found is None:
        raise Refused(gone)
    rights.seen(work, found.project_id, gone)
    task = finding.numbered(work, found.number, to_change=True)
    project = finding.project_of(work, task.project_id)
    if one.added_by != work.person.user_id:
        finding.must(work, "tasks.edit", task, project)
    rights.must_be_open(work, "tasks.attach", project, about=task)
    if (one.removed_at is not None) == is_removed:
        return Attached(standings.one(work, task), [one])
    one.removed_at = work.now if is_removed else None
    task.attachments += -1 if is_removed else 1
    if is_removed:
        _note(work, task, "detach", ([_named(one)], None))
        reviewed.attached(work, one)
    else:
        _note(work, task, "attach", (None, [_named(one)]))
    return Attached(cards.drawn(work, task, project), [one])


def _must(work: Work, task: Task, project: Project) -> None:
    parts = cooperation.of_tasks(work.session, work.team_id, [task.id]).get(task.id, [])
    rights.must(
        work,
        "tasks.attach",
        project,
        _("You cannot attach anything to T-%(number)s.", number=task.number),
        department_id=[task.department_id, *(one.department_id for one in parts)],
        who={Role.OWNER: task.owner_id},
    )


def _made(work: Work, task: Task, place: int, name: str, url: str, file_id: str | None, note: str) -> Attachment:
    one = Attachment(
        team_id=work.team_id,
        task_id=task.id,
        cause=f"{work.cause}#{place}",
        name=name,
        url=url,
        file_id=file_id,
        note=note,
        added_at=work.now,
        added_by=work.person.user_id,
        added_for=work.acting_for.user_id if work.acting_for else None,
    )
    work.session.add(one)
    work.session.flush()
    return one


def _note(work: Work, task: Task, action: str, change: tuple[Any, Any], because: str = "") -> None:
    """Write it into the timeline. What was attached makes no open form stale, so it counts as no version."""
    work.session.add(task)
    work.record("tasks", task.id, action, {"attachments": change}, because=because)


def _named(one: Attachment) -> str:
    return one.url or one.name


def _carry(work: Work, project: Project, one: Attachment) -> None:
    """Have the file put into the thread of the task's card."""
    room = room_of(project)
    if room is None:
        raise Refused(_("%(project)s has no channel yet into which the file could go.", project=project.number))
    card = kept_cards.card(work.session, work.team_id, f"tasks:{one.task_id}", room.channel_id)
    arguments = {"file": one.file_id, "name": one.name, "channel": room.channel_id}
    if card is not None:
        arguments["thread_ts"] = card.ts
    about = f"attachments:{one.id}"
    work.call("file", arguments, lane=room.channel_id, about=about, then=CARRIED, subject_id=one.id, project=project)
