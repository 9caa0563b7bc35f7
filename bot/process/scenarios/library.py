"""The templates that there are: the four built in, and those that were made of projects here.

One that was made of a project is there for whoever may see that project: what has become private is not shown by it.
"""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.proposals.scenarios import Scenario
from bot.process.scenarios.builtin import BUILT_IN, built_in, named
from bot.process.scenarios.shown import Entry
from bot.process.scenarios.template import Template, read_back
from bot.words.language import Reader, Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people, proposals, scenarios
from storage.projects import Project
from storage.scenarios import ScenarioTemplate

CHANGE = "scenarios.change"
OWN = "own:"
GONE = _("That template is not there any more. `/plan templates` shows those that are.")


def entries(work: Work) -> list[Entry]:
    """All that the actor may see: the built-in ones, then those made here, the newest first."""
    uses = scenarios.uses(work.session, work.team_id)
    found = [Entry(one.value, named(one), built_in(one, "en").tasks, uses.get(one.value, 0)) for one in BUILT_IN]
    seen = [(kept, project) for kept, project in scenarios.of_team(work.session, work.team_id)
            if rights.may_see(work, project)]  # fmt: skip
    by = people.people(work.session, work.team_id, {kept.created_by for kept, _project in seen})
    for kept, project in seen:
        key, can_change = key_of(kept), may_change(work, kept)
        name = called(kept)
        found.append(Entry(key, name, kept.tasks, uses.get(key, 0), kept, project, by.get(kept.created_by), can_change))
    return found


def find(work: Work, key: str, language: str) -> Template:
    """The template of that key; a built-in one in that language. Raises Refused where the actor can see none."""
    if key.startswith(OWN):
        kept = seen(work, key)
        return read_back(key, called(kept), kept.content)
    if key not in BUILT_IN:
        raise Refused(GONE)
    return built_in(Scenario(key), language)


def seen(work: Work, key: str, *, also_deleted: bool = False, to_change: bool = False) -> ScenarioTemplate:
    """One that was made here. Raises Refused where there is none that the actor may see."""
    number = key.removeprefix(OWN)
    is_number = number.isascii() and number.isdigit() and len(number) < len("9999999999")
    found = scenarios.by_id(work.session, work.team_id, int(number), to_change=to_change) if is_number else None
    if found is None or (found.deleted_at is not None and not also_deleted):
        raise Refused(GONE)
    rights.seen(work, found.project_id, GONE)
    return found


def key_of(kept: ScenarioTemplate) -> str:
    """The key by which forms know it."""
    return f"{OWN}{kept.id}"


def called(kept: ScenarioTemplate) -> Text:
    """Its name, which somebody gave it."""
    return Text("%(name)s", {"name": kept.name})


def may_change(work: Work, kept: ScenarioTemplate) -> bool:
    """Whether the actor may rename and delete it."""
    return rights.may(work, CHANGE, None, who=made_by(kept))


def made_by(kept: ScenarioTemplate) -> rights.Named:
    """Who is named in it."""
    return {Role.SELF: kept.created_by}


def proposed_for(work: Work, project: Project) -> str:
    """The built-in template of the kind of project that was proposed; empty where there is none."""
    proposal = proposals.of_project(work.session, work.team_id, project.id)
    return proposal.scenario if proposal is not None and proposal.scenario in BUILT_IN else ""


def meant(work: Work, words: str) -> str:
    """The key of the template that is called so, in either language, or by a part of its name; empty for no words.

    Raises Refused where none is, or several are.
    """
    wanted = " ".join(words.split()).casefold()
    if not wanted:
        return ""
    readers = Reader("en-US"), Reader("zh-CN")
    found = {one.key: [one.name.for_(reader).casefold() for reader in readers] for one in entries(work)}
    exact = [key for key, names in found.items() if wanted in (*names, key)]
    near = exact or [key for key, names in found.items() if any(wanted in name for name in names)]
    if len(near) > 1:
        raise Refused(
            _("Several templates are called so: “%(name)s”. Choose one in the form: `/plan template`.", name=words[:60])
        )
    if not near:
        raise Refused(_("No template is called “%(name)s”. `/plan templates` shows those that are.", name=words[:60]))
    return near[0]
