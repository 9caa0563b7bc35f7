"""Posts: what a person is named for in a project: PM, sponsor, head or liaison of a department, owner of what is open:
tasks, risks, reviews, and collaboration requests that they asked or are to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.process.kernel.work import Work
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from storage import people, projects, requests, reviews, risks, task_owners
from storage.departments import Department
from storage.projects import Project, ProjectDepartment

Parts = Sequence[tuple[ProjectDepartment, Department]]

# What is expected of whoever is named for the first time, by the post.
EXPECTED = {
    "pm": _(
        "As project manager you run the project: `/task add` plans it, `/meeting` and the minutes keep it together, "
        "`/project status` shows what is stuck."
    ),
    "sponsor": _("As sponsor you decide what the departments cannot agree on, within a day or two."),
    "head": _(
        "As head you stand behind your department: you confirm what is decided for it, and hear what is late for some "
        "days or stays unanswered."
    ),
    "deputy": _("As deputy head you may do what the head may; what waits for the head is done by either of you."),
    "liaison": _(
        "As liaison you speak for your department: its report before each weekly meeting (`/report`), answers to what "
        "others ask of it (`/request list`), and how its tasks stand (`/task update`)."
    ),
}
WHEN = _(
    "What waits for you comes in one message on a working morning and stands on Home; nothing comes at night. "
    "`/liaison away` names who stands in for you."
)


def expected(names: Iterable[str]) -> list[Text]:
    """What is expected of who holds these posts, named as in `Post`, and when they hear of it."""
    kinds = {name.partition("_")[0] for name in names}
    return [*(words for kind, words in EXPECTED.items() if kind in kinds), WHEN]


def expected_at(work: Work, project: Project, *, is_with_sponsor: bool = False) -> list[str]:
    """Who is expected in a meeting of the project: PM, heads and liaisons, each once; nobody who has left."""
    parts = [part for part, _department in projects.taking_part(work.session, project)]
    first = [project.sponsor_id] if is_with_sponsor else []
    ids = [*first, project.pm_id, *(one.head_id for one in parts), *(one.liaison_id for one in parts)]
    known = people.people(work.session, work.team_id, {one for one in ids if one})
    return [one for one in dict.fromkeys(ids) if one in known and not known[one].is_deactivated]


@dataclass(frozen=True, slots=True)
class Post:
    """One post that somebody holds. `name` is the form's name of it; `usual` is who takes it where nobody else does."""

    name: str
    label: Text
    usual: str | None
    part: ProjectDepartment | None = None


def held(work: Work, project: Project, user_id: str) -> list[Post]:
    """The posts that the person holds in the project."""
    parts = projects.taking_part(work.session, project)
    found = []
    if project.pm_id == user_id:
        found.append(Post("pm", _("project manager"), _first(work, user_id, project.sponsor_id)))
    if project.sponsor_id == user_id:
        heads = [part.head_id for part, made in parts if made.id == project.initiating_department_id]
        found.append(Post("sponsor", _("sponsor"), _first(work, user_id, *heads, project.pm_id)))
    for part, made in parts:
        if part.head_id == user_id:
            usual = _first(work, user_id, made.head_id, *made.deputies, part.liaison_id)
            found.append(Post(f"head_{made.id}", _("head of %(name)s", name=made.name), usual, part))
        if part.liaison_id == user_id:
            usual = _first(work, user_id, made.liaison_id, part.head_id, made.head_id)
            found.append(Post(f"liaison_{made.id}", _("liaison of %(name)s", name=made.name), usual, part))
    if project.second_decider_id == user_id:
        found.append(Post("decider", _("second decider of disputes"), None))
    if (owned := _owned(work, project, user_id, parts)) is not None:
        found.append(owned)
    return found


def only_for(work: Work, project: Project, part: ProjectDepartment) -> set[str]:
    """Who stands for that department in the project and for nothing else there, whatever open they own besides."""
    return {
        one
        for one in (part.head_id, part.liaison_id)
        if not any(
            post.name != "owner" and (post.part is None or post.part.department_id != part.department_id)
            for post in held(work, project, one)
        )
    }


def give(project: Project, post: Post, user_id: str) -> None:
    """Name somebody else for the post; what an owner holds is passed on by `handovers/parts.py`."""
    match post.name.partition("_")[0]:
        case "pm":
            project.pm_id = user_id
        case "sponsor":
            project.sponsor_id = user_id
        case "decider":
            project.second_decider_id = user_id
        case "head" if post.part is not None:
            post.part.head_id = user_id
        case "liaison" if post.part is not None:
            post.part.liaison_id = user_id


def _owned(work: Work, project: Project, user_id: str, parts: Parts) -> Post | None:
    """What is open and the person's own: tasks, risks, and collaboration requests that they asked or are to do."""
    number = task_owners.count_owned(work.session, work.team_id, project.id, user_id)
    named = requests.open_naming(work.session, work.team_id, project.id, user_id)
    of_tasks = plural("owner of %(number)s open task", "owner of %(number)s open tasks", number)
    of_requests = plural("named in %(number)s open request", "named in %(number)s open requests", len(named))
    both = [one for one, is_some in ((of_tasks, number), (of_requests, named)) if is_some]
    risked = risks.owned_by(work.session, work.team_id, project.id, user_id)
    of_risks = plural("owner of %(number)s open risk", "owner of %(number)s open risks", len(risked))
    both += [of_risks] if risked else []
    reviewed = reviews.reviewed_by(work.session, work.team_id, project.id, user_id)
    both += (
        [plural("reviewer in %(number)s review", "reviewer in %(number)s reviews", len(reviewed))] if reviewed else []
    )
    label = joined(both, _("%(one)s, %(rest)s"))
    if label is None:
        return None
    if number:
        department_id = task_owners.first_owned(work.session, work.team_id, project.id, user_id, most=1)[
            0
        ].department_id
    elif not named:
        return Post("owner", label, _first(work, user_id, project.pm_id, project.sponsor_id))
    else:
        is_asking = named[0].requester_id == user_id
        department_id = named[0].asking_department_id if is_asking else named[0].asked_department_id
    return Post("owner", label, _first(work, user_id, *_answering(department_id, parts), project.pm_id))


def _answering(department_id: int, parts: Parts) -> list[str]:
    """Liaison and head of that department."""
    return [one for part, made in parts if made.id == department_id for one in (part.liaison_id, part.head_id)]


def _first(work: Work, gone: str, *candidates: str) -> str | None:
    """The first of the candidates who is there."""
    known = people.people(work.session, work.team_id, candidates)
    return next(
        (one for one in candidates if one != gone and one in known and not known[one].is_deactivated),
        None,
    )
