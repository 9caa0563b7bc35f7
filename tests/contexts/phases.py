"""What the templates of a project's life are given in the tests."""

from __future__ import annotations

from itertools import cycle
from typing import Any

from bot.process.kernel.flow import Open
from bot.process.phases import looking
from bot.process.phases.looking import Group, Looked
from bot.process.phases.moved import CLOSE, RESUME, Moved
from bot.process.phases.settling import A_PAGE, Page
from bot.words.language import text as _
from bot.words.refused import Offer
from storage.projects import Project


def contexts(text: str, many: int, project: Project, target: str) -> dict[str, dict[str, Any]]:
    """By template; with so many lines of each."""
    button = Offer(_("Show it"), "tasks.show", "3")
    found = [Open(number, "T-3", text, ("U1",), is_late=True, button=button) for number in range(max(many, 1))]
    lives = dict(looking.LIVES)
    words = _("%(name)s", name=text)
    groups = [Group(name, lives[name], found) for name in ("tasks", "requests", "meetings")]
    looked = Looked(project, groups if many else [], [words] * many, many)
    closed = Moved(project, CLOSE, 7, looked, text, {"tasks": frozenset({1})})
    flows = cycle(("tasks", "requests"))
    said = {"project": project, "hand": words, "because": text}
    return {
        "phases/done": {"moved": closed if many > 1 else Moved(project, RESUME, 7, looked, back=many), "minutes": 10},
        "phases/form_close": {"looked": looked, "because": text, "minutes": 10, "target": target},
        "phases/form_each": {
            "looked": looked,
            "page": Page(1, 1 + (many > 1), len(found), list(zip(flows, found[:A_PAGE], strict=False))),
            "because": text,
            "target": target,
        },
        "phases/form_move": {
            "looked": looked,
            "did": "suspend" if many > 1 else "resume",
            "because": text,
            "target": target,
        },
        "phases/told": {**said, "did": CLOSE, "numbers": closed.numbers, "back": many},
        "phases/yours": {**said, "did": "suspend", "lines": [words] * max(many, 1), "most": 7, "principal": None},
    }
