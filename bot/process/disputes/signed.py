"""What is signed in a dispute: the text that both sides confirm, and the decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.process.kernel import signatures
from bot.process.kernel.signatures import Document, Place, Round, Section
from bot.process.kernel.work import Work
from storage.disputes import Dispute, Proposal
from storage.signatures import Signature


def of_text(dispute: Dispute, proposal: Proposal) -> Document:
    """A proposed text, as both sides confirm it."""
    said = {
        "version": proposal.version,
        "text": proposal.text,
        "request": proposal.request_outcome,
        "needed_by": proposal.needed_by,
    }
    before = (
        dispute.team_id,
        dispute.number,
        dispute.subject,
        proposal.text,
        *map(str, (proposal.request_outcome, proposal.needed_by, proposal.version)),
    )
    return Document(proposal.version, (_matter(dispute), Section("text", said)), before)


def of_decision(dispute: Dispute, said: Mapping[str, Any]) -> Document:
    """A decision, with the positions that it is made from."""
    positions = {"raising": dispute.raising_position, "other": dispute.other_position}
    return Document(
        dispute.version, (_matter(dispute), Section("positions", positions), Section("decision", dict(said)))
    )


def asked_of(work: Work, dispute: Dispute, *more: Place) -> Round:
    """Who is asked to sign: the two sides, of which nobody signs for both, and who else."""
    sides = [Place("side", department_id, side=str(department_id)) for department_id in dispute.sides]
    return signatures.ask(work, "disputes", dispute.id, [*sides, *more])


def confirmed(asked: Round, document: Document) -> dict[int, Signature]:
    """The signatures of the sides that stand for it, by department."""
    standing = asked.standing(document)
    sides = ((one.department_id, standing.get(one.id)) for one in asked.signers if one.role == "side")
    return {side: signature for side, signature in sides if side is not None and signature is not None}


def _matter(dispute: Dispute) -> Section:
    known_by = {"team": dispute.team_id, "number": dispute.number, "subject": dispute.subject}
    return Section("dispute", {**known_by, "departments": dispute.sides})
