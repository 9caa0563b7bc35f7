"""Taking back that a department left a project or was merged (撤销): it takes part as it did, with what was open.

What somebody has gone on with meanwhile stays as it is, and is named. Who had not heard that it was gone hears of
neither.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.process.handovers import replacing
from bot.process.kernel import undoing
from bot.process.kernel.flow import Back, Going
from bot.process.kernel.undoing import UNDO, UNDO_MINUTES, Way, is_own
from bot.process.kernel.work import Work
from bot.process.projects import cards
from bot.process.revisions import joining, leaving, parts, parts_told
from bot.process.revisions.shifted import JOIN, LEAVE, MERGE, Choice, Shifted
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, history, people, projects
from storage.departments import Department
from storage.history import HAND_OVER, Change
from storage.projects import Project

# What the record of a leave or a merger says of the part that the department had, and of the heir, if any.
OF_PART, OF_HEIR = {"department_id", "position", "head_id", "liaison_id"}, {"heir_id", "owner", "heir_joined"}


def undo(work: Work, project_id: int, change_id: int | None = None) -> Shifted:
    """Let the department take part again that the actor let leave, or merged with another.

    Raises Refused after ten minutes, where somebody else did it, where it takes part again, and for one that joined.
    """
    project = parts.must(work, project_id, to_change=True)
    last = history.newest(work.session, work.team_id, "projects", project_id, JOIN, LEAVE, MERGE)
    if last is None or (change_id is not None and last.id != change_id):
        raise _no_more(project)
    if last.action == JOIN:
        raise Refused(
            _(
                "That a department joined is not undone: `/project departments %(number)s` lets it leave.",
                number=project.number,
            )
        )
    shifted = _as_it_was(work, project, last)
    _must_be_able(work, shifted, last)
    part = _now(last, "head_id", "liaison_id", "position")
    joining.add(
        work, project, shifted.department, part["liaison_id"], head_id=part["head_id"], position=part["position"]
    )
    going = Going(shifted.department.id, shifted.heir.id if shifted.heir else None, is_merged=shifted.did == MERGE)
    count, kept = 0, _initiates_again(work, project, shifted.department, last)
    for _name, parting in parts.PARTINGS:
        back = parting.take_back(work, project, last.at, going)
        count, kept = count + back.number, [*kept, *back.kept]
    work.record("projects", project.id, UNDO, undoing.backwards(last.changes))
    kept += _heir_leaves(work, shifted)
    shifted = replace(shifted, back=Back(count, kept))
    parts_told.tell_back(work, shifted, {part["head_id"], part["liaison_id"]})
    cards.draw(work, project)
    return shifted


def _as_it_was(work: Work, project: Project, last: Change) -> Shifted:
    """What was done with which department. Raises Refused where that is not in the workspace any more, and where the
    record, which an earlier version made, does not say all that is to come back.
    """
    needed = OF_PART | OF_HEIR if "heir" in last.changes else OF_PART
    if not needed <= last.changes.keys():
        raise _no_more(project)
    gone = departments.department(work.session, work.team_id, last.changes["department_id"][0])
    if gone is None:
        raise _no_more(project)
    heir_id = last.changes.get("heir_id", (None, None))[1]
    heir = departments.department(work.session, work.team_id, heir_id) if heir_id else None
    choice = Choice(owner_id=last.changes.get("owner", (None, None))[1] or "")
    joined = bool(last.changes.get("heir_joined", (None, False))[1])
    return Shifted(project, last.action, gone, heir, choice=choice, heir_joined=joined, is_undo=True)


def _must_be_able(work: Work, shifted: Shifted, last: Change) -> None:
    if projects.part(work.session, shifted.project.id, shifted.department.id) is not None:
        raise _no_more(shifted.project)
    if not is_own(work, last):
        raise Refused(
            _(
                "That is undone only by who did it, within %(minutes)s minutes. "
                "`/project departments %(number)s` lets the department join again.",
                minutes=UNDO_MINUTES,
                number=shifted.project.number,
            )
        )


def _initiates_again(work: Work, project: Project, department: Department, last: Change) -> list[Text]:
    """Where it had initiated the project it has again, with the sponsor; in lines, what of that cannot be."""
    for change in _at_once(work, project, leaving.INITIATE, last):
        if project.initiating_department_id == change.changes["initiating_department_id"][1]:
            project.initiating_department_id = department.id
            work.session.add(project)
            work.session.flush()
            work.record("projects", project.id, UNDO, undoing.backwards(change.changes))
    for change in _at_once(work, project, HAND_OVER, last):
        before, after = change.changes.get("sponsor", (None, None))
        person = people.person(work.session, work.team_id, before) if before else None
        if person is None:
            continue
        if project.sponsor_id != after or not person.is_there:
            return [_("The sponsor stays who it is.")]
        replacing.replace(work, project, "sponsor", after, person, did=UNDO)
    return []


def _heir_leaves(work: Work, shifted: Shifted) -> list[Text]:
    """A department that took part because of it does not any more; but where something is open with it by now."""
    project, heir = shifted.project, shifted.heir
    part = projects.part(work.session, project.id, heir.id) if heir is not None and shifted.heir_joined else None
    if heir is None or part is None:
        return []
    if any(one.found for one in parts.look(work, project, heir.id).groups):
        return [_("%(department)s takes part still: something is open with it.", department=heir.name)]
    work.session.delete(part)
    work.session.flush()
    work.record("projects", project.id, UNDO, {"department": (heir.key, None)})
    for _name, parting in parts.PARTINGS:
        parting.after(work, project, Going(heir.id))
    leaving.see_no_more(work, project, {part.head_id, part.liaison_id})
    return []


def _at_once(work: Work, project: Project, did: str, last: Change) -> list[Change]:
    by = work.person.user_id
    return history.at_once(work.session, work.team_id, "projects", project.id, did, actor_id=by, at=last.at)


def _now(last: Change, *names: str) -> dict[str, Any]:
    return {name: last.changes[name][0] for name in names}


def _no_more(project: Project) -> Refused:
    return Refused(
        _(
            "Who takes part in %(number)s is otherwise by now: that can no longer be undone. "
            "`/project departments %(number)s` shows it.",
            number=project.number,
        )
    )


WAY = Way((LEAVE, MERGE, JOIN), undo)
