"""What is confirmed of a plan, by whom, and by which right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.process.baselines import sections
from bot.process.baselines.sections import Plan
from bot.process.kernel import matters, rounds, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.signatures import NOBODY, Document, Place, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import baselines, departments
from storage import matters as kept
from storage.baselines import Confirmation
from storage.projects import Project
from storage.signatures import Signer

SUBJECT, HEAD = "baselines", "head"
# The right by which each confirms.
ACTIONS: Mapping[str, str] = {HEAD: "baselines.confirm"}
NAME = _("Project plan")


def document(confirmation: Confirmation, plan: Plan) -> Document:
    """What is to be confirmed: the plan as it is."""
    return Document(confirmation.edition, sections.document(plan))


def gathered(work: Work, confirmation: Confirmation, plan: Plan) -> Round:
    """The head of each department that has a part in the plan confirms, and nobody else; after a change that was
    approved, of each whose part it has made other.
    """
    asked_for = [one for one in plan.department_ids if not confirmation.of_baseline or one in confirmation.again]
    return rounds.gather(work, SUBJECT, confirmation.id, [Place(HEAD, one) for one in asked_for])


def asked(work: Work, confirmation: Confirmation) -> Round:
    """The same as it was gathered last."""
    return signatures.of(work, SUBJECT, [confirmation.id]).get(confirmation.id, NOBODY)


def as_what(work: Work, signers: Sequence[Signer]) -> dict[int, Text]:
    """As what each of them confirms, by the id of the signer."""
    labels = as_what_of(work, [one.department_id for one in signers])
    return {one.id: label for one, label in zip(signers, labels, strict=True)}


def as_what_of(work: Work, department_ids: Sequence[int | None]) -> list[Text]:
    """The same of the heads of these departments, as the audit trail keeps them."""
    called = departments.names(work.session, work.team_id, [one for one in department_ids if one is not None])
    return [_("head of %(name)s", name=called.get(one or 0, Text("?"))) for one in department_ids]


def noted(confirmation: Confirmation, signers: Sequence[Signer]) -> dict[str, tuple[None, object]]:
    """What the audit trail keeps of a word in these places."""
    return {"places": (None, [one.department_id for one in signers]), "of_edition": (None, confirmation.edition)}


def today(work: Work, confirmation_id: int) -> Signed | None:
    """The plan as it reads today; to verify a signature of it."""
    confirmation = kept.by_id(work.session, Confirmation, work.team_id, confirmation_id)
    if confirmation is None:
        return None
    project, found = matters.project_of(work, confirmation), asked(work, confirmation)
    called = as_what(work, [*found.signers, *found.gone])
    plan = sections.read(work, project)
    return Signed(project, NAME, document(confirmation, plan), found, lambda one: called[one.id])


def of_project(work: Work, project: Project) -> Confirmation | None:
    """The confirmation of the project's plan, where it was ever sent."""
    return baselines.of_project(work.session, work.team_id, project.id)
