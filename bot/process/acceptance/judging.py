"""Judging line by line: each for themselves, in all places that are theirs at once. A verdict is given anew until all
have signed; the report is another one then.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.process.acceptance import rounding, sections, signed
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.rounding import SIGNING
from bot.process.acceptance.sections import PAPER
from bot.process.acceptance.shown import Row, Shown
from bot.process.acceptance.states import RECTIFY_DAYS, Said, State
from bot.process.kernel import calendars, matters, partners, phrases, rounds
from bot.process.kernel.signatures import Round
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import acceptances, projects
from storage.acceptances import Acceptance, Item, Verdict
from storage.departments import Department
from storage.projects import Project
from storage.signatures import Signer

WORDS_AT_MOST = 500


class Judged(NamedTuple):
    """A verdict as it is said: what is missing, who sees to it, and until when."""

    said: Said
    words: str = ""
    department_id: int | None = None
    due_on: date | None = None


class ToJudge(NamedTuple):
    """A line for the form of a verdict that asks for more: who can lead, and the day that is offered."""

    shown: Shown
    row: Row
    departments: Sequence[Department]
    due_on: date
    before: Judged | None


def to_judge(work: Work, acceptance_id: int, key: int) -> ToJudge:
    """The line; refused like `judge`."""
    acceptance, project = _held(work, acceptance_id)
    asked, judged, _document = rounding.read(work, acceptance, project)
    mine = _mine(work, project, asked)
    _item(acceptance, key)
    shown = ACCEPTANCES.one(work, acceptance)
    row = next(one for one in shown.rows if one.key == key)
    found = [one for signer in mine if (one := judged.get(signer.id, {}).get(key)) is not None]
    before = Judged(Said(found[0].verdict), found[0].words, found[0].department_id, found[0].due_on) if found else None
    parts = [made for _part, made in projects.taking_part(work.session, project)]
    day = calendars.of_project(work, project).add_working_days(work.today(project.zone), RECTIFY_DAYS)
    return ToJudge(shown, row, parts, day, before)


def judge(work: Work, acceptance_id: int, key: int, said: Judged) -> Shown:
    """The actor judges a line, in all places that are theirs.

    Raises Refused for who is not of the group, and beside the input where what is missing, who sees to it or until when
    is not said of a line that is not met as it stands.
    """
    acceptance, project = _held(work, acceptance_id)
    asked, _judged, _document = rounding.read(work, acceptance, project)
    mine, item = _mine(work, project, asked), _item(acceptance, key)
    said = _whole(work, project, said)
    changed = [one for one in mine if _put(work, acceptance, one, item, said)]
    number = [one["key"] for one in acceptance.items].index(key) + 1
    noted: dict[str, Any] = {"line": (None, number), "verdict": (None, said.said)}
    return _go_on(work, acceptance, project, changed, "judge", noted)


def judge_rest(work: Work, acceptance_id: int) -> Shown:
    """All lines that the actor has not judged yet are met; refused like `judge`, and where none is left."""
    acceptance, project = _held(work, acceptance_id)
    asked, judged, _document = rounding.read(work, acceptance, project)
    mine, put, signers = _mine(work, project, asked), set(), []
    for signer in mine:
        left = [one for one in acceptance.items if one["key"] not in judged.get(signer.id, {})]
        for item in left:
            _put(work, acceptance, signer, item, Judged(Said.MET))
            put.add(item["key"])
        signers += [signer] if left else []
    if not put:
        raise Refused(_("You have judged every line already."), offer=ACCEPTANCES.show(acceptance.number))
    return _go_on(work, acceptance, project, signers, "judge the rest", {"lines": (None, len(put))})


def put_paper(work: Work, acceptance: Acceptance, project: Project, signer: Signer, said: dict[int, Judged]) -> None:
    """What stands on a paper, line by line."""
    for item in acceptance.items:
        _put(work, acceptance, signer, item, _whole(work, project, said[item["key"]]))


def _held(work: Work, acceptance_id: int) -> tuple[Acceptance, Project]:
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=SIGNING.enter)
    ACCEPTANCES.moves.after(acceptance.state, "judge")
    return acceptance, matters.project_of(work, acceptance)


def _mine(work: Work, project: Project, asked: Round) -> list[Signer]:
    """The places in which the actor judges. Raises Refused where there is none."""
    found = [one for one in asked.signers if one.role != PAPER and rounds.may(work, one, project, SIGNING.actions)]
    if not found:
        raise Refused(SIGNING.words.not_yours)
    return found


def _item(acceptance: Acceptance, key: int) -> Item:
    found = next((one for one in acceptance.items if one["key"] == key), None)
    if found is None:
        raise Refused(_("That line stands in the checklist no more."), offer=ACCEPTANCES.show(acceptance.number))
    return Item(key=found["key"], words=found["words"], evidence=found["evidence"], of=found["of"])


def _whole(work: Work, project: Project, said: Judged) -> Judged:
    """A verdict with all that belongs to it, and no more."""
    if said.said is Said.MET:
        return Judged(Said.MET)
    if not said.words:
        raise Refused(_("Say what is missing, so that it can be put right."), field="words")
    if said.department_id is None:
        raise Refused(_("Say which department sees to it."), field="department_id")
    partners.part_of(work, project, said.department_id, "department_id")
    if said.due_on is None or said.due_on <= work.today(project.zone):
        raise Refused(_("Say a day after today until which it is put right."), field="due_on")
    phrases.must_be_ahead(said.due_on, work.today(project.zone), "due_on")
    return said._replace(words=spelled(work, said.words)[:WORDS_AT_MOST])


def _put(work: Work, acceptance: Acceptance, signer: Signer, item: Item, said: Judged) -> bool:
    """Keep what is said in a place of a line; no, where that is what stands there."""
    found = acceptances.verdict(work.session, acceptance.id, item["key"], signer.id)
    fields: dict[str, Any] = {
        "verdict": said.said,
        "words": said.words,
        "department_id": said.department_id,
        "due_on": said.due_on,
        "mark": sections.mark(item),
    }
    if found is not None and all(getattr(found, name) == after for name, after in fields.items()):
        return False
    known = found or Verdict(
        team_id=work.team_id, acceptance_id=acceptance.id, item=item["key"], signer_id=signer.id, **fields,
        given_by="", given_at=work.now,
    )  # fmt: skip
    for name, after in fields.items():
        setattr(known, name, after)
    acting_for = work.acting_for if signer.role != PAPER else None
    known.given_by, known.given_at = work.person.user_id, work.now
    known.given_for = acting_for.user_id if acting_for is not None else None
    work.session.add(known)
    work.session.flush()
    return True


def _go_on(
    work: Work, acceptance: Acceptance, project: Project, signers: Sequence[Signer], move: str, noted: dict[str, Any]
) -> Shown:
    """What follows from a verdict. One that is what stood there changes nothing."""
    if not signers:
        work.does_nothing()
        return ACCEPTANCES.one(work, acceptance)
    for signer in signers:
        rounds.enter(work, signer, project, SIGNING.actions, SIGNING.words.not_yours)
    was_signing = acceptance.state == State.SIGNING
    matters.move(work, ACCEPTANCES, acceptance, move, noted={**signed.noted(acceptance, signers), **noted})
    asked, _judged, document = rounding.read(work, acceptance, project)
    if was_signing:
        return rounding.report(work, acceptance, project, asked)
    return rounding.after_word(work, acceptance, project, asked, document)
