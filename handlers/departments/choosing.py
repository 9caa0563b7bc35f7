"""Menus of departments that are looked for by typing, as there are more than a menu holds (`department_select`)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.departments import looking
from bot.process.proposals import running
from bot.process.scenarios.shown import NOBODY
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from handlers.scenarios import NO_DEPARTMENT
from storage.departments import Department

routes = Routes[Turn]()

NO_OTHER = _("No other department")


@routes.options("departments.all")
async def of_workspace(turn: Turn) -> None:
    """Any department."""
    await _offer(turn, await turn.see(looking.named, _typed(turn)))


@routes.options("departments.outside")
async def outside(turn: Turn) -> None:
    """Those that do not take part in the project that the form is about."""
    await _offer(turn, await turn.see(looking.outside, _project(turn), _typed(turn)))


@routes.options("departments.project")
async def of_project(turn: Turn) -> None:
    """Those that take part in it."""
    await _offer(turn, await turn.see(looking.taking_part, _project(turn), _typed(turn)))


@routes.options("departments.leads")
async def of_role(turn: Turn) -> None:
    """The same, or nobody, for a role of a template."""
    await _offer(turn, await turn.see(looking.taking_part, _project(turn), _typed(turn)), (str(NOBODY), NO_DEPARTMENT))


@routes.options("departments.causes")
async def of_cause(turn: Turn) -> None:
    """The same, or no other, for what a report says is not done."""
    await _offer(turn, await turn.see(looking.taking_part, _project(turn), _typed(turn)), ("0", NO_OTHER))


@routes.options("departments.named")
async def of_new_project(turn: Turn) -> None:
    """Any department by its name, with those that were named in the form itself."""
    found = await turn.see(running.departments_offered)
    shown = [(one.name, one.shown.for_(turn.reader) if one.shown else one.name) for one in found]
    await turn.offer(pair for pair in shown if looking.fits(_typed(turn), *pair))


def _typed(turn: Turn) -> str:
    return str(turn.body.get("value") or "")


def _project(turn: Turn) -> int:
    with reading():
        return as_number(turn.target["project"])


async def _offer(turn: Turn, found: Iterable[Department], *others: tuple[str, Text]) -> None:
    also = [(value, label.for_(turn.reader)) for value, label in others]
    await turn.offer([*also, *((str(one.id), one.name.for_(turn.reader)) for one in found)])
