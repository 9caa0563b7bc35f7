"""What a template is called, and what of a project's words stays in it: nobody's name behind an @."""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.process.scenarios import library
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import events, projects
from storage.projects import Project

# As an option of a menu shows it whole.
NAME_AT_MOST = 60
_MENTION = Pattern(r"\s*<@[A-Z0-9]+(?:\|[^<>]*)?>")
# Whoever is no member any more: a handle by itself, and no address.
_HANDLE = Pattern(r"(?:^|\s+)@[\w.-]+")


def must_be_free(work: Work, name: str, but: str = "") -> str:
    """The name on one line. Raises Refused for none, for one that is too long, and for one that another template has
    which the actor may see; `but` is the key of the one that is to be called so.
    """
    called = " ".join(name.split())
    if not called:
        raise Refused(_("What is the template called? For example `/plan template save Yearly fair`."), field="name")
    if len(called) > NAME_AT_MOST:
        why = _("The name of a template has at most %(number)s characters.", number=NAME_AT_MOST)
        raise Refused(why, field="name")
    # Two of one name are not made at one moment.
    events.hold(work.session, work.team_id, "templates", work.now)
    readers = Reader("en-US"), Reader("zh-CN")
    for one in library.entries(work):
        if one.key != but and called.casefold() in [one.name.for_(reader).casefold() for reader in readers]:
            why = _("There is a template “%(name)s” already. Give this one another name.", name=called)
            raise Refused(why, field="name")
    return called


def without_people(work: Work, project: Project, words: str) -> str:
    """The words without mentions, and without the project's members where they stand behind an @."""
    if "@" not in words:
        return words
    bare = _MENTION.sub("", words)
    for one in projects.members(work.session, project):
        for name in {one.name, one.real_name} - {"", None}:
            bare = bare.replace(f" @{name}", "").replace(f"@{name}", "")
    bare = _HANDLE.sub("", bare)
    # Where somebody's name is all that is said.
    return bare.strip() or words.replace("@", "").strip()
