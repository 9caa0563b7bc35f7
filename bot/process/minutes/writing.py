"""The minutes of a weekly meeting (会议纪要): who was there, what was decided, and the actions, each of them a task.

They may be written from shortly before the meeting, and changed later. An action that was written once keeps its task:
a change of the minutes adds further ones, and what becomes of a task is said with `/task`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.process.kernel import asks, posts, rights
from bot.process.kernel.work import Work
from bot.process.meetings import lines as meeting_lines
from bot.process.meetings import shown as meeting_shown
from bot.process.minutes import cards, lines, reminders
from bot.process.minutes import shown as minutes_shown
from bot.process.minutes.lines import ActionSaid
from bot.process.minutes.shown import Shown
from bot.process.tasks import news, remarks
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Overtaken, Refused
from storage import meetings as stored
from storage import minutes
from storage.meetings import HELD, PLANNED, Meeting
from storage.minutes import Action, Minutes
from storage.projects import Project

# Some begin early, and some write beforehand who is there.
EARLY = timedelta(minutes=30)
# Of decisions that stand already, in a refusal.
DECISIONS_SHOWN = 1_000
# Earlier minutes in a list.
LISTED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Written:
    """What the form holds. `version` is that of the minutes it was opened with; 0 where there were none."""

    attended: tuple[str, ...]
    decisions: str
    actions: tuple[ActionSaid, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form begins with: the minutes as they are, or who is expected."""

    project: Project
    meeting: Meeting
    attended: list[str]
    decisions: str
    version: int
    actions: list[Standing]


def to_write(work: Work, words: str, channel_id: str) -> Draft:
    """The form for the meeting that is going on or was the last one, of the project that words or channel name.

    Raises Refused for those who may not, and before the first meeting.
    """
    project = meeting_lines.read(work, words, channel_id).project
    _must(work, project)
    meeting = meeting_shown.upcoming(work, project)
    if meeting is None or not _has_begun(work, meeting):
        meeting = stored.last_held(work.session, work.team_id, project.id)
    if meeting is None:
        raise _too_early(project)
    return _draft(work, project, meeting)


def to_change(work: Work, meeting_id: int) -> Draft:
    """The form for a meeting, as it is. Raises Refused for those who may not, and before it."""
    return _draft(work, *_to_write(work, meeting_id))


def write(work: Work, meeting_id: int, written: Written) -> Shown:
    """Keep the minutes, make a task of each new action, and post them; a second submit finds the first.

    Raises Refused naming every action that cannot be, and where nothing is written at all; Overtaken where somebody has
    changed them since they were looked at.
    """
    known = minutes.caused_by(work.session, work.team_id, work.cause)
    if known is not None and known.meeting_id == meeting_id:
        return find(work, meeting_id)
    project, meeting = _to_write(work, meeting_id)
    kept = minutes.of_meeting(work.session, work.team_id, meeting_id, to_change=True)
    if (kept.version if kept else 0) != written.version:
        raise _overtaken(work, kept)
    lines.must_be_whole(written.actions)
    if kept is None and not (written.attended or written.decisions.strip() or written.actions):
        raise Refused(_("Write down who was there, a decision or an action."), field="decisions")
    kept = _kept(work, project, meeting, kept, written)
    asks.settle(work, reminders.KINDS, meeting_id, [])
    _add_actions(work, project, kept, written.actions)
    shown = find(work, meeting_id)
    cards.draw(work, shown)
    return shown


def write_typed(
    work: Work, meeting_id: int, attended: Sequence[str], decisions: str, actions: str, version: int
) -> tuple[Shown, list[Text]]:
    """Write the minutes, new actions as they are typed, one a line, and say what to know of their days.

    Raises Refused as `write` does.
    """
    _meeting, project = meeting_shown.found(work, meeting_id)
    said = lines.actions(work, project, actions)
    shown = write(work, meeting_id, Written(tuple(attended), decisions, said, version))
    added = shown.actions[max(0, len(shown.actions) - len(said)) :]
    dated = [(one, line.hour) for one, line in zip(added, said, strict=False) if one.task.due_on == line.due_on]
    return shown, remarks.of_several(work, dated)


def find(work: Work, meeting_id: int) -> Shown:
    """The minutes of a meeting. Raises Refused where there are none that the actor may see."""
    meeting = stored.meeting(work.session, work.team_id, meeting_id)
    kept = minutes.of_meeting(work.session, work.team_id, meeting_id) if meeting else None
    unknown = _("There are no such minutes here. `/meeting minutes` shows those of this project.")
    if meeting is None or kept is None:
        raise Refused(unknown)
    return minutes_shown.of(work, rights.seen(work, meeting.project_id, unknown), meeting, kept)


def listed(work: Work, words: str, channel_id: str) -> tuple[Project, list[Shown]]:
    """The latest minutes of the project that words or channel name, newest first."""
    project = meeting_lines.read(work, words, channel_id).project
    found = minutes.of_project(work.session, work.team_id, project.id, LISTED_AT_MOST)
    return project, [minutes_shown.of(work, project, meeting, kept) for kept, meeting in found]


def _to_write(work: Work, meeting_id: int) -> tuple[Project, Meeting]:
    meeting, project = meeting_shown.found(work, meeting_id, to_change=True)
    _must(work, project)
    if meeting.state not in (PLANNED, HELD) or not _has_begun(work, meeting):
        raise _too_early(project)
    return project, meeting


def _must(work: Work, project: Project) -> None:
    rights.must(
        work, "meetings.minutes", project, _("You cannot write the minutes of %(number)s.", number=project.number)
    )


def _has_begun(work: Work, meeting: Meeting) -> bool:
    return meeting.starts_at - EARLY <= work.now


def _too_early(project: Project) -> Refused:
    return Refused(
        _(
            "%(number)s has not met yet. Minutes can be written from %(minutes)s minutes before the meeting.",
            number=project.number,
            minutes=EARLY.seconds // 60,
        )
    )


def _overtaken(work: Work, kept: Minutes | None) -> Overtaken:
    """Somebody was faster: what they decided is said, so that it is not written over unseen."""
    decisions = " · ".join(kept.decisions.splitlines()) if kept else ""
    said = _(
        "%(name)s has changed the minutes meanwhile. Decisions now: %(decisions)s. "
        "This was not saved; look and send it again.",
        name=minutes_shown.hand(work, kept) if kept else "?",
        decisions=truncate(decisions, DECISIONS_SHOWN) or "–",
    )
    return Overtaken(said)


def _kept(work: Work, project: Project, meeting: Meeting, kept: Minutes | None, written: Written) -> Minutes:
    """The row as it is after this."""
    is_new = kept is None
    if kept is None:
        kept = Minutes(
            team_id=work.team_id,
            project_id=project.id,
            meeting_id=meeting.id,
            cause=work.cause,
            created_at=work.now,
            created_by=work.person.user_id,
            changed_at=work.now,
            changed_by=work.person.user_id,
        )
    before = {} if is_new else {"attended": kept.attended, "decisions": kept.decisions}
    after = {"attended": list(written.attended), "decisions": written.decisions}
    changes = {name: (before.get(name), now) for name, now in after.items() if before.get(name) != now}
    kept.attended, kept.decisions = list(written.attended), written.decisions
    kept.version += 0 if is_new else 1
    work.sign(kept)
    work.session.add(kept)
    work.session.flush()
    work.record("minutes", kept.id, "write" if is_new else "change", changes)
    return kept


def _add_actions(work: Work, project: Project, kept: Minutes, actions: Sequence[ActionSaid]) -> None:
    first = len(minutes.actions_of(work.session, kept.id))
    made = lines.make(work, project, actions)
    for place, (one, task) in enumerate(zip(actions, made, strict=True), first):
        work.session.add(
            Action(task_id=task.id, team_id=work.team_id, minutes_id=kept.id, position=place, line=one.typed)
        )
    work.session.flush()
    news.give(work, made)


def _draft(work: Work, project: Project, meeting: Meeting) -> Draft:
    kept = minutes.of_meeting(work.session, work.team_id, meeting.id)
    if kept is None:
        return Draft(project, meeting, posts.expected_at(work, project), "", 0, [])
    actions = [task for _action, task in minutes.actions_of(work.session, kept.id)]
    return Draft(project, meeting, kept.attended, kept.decisions, kept.version, standings.many(work, actions))
