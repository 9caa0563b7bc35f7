"""The lines in which a review waits for somebody, or news of it is told; each with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.process.kernel import asks
from bot.process.kernel.waiting import Waiting
from bot.process.reviews.shown import Opinion, Shown
from bot.process.reviews.states import State
from bot.words.language import Near, Text, joined
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer

# A title that leaves room on a phone for what is asked.
TITLE = 80
SEVERAL = _("%(one)s, %(rest)s")


def _called(shown: Shown) -> dict[str, object]:
    return {"number": shown.review.number, "title": truncate(shown.review.title, TITLE)}


def _show(shown: Shown, label: Text | None = None) -> Offer:
    return Offer(label or _("Show it"), "reviews.show", str(shown.review.number))


def submit(kind: str, shown: Shown) -> Waiting:
    """It is to be submitted, or once more."""
    day = Near(shown.review.due_on, shown.today)
    if shown.state is State.RETURNED:
        line = _(
            "Q-%(number)s · %(title)s was returned: change what is asked for, and submit it again", **_called(shown)
        )
    else:
        line = _("Q-%(number)s · %(title)s: submit the deliverables by %(day)s", **_called(shown), day=day)
    buttons = (Offer(_("Submit"), "reviews.submit", str(shown.review.id)), _show(shown))
    until = _end_of(shown, shown.review.due_on) if shown.state is State.PLANNED else None
    return Waiting(kind, shown.review.id, line, until, buttons)


def opinion(kind: str, shown: Shown, own: Sequence[Opinion]) -> Waiting:
    """An opinion is asked for."""
    by = shown.review.opinions_by or shown.today
    line = _(
        "Q-%(number)s · %(title)s: your opinion on %(places)s by %(day)s (%(calendar)s)",
        **_called(shown),
        places=joined((one.label for one in own), SEVERAL),
        day=Near(by, shown.today),
        calendar=shown.counted or "",
    )
    buttons = (Offer(_("Give an opinion"), "reviews.opinion", str(shown.review.id)), _show(shown))
    return Waiting(kind, shown.review.id, line, _end_of(shown, by), buttons)


def silence(kind: str, shown: Shown, others: Sequence[Opinion]) -> Waiting:
    """Opinions are missing after their day, for the PM and the sponsor."""
    by = shown.review.opinions_by or shown.today
    line = _(
        "Q-%(number)s · %(title)s: no opinion yet from %(names)s, due %(day)s. "
        "The PM can name another reviewer; the sponsor can go on without.",
        **_called(shown),
        names=joined((_named(one) for one in others), SEVERAL),
        day=Near(by, shown.today),
    )
    return Waiting(kind, shown.review.id, line, _end_of(shown, by), (_show(shown),), is_to_do=False)


def lapsed(kind: str, shown: Shown) -> Waiting:
    """A condition was not met by its day: what the review locks is locked again."""
    tasks = [f"T-{one.task.number}" if one.task else "?" for one in shown.lapsed]
    line = _(
        "Q-%(number)s · %(title)s: a condition has lapsed (%(tasks)s). Until it is done, %(stages)s cannot be started.",
        **_called(shown),
        tasks=joined(tasks, SEVERAL),
        stages=joined((one.name for one in shown.locks), SEVERAL) or "–",
    )
    offers = [Offer(Text("%(name)s", {"name": f"T-{one.task.number}"}), "tasks.show", str(one.task.number))
              for one in shown.lapsed[:3] if one.task]  # fmt: skip
    return Waiting(kind, shown.review.id, line, None, (*offers, _show(shown)), is_to_do=False)


def news(kind: str, shown: Shown) -> Waiting:
    """What became of it, that it is open again, or that a task was let begin."""
    called = _called(shown)
    if kind.endswith("reopened"):
        line = _("Q-%(number)s · %(title)s is open again: the deliverable was changed", **called)
    elif kind.endswith("started"):
        start, task = shown.started[-1]
        line = _(
            "Q-%(number)s · %(title)s: T-%(task)s was let begin in an emergency. “%(reason)s”",
            **called, task=task.number, reason=truncate(" ".join(start.reason.split()), 200),
        )  # fmt: skip
    elif shown.state is State.RETURNED:
        line = _("Q-%(number)s · %(title)s was returned with changes: the opinions are shown", **called)
    else:
        line = _("Q-%(number)s · %(title)s: %(state)s", **called, state=shown.words)
    return Waiting(kind, shown.review.id, line, None, (_show(shown),), is_to_do=False, is_news=True)


def _named(one: Opinion) -> Text:
    return _("%(name)s (%(what)s)", name=one.reviewer.name if one.reviewer else "?", what=one.label)


def _end_of(shown: Shown, day: date) -> datetime:
    return asks.beginning(day + timedelta(days=1), shown.project)
