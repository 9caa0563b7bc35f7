"""What somebody has typed into a form and not yet sent, by person and form: it is there when they open the form again.

A form that was sent for good is settled, so that what Slack tells late of its inputs brings nothing back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.process.kernel.work import Work
from storage import drafts


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in one step of an open form.

    `opened` is which opening of the form it is, whatever its step; `changed` what differs from what it was drawn with,
    by input, None where something was taken away; `labels` what its menus call what was chosen in them, by value. `at`
    is when Slack told, if it told while somebody typed. A form that is opened `afresh` goes on with nothing older.
    """

    opened: str = ""
    changed: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    # All that stands in a step that was sent.
    step: Mapping[str, Any] = field(default_factory=dict)
    at: float | None = None
    is_afresh: bool = False

    def as_draft(self) -> Draft:
        """The same where nothing is kept of it."""
        return Draft(self.opened, self.changed, self.labels)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed into a form so far."""

    opened: str = ""
    changed: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, Any] = field(default_factory=dict)
    at: float | None = None
    is_settled: bool = False
    since: datetime | None = None

    def steps_of(self, opened: str) -> dict[str, Any]:
        """All that stands in the steps which were sent since the form was opened so."""
        return dict(self.steps) if self.opened == opened else {}


def typed(work: Work, form: str) -> Draft:
    """What the actor has typed into that form so far, and not sent."""
    kept = _kept(work, form)
    return Draft() if kept.is_settled else kept


def keep(work: Work, form: str, entered: Entered) -> Draft:
    """Keep what was typed, and return all of it.

    What Slack tells late of a form is passed over; what is sent once more from one that was sent for good is not.
    """
    kept = _kept(work, form)
    is_same = kept.opened == entered.opened
    if is_same and entered.at is not None and (kept.is_settled or entered.at < (kept.at or 0)):
        return kept
    if kept.is_settled or (entered.is_afresh and not is_same):
        kept = Draft()
    now = Draft(
        opened=entered.opened,
        changed={**kept.changed, **entered.changed},
        labels={**kept.labels, **entered.labels},
        steps={**kept.steps_of(entered.opened), **entered.step},
        at=entered.at or (kept.at if is_same else None),
    )
    _store(work, form, now)
    return now


def settle(work: Work, form: str, opened: str) -> None:
    """The form was sent for good."""
    _store(work, form, Draft(opened=opened, is_settled=True))


def _kept(work: Work, form: str) -> Draft:
    row = drafts.row(work.session, work.team_id, work.person.user_id, form)
    if row is None:
        return Draft()
    # A draft of the releases before this kept nothing but the values.
    content = row.content if "changed" in row.content else {"changed": row.content}
    return Draft(**content, since=row.changed_at)


def _store(work: Work, form: str, draft: Draft) -> None:
    content = {name: value for name, value in asdict(draft).items() if name != "since"}
    drafts.keep(work.session, work.team_id, work.person.user_id, form, content, work.now)
