"""Names in what people write: a mention that stays in a note or a title is shown as the name of whom it means."""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.words.patterns import Pattern
from storage import people

_MENTION = Pattern(r"<@([A-Z0-9]+)(?:\|([^<>]*))?>")


def spelled(work: Work, words: str) -> str:
    """The words with `@name` for each mention, which nobody is notified by."""
    mentioned = {user_id for user_id, _label in _MENTION.findall(words)}
    if not mentioned:
        return words
    known = people.people(work.session, work.team_id, mentioned)
    return _MENTION.sub(lambda one: "@" + (known[one[1]].name if one[1] in known else one[2] or one[1]), words)
