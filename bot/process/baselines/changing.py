"""A plan that all have confirmed has changed by an approved change: the next baseline is numbered at once, and those
heads whose part is other confirm that. The baseline before it stays as it was.

What has moved without a change is no part of it: it goes on to be measured by the days that were confirmed.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.process.baselines import kept, rounding, sections, signed
from bot.process.baselines.kind import CONFIRMATIONS
from bot.process.baselines.states import CONFIRM_DAYS, State
from bot.process.kernel import calendars, matters, places, rounds
from bot.process.kernel.work import Work
from storage import baselines
from storage import matters as stored
from storage import signatures as words
from storage.baselines import Baseline, Confirmation
from storage.projects import Project


def hold(work: Work, project: Project) -> Confirmation | None:
    """The confirmation of the project's plan, held before the plan itself is, as by who confirms."""
    known = signed.of_project(work, project)
    return stored.by_id(work.session, Confirmation, work.team_id, known.id, to_change=True) if known else None


def change(
    work: Work, project: Project, moved: Collection[int], other: Collection[int], confirmation: Confirmation | None
) -> Baseline:
    """The project's next baseline: of the tasks `moved` as they are now, of all others as in the one before. The heads
    of the departments `other` are asked to confirm; what the rest has confirmed stands.
    """
    before = baselines.newest(work.session, work.team_id, project.id)
    assert before is not None, "asked before"  # noqa: S101 - a mistake of ours, not of a user
    plan = sections.read(work, project)
    given = words.by_ids(work.session, work.team_id, before.signature_ids)
    standing = [word for signer, word in given if signer.department_id not in other]
    made = kept.changed(work, project, plan, before, moved, standing)
    if confirmation is not None:
        _ask_again(work, project, confirmation, made, [one for one in plan.department_ids if one in other])
    return made


def _ask_again(work: Work, project: Project, confirmation: Confirmation, made: Baseline, other: list[int]) -> None:
    """The heads of these departments, and who is still to confirm a change before this one, confirm the plan."""
    plan = sections.read(work, project)
    left = confirmation.again if confirmation.of_baseline and confirmation.state != State.SIGNED else []
    hashes = sections.hashes(sections.document(plan))
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    card = confirmation.card
    matters.move(
        work,
        CONFIRMATIONS,
        confirmation,
        "change",
        noted={"of_edition": (None, confirmation.edition + 1), "baseline": (None, made.number)},
        edition=confirmation.edition + 1,
        hashes=hashes,
        of_baseline=made.number,
        again=sorted({*left, *other}),
        sent_at=work.now,
        sign_by=calendar.add_working_days(today, CONFIRM_DAYS),
        note="",
        returned_by=None,
        returned_for=None,
        returned_at=None,
    )
    work.unsay(confirmation.turn, "the plan has changed by a change that was approved")
    asked, document = signed.gathered(work, confirmation, plan), signed.document(confirmation, plan)
    if not rounds.ask_again(work, asked, document):
        rounding.complete(work, confirmation, project)
        return
    shown = matters.changed(work, CONFIRMATIONS, confirmation)
    places.let_rest(work, shown, rounding.CARD, card)
