"""What is other in a proposal that was returned and sent again: whoever decides reads that first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from bot.process.kernel.work import Work
from bot.process.proposals.scenarios import suggested
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import departments, history, people
from storage.history import Change
from storage.proposals import WAITING, Proposal

SENT_AGAIN, RETURN = "send again", "return"
LABELS: Mapping[str, Text] = {
    "name": _("Project name"),
    "scenario": _("Kind of project"),
    "initiating_department_id": _("Initiating department"),
    "starts_on": _("Start"),
    "ends_on": _("End"),
    "background": _("Background"),
    "objective": _("Core objective"),
    "outcomes": _("Expected outcomes"),
    "departments": _("Departments"),
    "pm_id": _("Project manager"),
    "sponsor_id": _("Sponsor"),
    "wants_private": _("Channel"),
}
CHANNELS = {False: _("a new public channel"), True: _("a new private channel")}
_SEVERAL = _("%(one)s; %(rest)s")
_NOTHING = Text("–")


class Difference(NamedTuple):
    """One field that was changed: what it is called, what it was, what it is."""

    label: Text
    was: Text
    now: Text


def since_returned(work: Work, proposal: Proposal) -> list[Difference]:
    """What was changed when it was sent again after its last return; nothing before, and once it is decided."""
    if proposal.state != WAITING:
        return []
    sent = history.newest(work.session, work.team_id, "proposals", proposal.id, SENT_AGAIN)
    return of_change(work, sent) if sent is not None else []


def of_change(work: Work, change: Change) -> list[Difference]:
    """What that change changed, in words."""
    found = []
    for name, label in LABELS.items():
        if name in change.changes:
            was, now = change.changes[name]
            found.append(Difference(label, _said(work, name, was), _said(work, name, now)))
    return found


def _said(work: Work, name: str, value: Any) -> Text:
    """A value as the audit trail keeps it, in words."""
    if name in ("starts_on", "ends_on"):
        return Text("%(day)s", {"day": date.fromisoformat(value)})
    if name == "scenario":
        return suggested(value).name
    if name == "wants_private":
        return CHANNELS[bool(value)]
    if name == "outcomes":
        return joined(value, _SEVERAL) or _NOTHING
    if name in ("departments", "initiating_department_id"):
        ids = value if isinstance(value, list) else [value]
        names = departments.names(work.session, work.team_id, ids)
        return joined([names[one] for one in ids if one in names], _SEVERAL) or _NOTHING
    if name in ("pm_id", "sponsor_id"):
        person = people.person(work.session, work.team_id, value)
        return Text("%(name)s", {"name": person.name}) if person is not None else _NOTHING
    return Text("%(words)s", {"words": value}) if value else _NOTHING
