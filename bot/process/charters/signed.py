"""What is signed of a charter, by whom, and by which right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.process.charters import sections
from bot.process.kernel import matters, rounds, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.signatures import NOBODY, Document, Place, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import charters, departments, projects
from storage import matters as kept
from storage.charters import Charter, Content
from storage.projects import Project
from storage.signatures import Signer

SUBJECT, SPONSOR, HEAD = "charters", "sponsor", "head"
# The rights by which each signs.
ACTIONS: Mapping[str, str] = {SPONSOR: "charters.sponsor", HEAD: "charters.sign"}
NAME = _("Project charter")


def parts(work: Work, project: Project) -> list[int]:
    """The departments that take part, in their order."""
    return [made.id for _part, made in projects.taking_part(work.session, project)]


def document(charter: Charter, department_ids: Sequence[int], content: Content | None = None) -> Document:
    """What is to be signed: the charter as it was sent last, or another content of it."""
    said = charter.sent if content is None else content
    return Document(charter.edition, sections.document(charter, said, department_ids))


def gathered(work: Work, charter: Charter, department_ids: Sequence[int]) -> Round:
    """The sponsor and the head of each department that takes part now sign, and nobody else."""
    places = [Place(SPONSOR), *(Place(HEAD, one) for one in department_ids)]
    return rounds.gather(work, SUBJECT, charter.id, places)


def asked(work: Work, charter: Charter) -> Round:
    """The same as it was gathered last."""
    return signatures.of(work, SUBJECT, [charter.id]).get(charter.id, NOBODY)


def as_what(work: Work, signers: Sequence[Signer]) -> dict[int, Text]:
    """As what each of them signs, by the id of the signer."""
    labels = as_what_of(work, [one.department_id for one in signers])
    return {one.id: label for one, label in zip(signers, labels, strict=True)}


def as_what_of(work: Work, department_ids: Sequence[int | None]) -> list[Text]:
    """The same of the heads of these departments, as the audit trail keeps them; None is the sponsor."""
    called = departments.names(work.session, work.team_id, [one for one in department_ids if one is not None])
    return [_("head of %(name)s", name=called[one]) if one in called else _("sponsor") for one in department_ids]


def noted(charter: Charter, signers: Sequence[Signer]) -> dict[str, tuple[None, object]]:
    """What the audit trail keeps of a word in these places."""
    return {"places": (None, [one.department_id for one in signers]), "of_edition": (None, charter.edition)}


def today(work: Work, charter_id: int) -> Signed | None:
    """The charter as it reads today: as it was sent last; to verify a signature of it."""
    charter = kept.by_id(work.session, Charter, work.team_id, charter_id)
    if charter is None:
        return None
    project, found = matters.project_of(work, charter), asked(work, charter)
    called = as_what(work, [*found.signers, *found.gone])
    return Signed(project, NAME, document(charter, parts(work, project)), found, lambda one: called[one.id])


def of_project(work: Work, project: Project) -> Charter | None:
    """The charter of the project, where it has one."""
    return charters.of_project(work.session, work.team_id, project.id)
