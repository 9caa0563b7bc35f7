"""What each template of a project that is changed in its course is shown with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bot.process.kernel.flow import Back, Open
from bot.process.revisions import parts
from bot.process.revisions.edited import Edited
from bot.process.revisions.parts import Group, Listed, Looked
from bot.process.revisions.shifted import JOIN, LEAVE, MERGE, Choice, Shifted
from bot.words.language import text as _
from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment


def contexts(
    text: str, many: int, person: Person, project: Project, department: Department, target: str
) -> dict[str, dict[str, Any]]:
    """By template; with so many lines of each."""
    days = (date(2026, 9, 1), date(2026, 9, 8))
    changes = {
        "name": (text, text), "objective": (text, text if many else ""), "starts_on": days, "ends_on": days,
        "sponsor_id": (person.user_id, "U0GONE0001"),
    }  # fmt: skip
    edited = Edited(project, changes if many else {}, many, many > 1, datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    hand = _("%(name)s", name=text)
    told = {"edited": edited, "hand": hand}
    part = ProjectDepartment(
        team_id="T1", project_id=1, department_id=1, head_id=person.user_id, liaison_id="U0GONE0001"
    )
    found = [Open(number, "T-3", text, ("U1",)) for number in range(max(many, 1))]
    partings = dict(parts.PARTINGS)
    groups = [Group(name, partings[name], found) for name in ("tasks", "requests")] if many else []
    looked = Looked(project, part, department, groups, [department] * max(many, 1))
    did = (LEAVE, JOIN, MERGE)[many % 3]
    choice = Choice({"tasks": True, "requests": False}, 1, because=text)
    shifted = Shifted(
        project,
        did,
        department,
        department if did != JOIN else None,
        looked,
        {"tasks": [0]},
        choice,
        many > 2,
        change_id=many,
        is_undo=many == 4,
        back=Back(many, [hand] * many),
    )
    shift = {"shifted": shifted, "hand": told["hand"]}
    known = [(number, text) for number in range(max(many, 1))]
    return {
        "revisions/form_join": {"project": project, "known": known, "target": target},
        "revisions/form_leave": {"looked": looked, "target": target},
        "revisions/form_merge": {"looked": looked, "known": known, "target": target},
        "revisions/parts": {
            "listed": Listed(project, [(part, department)] * max(many, 1), {person.user_id: person}, many > 0)
        },
        "revisions/parts_done": {"shifted": shifted, "minutes": 10},
        "revisions/parts_told": shift,
        "revisions/parts_yours": {
            **shift,
            "lines": [told["hand"]] * many,
            "is_gone": not many,
            "most": 7,
            "principal": None,
        },
        "revisions/done": {"edited": edited, "people": {person.user_id: person}, "minutes": 10},
        "revisions/form_edit": {"project": project, "target": target},
        "revisions/period": {**told, "lines": [text] * many, "most": 7, "principal": None},
        "revisions/told": {**told, "people": {person.user_id: person}},
    }
