"""The acceptance of a project, looked at: where it stands, line by line, and what the reader may do."""

from __future__ import annotations

from typing import Any

from bot.process.acceptance import calling, cards, putting_right, signed
from bot.process.acceptance import shown as acceptance_shown
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.sections import PAPER
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.states import JUDGE_DAYS, State
from bot.process.kernel import matters, rights
from bot.process.kernel.work import Work
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import acceptances
from storage.acceptances import Acceptance
from storage.projects import Project


def of_project(work: Work, project: Project) -> dict[str, Any] | None:
    """The last acceptance of a project that the actor may see, with all that happened to it; None before the first."""
    found = signed.of_project(work, rights.seen(work, project.id))
    return timeline(work, found.number) if found is not None else None


def last(work: Work, project: Project) -> Acceptance | None:
    """The acceptance of the project that may be open; None before the first."""
    return signed.of_project(work, project)


def ahead(work: Work, project: Project) -> dict[str, Any]:
    """What the acceptance of a project would begin with, for who may run it; refused like `calling.of`."""
    calling.must_run(work, project.id)
    items, edition = calling.first(work, project)
    return {"project": project, "items": items, "edition": edition}


def with_group(work: Work, project: Project) -> tuple[Text, Offer] | None:
    """Where the acceptance of a project stands that is going on, or is followed up, with the button of that; else None.

    That one is to be prepared is one of the steps of a project (`flow.py`).
    """
    found = signed.of_project(work, project)
    if found is None or project.is_still or (found.state == State.DRAFT and not found.is_again):
        return None
    shown = ACCEPTANCES.one(work, found)
    said = {"number": ACCEPTANCES.called(found.number), "state": shown.words}
    if found.is_asking:
        line = _(
            "Acceptance %(number)s: %(state)s (%(done)s of %(all)s).",
            **said,
            done=len(shown.places) - len(shown.to_sign),
            all=len(shown.places),
        )
    elif found.state == State.DRAFT:
        line = (
            plural(
                "Re-acceptance %(label)s: %(number)s line is still to be put right.",
                "Re-acceptance %(label)s: %(number)s lines are still to be put right.",
                len(shown.unproved),
                label=said["number"],
            )
            if shown.unproved
            else _("Re-acceptance %(number)s can be called.", **said)
        )
    elif project.accepted_at is not None:
        line = _("Acceptance %(number)s: accepted; it is closed once what is open is settled.", **said)
    else:
        line = _("Acceptance %(number)s: signed; a remainder is still to be put right.", **said)
    return line, Offer(_("Where it stands"), "acceptance.show", str(found.number))


def timeline(work: Work, number: int) -> dict[str, Any]:
    """The acceptance of that number where it stands, with all that happened to it, oldest first."""
    shown, told = matters.timeline(work, ACCEPTANCES, number)
    return {**standing(work, shown), "happened": told["happened"]}


def standing(work: Work, shown: Shown) -> dict[str, Any]:
    """Where it stands, for the template `show`."""
    acceptance, state = shown.acceptance, shown.state
    runs = matters.may(work, ACCEPTANCES, calling.RUN, acceptance)
    is_asking = acceptance.is_asking
    on_paper = any(one.signer.role == PAPER and one.word is None for one in shown.places)
    remedies = [*shown.remedies, *shown.before]
    mine = acceptance_shown.of_person(work, shown, work.person.user_id)
    others = acceptances.of_project(work.session, work.team_id, shown.project.id)
    newer = calling.first(work, shown.project)[1]
    return {
        **cards.of_person(work, shown, work.person),
        "runs": runs and state is State.DRAFT,
        "calls": matters.may(work, ACCEPTANCES, calling.CALL, acceptance) and state is State.DRAFT,
        "types": runs and state is State.DRAFT and not acceptance.charter_edition and not shown.is_again,
        "takes_anew": runs and state is State.DRAFT and not shown.is_again and newer > acceptance.charter_edition,
        "stops": runs and is_asking,
        "records": runs and is_asking and on_paper,
        "passes": matters.may(work, ACCEPTANCES, "acceptance.sponsor", acceptance) and shown.is_late,
        "can_withdraw": state is State.SIGNING and any(one.is_given for one in mine),
        "may_prove": {one.row.id for one in remedies if putting_right.may_prove(work, shown, one)},
        "may_agree": {one.row.id for one in remedies if putting_right.may_agree(work, shown, one)},
        "may_plan": {one.row.id for one in remedies if putting_right.may_plan(work, shown, one)},
        "others": [one.number for one in others if one.id != acceptance.id],
        "judge_days": JUDGE_DAYS,
        "closes": shown.project.accepted_at is not None and rights.may(work, "projects.close", shown.project),
    }
