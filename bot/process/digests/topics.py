"""The topics (议题) of the agenda of a weekly meeting, out of how the project stands; none where there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.process.digests.agenda import NAMED_AT_MOST, Topic
from bot.process.disputes.shown import Shown as Dispute
from bot.process.requests.shown import Shown
from bot.process.reviews import digests as review_digests
from bot.process.reviews.shown import Shown as Review
from bot.process.tasks.shown import Standing
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage.risks import HAPPENED, Risk
from storage.tasks import Task

# A title that leaves room on a phone for what is said of it.
TITLE = 40


def of_actions(found: Sequence[Standing], total: int) -> list[Topic]:
    """What was agreed in earlier meetings and is not done."""
    if not total:
        return []
    title = plural("%(number)s open action of earlier meetings", "%(number)s open actions of earlier meetings", total)
    return [Topic(title, 1 + total // 3, tuple(_task(one.task) for one in found))]


def of_blocking(found: Sequence[tuple[Task, int]]) -> list[Topic]:
    """The late tasks that others wait for, each with how many do."""
    if not found:
        return []
    matters = tuple(
        _(
            "%(task)s · %(held)s",
            task=_task(task),
            held=plural("holds up %(number)s task", "holds up %(number)s tasks", held),
        )
        for task, held in found
    )
    return [Topic(_("What is late and holds others up"), 2 + 2 * len(found), matters)]


def of_disputes(found: Sequence[Dispute], total: int) -> list[Topic]:
    """The running disputes."""
    if not total:
        return []
    matters = tuple(
        _("D-%(number)s %(title)s", number=one.dispute.number, title=truncate(one.dispute.subject, TITLE))
        for one in found
    )
    return [Topic(plural("%(number)s running dispute", "%(number)s running disputes", total), 1 + 2 * total, matters)]


def of_risks(found: Sequence[Risk]) -> list[Topic]:
    """The high risks, and those that have happened and of which nothing was made yet."""
    its = [one for one in found if one.is_tracked or (one.state == HAPPENED and not one.became)]
    if not its:
        return []
    matters = tuple(
        _("K-%(number)s %(title)s", number=one.number, title=truncate(one.title, TITLE)) for one in its[:NAMED_AT_MOST]
    )
    return [Topic(plural("%(number)s high risk", "%(number)s high risks", len(its)), 1 + len(its), matters)]


def of_reviews(found: Sequence[Review]) -> list[Topic]:
    """The reviews that are late, were returned, or lock again."""
    its = [one for one in found if review_digests.is_stuck(one)]
    if not its:
        return []
    matters = tuple(
        _("Q-%(number)s %(title)s: %(state)s", number=one.review.number, title=truncate(one.review.title, TITLE),
          state=one.words)
        for one in its[:NAMED_AT_MOST]
    )  # fmt: skip
    title = plural("%(number)s review that does not go on", "%(number)s reviews that do not go on", len(its))
    return [Topic(title, 1 + 2 * len(its), matters)]


def of_requests(found: Sequence[Shown], total: int) -> list[Topic]:
    """The overdue requests."""
    if not total:
        return []
    matters = tuple(
        _("R-%(number)s %(title)s", number=one.request.number, title=truncate(one.request.title, TITLE))
        for one in found
    )
    return [Topic(plural("%(number)s overdue request", "%(number)s overdue requests", total), 1 + total, matters)]


def of_acceptance(stands: Text | None) -> list[Topic]:
    """The acceptance that is going on, or what is put right after one."""
    return [Topic(stands, 5)] if stands is not None else []


def of_delays(number: int, *, is_more: bool) -> list[Topic]:
    """The late tasks; `is_more` besides those that hold others up."""
    if number <= 0:
        return []
    if is_more:
        return [Topic(plural("%(number)s more late task", "%(number)s more late tasks", number), 1 + number // 5)]
    return [Topic(plural("%(number)s late task", "%(number)s late tasks", number), 1 + number // 3)]


def of_due(total: int) -> list[Topic]:
    """What falls due in the next two weeks."""
    if not total:
        return []
    title = plural(
        "The next two weeks: %(number)s task falls due", "The next two weeks: %(number)s tasks fall due", total
    )
    return [Topic(title, 2)]


def _task(task: Task) -> Text:
    return _("T-%(number)s %(title)s", number=task.number, title=truncate(task.title, TITLE))
