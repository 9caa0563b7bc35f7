"""Writing a charter: begun from what was proposed, said in the kickoff meeting, and what the project says itself; then
changed section by section. It begins when the first of them is saved, not when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.process.charters import form, sections, signed
from bot.process.charters.form import Input
from bot.process.charters.kind import CHARTERS
from bot.process.charters.sections import GOAL, OUTCOMES, PERIOD, TEAM
from bot.process.charters.shown import Shown
from bot.process.charters.states import State
from bot.process.kernel import matters, rights
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.projects import numbering
from bot.words import marked
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused, must_stand
from storage import kickoffs, projects, proposals
from storage.charters import Content
from storage.projects import Project

EDIT = "charters.edit"
NOT_BEGUN = _("%(number)s has no charter yet.")


@dataclass(frozen=True, slots=True)
class ToEdit:
    """A section for its form: what it is called, its inputs and what stands in them; `mark` tells whether it stands.

    Before the charter is begun nothing of it is `shown`.
    """

    shown: Shown | None
    name: str
    label: Text
    inputs: Sequence[Input]
    values: Mapping[str, Any]
    mark: str


def is_begun(work: Work, project: Project) -> bool:
    """Whether there is a charter of a project that the actor may see."""
    return signed.of_project(work, rights.seen(work, project.id)) is not None


def begin_of(work: Work, project_id: int) -> Shown:
    """The charter of that project, begun; refused like `begin`."""
    return begin(work, rights.seen(work, project_id))


def begin(work: Work, project: Project) -> Shown:
    """Begin the charter of the project, which has one; a second time finds it.

    Raises Refused for who may not write it.
    """
    rights.must(work, EDIT, project, Text(NOT_BEGUN.message, {"number": project.number}))
    projects.project(work.session, work.team_id, project.id, to_change=True)
    known = signed.of_project(work, project)
    if known is not None:
        return CHARTERS.one(work, known)
    charter = matters.begin(
        work,
        CHARTERS,
        project,
        "begin",
        noted=("number", "is_after_fact"),
        number=numbering.of(project.number),
        state=State.DRAFT,
        content=_first(work, project),
        sent={},
        signed={},
        is_after_fact=project.phase != Phase.INITIATION,
    )
    return matters.changed(work, CHARTERS, charter)


def ahead(work: Work, project: Project) -> Content:
    """What the charter of the project would begin with, for who may write it; refused like `begin`."""
    rights.must(work, EDIT, project, Text(NOT_BEGUN.message, {"number": project.number}))
    return _first(work, project)


def to_begin(work: Work, project_id: int, name: str) -> ToEdit:
    """The first section that is written, for its form; refused like `begin_with`."""
    project = rights.seen(work, project_id)
    said = ahead(work, project).get(name)
    label = sections.labels(work, [name])[name]
    return ToEdit(None, name, label, form.inputs(name), form.typed(name, said), hash_of(said or {}))


def begin_with(work: Work, project_id: int, name: str, said: Mapping[str, Any], mark: str | None = None) -> Shown:
    """Begin the charter of that project by saying a section of it; refused like `begin` and `edit`."""
    shown = begin_of(work, project_id)
    _must_have(shown, name)
    if form.read(work, shown.project, name, said) == shown.charter.content.get(name):
        return shown
    return edit(work, shown.charter.id, name, said, mark)


def to_edit(work: Work, charter_id: int, name: str) -> ToEdit:
    """A section, for the form in which the actor changes it; refused like `edit`."""
    shown = matters.to_act(work, CHARTERS, charter_id, EDIT, "change")
    _must_have(shown, name)
    said = shown.charter.content.get(name)
    label = sections.labels(work, [name])[name]
    begins = said or _from_kickoff(work, shown.project).get(name)
    return ToEdit(shown, name, label, form.inputs(name), form.typed(name, begins), hash_of(said or {}))


def edit(work: Work, charter_id: int, name: str, said: Mapping[str, Any], mark: str | None = None) -> Shown:
    """Change a section. A round of signatures that runs is stopped by that, until it is sent again.

    Raises Refused beside the input for what cannot be, and Overtaken where the section was changed since the form with
    that `mark` was opened.
    """
    charter = matters.held(work, CHARTERS, charter_id, to=EDIT)
    project = matters.project_of(work, charter)
    _must_have(CHARTERS.one(work, charter), name)
    now = form.read(work, project, name, said)
    before = charter.content.get(name)
    must_stand(
        hash_of(before or {}), mark, hash_of(now), _("Somebody has changed this section meanwhile: look at it again.")
    )
    if before == now:
        work.does_nothing()
        return CHARTERS.one(work, charter)
    changed = {**charter.content, name: now}
    matters.move(work, CHARTERS, charter, "change", noted={"sections": (None, [name])}, content=changed)
    return matters.changed(work, CHARTERS, charter)


def carry_over(work: Work, project: Project, gone: int, heir: int) -> None:
    """What the department that is gone contributes stands with the heir's from now on; its head alone signs anew."""
    charter = signed.of_project(work, project)
    before = charter.content.get(sections.of_department(gone)) if charter is not None else None
    if charter is None or not before or not before.get("words"):
        return
    held, name = matters.held(work, CHARTERS, charter.id), sections.of_department(heir)
    own = (held.content.get(name) or {}).get("words", "")
    both = "\n".join(one for one in (own, before["words"]) if one)[: form.inputs(name)[0].longest]
    changed = {**held.content, name: {"words": both}}
    matters.move(work, CHARTERS, held, "change", noted={"sections": (None, [name])}, content=changed)
    matters.changed(work, CHARTERS, held)


def carry_back(work: Work, project: Project, gone: int, heir: int) -> bool:
    """What was carried over stands with its department alone again; no, where the heir's was changed since."""
    charter = signed.of_project(work, project)
    before = charter.content.get(sections.of_department(gone)) if charter is not None else None
    if charter is None or not before or not before.get("words"):
        return True
    held, name = matters.held(work, CHARTERS, charter.id), sections.of_department(heir)
    both = (held.content.get(name) or {}).get("words", "")
    if both != before["words"] and not both.endswith(f"\n{before['words']}"):
        return False
    own = both.removesuffix(before["words"]).removesuffix("\n")
    content = {one: said for one, said in held.content.items() if one != name} | ({name: {"words": own}} if own else {})
    matters.move(work, CHARTERS, held, "change", noted={"sections": (None, [name])}, content=content)
    matters.changed(work, CHARTERS, held)
    return True


def _must_have(shown: Shown, name: str) -> None:
    if name not in shown.names:
        raise Refused(_("The charter has no such section."))


def _first(work: Work, project: Project) -> Content:
    """What a charter begins with."""
    proposal = proposals.of_project(work.session, work.team_id, project.id)
    team = list(dict.fromkeys(part.liaison_id for part, _made in projects.taking_part(work.session, project)))
    return {
        GOAL: {"background": proposal.background if proposal is not None else "", "objective": project.objective},
        OUTCOMES: {"lines": list(proposal.outcomes) if proposal is not None else []},
        PERIOD: {
            "starts_on": project.starts_on.isoformat(),
            "ends_on": project.ends_on.isoformat(),
            "milestones": [],
        },
        TEAM: {"pm_id": project.pm_id, "members": team, "words": ""},
        **_from_kickoff(work, project),
    }


def _from_kickoff(work: Work, project: Project) -> Content:
    """What was said in the kickoff meeting that has its place in the charter: contributions, and first risks."""
    kickoff = kickoffs.of_project(work.session, work.team_id, project.id)
    if kickoff is None:
        return {}
    said = kickoffs.contributions(work.session, kickoff.id)
    contributions: Content = {sections.of_department(one): {"words": words} for one, words in said.items()}
    risks = marked.lines(kickoff.risks)
    return {**contributions, sections.RISKS: {"lines": risks}} if risks else contributions


def unsaid(work: Work, content: Content, project: Project) -> list[str]:
    """The sections that have to say something before they can be signed, and say nothing in this content."""
    department_ids = signed.parts(work, project)
    needed = [GOAL, OUTCOMES, sections.SCOPE, PERIOD, *(sections.of_department(one) for one in department_ids)]
    return [one for one in needed if not _is_enough(one, content.get(one) or {})]


def _is_enough(name: str, said: Mapping[str, Any]) -> bool:
    typed = form.typed(name, said)
    return all(typed[one.name] for one in form.inputs(name) if not one.is_optional)
