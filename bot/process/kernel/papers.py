"""The signature page (批准栏) of a document: who signs as what, by whose hand, when, which version, the check code."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents.word import Part, Table
from bot.process.kernel.places import Place
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage.people import Person

NOBODY = Text("–")


def signature_page(places: Sequence[Place], reader: Reader) -> Part:
    """The page; of who was passed over it says why."""
    rows = [_row(one, reader) for one in places]
    heads = (_("As what"), _("Full name"), _("For whom"), _("When"), _("Version"), _("Check code"))
    table = Table([one.for_(reader) for one in heads], rows or [("", "", "", "", "", "")],
                  (0.2, 0.13, 0.11, 0.19, 0.12, 0.25))  # fmt: skip
    said = _(
        "Who may see the project has a check code verified by `/project verify` and the code. It is evidence within "
        "the company, not a qualified electronic signature."
    )
    return Part(_("Signature page").for_(reader), table, said.for_(reader).replace("`", ""))


def name(person: Person | None) -> Text:
    """Who it is; a dash for nobody."""
    return Text("%(name)s", {"name": person.name}) if person is not None else NOBODY


def _row(one: Place, reader: Reader) -> tuple[str, ...]:
    label = one.label.for_(reader)
    if one.word is None:
        return (label, name(one.holder).for_(reader), "", _("not signed yet").for_(reader), "", "")
    by, principal, code = name(one.by), name(one.principal), one.code
    if one.is_passed:
        by, principal, code = name(one.holder), NOBODY, "–"
        label = _("%(place)s – not signed: %(name)s went on without it. %(reason)s", place=one.label,
                  name=one.hand, reason=one.word.reasons).for_(reader)  # fmt: skip
    when = reader.moment(one.word.given_at)
    return (label, by.for_(reader), principal.for_(reader), when, str(one.word.version), code)
