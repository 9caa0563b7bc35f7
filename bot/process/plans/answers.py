"""What was answered about a plan file: kept for the person and project, so that the next file begins with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from bot.plans.plan import About, Answers, Question
from bot.process.kernel.work import Work
from storage import plans
from storage.plans import PlanAnswers

# What may become of rows deeper than three levels: the names above go before theirs, or nothing is taken.
FOLD, STOP = "fold", "stop"
NOTHING = "-"
# At once; the rest is asked after those.
ASKED_AT_MOST = 12


class Kept(NamedTuple):
    """What was answered about this very file, and about the one before."""

    given: dict[str, Any]
    before: dict[str, Any]


def kept(work: Work, project_id: int, file_id: str) -> Kept:
    """What the actor has answered about that file; and what they did about the last one, to begin with."""
    found = plans.answers(work.session, project_id, work.person.user_id)
    if found is None:
        return Kept({}, {})
    return Kept(found.answers, {}) if found.file_id == file_id else Kept({}, found.answers)


def keep(work: Work, project_id: int, file_id: str, said: Mapping[str, Any], *, is_afresh: bool = False) -> None:
    """Keep what the actor answers about a file, beside what they have answered about it."""
    before = {} if is_afresh else kept(work, project_id, file_id).given
    merged = dict(before)
    for name, value in said.items():
        merged[name] = {**before.get(name, {}), **value} if isinstance(value, dict) else value
    plans.keep_answers(
        work.session,
        PlanAnswers(
            project_id=project_id,
            user_id=work.person.user_id,
            team_id=work.team_id,
            file_id=file_id,
            answers=merged,
        ),
    )


def as_answers(given: Mapping[str, Any], today: date) -> Answers:
    """The same as a reader of plans is told it."""
    return Answers(
        sheet=given.get("sheet", ""),
        day_first=given.get("day_first", {}),
        one_is_all=given.get("one_is_all", {}),
        headings=given.get("headings", {}),
        year=given.get("year"),
        today=today,
    )


def open_questions(asked: list[Question], given: Mapping[str, Any]) -> list[Question]:
    """What is still to be asked. What becomes of deep rows no reader asks for."""
    return [one for one in asked if one.about is not About.DEPTH or given.get("deep") != FOLD]


def as_said(question: Question, value: str) -> dict[str, Any]:
    """One answer, as it is kept: `value` is what the form offered."""
    match question.about:
        case About.SHEET:
            return {"sheet": value}
        case About.DAY_OR_MONTH | About.SWAPPED:
            return {"day_first": {question.column: value == "yes"}}
        case About.PERCENT:
            return {"one_is_all": {question.column: value == "yes"}}
        case About.YEAR:
            return {"year": int(value)} if value.isdigit() else {}
        case About.HEADING:
            return {"headings": {question.column: "" if value == NOTHING else value}}
        case About.DEPTH:
            return {"deep": value}


def before_of(question: Question, before: Mapping[str, Any]) -> str | None:
    """What was answered to the same about the last file, as the form offers it."""
    match question.about:
        case About.SHEET:
            return before.get("sheet")
        case About.DAY_OR_MONTH | About.SWAPPED:
            said = before.get("day_first", {}).get(question.column)
        case About.PERCENT:
            said = before.get("one_is_all", {}).get(question.column)
        case About.YEAR:
            return str(before["year"]) if "year" in before else None
        case About.HEADING:
            heading = before.get("headings", {}).get(question.column)
            return None if heading is None else heading or NOTHING
        case About.DEPTH:
            return before.get("deep")
    return None if said is None else "yes" if said else "no"
