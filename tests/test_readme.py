"""What the two READMEs say is what the code does: their tables, commands, settings, links and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import typer

from bot import cli
from bot.app import dispatch
from bot.process import every
from bot.process.acceptance import states as acceptance_states
from bot.process.baselines import states as baseline_states
from bot.process.changes import states as change_states
from bot.process.charters import states as charter_states
from bot.process.disputes import states as dispute_states
from bot.process.kernel.gates import PHASES
from bot.process.kernel.rules import ALWAYS, Phase, Role, Whose
from bot.process.kernel.transitions import Transitions
from bot.process.kickoffs import states as kickoff_states
from bot.process.lessons import states as lesson_states
from bot.process.meetings import series
from bot.process.projects import states as project_states
from bot.process.proposals import states as proposal_states
from bot.process.reports import causes
from bot.process.reports import states as report_states
from bot.process.requests import states as request_states
from bot.process.retrospectives import states as retrospective_states
from bot.process.reviews import states as review_states
from bot.process.risks import states as risk_states
from bot.process.tasks import states as task_states
from bot.settings import Settings
from bot.slack import manifest
from bot.words.language import CHINESE, Text, catalogue

RIGHTS = every.rules().rights
ROOT = Path(__file__).resolve().parent.parent
ENGLISH, IN_CHINESE = "README.md", "README.zh.md"
BOTH = pytest.mark.parametrize("name", [ENGLISH, IN_CHINESE])
FLOWS: tuple[Transitions[Any], ...] = (
    project_states.TRANSITIONS,
    proposal_states.TRANSITIONS,
    kickoff_states.TRANSITIONS,
    charter_states.TRANSITIONS,
    baseline_states.TRANSITIONS,
    change_states.TRANSITIONS,
    task_states.TRANSITIONS,
    request_states.TRANSITIONS,
    dispute_states.TRANSITIONS,
    risk_states.TRANSITIONS,
    review_states.TRANSITIONS,
    acceptance_states.TRANSITIONS,
    retrospective_states.TRANSITIONS,
    lesson_states.TRANSITIONS,
    series.TRANSITIONS,
    report_states.TRANSITIONS,
    causes.TRANSITIONS,
)
# GitHub shows larger ones too, but everybody who clones carries them for ever.
MOST_BYTES = 300_000
ROLES = {
    Role.FULL_MEMBER: "正式成员",
    Role.PARTICIPANT: "项目成员",
    Role.GUEST: "项目访客",
    Role.PM: "项目经理",
    Role.SPONSOR: "发起部门负责人",
    Role.HEAD: "部门负责人",
    Role.LIAISON: "部门接口人",
    Role.OWNER: "责任人",
    Role.DECIDER: "裁决人",
    Role.REVIEWER: "评审人",
    Role.SELF: "本人",
    Role.PROPOSER: "申请人",
    Role.ADMIN: "管理员",
}
WHOSE = {
    Whose.NOBODY: "–",
    Whose.LEAD: "主责部门",
    Whose.TAKING_PART: "主责部门、配合部门",
    Whose.ASKING: "需求部门",
    Whose.ASKED: "配合部门",
    Whose.SIDES: "争议双方",
    Whose.RAISING: "提出争议的部门",
    Whose.PERSON: "本人所在部门",
    Whose.REPORTING: "提交周报的部门",
    Whose.NAMED: "被写为原因的部门",
    Whose.OWN: "本部门",
    Whose.INVOLVED: "任一参与部门",
    Whose.AFFECTED: "受影响的部门",
    Whose.INITIATING: "发起部门",
}
RULES = {ENGLISH: "docs/rules.md", IN_CHINESE: "docs/rules.zh.md"}
RIGHT = r"`[a-z_]+\.[a-z_]+`$"


def readme(name: str) -> str:
    """The README, and the rules that it refers to."""
    return "\n".join((ROOT / one).read_text(encoding="utf-8") for one in (name, RULES[name]))


def tables(name: str) -> list[list[tuple[str, ...]]]:
    """Every table of the file, its rows without the heading."""
    found = re.findall(r"(?:^\|.*\|\n)+", readme(name), re.MULTILINE)
    return [
        [tuple(cell.strip() for cell in row.strip("|").split(" | ")) for row in one.splitlines()[2:]] for one in found
    ]


def rows_about(name: str, first_cell: str) -> list[tuple[str, ...]]:
    """The rows of all tables whose first cell fits the pattern."""
    return [row for one in tables(name) for row in one if re.search(first_cell, row[0])]


def cells(lines: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(line.split(" | ")) for line in lines]


def in_chinese(words: Text) -> str:
    return catalogue(CHINESE).gettext(words.message)


def typed(name: str) -> set[str]:
    """The slash commands that are named, up to and without what follows the second word."""
    commands = "task|project|plan|request|meeting|report|dispute|risk|review|change|lesson|liaison"
    named = re.findall(rf"`(/(?:{commands}) [^`]+)`", readme(name))
    return {" ".join(one.split()[:2]) for one in named}


def test_the_moves_of_projects_and_tasks_are_those_of_the_code() -> None:
    for flow in FLOWS:
        assert cells(flow.lines()) in tables(ENGLISH)


def test_the_moves_are_told_in_the_words_of_the_chinese_catalogue() -> None:
    told = [[(before, move.split("`")[1], after) for before, move, after in one] for one in moves_in_chinese()]
    assert told == [
        [(in_chinese(flow.words[was]), move, in_chinese(flow.words[now])) for (was, move), now in flow.moves.items()]
        for flow in FLOWS
    ]


def moves_in_chinese() -> list[list[tuple[str, ...]]]:
    return [one for one in tables(IN_CHINESE) if all(len(row) == 3 and row[1].count("`") == 2 for row in one)]


def test_the_rights_are_those_of_the_code() -> None:
    told = {action.strip("`"): (set(who.split(", ")), whose) for action, who, whose in rows_about(ENGLISH, f"^{RIGHT}")}
    assert told == {action: (set(right.roles), right.whose) for action, right in RIGHTS.items()}


def test_the_rights_in_chinese_are_those_of_the_code() -> None:
    told = {
        action.split("`")[1]: (set(who.split("、")), whose)
        for action, who, whose in rows_about(IN_CHINESE, f" {RIGHT}")
    }
    assert told == {
        action: ({ROLES[role] for role in right.roles}, WHOSE[right.whose]) for action, right in RIGHTS.items()
    }


def in_phases(names: Callable[[Phase], str], every_one: str, comma: str) -> list[tuple[str, ...]]:
    """What may be done, by the phases in which that is possible, as a table tells it."""
    rows: dict[frozenset[Phase], list[str]] = {}
    for action, phases in every.rules().gates.items():
        rows.setdefault(phases, []).append(f"`{action}`")
    called = {one: comma.join(names(each) for each in Phase if each in one) for one in rows}
    return [(every_one if one == ALWAYS else called[one], ", ".join(actions)) for one, actions in rows.items()]


def test_the_phases_in_which_each_thing_may_be_done_are_those_of_the_code() -> None:
    assert in_phases(str, "every phase", ", ") in tables(ENGLISH)
    assert in_phases(lambda one: in_chinese(PHASES[one]), "所有阶段", "、") in tables(IN_CHINESE)


def test_the_scopes_are_those_that_are_asked_for() -> None:
    assert manifest.scopes_table() in readme(ENGLISH)
    asked = [row[0].strip("`") for row in rows_about(IN_CHINESE, r"^`[a-z_]+(:[a-z.]+|ommands)`$|^`commands`$")]
    assert asked == list(manifest.SCOPES)


@BOTH
def test_every_slash_command_that_is_named_is_answered_and_none_is_left_out(name: str) -> None:
    table, named = dispatch(), typed(name)
    unknown = {one for one in named if one.split()[1].lower() not in table.words(one.split()[0])}
    assert unknown == set()
    # The table of commands has a row for each thing that can be typed, by the English word of it.
    answers = {
        (command, table("command", f"{command} {word}"))
        for command in table.names("command")
        for word in table.words(command)
    }
    told = {(one.split()[0], table("command", one)) for one in named}
    assert told == answers


def test_the_chinese_readme_teaches_the_chinese_words() -> None:
    rows = rows_about(IN_CHINESE, r"^`/[a-z]+ ")
    assert len(rows) > 40
    assert [row[0] for row in rows if row[0].strip("`").split()[1].isascii()] == []


def test_no_paragraph_stands_twice_in_a_readme() -> None:
    for name in (ENGLISH, IN_CHINESE):
        begun = [line[:20] for line in readme(name).splitlines() if len(line) > 60 and not line.startswith("|")]
        assert [one for one in begun if begun.count(one) > 1] == []


def test_both_languages_name_the_same_commands() -> None:
    for pattern in (r"`(make \w+)", r"`(liaison [a-z]+)", r"^(make \w+)$", r"\.venv/bin/([^`\n]+)`", r"`(/[a-z]+z)`"):
        assert sorted(set(re.findall(pattern, readme(ENGLISH), re.MULTILINE))) == sorted(
            set(re.findall(pattern, readme(IN_CHINESE), re.MULTILINE))
        )


@BOTH
def test_every_make_target_that_is_named_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^make (\w+)$|`make (\w+)", readme(name), re.MULTILINE))
    assert {one or other for one, other in named} - targets == set()


@BOTH
def test_the_liaison_commands_are_those_of_the_command_line(name: str) -> None:
    whole = next(one for one in vars(cli).values() if isinstance(one, typer.Typer))
    group = typer.main.get_command(whole)
    offered = set(getattr(group, "commands", {}))
    named = set(re.findall(r"`(?:\.venv/bin/)?liaison ([a-z]+)", readme(name)))
    assert named == offered


@BOTH
def test_every_setting_that_is_named_exists(name: str) -> None:
    known = {one.upper() for one in Settings.model_fields}
    named = set(re.findall(r"\b((?:SLACK|DATABASE|LOG|CLOCK)_[A-Z_]*[A-Z])\b", readme(name)))
    assert named
    assert named - known == set()


@BOTH
def test_every_link_and_picture_leads_to_a_file(name: str) -> None:
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", readme(name))
    assert len([one for one in linked if one.endswith(".png")]) == 12
    missing = [one for one in linked if not (ROOT / one).is_file()]
    assert missing == []
    heavy = [one for one in linked if (ROOT / one).stat().st_size > MOST_BYTES]
    assert heavy == []


@BOTH
def test_every_folder_that_is_named_exists(name: str) -> None:
    named = re.findall(r"^\| `([\w/]+/)` \|", readme(name), re.MULTILINE)
    assert len(named) == 6
    assert [one for one in named if not (ROOT / one).is_dir()] == []
