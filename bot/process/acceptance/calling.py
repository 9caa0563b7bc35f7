"""Preparing an acceptance and calling the group: the checklist from the charter that was signed, evidence a line, who
judges for the customer. It begins when the PM saves something of it, not when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.process.acceptance import cards, rounding, signed
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.states import JUDGE_DAYS, State
from bot.process.kernel import calendars, matters, members, places, rights, rounds
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.projects import moving, outcomes
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Offer, Refused, must_stand
from storage import charters, projects
from storage.acceptances import Acceptance, Item
from storage.projects import Project

RUN, CALL = "acceptance.run", "acceptance.call"
NOT_YOURS = _("The acceptance of %(number)s is not yours to run.")
# What shows that a line is met: words, links, what was measured.
EVIDENCE_AT_MOST, NAME_AT_MOST = 1000, 80


def must_run(work: Work, project_id: int) -> Project:
    """The project whose acceptance the actor may run. Raises Refused for others."""
    project = rights.seen(work, project_id)
    rights.must(work, RUN, project, _(NOT_YOURS.message, number=project.number))
    return project


def first(work: Work, project: Project) -> tuple[list[Item], int]:
    """The checklist of a project's first acceptance: the outcomes of the charter as all have signed it, and its
    edition; nothing where it has none.
    """
    charter = charters.of_project(work.session, work.team_id, project.id)
    if charter is None or not charter.signed_edition:
        return [], 0
    lines = (charter.signed.get("outcomes") or {}).get("lines") or []
    return _items(lines), charter.signed_edition


def of(work: Work, project_id: int) -> Acceptance:
    """The acceptance of the project that the actor runs, held; begun where there is none.

    Raises Refused for others.
    """
    project = must_run(work, project_id)
    known = signed.of_project(work, project)
    if known is None:
        projects.project(work.session, work.team_id, project.id, to_change=True)
        known = signed.of_project(work, project)
    if known is not None:
        return matters.held(work, ACCEPTANCES, known.id, to=RUN)
    items, edition = first(work, project)
    return matters.begin(
        work,
        ACCEPTANCES,
        project,
        "begin",
        noted=("number", "ordinal"),
        state=State.DRAFT,
        ordinal=1,
        charter_edition=edition,
        items=items,
    )


def begin(work: Work, project_id: int) -> Shown:
    """Prepare the acceptance of that project; a second time finds it. Refused like `of`."""
    return ACCEPTANCES.one(work, of(work, project_id))


def type_checklist(work: Work, project_id: int, typed: str, seen: str | None = None) -> Shown:
    """The checklist of a project without a signed charter, a line an outcome; evidence stays with lines that stay.

    Raises Refused where it comes from the charter or from what was not met, as `outcomes.lines` does, and Overtaken
    where it was changed since the form with that mark was opened.
    """
    acceptance = of(work, project_id)
    if acceptance.charter_edition or acceptance.ordinal > 1:
        raise Refused(
            _("What is judged is what was agreed: the lines of this checklist are not typed in."),
            offer=ACCEPTANCES.show(acceptance.number),
        )
    before = {one["words"]: one for one in acceptance.items}
    highest = max((one["key"] for one in acceptance.items), default=0)
    items = []
    for words in outcomes.lines(typed):
        if words not in before:
            highest += 1
        items.append(before.get(words) or Item(key=highest, words=words, evidence="", of=0))
    return _change(work, acceptance, items, seen)


def give_evidence(work: Work, acceptance_id: int, said: Mapping[int, str], seen: str | None = None) -> Shown:
    """By what one sees that each line is met, by its key; refused like `type_checklist`."""
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=RUN)
    items = [
        Item(key=one["key"], words=one["words"], evidence=said.get(one["key"], one["evidence"]), of=one["of"])
        for one in acceptance.items
    ]
    return _change(work, acceptance, items, seen)


def take_anew(work: Work, acceptance_id: int) -> Shown:
    """Take the outcomes of the charter that is signed by now; evidence stays with the lines that stay.

    Raises Refused where there is none that is newer.
    """
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=RUN)
    project = matters.project_of(work, acceptance)
    found, edition = first(work, project)
    if acceptance.ordinal > 1 or edition <= acceptance.charter_edition:
        raise Refused(_("No newer charter is signed."), offer=ACCEPTANCES.show(acceptance.number))
    before = {one["words"]: one["evidence"] for one in acceptance.items}
    highest = max((one["key"] for one in acceptance.items), default=0)
    items = [
        Item(key=highest + one["key"], words=one["words"], evidence=before.get(one["words"], ""), of=0) for one in found
    ]
    return _change(work, acceptance, items, None, charter_edition=edition)


def name_customer(work: Work, acceptance_id: int, user_id: str | None, name: str) -> Shown:
    """Who judges for the customer: somebody here, or by name who is not in Slack; or nobody.

    Raises Refused for both at once, and for who has left.
    """
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=RUN)
    if user_id and name:
        raise Refused(_("Name one representative: somebody here, or somebody outside Slack."), field="customer_name")
    if user_id:
        there = members.there(work, user_id, "customer")
        projects.add_members(work.session, matters.project_of(work, acceptance), [there.user_id])
    name = " ".join(name.split())[:NAME_AT_MOST]
    if (user_id or None, name) == (acceptance.customer_id, acceptance.customer_name):
        work.does_nothing()
        return ACCEPTANCES.one(work, acceptance)
    matters.move(work, ACCEPTANCES, acceptance, "group", customer_id=user_id or None, customer_name=name)
    return matters.changed(work, ACCEPTANCES, acceptance)


def call(work: Work, acceptance_id: int) -> Shown:
    """Lay the checklist before the group, each of whom judges every line.

    Raises Refused for one without lines, with lines that have no evidence, or with something that is not put right yet.
    """
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=CALL)
    project = projects.project(work.session, work.team_id, acceptance.project_id, to_change=True)
    rights.must_be_open(work, CALL, project)
    assert project is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    ACCEPTANCES.moves.after(acceptance.state, "call")
    _must_be_ready(work, acceptance)
    before, edition = acceptance.card, acceptance.edition + 1
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    matters.move(
        work,
        ACCEPTANCES,
        acceptance,
        "call",
        noted={"of_edition": (None, edition)},
        edition=edition,
        sent_at=work.now,
        sign_by=calendar.add_working_days(today, JUDGE_DAYS),
    )
    if project.phase == Phase.EXECUTION:
        moving.move(work, project, "start acceptance")
        project_cards.draw(work, project)
    asked, document = rounding.look_round(work, acceptance, project)
    rounds.ask_again(work, asked, document)
    shown = rounding.after_word(work, acceptance, project, asked, document)
    places.let_rest(work, shown, cards.CARD, before)
    return shown


def stop(work: Work, acceptance_id: int) -> Shown:
    """Nobody is asked any more, until it is called again; what was said of lines that stay stays said."""
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to=RUN)
    matters.move(work, ACCEPTANCES, acceptance, "stop")
    work.unsay(acceptance.turn, "it was called back")
    return matters.changed(work, ACCEPTANCES, acceptance)


def seen(acceptance: Acceptance | None) -> str:
    """What tells whether the checklist still reads as it did when a form of it was opened."""
    return hash_of([dict(one) for one in acceptance.items] if acceptance is not None else [])


def _change(work: Work, acceptance: Acceptance, items: list[Item], mark: str | None, **fields: Any) -> Shown:
    after = hash_of([dict(one) for one in items])
    must_stand(seen(acceptance), mark, after, _("Somebody has changed the checklist meanwhile: look at it again."))
    if items == acceptance.items and not fields:
        work.does_nothing()
        return ACCEPTANCES.one(work, acceptance)
    matters.move(work, ACCEPTANCES, acceptance, "change", items=items, **fields)
    return matters.changed(work, ACCEPTANCES, acceptance)


def _items(lines: list[str]) -> list[Item]:
    return [Item(key=number, words=words, evidence="", of=0) for number, words in enumerate(lines, 1)]


def _must_be_ready(work: Work, acceptance: Acceptance) -> None:
    shown = ACCEPTANCES.one(work, acceptance)
    if not acceptance.items:
        raise Refused(
            _("The checklist has no line yet: say what is to be judged."),
            offer=Offer(_("Type the checklist"), "acceptance.checklist", str(acceptance.project_id)),
        )
    if shown.unproved:
        raise Refused(
            _("Something is not put right yet: line %(number)s, by %(name)s until %(day)s.", **_unproved(shown)),
            offer=ACCEPTANCES.show(acceptance.number),
        )
    bare = [number for number, one in enumerate(acceptance.items, 1) if not one["evidence"]]
    if bare:
        raise Refused(
            _(
                "The group judges by evidence. Say what shows that it is met, of line %(numbers)s.",
                numbers=joined((str(one) for one in bare), _("%(one)s, %(rest)s")),
            ),
            offer=Offer(_("Write the evidence"), "acceptance.evidence", str(acceptance.id)),
        )


def _unproved(shown: Shown) -> dict[str, Any]:
    first = shown.unproved[0]
    number = next((place for place, one in enumerate(shown.acceptance.items, 1) if one["of"] == first.row.id), 1)
    name: Text = first.department
    return {"number": number, "name": name, "day": first.row.due_on}
