"""What the templates of charters are given, for the test that renders every template."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.calendars import Calendar
from bot.process.charters.form import INPUTS
from bot.process.charters.money import Money
from bot.process.charters.sections import Fact
from bot.process.charters.shown import Other, Shown
from bot.process.charters.states import State
from bot.process.charters.writing import ToEdit
from bot.process.kernel.places import Mine, Place
from bot.process.kernel.signatures import NOBODY, Document
from bot.process.kernel.timelines import Happening
from bot.process.verifying import Verified
from bot.words.language import Text
from bot.words.language import text as _
from storage.charters import Charter
from storage.departments import Department
from storage.people import Person
from storage.projects import Project
from storage.signatures import PASSED, SIGNED, Signature, Signer

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TARGET = json.dumps({"channel": "C1", "id": 1, "name": "goal", "mark": "x"})

Of = tuple[Person, Project, Department]


def shown(text: str, many: int, of: Of, state: State) -> Shown:
    """A charter in that state, with the same hostile text everywhere."""
    person, project, department = of
    words = _("%(name)s", name=text)
    charter = Charter(
        id=1, team_id="T1", project_id=1, cause="c", number=2026007, state=state, created_at=NOW, created_by="U1",
        changed_at=NOW, changed_by="U1", content={}, sent={}, signed={}, edition=2, signed_edition=1, sent_at=NOW,
        sign_by=date(2026, 11, 26), is_after_fact=many > 1, note=text[:1000], returned_by="U1", returned_at=NOW,
    )  # fmt: skip
    words_given = (None, SIGNED, PASSED)
    places = [
        place(text, person, number, words_given[number % 3] if state == State.SIGNING else SIGNED)
        for number in range(min(many, 31))
    ]
    return Shown(
        charter, project, [department] * min(many, 30), (), NOBODY, Document(2, ()), places, person, person,
        Calendar("CN", "CN"), words, 2 if state == State.SIGNING and many > 1 else 0, person, None, person,
    )  # fmt: skip


def place(text: str, person: Person, number: int, verdict: str | None) -> Place:
    """A place of the signature page."""
    signer = Signer(id=number + 1, team_id="T1", subject="charters", subject_id=1, role="head", department_id=1)
    word = Signature(
        id=number + 1, team_id="T1", signer_id=number + 1, version=2, verdict=verdict or "", reasons=text[:1000],
        content_hash="", scheme=2, given_by="U1", given_at=NOW, chain="a1b2c3d4e5f6",
    )  # fmt: skip
    return Place(signer, _("%(name)s", name=text), person, word if verdict else None, person, None, number)


def contexts(text: str, many: int, *of: *Of) -> dict[str, dict[str, Any]]:
    """What each template is given; `many` is the length of every list; `of` is what it is about."""
    person, _project, _department = of
    words: Text = _("%(name)s", name=text)
    signing, returned = shown(text, many, of, State.SIGNING), shown(text, many, of, State.RETURNED)
    draft, signed = shown(text, many, of, State.DRAFT), shown(text, many, of, State.SIGNED)
    fact, lines = Fact(words, [words]), Fact(words, [words] * min(many, 30))
    found = [fact, lines, Fact(words, []), Fact(words, [Money("", hundredths=12_000_000, currency="CNY")])]
    others = [Other(words, [fact], [lines]), Other(words, [], [fact]), Other(words, [fact], [])] * min(many, 5)
    mine = [Mine(one, person if many > 1 else None, others if many > 1 else None) for one in signing.places[:4]]
    facts = [("goal", found)] * min(many, 8)
    happened = [Happening(NOW, words, words)] * many
    sections = [(f"contribution:{number}", words, number % 2 == 0) for number in range(min(many, 37))]
    standing = {
        "mine": mine, "facts": facts, "reader_name": text, "sections": sections or [("goal", words, False)],
        "edits": True, "passes": many > 1, "can_withdraw": many > 1, "is_changed": True, "sign_days": 3,
        "happened": happened,
    }  # fmt: skip
    sections_of = list(INPUTS)
    name = sections_of[many % len(sections_of)]
    typed = {one.name: None if one.kind == "day" else ["U1"] if one.kind == "people" else text[: one.longest]
             for one in INPUTS[name]}  # fmt: skip
    word = place(text, person, 0, SIGNED).word
    assert word is not None
    verified = Verified(
        "A1B2-C3D4-E5F6", of[1], words, words, words, word, 2, many != 1, many == 0, many > 1,
    )  # fmt: skip
    return {
        "charters/card": {"shown": signing, "mine": mine, "facts": facts, "reader_name": text, "is_before": False},
        "charters/show": {"shown": signing if many > 1 else returned, **standing},
        "charters/begin": {"project": of[1], "sections": standing["sections"]},
        "charters/preview": {"shown": draft, "told": [(words, found)] * min(many, 37)},
        "charters/done": {"shown": signing if many > 1 else draft, "said": None, "can_undo": True},
        "charters/signed": {"shown": signed, "is_next": many > 1},
        "charters/all_signed": {"shown": signed, "is_next": many > 1},
        "charters/returned": {"shown": returned},
        "charters/withdrawn": {"shown": signing},
        "charters/taken_back": {"shown": signing},
        "charters/document": {"shown": signing},
        "charters/word": {"project": of[1]},
        "charters/word_sent": {"project": of[1], "where": "D1"},
        "charters/form_section": {
            "to_edit": ToEdit(
                returned if many > 1 else signing if many else None, name, words, INPUTS[name], typed, "x"
            ),
            "target": TARGET,
        },
        "matters/form_pass": {
            "flow": "charters", "shown": signing, "missing": signing.missing, "title": _("Go on without it"),
            "whose": words, "stands": words, "target": TARGET,
        },
        "projects/verified": {"verified": verified},
    }  # fmt: skip
