"""What the templates of acceptances are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.process.acceptance.shown import Opinion, Remedy, Row, Shown
from bot.process.acceptance.states import VERDICTS, Said, State
from bot.process.kernel.places import Mine
from bot.process.kernel.signatures import NOBODY, Document
from bot.process.kernel.timelines import Happening
from bot.words.language import text as _
from storage.acceptances import Acceptance, Item, Rectification, Verdict
from storage.departments import Department
from storage.people import Person
from storage.projects import Project
from storage.signatures import PASSED, SIGNED
from tests.contexts.charters import place

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
DAY = date(2026, 12, 4)
TARGET = json.dumps({"channel": "C1", "id": 1, "project": 1, "mark": "x", "keys": [1], "line": 1, "kind": "not met"})

Of = tuple[Person, Project, Department]


def remedy(text: str, number: int, many: int) -> Remedy:
    """Something that is to be put right, with and without evidence."""
    words = _("%(name)s", name=text)
    is_proved = number % 2 == 1
    row = Rectification(
        id=number + 1, team_id="T1", project_id=1, acceptance_id=1, item=number + 1, title=text[:200],
        words=text[:1000], is_remainder=number % 3 == 0, department_id=1, made_at=NOW, due_on=DAY,
        proof=text[:1000] if is_proved else "", proved_at=NOW if is_proved else None, proved_by="U1",
        note=text[:1000] if not is_proved else "", agreed_at=NOW if number % 5 == 4 else None,
        lapsed_at=NOW if number % 7 == 6 else None,
    )  # fmt: skip
    return Remedy(row, number + 1, words, words, 0 if is_proved else min(many, 2))


def shown(text: str, many: int, of: Of, state: State) -> Shown:
    """An acceptance in that state, with the same hostile text everywhere."""
    person, project, _department = of
    words = _("%(name)s", name=text)
    lines = min(many, 20)
    items = [Item(key=number + 1, words=text[:200], evidence=text[:1000], of=0) for number in range(lines)]
    acceptance = Acceptance(
        id=1, team_id="T1", project_id=1, cause="c", number=3, state=state, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1", edition=2, sent_at=NOW, sign_by=date(2026, 11, 26), items=items,
        ordinal=2 if many > 1 else 1, charter_edition=many % 2, customer_name=text[:80], paper_name=text[:120],
    )  # fmt: skip
    given = (None, SIGNED, PASSED)
    places = [
        place(text, person, number, given[number % 3] if state is State.SIGNING else None if state is State.JUDGING
              else SIGNED)
        for number in range(min(many, 31))
    ]  # fmt: skip
    every = list(Said)
    rows = [
        Row(
            number + 1, number + 1, text[:200], text[:1000],
            [Opinion(every[one % 3], words, text[:500], words if one % 3 else None, verdict(text, one))
             for one in range(min(many, 7))],
            every[number % 3] if state is State.SIGNED else None,
        )
        for number in range(lines)
    ]  # fmt: skip
    remedies = [remedy(text, number, many) for number in range(lines)]
    return Shown(
        acceptance, project, rows, NOBODY, Document(2, ()), {}, places,
        remedies if state is State.SIGNED else [], remedies[:10] if many > 1 and state is State.DRAFT else [],
        words if many else None, person, person, Calendar("CN", "CN"), words,
        2 if acceptance.is_asking and many > 1 else 0, person,
    )  # fmt: skip


def verdict(text: str, number: int) -> Verdict:
    """A verdict."""
    return Verdict(
        id=1, team_id="T1", acceptance_id=1, item=1, signer_id=number + 1, verdict=list(Said)[number % 3],
        words=text[:500], department_id=1, due_on=DAY, mark="", given_by="U1", given_at=NOW,
    )  # fmt: skip


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, project, department = of
    words = _("%(name)s", name=text)
    draft, judging = shown(text, many, of, State.DRAFT), shown(text, many, of, State.JUDGING)
    signing, signed = shown(text, many, of, State.SIGNING), shown(text, many, of, State.SIGNED)
    asking = judging if many > 1 else signing
    departments = [(department.id, text)] * min(many, 100)
    row = Row(1, 1, text[:200], text[:1000], [], None)

    def own(found: Shown) -> dict[str, Any]:
        mine = [Mine(one, person if many > 1 else None, None, is_given=True, by_another=many > 1)
                for one in found.places[:3]]  # fmt: skip
        return {
            "shown": found, "mine": mine, "lines": [(one, "met" if one.number % 2 else "") for one in found.rows],
            "is_judging": many > 1, "verdicts": list(VERDICTS.items()), "reader_name": text,
        }  # fmt: skip

    standing = {
        "runs": many <= 1, "calls": True, "types": True, "takes_anew": True, "stops": True, "records": True,
        "passes": True, "can_withdraw": True, "closes": many > 1, "may_prove": {1, 2}, "may_agree": {3, 4},
        "may_plan": {5, 6}, "others": list(range(min(many, 30))), "judge_days": 3,
        "happened": [Happening(NOW, words, words)] * many,
    }  # fmt: skip
    ended = {"shown": signed, "is_accepted": many == 0, "again": 4 if many > 1 else None}
    return {
        "acceptance/card": {**own(asking if many else signed), "is_before": False},
        "acceptance/show": {**own(judging if many > 1 else draft if many else signed), **standing},
        "acceptance/begin": {"project": project, "items": draft.acceptance.items, "edition": many},
        "acceptance/done": {"shown": signed if many > 1 else asking, "said": None, "can_undo": True},
        "acceptance/signed": ended,
        "acceptance/all_signed": ended,
        "acceptance/accepted": {"project": project},
        "acceptance/lapsed": {"shown": signed, "remedy": remedy(text, 6, many), "again": 4},
        "acceptance/withdrawn": {"shown": signing},
        "acceptance/document": {"shown": signed},
        "acceptance/word": {"project": project},
        "acceptance/word_sent": {"project": project, "where": "D1"},
        "acceptance/form_checklist": {"project": project, "lines": text[:3000], "target": TARGET},
        "acceptance/form_evidence": {"shown": draft, "rows": draft.rows[:7] or [row], "target": TARGET},
        "acceptance/form_customer": {"shown": draft, "target": TARGET},
        "acceptance/form_verdict": {
            "shown": judging, "row": row, "verdict": "remainder" if many > 1 else "not met",
            "departments": departments, "department": department.id, "due_on": DAY, "words": text[:500],
            "target": TARGET,
        },
        "acceptance/form_prove": {"shown": signed, "remedy": remedy(text, many, many), "target": TARGET},
        "acceptance/form_plan": {
            "shown": signed, "remedy": remedy(text, many, many), "departments": departments, "target": TARGET,
        },
        "acceptance/form_paper": {"shown": judging, "departments": departments, "target": TARGET},
    }  # fmt: skip
