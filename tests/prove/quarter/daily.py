"""What was promised of each working day, held against each: a line a day, and where it was too loud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from tests.prove.quarter.company import Company
from tests.prove.quarter.counts import Counts, Figures

# The goal, on every working day, Mondays too: what 95 of 100 liaisons of two projects and 95 of 100 project managers
# get at most; and what anybody gets at most of what can wait.
MOST_A_LIAISON, MOST_A_MANAGER, MOST_A_PERSON = 3, 6, 4
LIAISONS, MANAGERS = "liaisons of two projects", "project managers"
PROMISED = {LIAISONS: MOST_A_LIAISON, MANAGERS: MOST_A_MANAGER}


def groups(company: Company) -> Mapping[str, list[str]]:
    """Everybody in one group each: the post that brings the most."""
    heads = {one.head for one in company.departments}
    managers = {one.pm for one in company.projects} - heads
    parts = [part for one in company.projects for part in one.parts]
    liaisons: dict[str, int] = {}
    for part in parts:
        liaisons[part.liaison] = liaisons.get(part.liaison, 0) + 1
    of_two = [who for who, projects in liaisons.items() if projects == 2]
    owners = {who for part in parts for who in part.owners} - managers - heads - liaisons.keys()
    return {
        LIAISONS: sorted(of_two),
        MANAGERS: sorted(managers),
        "department heads": sorted(heads),
        "owners": sorted(owners),
    }


def lines(counts: Counts, found: Mapping[str, list[str]], days: Sequence[date]) -> list[str]:
    """A line for each day on which any of them works: median, 95 of 100, and most."""
    told = counts.per_day()
    said = [f"{'messages on the day':<19}" + "".join(f"{name:>28}" for name in PROMISED)]
    for day in days:
        on_it = {name: counts.figures(found[name], [day], told) for name in PROMISED}
        if any(one.days for one in on_it.values()):
            said.append(f"{day:%a %d %b %Y}    " + "".join(f"{_in_short(one):>28}" for one in on_it.values()))
    return said


def loud(counts: Counts, found: Mapping[str, list[str]], days: Sequence[date]) -> list[str]:
    """Where people were told more than is promised, on which day."""
    told = counts.per_day()
    broken = []
    for name, most in PROMISED.items():
        for day in days:
            figures = counts.figures(found[name], [day], told)
            if figures.p95 > most:
                broken.append(f"quiet: 5 of 100 {name} got {figures.p95:g} messages or more on {day:%a %d %b}")
    return broken + _too_much(counts.can_wait_per_day())


def _too_much(can_wait: Counter[tuple[str, date]]) -> list[str]:
    return [
        f"quiet: {who} got {number} messages on {day} that could wait"
        for (who, day), number in can_wait.items()
        if number > MOST_A_PERSON
    ]


def _in_short(one: Figures) -> str:
    return f"{one.median:g} · {one.p95:g} · {one.most}" if one.days else "–"
