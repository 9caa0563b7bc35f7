"""The four scenario templates that Liaison brings, each a file beside this one in both languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.plans.network import Kind
from bot.process.proposals.scenarios import SCENARIOS, Scenario
from bot.process.scenarios.template import Role, Row, Template, Tie
from bot.words.language import CHINESE, Text

HERE = Path(__file__).resolve().parent
# Another kind of project has none.
BUILT_IN = tuple(one for one in Scenario if one is not Scenario.OTHER)
# "2.1", "2.1SS+4", "3.6-12": the code, how, and the lag in working days.
_WAIT = re.compile(r"([\d.]+)(FS|SS|FF|SF)?([+-]\d+)?$")
_TITLE, _OUTPUT, _FORMAT, _QUALITY = range(4)


def built_in(scenario: Scenario, language: str) -> Template:
    """One of them with its titles and standards in that language ("zh_CN", else English)."""
    return _template(scenario, "zh" if language == CHINESE else "en")


def named(scenario: Scenario) -> Text:
    """What it is called."""
    return SCENARIOS[scenario].name


@cache
def _template(scenario: Scenario, language: str) -> Template:
    content = tomllib.loads((HERE / f"{scenario.value}.toml").read_text(encoding="utf-8"))
    rows = [_row(one, language) for one in content["rows"]]
    return Template(
        scenario.value,
        named(scenario),
        tuple(Role(key, en, zh, tuple(known)) for key, (en, zh, *known) in content["roles"].items()),
        tuple(rows),
        tuple(tie for one in content["rows"] for tie in _ties(one["at"], one.get("after", ""))),
        is_computed=True,
    )


def _row(one: Mapping[str, Any], language: str) -> Row:
    at = str(one["at"])
    said = [*one[language], "", "", ""]
    above = at.rpartition(".")[0]
    place = 0 if language == "en" else 1
    return Row(
        at,
        said[_TITLE],
        above or None,
        is_stage=not above,
        role=one.get("lead", ""),
        is_milestone=one.get("milestone", False),
        days=one.get("days"),
        output=said[_OUTPUT],
        format=said[_FORMAT],
        quality=said[_QUALITY],
        parts=tuple((role, provides[place]) for role, provides in one.get("with", {}).items()),
    )


def _ties(at: str, after: str) -> list[Tie]:
    return [_tie(at, one.strip()) for one in after.split(",") if one.strip()]


def _tie(at: str, said: str) -> Tie:
    found = _WAIT.match(said)
    if found is None:
        raise ValueError(f"{at} waits for {said}, which names no row")
    before, kind, lag = found.groups()
    return Tie(before, at, Kind(kind or "FS"), int(lag or 0))
