"""What follows from a report that all have signed: of each line the strictest verdict counts. What is not met is put
right and is at once a line of the re-acceptance; a remainder is put right without one. The project is accepted when
nothing is left of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.process.acceptance import cards, reminders
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.sections import Judged
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.states import LAPSED_DAYS, STRICT, Said, State
from bot.process.kernel import calendars, matters, quiet
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.projects import moving
from storage import acceptances, people, projects
from storage.acceptances import Acceptance, Item, Rectification, Verdict
from storage.people import Person
from storage.projects import Project

WORDS_AT_MOST = 1000


class Result(NamedTuple):
    """What came of a line: the strictest verdict, and who gave it, first whoever wants it put right soonest."""

    said: Said
    by: list[Verdict]


def of(acceptance: Acceptance, judged: Mapping[int, Judged]) -> dict[int, Result]:
    """The result of each line, by its key."""
    found = {}
    for item in acceptance.items:
        given = [one for said in judged.values() if (one := said.get(item["key"])) is not None]
        said = max((Said(one.verdict) for one in given), key=STRICT.index, default=Said.NOT_MET)
        its = [one for one in given if one.verdict == said]
        found[item["key"]] = Result(said, sorted(its, key=lambda one: (one.due_on or date.max, one.id)))
    return found


def number_met(found: Mapping[int, Result]) -> int:
    """How many lines are met."""
    return sum(one.said is Said.MET for one in found.values())


def follow(work: Work, acceptance: Acceptance, project: Project, found: Mapping[int, Result]) -> Shown:
    """Have what is not met put right and judged again, and tell the channel."""
    made = [
        _rectify(work, acceptance, project, number, item, found[item["key"]])
        for number, item in enumerate(acceptance.items, 1)
        if found[item["key"]].said is not Said.MET
    ]
    again = _judge_again(work, project, [one for one in made if not one.is_remainder])
    is_accepted = _is_accepted(work, project)
    if is_accepted:
        _accept(work, project)
    shown = matters.changed(work, ACCEPTANCES, acceptance)
    reminders.remind_of_evidence(work, acceptance, made)
    number = again.number if again is not None else None
    if (room := room_of(project)) is not None:
        about = f"{acceptance.about}:signed"
        work.say("acceptance/signed", to=room, about=about, shown=shown, is_accepted=is_accepted, again=number)
        work.send_document(cards.DOCUMENT, acceptance.id, about=about, to=room, project=project)
    # Also of a project that is closed by this the PM has this last word.
    about = f"projects:{project.id}:accepted" if is_accepted else acceptance.turn
    cards.tell_manager(work, shown, "acceptance/all_signed", about=about, is_accepted=is_accepted, again=number)
    return shown


def lapse(work: Work, acceptance_id: int) -> None:
    """A timer's operation: who is to put something right is reminded of it; a remainder whose day has passed without
    evidence is not met, and is judged again.
    """
    acceptance = acceptances.by_id(work.session, work.team_id, acceptance_id, to_change=True)
    if acceptance is None or acceptance.state != State.SIGNED:
        return
    project = matters.project_of(work, acceptance)
    open_ones = [one for one in _of(work, acceptance) if one.is_open]
    lapsed = [one for one in open_ones if one.holds_up and reminders.over_at(one, project) <= work.now]
    for one in lapsed:
        lapse_one(work, acceptance, project, one)
    reminders.remind_of_evidence(work, acceptance, [one for one in open_ones if one not in lapsed])
    matters.changed(work, ACCEPTANCES, acceptance)


def lapse_at(work: Work, acceptance_id: int) -> datetime | None:
    """When that is looked at next; now, where a day has passed unseen."""
    acceptance = acceptances.by_id(work.session, work.team_id, acceptance_id)
    if acceptance is None or acceptance.state != State.SIGNED:
        return None
    project = matters.project_of(work, acceptance)
    held_up = [one for one in _of(work, acceptance) if one.is_open and one.holds_up]
    if any(reminders.over_at(one, project) <= work.now for one in held_up):
        return work.now
    return reminders.next_look(work, acceptance)


def lapse_one(work: Work, acceptance: Acceptance, project: Project, one: Rectification) -> None:
    """A remainder is not met: some days more are given, and it is judged again."""
    calendar = calendars.of_project(work, project)
    was, one.lapsed_at, one.made_at = one.due_on, work.now, work.now
    one.due_on = calendar.add_working_days(work.today(project.zone), LAPSED_DAYS)
    work.session.add(one)
    work.session.flush()
    changes = {"line": (None, one.item), "due_on": (was, one.due_on)}
    work.record("acceptance", acceptance.id, "lapse", changes)
    again = _judge_again(work, project, [one])
    part = projects.part(work.session, project.id, one.department_id)
    ids = [project.pm_id, *([part.liaison_id, part.head_id] if part is not None else [])]
    known = people.people(work.session, work.team_id, ids)
    told = [known[who] for who in dict.fromkeys(ids) if who in known]
    shown = ACCEPTANCES.one(work, acceptance)
    remedy = next(found for found in shown.remedies if found.row.id == one.id)
    quiet.tell_each(
        work, told, "acceptance/lapsed", about=f"{acceptance.about}:lapsed:{one.id}", shown=shown, remedy=remedy,
        again=again.number if again is not None else None,
    )  # fmt: skip


def settle(work: Work, acceptance: Acceptance, project: Project) -> bool:
    """A remainder is put right: where it was the last thing, the project is accepted. Whether it is by this."""
    is_accepted = project.accepted_at is None and _is_accepted(work, project)
    if is_accepted:
        _accept(work, project)
        if (room := room_of(project)) is not None:
            work.say("acceptance/accepted", to=room, about=f"{acceptance.about}:accepted", project=project)
    return is_accepted


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The project stood still since then: what is to be put right has the working days that were left."""
    calendar, today = calendars.of_project(work, project), work.today(project.zone)
    stood = since.astimezone(ZoneInfo(project.zone)).date()
    found = [one for one in acceptances.in_project(work.session, work.team_id, project.id) if one.is_open]
    first = calendar.next_working_day(today, inclusive=True)
    for one in found:
        if one.due_on >= stood and today != stood:
            one.due_on = calendar.add_working_days(first, calendar.working_days_between(stood, one.due_on))
            work.session.add(one)
    work.session.flush()
    for acceptance in acceptances.of_project(work.session, work.team_id, project.id)[:-1]:
        reminders.watch(work, acceptance)


def _of(work: Work, acceptance: Acceptance) -> list[Rectification]:
    return acceptances.of_acceptances(work.session, work.team_id, [acceptance.id])


def _rectify(
    work: Work, acceptance: Acceptance, project: Project, number: int, item: Item, result: Result
) -> Rectification:
    """Who wants it soonest says who sees to it; what all who said so miss is to be put right."""
    first = result.by[0] if result.by else None
    words = list(dict.fromkeys(one.words for one in result.by if one.words))
    calendar = calendars.of_project(work, project)
    made = Rectification(
        team_id=work.team_id,
        project_id=project.id,
        acceptance_id=acceptance.id,
        item=number,
        title=item["words"],
        words="\n".join(words)[:WORDS_AT_MOST],
        is_remainder=result.said is Said.REMAINDER,
        department_id=_lead(work, project, first),
        made_at=work.now,
        due_on=max(
            first.due_on if first is not None and first.due_on is not None else work.today(project.zone),
            calendar.next_working_day(work.today(project.zone) + timedelta(days=1), inclusive=True),
        ),
    )
    work.session.add(made)
    work.session.flush()
    return made


def _lead(work: Work, project: Project, first: Verdict | None) -> int:
    """The department that was named, if it takes part still; else the initiating one."""
    part = projects.part(work.session, project.id, first.department_id) if first and first.department_id else None
    return part.department_id if part is not None else project.initiating_department_id


def _judge_again(work: Work, project: Project, found: Iterable[Rectification]) -> Acceptance | None:
    """The re-acceptance with these lines: the one that is not called yet, or a new one."""
    found = list(found)
    if not found:
        return None
    last = acceptances.last_of(work.session, work.team_id, project.id, to_change=True)
    assert last is not None, "they came of one"  # noqa: S101 - a mistake of ours, not of a user
    is_there = last.state == State.DRAFT and last.ordinal > 1
    highest = max((one["key"] for one in last.items), default=0) if is_there else 0
    items = [
        Item(key=highest + place, words=one.title, evidence=one.proof, of=one.id) for place, one in enumerate(found, 1)
    ]
    if is_there:
        again = last
        matters.alter(work, ACCEPTANCES, again, "change", items=[*again.items, *items])
    else:
        again = _begin_again(work, project, last, items)
    matters.changed(work, ACCEPTANCES, again)
    return again


def _begin_again(work: Work, project: Project, last: Acceptance, items: list[Item]) -> Acceptance:
    with work.within(f"again:{last.ordinal + 1}"), work.acting_as(_hand(work, project), on_behalf_of=work.acting_for):
        return matters.begin(
            work,
            ACCEPTANCES,
            project,
            "begin",
            noted=("number", "ordinal"),
            state=State.DRAFT,
            ordinal=last.ordinal + 1,
            charter_edition=last.charter_edition,
            items=items,
            customer_id=last.customer_id,
            customer_name=last.customer_name,
        )


def _hand(work: Work, project: Project) -> Person | None:
    """Who has brought it about; where that was a day that passed, it is the PM's to go on."""
    return work.actor or people.person(work.session, work.team_id, project.pm_id)


def _is_accepted(work: Work, project: Project) -> bool:
    found = acceptances.of_project(work.session, work.team_id, project.id)
    left = acceptances.in_project(work.session, work.team_id, project.id)
    return all(one.state == State.SIGNED for one in found) and not any(one.holds_up for one in left)


def _accept(work: Work, project: Project) -> None:
    """It is accepted; what ends projects closes it, where nothing is open in it that somebody has to settle."""
    project.accepted_at = work.now
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, "accept", {"accepted_at": (None, work.now)})
    work.wake(moving.ACCEPTED, project.id, work.now)
    project_cards.draw(work, project)
