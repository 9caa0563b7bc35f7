"""What people say of a risk in words: a new one in a line, and how one stands."""

from __future__ import annotations

import re
from typing import Any

from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.risks.noting import TITLE_AT_MOST, NewRisk, Weighed
from bot.process.risks.states import Level
from bot.process.tasks import fields as task_fields
from bot.process.tasks.fields import Offered
from bot.words import marked
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from storage import reports, stages, tasks
from storage.projects import Project
from storage.risks import REPORT, Risk
from storage.stages import Stage
from storage.tasks import Task

# A menu is searched further by typing.
OFFERED_AT_MOST = 30
TASK = Pattern(r"(?<![A-Za-z0-9])[TtＴｔ][-－]?(\d{1,9})(?!\d)")
# How high it is, at the end of a line.
LEVEL = Pattern(r"(?:^|[\s,，;；、])(high|medium|low|高|中|低)(?:\s*risk|风险)?[\s.。]*$", re.IGNORECASE)
# The same beside the owner, wherever both stand, and before a colon.
_LEVEL = r"(high|medium|low|高|中|低)(?:\s*risk|风险)?"
BEHIND = Pattern(rf"^[\s,，:：]*{_LEVEL}(?=[\s,，:：;；]|$)", re.IGNORECASE)
BEFORE = Pattern(rf"(?:^|[\s,，;；、]){_LEVEL}[\s,，]*$", re.IGNORECASE)
FIRST = Pattern(rf"^\s*{_LEVEL}\s*[:：]", re.IGNORECASE)
LEVELS = {
    "high": Level.HIGH,
    "medium": Level.MEDIUM,
    "low": Level.LOW,
    "高": Level.HIGH,
    "中": Level.MEDIUM,
    "低": Level.LOW,
}
EDGES = " |,，;；、"


def read(work: Work, project: Project, line: str) -> NewRisk:
    """A new risk of a line such as "The moulds come late T-5 @lin high", or "@lin high The moulds come late".

    A task or `stage:Launch` that it names is what the risk threatens. Owner and level are understood where they are the
    actor's to say; else they stay words. Raises Refused for a task or person that is not of the project.
    """
    parts = marked.cut(line)
    rest, threatens = parts.rest, ""
    if parts.stage:
        threatens = f"stage:{_stage(work, project, parts.stage).id}"
    elif (named := TASK.search(rest)) is not None:
        threatens = f"task:{int(named[1])}"
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    weighed = Weighed()
    if rights.may(work, "risks.weigh", project):
        owner_id, level = None, ""
        if (whom := task_fields.NAMED.search(rest)) is not None:
            owner_id = task_fields.person(work, project, whom[0].strip())
            (level, after), (before, ahead) = _cut(BEHIND, rest[whom.end() :]), _cut(BEFORE, rest[: whom.start()])
            rest = f"{rest[: whom.start()]} {after}" if level else f"{ahead} {rest[whom.end() :]}"
            level = level or before
        for pattern in (LEVEL, FIRST):
            if not level:
                level, rest = _cut(pattern, rest.rstrip())
        weighed = Weighed(level=level, owner_id=owner_id)
    return NewRisk(project.id, " ".join(rest.split()).strip(EDGES), threatens=threatens, weighed=weighed)


def _cut(pattern: Pattern, words: str) -> tuple[str, str]:
    """The level that stands there, and the words without it; empty, and all of them, where none does."""
    found = pattern.search(words)
    if found is None:
        return "", words
    return LEVELS[found[1].lower()].value, f"{words[: found.start()]} {words[found.end() :]}"


def places(work: Work, project_id: int, typed: str) -> list[Offered]:
    """What a risk can threaten: the stages and tasks that fit what was typed."""
    rights.seen(work, project_id)
    words = " ".join(typed.split()).casefold()
    known = stages.of_project(work.session, work.team_id, project_id)
    found = [_of_stage(one) for one in known if words in one.name.casefold()]
    found += [Offered(f"task:{one.value}", one.label) for one in task_fields.predecessors(work, project_id, typed)]
    return found[:OFFERED_AT_MOST]


def place_of(task: Task | None, stage: Stage | None) -> Offered | None:
    """The same of what one threatens already."""
    if task is not None:
        return Offered(f"task:{task.number}", f"T-{task.number} · {task.title}")
    return _of_stage(stage) if stage is not None else None


def place_named(work: Work, project: Project, threatens: str) -> Offered | None:
    """The same of what a line names."""
    kind, _colon, value = threatens.partition(":")
    if kind == "stage" and value.isdigit():
        stage = stages.stage(work.session, work.team_id, int(value))
        return _of_stage(stage) if stage is not None and stage.project_id == project.id else None
    found = task_fields.predecessors(work, project.id, f"T-{value}") if kind == "task" else []
    return next((Offered(f"task:{one.value}", one.label) for one in found if one.value == value), None)


def of_report(work: Work, line_id: int) -> NewRisk:
    """What a line of a report says as a risk. Raises Refused where there is none that the actor may see."""
    line = reports.line(work.session, work.team_id, line_id)
    report = reports.report(work.session, work.team_id, line.report_id) if line is not None else None
    unknown = _("There is no such report here. `/report list` shows them.")
    project = rights.seen(work, report.project_id if report is not None else None, unknown)
    if line is None or report is None or report.state != reports.FILED:
        raise Refused(unknown)
    task = tasks.task(work.session, work.team_id, line.task_id) if line.task_id else None
    title = " ".join((line.reason or line.text).split())[:TITLE_AT_MOST]
    threatens = f"task:{task.number}" if task is not None else ""
    return NewRisk(project.id, title, threatens=threatens, source=REPORT, source_id=line_id)


def draft_of(risk: Risk) -> dict[str, Any]:
    """What the form of a risk is filled with."""
    return {
        "title": risk.title,
        "response": risk.response,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        # What follows from likelihood and impact is not chosen again.
        "level": risk.level if risk.is_set else "",
        "owner_id": risk.owner_id,
    }


def _stage(work: Work, project: Project, name: str) -> Stage:
    every = stages.of_project(work.session, work.team_id, project.id)
    holding = [one for one in every if name.casefold() in one.name.casefold()]
    found = stages.named(work.session, work.team_id, project.id, name) or (holding[0] if len(holding) == 1 else None)
    if found is None:
        known = [one.name for one in every]
        raise Refused(
            _("There is no stage “%(name)s” here. There is: %(known)s", name=name[:60], known=" · ".join(known) or "–")
        )
    return found


def _of_stage(stage: Stage) -> Offered:
    return Offered(f"stage:{stage.id}", _("stage %(name)s", name=stage.name))
