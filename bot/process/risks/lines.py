"""The lines in which a risk waits for somebody, or news of it is told; each with its buttons."""

from __future__ import annotations

from collections.abc import Sequence

from bot.process.kernel.waiting import Waiting
from bot.process.risks.days import A_DAY, Days
from bot.process.risks.shown import Shown
from bot.process.risks.states import LEVELS, STALE, Level, State
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from bot.words.refused import Offer
from storage.projects import Project

# A title that leaves room on a phone for what is asked.
TITLE = 80
# Of days without an answer so many risks are named.
NAMED_AT_MOST = 7


def _called(shown: Shown) -> dict[str, object]:
    return {"number": shown.risk.number, "title": truncate(shown.risk.title, TITLE)}


def _show(shown: Shown) -> Offer:
    return Offer(_("Show it"), "risks.show", str(shown.risk.number))


def _answers(shown: Shown) -> tuple[Offer, ...]:
    number = str(shown.risk.id)
    return (
        Offer(_("Better"), "risks.better", number),
        Offer(_("Worse"), "risks.worse", number),
        Offer(_("It has happened"), "risks.happen", number),
    )


def question(kind: str, shown: Shown, days: Days) -> Waiting:
    """How does it stand today?"""
    line = _("K-%(number)s · %(title)s · ⚠️ high risk: how does it stand today?", **_called(shown))
    if shown.missed:
        line = _(
            "%(line)s · %(missed)s (%(calendar)s)",
            line=line,
            missed=plural(
                "%(number)s working day without an answer", "%(number)s working days without an answer", shown.missed
            ),
            calendar=shown.counted,
        )
    if shown.risk.next_on is not None:
        line = _("%(line)s · next step by %(day)s", line=line, day=Near(shown.risk.next_on, days.today))
    same = Offer(_("No change"), "risks.same", str(shown.risk.id))
    return Waiting(kind, shown.risk.id, line, days.beginning(days.until + A_DAY), (same, *_answers(shown)))


def step(kind: str, shown: Shown, days: Days) -> Waiting:
    """Nothing has changed several times in a row: what comes next?"""
    line = _(
        "K-%(number)s · %(title)s · no change %(times)s times in a row: what is the next step, or by when?",
        **_called(shown),
        times=max(shown.risk.unchanged, STALE),
    )
    say = Offer(_("Say the next step"), "risks.step", str(shown.risk.id))
    return Waiting(kind, shown.risk.id, line, days.beginning(days.until + A_DAY), (say, *_answers(shown)))


def weigh(kind: str, shown: Shown) -> Waiting:
    """Somebody noted it: how high is it, and whose?"""
    line = _(
        "K-%(number)s · %(title)s · noted by %(name)s: how high is it, and whose?",
        **_called(shown),
        name=shown.noted_by.name if shown.noted_by else "–",
    )
    return Waiting(
        kind, shown.risk.id, line, None, (Offer(_("Weigh it"), "risks.weigh", str(shown.risk.id)), _show(shown))
    )


def agree(kind: str, shown: Shown) -> Waiting:
    """Somebody asks to lower or close it, on evidence."""
    number = str(shown.risk.id)
    named = {**_called(shown), "evidence": truncate(" ".join(shown.risk.evidence.split()), 200)}
    if shown.state is State.LOWERING:
        level = LEVELS[Level(shown.risk.wished_level)]
        line = _("K-%(number)s · %(title)s · is it %(level)s now? “%(evidence)s”", **named, level=level)
    else:
        line = _("K-%(number)s · %(title)s · can it be closed? “%(evidence)s”", **named)
    buttons = (Offer(_("Agree"), "risks.agree", number), Offer(_("Not yet"), "risks.decline", number), _show(shown))
    return Waiting(kind, shown.risk.id, line, None, buttons)


def happened(kind: str, shown: Shown) -> Waiting:
    """It has happened: what becomes of it?"""
    number = str(shown.risk.id)
    line = _("K-%(number)s · %(title)s · has happened: what becomes of it?", **_called(shown))
    buttons = (
        Offer(_("Make a task"), "risks.task", number),
        Offer(_("Ask for help"), "risks.request", number),
        Offer(_("Raise a dispute"), "risks.dispute", number),
        Offer(_("Ask for a change"), "risks.change", number),
        _show(shown),
    )
    return Waiting(kind, shown.risk.id, line, None, buttons)


def after_review(kind: str, shown: Shown) -> Waiting:
    """The stage that it threatens has passed its review: close it, lower it, or keep it?"""
    number, called = str(shown.risk.id), _called(shown)
    called["review"] = shown.risk.review
    is_weighed, is_lower = shown.state is not State.NOTED, shown.risk.level in ("high", "medium")
    line = (
        _("K-%(number)s · %(title)s: its stage has passed %(review)s. Close it, lower it, or keep it?", **called)
        if is_weighed
        else _("K-%(number)s · %(title)s: its stage has passed %(review)s before it was weighed. Keep it?", **called)
    )
    close = (Offer(_("Close it"), "risks.close", number),) if is_weighed else ()
    lower = (Offer(_("Lower it"), "risks.lower", number),) if is_lower and shown.state is State.OPEN else ()
    buttons = (*close, *lower, Offer(_("Keep it"), "risks.keep", number), _show(shown))
    return Waiting(kind, shown.risk.id, line, None, buttons)


def news(kind: str, shown: Shown) -> Waiting:
    """That it is theirs now, has become worse, or what the PM said."""
    called = _called(shown)
    if kind.endswith("given"):
        line = _("K-%(number)s · %(title)s is yours to watch: %(level)s", **called, level=shown.level or shown.words)
    elif kind.endswith("worse"):
        note = truncate(" ".join(shown.risk.note.split()), 200)
        line = _("K-%(number)s · %(title)s has become worse: “%(note)s”", **called, note=note)
    elif kind.endswith("noted"):
        line = _of_noted(shown)
    elif kind.endswith("back"):
        line = _("K-%(number)s · %(title)s has not happened: that was taken back", **called)
    elif shown.state is State.CLOSED:
        line = _("K-%(number)s · %(title)s is closed: the PM agrees", **called)
    else:
        line = _(
            "K-%(number)s · %(title)s: the PM has answered, it is %(level)s and %(state)s",
            **called, level=shown.level or "–", state=shown.words,
        )  # fmt: skip
    return Waiting(kind, shown.risk.id, line, None, (_show(shown),), is_to_do=False, is_news=True)


def _of_noted(shown: Shown) -> Text:
    """What became of a risk, for who noted it."""
    called = _called(shown)
    if shown.state is State.CLOSED:
        why = truncate(" ".join((shown.risk.evidence or shown.risk.note).split()), 200)
        if shown.risk.level:
            return _("K-%(number)s · %(title)s, which you noted, is closed: “%(note)s”", **called, note=why)
        return _("K-%(number)s · %(title)s, which you noted, is seen as no risk: “%(note)s”", **called, note=why)
    owner = shown.owner.name if shown.owner is not None else "–"
    return _(
        "K-%(number)s · %(title)s, which you noted, is taken on: %(level)s, %(name)s watches it",
        **called, level=shown.level or shown.words, name=owner,
    )  # fmt: skip


def missed(kind: str, project: Project, silent: Sequence[Shown]) -> Waiting:
    """The high risks of a project of which nobody said how they stand, in one line."""
    each = [
        _(
            "K-%(number)s (%(name)s, %(days)s)",
            number=one.risk.number,
            name=one.owner.name if one.owner else "–",
            days=plural("%(number)s working day", "%(number)s working days", one.missed),
        )
        for one in silent[:NAMED_AT_MOST]
    ]
    named = joined(each, _("%(one)s, %(rest)s"))
    line = plural(
        "%(project)s: %(number)s high risk without an answer: %(each)s",
        "%(project)s: %(number)s high risks without an answer: %(each)s",
        len(silent),
        project=project.number,
        each=named or "",
    )
    offer = Offer(_("Show them"), "risks.page.next", f"high/{project.id}:1")
    # As news it stands in the message whatever else waits.
    return Waiting(kind, project.id, line, None, (offer,), is_to_do=False, is_news=True, of="projects")
