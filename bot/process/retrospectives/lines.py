"""What of a retrospective waits, as a line with its buttons."""

from __future__ import annotations

from datetime import date, datetime

from bot.process.kernel import asks
from bot.process.kernel.waiting import Waiting
from bot.process.retrospectives.states import SORTS, Sort
from bot.words.language import Near
from bot.words.language import text as _
from bot.words.refused import Offer
from storage.people import Person
from storage.projects import Project
from storage.retrospectives import Action, Retrospective


def answer(kind: str, one: Retrospective, project: Project, until: datetime, today: date) -> Waiting:
    """What went well and what did not: for one of the core team, in private."""
    line = _(
        "Retrospective of %(number)s %(name)s: how did it go? By %(day)s",
        number=project.number,
        name=project.name,
        day=Near(one.answer_by, today),
    )
    return Waiting(
        kind, one.id, line, until, (Offer(_("Answer"), "retrospectives.answer", str(one.id)),), is_personal=True
    )


def write(kind: str, one: Retrospective, project: Project) -> Waiting:
    """The answers are together, and the report is the PM's to write."""
    line = _("Retrospective of %(number)s: the answers are in; write the report", number=project.number)
    return Waiting(kind, one.id, line, None, (Offer(_("Look back"), "retrospectives.show", str(one.number)),))


def together(kind: str, one: Retrospective, project: Project) -> Waiting:
    """The answers are together: for who was asked."""
    line = _("Retrospective of %(number)s: the answers are together", number=project.number)
    buttons = (Offer(_("Look back"), "retrospectives.show", str(one.number)),)
    return Waiting(kind, one.id, line, None, buttons, is_to_do=False, is_news=True, is_personal=True)


def follow(kind: str, action: Action, project: Project, until: datetime, today: date, days: int) -> Waiting:
    """What somebody took on there."""
    line = _(
        "%(sort)s · %(title)s · by %(day)s · retrospective of %(number)s",
        sort=SORTS[Sort(action.kind)],
        title=action.title,
        day=Near(action.due_on, today),
        number=project.number,
    )
    buttons = (Offer(_("Done"), "retrospectives.finish", str(action.id)),)
    return Waiting(kind, action.id, asks.with_days_overdue(line, days), until, buttons, of="retrospective_actions")


def without_owner(kind: str, action: Action, project: Project, owner: Person | None) -> Waiting:
    """Whose it was has left: the PM gives it to somebody else."""
    line = _(
        "%(title)s · retrospective of %(number)s: %(name)s has left; whose is it now?",
        title=action.title,
        number=project.number,
        name=owner.name if owner is not None else "?",
    )
    buttons = (
        Offer(_("Change"), "retrospectives.give", str(action.id)),
        Offer(_("Not any more"), "retrospectives.drop", str(action.id)),
    )
    return Waiting(kind, action.id, line, None, buttons, of="retrospective_actions")


def late(kind: str, action: Action, project: Project, owner: Person | None, days: int) -> Waiting:
    """It is late: for the PM to know, and to move or drop."""
    line = _(
        "%(title)s · retrospective of %(number)s · %(name)s",
        title=action.title,
        number=project.number,
        name=owner.name if owner is not None else "?",
    )
    buttons = (
        Offer(_("Change"), "retrospectives.give", str(action.id)),
        Offer(_("Not any more"), "retrospectives.drop", str(action.id)),
    )
    return Waiting(
        kind, action.id, asks.with_days_overdue(line, days), None, buttons, is_to_do=False, of="retrospective_actions"
    )
