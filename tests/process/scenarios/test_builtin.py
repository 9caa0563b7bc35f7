"""The four built-in templates, each as somebody of the trade would look at it: whole, possible, in both languages."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import combinations

import pytest

from bot.calendars import Calendar
from bot.plans.network import Kind
from bot.plans.scheduled import network_of
from bot.plans.scheduling import broken
from bot.process.proposals.scenarios import Scenario
from bot.process.scenarios.builtin import BUILT_IN, HERE, built_in
from bot.process.scenarios.laying import Laid, lay
from bot.process.scenarios.template import Template
from bot.words.language import CHINESE

EACH = pytest.mark.parametrize("scenario", BUILT_IN)
BOTH = pytest.mark.parametrize("language", ["en", CHINESE])
CALENDARS = {name: Calendar(name, name) for name in ("CN", "US")}


def laid(template: Template, calendar: str = "CN", begins: date = date(2027, 1, 11)) -> Laid:
    return lay(template, begins, lambda _role: CALENDARS[calendar], CALENDARS[calendar])


def test_each_kind_of_project_that_is_proposed_has_one_but_another_kind() -> None:
    assert set(BUILT_IN) == set(Scenario) - {Scenario.OTHER}
    assert {one.stem for one in HERE.glob("*.toml")} == {one.value for one in BUILT_IN}


@EACH
def test_it_is_a_plan_of_three_levels_and_of_a_size_that_one_can_oversee(scenario: Scenario) -> None:
    template = built_in(scenario, "en")
    assert 30 <= template.tasks <= len(template.rows) <= 60
    depths = {row.key.count(".") + 1 for row in template.rows}
    assert depths == {1, 2, 3}
    assert [row.is_stage for row in template.rows] == [row.key.count(".") == 0 for row in template.rows]
    keys = [[int(part) for part in row.key.split(".")] for row in template.rows]
    assert keys == sorted(keys), "in the order of its codes"
    assert all(row.parent is None or row.parent in {one.key for one in template.rows} for row in template.rows)
    assert 4 <= template.stages <= 7


@EACH
@BOTH
def test_every_task_has_a_department_a_length_and_a_standard(scenario: Scenario, language: str) -> None:
    template = built_in(scenario, language)
    roles = {role.key for role in template.roles}
    for row in template.rows:
        assert row.title.strip()
        assert row.is_stage or row.role in roles, row.key
        assert {role for role, _provides in row.parts} <= roles - {row.role}, row.key
        assert all(provides.strip() for _role, provides in row.parts), row.key
        if row.is_stage or row.key in template.holding:
            assert not row.days, row.key
            continue
        assert (row.days is None) is row.is_milestone, row.key
        assert row.is_milestone or 1 <= (row.days or 0) <= 60, row.key
        for said in (row.output, row.format, row.quality):
            assert said.strip(), row.key
    titles = [row.title for row in template.rows]
    assert len(set(titles)) == len(titles), "each is called by its own name"
    assert {row.role for row in template.rows} - {""} == roles, "each role leads something"


@EACH
def test_both_languages_say_the_same_in_their_own_words(scenario: Scenario) -> None:
    english, chinese = built_in(scenario, "en"), built_in(scenario, CHINESE)
    for one, other in zip(english.rows, chinese.rows, strict=True):
        assert (one.key, one.role, one.days, len(one.parts)) == (other.key, other.role, other.days, len(other.parts))
        for here, there in (
            (one.title, other.title), (one.output, other.output), (one.quality, other.quality),
            *zip([said for _role, said in one.parts], [said for _role, said in other.parts], strict=True),
        ):  # fmt: skip
            assert bool(here) is bool(there), one.key
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in here), one.key
            assert not here or any("\u4e00" <= letter <= "\u9fff" for letter in there), one.key
            assert not set(there) & set(",;()"), f"{one.key}: Chinese is set with its own signs"
    assert [role.en for role in english.roles] == [role.en for role in chinese.roles]


def test_no_five_titles_are_shared_between_two_of_them() -> None:
    for language in ("en", CHINESE):
        for one, other in combinations(BUILT_IN, 2):
            titles = [{row.title.casefold() for row in built_in(scenario, language).rows} for scenario in (one, other)]
            assert len(titles[0] & titles[1]) < 5, (one, other)


@EACH
def test_each_stage_ends_with_its_milestone(scenario: Scenario) -> None:
    template = built_in(scenario, "en")
    days = laid(template).days
    for stage in (row for row in template.rows if row.is_stage):
        inner = [row for row in template.rows if row.key.startswith(f"{stage.key}.")]
        assert [row.is_milestone for row in inner] == [False] * (len(inner) - 1) + [True], stage.key
        assert all(end <= (days[inner[-1].key][1] or date.min) for row in inner if (end := days[row.key][1])), stage.key


@EACH
def test_the_links_lead_to_tasks_and_never_in_a_circle(scenario: Scenario) -> None:
    template = built_in(scenario, "en")
    ends = {row.key for row in template.rows} - template.holding
    pairs = [(one.before, one.after) for one in template.ties]
    assert {one for pair in pairs for one in pair} <= ends, "a stage is no task"
    assert len(set(pairs)) == len(pairs)
    assert len(template.ties) >= template.tasks - len(template.holding), "nearly everything waits for something"
    kinds = {(one.kind, (one.lag > 0) - (one.lag < 0)) for one in template.ties}
    assert {(Kind.FS, 0), (Kind.FS, -1)} <= kinds, "and not all in a row"
    assert any(one.kind is Kind.SS for one in template.ties)


@EACH
@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("begins", [date(2026, 9, 28), date(2027, 1, 11), date(2027, 2, 4), date(2027, 5, 1)])
def test_laid_from_any_day_no_link_is_broken(scenario: Scenario, calendar: str, begins: date) -> None:
    found = laid(built_in(scenario, "en"), calendar, begins)
    for row in found.plan.rows:
        if row.is_milestone:
            row.start = row.end
        elif not row.is_summary:
            assert row.start is not None
            assert row.end is not None
            assert CALENDARS[calendar].is_working(row.start), row.id
            assert CALENDARS[calendar].working_days_between(row.start, row.end) + 1 == row.days
    assert found.first is not None
    assert found.first >= begins
    network = network_of(found.plan, CALENDARS[calendar])
    assert len(network.tasks) > 30
    assert broken(network) == []


def test_a_file_says_nothing_that_is_not_read() -> None:
    known = {"at", "lead", "days", "after", "milestone", "en", "zh", "with"}
    for scenario in BUILT_IN:
        content = tomllib.loads((HERE / f"{scenario.value}.toml").read_text(encoding="utf-8"))
        assert content.keys() == {"roles", "rows"}
        for row in content["rows"]:
            assert row.keys() <= known, row["at"]
            assert len(row["en"]) == len(row["zh"]) in (1, 4), row["at"]
