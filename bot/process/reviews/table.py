"""The milestone reviews of a project as a sheet: what was reviewed, who said what of it, and what it waits for."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.process.reviews import shown as review_shown
from bot.process.reviews.shown import Asked, Opinion, Shown
from bot.process.reviews.states import VERDICTS
from bot.words.language import Text
from bot.words.language import text as _
from storage import reviews
from storage.projects import Project

NAME = _("Milestone reviews")
HEADINGS = (
    _("No."),
    _("Review"),
    _("Stage"),
    _("Lead department"),
    _("State"),
    _("Planned for"),
    _("Submitted on"),
    _("Deliverables"),
    _("Delivery standard"),
    _("Opinions"),
    _("Conditions"),
    _("Decided on"),
    _("Locks"),
    _("Begun in an emergency"),
)


def sheet(work: Work, project: Project) -> Sheet | None:
    """All reviews of the project, the soonest first; None where none was planned. Opinions that are hidden are not in
    it, and those that do not go on are red.
    """
    found = [
        one
        for one in reviews.of_projects(work.session, work.team_id, [project.id])
        if one.state not in (reviews.WITHDRAWN, reviews.ENDED) or one.edition
    ]
    if not found:
        return None
    every = review_shown.many(work, found)
    rows = [_row(one, ZoneInfo(project.zone)) for one in every]
    red = frozenset(place for place, one in enumerate(every) if one.lapsed or one.is_late or one.is_due)
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), red=red)


def _row(shown: Shown, zone: ZoneInfo) -> list[Cell]:
    review = shown.review
    return [
        f"Q-{review.number}",
        review.title,
        shown.stage.name if shown.stage is not None else "",
        shown.department,
        shown.words,
        review.due_on,
        review.submitted_at.astimezone(zone).date() if review.submitted_at is not None else None,
        "\n".join(one.name for one in shown.deliverables),
        review.standard,
        books.below([_opinion(one, is_shown=shown.is_shown) for one in shown.opinions]),
        books.below([_condition(one) for one in shown.conditions]),
        review.decided_at.astimezone(zone).date() if review.decided_at is not None else None,
        ", ".join(one.name for one in shown.locks),
        "\n".join(f"T-{task.number} {task.title}: {start.reason}" for start, task in shown.started),
    ]


def _opinion(one: Opinion, *, is_shown: bool) -> Text:
    """Whose it is, and what they say, once that is shown."""
    whose = _("%(what)s · %(note)s", what=one.label, note=named(one.reviewer) or "–")
    if not is_shown or one.verdict is None or one.word is None:
        return whose
    said = _("%(what)s · %(note)s", what=whose, note=VERDICTS[one.verdict])
    return _("%(what)s · %(note)s", what=said, note=one.word.reasons) if one.word.reasons else said


def _condition(one: Asked) -> Text:
    what = one.condition.title if one.task is None else f"T-{one.task.number} {one.task.title}"
    stands = _("done") if one.is_met else _("lapsed") if one.is_lapsed else _("open")
    return _(
        "%(what)s · %(name)s, by %(day)s: %(state)s",
        what=what,
        name=named(one.owner) or "–",
        day=one.condition.due_on,
        state=stands,
    )
