"""Who can: the end of a refusal, by name and role: "Lin (liaison), Lin's substitute Wang (until Fri 27 Nov) or …"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.process.kernel.work import Work
from bot.words.language import Near, Text
from bot.words.language import text as _
from storage import people, substitutes


def named(work: Work, candidates: Sequence[tuple[str, Text]], *, with_substitutes: bool) -> Text | None:
    """Name the candidates (user id, role), each with whoever acts for them now; None where there is nobody.

    A person is named once, with the first role. Whoever has left the workspace is not named.
    """
    first: dict[str, Text] = {}
    for user_id, word in candidates:
        first.setdefault(user_id, word)
    windows = substitutes.of_principals(work.session, work.team_id, first, work.now) if with_substitutes else []
    known = people.people(work.session, work.team_id, {*first, *(one.substitute_id for one in windows)})
    there = {user_id: one.name for user_id, one in known.items() if not one.is_deactivated}
    lines: list[Text] = []
    for user_id, word in first.items():
        if user_id not in there:
            continue
        lines.append(_("%(name)s (%(role)s)", name=there[user_id], role=word))
        lines += [
            _(
                "%(principal)s's substitute %(name)s (until %(day)s)",
                principal=there[user_id],
                name=there[one.substitute_id],
                day=Near(one.last_on, work.today(one.zone)),
            )
            for one in windows
            if one.principal_id == user_id and one.substitute_id in there
        ]
    return either(lines)


def either(lines: Iterable[Text]) -> Text | None:
    """Join to "A, B or C"."""
    named = list(lines)
    if not named:
        return None
    sentence = named[-1]
    for number, one in enumerate(reversed(named[:-1])):
        pattern = _("%(one)s or %(rest)s") if number == 0 else _("%(one)s, %(rest)s")
        sentence = Text(pattern.message, {"one": one, "rest": sentence})
    return sentence
