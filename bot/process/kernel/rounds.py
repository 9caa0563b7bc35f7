"""A round of signatures: who is asked now, in which places one person signs at once, what is other than what somebody
has signed, who is missing; and the check code (校验码) by which whoever reads a signature has it verified.

What is signed, and how a signature stands and falls, is in `signatures`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bot.process.kernel import rights, signatures
from bot.process.kernel.canonical import canonical
from bot.process.kernel.rules import Role
from bot.process.kernel.signatures import NOBODY, Document, Place, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.patterns import Pattern
from storage import signatures as kept
from storage.people import Person
from storage.projects import Project
from storage.signatures import RETURNED, SIGNED, Signature, Signer

# 48 bits: enough that no two signatures of a workspace share one, and short enough to be typed off a page.
CODE_DIGITS, CODE_GROUP = 12, 4
_CODE = Pattern(rf"^[0-9a-f]{{{CODE_DIGITS}}}$")
_BETWEEN = Pattern(r"[\s\-–—·]+")


class Difference(NamedTuple):
    """A section that is other than what somebody has signed; None where it was not there, or is not any more."""

    name: str
    was: Any
    now: Any


class Signed(NamedTuple):
    """What a flow says of one of its matters that people sign: its project, what the document is called, how it reads
    today, who signs it, and as what.
    """

    project: Project
    name: Text
    document: Document
    asked: Round
    as_what: Callable[[Signer], Text]


def gather(work: Work, subject: str, subject_id: int, places: Iterable[Place]) -> Round:
    """Have exactly these sign, in their order. Who is not among them any more is asked no more; what they said is kept,
    and stands again should they be asked again.
    """
    wanted = list(dict.fromkeys(places))
    known = signatures.of(work, subject, [subject_id]).get(subject_id, NOBODY)
    for signer in known.signers:
        if _place(signer) not in wanted:
            signer.ended_at = work.now
    for signer in known.gone:
        if _place(signer) in wanted:
            signer.ended_at, signer.asked_at = None, work.now
    work.session.flush()
    of_place = {_place(one): one for one in [*known.gone, *known.signers]}
    gone = [one for place, one in of_place.items() if place not in wanted]
    there = Round([one for one in of_place.values() if one not in gone], [*known.given], gone)
    if missing := [one for one in wanted if one not in of_place]:
        there = Round([*there.signers, *signatures.add(work, subject, subject_id, missing)], there.given, gone)
    return there._replace(signers=sorted(there.signers, key=lambda one: wanted.index(_place(one))))


def missing(asked: Round, document: Document) -> list[Signer]:
    """Those whose signature of it does not stand, or not yet."""
    standing = asked.standing(document)
    return [one for one in asked.signers if one.id not in standing]


def ask_again(work: Work, asked: Round, document: Document) -> list[Signer]:
    """The document is laid before those whose signature of it is missing: from now on it waits for them."""
    found = missing(asked, document)
    for signer in found:
        signer.asked_at = work.now
        work.session.add(signer)
    work.session.flush()
    return found


def may(work: Work, signer: Signer, project: Project, actions: Mapping[str, str]) -> bool:
    """Whether the actor may sign in that place; `actions` are the rights by the roles of signers."""
    return rights.may(work, actions[signer.role], project, **concerns(signer))


def is_own(work: Work, signer: Signer, project: Project, actions: Mapping[str, str]) -> bool:
    """Whether the actor may by what they are themselves, and not for somebody they substitute."""
    return rights.is_own(work, actions[signer.role], project, **concerns(signer))


def concerns(signer: Signer) -> dict[str, Any]:
    """Whose a place is, for `rights`: of whoever acts for its department, or of who is asked by name."""
    return {"department_id": signer.department_id, "who": {Role.SELF: signer.person_id}}


def is_word_of(word: Signature, user_id: str) -> bool:
    """Whether that person has given it, or somebody for them: it is theirs to take back, and nobody else's."""
    return user_id in (word.given_by, word.given_for)


def sign_each(
    work: Work,
    asked: Round,
    signers: Sequence[Signer],
    document: Document,
    project: Project,
    actions: Mapping[str, str],
    why: Text,
) -> list[Signature]:
    """The actor signs in each of these places with one word: in each as what they are there themselves, or as who
    stands in for whom they stand in for. Raises Refused with `why` for a place that is not theirs.
    """

    def is_theirs(signer: Signer) -> bool:
        return is_own(work, signer, project, actions) and _deputised(work, signer, project) is None

    given = []
    # What follows is done by their own hand where they are anything there themselves.
    for signer in sorted(signers, key=is_theirs):
        enter(work, signer, project, actions, why)
        given.append(signatures.sign(work, asked, signer, document))
    return given


def enter(work: Work, signer: Signer, project: Project, actions: Mapping[str, str], why: Text) -> None:
    """Act in that place: as what the actor is there, for whom they stand in, or as a deputy for the head.

    Raises Refused with `why` where it is not theirs.
    """
    rights.must(work, actions[signer.role], project, why, **concerns(signer))
    work.acting_for = work.acting_for or _deputised(work, signer, project)


def _deputised(work: Work, signer: Signer, project: Project) -> Person | None:
    return rights.deputised(work, project, signer.department_id) if signer.department_id is not None else None


def word_of(asked: Round, signer: Signer, verdicts: Iterable[str] = ()) -> Signature | None:
    """The last word in that place, or the last of these verdicts."""
    wanted = tuple(verdicts)
    said = [one for one in asked.given if one.signer_id == signer.id and (not wanted or one.verdict in wanted)]
    return said[-1] if said else None


def differences(asked: Round, signer: Signer, document: Document) -> list[Difference] | None:
    """What concerns the signer and is other than what was signed, or returned, last in that place; None where nothing
    was yet.
    """
    word = word_of(asked, signer, (SIGNED, RETURNED))
    if word is None or not word.record:
        return None
    was: Mapping[str, Any] = json.loads(word.record)
    shown = document.shown_to(signer)
    now: Mapping[str, Any] = json.loads(canonical(shown))
    names = [*shown, *(one for one in was if one not in now)]
    return [Difference(one, was.get(one), now.get(one)) for one in names if was.get(one) != now.get(one)]


def code(signature: Signature) -> str:
    """The check code of a signature, as it is written: A1B2-C3D4-E5F6."""
    digits = signature.chain[:CODE_DIGITS].upper()
    return "-".join(digits[at : at + CODE_GROUP] for at in range(0, CODE_DIGITS, CODE_GROUP))


def coded(work: Work, typed: str) -> tuple[Signer, Signature] | None:
    """The signature of the workspace that has that code, however it is typed; and whose it is."""
    digits = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).lower()
    found = kept.coded(work.session, work.team_id, digits) if _CODE.match(digits) else []
    return found[0] if len(found) == 1 else None


def _place(signer: Signer) -> Place:
    return Place(signer.role, signer.department_id, signer.person_id, signer.side)
