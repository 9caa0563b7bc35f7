"""What is open in a project, by flow: what stands still with it, goes on, or is to be settled before it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.process.every import EVERY
from bot.process.kernel import calendars, rights
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.projects import Project

LIVES: tuple[tuple[str, Life], ...] = tuple((one.name, one.life) for one in EVERY if one.life is not None)
# A refusal names so many disputes.
NAMED_AT_MOST = 5
NOT_YOURS = _("The life of %(number)s is not yours to decide.")


@dataclass(frozen=True, slots=True)
class Group:
    """What is open of one flow."""

    flow: str
    life: Life
    found: Sequence[Open]

    @property
    def words(self) -> Text:
        """How much that is, in words."""
        return self.life.words(len(self.found))

    @property
    def late(self) -> list[Open]:
        """What of it is late."""
        return [one for one in self.found if one.is_late]


@dataclass(frozen=True, slots=True)
class Looked:
    """A project and what is open in it; what of it will be other when it goes on, in lines."""

    project: Project
    groups: Sequence[Group]
    ahead: Sequence[Text] = ()
    # How many working days it has stood still.
    stood: int = 0

    @property
    def chosen(self) -> list[Group]:
        """What is to be settled by who closes the project, as done or cancelled."""
        return [one for one in self.groups if one.life.is_chosen]

    @property
    def late(self) -> list[Open]:
        """What is late."""
        return [one for group in self.groups for one in group.late]

    @property
    def people(self) -> dict[str, list[tuple[str, Open]]]:
        """What each person has of it, with its flow, by their id."""
        found: dict[str, list[tuple[str, Open]]] = {}
        for group in self.groups:
            for one in group.found:
                for user_id in dict.fromkeys(one.people):
                    found.setdefault(user_id, []).append((group.flow, one))
        return found

    @property
    def mark(self) -> str:
        """What tells it from what is open later."""
        return "-".join(f"{group.flow}:{','.join(str(one.id) for one in group.found)}" for group in self.chosen)


def look(work: Work, project: Project) -> Looked:
    """What is open in the project."""
    groups = [Group(name, life, life.open(work, project)) for name, life in LIVES]
    is_still = Phase(project.phase) is Phase.SUSPENDED
    return Looked(
        project,
        [one for one in groups if one.found],
        [line for _name, life in LIVES for line in life.ahead(work, project)] if is_still else (),
        _stood(work, project) if is_still else 0,
    )


def to_move(work: Work, project_id: int, action: str) -> Looked:
    """The project, for a form in which the actor will do that with it; refused like the act itself."""
    project = must(work, project_id, action)
    looked = look(work, project)
    if action in ("projects.suspend", "projects.close"):
        must_be_settled(looked, is_closing=action == "projects.close")
    return looked


def must(work: Work, project_id: int, action: str, *, to_change: bool = False) -> Project:
    """The project, held where it is to be changed.

    Raises Refused where the actor may not see it, may not do that with it, or its phase does not allow it.
    """
    if to_change:
        projects.project(work.session, work.team_id, project_id, to_change=True)
    project = rights.seen(work, project_id)
    rights.must(work, action, project, Text(NOT_YOURS.message, {"number": project.number}))
    return project


def must_be_settled(looked: Looked, *, is_closing: bool) -> None:
    """Raises Refused where something runs that nobody but those whose it is can end, with a button that shows it."""
    running = [one for group in looked.groups if group.life.is_settled_first for one in group.found]
    if not running:
        return
    labels = joined((one.label for one in running[:NAMED_AT_MOST]), _("%(one)s, %(rest)s"))
    said = {"number": looked.project.number, "disputes": labels}
    raise Refused(
        _("%(number)s cannot be closed while a dispute runs: %(disputes)s. It is settled or decided first.", **said)
        if is_closing
        else _(
            "%(number)s cannot stand still while a dispute runs: %(disputes)s. It is settled or decided first.", **said
        ),
        offer=running[0].button,
    )


def _stood(work: Work, project: Project) -> int:
    today = work.today(project.zone)
    return max(0, calendars.of_project(work, project).working_days_between(project.since or today, today))
