"""The confirmation of a plan, looked at: where it stands, the reader's part of it, and what the reader may do."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from bot.process.baselines import cards, rounding, signed
from bot.process.baselines import shown as plan_shown
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.shown import Shown
from bot.process.baselines.states import CONFIRM_DAYS, State
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from bot.words.language import Near, Text
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import baselines
from storage.projects import Project


def standing(work: Work, shown: Shown) -> dict[str, Any]:
    """Where it stands, for the template `show`."""
    return {
        **cards.of_person(work, shown, work.person),
        "sends": matters.may(work, CONFIRMATIONS, rounding.SEND, shown.confirmation),
        "passes": matters.may(work, CONFIRMATIONS, "baselines.sponsor", shown.confirmation) and shown.is_late,
        "can_withdraw": may_withdraw(work, shown),
        "confirm_days": CONFIRM_DAYS,
    }


def timeline(work: Work, number: int) -> dict[str, Any]:
    """The confirmation of that number where it stands, with all that happened to it, oldest first."""
    shown, told = matters.timeline(work, CONFIRMATIONS, number)
    return {**standing(work, shown), "happened": told["happened"]}


def number_of(work: Work, project: Project) -> int | None:
    """The number of the confirmation that runs, or was returned; None where the plan is to be sent, or is confirmed."""
    found = signed.of_project(work, rights.seen(work, project.id))
    return found.number if found is not None and found.state == State.SIGNING else None


def may_withdraw(work: Work, shown: Shown) -> bool:
    """Whether the reader has confirmed what not all have confirmed yet."""
    if shown.state == State.SIGNED:
        return False
    return any(one.is_given for one in plan_shown.of_person(work, shown, work.person.user_id))


def with_heads(work: Work, project: Project) -> tuple[Text, Offer] | None:
    """Where the plan stands that is with the heads, with the button of that; else None.

    That a plan is to be sent is one of the steps of a project (`flow.py`).
    """
    confirmation = signed.of_project(work, project)
    if confirmation is None or confirmation.state != State.SIGNING:
        return None
    shown = plan_shown.one(work, confirmation)
    said = _(
        "The plan is with the heads; %(number)s of %(all)s have confirmed it.",
        number=len(shown.places) - len(shown.missing),
        all=len(shown.places),
    )
    return said, Offer(_("Where it stands"), "baselines.show", str(confirmation.number))


def baseline_line(work: Work, project: Project) -> Text | None:
    """Which baseline counts, and since when; None where there is none."""
    found = baselines.newest(work.session, work.team_id, project.id)
    if found is None:
        return None
    day = found.taken_at.astimezone(ZoneInfo(project.zone)).date()
    return _("Baseline %(number)s of %(day)s", number=found.number, day=Near(day, work.today(project.zone)))
