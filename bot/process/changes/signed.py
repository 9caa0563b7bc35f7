"""What is assessed and approved of a change, by whom, and by which right.

Each department assesses what the change makes other of its part of the plan, and of what it contributes by the charter.
PM and sponsor approve all of it, once no assessment is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.process.changes import impact
from bot.process.kernel import matters, places, rounds, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.signatures import NOBODY, Document, Place, Round, Section
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import charters, departments, projects
from storage import matters as kept
from storage.changes import ChangeRequest
from storage.projects import Project
from storage.signatures import Signer

SUBJECT, HEAD, PM, SPONSOR = "changes", "head", places.PM, "sponsor"
# The rights by which each gives a word.
ACTIONS: Mapping[str, str] = {HEAD: "changes.assess", PM: "changes.manage", SPONSOR: "changes.sponsor"}
NAME = _("Change request")
# What a contribution is called among the sections of a charter.
CONTRIBUTION = "contribution"


def contributions(change: ChangeRequest) -> dict[int, str]:
    """The sections of the charter that are a department's own and that it changes, by the department."""
    pairs = (name.partition(":") for name in change.charter)
    return {int(of): f"{kind}:{of}" for kind, _colon, of in pairs if kind == CONTRIBUTION and of.isdecimal()}


def document(work: Work, change: ChangeRequest) -> Document:
    """What is assessed and approved: for each department its part, for PM and sponsor all of it."""
    charter = charters.of_project(work.session, work.team_id, change.project_id)
    stands = charter.content if charter is not None else {}
    said = {name: {"was": stands.get(name) or {}, "now": now} for name, now in change.charter.items()}
    own = contributions(change)
    of_all = {name: one for name, one in said.items() if name not in own.values()}
    asked = {"title": change.title, "why": change.why, "reason": change.reason, "charter": of_all}
    parts = change.impact.get("parts", {})
    whole = {name: one for name, one in change.impact.items() if name != "parts"}
    sections = [
        Section("request", {"team": change.team_id, "number": change.number, **asked}),
        Section("impact", {**whole, "wanted": change.wanted, "charter": said}, frozenset({None})),
    ]
    for of in sorted({*map(int, parts), *own}):
        content: dict[str, Any] = {"part": parts.get(str(of), {}), "charter": said.get(own.get(of, ""), {})}
        sections.append(Section(f"part:{of}", content, frozenset({of, None})))
    return Document(change.edition, tuple(sections))


def assessing(work: Work, change: ChangeRequest, project: Project) -> list[int]:
    """The departments that it touches, as far as they take part."""
    touched = {*impact.read(change.impact).parts, *contributions(change)}
    return [made.id for _part, made in projects.taking_part(work.session, project) if made.id in touched]


def gathered(work: Work, change: ChangeRequest, project: Project) -> Round:
    """Who gives a word now, and nobody else: the heads of the departments that it touches, and once each has, or the
    sponsor went on without, PM and sponsor.
    """
    wanted = [Place(HEAD, one) for one in assessing(work, change, project)]
    known = asked(work, change)
    every = Round([*known.signers, *known.gone], known.given)
    standing = every.standing(document(work, change))
    spoke = {Place(one.role, one.department_id) for one in every.signers if one.id in standing}
    if set(wanted) <= spoke:
        wanted += [Place(PM), Place(SPONSOR)]
    return rounds.gather(work, SUBJECT, change.id, wanted)


def asked(work: Work, change: ChangeRequest) -> Round:
    """The same as it was gathered last."""
    return signatures.of(work, SUBJECT, [change.id]).get(change.id, NOBODY)


def is_to_approve(found: Round) -> bool:
    """Whether PM and sponsor have the next word."""
    return any(one.role != HEAD for one in found.signers)


def as_what(work: Work, signers: Sequence[Signer]) -> dict[int, Text]:
    """As what each of them gives a word, by the id of the signer."""
    labels = as_what_of(work, [[one.role, one.department_id] for one in signers])
    return {one.id: label for one, label in zip(signers, labels, strict=True)}


def as_what_of(work: Work, found: Sequence[Sequence[Any]]) -> list[Text]:
    """The same of these roles and departments, as the audit trail keeps them."""
    called = departments.names(work.session, work.team_id, [of for _role, of in found if of is not None])
    words = {PM: _("project manager"), SPONSOR: _("sponsor")}
    return [
        _("head of %(name)s", name=called.get(of, Text("?"))) if of is not None else words.get(role, Text("?"))
        for role, of in found
    ]


def noted(change: ChangeRequest, signers: Sequence[Signer]) -> dict[str, tuple[None, object]]:
    """What the audit trail keeps of a word in these places."""
    found = [[one.role, one.department_id] for one in signers]
    return {"places": (None, found), "of_edition": (None, change.edition)}


def today(work: Work, change_id: int) -> Signed | None:
    """The change as it reads today; to verify a word on it."""
    change = kept.by_id(work.session, ChangeRequest, work.team_id, change_id)
    if change is None:
        return None
    project, found = matters.project_of(work, change), asked(work, change)
    called = as_what(work, [*found.signers, *found.gone])
    return Signed(project, NAME, document(work, change), found, lambda one: called[one.id])
