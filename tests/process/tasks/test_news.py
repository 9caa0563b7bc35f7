"""What others do to somebody's task is told to them, once, as it is when they read it; never to who did it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from bot.process.home import inbox
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.tasks import adding, edits, finding, trees, undo, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.process.tasks.trees import SubtaskSaid
from bot.words.language import Reader
from storage.outbox import DROPPED, DUE, SENT, Outgoing
from tests.process.conftest import TEAM, Office, as_it_goes
from tests.process.test_deadlines import pass_until

# BEGINNING is a Monday morning in Shanghai, where all of them are.
EVENING, MORNING = datetime(2026, 11, 24, 14, tzinfo=UTC), datetime(2026, 11, 25, 2, tzinfo=UTC)
LATER = date(2026, 12, 16)


def told(office: Office, who: str) -> list[str]:
    """What of tasks somebody was told, or is to be: the notification and all words, message by message."""
    with office.database.snapshot() as session:
        query = select(Outgoing).where(
            col(Outgoing.team_id) == TEAM,
            col(Outgoing.lane) == who,
            col(Outgoing.template).in_(["home/morning", "tasks/yours"]),
            col(Outgoing.state) != DROPPED,
        )
        return [json.dumps(json.loads(one.arguments), ensure_ascii=False) for one in session.scalars(query)]


def add(office: Office, title: str, owner: str = "colleague", by: str = "pm", waits: tuple[int, ...] = ()) -> int:
    with office.work(by) as work:
        plan = NewTask(1, title, 1, owner, LATER, waits_for=tuple(Waits(one) for one in waits))
        return adding.add(work, plan).task.number


def until(office: Office, moment: datetime) -> None:
    """Let time pass; what is due goes out."""
    pass_until(office, moment)
    with office.work("") as work:
        waited = select(Outgoing).where(col(Outgoing.due_at) <= moment, col(Outgoing.state) == DUE)
        for row in work.session.scalars(waited):
            row.arguments = as_it_goes(work, row)
            row.state = SENT if row.arguments else DROPPED


def later(office: Office, **span: int) -> None:
    until(office, office.now + timedelta(**span))


def of(office: Office, who: str, words: str) -> int:
    return sum(words in one for one in told(office, who))


def test_who_gets_a_task_hears_so_at_once_and_not_who_takes_one_for_themselves(office: Office) -> None:
    add(office, "Poster")
    add(office, "Own", owner="pm")
    later(office, minutes=1)
    assert of(office, "colleague", "T-3 · Poster is yours now") == 1
    assert told(office, "pm") == []


def test_several_that_one_act_gives_are_one_message(office: Office) -> None:
    whole = add(office, "Whole", owner="pm")
    with office.work("pm") as work:
        trees.split(work, whole, [SubtaskSaid(line, f"Part {line}", owner_id="colleague") for line in (1, 2, 3, 4)])
    later(office, minutes=1)
    (message,) = told(office, "colleague")
    assert all(f"Part {line}" in message for line in (1, 2, 3, 4))


def test_what_is_given_at_night_and_deleted_before_the_morning_is_told_to_nobody(office: Office) -> None:
    until(office, EVENING)
    kept, gone, given_on = add(office, "Kept"), add(office, "Deleted"), add(office, "Given on")
    with office.work("pm") as work:
        edits.delete(work, gone)
    with office.work("pm") as work:
        updates.update(work, given_on, Update(owner_id="liaison"))
    with office.work("pm") as work:
        updates.update(work, kept, Update(due_on=date(2026, 12, 18), note="Printer"))
    until(office, MORNING)
    (message,) = told(office, "colleague")
    assert "Kept" in message
    assert "Fri, Dec 18" in message, "as it is in the morning"
    assert "Deleted" not in message
    assert "Given on" not in message
    assert of(office, "liaison", "Given on") == 1


def test_who_loses_a_task_by_deletion_or_to_another_hears_so_and_of_its_return(office: Office) -> None:
    number, other = add(office, "Poster"), add(office, "Flyer")
    later(office, minutes=1)
    with office.work("pm") as work:
        edits.delete(work, number)
    with office.work("pm") as work:
        updates.update(work, other, Update(owner_id="liaison"))
    later(office, minutes=1)
    assert of(office, "colleague", "Poster · deleted by Pm") == 1
    assert of(office, "colleague", "Flyer · Liaison has it now") == 1
    with office.work("pm") as work:
        edits.restore(work, number)
    later(office, minutes=1)
    assert of(office, "colleague", "Poster is yours now") == 2


def test_a_date_that_others_move_is_told_with_why_and_as_nothing_where_it_is_back(office: Office) -> None:
    number = add(office, "Poster")
    until(office, EVENING)
    for day in (date(2026, 12, 17), date(2026, 12, 18)):
        with office.work("pm") as work:
            updates.update(work, number, Update(due_on=day, note="Printer is late"))
    with office.work("colleague") as work:
        updates.update(work, add(office, "Own", by="head"), Update(due_on=date(2026, 12, 18), note="Mine"))
    until(office, MORNING)
    assert of(office, "colleague", "due Fri, Dec 18 now, before that Wed, Dec 16 · Pm: Printer is late") == 1
    assert of(office, "colleague", "Mine") == 0, "they moved it themselves"
    until(office, EVENING + timedelta(days=1))
    with office.work("pm") as work:
        moved = updates.update(work, number, Update(due_on=date(2026, 12, 21), note="Again")).shown.task
    with office.work("pm") as work:
        undo.undo(work, moved.id, moved.version)
    until(office, MORNING + timedelta(days=1))
    assert of(office, "colleague", "Again") == 0, "taken back before they read it"


def test_whose_task_waited_hears_that_nothing_holds_it_up_only_when_nothing_does(office: Office) -> None:
    first, second = add(office, "First", owner="liaison"), add(office, "Second", owner="liaison")
    add(office, "Waiting", waits=(first, second))
    add(office, "Of who did it", owner="liaison", waits=(second,))
    free = "nothing holds it up any more"
    for number, times in ((first, 0), (second, 1)):
        with office.work("liaison") as work:
            updates.update(work, number, Update(status=Status.DONE))
        later(office, minutes=1)
        assert of(office, "colleague", free) == times
    assert of(office, "liaison", free) == 0
    until(office, EVENING)
    third = add(office, "Third", owner="liaison")
    add(office, "Waiting too", waits=(third,))
    for status in (Status.DONE, Status.IN_PROGRESS):
        with office.work("liaison") as work:
            updates.update(work, third, Update(status=status))
    until(office, MORNING)
    assert of(office, "colleague", free) == 1, "reopened before they read it"


def test_a_deleted_task_holds_nothing_up_either(office: Office) -> None:
    first = add(office, "First", owner="liaison")
    add(office, "Waiting", waits=(first,))
    with office.work("pm") as work:
        edits.delete(work, first)
    later(office, minutes=1)
    assert of(office, "colleague", "Waiting · nothing holds it up any more") == 1


def test_a_task_is_one_line_of_a_morning_the_one_that_is_to_be_done(office: Office) -> None:
    until(office, EVENING)
    with office.work("pm") as work:
        adding.add(work, NewTask(1, "Soon", 1, "colleague", date(2026, 11, 26)))
    with office.work("pm") as work:
        adding.add(work, NewTask(1, "Nobody's", 1, None, date(2026, 11, 26)))
    with office.work("pm") as work:
        adding.add(work, NewTask(1, "Far", 1, "colleague", LATER))
    until(office, MORNING)
    (message,) = told(office, "colleague")
    assert message.count("Soon · due Thu, Nov 26") == message.count("1 thing waits for you") == 2, "in words and blocks"
    assert "Soon · yours now" not in message
    assert "Far · yours now" in message
    assert of(office, "liaison", "Nobody's · due Thu, Nov 26 · no owner yet") == 1
    assert of(office, "liaison", "you act for it") == 0


def test_of_a_task_that_was_to_be_told_by_itself_the_line_of_the_morning_says_so(office: Office) -> None:
    for title in ("One", "Two", "Three", "Four", "Five", "Six"):
        with office.work("pm") as work:
            adding.add(work, NewTask(1, title, 1, None, date(2026, 11, 26)))
        later(office, minutes=40)
    until(office, EVENING)
    until(office, MORNING)
    mornings = [one for one in told(office, "liaison") if "things wait for you" in one]
    assert any("Four · due Thu, Nov 26 · no owner yet" in one for one in mornings)
    assert not any("you act for it" in one for one in mornings)


def nobodys(office: Office, title: str) -> int:
    with office.work("pm") as work:
        return adding.add(work, NewTask(1, title, 1, None, date(2026, 11, 26))).task.number


def test_once_a_task_has_an_owner_its_liaison_hears_no_more_that_they_act_for_it(office: Office) -> None:
    known = nobodys(office, "Known")
    later(office, minutes=5)
    assert of(office, "liaison", "Known has no owner yet: you act for it") == 1
    until(office, EVENING)
    at_night = nobodys(office, "At night")
    for number in (known, at_night):
        with office.work("pm") as work:
            updates.update(work, number, Update(owner_id="colleague"))
    until(office, MORNING)
    assert of(office, "liaison", "Known · Colleague has it now") == 1
    assert of(office, "liaison", "At night") == 0
    with office.work("liaison") as work:
        assert [one.kind for one in inbox.of(work, "liaison") if one.kind.startswith("tasks.")] == []


def test_what_still_waits_for_a_request_is_held_up_until_that_is_over(office: Office) -> None:
    first = add(office, "First", owner="liaison")
    waiting = add(office, "Waiting", waits=(first,))
    with office.work("liaison") as work:
        request = asking.ask(work, Ask(1, 2, "Artwork", date(2026, 12, 4), task_number=waiting)).request
    with office.work("liaison") as work:
        updates.update(work, first, Update(status=Status.DONE))
    later(office, minutes=40)
    assert of(office, "colleague", "nothing holds it up any more") == 0
    with office.work("liaison") as work:
        contract.withdraw(work, request.id)
    later(office, minutes=40)
    assert of(office, "colleague", "Waiting · nothing holds it up any more") == 1


def test_what_is_done_waits_for_nothing_on_its_card(office: Office) -> None:
    number = add(office, "Waiting", waits=(add(office, "First", owner="liaison"),))
    for status, is_waiting in ((Status.IN_PROGRESS, True), (Status.DONE, False)):
        with office.work("colleague") as work:
            updates.update(work, number, Update(status=status))
        with office.work("colleague") as work:
            shown = finding.find(work, number)
            card = work.templates.message(
                "tasks/card", Reader("en-US"), work.now, shown=shown, risks=[], emergency=None
            )
        assert ("waits for" in str(card.blocks)) is is_waiting
