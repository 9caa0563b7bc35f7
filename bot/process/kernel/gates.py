"""What may be done in which phase of a project (所处阶段): one table, folded from the flows, asked where rights are.

A flow names in its `flow.py` the phases of each of its actions, and what else may lock one. What can be taken back is
possible in every phase in which a project runs; only what cannot waits for its own. In a project that is suspended,
closed or archived everything stands still but what brings it back, and who is named in it. One that is proposed has
nothing yet but its proposal.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.process.kernel.rules import Locked, Phase
from bot.process.kernel.work import Work
from bot.words.language import Near, Text, joined
from bot.words.language import text as _
from storage import people
from storage.projects import Project

PHASES: Mapping[Phase, Text] = {
    Phase.PROPOSED: _("proposed"),
    Phase.INITIATION: _("initiation"),
    Phase.PLANNING: _("planning"),
    Phase.EXECUTION: _("execution"),
    Phase.CLOSING: _("closing"),
    Phase.CLOSED: _("closed"),
    Phase.SUSPENDED: _("suspended"),
    Phase.ARCHIVED: _("archived"),
    Phase.DROPPED: _("not begun"),
}
# What lets a project go on that stands still; what can be done there is said with it.
WAYS_ON: Mapping[Phase, tuple[str, Text]] = {
    Phase.PROPOSED: (
        "proposals.decide",
        _("%(state)s %(who)s can approve it: `/project show %(number)s`."),
    ),
    Phase.SUSPENDED: (
        "projects.resume",
        _("%(state)s %(who)s can let it go on: `/project resume %(number)s`."),
    ),
    Phase.CLOSED: (
        "projects.reopen",
        _("%(state)s %(who)s can reopen it: `/project reopen %(number)s`."),
    ),
    Phase.ARCHIVED: (
        "projects.reopen",
        _("%(state)s %(who)s can reopen it: `/project reopen %(number)s`."),
    ),
}
# The button that does it.
BUTTONS: Mapping[Phase, Text] = {
    Phase.SUSPENDED: _("Resume"),
    Phase.CLOSED: _("Reopen"),
    Phase.ARCHIVED: _("Reopen"),
}
_SINCE: Mapping[Phase, Text] = {
    Phase.PROPOSED: _("%(number)s is only proposed yet, since %(day)s, by %(name)s."),
    Phase.SUSPENDED: _("%(number)s is suspended since %(day)s, by %(name)s."),
    Phase.CLOSED: _("%(number)s is closed since %(day)s, by %(name)s."),
    Phase.ARCHIVED: _("%(number)s is archived since %(day)s, by %(name)s."),
    Phase.DROPPED: _("%(number)s did not come to be: the word was given on %(day)s, by %(name)s."),
}
_STANDS: Mapping[Phase, Text] = {
    Phase.PROPOSED: _("%(number)s is only proposed yet."),
    Phase.SUSPENDED: _("%(number)s is suspended."),
    Phase.CLOSED: _("%(number)s is closed."),
    Phase.ARCHIVED: _("%(number)s is archived."),
    Phase.DROPPED: _("%(number)s did not come to be."),
}


def is_open(work: Work, action: str, project: Project | None) -> bool:
    """Whether the action is possible in the project's phase; what is of no project always is."""
    return project is None or Phase(project.phase) in work.rules.gates[action]


def lock(work: Work, action: str, about: Any) -> Locked | None:
    """What locks that action on a row, where anything does."""
    if about is None:
        return None
    return next((found for one in work.rules.locks if (found := one(work, action, about)) is not None), None)


def standing(work: Work, project: Project) -> Text | None:
    """That the project stands still, since when and by whom; None for one that runs."""
    phase = Phase(project.phase)
    if phase not in _SINCE:
        return None
    known = people.person(work.session, work.team_id, project.phase_by) if project.phase_by else None
    if known is None or project.since is None:
        return Text(_STANDS[phase].message, {"number": project.number})
    day = Near(project.since, work.today(project.zone))
    return Text(_SINCE[phase].message, {"number": project.number, "day": day, "name": known.name})


def only_in(work: Work, action: str, project: Project) -> Text:
    """In which phases the action is possible, for a project that is in another one."""
    phases = joined((PHASES[one] for one in Phase if one in work.rules.gates[action]), _("%(one)s, %(rest)s"))
    return _(
        "That is possible only in these phases: %(phases)s. %(number)s is in: %(phase)s.",
        phases=phases,
        number=project.number,
        phase=PHASES[Phase(project.phase)],
    )
