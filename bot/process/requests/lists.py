"""Looking for collaboration requests: lists by scope, one with its timeline, and what a line says of a new one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any, TypeVar

from bot.process.kernel import matters, partners, rights, substitutes
from bot.process.kernel.lists import Scope, meant, page_of
from bot.process.kernel.work import Work
from bot.process.projects import finding
from bot.process.requests import asking
from bot.process.requests import shown as request_shown
from bot.process.requests.kind import REQUESTS
from bot.process.tasks import finding as task_flow
from bot.process.tasks import lines as task_lines
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, project_reading, requests, search, task_owners
from storage import projects as stored
from storage.departments import Department
from storage.projects import Project
from storage.requests import Request
from storage.tasks import Task

T = TypeVar("T")

# Slack's bound on the options of a menu.
CHOICES = 100

SCOPES = {
    "mine": Scope(("mine", "my", "我的"), _("Requests that you made")),
    "to": Scope(("to us", "us", "给我们", "待我们"), _("Requests to your department")),
    "overdue": Scope(("overdue", "late", "逾期", "超期"), _("Overdue requests")),
    "all": Scope(("all", "全部"), _("Requests")),
    "open": Scope(("", "open", "未完成"), _("Open requests")),
}
_EMPTY = _("No such requests. `/request new` asks another department for help.")
_NONE = _("No such requests. `/request list all` shows those that are settled.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form of a new request begins with."""

    project: Project
    departments: list[Department]
    tasks: list[Task]
    values: dict[str, Any]
    # What of the line was not understood.
    note: Text | None = None


def timeline(work: Work, number: int) -> dict[str, Any]:
    """R-`number` with all that happened to it, oldest first, and whether it is the reader's to answer or to settle."""
    shown, told = matters.timeline(work, REQUESTS, number)
    rights = {"answers": "requests.answer", "assigns": "requests.assign", "settles": "requests.settle"}
    return {**told, **{name: matters.may(work, REQUESTS, right, shown.request) for name, right in rights.items()}}


def scope_of(work: Work, words: str, channel_id: str) -> str:
    """What a line after `/request list` asks for, as a scope for `page`: `open/3`, `mine`, `department/3/5`.

    Raises Refused for words that name nothing.
    """
    words = " ".join(words.split())
    here = finding.here(work, channel_id)
    suffix = f"/{here.id}" if here else ""
    if kind := meant(SCOPES, words):
        return f"{kind}{suffix}"
    named = departments.named(work.session, work.team_id, words.lstrip("@#"))
    if named is None or here is None:
        raise Refused(
            _(
                "`/request list` knows `open`, `mine`, `to us`, `overdue`, `all` and, in a project's channel, "
                "a department's name; “%(word)s” it does not.",
                word=words[:40],
            )
        )
    return f"department{suffix}/{named.id}"


def page(work: Work, scope: str, number: int) -> dict[str, Any]:
    """A page of the requests in a scope, with what its template wants to know."""
    kind, _slash, rest = scope.partition("/")
    found = page_of(_in_scope(work, kind, rest), number)
    shown = found.of(request_shown.many(work, found.lines))
    is_to_add = finding.invites(work, "requests.ask", int(rest.partition("/")[0]) if rest else None)
    empty = _EMPTY if is_to_add else _NONE
    return {"page": shown, "title": _title(work, kind, rest), "empty": empty, "scope": scope}


def drafted(work: Work, channel_id: str, line: str, task_number: int | None, project_id: int | None = None) -> Draft:
    """What the form of a new request begins with: the project (that one, where given), and what a line says of it.

    Raises Refused where there is no project to ask in, and for who can ask for nothing there.
    """
    task = task_flow.find(work, task_number).task if task_number is not None else None
    project = rights.seen(work, project_id) if project_id is not None else project_of(work, channel_id, task)
    said = task_lines.read(work, project, line, with_stage=False, with_owner=False)
    parts = partners.among(work, project)
    open_tasks = task_owners.open_for(work.session, work.team_id, work.person.user_id)
    offered = [one for one in open_tasks if one.project_id == project.id]
    if not offered:
        asking.must_ask(work, project)
    if task is not None and task.number not in {one.number for one in offered}:
        offered.insert(0, task)
    own = task.department_id if task else asking.own_department(work, project)
    if any(one.department_id != own for one in offered):
        # For a task of another department one's own can be asked.
        own = task.department_id if task else None
    return Draft(
        project=project,
        departments=[made for made in parts if made.id != own],
        tasks=offered[:CHOICES],
        values={
            "department_id": said.department_id if said.department_id != own else None,
            "title": said.title,
            "standard": "",
            "task_number": task.number if task else None,
            "needed_by": said.due_on or said.line.near,
            "answer_by": None,
        },
        note=said.beside_form,
    )


def project_of(work: Work, channel_id: str, task: Task | None) -> Project:
    """The task's project, else this channel's, else one's first. Raises Refused for who takes part in none."""
    if task is not None:
        return rights.seen(work, task.project_id)
    return finding.meant(work, channel_id)[0]


def _in_scope(work: Work, kind: str, rest: str) -> list[Request]:
    ids = [int(one) for one in rest.split("/") if one]
    # What is asked of somebody who is away is asked of who stands in for them, too.
    us = set(substitutes.hats(work, work.person.user_id)) if kind == "to" else set()
    seen = [rights.seen(work, ids[0])] if ids else finding.mine(work)
    if kind == "overdue":
        overdue = (
            requests.overdue(work.session, work.team_id, there, today)
            for today, there in finding.by_today(work, seen).items()
        )
        return sorted(chain.from_iterable(overdue), key=attrgetter("project_id", "needed_by", "number"))
    states = () if kind == "all" else requests.OPEN
    department_id = ids[1] if len(ids) > 1 else None
    found = requests.of_projects(
        work.session, work.team_id, [one.id for one in seen], states=states, asked_department_id=department_id
    )
    if kind == "mine":
        return [one for one in found if one.requester_id == work.person.user_id]
    if kind == "to":
        project_reading.read_ahead(work.session, [one.project_id for one in found])
        return [one for one in found if one.assignee_id in us or us & _answering(work, one)]
    return found


def _answering(work: Work, request: Request) -> set[str]:
    """Who answers for the asked department: its liaison and head in the project, and its deputy heads."""
    part = stored.part(work.session, request.project_id, request.asked_department_id)
    deputies = partners.named(work, request.asked_department_id).deputies
    return {part.liaison_id, part.head_id, *deputies} if part else set()


def _title(work: Work, kind: str, rest: str) -> Text:
    if kind == "department":
        asked = search.department_found(work.session, work.person, int(rest.rpartition("/")[2]), work.now)
        return _("Requests to %(department)s", department=asked.name if asked else "?")
    return SCOPES.get(kind, SCOPES["open"]).title
