"""The charter in the workbook of a project: who has signed it, and its budget as all have signed it."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.charters import sections, signed
from bot.process.charters.kind import CHARTERS
from bot.process.kernel import books
from bot.process.kernel.books import Fact, named
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage.charters import Charter
from storage.projects import Project

NAME = _("Signatures of the charter")
HEADINGS = (_("As what"), _("Full name"), _("For whom"), _("When"), _("Version"), _("Check code"), _("Note"))


def sheet(work: Work, project: Project) -> Sheet | None:
    """Who signs as what, and the check code of each signature; None before the charter was sent to be signed."""
    charter = signed.of_project(work, project)
    if charter is None or not charter.edition:
        return None
    shown = CHARTERS.one(work, charter)
    title = books.title(NAME, work, project)
    said = _("Version %(number)s: %(state)s", number=charter.edition, state=shown.words)
    return Sheet(NAME, HEADINGS, [_row(one) for one in shown.places], title=title, said=said)


def _row(place: Place) -> list[Cell]:
    word = place.word
    if word is None:
        return [place.label, named(place.holder), "", None, None, "", _("not signed yet")]
    if place.is_passed:
        why = _("not signed: %(name)s went on without it. %(reason)s", name=place.hand, reason=word.reasons)
        return [place.label, named(place.holder), "", word.given_at, word.version, "", why]
    return [place.label, named(place.by), named(place.principal), word.given_at, word.version, place.code, ""]


def facts(work: Work, project: Project) -> list[Fact]:
    """Its budget, and the milestones that were agreed in it, as all have signed them."""
    charter = signed.of_project(work, project)
    if charter is None:
        return []
    if not charter.signed_edition:
        return [Fact(sections.LABELS[sections.BUDGET], [_("the charter is not signed yet")])]
    agreed = sections.told(work, sections.PERIOD, charter.signed.get(sections.PERIOD))
    milestones = [line for fact in agreed[1:] for line in fact.lines]
    budget = sections.told(work, sections.BUDGET, charter.signed.get(sections.BUDGET))
    found = [Fact(sections.LABELS[sections.BUDGET], [line for fact in budget for line in fact.lines])]
    found += [Fact(_("Milestones of the charter"), milestones)] if milestones else []
    return [*found, Fact(_("Charter"), _standing(charter))]


def _standing(charter: Charter) -> list[Text]:
    return [
        _("version %(number)s, signed by all on %(moment)s", number=charter.signed_edition, moment=charter.signed_at),
        *([_("Charter after the fact: the project ran already when it was written.")] if charter.is_after_fact else []),
    ]
