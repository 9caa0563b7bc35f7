"""The charter of a project, looked at: where it stands, what it says, who has signed, and what the reader may do."""

from __future__ import annotations

from typing import Any

from bot.process.charters import cards, signed, writing
from bot.process.charters import shown as charter_shown
from bot.process.charters.kind import CHARTERS
from bot.process.charters.sections import Fact, is_said, labels
from bot.process.charters.sections import names as section_names
from bot.process.charters.shown import Shown
from bot.process.charters.states import SIGN_DAYS
from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.words.language import Text
from storage.projects import Project


def standing(work: Work, shown: Shown) -> dict[str, Any]:
    """Where it stands, for the template `show`."""
    charter = shown.charter
    return {
        **cards.of_person(work, shown, work.person),
        "sections": [
            (name, label, is_said(work, name, charter.content.get(name)))
            for name, label in labels(work, shown.names).items()
        ],
        "edits": matters.may(work, CHARTERS, writing.EDIT, charter),
        "passes": matters.may(work, CHARTERS, "charters.sponsor", charter) and shown.is_late,
        "can_withdraw": may_withdraw(work, shown),
        "sign_days": SIGN_DAYS,
        "is_changed": charter.edition > 0 and charter.content != charter.sent,
    }


def ahead(work: Work, project: Project) -> dict[str, Any]:
    """What a charter that is not begun would begin with, for the template `begin`; refused like `writing.begin`."""
    content, names = writing.ahead(work, project), section_names(signed.parts(work, project))
    found = [(name, label, is_said(work, name, content.get(name))) for name, label in labels(work, names).items()]
    return {"project": project, "sections": found}


def timeline(work: Work, number: int) -> dict[str, Any]:
    """The charter of that number where it stands, with all that happened to it, oldest first."""
    shown, told = matters.timeline(work, CHARTERS, number)
    return {**standing(work, shown), "happened": told["happened"]}


def number_of(work: Work, project: Project) -> int:
    """The number of the project's charter. Raises Refused where there is none."""
    found = signed.of_project(work, project)
    if found is None:
        raise CHARTERS.no_such()
    return found.number


def preview(work: Work, number: int) -> dict[str, Any]:
    """The whole of it, as it is being written, section by section."""
    shown = CHARTERS.one(work, matters.find(work, CHARTERS, number))
    return {"shown": shown, "told": whole(work, shown)}


def whole(work: Work, shown: Shown, *, is_sent: bool = False) -> list[tuple[Text, list[Fact]]]:
    """All sections with what they say."""
    called = labels(work, shown.names)
    return [(called[one], charter_shown.facts(work, shown, one, is_sent=is_sent)) for one in shown.names]


def may_withdraw(work: Work, shown: Shown) -> bool:
    """Whether the reader has signed what not all have signed yet."""
    if shown.charter.is_signed_by_all:
        return False
    mine = charter_shown.of_person(work, shown, work.person.user_id)
    return any(one.is_given for one in mine)
