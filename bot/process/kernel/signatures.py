"""Signatures: people confirm exactly one version of something that is told in sections, each with an audience.

A signature stands as long as the sections that concern its signer say what they said when it was given: a change of a
section voids the signatures of its audience and no other, and the same content again has them stand again. Each word of
a signer is bound to the one before it by its hash. It is evidence within the company.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from bot.process.kernel import substitutes
from bot.process.kernel.canonical import canonical, hash_of
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people
from storage import signatures as kept
from storage.signatures import PASSED, RETURNED, SIGNED, TAKEN_BACK, Signature, Signer

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is signed, as plain data without words of ours; people and departments by their ids.

    It concerns the signers of the departments that are its audience, and who signs for no department where None is
    among them; every signer, where it has none. Of `signers`,
    where they are given, it concerns these alone.
    """

    name: str
    content: Any
    audience: frozenset[int | None] | None = None
    signers: frozenset[int] | None = None

    def concerns(self, signer: Signer) -> bool:
        """Whether the signer signs it."""
        is_of_it = self.audience is None or signer.department_id in self.audience
        return is_of_it and (self.signers is None or signer.id in self.signers)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of what is signed. `before` is the same as it was hashed by the first scheme, in one piece."""

    version: int
    sections: tuple[Section, ...]
    before: tuple[Any, ...] = ()

    def shown_to(self, signer: Signer) -> dict[str, Any]:
        """What the signer signs: the content of each section, by its name."""
        return {one.name: one.content for one in self.sections if one.concerns(signer)}


def _in_one_piece(document: Document, _signer: Signer) -> str:
    """The first scheme."""
    return hashlib.sha256(json.dumps(list(document.before), ensure_ascii=False).encode()).hexdigest()


def _by_sections(document: Document, signer: Signer) -> str:
    return hash_of_shown(document.shown_to(signer))


def hash_of_shown(shown: Mapping[str, Any]) -> str:
    """The hash of sections by name: of the hashes of each."""
    return hash_of({name: hash_of(content) for name, content in shown.items()})


# How a signature is bound to what is signed, by the number that it keeps. A scheme that was ever used stays.
SCHEMES: Mapping[int, Callable[[Document, Signer], str]] = {1: _in_one_piece, 2: _by_sections}
SCHEME = max(SCHEMES)


def bound(document: Document, signer: Signer, scheme: int = SCHEME) -> str:
    """The hash to which a signature of the signer is bound."""
    return SCHEMES[scheme](document, signer)


class Place(NamedTuple):
    """Whose signature is asked for: as what, for which department, of whom by name, on which side."""

    role: str
    department_id: int | None = None
    person_id: str | None = None
    side: str = ""


class Round(NamedTuple):
    """Who is asked to sign a matter; all that was said of it, oldest first; and who is not asked any more."""

    signers: Sequence[Signer]
    given: list[Signature]
    gone: Sequence[Signer] = ()

    def standing(self, document: Document) -> dict[int, Signature]:
        """The signatures of this version that stand, by the id of the signer; and that somebody was passed over."""
        last = {one.signer_id: one for one in self.given if one.version <= document.version}
        spoke = [one for one in self.signers if one.id in last]
        return {one.id: last[one.id] for one in spoke if _stands(document, one, last[one.id])}

    def signer(self, role: str, department_id: int | None = None) -> Signer:
        """Who signs as that, for that department."""
        return next(one for one in self.signers if (one.role, one.department_id) == (role, department_id))


NOBODY = Round((), [])
OPPOSED = _("You have signed it for another side. Here somebody else signs.")


def of(work: Work, subject: str, ids: Iterable[int]) -> dict[int, Round]:
    """Who is asked to sign these matters, and what they have signed; by id, where somebody is asked."""
    found = kept.of(work.session, work.team_id, subject, ids)
    return {subject_id: Round(*asked) for subject_id, asked in found.items()}


def hand(work: Work, one: Signature) -> Text:
    """By whose hand it is: "Wang", "Wang for Lin"."""
    known = people.people(work.session, work.team_id, [who for who in (one.given_by, one.given_for) if who])
    return substitutes.hand(known.get(one.given_by), known.get(one.given_for or ""))


def ask(work: Work, subject: str, subject_id: int, places: Iterable[Place]) -> Round:
    """Have these sign, too; who is asked already is not asked twice. `rounds.gather` has these sign and nobody else."""
    known = of(work, subject, [subject_id]).get(subject_id, NOBODY)
    taken = {Place(one.role, one.department_id, one.person_id, one.side) for one in known.signers}
    new = add(work, subject, subject_id, [place for place in places if place not in taken])
    return Round([*known.signers, *new], [*known.given], known.gone)


def add(work: Work, subject: str, subject_id: int, places: Iterable[Place]) -> list[Signer]:
    """Ask in these places from now on."""
    of_it: dict[str, Any] = {
        "team_id": work.team_id,
        "subject": subject,
        "subject_id": subject_id,
        "asked_at": work.now,
    }
    new = [Signer(**of_it, **place._asdict()) for place in places]
    work.session.add_all(new)
    work.session.flush()
    return new


def sign(
    work: Work, asked: Round, signer: Signer, document: Document, opposed: Text = OPPOSED, word: str = ""
) -> Signature:
    """The actor signs that version in the signer's place, with a word or without. The matter is held, so that one comes
    after the other.

    Raises Refused with `opposed` where they have signed it for another side.
    """
    me = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    standing = asked.standing(document)
    for other in asked.signers:
        opposes = "" not in (signer.side, other.side) and signer.side != other.side
        if opposes and other.id in standing and me & {standing[other.id].given_by, standing[other.id].given_for}:
            raise Refused(opposed)
    return _say(work, asked, signer, document, SIGNED, word)


def send_back(work: Work, asked: Round, signer: Signer, document: Document, reasons: str) -> Signature:
    """The actor does not sign that version, and says why. Raises Refused without a reason."""
    if not reasons:
        raise Refused(_("Say what is missing, so that it can be put right."), field="reason")
    return _say(work, asked, signer, document, RETURNED, reasons)


def take_back(work: Work, asked: Round, signer: Signer, document: Document) -> Signature:
    """The actor takes their signature of that version back."""
    return _say(work, asked, signer, document, TAKEN_BACK)


def pass_over(work: Work, asked: Round, signer: Signer, document: Document, reasons: str) -> Signature:
    """The actor goes on without who never answered: that stands there with its reason. Raises Refused without one."""
    if not reasons:
        raise Refused(_("Say why it goes on without them: that stands there for good."), field="reason")
    return _say(work, asked, signer, document, PASSED, reasons)


def replace(work: Work, asked: Round, gone: str, successor: str) -> None:
    """Somebody else is asked in the places of who is gone; what these have signed stays signed by them."""
    for signer in asked.signers:
        if signer.person_id == gone:
            signer.person_id = successor
            work.session.add(signer)
    work.session.flush()


def is_whole(given: Sequence[Signature]) -> bool:
    """Whether what the signers of a matter said is as it was written, each after the one before."""
    before = ""
    for one in given:
        recorded = one.scheme != SCHEME or hash_of_shown(json.loads(one.record)) == one.content_hash
        if not recorded or one.previous != before or one.chain != _chained(one):
            return False
        before = one.chain
    return True


def _stands(document: Document, signer: Signer, one: Signature) -> bool:
    return one.verdict in (SIGNED, PASSED) and one.content_hash == bound(document, signer, one.scheme)


def _say(work: Work, asked: Round, signer: Signer, document: Document, verdict: str, reasons: str = "") -> Signature:
    said = Signature(
        team_id=work.team_id,
        signer_id=signer.id,
        version=document.version,
        verdict=verdict,
        reasons=reasons,
        record=canonical(document.shown_to(signer)),
        content_hash=bound(document, signer),
        scheme=SCHEME,
        given_by=work.person.user_id,
        given_for=work.acting_for.user_id if work.acting_for else None,
        given_at=work.now,
        previous=asked.given[-1].chain if asked.given else "",
        chain="",
    )
    said.chain = _chained(said)
    work.session.add(said)
    work.session.flush()
    # Whoever signs in several capacities at once binds each to the one before.
    asked.given.append(said)
    return said


def _chained(one: Signature) -> str:
    """The hash of a word of a signer: of all that it says, and of the word before it."""
    names = ("team_id", "signer_id", "version", "verdict", "reasons", "content_hash", "scheme", "given_by", "given_for")
    said = {name: getattr(one, name) for name in names}
    microseconds = (one.given_at - _EPOCH) // timedelta(microseconds=1)
    return hash_of({**said, "given_at": microseconds, "previous": one.previous})
