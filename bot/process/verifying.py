"""Verifying a check code (校验码): whose signature it is, of which version, and whether that still reads so today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.process.flows import FLOWS
from bot.process.kernel import rights, rounds, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage.projects import Project
from storage.signatures import SIGNED, Signature

SUBJECTS: Mapping[str, Callable[[Work, int], Signed | None]] = {
    subject: found for one in FLOWS for subject, found in one.signed.items()
}


@dataclass(frozen=True, slots=True)
class Verified:
    """What there is to say of a check code.

    `is_last`: nothing else was said in that place since. `stands`: what concerns the signer reads today as it was
    signed. `is_whole`: no word of the signers of that document was altered after it was given.
    """

    code: str
    project: Project
    name: Text
    as_what: Text
    hand: Text
    signature: Signature
    edition: int
    is_last: bool
    stands: bool
    is_whole: bool


def verify(work: Work, typed: str) -> Verified:
    """What the code is of. Raises Refused for none, and with the same words for one of what the actor may not see."""
    unknown = Refused(_("There is no such check code here. It stands on the signature page: A1B2-C3D4-E5F6."))
    found = rounds.coded(work, typed)
    signed = SUBJECTS[found[0].subject](work, found[0].subject_id) if found and found[0].subject in SUBJECTS else None
    if found is None or signed is None or found[1].verdict != SIGNED:
        raise unknown
    signer, signature = found
    project = rights.see(work, signed.project, unknown.why)
    last = rounds.word_of(signed.asked, signer)
    return Verified(
        rounds.code(signature),
        project,
        signed.name,
        signed.as_what(signer),
        signatures.hand(work, signature),
        signature,
        signed.document.version,
        last is not None and last.id == signature.id and signer.ended_at is None,
        signature.content_hash == signatures.bound(signed.document, signer, signature.scheme),
        signatures.is_whole(signed.asked.given),
    )
