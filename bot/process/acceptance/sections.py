"""What is judged and signed, as plain data: the checklist with its evidence, and what each place says of each line.

A verdict stands as long as its line reads as it was judged. Who has not judged signs nothing of what others say; who
signs on paper signs what stands there: the checklist and their own verdicts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.process.kernel.canonical import hash_of
from bot.process.kernel.signatures import Document, Round, Section
from storage.acceptances import Acceptance, Item, Verdict
from storage.signatures import PASSED, Signer

SPONSOR, HEAD, CUSTOMER, PAPER = "sponsor", "head", "customer", "paper"
# A mark tells two readings of a line apart; it is compared, and never told.
MARK_DIGITS = 24

# What stands in one place, by the key of the line.
Judged = Mapping[int, Verdict]


def mark(item: Item) -> str:
    """What tells whether a line still reads as it was judged."""
    return hash_of({"words": item["words"], "evidence": item["evidence"], "of": item["of"]})[:MARK_DIGITS]


def standing(acceptance: Acceptance, given: Sequence[Verdict]) -> dict[int, dict[int, Verdict]]:
    """The verdicts that stand, by the signer's id and the key of the line."""
    marks = {one["key"]: mark(one) for one in acceptance.items}
    found: dict[int, dict[int, Verdict]] = {}
    for one in given:
        if marks.get(one.item) == one.mark:
            found.setdefault(one.signer_id, {})[one.item] = one
    return found


def has_judged(acceptance: Acceptance, judged: Mapping[int, Judged], signer: Signer) -> bool:
    """Whether every line is judged in that place."""
    return len(judged.get(signer.id, {})) == len(acceptance.items) > 0


def document(acceptance: Acceptance, asked: Round, judged: Mapping[int, Judged]) -> Document:
    """The report as it reads now."""
    known_by = Section(
        "acceptance",
        {"team": acceptance.team_id, "number": acceptance.number, "charter": acceptance.charter_edition},
    )
    checklist = Section("checklist", [dict(one) for one in acceptance.items])
    whole = [one for one in asked.signers if has_judged(acceptance, judged, one)]
    everything = {place(one): said(judged[one.id]) for one in whole}
    of_group = frozenset(one.id for one in whole if one.role != PAPER)
    own = [
        Section(f"own:{place(one)}", everything[place(one)], signers=frozenset({one.id}))
        for one in whole
        if one.role == PAPER
    ]
    return Document(acceptance.edition, (known_by, checklist, Section("verdicts", everything, signers=of_group), *own))


def silent(acceptance: Acceptance, asked: Round, judged: Mapping[int, Judged], document: Document) -> list[Signer]:
    """Those who have not judged all of it, and without whom it does not go on."""
    passed = {one for one, word in asked.standing(document).items() if word.verdict == PASSED}
    return [one for one in asked.signers if not has_judged(acceptance, judged, one) and one.id not in passed]


def place(signer: Signer) -> str:
    """What a place is called in what is signed, whoever holds it."""
    return f"{signer.role}:{signer.department_id or ''}"


def said(judged: Judged) -> dict[str, Any]:
    """What stands in one place, line by line."""
    return {str(key): _said(one) for key, one in sorted(judged.items())}


def _said(one: Verdict) -> dict[str, Any]:
    if not one.department_id or one.due_on is None:
        return {"verdict": one.verdict}
    due_on = one.due_on.isoformat()
    return {"verdict": one.verdict, "words": one.words, "department": one.department_id, "due_on": due_on}
