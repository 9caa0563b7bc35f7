"""Who judges and signs an acceptance, by which right, and how it reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.process.acceptance import sections
from bot.process.acceptance.sections import CUSTOMER, HEAD, PAPER, SPONSOR, Judged
from bot.process.kernel import matters, rounds, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.signatures import NOBODY, Document, Place, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import acceptances, departments, people, projects
from storage import matters as kept
from storage.acceptances import Acceptance
from storage.projects import Project
from storage.signatures import Signer

SUBJECT = "acceptance"
# The rights by which each judges and signs; who is not in Slack has signed a paper, which the PM records.
ACTIONS: Mapping[str, str] = {
    SPONSOR: "acceptance.sponsor",
    HEAD: "acceptance.judge",
    CUSTOMER: "acceptance.customer",
    PAPER: "acceptance.run",
}
NAME = _("Acceptance report")


class Read(NamedTuple):
    """An acceptance as it reads: who is asked, what was said, and what is to be signed."""

    asked: Round
    judged: Mapping[int, Judged]
    document: Document


def parts(work: Work, project: Project) -> list[int]:
    """The departments that take part, in their order."""
    return [made.id for _part, made in projects.taking_part(work.session, project)]


def gathered(work: Work, acceptance: Acceptance, project: Project) -> Round:
    """The sponsor, the head of each department that takes part now, and the customer's representative, if any."""
    places = [Place(SPONSOR), *(Place(HEAD, one) for one in parts(work, project))]
    if acceptance.customer_id is not None:
        places.append(Place(CUSTOMER, None, acceptance.customer_id))
    elif acceptance.customer_name:
        places.append(Place(PAPER))
    return rounds.gather(work, SUBJECT, acceptance.id, places)


def asked(work: Work, acceptance: Acceptance) -> Round:
    """The same as it was gathered last."""
    return signatures.of(work, SUBJECT, [acceptance.id]).get(acceptance.id, NOBODY)


def read(work: Work, acceptance: Acceptance, asked: Round) -> Read:
    """How it reads with these who are asked."""
    judged = sections.standing(acceptance, acceptances.verdicts(work.session, [acceptance.id]))
    return Read(asked, judged, sections.document(acceptance, asked, judged))


def as_what(work: Work, acceptance: Acceptance, signers: Sequence[Signer]) -> dict[int, Text]:
    """As what each of them judges and signs, by the id of the signer."""
    labels = as_what_of(work, acceptance, [sections.place(one) for one in signers])
    return {one.id: label for one, label in zip(signers, labels, strict=True)}


def as_what_of(work: Work, acceptance: Acceptance, places: Sequence[str]) -> list[Text]:
    """The same of places as the audit trail keeps them."""
    ids = [int(of) for one in places if (of := one.partition(":")[2])]
    called = departments.names(work.session, work.team_id, ids) if ids else {}
    return [_label(acceptance, one, called) for one in places]


def _label(acceptance: Acceptance, place: str, called: Mapping[int, Text]) -> Text:
    role, _colon, of = place.partition(":")
    if role == HEAD and of and int(of) in called:
        return _("head of %(name)s", name=called[int(of)])
    if role == CUSTOMER:
        return _("customer representative")
    if role == PAPER:
        return _("customer representative %(name)s, on paper", name=acceptance.customer_name)
    return _("sponsor")


def noted(acceptance: Acceptance, signers: Sequence[Signer]) -> dict[str, tuple[None, object]]:
    """What the audit trail keeps of a word in these places."""
    return {"places": (None, [sections.place(one) for one in signers]), "of_edition": (None, acceptance.edition)}


def today(work: Work, acceptance_id: int) -> Signed | None:
    """The report as it reads today; to verify a signature of it."""
    acceptance = kept.by_id(work.session, Acceptance, work.team_id, acceptance_id)
    if acceptance is None:
        return None
    project, found = matters.project_of(work, acceptance), asked(work, acceptance)
    called = as_what(work, acceptance, [*found.signers, *found.gone])
    return Signed(project, NAME, read(work, acceptance, found).document, found, lambda one: called[one.id])


def of_project(work: Work, project: Project) -> Acceptance | None:
    """The last acceptance of the project."""
    return acceptances.last_of(work.session, work.team_id, project.id)


def open_ones(work: Work, project: Project) -> list[Acceptance]:
    """The acceptances of the project that wait for words: a re-acceptance may be called while another is judged."""
    found = acceptances.of_project(work.session, work.team_id, project.id)
    return [one for one in found if one.is_asking]


def customer(work: Work, acceptance: Acceptance) -> Text | None:
    """Who judges for the customer; None for nobody."""
    if acceptance.customer_id is not None:
        known = people.person(work.session, work.team_id, acceptance.customer_id)
        return Text("%(name)s", {"name": known.name if known is not None else "?"})
    if acceptance.customer_name:
        return _("%(name)s, outside Slack: signs on paper", name=acceptance.customer_name)
    return None
